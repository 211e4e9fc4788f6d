#include "data/contents.h"

#include <stdlib.h>

#include "data/store.h"

void contents_release(struct contents *contents)
{
    for (size_t i = 0; i < contents->vintage_count; i++)
        vintage_free(contents->vintages[i]);
    free(contents->vintages);
    register_rows_free(contents->rows);
    outlines_free(contents->outlines);
    lineage_free(contents->lineage);
    unit_aliases_free(contents->aliases);
    *contents = (struct contents){0};
}

/** All but the revision and the register. */
static enum status read_rest(struct store *store, struct contents *contents, struct error *err)
{
    enum status status =
        store_read_vintages(store, &contents->vintages, &contents->vintage_count, err);

    if (status == STATUS_OK)
        status = store_read_outlines(store, &contents->outlines, err);
    if (status == STATUS_OK)
        status = store_read_lineage(store, &contents->lineage, err);
    if (status == STATUS_OK)
        status = store_read_aliases(store, &contents->aliases, err);
    return status;
}

enum status contents_read(const char *store_path, struct contents *contents, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(store_path, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_revision(store, &contents->revision, err);
    if (status == STATUS_OK)
        status = store_read_register(store, &contents->rows, err);
    return status == STATUS_OK ? read_rest(store, contents, err) : status;
}

enum status contents_read_at(const char *store_path, int64_t revision, struct contents *contents,
                             struct error *err)
{
    AUTO(store) store = NULL;
    int64_t last = 0;
    enum status status = store_open(store_path, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_revision(store, &last, err);
    if (status == STATUS_OK && (revision < 1 || revision > last))
        return error_set(err, STATUS_NOT_FOUND, store_path,
                         "the store has no revision %lld: its revisions go from 1 to %lld",
                         "la base n'a pas de révision %lld : ses révisions vont de 1 à %lld",
                         (long long)revision, (long long)last);
    if (status == STATUS_OK)
        status = store_read_register_at(store, revision, &contents->rows, err);
    if (status != STATUS_OK)
        return status;
    contents->revision = revision;
    return read_rest(store, contents, err);
}

enum status contents_begin(struct contents *contents, struct error *err)
{
    AUTO(register_builder) builder = NULL;
    enum status status = register_builder_new(&builder, err);

    if (status == STATUS_OK)
        status = register_builder_finish(builder, &contents->rows, err);
    return status == STATUS_OK ? outlines_new(&contents->outlines, err) : status;
}

enum status contents_put_vintage(struct contents *contents, struct vintage *vintage,
                                 struct error *err)
{
    AUTO(vintage) taken = vintage;
    size_t place = 0;
    struct vintage **grown;

    while (place < contents->vintage_count && contents->vintages[place]->year < taken->year)
        place++;
    if (place < contents->vintage_count && contents->vintages[place]->year == taken->year) {
        vintage_free(contents->vintages[place]);
        contents->vintages[place] = TAKE(taken);
        return STATUS_OK;
    }
    grown = realloc(contents->vintages, (contents->vintage_count + 1) * sizeof(struct vintage *));
    if (grown == NULL)
        return error_no_memory(err);
    contents->vintages = grown;
    for (size_t i = contents->vintage_count; i > place; i--)
        grown[i] = grown[i - 1];
    grown[place] = TAKE(taken);
    contents->vintage_count++;
    return STATUS_OK;
}

enum status contents_replace_register(struct contents *contents, struct register_builder *update,
                                      struct error *err)
{
    struct register_rows *rows = NULL;
    enum status status = register_builder_finish(update, &rows, err);

    if (status != STATUS_OK)
        return status;
    register_rows_free(contents->rows);
    contents->rows = rows;
    return STATUS_OK;
}

enum status contents_lay_register(struct contents *contents, struct register_builder *update,
                                  struct error *err)
{
    enum status status = register_builder_lay_over(update, contents->rows, err);

    return status == STATUS_OK ? contents_replace_register(contents, update, err) : status;
}

void contents_put_lineage(struct contents *contents, struct lineage *lineage)
{
    lineage_free(contents->lineage);
    contents->lineage = lineage;
}

void contents_put_aliases(struct contents *contents, struct unit_aliases *aliases)
{
    unit_aliases_free(contents->aliases);
    contents->aliases = aliases;
}
