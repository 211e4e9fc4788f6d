#include "data/store_derived.h"

#include <stdlib.h>
#include <string.h>

#include "data/store_family.h"
#include "geo/measure.h"

static enum status check_measures(const struct shape_family *family, const void *kept, size_t size,
                                  struct store_defects *defects, struct error *err)
{
    void *bytes;
    size_t wanted;

    if (coverage_measures_get(family->coverage, &bytes, &wanted) != STATUS_OK)
        return error_no_memory(err);
    if (size != wanted || memcmp(bytes, kept, size) != 0)
        store_defects_add(defects, "the measures of the shapes of %d are not those of the shapes",
                          "les mesures des contours de %d ne sont pas celles des contours",
                          family->year);
    free(bytes);
    return STATUS_OK;
}

static enum status check_family(struct store *store, const struct statement *row,
                                struct store_defects *defects, struct error *err)
{
    AUTO(shape_family) family = NULL;
    struct error failure = {0};
    struct digest identity;
    int year = sqlite3_column_int(row->handle, 1);
    enum status status =
        store_read_family_anew(store, sqlite3_column_int64(row->handle, 0), &family, &failure);

    if (status == STATUS_NO_MEMORY || status == STATUS_IO)
        return error_set(err, status, failure.subject, "%s%.0s", "%.0s%s", failure.en, failure.fr);
    if (status != STATUS_OK) {
        store_defects_add(defects, "the shapes of %d do not hold together: %s%.0s",
                          "les contours de %d ne tiennent pas ensemble : %.0s%s", year, failure.en,
                          failure.fr);
        return STATUS_OK;
    }
    status = shape_family_identity(family, &identity, err);
    if (status != STATUS_OK)
        return status;
    if (strcmp(identity.hex, statement_text(row, 2)) != 0)
        store_defects_add(defects, "the shapes of %d are not those that their digest is of (%.8s…)",
                          "les contours de %d ne sont pas ceux de leur empreinte (%.8s…)", year,
                          statement_text(row, 2));
    return check_measures(family, sqlite3_column_blob(row->handle, 3),
                          (size_t)sqlite3_column_bytes(row->handle, 3), defects, err);
}

enum status store_check_families(struct store *store, size_t *ret_count,
                                 struct store_defects *defects, struct error *err)
{
    size_t count = 0;
    SCOPED(statement) families = {NULL};
    bool has_row = true;
    enum status status = store_prepare(
        store, "SELECT id, year, identity, measures FROM family ORDER BY id", &families, err);

    while (status == STATUS_OK && has_row) {
        status = store_step(store, &families, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        status = check_family(store, &families, defects, err);
        count++;
    }
    if (status == STATUS_OK)
        *ret_count = count;
    return status;
}
