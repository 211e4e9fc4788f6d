#include "data/outline.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/measure.h"
#include "geo/region.h"

struct outlines {
    struct outline **list;
    size_t count;
    size_t capacity;
    void *by_key;          /* tsearch() tree over the same objects */
    struct region *region; /* of the coverage asked last: one set after another is traced in it */
};

static int compare_keys(const void *a, const void *b)
{
    const struct outline *left = a;
    const struct outline *right = b;

    return strcmp(left->key.hex, right->key.hex);
}

static void outline_free(struct outline *outline)
{
    if (outline == NULL)
        return;
    multipolygon_free(outline->shape);
    free(outline);
}

DEFINE_AUTO(outline)

static void forget(void *node)
{
    (void)node; /* the list owns the outlines, the tree only points at them */
}

void outlines_free(struct outlines *outlines)
{
    if (outlines == NULL)
        return;
    tdestroy(outlines->by_key, forget);
    for (size_t i = 0; i < outlines->count; i++)
        outline_free(outlines->list[i]);
    free(outlines->list);
    region_free(outlines->region);
    free(outlines);
}

enum status outlines_new(struct outlines **ret_outlines, struct error *err)
{
    struct outlines *outlines = calloc(1, sizeof *outlines);

    if (outlines == NULL)
        return error_no_memory(err);
    *ret_outlines = outlines;
    return STATUS_OK;
}

static enum status insert(struct outlines *outlines, struct outline *outline)
{
    if (outlines->count == outlines->capacity) {
        size_t capacity = outlines->capacity == 0 ? 64 : 2 * outlines->capacity;
        struct outline **list = realloc(outlines->list, capacity * sizeof *list);

        if (list == NULL)
            return STATUS_NO_MEMORY;
        outlines->list = list;
        outlines->capacity = capacity;
    }
    if (tsearch(outline, &outlines->by_key, compare_keys) == NULL)
        return STATUS_NO_MEMORY;
    outlines->list[outlines->count++] = outline;
    return STATUS_OK;
}

static const struct outline *find(const struct outlines *outlines, const struct digest *key)
{
    struct outline wanted = {.key = *key};
    struct outline *const *node = tfind(&wanted, &outlines->by_key, compare_keys);

    return node == NULL ? NULL : *node;
}

enum status outlines_add(struct outlines *outlines, const struct digest *key,
                         struct multipolygon *shape, double perimeter_m, struct error *err)
{
    AUTO(multipolygon) taken = shape;
    AUTO(outline) outline = NULL;

    if (find(outlines, key) != NULL)
        return STATUS_OK;
    outline = calloc(1, sizeof *outline);
    if (outline == NULL)
        return error_no_memory(err);
    outline->key = *key;
    outline->shape = TAKE(taken);
    outline->box = multipolygon_box(outline->shape);
    outline->perimeter_m = perimeter_m;
    outline->parts = outline->shape->polygon_count;
    outline->holes = multipolygon_hole_count(outline->shape);
    if (insert(outlines, outline) != STATUS_OK)
        return error_no_memory(err);
    (void)TAKE(outline);
    return STATUS_OK;
}

/** Repaired shapes are those of the file with the changes that were made. */
static struct digest name_repaired(const struct vintage *vintage, uint32_t source)
{
    struct digest name = vintage->sources[source].sha256;

    for (uint32_t i = 0; i < vintage->repair_count; i++) {
        char change[48];
        const char *parts[] = {name.hex, change};

        (void)snprintf(change, sizeof change, "%u %.6f", vintage->repairs[i].commune,
                       vintage->repairs[i].after_m2);
        name = digest_of_codes(parts, 2);
    }
    return name;
}

/** What distinguishes these shapes from another family's: the file they came from, else their year.
 */
static void name_shapes(const struct vintage *vintage, struct digest *ret_name)
{
    for (uint32_t i = 0; i < vintage->source_count; i++) {
        if (strcmp(vintage->sources[i].layer, "shapes") == 0) {
            *ret_name =
                vintage->repair_count == 0 ? vintage->sources[i].sha256 : name_repaired(vintage, i);
            return;
        }
    }
    *ret_name = digest_of(&vintage->year, sizeof vintage->year);
}

static enum status key_of(const struct vintage *vintage, const uint32_t communes[], size_t count,
                          struct digest *ret_key, struct error *err)
{
    struct digest shapes;
    const char **codes = malloc((count + 1) * sizeof *codes);

    if (codes == NULL)
        return error_no_memory(err);
    name_shapes(vintage, &shapes);
    codes[0] = shapes.hex;
    for (size_t i = 0; i < count; i++)
        codes[i + 1] = vintage->communes[communes[i]].insee.code;
    *ret_key = digest_of_codes(codes, count + 1);
    free(codes);
    return STATUS_OK;
}

/** Computes an outline and adds it. */
static enum status compute(struct outlines *outlines, const struct vintage *vintage,
                           const uint32_t communes[], size_t count, const struct digest *key,
                           struct error *err)
{
    AUTO(multipolygon) shape = NULL;
    enum status status = STATUS_OK;

    if (outlines->region == NULL || region_coverage(outlines->region) != vintage->coverage) {
        region_free(TAKE(outlines->region));
        status = region_new(vintage->coverage, &outlines->region, err);
    }
    if (status != STATUS_OK)
        return status;
    region_set(outlines->region, communes, count);
    status = region_outline(outlines->region, &shape, err);
    if (status != STATUS_OK)
        return status;
    return outlines_add(outlines, key, TAKE(shape),
                        measure_length_m(region_length(outlines->region)), err);
}

enum status outlines_get(struct outlines *outlines, const struct vintage *vintage,
                         const uint32_t communes[], size_t count,
                         const struct outline **ret_outline, struct error *err)
{
    const struct outline *known;
    struct digest key;
    enum status status = key_of(vintage, communes, count, &key, err);

    if (status != STATUS_OK)
        return status;
    known = find(outlines, &key);
    if (known == NULL) {
        status = compute(outlines, vintage, communes, count, &key, err);
        if (status != STATUS_OK)
            return status;
        known = outlines->list[outlines->count - 1];
    }
    *ret_outline = known;
    return STATUS_OK;
}

size_t outlines_count(const struct outlines *outlines)
{
    return outlines->count;
}

const struct outline *outlines_at(const struct outlines *outlines, size_t index)
{
    return outlines->list[index];
}
