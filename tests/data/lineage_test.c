/* Communes and EPCI from one vintage to a later one: the cases that the facts and the design name.
 */
#include <stdio.h>
#include <string.h>

#include "data/epci_lineage.h"
#include "support/expect.h"
#include "support/strip.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/** From commune to commune on 1 January of a year. */
static struct movement move(int year, enum movement_kind kind, const char *before,
                            const char *after)
{
    struct movement movement = {.date = date_of(year, 1, 1),
                                .kind = kind,
                                .type_before = COMMUNE_FULL,
                                .type_after = COMMUNE_FULL,
                                .name_before = before,
                                .name_after = after};

    memcpy(movement.before.code, before, sizeof movement.before.code);
    memcpy(movement.after.code, after, sizeof movement.after.code);
    return movement;
}

static struct lineage *lineage_of(const struct movement movements[], size_t count,
                                  const struct delegate delegates[], size_t delegate_count)
{
    struct lineage *lineage = NULL;
    struct error err = {0};

    expect_ok(lineage_new(movements, count, delegates, delegate_count, &lineage, &err), &err);
    return lineage;
}

static void expect_successors(const struct lineage *lineage, const char *insee, int from, int until,
                              const char *const codes[], enum succession_rule rule)
{
    SCOPED(succession) succession = {.event_count = 0};
    struct error err = {0};
    size_t count = 0;

    expect_ok(lineage_follow(lineage, insee, date_of(from, 1, 1), date_of(until, 1, 1), &succession,
                             &err),
              &err);
    for (; codes[count] != NULL; count++)
        assert_true(code_set_has(&succession.successors, codes[count]));
    assert_int_equal(succession.successors.count, count);
    assert_string_equal(succession_rule_name(succession.rule), succession_rule_name(rule));
}

static void the_official_parent_decides_between_the_parts_of_a_split(void **state)
{
    /* 60455 went into 60054 in 2019; of what that became in 2024, it is in 60694. */
    const struct movement movements[] = {
        move(2019, MOVEMENT_NEW_COMMUNE, "60054", "60054"),
        move(2019, MOVEMENT_NEW_COMMUNE, "60455", "60054"),
        move(2024, MOVEMENT_RESTORED, "60054", "60054"),
        move(2024, MOVEMENT_RESTORED, "60054", "60694"),
    };
    const struct delegate delegate = {{"60455"}, COMMUNE_DELEGATED, {"60694"}, "x"};
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), &delegate, 1);

    (void)state;
    expect_successors(lineage, "60455", 2017, 2026, (const char *const[]){"60694", NULL},
                      RULE_COMPARENT);
    expect_successors(lineage, "60054", 2021, 2026, (const char *const[]){"60054", "60694", NULL},
                      RULE_SPLIT);
}

static void a_code_that_comes_back_to_itself_is_followed_by_date(void **state)
{
    const struct movement movements[] = {
        move(2021, MOVEMENT_SEAT_CHANGED, "80676", "80058"),
        move(2023, MOVEMENT_SEAT_CHANGED, "80058", "80676"),
    };
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);

    (void)state;
    expect_successors(lineage, "80676", 2020, 2022, (const char *const[]){"80058", NULL},
                      RULE_MOVEMENTS);
    expect_successors(lineage, "80676", 2020, 2024, (const char *const[]){"80676", NULL},
                      RULE_MOVEMENTS);
    expect_successors(lineage, "80676", 2021, 2022, (const char *const[]){"80676", NULL},
                      RULE_MOVEMENTS);
}

static struct crosswalk *crosswalk_of(const struct lineage *lineage, const struct vintage *before,
                                      const struct vintage *after)
{
    struct crosswalk *crosswalk = NULL;
    struct error err = {0};

    expect_ok(crosswalk_new(lineage, before, after, &crosswalk, &err), &err);
    return crosswalk;
}

/** "merged 80001+80002>80001": every relation that is not of one commune and itself. */
static void expect_changes(const struct crosswalk *crosswalk, const char *const wanted[])
{
    size_t found = 0;

    for (uint32_t r = 0; r < crosswalk->relation_count; r++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[r];
        char line[200];
        int length = snprintf(line, sizeof line, "%s ", crosswalk_change_name(relation->change));

        for (uint32_t i = 0; i < relation->before_count; i++)
            length +=
                snprintf(line + length, sizeof line - (size_t)length, "%s%s", i == 0 ? "" : "+",
                         crosswalk->before->communes[relation->before[i]].insee.code);
        length += snprintf(line + length, sizeof line - (size_t)length, ">");
        for (uint32_t i = 0; i < relation->after_count; i++)
            length +=
                snprintf(line + length, sizeof line - (size_t)length, "%s%s", i == 0 ? "" : "+",
                         crosswalk->after->communes[relation->after[i]].insee.code);
        if (relation->change == CROSSWALK_SAME)
            continue;
        assert_non_null(wanted[found]);
        assert_string_equal(line, wanted[found++]);
    }
    assert_null(wanted[found]);
}

static void every_kind_of_change_is_told_apart(void **state)
{
    const struct stretch earlier[] = {
        {"80001", "A", "", "32", 0, 1},   {"80002", "B", "", "32", 1, 2},
        {"80003", "C", "", "32", 2, 4},   {"80004", "D", "", "32", 4, 5},
        {"80005", "E", "", "32", 5, 6},   {"80006", "F", "", "32", 6, 7},
        {"80007", "G", "", "32", 7, 8},   {"80008", "H", "", "32", 8, 9},
        {"02344", "I", "", "32", 9, 10},  {"80009", "J", "", "32", 10, 11},
        {"76001", "K", "", "28", 11, 12}, {"80010", "L", "", "32", 12, 13},
    };
    const struct stretch later[] = {
        {"80001", "AB", "", "32", 0, 2}, {"80003", "C", "", "32", 2, 3},
        {"80093", "C2", "", "32", 3, 4}, {"80004", "D-2", "", "32", 4, 5},
        {"80005", "É", "", "32", 5, 6},  {"80096", "F", "", "32", 6, 7},
        {"80007", "G", "", "32", 7, 8},  {"80098", "H", "", "32", 8, 9},
        {"80099", "M", "", "32", 9, 10}, {"80002", "N", "", "32", 10, 11},
    };
    const struct movement movements[] = {
        move(2022, MOVEMENT_NEW_COMMUNE, "80001", "80001"),
        move(2022, MOVEMENT_NEW_COMMUNE, "80002", "80001"),
        move(2022, MOVEMENT_CREATED, "80003", "80003"),
        move(2022, MOVEMENT_CREATED, "80003", "80093"),
        move(2022, MOVEMENT_RENAMED, "80004", "80004"),
        move(2022, MOVEMENT_SEAT_CHANGED, "80006", "80096"),
        move(2022, MOVEMENT_DEPARTEMENT_CHANGED, "02344", "51664"),
        move(2022, MOVEMENT_DEPARTEMENT_CHANGED, "51001", "80099"),
        move(2021, MOVEMENT_SEAT_CHANGED, "80007", "80777"), /* on 1 January of the earlier one */
    };
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);
    AUTO(vintage) before = strip_vintage(2021, earlier, COUNT(earlier), NULL);
    AUTO(vintage) after = strip_vintage(2022, later, COUNT(later), NULL);
    AUTO(crosswalk) crosswalk = crosswalk_of(lineage, before, after);

    (void)state;
    expect_changes(crosswalk, (const char *const[]){
                                  "left 02344>",
                                  "left 76001>",
                                  "merged 80001+80002>80001",
                                  "found >80002",
                                  "split 80003>80003+80093",
                                  "renamed 80004>80004",
                                  "respelled 80005>80005",
                                  "recoded 80006>80096",
                                  "lost 80008>",
                                  "lost 80009>",
                                  "lost 80010>",
                                  "found >80098",
                                  "came >80099",
                                  NULL,
                              });
    assert_int_equal(crosswalk->counts[CROSSWALK_LEFT], 1); /* 76001 never was in the region */
    assert_int_equal(crosswalk->counts[CROSSWALK_SAME], 1);
    assert_string_equal(crosswalk->origins[0].successors[0].insee.code, "51664");
    assert_true(crosswalk->origins[0].successors[0].commune == UNIT_NONE);
}

static void a_commune_that_is_held_on_either_side_leaves_or_comes(void **state)
{
    const struct stretch earlier[] = {{"80001", "A", "", "32", 0, 1},
                                      {"76001", "B", "", "28", 1, 2}};
    const struct stretch later[] = {{"76002", "A", "", "28", 0, 1}, {"80002", "B", "", "32", 1, 2}};
    const struct movement movements[] = {
        move(2022, MOVEMENT_DEPARTEMENT_CHANGED, "80001", "76002"),
        move(2022, MOVEMENT_DEPARTEMENT_CHANGED, "76001", "80002"),
    };
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);
    AUTO(vintage) before = strip_vintage(2021, earlier, COUNT(earlier), NULL);
    AUTO(vintage) after = strip_vintage(2022, later, COUNT(later), NULL);
    AUTO(crosswalk) crosswalk = crosswalk_of(lineage, before, after);

    (void)state;
    expect_changes(crosswalk, (const char *const[]){"came 76001>80002", "left 80001>76002", NULL});
}

static void the_dates_of_what_happened_between_are_kept(void **state)
{
    const struct stretch earlier[] = {{"80001", "A", "", "32", 0, 1},
                                      {"80002", "B", "", "32", 1, 2}};
    const struct stretch later[] = {{"80001", "C", "", "32", 0, 2}};
    const struct movement movements[] = {
        move(2024, MOVEMENT_NEW_COMMUNE, "80001", "80001"),
        move(2024, MOVEMENT_NEW_COMMUNE, "80002", "80001"),
        move(2023, MOVEMENT_RENAMED, "80002", "80002"),
    };
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);
    AUTO(vintage) before = strip_vintage(2021, earlier, COUNT(earlier), NULL);
    AUTO(vintage) after = strip_vintage(2026, later, COUNT(later), NULL);
    AUTO(crosswalk) crosswalk = crosswalk_of(lineage, before, after);

    (void)state;
    assert_int_equal(crosswalk->relation_count, 1);
    assert_int_equal(crosswalk->relations[0].date_count, 2);
    assert_int_equal(crosswalk->relations[0].dates[0].day, date_of(2023, 1, 1).day);
    assert_int_equal(crosswalk->relations[0].dates[1].day, date_of(2024, 1, 1).day);
}

static void time_is_not_walked_backwards(void **state)
{
    const struct stretch stretch = {"80001", "A", "", "32", 0, 1};
    AUTO(vintage) earlier = strip_vintage(2024, &stretch, 1, NULL);
    AUTO(vintage) later = strip_vintage(2025, &stretch, 1, NULL);
    struct crosswalk *crosswalk = NULL;
    struct error err = {0};

    (void)state;
    expect_refusal(crosswalk_new(NULL, later, earlier, &crosswalk, &err), STATUS_INVALID, &err,
                   (const char *const[]){"2025", "2024", NULL});
    expect_refusal(crosswalk_new(NULL, later, later, &crosswalk, &err), STATUS_INVALID, &err,
                   (const char *const[]){"2025", NULL});
    assert_null(crosswalk);
}

enum { ROW_MAX = 100 };

/** Communes 80001, 80002 … of one field each, `count` of them, from `first` on, all in one EPCI. */
static size_t add_row(struct stretch stretches[], char codes[][6], size_t at, size_t count,
                      const char *siren)
{
    for (size_t i = at; i < at + count; i++) {
        (void)snprintf(codes[i], 6, "%05zu", 80001 + i);
        stretches[i] = (struct stretch){codes[i], "X", siren, "32", (int)i, (int)i + 1};
    }
    return at + count;
}

/** Two EPCI of so many communes before; after, `moved` of the first one are in the other SIREN. */
static struct epci_lineage *follow_epcis(size_t first, size_t second, size_t moved,
                                         const char *const sirens_before[2],
                                         const char *const sirens_after[2], bool second_moves,
                                         struct vintage *vintages[2],
                                         struct crosswalk **ret_crosswalk)
{
    static char codes[ROW_MAX][6];
    struct stretch stretches[ROW_MAX];
    struct epci_lineage *epcis = NULL;
    struct error err = {0};
    size_t count = add_row(stretches, codes, 0, first, sirens_before[0]);

    count = add_row(stretches, codes, count, second, sirens_before[1]);
    vintages[0] = strip_vintage(2020, stretches, count, NULL);
    for (size_t i = 0; i < count; i++) {
        bool moves = i < first ? i < moved : second_moves;

        stretches[i].epci = sirens_after[moves ? 0 : 1];
    }
    vintages[1] = strip_vintage(2021, stretches, count, NULL);
    *ret_crosswalk = crosswalk_of(NULL, vintages[0], vintages[1]);
    expect_ok(epci_lineage_new(*ret_crosswalk, &epcis, &err), &err);
    return epcis;
}

struct epci_case {
    size_t first, second, moved;
    bool second_moves;
    const char *before[2], *after[2];
    enum epci_fate fate; /* of the first one */
    uint32_t transfers;
};

static void an_epci_is_followed_by_nine_tenths_of_its_communes(void **state)
{
    static const struct epci_case cases[] = {
        /* Lille: 90 communes, all in a new SIREN of 95. */
        {90, 5, 90, true, {"245900410", "245901061"}, {"200093201", ""}, EPCI_SUCCEEDED, 0},
        /* Calais: all of its 10, but they are 10 of 14; four came from one that goes on. */
        {10, 4, 10, true, {"246201149", ""}, {"200090751", ""}, EPCI_ABSORBED, 4},
        /* Nine of ten, exactly; then one less. */
        {20, 0, 18, false, {"246201149", ""}, {"200090751", "200072478"}, EPCI_SUCCEEDED, 2},
        {20, 0, 17, false, {"246201149", ""}, {"200090751", "200072478"}, EPCI_DIVIDED, 20},
        /* A SIREN that was there before takes it in, however small it was. */
        {19, 1, 19, true, {"246201149", "200090751"}, {"200090751", ""}, EPCI_ABSORBED, 0},
        /* The SIREN stays, with a tenth of its communes. */
        {20, 0, 18, false, {"246201149", ""}, {"200090751", "246201149"}, EPCI_KEPT, 18},
        /* Nobody has its communes. */
        {4, 4, 4, false, {"246201149", "200072478"}, {"", "200072478"}, EPCI_GONE, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct epci_case *one = &cases[i];
        struct vintage *vintages[2] = {NULL, NULL};
        struct crosswalk *crosswalk = NULL;
        struct epci_lineage *epcis =
            follow_epcis(one->first, one->second, one->moved, one->before, one->after,
                         one->second_moves, vintages, &crosswalk);
        uint32_t first = vintage_epci(vintages[0], one->before[0]);

        assert_string_equal(epci_fate_name(epcis->successions[first].fate),
                            epci_fate_name(one->fate));
        assert_int_equal(epcis->transfer_count, one->transfers);
        epci_lineage_free(epcis);
        crosswalk_free(crosswalk);
        vintage_free(vintages[0]);
        vintage_free(vintages[1]);
    }
}

static void lille_is_the_predecessor_of_lille(void **state)
{
    struct vintage *vintages[2] = {NULL, NULL};
    struct crosswalk *crosswalk = NULL;
    struct epci_lineage *epcis =
        follow_epcis(90, 5, 90, (const char *const[]){"245900410", "245901061"},
                     (const char *const[]){"200093201", ""}, true, vintages, &crosswalk);
    uint32_t created = vintage_epci(vintages[1], "200093201");
    uint32_t first = vintage_epci(vintages[0], "245900410");
    uint32_t second = vintage_epci(vintages[0], "245901061");

    (void)state;
    assert_int_equal(epcis->created_count, 1);
    assert_int_equal(epci_lineage_predecessor(epcis, created), first);
    assert_int_equal(epcis->successions[first].common, 90);
    assert_int_equal(epcis->successions[first].land.joined.count, 5);
    assert_int_equal(epcis->successions[second].fate, EPCI_ABSORBED);
    assert_int_equal(epcis->share_count, 2);
    assert_int_equal(epcis->shares[1].common, 5);
    epci_lineage_free(epcis);
    crosswalk_free(crosswalk);
    vintage_free(vintages[0]);
    vintage_free(vintages[1]);
}

static void a_name_a_nature_and_a_merger_leave_the_territory_as_it_was(void **state)
{
    const struct stretch earlier[] = {{"80001", "A", "200069029", "32", 0, 1},
                                      {"80002", "B", "200069029", "32", 1, 2},
                                      {"80003", "C", "200069029", "32", 2, 3},
                                      {"80004", "D", "200069235", "32", 3, 4}};
    const struct stretch later[] = {{"80001", "A", "200069029", "32", 0, 3},
                                    {"80004", "D", "200069235", "32", 3, 4}};
    const struct strip_epci epcis_before[] = {
        {"200069029", "CC One", "CC"}, {"200069235", "CC Two", "CC"}, {NULL, NULL, NULL}};
    const struct strip_epci epcis_after[] = {
        {"200069029", "CA One", "CA"}, {"200069235", "CC Two", "CC"}, {NULL, NULL, NULL}};
    const struct movement movements[] = {move(2022, MOVEMENT_MERGED, "80002", "80001"),
                                         move(2022, MOVEMENT_MERGED, "80003", "80001")};
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);
    AUTO(vintage) before = strip_vintage(2021, earlier, COUNT(earlier), epcis_before);
    AUTO(vintage) after = strip_vintage(2022, later, COUNT(later), epcis_after);
    AUTO(crosswalk) crosswalk = crosswalk_of(lineage, before, after);
    AUTO(epci_lineage) epcis = NULL;
    const struct epci_succession *one;

    (void)state;
    assert_int_equal(epci_lineage_new(crosswalk, &epcis, NULL), STATUS_OK);
    one = &epcis->successions[0];
    assert_true(one->has_new_name && one->has_new_nature);
    assert_int_equal(one->recoded, 1);
    assert_true(land_change_is_none(&one->land));
    assert_int_equal(one->land.relation_count, 1);
    assert_false(epcis->successions[1].has_new_name || epcis->successions[1].has_new_nature);
    assert_int_equal(epcis->successions[1].land.relation_count, 0);
    assert_int_equal(epcis->transfer_count, 0);
}

static void a_merger_across_epcis_brings_land_and_a_transfer(void **state)
{
    const struct stretch earlier[] = {{"80001", "A", "200069029", "32", 0, 1},
                                      {"80002", "B", "200069235", "32", 1, 2},
                                      {"80003", "C", "200069235", "32", 2, 3}};
    const struct stretch later[] = {{"80001", "A", "200069029", "32", 0, 2},
                                    {"80003", "C", "200069235", "32", 2, 3}};
    const struct movement movements[] = {move(2022, MOVEMENT_MERGED, "80002", "80001")};
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);
    AUTO(vintage) before = strip_vintage(2021, earlier, COUNT(earlier), NULL);
    AUTO(vintage) after = strip_vintage(2022, later, COUNT(later), NULL);
    AUTO(crosswalk) crosswalk = crosswalk_of(lineage, before, after);
    AUTO(epci_lineage) epcis = NULL;

    (void)state;
    assert_int_equal(epci_lineage_new(crosswalk, &epcis, NULL), STATUS_OK);
    assert_int_equal(epcis->successions[0].land.joined.count, 1);
    assert_int_equal(epcis->successions[0].land.joined.communes[0], 1);
    assert_int_equal(epcis->successions[1].land.left.count, 1);
    assert_int_equal(epcis->successions[1].land.left.communes[0], 1);
    assert_int_equal(epcis->transfer_count, 1);
    assert_int_equal(epcis->transfers[0].commune_before, 1);
    assert_int_equal(epcis->transfers[0].epci_after, vintage_epci(after, "200069029"));
}

static void a_set_loses_the_part_of_a_split_that_is_not_in_it(void **state)
{
    const struct stretch earlier[] = {{"80001", "A", "", "32", 0, 2},
                                      {"80002", "B", "", "32", 2, 3}};
    const struct stretch later[] = {{"80001", "A", "", "32", 0, 1},
                                    {"80002", "B", "", "32", 2, 3},
                                    {"80091", "A2", "", "32", 1, 2},
                                    {"80099", "?", "", "32", 3, 4}};
    const struct movement movements[] = {move(2022, MOVEMENT_CREATED, "80001", "80001"),
                                         move(2022, MOVEMENT_CREATED, "80001", "80091")};
    const uint32_t first[] = {0}, both[] = {0, 2}, all[] = {0, 2, 3};
    AUTO(lineage) lineage = lineage_of(movements, COUNT(movements), NULL, 0);
    AUTO(vintage) before = strip_vintage(2021, earlier, COUNT(earlier), NULL);
    AUTO(vintage) after = strip_vintage(2022, later, COUNT(later), NULL);
    AUTO(crosswalk) crosswalk = crosswalk_of(lineage, before, after);
    SCOPED(arena) arena = {NULL};
    struct land_change change;

    (void)state;
    arena_init(&arena);
    assert_int_equal(land_change_find(crosswalk, (struct commune_set){first, 1},
                                      (struct commune_set){first, 1}, &arena, &change, NULL),
                     STATUS_OK);
    assert_int_equal(change.left.count, 1);
    assert_int_equal(change.joined.count, 0);
    assert_int_equal(land_change_find(crosswalk, (struct commune_set){first, 1},
                                      (struct commune_set){both, 2}, &arena, &change, NULL),
                     STATUS_OK);
    assert_true(land_change_is_none(&change));
    assert_int_equal(land_change_find(crosswalk, (struct commune_set){first, 1},
                                      (struct commune_set){all, 3}, &arena, &change, NULL),
                     STATUS_OK);
    assert_int_equal(change.appeared.count, 1);
    assert_int_equal(change.appeared.communes[0], 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_official_parent_decides_between_the_parts_of_a_split),
        cmocka_unit_test(a_code_that_comes_back_to_itself_is_followed_by_date),
        cmocka_unit_test(every_kind_of_change_is_told_apart),
        cmocka_unit_test(a_commune_that_is_held_on_either_side_leaves_or_comes),
        cmocka_unit_test(the_dates_of_what_happened_between_are_kept),
        cmocka_unit_test(time_is_not_walked_backwards),
        cmocka_unit_test(an_epci_is_followed_by_nine_tenths_of_its_communes),
        cmocka_unit_test(lille_is_the_predecessor_of_lille),
        cmocka_unit_test(a_name_a_nature_and_a_merger_leave_the_territory_as_it_was),
        cmocka_unit_test(a_merger_across_epcis_brings_land_and_a_transfer),
        cmocka_unit_test(a_set_loses_the_part_of_a_split_that_is_not_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
