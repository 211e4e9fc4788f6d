#include "data/outline.h"

#include <search.h>
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

static int compare_tiles(const void *a, const void *b)
{
    const uint32_t *left = a;
    const uint32_t *right = b;

    return (*left > *right) - (*left < *right);
}

/** A set is named by its shapes and its tiles: vintages that agree on the land share the outline.
 */
static enum status key_of(const struct vintage *vintage, const uint32_t communes[], size_t count,
                          struct digest *ret_key, struct error *err)
{
    const struct shape_family *family = vintage->family;
    uint32_t *tiles = malloc(((size_t)family->tile_count + 1) * sizeof *tiles);
    const char **names = malloc(((size_t)family->tile_count + 2) * sizeof *names);
    size_t tile_count = 0;

    if (tiles == NULL || names == NULL) {
        free(tiles);
        free(names);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        const struct commune *commune = &vintage->communes[communes[i]];

        for (uint32_t t = 0; t < commune->tile_count; t++)
            tiles[tile_count++] = commune->tiles[t];
    }
    qsort(tiles, tile_count, sizeof *tiles, compare_tiles);
    names[0] = family->name.hex;
    for (size_t i = 0; i < tile_count; i++)
        names[i + 1] = family->tiles[tiles[i]].key;
    *ret_key = digest_of_codes(names, tile_count + 1);
    free(tiles);
    free(names);
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
