/* Findings: ordered by what they are about, and known again whatever their words. */
#include <string.h>

#include "data/finding.h"
#include "support/expect.h"

static struct finding *add(struct findings *findings, const char *check, enum level level,
                           const char *contract, const char *subject)
{
    struct finding *finding = findings_add(findings, check, level, contract, 1);

    assert_non_null(finding);
    finding_add_subject(finding, subject);
    finding_seal(finding);
    return finding;
}

static void a_new_finding_is_empty_but_for_what_it_is_about(void **state)
{
    SCOPED(findings) findings = {0};
    struct finding *finding;

    (void)state;
    findings_init(&findings);
    finding = findings_add(&findings, "REF-01", LEVEL_ERROR, "cdt-a", 2);
    assert_non_null(finding);
    assert_string_equal(finding->check, "REF-01");
    assert_int_equal(finding->version, 2);
    assert_string_equal(finding_subjects(finding), "");
    assert_string_equal(finding->evidence.file, "");
    assert_true(box_is_empty(finding->place));
}

static void both_languages_say_the_same_values(void **state)
{
    SCOPED(findings) findings = {0};
    struct finding *finding;

    (void)state;
    findings_init(&findings);
    finding = findings_add(&findings, "REF-01", LEVEL_ERROR, "", 0);
    finding_say(finding, "code %s is unknown in %d", "le code %s est inconnu en %d", "02999", 2021);
    assert_string_equal(finding->en, "code 02999 is unknown in 2021");
    assert_string_equal(finding->fr, "le code 02999 est inconnu en 2021");
}

static void a_long_sentence_ends_at_a_whole_letter(void **state)
{
    SCOPED(findings) findings = {0};
    char letters[2 * FINDING_MESSAGE_MAX + 1] = "";
    struct finding *finding;

    (void)state;
    findings_init(&findings);
    for (size_t i = 0; i < FINDING_MESSAGE_MAX; i++)
        memcpy(letters + 2 * i, "é", 3);
    finding = findings_add(&findings, "REF-01", LEVEL_ERROR, "", 0);
    finding_say(finding, "%s", "x%s", letters);
    assert_int_equal(strlen(finding->en), FINDING_MESSAGE_MAX - 2);
    assert_int_equal(strlen(finding->fr), FINDING_MESSAGE_MAX - 1);
}

static void every_subject_is_kept_and_counts(void **state)
{
    SCOPED(findings) findings = {0};
    struct finding *finding;
    char before[17];

    (void)state;
    findings_init(&findings);
    finding = findings_add(&findings, "REF-01", LEVEL_ERROR, "", 0);
    for (int i = 0; i < 1000; i++)
        finding_add_subject(finding, "02016");
    assert_int_equal(strlen(finding_subjects(finding)), 1000 * 6 - 1);
    assert_false(finding->is_cut);
    finding_seal(finding);
    memcpy(before, finding->fingerprint, sizeof before);
    finding_add_subject(finding, "02017");
    finding_seal(finding);
    assert_string_not_equal(finding->fingerprint, before);
}

static void a_fingerprint_is_of_what_it_is_about_not_of_its_words(void **state)
{
    SCOPED(findings) findings = {0};
    char first[17];
    struct finding *finding;

    (void)state;
    findings_init(&findings);
    finding = add(&findings, "REF-01", LEVEL_ERROR, "cdt-a", "02016");
    assert_int_equal(strlen(finding->fingerprint), 16);
    memcpy(first, finding->fingerprint, sizeof first);
    finding_say(finding, "other words", "d'autres mots");
    finding->level = LEVEL_INFO;
    finding_seal(finding);
    assert_string_equal(finding->fingerprint, first);
    assert_string_not_equal(add(&findings, "REF-02", LEVEL_ERROR, "cdt-a", "02016")->fingerprint,
                            first);
    assert_string_not_equal(add(&findings, "REF-01", LEVEL_ERROR, "cdt-b", "02016")->fingerprint,
                            first);
    assert_string_not_equal(add(&findings, "REF-01", LEVEL_ERROR, "cdt-a", "02017")->fingerprint,
                            first);
    finding = findings_add(&findings, "REF-01", LEVEL_ERROR, "cdt-a", 2);
    finding_add_subject(finding, "02016");
    finding_seal(finding);
    assert_string_not_equal(finding->fingerprint, first);
}

static void without_a_subject_the_file_tells_findings_apart(void **state)
{
    SCOPED(findings) findings = {0};
    char first[17];

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct finding *finding = findings_add(&findings, "SRC-16", LEVEL_WARNING, "", 0);

        finding->evidence.file = i == 0 ? "a/epci.csv" : i == 1 ? "b/epci.csv" : "a/communes.csv";
        finding_seal(finding);
        if (i == 0)
            memcpy(first, finding->fingerprint, sizeof first);
        /* The same file in another folder is the same. */
        assert_int_equal(strcmp(finding->fingerprint, first) == 0, i < 2);
    }
}

static void errors_refuse_with_how_many(void **state)
{
    SCOPED(findings) findings = {0};
    struct error err = {0};

    (void)state;
    add(&findings, "SRC-16", LEVEL_WARNING, "", "02016");
    expect_ok(findings_refuse(&findings, LEVEL_ERROR, "2031", &err), &err);
    add(&findings, "SRC-06", LEVEL_ERROR, "", "02016");
    add(&findings, "SRC-07", LEVEL_FATAL, "", "02016");
    expect_refusal(findings_refuse(&findings, LEVEL_ERROR, "2031", &err), STATUS_INVALID, &err,
                   (const char *const[]){"(2)", NULL});
    assert_string_equal(err.subject, "2031");
    expect_refusal(findings_refuse(&findings, LEVEL_FATAL, "2031", &err), STATUS_INVALID, &err,
                   (const char *const[]){"(1)", NULL});
}

static void the_worst_comes_first_then_check_contract_and_subject(void **state)
{
    static const struct {
        const char *check;
        enum level level;
        const char *contract, *subject;
    } sorted[] = {
        {"SRC-01", LEVEL_FATAL, "", "a"},      {"ADM-01", LEVEL_ERROR, "cdt-b", "a"},
        {"REF-01", LEVEL_ERROR, "cdt-a", "a"}, {"REF-01", LEVEL_ERROR, "cdt-a", "b"},
        {"REF-01", LEVEL_ERROR, "cdt-b", "a"}, {"ADM-01", LEVEL_WARNING, "cdt-a", "a"},
        {"ADM-01", LEVEL_INFO, "cdt-a", "a"},
    };
    enum { COUNT = sizeof sorted / sizeof *sorted };
    SCOPED(findings) findings = {0};

    (void)state;
    findings_init(&findings);
    for (size_t i = 0; i < COUNT; i++) {
        size_t at = i * 3 % COUNT; /* every one once, far from their order */

        (void)add(&findings, sorted[at].check, sorted[at].level, sorted[at].contract,
                  sorted[at].subject);
    }
    findings_sort(&findings);
    for (size_t i = 0; i < COUNT; i++) {
        assert_string_equal(findings.list[i].check, sorted[i].check);
        assert_int_equal(findings.list[i].level, sorted[i].level);
        assert_string_equal(findings.list[i].contract, sorted[i].contract);
        assert_string_equal(finding_subjects(&findings.list[i]), sorted[i].subject);
    }
}

static void a_list_grows_and_keeps_what_it_holds(void **state)
{
    SCOPED(findings) findings = {0};

    (void)state;
    findings_init(&findings);
    findings_sort(&findings); /* of nothing */
    for (int32_t i = 0; i < 1000; i++)
        assert_non_null(findings_add(&findings, "REF-01", LEVEL_INFO, "", i));
    for (int32_t i = 0; i < 1000; i++)
        assert_int_equal(findings.list[i].version, i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_finding_is_empty_but_for_what_it_is_about),
        cmocka_unit_test(both_languages_say_the_same_values),
        cmocka_unit_test(a_long_sentence_ends_at_a_whole_letter),
        cmocka_unit_test(every_subject_is_kept_and_counts),
        cmocka_unit_test(a_fingerprint_is_of_what_it_is_about_not_of_its_words),
        cmocka_unit_test(without_a_subject_the_file_tells_findings_apart),
        cmocka_unit_test(errors_refuse_with_how_many),
        cmocka_unit_test(the_worst_comes_first_then_check_contract_and_subject),
        cmocka_unit_test(a_list_grows_and_keeps_what_it_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
