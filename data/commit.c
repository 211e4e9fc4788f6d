#include "data/commit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/register_permanence.h"

static enum status put_years(struct store *store, const struct snapshot *snapshot,
                             const struct commit *commit, struct error *err)
{
    for (size_t y = 0; y < commit->year_count; y++) {
        for (size_t i = 0; i < snapshot->vintage_count; i++) {
            enum status status = STATUS_OK;

            if (snapshot->vintages[i]->year == commit->years[y])
                status = store_put_vintage(store, snapshot->vintages[i], err);
            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

static enum status put_notes(struct store *store, const struct commit *commit, struct error *err)
{
    enum status status = STATUS_OK;

    if (commit->dataset != NULL)
        status = store_put_note(store, "dataset", commit->dataset, err);
    if (status == STATUS_OK && commit->manifest_sha256 != NULL)
        status = store_put_note(store, "manifest_sha256", commit->manifest_sha256, err);
    /* A register of unknown digest must not pass for the one that was noted before. */
    if (status == STATUS_OK && commit->has_register)
        status =
            store_put_note(store, "register_sha256",
                           commit->register_sha256 != NULL ? commit->register_sha256 : "", err);
    if (status == STATUS_OK && commit->activated_sha256 != NULL)
        status = store_put_note(store, COMMIT_ACTIVATED_NOTE, commit->activated_sha256, err);
    return status;
}

static enum status refuse_base(const char *store_path, int64_t based_on, int64_t revision,
                               struct error *err)
{
    return error_set(err, STATUS_INVALID, store_path,
                     "the store has changed since (revision %lld, then %lld), nothing was written: "
                     "run the command again, an import that waits from its --stage",
                     "la base a changé depuis (révision %lld, puis %lld), rien n'est écrit : "
                     "relancez la commande, un import en attente depuis son --stage",
                     (long long)based_on, (long long)revision);
}

enum status commit_check_base(const char *store_path, int64_t based_on, struct error *err)
{
    AUTO(store) store = NULL;
    int64_t revision = 0;
    enum status status = STATUS_OK;

    if (access(store_path, F_OK) == 0) {
        status = store_open(store_path, STORE_READ, &store, err);
        if (status == STATUS_OK)
            status = store_revision(store, &revision, err);
    }
    if (status != STATUS_OK || revision == based_on)
        return status;
    return refuse_base(store_path, based_on, revision, err);
}

/** Begins the change; from then on nobody else writes. */
static enum status begin(struct store *store, const char *store_path, const struct commit *commit,
                         struct error *err)
{
    int64_t revision = 0;
    enum status status = store_begin(store, &commit->change, err);

    if (status != STATUS_OK || commit->based_on == NULL)
        return status;
    status = store_revision(store, &revision, err);
    if (status == STATUS_OK && revision != *commit->based_on + 1)
        return refuse_base(store_path, *commit->based_on, revision - 1, err);
    return status;
}

static enum status put_register(struct store *store, const struct register_rows *rows,
                                bool corrects_statuses, struct error *err)
{
    AUTO(register_rows) known = NULL;
    enum status status = store_read_register(store, &known, err);

    if (status == STATUS_OK)
        status = register_permanence_check(known, rows, corrects_statuses, err);
    return status == STATUS_OK ? store_put_register(store, rows, err) : status;
}

enum status commit_write(const char *store_path, const struct snapshot *snapshot,
                         const struct commit *commit, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(store_path, STORE_WRITE, &store, err);

    if (status == STATUS_OK)
        status = begin(store, store_path, commit, err);
    if (status == STATUS_OK)
        status = put_years(store, snapshot, commit, err);
    if (status == STATUS_OK && commit->has_register)
        status = put_register(store, snapshot->rows, commit->corrects_statuses, err);
    if (status == STATUS_OK && commit->has_lineage)
        status = store_put_lineage(store, snapshot->lineage, err);
    if (status == STATUS_OK && commit->has_aliases)
        status = store_put_aliases(store, snapshot->aliases, err);
    if (status == STATUS_OK)
        status = store_put_outlines(store, snapshot->outlines, err);
    if (status == STATUS_OK)
        status = put_notes(store, commit, err);
    return status == STATUS_OK ? store_commit(store, err) : status;
}
