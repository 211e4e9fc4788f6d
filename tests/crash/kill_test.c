/*
 * Programs that write are killed (SIGKILL) at any moment, again and again on one store: what was
 * acknowledged is there, nothing is damaged, and the next program goes on. LISIERE_KILLS is how
 * many.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crash/ledger.h"
#include "property/random.h"
#include "support/expect.h"

enum { WHY_SIZE = 256, REVISIONS_A_STORE = 100 };

/** What a life of the one that will be killed is: the twin says a revision before it commits it. */
struct life {
    const char *path;
    uint64_t seed;
    bool says_early;
};

static bool say(int to, int64_t revision)
{
    return write(to, &revision, sizeof revision) == (ssize_t)sizeof revision;
}

/** Commits until it dies, and says each revision once it is acknowledged. */
static _Noreturn void write_on(const struct life *life, int to)
{
    for (;;) {
        AUTO(store) store = NULL;
        struct error err = {0};
        int64_t revision = 0;

        if (store_open(life->path, STORE_WRITE, &store, &err) != STATUS_OK ||
            store_revision(store, &revision, &err) != STATUS_OK)
            _exit(1);
        for (int i = 0; i < 3; i++) {
            if (life->says_early && !say(to, revision + 1))
                _exit(1);
            if (ledger_commit(store, life->seed, &revision, &err) != STATUS_OK ||
                (!life->says_early && !say(to, revision)))
                _exit(1);
        }
    }
}

/** The last revision that came through the pipe before the writer died. */
static int64_t last_said(int from, int64_t before, uint64_t *acknowledged)
{
    int64_t revision;

    while (read(from, &revision, sizeof revision) == (ssize_t)sizeof revision) {
        before = revision;
        (*acknowledged)++;
    }
    return before;
}

static double now_s(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/** Lets one live for a while; the last revision it said, or the one before. */
static int64_t live_and_die(const struct life *life, int64_t known, uint64_t *random,
                            uint64_t *acknowledged)
{
    int ends[2];
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        write_on(life, ends[1]);
    }
    (void)close(ends[1]);
    (void)usleep((useconds_t)random_between(random, 200, 80000));
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    known = last_said(ends[0], known, acknowledged);
    (void)close(ends[0]);
    return known;
}

/** Kills so often; how many of the stores that were left were not right. */
static uint64_t kill_often(uint64_t kills, bool says_early, char why[WHY_SIZE])
{
    uint64_t seed = random_seed(), random = seed, acknowledged = 0, wrong = 0;
    char folder[] = "/tmp/lisiere-kill-XXXXXX", path[64], said[WHY_SIZE];
    int64_t known = 0;
    double worst_s = 0;

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/l.db", folder);
    for (uint64_t i = 0; i < kills; i++) {
        struct life life = {path, seed, says_early};
        double begin_s;

        known = live_and_die(&life, known, &random, &acknowledged);
        if (access(path, F_OK) != 0) {
            assert_int_equal(known, 0); /* it died before it had made a file */
            continue;
        }
        begin_s = now_s();
        (void)ledger_revision(path);
        if (now_s() - begin_s > worst_s)
            worst_s = now_s() - begin_s;
        if (ledger_judge(path, seed, known, known + 1, said) != VERDICT_RIGHT) {
            wrong++;
            (void)snprintf(why, WHY_SIZE, "kill %llu: %.200s", (unsigned long long)i, said);
        }
        /* What was not acknowledged may be there: from now on it must stay. */
        known = ledger_revision(path);
        if (known > REVISIONS_A_STORE) {
            assert_int_equal(unlink(path), 0);
            known = 0;
            seed++;
        }
    }
    (void)unlink(path);
    (void)rmdir(folder);
    printf("# %llu kills, %llu revisions acknowledged, %llu times wrong; opened again "
           "within %.0f ms\n",
           (unsigned long long)kills, (unsigned long long)acknowledged, (unsigned long long)wrong,
           worst_s * 1000);
    return wrong;
}

static void killed_writers_lose_and_damage_nothing(void **state)
{
    char why[WHY_SIZE] = "";

    (void)state;
    if (kill_often(number_from("LISIERE_KILLS", 60), false, why) > 0)
        fail_msg("%s", why);
}

static void the_twin_that_acknowledges_too_early_is_found(void **state)
{
    char why[WHY_SIZE] = "";

    (void)state;
    assert_true(kill_often(30, true, why) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_writers_lose_and_damage_nothing),
        cmocka_unit_test(the_twin_that_acknowledges_too_early_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
