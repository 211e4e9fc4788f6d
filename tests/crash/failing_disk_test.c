/*
 * A disk that is full or broken from the k-th call on, for each k until a run needs no more calls:
 * a sentence and STATUS_IO, never a crash; when the disk is mended the store is the old one or the
 * new one. What was acknowledged before the failure is there.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crash/disk.h"
#include "crash/ledger.h"
#include "support/expect.h"

enum { SEED = 7, WHY_SIZE = 256, CALLS_MAX = 2000, PATH_SIZE = 96 };

/** Opens, commits twice, closes; the revision that was acknowledged, and how it ended. */
static enum status run(const char *path, int64_t *ret_acknowledged, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(path, STORE_WRITE, &store, err);

    for (int i = 0; i < 2 && status == STATUS_OK; i++)
        status = ledger_commit(store, SEED, ret_acknowledged, err);
    return status;
}

static void try_call(const char *path, uint64_t call, int error_number, bool *ret_is_over)
{
    struct error err = {0};
    char why[WHY_SIZE];
    int64_t acknowledged = 0;
    enum status status;

    (void)unlink(path);
    expect_ok(run(path, &acknowledged, &err), &err);
    disk_fail_from(call, error_number);
    status = run(path, &acknowledged, &err);
    *ret_is_over = disk_mend() <= call;
    if (*ret_is_over)
        expect_ok(status, &err);
    if (status != STATUS_OK && (status != STATUS_IO || err.fr[0] == '\0'))
        fail_msg("call %llu: %s, “%s”", (unsigned long long)call, status_name(status), err.en);
    if (ledger_judge(path, SEED, acknowledged, acknowledged + 1, why) != VERDICT_RIGHT)
        fail_msg("call %llu: %s", (unsigned long long)call, why);
}

static void try_all(const char *name, int error_number)
{
    char folder[] = "/tmp/lisiere-disk-XXXXXX", path[PATH_SIZE];
    bool is_over = false;
    uint64_t call = 0;

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/l.db", folder);
    for (; !is_over && call < CALLS_MAX; call++)
        try_call(path, call, error_number, &is_over);
    assert_true(is_over);
    assert_true(call > 20);
    printf("# %s from each of %llu calls on: nothing lost, nothing damaged\n", name,
           (unsigned long long)call - 1);
    (void)unlink(path);
    (void)rmdir(folder);
}

static void a_full_disk_loses_nothing(void **state)
{
    (void)state;
    try_all("ENOSPC", ENOSPC);
}

static void a_broken_disk_loses_nothing(void **state)
{
    (void)state;
    try_all("EIO", EIO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_loses_nothing),
        cmocka_unit_test(a_broken_disk_loses_nothing),
    };

    disk_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
