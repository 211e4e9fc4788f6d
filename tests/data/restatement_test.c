/* History restated: two lists of movements, and what they say of the past. */
#include <string.h>

#include "data/restatement.h"
#include "support/expect.h"

static struct movement move(int year, enum movement_kind kind, const char *before,
                            const char *after, const char *name)
{
    struct movement movement = {
        .date = date_of(year, 1, 1),
        .kind = kind,
        .type_before = before[0] == '\0' ? COMMUNE_NONE : COMMUNE_FULL,
        .type_after = COMMUNE_FULL,
        .name_before = "",
        .name_after = name,
    };

    memcpy(movement.before.code, before, strlen(before));
    memcpy(movement.after.code, after, strlen(after));
    return movement;
}

static struct lineage *lineage_of(const struct movement rows[], size_t count)
{
    struct lineage *lineage = NULL;
    struct error err = {0};

    expect_ok(lineage_new(rows, count, NULL, 0, &lineage, &err), &err);
    return lineage;
}

static void the_same_past_is_no_finding(void **state)
{
    const struct movement rows[] = {
        move(2019, MOVEMENT_NEW_COMMUNE, "60455", "60054", "Les Hauts-Talican"),
        move(2024, MOVEMENT_RESTORED, "60054", "60694", "Les Hauts-Talican"),
        move(2025, MOVEMENT_RENAMED, "62486", "62486", "Lambres-lez-Aire"),
    };
    const struct movement shuffled[] = {rows[1], rows[0]};
    AUTO(lineage) offered = lineage_of(rows, 3);
    AUTO(lineage) stored = lineage_of(shuffled, 2);
    SCOPED(findings) findings = {0};
    struct restatement restatement = restatement_between(stored, offered, date_of(2025, 1, 1));
    struct error err = {0};

    (void)state;
    assert_true(restatement_is_none(&restatement));
    expect_ok(restatement_report(&restatement, "new.csv", &findings, &err), &err);
    assert_int_equal(findings.count, 0);
    restatement = restatement_between(stored, offered, date_of(2025, 1, 2));
    assert_false(restatement_is_none(&restatement));
}

static void rows_withdrawn_added_and_renamed_are_told_apart(void **state)
{
    const struct movement was[] = {
        move(2019, MOVEMENT_NEW_COMMUNE, "60455", "60054", "Les Hauts-Talican"),
        move(2019, MOVEMENT_NEW_COMMUNE, "60456", "60054", "Les Hauts-Talican"),
        move(2020, MOVEMENT_RENAMED, "62486", "62486", "Lambres"),
    };
    const struct movement is[] = {
        move(2011, MOVEMENT_CREATED, "", "97601", "Acoua"), /* earlier than all that is stored */
        move(2019, MOVEMENT_CREATED, "", "97602", "Bandraboua"),
        move(2019, MOVEMENT_NEW_COMMUNE, "60455", "60054", "Les Hauts-Talican"),
        move(2020, MOVEMENT_RENAMED, "62486", "62486", "Lambres-lez-Aire"),
        move(2026, MOVEMENT_RENAMED, "02016", "02016", "Les Bœufs"),
    };
    AUTO(lineage) stored = lineage_of(was, 3);
    AUTO(lineage) offered = lineage_of(is, 5);
    SCOPED(findings) findings = {0};
    struct restatement restatement = restatement_between(stored, offered, date_of(2026, 1, 1));
    struct error err = {0};

    (void)state;
    expect_ok(restatement_report(&restatement, "v_mvt_2026.csv", &findings, &err), &err);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.list[0].check, "SRC-13");
    assert_int_equal(findings.list[0].level, LEVEL_WARNING);
    assert_string_equal(findings.list[0].evidence.file, "v_mvt_2026.csv");
    assert_string_equal(finding_subjects(&findings.list[0]), "60456 97602 62486");
    assert_string_equal(
        findings.list[0].en,
        "past movements changed, before 2026-01-01, compared with those of the store: withdrawn 1 "
        "(2019-01-01 32 60456 → 60054), added 1 (2019-01-01 20 ∅ → 97602), renamed 1 (2020-01-01 "
        "10 62486 → 62486): look again at what rests on the past");
    assert_string_equal(
        findings.list[0].fr,
        "mouvements passés modifiés, avant le 01/01/2026, par rapport à ceux de la base : retirés "
        "1 "
        "(2019-01-01 32 60456 → 60054), ajoutés 1 (2019-01-01 20 ∅ → 97602), renommés 1 "
        "(2020-01-01 10 62486 → 62486) : revoyez ce qui repose sur le passé");
}

static void many_rows_are_counted_and_the_first_are_shown(void **state)
{
    struct movement rows[40] = {{.name_after = ""}};
    AUTO(lineage) stored = NULL;
    AUTO(lineage) offered = lineage_of(rows, 0);
    SCOPED(findings) findings = {0};
    struct restatement restatement;
    struct error err = {0};

    (void)state;
    for (int i = 0; i < 40; i++)
        rows[i] = move(1970 + i, MOVEMENT_RENAMED, "02016", "02016", "A");
    stored = lineage_of(rows, 40);
    restatement = restatement_between(stored, offered, date_of(2026, 1, 1));
    assert_int_equal(restatement.gone.shown.count, 40);
    expect_ok(restatement_report(&restatement, "new.csv", &findings, &err), &err);
    assert_non_null(strstr(findings.list[0].en, "withdrawn 40 (1970-01-01 10 02016 → 02016, "));
    assert_non_null(strstr(findings.list[0].en, "…), added 0, renamed 0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_past_is_no_finding),
        cmocka_unit_test(rows_withdrawn_added_and_renamed_are_told_apart),
        cmocka_unit_test(many_rows_are_counted_and_the_first_are_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
