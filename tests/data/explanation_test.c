/*
 * What explain says: which holder of a code is meant, what became of it and where it comes from,
 * which members of a contract name a commune. Movements and squares are made for it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/explanation.h"
#include "data/vintage_builder.h"
#include "support/expect.h"
#include "support/rows.h"

#define A "200069029"
#define B "200069235"

static struct date day(const char *text)
{
    struct date date;

    assert_int_equal(date_parse(text, &date, NULL), STATUS_OK);
    return date;
}

static struct movement moves(const char *date, enum movement_kind kind, const char *before,
                             const char *name_before, const char *after, const char *name_after)
{
    struct movement movement = {
        .date = day(date),
        .kind = kind,
        .type_before = COMMUNE_FULL,
        .type_after = COMMUNE_FULL,
        .name_before = name_before,
        .name_after = name_after,
    };

    memcpy(movement.before.code, before, sizeof movement.before);
    memcpy(movement.after.code, after, sizeof movement.after);
    return movement;
}

/**
 * 80001 and 80002 unite in 2022 under 80001; in 2023 80002 leaves again, under its old name.
 * 80003 takes in 76009, which has come from another département on the eve, as 80009 for a day.
 * A part of 80004 merges into it in 2022, which says nothing of 80004 itself.
 */
static struct lineage *a_lineage(void)
{
    struct movement movements[] = {
        moves("2022-01-01", MOVEMENT_NEW_COMMUNE, "80001", "Un", "80001", "Les Deux"),
        moves("2022-01-01", MOVEMENT_NEW_COMMUNE, "80002", "Deux", "80001", "Les Deux"),
        moves("2023-01-01", MOVEMENT_RESTORED, "80001", "Les Deux", "80001", "Un"),
        moves("2023-01-01", MOVEMENT_RESTORED, "80001", "Les Deux", "80002", "Deux"),
        moves("2023-01-01", MOVEMENT_RESTORED, "80001", "Un", "80001", "Un"),
        moves("2022-01-01", MOVEMENT_DEPARTEMENT_CHANGED, "76009", "Neuf", "80009", "Neuf"),
        moves("2022-01-01", MOVEMENT_MERGED, "80009", "Neuf", "80003", "Trois"),
        moves("2022-01-01", MOVEMENT_MERGED, "80003", "Trois", "80003", "Trois"),
        moves("2022-01-01", MOVEMENT_ASSOCIATION_MERGED, "80044", "Part", "80004", "Quatre"),
    };
    struct delegate delegates[] = {{{"80002"}, COMMUNE_DELEGATED, {"80002"}, "Deux"},
                                   {{"80077"}, COMMUNE_DELEGATED, {"80003"}, "Sept"}};
    struct lineage *lineage = NULL;
    struct error err = {0};

    movements[4].type_before = COMMUNE_DELEGATED;
    movements[8].type_before = COMMUNE_ASSOCIATED;
    expect_ok(lineage_new(movements, 9, delegates, 2, &lineage, &err), &err);
    return lineage;
}

static struct vintage *a_vintage(int year, const char *const communes[][2], size_t count)
{
    AUTO(vintage_builder) builder = NULL;
    struct vintage *vintage = NULL;
    struct row_place here = {"squares", 1};
    struct error err = {0};

    expect_ok(vintage_builder_new(year, "32", &builder, &err), &err);
    for (size_t i = 0; i < count; i++) {
        const char *code = communes[i][0];
        struct commune_row row = {code,           code, NULL, code[0] == '7' ? "28" : "32",
                                  communes[i][1], 10};
        struct shape_row shape = {code, square_at((int)i, 0, 1)};

        expect_ok(vintage_builder_add_commune(builder, &row, here, &err), &err);
        expect_ok(vintage_builder_add_shape(builder, shape, here, &err), &err);
    }
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    return vintage;
}

/** 2021, 2022, 2023: 80004 goes from B to A in 2022 and comes back. */
static struct snapshot *a_snapshot(const char *const rows[])
{
    static const char *const first[][2] = {{"80001", A}, {"80002", A}, {"80003", B},
                                           {"80004", B}, {"76001", B}, {"76009", B}};
    static const char *const second[][2] = {{"80001", A}, {"80003", B}, {"80004", A}, {"76001", B}};
    static const char *const third[][2] = {
        {"80001", A}, {"80002", A}, {"80003", B}, {"80004", B}, {"76001", B}};
    struct contents contents = {.vintages = calloc(3, sizeof(struct vintage *)),
                                .vintage_count = 3,
                                .rows = rows_of(rows),
                                .lineage = a_lineage(),
                                .revision = 1};
    struct snapshot *snapshot = NULL;
    struct error err = {0};

    contents.vintages[0] = a_vintage(2021, first, 6);
    contents.vintages[1] = a_vintage(2022, second, 4);
    contents.vintages[2] = a_vintage(2023, third, 5);
    expect_ok(outlines_new(&contents.outlines, &err), &err);
    expect_ok(snapshot_new(&contents, &snapshot, &err), &err);
    return snapshot;
}

static void expect_tenure(const struct lineage *lineage, const char *code, const char *date,
                          enum tenure wanted, const char *wanted_day)
{
    struct vintage_list none = {NULL, 0};
    struct date got_day;
    enum tenure got = tenure_on(lineage, none, code, day(date), &got_day);
    char text[DATE_TEXT_MAX];

    date_format(got_day, text);
    if (got != wanted || (wanted_day != NULL && strcmp(text, wanted_day) != 0))
        fail_msg("%s on %s is %s, %s; expected %s, %s", code, date, tenure_name(got), text,
                 tenure_name(wanted), wanted_day == NULL ? "any day" : wanted_day);
}

static void a_code_names_one_commune_after_another(void **state)
{
    AUTO(lineage) lineage = a_lineage();
    struct vintage_list none = {NULL, 0};

    (void)state;
    expect_tenure(lineage, "80002", "2021-12-31", TENURE_HELD, "2021-12-31");
    expect_tenure(lineage, "80002", "2022-01-01", TENURE_ENDED, "2021-12-31");
    expect_tenure(lineage, "80002", "2022-12-31", TENURE_ENDED, "2021-12-31");
    expect_tenure(lineage, "80002", "2023-01-01", TENURE_HELD, "2023-01-01");
    expect_tenure(lineage, "76009", "2030-01-01", TENURE_ENDED, "2021-12-31");
    /* Given and taken on one day: a code that nobody ever had of an evening. */
    expect_tenure(lineage, "80009", "2021-01-01", TENURE_NEVER, NULL);
    expect_tenure(lineage, "80009", "2023-01-01", TENURE_NEVER, NULL);
    /* A part that merges does not date the commune it merges into. */
    expect_tenure(lineage, "80004", "2021-01-01", TENURE_NEVER, NULL);
    assert_string_equal(commune_name_on(lineage, none, "80001", day("2021-06-01")), "Un");
    assert_string_equal(commune_name_on(lineage, none, "80001", day("2022-06-01")), "Les Deux");
    assert_string_equal(commune_name_on(lineage, none, "80001", day("2023-06-01")), "Un");
}

static void a_code_may_be_to_come(void **state)
{
    struct movement birth =
        moves("2022-01-01", MOVEMENT_DEPARTEMENT_CHANGED, "02344", "G", "51664", "G");
    AUTO(lineage) lineage = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(lineage_new(&birth, 1, NULL, 0, &lineage, &err), &err);
    expect_tenure(lineage, "51664", "2021-06-01", TENURE_TO_COME, "2022-01-01");
    expect_tenure(lineage, "02344", "2021-06-01", TENURE_HELD, "2021-06-01");
    expect_tenure(lineage, "02344", "2022-01-01", TENURE_ENDED, "2021-12-31");
}

/** "80001 80002", both of them or one. */
static void expect_codes(const struct code_set *got, const char *wanted)
{
    char text[SUCCESSORS_MAX * 6 + 1] = "";

    for (size_t i = 0; i < got->count; i++) {
        strcat(text, i == 0 ? "" : " ");
        strcat(text, got->codes[i].code);
    }
    assert_string_equal(text, wanted);
}

static void an_event_is_told_with_all_who_took_part(void **state)
{
    AUTO(lineage) lineage = a_lineage();
    SCOPED(succession) succession = {.event_count = 0};
    SCOPED(chronicle) chronicle = {.count = 0};
    struct error err = {0};

    (void)state;
    expect_ok(
        lineage_follow(lineage, "80002", day("2021-01-01"), day("2023-01-01"), &succession, &err),
        &err);
    expect_ok(chronicle_of(lineage, &succession, &chronicle, &err), &err);
    assert_int_equal(chronicle.count, 2);
    assert_int_equal(chronicle.events[0].before_count, 2);
    assert_string_equal(chronicle.events[0].before[0].insee.code, "80001");
    assert_string_equal(chronicle.events[0].before[1].name, "Deux");
    assert_int_equal(chronicle.events[0].after_count, 1);
    assert_string_equal(chronicle.events[0].after[0].name, "Les Deux");
    assert_int_equal(chronicle.events[1].after_count, 2);
    assert_int_equal(chronicle.events[1].kind, MOVEMENT_RESTORED);
}

static void expect_origins(const struct lineage *lineage, const char *code, const char *until,
                           const char *wanted, const char *since, size_t events)
{
    SCOPED(ancestry) ancestry = {.since = {0}};
    struct error err = {0};
    char text[DATE_TEXT_MAX];

    expect_ok(lineage_ascend(lineage, code, day(until), &ancestry, &err), &err);
    expect_codes(&ancestry.origins, wanted);
    date_format(ancestry.since, text);
    assert_string_equal(text, since);
    assert_int_equal(ancestry.chronicle.count, events);
}

static void a_commune_comes_from_those_that_became_it(void **state)
{
    AUTO(lineage) lineage = a_lineage();

    (void)state;
    expect_origins(lineage, "80001", "2022-06-01", "80001 80002", "2021-12-31", 1);
    /* Each came back for itself: by its delegate's parent, by the delegated commune restored. */
    expect_origins(lineage, "80001", "2023-01-01", "80001", "2021-12-31", 2);
    expect_origins(lineage, "80002", "2023-01-01", "80002", "2021-12-31", 2);
    expect_origins(lineage, "80003", "2023-01-01", "76009 80003", "2021-12-31", 2);
    expect_origins(lineage, "80001", "2021-06-01", "80001", "2021-06-01", 0);
    expect_origins(lineage, "80555", "2021-06-01", "80555", "2021-06-01", 0);
}

#define LIST "generations|CDT|x||2021|2030|3||||"
#define CONTRACT "contracts|cdt-a|a|CDT|signed|||public|official|"

static const struct covering *covering_of(const struct snapshot *snapshot, const char *code,
                                          const char *date, struct arena *arena)
{
    const struct vintage *vintage = vintage_at(snapshot_vintages(snapshot), day(date));
    uint32_t commune = vintage_commune(vintage, code), count = 0;
    const struct covering *coverings = NULL;
    struct error err = {0};

    expect_ok(
        coverings_find(snapshot, vintage, day(date), &commune, 1, arena, &coverings, &count, &err),
        &err);
    return count == 0 ? NULL : coverings;
}

/** held, doubtful, clipped, excluded, and the members that say so. */
static void expect_covering(const struct covering *got, const char *wanted)
{
    char text[64] = "none";

    if (got != NULL)
        (void)snprintf(text, sizeof text, "%u %u %u %u, %u members", got->held, got->doubtful,
                       got->clipped, got->excluded, got->member_count);
    assert_string_equal(text, wanted);
}

static void every_member_that_names_a_commune_is_found(void **state)
{
    static const char *const rows[] = {LIST,
                                       CONTRACT,
                                       "versions|cdt-a|1|2021-01-01|2025-12-31|||||region",
                                       "members|cdt-a|1|include|epci|" B "||||||stated",
                                       "members|cdt-a|1|include|commune|80001||||||stated",
                                       "members|cdt-a|1|exclude|commune|80003||||||stated",
                                       NULL};
    struct snapshot *snapshot = a_snapshot(rows);
    SCOPED(arena) arena = {NULL};

    (void)state;
    arena_init(&arena);
    expect_covering(covering_of(snapshot, "80001", "2021-06-01", &arena), "1 0 0 0, 1 members");
    expect_covering(covering_of(snapshot, "80002", "2021-06-01", &arena), "none");
    expect_covering(covering_of(snapshot, "80003", "2021-06-01", &arena), "0 0 0 1, 2 members");
    expect_covering(covering_of(snapshot, "76001", "2021-06-01", &arena), "0 0 1 0, 1 members");
    expect_covering(covering_of(snapshot, "80004", "2021-06-01", &arena), "1 0 0 0, 1 members");
    expect_covering(covering_of(snapshot, "80004", "2022-06-01", &arena), "none");
    assert_int_equal(covering_of(snapshot, "80004", "2021-06-01", &arena)->force, FORCE_YES);
    assert_int_equal(covering_of(snapshot, "80004", "2026-06-01", &arena)->force, FORCE_NO);
    snapshot_release(snapshot);
}

static void a_frozen_member_names_the_communes_of_its_day(void **state)
{
    static const char *const frozen[] = {
        LIST, CONTRACT, "versions|cdt-a|1|2021-01-01|2025-12-31||2022-06-01",
        "members|cdt-a|1|include|epci|" A "||frozen|||stated", NULL};
    static const char *const undated[] = {LIST, CONTRACT, "versions|cdt-a|1|2021-01-01|2025-12-31",
                                          "members|cdt-a|1|include|epci|" A "||frozen|||stated",
                                          NULL};
    struct snapshot *first = a_snapshot(frozen);
    struct snapshot *second = a_snapshot(undated);
    SCOPED(arena) arena = {NULL};

    (void)state;
    arena_init(&arena);
    expect_covering(covering_of(first, "80004", "2023-06-01", &arena), "1 0 0 0, 1 members");
    expect_covering(covering_of(first, "80002", "2023-06-01", &arena), "none");
    expect_covering(covering_of(second, "80004", "2023-06-01", &arena), "none");
    expect_covering(covering_of(second, "80002", "2023-06-01", &arena), "0 1 0 0, 1 members");
    snapshot_release(first);
    snapshot_release(second);
}

static struct explanation *explain(const struct snapshot *snapshot, const char *code,
                                   const char *date)
{
    struct explanation *explanation = NULL;
    struct code_asked asked;
    struct error err = {0};

    expect_ok(code_asked_parse(code, &asked, &err), &err);
    expect_ok(explanation_new(snapshot, &asked, day(date), &explanation, &err), &err);
    return explanation;
}

/** "tenure name > communes described". */
static void expect_explained(const struct snapshot *snapshot, const char *code, const char *date,
                             const char *wanted)
{
    AUTO(explanation) it = explain(snapshot, code, date);
    char text[160];
    size_t length = (size_t)snprintf(text, sizeof text, "%s %s >", tenure_name(it->tenure),
                                     it->name == NULL ? "-" : it->name);

    for (uint32_t i = 0; i < it->commune_count; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, " %s",
                             it->period->vintage->communes[it->communes[i].commune].insee.code);
    assert_string_equal(text, wanted);
}

static void the_holder_that_is_meant_is_found(void **state)
{
    static const char *const rows[] = {LIST, NULL};
    struct snapshot *snapshot = a_snapshot(rows);

    (void)state;
    expect_explained(snapshot, "80001", "2022-06-01", "held Les Deux > 80001");
    expect_explained(snapshot, "80002", "2022-06-01", "ended Deux > 80001");
    expect_explained(snapshot, "80002", "2023-06-01", "held Deux > 80002");
    expect_explained(snapshot, "80001@2022-06-01", "2023-06-01", "held Les Deux > 80001 80002");
    expect_explained(snapshot, "76009", "2023-06-01", "ended Neuf > 80003");
    expect_explained(snapshot, "80077", "2023-06-01", "never Sept > 80003");
    expect_explained(snapshot, "80004", "2015-06-01", "held 80004 >");
    snapshot_release(snapshot);
}

static void a_code_of_nothing_is_refused(void **state)
{
    static const char *const rows[] = {LIST, NULL};
    static const char *const near[] = {"80001", "2021", "2023", NULL};
    static const char *const then[] = {"2021", NULL};
    static const char *const later[] = {"--at", NULL};
    static const struct {
        const char *code, *at;
        enum status status;
        const char *const *words;
    } cases[] = {
        {"80101", "2023-06-01", STATUS_NOT_FOUND, near},
        {"80002@2022-06-01", "2023-06-01", STATUS_NOT_FOUND, then},
        {"80001@2023-06-01", "2022-06-01", STATUS_INVALID, later},
        {"200044030", "2023-06-01", STATUS_NOT_FOUND, then},
    };
    struct snapshot *snapshot = a_snapshot(rows);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct explanation *explanation = NULL;
        struct code_asked asked;
        struct error err = {0};

        expect_ok(code_asked_parse(cases[i].code, &asked, &err), &err);
        expect_refusal(explanation_new(snapshot, &asked, day(cases[i].at), &explanation, &err),
                       cases[i].status, &err, cases[i].words);
        assert_null(explanation);
    }
    snapshot_release(snapshot);
}

static void an_epci_tells_who_came_and_who_left(void **state)
{
    static const char *const rows[] = {LIST, NULL};
    struct snapshot *snapshot = a_snapshot(rows);
    AUTO(explanation) it = explain(snapshot, B, "2023-06-01");

    (void)state;
    assert_int_equal(it->change_count, 2);
    assert_int_equal(it->changes[0].year, 2022);
    assert_int_equal(it->changes[0].joined_count, 0);
    assert_int_equal(it->changes[0].left_count, 2);
    assert_string_equal(it->changes[0].left[0].insee.code, "76009");
    assert_false(it->changes[0].left[0].is_in_both);
    expect_codes(&it->changes[0].left[0].successors, "80003");
    assert_string_equal(it->changes[0].left[1].insee.code, "80004");
    assert_string_equal(it->changes[0].left[1].other->siren.code, A);
    assert_int_equal(it->changes[1].joined_count, 1);
    assert_string_equal(it->changes[1].joined[0].insee.code, "80004");
    assert_int_equal(it->changes[1].left_count, 0);
    assert_int_equal(it->year_count, 3);
    snapshot_release(snapshot);
}

static void a_code_is_read_or_refused_with_a_hint(void **state)
{
    static const char *const zero[] = {"02344", NULL};
    static const char *const alpes[] = {"06234", NULL};
    static const char *const siren[] = {"SIREN", NULL};
    static const char *const date[] = {"2021-04-14", NULL};
    static const struct {
        const char *text;
        const char *const *words;
    } bad[] = {
        {"2344", zero},    {"200069028", siren},      {"", siren},          {"6234", alpes},
        {"623440", siren}, {"60054@", date},          {"60054@2019", date}, {"60054 ", siren},
        {"2C001", siren},  {"200069029999999", siren}};
    struct code_asked asked = {.kind = CODE_EPCI};
    struct error err = {0};

    (void)state;
    expect_ok(code_asked_parse("2A004@2019-01-02", &asked, &err), &err);
    assert_int_equal(asked.kind, CODE_COMMUNE);
    assert_string_equal(asked.code, "2A004");
    assert_true(asked.is_dated);
    assert_int_equal(asked.date.day, day("2019-01-02").day);
    expect_ok(code_asked_parse(A, &asked, &err), &err);
    assert_int_equal(asked.kind, CODE_EPCI);
    assert_false(asked.is_dated);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_refusal(code_asked_parse(bad[i].text, &asked, &err), STATUS_FORMAT, &err,
                       bad[i].words);
    assert_string_equal(asked.code, A);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_names_one_commune_after_another),
        cmocka_unit_test(a_code_may_be_to_come),
        cmocka_unit_test(an_event_is_told_with_all_who_took_part),
        cmocka_unit_test(a_commune_comes_from_those_that_became_it),
        cmocka_unit_test(every_member_that_names_a_commune_is_found),
        cmocka_unit_test(a_frozen_member_names_the_communes_of_its_day),
        cmocka_unit_test(the_holder_that_is_meant_is_found),
        cmocka_unit_test(a_code_of_nothing_is_refused),
        cmocka_unit_test(an_epci_tells_who_came_and_who_left),
        cmocka_unit_test(a_code_is_read_or_refused_with_a_hint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
