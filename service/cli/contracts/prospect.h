/* A register read from a file, and what the stored one would become with it. */
#ifndef SERVICE_CLI_CONTRACTS_PROSPECT_H
#define SERVICE_CLI_CONTRACTS_PROSPECT_H

#include "data/register_difference.h"
#include "data/snapshot.h"
#include "service/cli/contracts/contracts.h"

struct prospect {
    struct register_rows *stored;
    struct snapshot *snapshot; /* with the register read */
    struct register_difference difference;
    size_t contract_count; /* that the file names */
};

void prospect_release(struct prospect *prospect);
DEFINE_SCOPED(prospect)

/** Reads; stores nothing. Errors: of the file, of the store, of rows that do not go together. */
enum status prospect_find(const struct common *common, const struct contracts_loading *loading,
                          struct prospect *ret_prospect, struct error *err) MUST_CHECK;

/** Would it be stored? STATUS_INVALID with the first thing that refuses it. */
enum status prospect_check(const struct prospect *prospect, const struct contracts_loading *loading,
                           struct error *err) MUST_CHECK;

#endif
