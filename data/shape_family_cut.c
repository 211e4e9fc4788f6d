/* A family with one tile more: the two sides of a line, in place of the commune it divides. */
#include <stdlib.h>
#include <string.h>

#include "data/shape_family.h"
#include "geo/cut.h"

/** The two sides of the tile that is cut; see shape_cut. */
struct sides {
    struct multipolygon *left;
    struct multipolygon *right;
};

static void sides_release(struct sides *sides)
{
    multipolygon_free(sides->left);
    multipolygon_free(sides->right);
}
DEFINE_SCOPED(sides)

static void free_tiles(struct tile tiles[], uint32_t count)
{
    for (uint32_t i = 0; tiles != NULL && i < count; i++)
        multipolygon_free(tiles[i].shape);
    free(tiles);
}

/** All tiles but the one that is cut, then its sides; NULL when memory is short. */
static struct tile *deal_tiles(const struct shape_family *family, uint32_t cut_tile,
                               const struct shape_cut *cut, struct sides *sides)
{
    struct tile *tiles = calloc((size_t)family->tile_count + 1, sizeof *tiles);
    uint32_t count = 0;
    bool is_whole = tiles != NULL;

    for (uint32_t i = 0; is_whole && i < family->tile_count; i++) {
        if (i == cut_tile)
            continue;
        tiles[count] = family->tiles[i];
        tiles[count].shape = multipolygon_clone(family->tiles[i].shape);
        is_whole = tiles[count++].shape != NULL;
    }
    if (!is_whole) {
        free_tiles(tiles, count);
        return NULL;
    }
    tiles[count] = family->tiles[cut_tile];
    tiles[count].side = cut->left;
    tiles[count++].shape = TAKE(sides->left);
    tiles[count] = family->tiles[cut_tile];
    tiles[count].side = cut->right;
    tiles[count].shape = TAKE(sides->right);
    return tiles;
}

static enum status found_family(const struct shape_family *family, uint32_t cut_tile,
                                const struct shape_cut *cut, struct sides *sides,
                                struct shape_family **ret_family, struct error *err)
{
    struct tile *tiles = deal_tiles(family, cut_tile, cut, sides);
    struct shape_cut *cuts = malloc(((size_t)family->cut_count + 1) * sizeof *cuts);
    struct shape_family_draft draft = {
        .year = family->year,
        .source = family->source,
        .tiles = tiles,
        .tile_count = family->tile_count + 1,
        .cuts = cuts,
        .cut_count = family->cut_count + 1,
        .repairs = family->repairs,
        .repair_count = family->repair_count,
        .false_contacts = family->false_contacts,
        .false_contact_count = family->false_contact_count,
    };
    enum status status;

    if (tiles == NULL || cuts == NULL) {
        free_tiles(tiles, tiles == NULL ? 0 : draft.tile_count);
        free(cuts);
        return error_no_memory(err);
    }
    if (family->cut_count > 0)
        memcpy(cuts, family->cuts, family->cut_count * sizeof *cuts);
    cuts[family->cut_count] = *cut;
    status = shape_family_new(&draft, ret_family, err);
    free(tiles);
    free(cuts);
    return status;
}

enum status shape_family_cut(const struct shape_family *family, const struct shape_cut *cut,
                             struct shape_family **ret_family, struct error *err)
{
    SCOPED(sides) sides = {NULL, NULL};
    struct shape_cut made = *cut;
    uint32_t count;
    uint32_t tile = shape_family_tiles_of(family, cut->insee.code, &count);
    enum status status;

    if (count != 1)
        return error_set(
            err, STATUS_NOT_FOUND, cut->insee.code,
            "there is no whole shape of %d to cut along this line: give shapes of the "
            "year of the division",
            "aucun contour entier de %d n'est à couper le long de cette ligne : donnez "
            "des contours de l'année du partage",
            family->year);
    status = multipolygon_cut(family->tiles[tile].shape, cut->line, cut->line_count, &sides.left,
                              &sides.right, made.prolonged_m, err);
    return status == STATUS_OK ? found_family(family, tile, &made, &sides, ret_family, err)
                               : status;
}
