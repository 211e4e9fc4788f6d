/*
 * Power cuts at any moment, on a disk that keeps no promise that was not asked for: no revision
 * that was acknowledged is lost, no store is damaged. The same on a store that does not ask (the
 * twins) must fail, or the test could not tell. LISIERE_IMAGES is how many cuts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crash/disk.h"
#include "crash/ledger.h"
#include "data/store_sqlite.h"
#include "property/random.h"
#include "support/expect.h"

enum { IMAGES_A_RECORD = 100, SESSIONS = 4, WHY_SIZE = 256 };

struct place {
    char folder[64];
    char store[96];
    char image[96];
};

struct tally {
    uint64_t images, right, lost, corrupt, operations;
    char why[WHY_SIZE]; /* of the first that was not right */
};

static void make_place(struct place *place)
{
    (void)snprintf(place->folder, sizeof place->folder, "%s/lisiere-power-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    assert_non_null(mkdtemp(place->folder));
    (void)snprintf(place->store, sizeof place->store, "%s/l.db", place->folder);
    (void)snprintf(place->image, sizeof place->image, "%s/image.db", place->folder);
}

static void remove_place(const struct place *place)
{
    char command[128];

    (void)snprintf(command, sizeof command, "rm -rf %s", place->folder);
    assert_int_equal(system(command), 0);
}

static struct store *open_store(const struct place *place, enum store_mode mode, const char *pragma)
{
    struct store *store = NULL;
    struct error err = {0};

    expect_ok(store_open(place->store, mode, &store, &err), &err);
    if (pragma != NULL)
        expect_ok(store_execute(store, pragma, &err), &err);
    return store;
}

static void commit(struct store *store, uint64_t seed, int64_t *revision)
{
    struct error err = {0};

    disk_note(*revision, *revision + 1);
    expect_ok(ledger_commit(store, seed, revision, &err), &err);
    disk_note(*revision, *revision);
}

/** A change that is given up half-way. */
static void give_up(struct store *store, uint64_t seed)
{
    static const struct change change = {"2026-11-24", "essai", "abandonnée"};
    AUTO(register_rows) rows = ledger_rows(seed, 999);
    struct error err = {0};

    expect_ok(store_begin(store, &change, &err), &err);
    expect_ok(store_put_register(store, rows, &err), &err);
}

/** One program's life: some commits, sometimes with a reader that keeps the log from being emptied.
 */
static void run_session(const struct place *place, const char *pragma, uint64_t seed,
                        uint64_t *random, int64_t *revision)
{
    AUTO(store) reader = NULL;
    AUTO(store) store = NULL;
    uint32_t commits = random_below(random, 4);

    if (random_chance(random, 30))
        reader = open_store(place, STORE_READ, NULL);
    store = open_store(place, STORE_WRITE, pragma);
    if (random_chance(random, 50)) {
        struct error err = {0};

        expect_ok(store_execute(store, "PRAGMA wal_autocheckpoint=8", &err), &err);
    }
    for (uint32_t i = 0; i < commits; i++)
        commit(store, seed, revision);
    if (random_chance(random, 30))
        give_up(store, seed);
}

/** A new store with one durable revision, then sessions under the eye of the disk. */
static void record(const struct place *place, const char *pragma, uint64_t seed, uint64_t *random)
{
    int64_t revision = 0;

    (void)unlink(place->store);
    {
        AUTO(store) store = open_store(place, STORE_WRITE, NULL);

        commit(store, seed, &revision);
    }
    disk_record(place->store);
    disk_note(revision, revision);
    for (int i = 0; i < SESSIONS; i++)
        run_session(place, pragma, seed, random, &revision);
    disk_stop();
}

static void cut(const struct place *place, uint64_t seed, uint64_t *random, struct tally *tally)
{
    size_t moment = random_below(random, disk_length() + 1);
    enum loss loss = (enum loss)random_below(random, LOSS_COUNT);
    int64_t acknowledged, begun;
    char why[WHY_SIZE];
    enum verdict verdict;

    disk_lay_down(moment, loss, random, place->image, &acknowledged, &begun);
    verdict = ledger_judge(place->image, seed, acknowledged, begun, why);
    tally->images++;
    tally->right += verdict == VERDICT_RIGHT;
    tally->lost += verdict == VERDICT_LOST;
    tally->corrupt += verdict == VERDICT_CORRUPT;
    if (verdict != VERDICT_RIGHT && tally->why[0] == '\0')
        (void)snprintf(tally->why, sizeof tally->why,
                       "seed %llu, cut after operation %zu of %zu, loss %d: %.180s",
                       (unsigned long long)seed, moment, disk_length(), (int)loss, why);
}

static struct tally try(const char *name, const char *pragma, uint64_t images)
{
    struct tally tally = {0};
    struct place place;
    uint64_t seed = random_seed();

    make_place(&place);
    while (tally.images < images) {
        uint64_t random = seed * 2654435761 + 1;

        record(&place, pragma, seed, &random);
        tally.operations += disk_length();
        for (int i = 0; i < IMAGES_A_RECORD && tally.images < images; i++)
            cut(&place, seed, &random, &tally);
        disk_forget();
        seed++;
    }
    remove_place(&place);
    printf("# %s: %llu power cuts in %llu operations: %llu right, %llu lost, %llu corrupt%s%s\n",
           name, (unsigned long long)tally.images, (unsigned long long)tally.operations,
           (unsigned long long)tally.right, (unsigned long long)tally.lost,
           (unsigned long long)tally.corrupt, tally.why[0] == '\0' ? "" : "; first: ", tally.why);
    return tally;
}

static void nothing_acknowledged_is_lost_nothing_is_damaged(void **state)
{
    struct tally tally = try("as it is", NULL, number_from("LISIERE_IMAGES", 1000));

    (void)state;
    if (tally.lost > 0 || tally.corrupt > 0)
        fail_msg("%s", tally.why);
}

static void the_twin_that_never_syncs_is_damaged(void **state)
{
    struct tally tally = try("synchronous=OFF", "PRAGMA synchronous=OFF", 300);

    (void)state;
    assert_true(tally.corrupt > 0);
    assert_true(tally.lost > 0);
}

static void the_twin_that_syncs_at_checkpoints_only_loses(void **state)
{
    struct tally tally = try("synchronous=NORMAL", "PRAGMA synchronous=NORMAL", 300);

    (void)state;
    assert_true(tally.lost > 0);
    assert_int_equal(tally.corrupt, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost_nothing_is_damaged),
        cmocka_unit_test(the_twin_that_never_syncs_is_damaged),
        cmocka_unit_test(the_twin_that_syncs_at_checkpoints_only_loses),
    };

    disk_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
