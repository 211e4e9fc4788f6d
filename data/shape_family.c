#include "data/shape_family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/shape_cover.h"
#include "geo/measure.h"

struct shape_family *shape_family_acquire(struct shape_family *family)
{
    atomic_fetch_add_explicit(&family->references, 1, memory_order_relaxed);
    return family;
}

void shape_family_release(struct shape_family *family)
{
    if (family == NULL ||
        atomic_fetch_sub_explicit(&family->references, 1, memory_order_acq_rel) != 1)
        return;
    locator_free(family->locator);
    coverage_free(family->coverage);
    for (uint32_t i = 0; i < family->tile_count; i++)
        multipolygon_free(family->tiles[i].shape);
    arena_release(&family->arena);
    free(family);
}

static int compare_tiles(const void *a, const void *b)
{
    const struct tile *left = a;
    const struct tile *right = b;
    int order = strcmp(left->insee.code, right->insee.code);

    return order != 0 ? order : strcmp(left->side.code, right->side.code);
}

static int compare_repairs(const void *a, const void *b)
{
    return strcmp(((const struct shape_repair *)a)->insee.code,
                  ((const struct shape_repair *)b)->insee.code);
}

static int compare_false_contacts(const void *a, const void *b)
{
    const struct false_contact *left = a;
    const struct false_contact *right = b;
    int order = strcmp(left->a.code, right->a.code);

    return order != 0 ? order : strcmp(left->b.code, right->b.code);
}

static int compare_cuts(const void *a, const void *b)
{
    const struct shape_cut *left = a;
    const struct shape_cut *right = b;

    if (left->date.day != right->date.day)
        return left->date.day < right->date.day ? -1 : 1;
    return strcmp(left->insee.code, right->insee.code);
}

/** A copy in the arena, sorted; NULL when memory is short. */
static void *copy_sorted(struct arena *arena, const void *items, size_t count, size_t size,
                         int (*compare)(const void *, const void *))
{
    void *copy = arena_alloc(arena, (count + 1) * size);

    if (copy != NULL && count > 0) {
        memcpy(copy, items, count * size);
        qsort(copy, count, size, compare);
    }
    return copy;
}

static enum status copy_cuts(struct shape_family *family, const struct shape_family_draft *draft,
                             struct error *err)
{
    struct shape_cut *cuts =
        copy_sorted(&family->arena, draft->cuts, draft->cut_count, sizeof *cuts, compare_cuts);

    if (cuts == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < draft->cut_count; i++) {
        struct shape_cut *cut = &cuts[i];
        struct position *line =
            arena_alloc(&family->arena, (cut->line_count + 1) * sizeof(struct position));

        if (line != NULL && cut->line_count > 0)
            memcpy(line, cut->line, cut->line_count * sizeof *line);
        cut->line = line;
        cut->reason.en = arena_string(&family->arena, cut->reason.en);
        cut->reason.fr = arena_string(&family->arena, cut->reason.fr);
        cut->source = arena_string(&family->arena, cut->source);
        if (line == NULL || cut->reason.en == NULL || cut->reason.fr == NULL || cut->source == NULL)
            return error_no_memory(err);
    }
    family->cuts = cuts;
    family->cut_count = draft->cut_count;
    return STATUS_OK;
}

/** Takes the tiles of the draft, sorted, and copies what else it has. */
static enum status fill(struct shape_family *family, const struct shape_family_draft *draft,
                        struct error *err)
{
    struct tile *tiles =
        copy_sorted(&family->arena, draft->tiles, draft->tile_count, sizeof *tiles, compare_tiles);
    enum status status;

    if (tiles == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < draft->tile_count; i++) {
        draft->tiles[i].shape = NULL;
        tiles[i].name = arena_string(&family->arena, tiles[i].name);
        if (tiles[i].name == NULL)
            return error_no_memory(err);
    }
    family->tiles = tiles;
    family->tile_count = draft->tile_count;
    family->repairs = copy_sorted(&family->arena, draft->repairs, draft->repair_count,
                                  sizeof *draft->repairs, compare_repairs);
    family->false_contacts =
        copy_sorted(&family->arena, draft->false_contacts, draft->false_contact_count,
                    sizeof *draft->false_contacts, compare_false_contacts);
    status = copy_cuts(family, draft, err);
    if (family->repairs == NULL || family->false_contacts == NULL)
        return error_no_memory(err);
    family->repair_count = draft->repair_count;
    family->false_contact_count = draft->false_contact_count;
    return status;
}

/** Strikes the false contacts out of the adjacency: they are between communes, so of all tiles. */
static void forget_contacts(struct shape_family *family)
{
    for (uint32_t i = 0; i < family->false_contact_count; i++) {
        uint32_t a_count, b_count;
        uint32_t a = shape_family_tiles_of(family, family->false_contacts[i].a.code, &a_count);
        uint32_t b = shape_family_tiles_of(family, family->false_contacts[i].b.code, &b_count);

        for (uint32_t pair = 0; pair < a_count * b_count; pair++) {
            uint32_t first = a + pair / b_count, second = b + pair % b_count;
            struct unit_pair units = {first < second ? first : second,
                                      first < second ? second : first};

            adjacency_forget(&family->coverage->adjacency, &units, 1);
        }
    }
}

static const struct shape_cut *find_cut(const struct shape_family *family, const struct tile *tile)
{
    for (uint32_t i = 0; i < family->cut_count; i++) {
        if (strcmp(family->cuts[i].insee.code, tile->insee.code) == 0)
            return &family->cuts[i];
    }
    return NULL;
}

/** The source's digest, and every change that was made since. */
static void name_family(struct shape_family *family)
{
    family->name = family->source;
    for (uint32_t i = 0; i < family->repair_count; i++) {
        char change[48];
        const char *parts[] = {family->name.hex, change};

        (void)snprintf(change, sizeof change, "%s %.6f", family->repairs[i].insee.code,
                       family->repairs[i].after_m2);
        family->name = digest_of_codes(parts, 2);
    }
}

/** A whole tile is named by its code, a side of a cut by both codes and the line. */
static enum status name_tiles(struct shape_family *family, struct error *err)
{
    for (uint32_t i = 0; i < family->tile_count; i++) {
        struct tile *tile = &family->tiles[i];
        const struct shape_cut *cut = tile->side.code[0] == '\0' ? NULL : find_cut(family, tile);
        char key[48];

        (void)snprintf(key, sizeof key, "%s", tile->insee.code);
        if (cut != NULL)
            (void)snprintf(key, sizeof key, "%s/%s/%.16s", tile->insee.code, tile->side.code,
                           digest_of(cut->line, cut->line_count * sizeof *cut->line).hex);
        tile->key = arena_string(&family->arena, key);
        if (tile->key == NULL)
            return error_no_memory(err);
    }
    return STATUS_OK;
}

static enum status measure(struct shape_family *family, const struct shape_family_draft *draft,
                           struct error *err)
{
    if (coverage_measures_set(family->coverage, draft->measures, draft->measures_size) ||
        coverage_measure(family->coverage) == STATUS_OK)
        return STATUS_OK;
    return error_no_memory(err);
}

static void free_draft_shapes(const struct shape_family_draft *draft)
{
    for (uint32_t i = 0; i < draft->tile_count; i++)
        multipolygon_free(TAKE(draft->tiles[i].shape));
}

enum status shape_family_new(const struct shape_family_draft *draft,
                             struct shape_family **ret_family, struct error *err)
{
    AUTO(shape_family) family = calloc(1, sizeof *family);
    enum status status;

    if (family == NULL) {
        free_draft_shapes(draft);
        return error_no_memory(err);
    }
    arena_init(&family->arena);
    atomic_init(&family->references, 1);
    family->year = draft->year;
    family->source = draft->source;
    status = fill(family, draft, err);
    free_draft_shapes(draft);
    if (status == STATUS_OK)
        status = name_tiles(family, err);
    if (status == STATUS_OK)
        status = shape_cover(family, draft, err);
    if (status != STATUS_OK)
        return status;
    forget_contacts(family);
    status = measure(family, draft, err);
    if (status == STATUS_OK)
        status = locator_new(family->coverage, &family->locator, err);
    if (status != STATUS_OK)
        return status;
    name_family(family);
    *ret_family = TAKE(family);
    return STATUS_OK;
}

enum status shape_family_identity(const struct shape_family *family, struct digest *ret_identity,
                                  struct error *err)
{
    const char **names = malloc(((size_t)family->tile_count + 2) * sizeof *names);

    if (names == NULL)
        return error_no_memory(err);
    names[0] = family->name.hex;
    for (uint32_t i = 0; i < family->tile_count; i++)
        names[i + 1] = family->tiles[i].key;
    *ret_identity = digest_of_codes(names, family->tile_count + 1);
    free(names);
    return STATUS_OK;
}

uint32_t shape_family_tiles_of(const struct shape_family *family, const char *insee,
                               uint32_t *ret_count)
{
    uint32_t low = 0, high = family->tile_count, count = 0;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (strcmp(family->tiles[middle].insee.code, insee) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < family->tile_count &&
           strcmp(family->tiles[low + count].insee.code, insee) == 0)
        count++;
    *ret_count = count;
    return low;
}
