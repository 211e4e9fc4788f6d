#include "data/load.h"

static enum status refuse_empty(const char *store_path, struct error *err)
{
    return error_set(err, STATUS_NOT_FOUND, store_path,
                     "the store holds no vintage yet: run lisiere import DATASET",
                     "la base ne contient encore aucun millésime : lancez lisiere import "
                     "JEU_DE_DONNÉES");
}

enum status load_snapshot(const char *store_path, struct snapshot **ret_snapshot, struct error *err)
{
    SCOPED(contents) contents = {0};
    enum status status = contents_read(store_path, &contents, err);

    if (status == STATUS_OK && contents.vintage_count == 0)
        status = refuse_empty(store_path, err);
    return status == STATUS_OK ? snapshot_new(&contents, ret_snapshot, err) : status;
}

enum status load_snapshot_at(const char *store_path, int64_t revision,
                             struct snapshot **ret_snapshot, struct error *err)
{
    SCOPED(contents) contents = {0};
    enum status status = contents_read_at(store_path, revision, &contents, err);

    if (status == STATUS_OK && contents.vintage_count == 0)
        status = refuse_empty(store_path, err);
    return status == STATUS_OK ? snapshot_new(&contents, ret_snapshot, err) : status;
}

enum status load_snapshot_with(const char *store_path, struct register_builder *update,
                               bool replaces_all, struct snapshot **ret_snapshot, struct error *err)
{
    SCOPED(contents) contents = {0};
    enum status status = contents_read(store_path, &contents, err);

    if (status == STATUS_OK && contents.vintage_count == 0)
        status = refuse_empty(store_path, err);
    if (status == STATUS_OK)
        status = replaces_all ? contents_replace_register(&contents, update, err)
                              : contents_lay_register(&contents, update, err);
    return status == STATUS_OK ? snapshot_new(&contents, ret_snapshot, err) : status;
}
