#include "data/derivation.h"

#include <stdio.h>
#include <string.h>

const char *cut_name(const struct shape_cut *cut, char ret_name[CUT_NAME_SIZE])
{
    bool is_ascending = strcmp(cut->left.code, cut->right.code) < 0;
    const struct insee *first = is_ascending ? &cut->left : &cut->right;
    const struct insee *second = is_ascending ? &cut->right : &cut->left;

    (void)snprintf(ret_name, CUT_NAME_SIZE, "%.5s/%.5s", first->code, second->code);
    return ret_name;
}

/** Of the tiles of a commune, how many are sides of the cut. */
static uint32_t sides_of(const struct vintage *vintage, const struct commune *commune,
                         const struct shape_cut *cut)
{
    uint32_t sides = 0;

    for (uint32_t i = 0; i < commune->tile_count; i++) {
        const struct tile *tile = &vintage->family->tiles[commune->tiles[i]];

        sides += tile->side.code[0] != '\0' && strcmp(tile->insee.code, cut->insee.code) == 0;
    }
    return sides;
}

bool vintage_rests_on_cut(const struct vintage *vintage, const struct shape_cut *cut)
{
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        if (sides_of(vintage, &vintage->communes[i], cut) == 1)
            return true;
    }
    return false;
}

static void separate(struct text *text, bool *is_first)
{
    if (!*is_first)
        text_add(text, " ");
    *is_first = false;
}

/** Is the land that of other communes of the shapes' year than the one of its code? */
static bool is_of_others(const struct vintage *vintage, const struct commune *commune)
{
    for (uint32_t i = 0; i < commune->tile_count; i++) {
        const struct tile *tile = &vintage->family->tiles[commune->tiles[i]];

        if (tile->side.code[0] == '\0' && strcmp(tile->insee.code, commune->insee.code) != 0)
            return true;
    }
    return false;
}

/** "02054=02054+02695": tiles are ascending, the sides of one cut beside each other. */
static void write_parts(const struct vintage *vintage, const struct commune *commune,
                        struct text *text)
{
    const struct tile *tiles = vintage->family->tiles;

    text_addf(text, "%s=", commune->insee.code);
    for (uint32_t i = 0; i < commune->tile_count; i++) {
        const char *code = tiles[commune->tiles[i]].insee.code;

        if (i > 0 && strcmp(code, tiles[commune->tiles[i - 1]].insee.code) == 0)
            continue;
        text_addf(text, "%s%s", i == 0 ? "" : "+", code);
    }
}

/** Does the outline of the set follow the line of the cut: is one side in it, and not the other? */
static bool follows_cut(const struct vintage *vintage, const uint32_t communes[], size_t count,
                        const struct shape_cut *cut)
{
    uint32_t sides = 0;

    for (size_t i = 0; i < count; i++)
        sides += sides_of(vintage, &vintage->communes[communes[i]], cut);
    return sides == 1;
}

void derivation_add(struct text *text, const struct vintage *vintage, const uint32_t communes[],
                    size_t count)
{
    const struct shape_family *family = vintage->family;
    char name[CUT_NAME_SIZE];
    bool is_first = true;

    for (size_t i = 0; i < count; i++) {
        const struct commune *commune = &vintage->communes[communes[i]];

        if (!is_of_others(vintage, commune))
            continue;
        separate(text, &is_first);
        write_parts(vintage, commune, text);
    }
    for (uint32_t i = 0; i < family->cut_count; i++) {
        if (!follows_cut(vintage, communes, count, &family->cuts[i]))
            continue;
        separate(text, &is_first);
        text_add(text, cut_name(&family->cuts[i], name));
    }
}
