#include "service/cli/contracts/prospect.h"

#include "data/load.h"
#include "data/register_check.h"
#include "data/register_permanence.h"
#include "data/store.h"
#include "service/cli/register_file.h"

void prospect_release(struct prospect *prospect)
{
    register_rows_free(prospect->stored);
    snapshot_release(prospect->snapshot);
    register_difference_release(&prospect->difference);
}

static enum status read_stored(const struct common *common, struct register_rows **ret_rows,
                               struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(common->store.bytes, STORE_READ, &store, err);

    return status == STATUS_OK ? store_read_register(store, ret_rows, err) : status;
}

enum status prospect_find(const struct common *common, const struct contracts_loading *loading,
                          struct prospect *ret_prospect, struct error *err)
{
    AUTO(register_builder) update = NULL;
    enum status status = read_stored(common, &ret_prospect->stored, err);

    if (status == STATUS_OK)
        status = register_file_read(common, loading->path, &update, err);
    if (status != STATUS_OK)
        return status;
    ret_prospect->contract_count = register_builder_count(update, REGISTER_CONTRACTS);
    status = load_snapshot_with(common->store.bytes, update, loading->replaces_all,
                                &ret_prospect->snapshot, err);
    return status == STATUS_OK
               ? register_difference_find(ret_prospect->stored, ret_prospect->snapshot->rows,
                                          &ret_prospect->difference, err)
               : status;
}

enum status prospect_check(const struct prospect *prospect, const struct contracts_loading *loading,
                           struct error *err)
{
    enum status status = register_check(prospect->snapshot, err);

    return status == STATUS_OK
               ? register_permanence_check(prospect->stored, prospect->snapshot->rows,
                                           loading->is_correction, err)
               : status;
}
