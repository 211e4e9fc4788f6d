/*
 * Laws of lineage on random histories: a land of fields in a row, whose communes merge with a
 * neighbour, are divided, take another code or another name, year after year. What happened is
 * written down twice: as movements, and as whose each field was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/epci_lineage.h"
#include "property/random.h"
#include "support/expect.h"
#include "support/strip.h"

enum { FIELDS = 14, YEARS = 6, FIRST_YEAR = 2020, MOVEMENT_MAX = 400, EPCIS = 3 };

static const char *const sirens[EPCIS] = {"200069029", "200069235", "246000582"};

struct land {
    int owners[FIELDS]; /* the number in the code of the commune whose it is */
    int names[100];     /* of each such number: how often it was named anew */
};

struct history {
    struct land lands[YEARS + 1]; /* on 1 January of each year */
    struct movement movements[MOVEMENT_MAX];
    size_t movement_count;
    int epcis[FIELDS];
    bool was_divided;
};

static void write_code(int number, struct insee *insee)
{
    (void)snprintf(insee->code, sizeof insee->code, "%05d", 80000 + number % 1000);
}

static void record(struct history *history, int year, enum movement_kind kind, int before,
                   int after)
{
    struct movement *movement = &history->movements[history->movement_count++];

    assert_true(history->movement_count < MOVEMENT_MAX);
    *movement = (struct movement){.date = date_of(FIRST_YEAR + year, 1, 1),
                                  .kind = kind,
                                  .type_before = COMMUNE_FULL,
                                  .type_after = COMMUNE_FULL,
                                  .name_before = "before",
                                  .name_after = "after"};
    write_code(before, &movement->before);
    write_code(after, &movement->after);
}

static void give(struct land *land, int from, int to, int before, int after)
{
    for (int i = from; i < to; i++) {
        if (land->owners[i] == before)
            land->owners[i] = after;
    }
}

/** A number that is nobody's now; it may have been somebody's. */
static int free_number(const struct land *land, uint64_t *random)
{
    for (;;) {
        int number = 1 + (int)random_below(random, 40);
        bool is_taken = false;

        for (int i = 0; i < FIELDS; i++)
            is_taken = is_taken || land->owners[i] == number;
        if (!is_taken)
            return number;
    }
}

/** One thing happens around a field; the communes in `busy` have had their event of the day. */
static void let_happen(struct history *history, int year, bool busy[100], bool may_divide,
                       uint64_t *random)
{
    struct land *land = &history->lands[year];
    int field = (int)random_below(random, FIELDS - 1);
    int here = land->owners[field], there = land->owners[field + 1];

    if (busy[here])
        return;
    if (here != there) {
        if (busy[there])
            return;
        record(history, year, MOVEMENT_MERGED, here, here);
        record(history, year, MOVEMENT_MERGED, there, here);
        give(land, 0, FIELDS, there, here);
        busy[there] = true;
    } else if (may_divide && random_chance(random, 40)) {
        int other = free_number(land, random);

        if (busy[other])
            return;
        record(history, year, MOVEMENT_CREATED, here, here);
        record(history, year, MOVEMENT_CREATED, here, other);
        give(land, field + 1, FIELDS, here, other);
        busy[other] = history->was_divided = true;
    } else if (random_chance(random, 50)) {
        record(history, year, MOVEMENT_RENAMED, here, here);
        land->names[here]++;
    } else {
        int other = free_number(land, random);

        if (busy[other])
            return;
        record(history, year, MOVEMENT_SEAT_CHANGED, here, other);
        give(land, 0, FIELDS, here, other);
        busy[other] = true;
    }
    busy[here] = true;
}

static struct history *invent(bool may_divide, uint64_t *random)
{
    struct history *history = calloc(1, sizeof *history);

    assert_non_null(history);
    for (int i = 0; i < FIELDS; i++) {
        history->lands[0].owners[i] = 1 + i / (1 + (int)random_below(random, 2));
        history->epcis[i] = i * EPCIS / FIELDS;
    }
    for (int i = 1; i < FIELDS; i++) { /* a commune is one stretch */
        if (history->lands[0].owners[i] < history->lands[0].owners[i - 1])
            history->lands[0].owners[i] = history->lands[0].owners[i - 1];
    }
    for (int year = 1; year <= YEARS; year++) {
        bool busy[100] = {false};

        history->lands[year] = history->lands[year - 1];
        for (uint32_t events = random_below(random, 4); events > 0; events--)
            let_happen(history, year, busy, may_divide, random);
    }
    return history;
}

static struct vintage *vintage_of(const struct history *history, int year)
{
    const struct land *land = &history->lands[year];
    struct stretch stretches[FIELDS];
    struct insee codes[FIELDS];
    char names[FIELDS][12];
    size_t count = 0;

    for (int begin = 0, end; begin < FIELDS; begin = end, count++) {
        int owner = land->owners[begin];

        for (end = begin; end < FIELDS && land->owners[end] == owner; end++)
            continue;
        write_code(owner, &codes[count]);
        (void)snprintf(names[count], sizeof names[count], "name %d", land->names[owner]);
        stretches[count] = (struct stretch){
            codes[count].code, names[count], sirens[history->epcis[begin]], "32", begin, end};
    }
    return strip_vintage(FIRST_YEAR + year, stretches, count, NULL);
}

static struct lineage *lineage_of(const struct movement movements[], size_t count)
{
    struct lineage *lineage = NULL;
    struct error err = {0};

    expect_ok(lineage_new(movements, count, NULL, 0, &lineage, &err), &err);
    return lineage;
}

/** A history, two of its years, and the crosswalk between them. */
struct scene {
    struct history *history;
    struct lineage *lineage;
    struct vintage *before, *after;
    struct crosswalk *crosswalk;
    int from, until;
};

static void scene_release(struct scene *scene)
{
    crosswalk_free(scene->crosswalk);
    vintage_free(scene->before);
    vintage_free(scene->after);
    lineage_free(scene->lineage);
    free(scene->history);
}
DEFINE_SCOPED(scene)

static struct scene set_scene(bool may_divide, uint64_t *random)
{
    struct scene scene = {.history = invent(may_divide, random)};
    struct error err = {0};

    scene.from = (int)random_below(random, YEARS);
    scene.until = scene.from + 1 + (int)random_below(random, (uint64_t)(YEARS - scene.from));
    scene.lineage = lineage_of(scene.history->movements, scene.history->movement_count);
    scene.before = vintage_of(scene.history, scene.from);
    scene.after = vintage_of(scene.history, scene.until);
    expect_ok(crosswalk_new(scene.lineage, scene.before, scene.after, &scene.crosswalk, &err),
              &err);
    return scene;
}

static uint64_t seed;

/** Runs a law on many scenes. */
static void hold(bool may_divide, void (*law)(const struct scene *, uint64_t *random))
{
    uint64_t random = seed, runs = number_from("LISIERE_RUNS", 150);

    for (uint64_t run = 0; run < runs; run++) {
        SCOPED(scene) scene = set_scene(may_divide, &random);

        law(&scene, &random);
    }
}

/** Whose a field is, as an index in the vintage. */
static uint32_t owner_in(const struct vintage *vintage, const struct land *land, int field)
{
    struct insee insee;

    write_code(land->owners[field], &insee);
    return vintage_commune(vintage, insee.code);
}

static bool is_successor(const struct crosswalk *crosswalk, uint32_t before, uint32_t after)
{
    const struct crosswalk_origin *origin = &crosswalk->origins[before];

    for (uint32_t i = 0; i < origin->successor_count; i++) {
        if (origin->successors[i].commune == after)
            return true;
    }
    return false;
}

static void who_has_the_land_succeeds(const struct scene *scene, uint64_t *random)
{
    (void)random;
    for (int field = 0; field < FIELDS; field++)
        assert_true(is_successor(
            scene->crosswalk, owner_in(scene->before, &scene->history->lands[scene->from], field),
            owner_in(scene->after, &scene->history->lands[scene->until], field)));
}

static void land_is_never_lost_sight_of(void **state)
{
    (void)state;
    hold(true, who_has_the_land_succeeds);
}

/** Without splits the movements tell exactly; with them a part may stand for the whole. */
static void successors_have_some_of_the_land(const struct scene *scene, uint64_t *random)
{
    const struct history *history = scene->history;

    (void)random;
    assert_false(history->was_divided);
    for (uint32_t i = 0; i < scene->before->commune_count; i++) {
        bool has_land = false;

        assert_int_equal(scene->crosswalk->origins[i].successor_count, 1);
        for (int field = 0; field < FIELDS; field++)
            has_land =
                has_land || owner_in(scene->before, &history->lands[scene->from], field) == i;
        assert_true(has_land);
    }
    who_has_the_land_succeeds(scene, NULL);
}

static void without_splits_every_commune_has_one_successor(void **state)
{
    (void)state;
    hold(false, successors_have_some_of_the_land);
}

static void count_each_once(const struct scene *scene, uint64_t *random)
{
    const struct crosswalk *crosswalk = scene->crosswalk;
    uint32_t *before = calloc(scene->before->commune_count, sizeof *before);
    uint32_t *after = calloc(scene->after->commune_count, sizeof *after);
    uint32_t relation_total = 0;

    (void)random;
    assert_true(before != NULL && after != NULL);
    for (uint32_t r = 0; r < crosswalk->relation_count; r++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[r];

        assert_true(relation->before_count > 0 && relation->after_count > 0);
        for (uint32_t i = 0; i < relation->before_count; i++) {
            const struct crosswalk_origin *origin = &crosswalk->origins[relation->before[i]];

            before[relation->before[i]]++;
            assert_int_equal(origin->relation, r);
            for (uint32_t s = 0; s < origin->successor_count; s++)
                assert_int_equal(crosswalk->relation_of_after[origin->successors[s].commune], r);
        }
        for (uint32_t i = 0; i < relation->after_count; i++)
            after[relation->after[i]]++;
    }
    for (int change = 0; change < CROSSWALK_CHANGE_COUNT; change++)
        relation_total += crosswalk->counts[change];
    assert_int_equal(relation_total, crosswalk->relation_count);
    for (uint32_t i = 0; i < scene->before->commune_count; i++)
        assert_int_equal(before[i], 1);
    for (uint32_t i = 0; i < scene->after->commune_count; i++)
        assert_int_equal(after[i], 1);
    free(before);
    free(after);
}

static void relations_part_both_lists(void **state)
{
    (void)state;
    hold(true, count_each_once);
}

static void sum_each_relation(const struct scene *scene, uint64_t *random)
{
    const struct crosswalk *crosswalk = scene->crosswalk;

    (void)random;
    for (uint32_t r = 0; r < crosswalk->relation_count; r++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[r];

        assert_int_equal(
            vintage_population(scene->before, relation->before, relation->before_count),
            vintage_population(scene->after, relation->after, relation->after_count));
        expect_near(vintage_area_m2(scene->before, relation->before, relation->before_count),
                    vintage_area_m2(scene->after, relation->after, relation->after_count), 1e-3);
    }
    assert_int_equal(scene->before->population, 100 * FIELDS);
    assert_int_equal(scene->after->population, scene->before->population);
    expect_near(scene->after->area_m2, scene->before->area_m2, 1e-3);
}

static void people_and_land_are_neither_made_nor_lost(void **state)
{
    (void)state;
    hold(true, sum_each_relation);
}

static void sum_units(const struct scene *scene, uint64_t *random)
{
    const struct vintage *vintage = scene->after;
    int64_t of_epcis = 0, of_departements = 0, of_communes = 0;
    double area_of_epcis = 0, area_of_departements = 0, area_of_communes = 0;

    (void)random;
    for (uint32_t i = 0; i < vintage->epci_count; i++) {
        of_epcis += vintage->epcis[i].population;
        area_of_epcis += vintage->epcis[i].area_m2;
    }
    for (uint32_t i = 0; i < vintage->departement_count; i++) {
        of_departements += vintage->departements[i].population;
        area_of_departements += vintage->departements[i].area_m2;
    }
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        of_communes += vintage->communes[i].population;
        area_of_communes += vintage->communes[i].area_m2;
    }
    assert_int_equal(of_epcis, vintage->population);
    assert_int_equal(of_departements, vintage->population);
    assert_int_equal(of_communes, vintage->population);
    expect_near(area_of_epcis, vintage->area_m2, 1e-3);
    expect_near(area_of_departements, vintage->area_m2, 1e-3);
    expect_near(area_of_communes, vintage->area_m2, 1e-3);
}

static void a_vintage_is_the_sum_of_its_parts(void **state)
{
    (void)state;
    hold(true, sum_units);
}

static void expect_same_set(const struct code_set *got, const struct code_set *wanted)
{
    assert_int_equal(got->count, wanted->count);
    for (size_t i = 0; i < got->count; i++)
        assert_string_equal(got->codes[i].code, wanted->codes[i].code);
}

static void follow(const struct lineage *lineage, const char *insee, int from, int until,
                   struct succession *succession)
{
    struct error err = {0};

    expect_ok(lineage_follow(lineage, insee, date_of(FIRST_YEAR + from, 1, 1),
                             date_of(FIRST_YEAR + until, 1, 1), succession, &err),
              &err);
}

/** The walk to a day, and on from there, is the walk to the end; no event is out of its time. */
static void walk_in_two_steps(const struct scene *scene, uint64_t *random)
{
    int between =
        scene->from + (int)random_below(random, (uint64_t)(scene->until - scene->from + 1));

    for (uint32_t i = 0; i < scene->before->commune_count; i++) {
        const char *insee = scene->before->communes[i].insee.code;
        SCOPED(succession) whole = {.event_count = 0};
        SCOPED(succession) first = {.event_count = 0};
        struct code_set reached = {.count = 0};
        int32_t last = date_of(FIRST_YEAR + scene->from, 1, 1).day;

        follow(scene->lineage, insee, scene->from, scene->until, &whole);
        follow(scene->lineage, insee, scene->from, between, &first);
        for (size_t s = 0; s < first.by_movements.count; s++) {
            SCOPED(succession) second = {.event_count = 0};

            follow(scene->lineage, first.by_movements.codes[s].code, between, scene->until,
                   &second);
            for (size_t c = 0; c < second.by_movements.count; c++) {
                assert_true(code_set_has(&whole.by_movements, second.by_movements.codes[c].code));
                if (!code_set_has(&reached, second.by_movements.codes[c].code))
                    reached.codes[reached.count++] = second.by_movements.codes[c];
            }
        }
        assert_int_equal(reached.count, whole.by_movements.count);
        for (size_t e = 0; e < whole.event_count; e++) {
            assert_true(whole.events[e].date.day > date_of(FIRST_YEAR + scene->from, 1, 1).day);
            assert_true(whole.events[e].date.day >= last);
            last = whole.events[e].date.day;
        }
        assert_true(last <= date_of(FIRST_YEAR + scene->until, 1, 1).day);
    }
}

static void lineage_never_goes_back(void **state)
{
    (void)state;
    hold(true, walk_in_two_steps);
}

static void expect_same_crosswalk(const struct crosswalk *got, const struct crosswalk *wanted)
{
    assert_int_equal(got->relation_count, wanted->relation_count);
    for (uint32_t r = 0; r < got->relation_count; r++) {
        assert_int_equal(got->relations[r].change, wanted->relations[r].change);
        assert_int_equal(got->relations[r].date_count, wanted->relations[r].date_count);
    }
    for (uint32_t i = 0; i < got->before->commune_count; i++) {
        assert_int_equal(got->origins[i].relation, wanted->origins[i].relation);
        assert_int_equal(got->origins[i].rule, wanted->origins[i].rule);
    }
}

/** The rows in another order, some twice. */
static void shuffle_movements(const struct scene *scene, uint64_t *random)
{
    static struct movement rows[2 * MOVEMENT_MAX];
    size_t count = scene->history->movement_count;
    struct lineage *lineage;
    struct crosswalk *crosswalk = NULL;
    struct error err = {0};

    memcpy(rows, scene->history->movements, count * sizeof *rows);
    for (size_t i = scene->history->movement_count; i > 0; i--) {
        if (random_chance(random, 30))
            rows[count++] = rows[i - 1];
    }
    for (size_t i = count; i > 1; i--) {
        size_t other = random_below(random, i);
        struct movement row = rows[i - 1];

        rows[i - 1] = rows[other];
        rows[other] = row;
    }
    lineage = lineage_of(rows, count);
    expect_ok(crosswalk_new(lineage, scene->before, scene->after, &crosswalk, &err), &err);
    expect_same_crosswalk(crosswalk, scene->crosswalk);
    for (uint32_t i = 0; i < scene->before->commune_count; i++) {
        const char *insee = scene->before->communes[i].insee.code;
        SCOPED(succession) got = {.event_count = 0};
        SCOPED(succession) wanted = {.event_count = 0};

        follow(lineage, insee, scene->from, scene->until, &got);
        follow(scene->lineage, insee, scene->from, scene->until, &wanted);
        expect_same_set(&got.successors, &wanted.successors);
        assert_int_equal(got.event_count, wanted.event_count);
    }
    crosswalk_free(crosswalk);
    lineage_free(lineage);
}

static void the_order_of_movement_rows_never_matters(void **state)
{
    (void)state;
    hold(true, shuffle_movements);
}

/** Shares count every later commune of an EPCI, and whoever is not where it should be is told. */
static void account_for_epcis(const struct scene *scene, uint64_t *random)
{
    const struct crosswalk *crosswalk = scene->crosswalk;
    struct epci_lineage *epcis = NULL;
    struct error err = {0};
    uint32_t transfers = 0;

    (void)random;
    expect_ok(epci_lineage_new(crosswalk, &epcis, &err), &err);
    for (uint32_t e = 0; e < scene->before->epci_count; e++) {
        uint32_t shared = 0;

        for (uint32_t i = 0; i < epcis->share_count; i++)
            shared += epcis->shares[i].before == e ? epcis->shares[i].common : 0;
        assert_int_equal(shared, epcis->successions[e].recoded);
    }
    for (uint32_t i = 0; i < scene->before->commune_count; i++) {
        uint32_t epci = scene->before->communes[i].epci;

        for (uint32_t s = 0; s < crosswalk->origins[i].successor_count; s++) {
            uint32_t after = crosswalk->origins[i].successors[s].commune;

            transfers += scene->after->communes[after].epci != epcis->successions[epci].heir;
        }
    }
    assert_int_equal(transfers, epcis->transfer_count);
    for (uint32_t e = 0; transfers == 0 && e < scene->before->epci_count; e++)
        assert_true(epcis->successions[e].fate != EPCI_DIVIDED &&
                    epcis->successions[e].land.left.count == 0);
    epci_lineage_free(epcis);
}

static void communes_of_every_epci_are_accounted_for(void **state)
{
    (void)state;
    hold(true, account_for_epcis);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(land_is_never_lost_sight_of),
        cmocka_unit_test(without_splits_every_commune_has_one_successor),
        cmocka_unit_test(relations_part_both_lists),
        cmocka_unit_test(people_and_land_are_neither_made_nor_lost),
        cmocka_unit_test(a_vintage_is_the_sum_of_its_parts),
        cmocka_unit_test(lineage_never_goes_back),
        cmocka_unit_test(the_order_of_movement_rows_never_matters),
        cmocka_unit_test(communes_of_every_epci_are_accounted_for),
    };

    seed = random_seed();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
