/*
 * A store whose every revision is known beforehand: revision n holds the register of (seed, n), so
 * that whoever opens it after a crash knows to the row what must be there, and nothing has to be
 * told by the one that died.
 */
#ifndef TESTS_CRASH_LEDGER_H
#define TESTS_CRASH_LEDGER_H

#include <stdbool.h>

#include "data/store.h"

/** Some contracts with some members; a few of them differ from those of n - 1. */
struct register_rows *ledger_rows(uint64_t seed, int64_t revision);

/** The revision a store is at; whatever hinders is a failure of the test. */
int64_t ledger_revision(const char *path);

/** Commits the next revision; *ret_revision is its number once that is acknowledged. */
enum status ledger_commit(struct store *store, uint64_t seed, int64_t *ret_revision,
                          struct error *err);

/** What a store was after a crash. */
enum verdict {
    VERDICT_RIGHT,
    VERDICT_LOST,    /* whole, but without a revision that was acknowledged */
    VERDICT_CORRUPT, /* does not open, does not pass store_check(), or holds what nobody wrote */
};

/**
 * Opens it to write, as a program that starts again does. acknowledged: the last revision it must
 * have; begun: the last one it may have. why (256 bytes) says what is wrong.
 */
enum verdict ledger_judge(const char *path, uint64_t seed, int64_t acknowledged, int64_t begun,
                          char *why);

#endif
