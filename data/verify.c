#include "data/verify.h"

#include <string.h>

#include "data/snapshot.h"
#include "data/store_check.h"
#include "data/store_derived.h"

static bool is_failure(enum status status)
{
    return status == STATUS_NO_MEMORY || status == STATUS_IO || status == STATUS_INTERNAL;
}

static const struct outline *find(const struct outlines *outlines, const struct digest *key)
{
    for (size_t i = 0; i < outlines_count(outlines); i++) {
        if (strcmp(outlines_at(outlines, i)->key.hex, key->hex) == 0)
            return outlines_at(outlines, i);
    }
    return NULL;
}

/** Every outline that is needed now, computed without those that are kept. Of the others, which
 * earlier perimeters had, nothing is asked any more. */
static void compare_outlines(const struct outlines *kept, const struct outlines *anew,
                             struct store_defects *defects)
{
    for (size_t i = 0; i < outlines_count(anew); i++) {
        const struct outline *wanted = outlines_at(anew, i);
        const struct outline *found = find(kept, &wanted->key);

        if (found != NULL &&
            (!multipolygon_equal(found->shape, wanted->shape) ||
             memcmp(&found->perimeter_m, &wanted->perimeter_m, sizeof found->perimeter_m) != 0))
            store_defects_add(defects, "the outline %.8s… is not that of its communes",
                              "le contour %.8s… n'est pas celui de ses communes", wanted->key.hex);
    }
}

static enum status verify_contents(const char *store_path, struct store_defects *defects,
                                   struct verified *verified, struct error *err)
{
    SCOPED(contents) contents = {0};
    AUTO(outlines) kept = NULL;
    struct snapshot *snapshot = NULL;
    enum status status = contents_read(store_path, &contents, err);

    if (status != STATUS_OK)
        return status;
    verified->vintages = contents.vintage_count;
    verified->contracts = contents.rows->contract_count;
    verified->versions = contents.rows->version_count;
    verified->outlines = outlines_count(contents.outlines);
    if (contents.vintage_count == 0)
        return STATUS_OK;
    kept = TAKE(contents.outlines);
    status = outlines_new(&contents.outlines, err);
    if (status == STATUS_OK)
        status = snapshot_new(&contents, &snapshot, err);
    if (status == STATUS_OK)
        compare_outlines(kept, snapshot->outlines, defects);
    snapshot_release(snapshot);
    return status;
}

static enum status verify_rows(const char *store_path, struct store_defects *defects,
                               struct verified *verified, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(store_path, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_check(store, defects, err);
    if (status == STATUS_OK && defects->count == 0)
        status = store_revision(store, &verified->revision, err);
    if (status == STATUS_OK && defects->count == 0)
        status = store_check_families(store, &verified->families, defects, err);
    return status;
}

enum status verify_store(const char *store_path, struct store_defects *defects,
                         struct verified *ret_verified, struct error *err)
{
    struct verified verified = {0};
    struct error failure = {0};
    enum status status = verify_rows(store_path, defects, &verified, err);

    if (status == STATUS_OK && defects->count == 0)
        status = verify_contents(store_path, defects, &verified, &failure);
    else if (status != STATUS_OK)
        return status;
    if (is_failure(status))
        return error_set(err, status, failure.subject, "%s%.0s", "%.0s%s", failure.en, failure.fr);
    if (status != STATUS_OK)
        store_defects_add(defects, "what the store holds does not hold together: %s%.0s",
                          "ce que la base contient ne tient pas ensemble : %.0s%s", failure.en,
                          failure.fr);
    *ret_verified = verified;
    return STATUS_OK;
}
