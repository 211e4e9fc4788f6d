/* Outlines in the SQLite store. */
#include <string.h>

#include "data/store_family.h"

enum status store_put_outlines(struct store *store, const struct outlines *outlines,
                               struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_execute(store, "DELETE FROM outline", err);

    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO outline VALUES (?, ?, ?)", &statement, err);
    for (size_t i = 0; i < outlines_count(outlines) && status == STATUS_OK; i++) {
        const struct outline *outline = outlines_at(outlines, i);

        statement_bind_text(&statement, 1, outline->key.hex);
        sqlite3_bind_double(statement.handle, 2, outline->perimeter_m);
        status = store_bind_shape(&statement, 3, outline->shape, err);
        if (status == STATUS_OK)
            status = store_run(store, &statement, err);
    }
    return status;
}

enum status store_read_outlines(struct store *store, struct outlines **ret_outlines,
                                struct error *err)
{
    AUTO(outlines) outlines = NULL;
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = outlines_new(&outlines, err);

    if (status == STATUS_OK)
        status = store_prepare(store, "SELECT key, perimeter_m, shape FROM outline ORDER BY rowid",
                               &statement, err);
    while (status == STATUS_OK && has_row) {
        struct multipolygon *shape = NULL;
        struct digest key = {{0}};

        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        strncpy(key.hex, statement_text(&statement, 0), sizeof key.hex - 1);
        status = store_read_shape(&statement, 2, &shape, err);
        if (status == STATUS_OK)
            status = outlines_add(outlines, &key, shape, sqlite3_column_double(statement.handle, 1),
                                  err);
    }
    if (status == STATUS_OK)
        *ret_outlines = TAKE(outlines);
    return status;
}
