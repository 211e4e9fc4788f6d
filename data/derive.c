#include "data/derive.h"

#include <stdlib.h>
#include <string.h>

#include "data/enumeration.h"

/** A code and the date it is meant on. */
struct origin {
    struct insee insee;
    struct date date;
};

/** The cut that made this tile; NULL for a whole one. */
static const struct shape_cut *cut_of(const struct shape_family *family, const struct tile *tile)
{
    for (uint32_t i = 0; tile->side.code[0] != '\0' && i < family->cut_count; i++) {
        if (strcmp(family->cuts[i].insee.code, tile->insee.code) == 0)
            return &family->cuts[i];
    }
    return NULL;
}

/** Before its cut a side is the land of the whole commune, after it of the commune that took it. */
static struct origin origin_of(const struct shape_family *family, const struct tile *tile,
                               struct date until)
{
    const struct shape_cut *cut = cut_of(family, tile);

    if (cut != NULL && cut->date.day <= until.day)
        return (struct origin){tile->side, cut->date};
    return (struct origin){tile->insee, date_of(family->year, 1, 1)};
}

static struct enumeration enumerate(const struct code_set *set)
{
    struct enumeration list = {.count = 0};

    for (size_t i = 0; i < set->count; i++)
        enumeration_add(&list, NULL, set->codes[i].code);
    return list;
}

static enum status refuse_division(const struct shape_family *family, struct insee insee, int year,
                                   const struct code_set *successors, struct error *err)
{
    struct enumeration list = enumerate(successors);

    return error_cite(
        err,
        error_set(
            err, STATUS_INVALID, insee.code,
            "divided between %s by 1 January %d, and the shapes of %d lack the border between "
            "them: give its line (--cuts FILE), or shapes of %d",
            "partagée entre %s au 1er janvier %d, et les contours de %d n'ont pas la limite "
            "entre elles : donnez-en la ligne (--cuts FICHIER), ou des contours de %d",
            list.text, year, family->year, year),
        "GEO-02");
}

static enum status find_owner(const struct shape_family *family, const struct lineage *lineage,
                              const struct tile *tile, int year, struct insee *ret_owner,
                              struct error *err)
{
    struct date until = date_of(year, 1, 1);
    struct origin origin = origin_of(family, tile, until);
    SCOPED(succession) succession = {.event_count = 0};
    enum status status =
        lineage_follow(lineage, origin.insee.code, origin.date, until, &succession, err);

    if (status != STATUS_OK)
        return status;
    if (succession.successors.count != 1)
        return refuse_division(family, origin.insee, year, &succession.successors, err);
    *ret_owner = succession.successors.codes[0];
    return STATUS_OK;
}

static enum status refuse_merger(const struct shape_family *family, const struct tile *tile,
                                 struct insee first, struct insee second, int year,
                                 struct error *err)
{
    return error_cite(
        err,
        error_set(err, STATUS_INVALID, tile->insee.code,
                  "%s and %s, apart on 1 January %d, are one shape in %d: give shapes of %d",
                  "%s et %s, distinctes au 1er janvier %d, n'ont qu'un contour en %d : donnez des "
                  "contours de %d",
                  first.code, second.code, year, family->year, year),
        "GEO-02");
}

/** An earlier year: each of its communes claims the tiles that its land became. */
static enum status claim_tiles(const struct shape_family *family, const struct lineage *lineage,
                               int year, struct insee commune, struct insee owners[],
                               struct error *err)
{
    SCOPED(succession) succession = {.event_count = 0};
    uint32_t count, first;
    enum status status = lineage_follow(lineage, commune.code, date_of(year, 1, 1),
                                        date_of(family->year, 1, 1), &succession, err);

    if (status != STATUS_OK)
        return status;
    if (succession.successors.count != 1)
        return refuse_division(family, commune, family->year, &succession.successors, err);
    first = shape_family_tiles_of(family, succession.successors.codes[0].code, &count);
    for (uint32_t t = first; t < first + count; t++) {
        if (owners[t].code[0] != '\0')
            return refuse_merger(family, &family->tiles[t], owners[t], commune, year, err);
        owners[t] = commune;
    }
    return STATUS_OK;
}

static enum status derive_back(const struct shape_family *family, const struct lineage *lineage,
                               int year, struct insee_list communes, struct insee owners[],
                               struct error *err)
{
    enum status status = STATUS_OK;

    memset(owners, 0, family->tile_count * sizeof *owners);
    for (size_t i = 0; i < communes.count && status == STATUS_OK; i++)
        status = claim_tiles(family, lineage, year, communes.codes[i], owners, err);
    for (uint32_t t = 0; t < family->tile_count && status == STATUS_OK; t++) {
        if (owners[t].code[0] == '\0')
            owners[t] = family->tiles[t].insee;
    }
    return status;
}

static enum status refuse_without_movements(const struct shape_family *family, int year,
                                            struct error *err)
{
    return error_set(
        err, STATUS_NOT_FOUND, "",
        "to make the shapes of %d from those of %d the movements are needed: give "
        "INSEE's list (v_mvt_commune) and its list of communes (v_commune)",
        "pour faire les contours de %d à partir de ceux de %d il faut les mouvements : "
        "donnez la liste de l'INSEE (v_mvt_commune) et celle des communes (v_commune)",
        year, family->year);
}

enum status derive_owners(const struct shape_family *family, const struct lineage *lineage,
                          int year, struct insee_list communes, struct insee owners[],
                          struct error *err)
{
    enum status status = STATUS_OK;

    if (year == family->year) {
        for (uint32_t t = 0; t < family->tile_count; t++)
            owners[t] = family->tiles[t].insee;
        return STATUS_OK;
    }
    if (lineage == NULL)
        return refuse_without_movements(family, year, err);
    if (year < family->year)
        return derive_back(family, lineage, year, communes, owners, err);
    for (uint32_t t = 0; t < family->tile_count && status == STATUS_OK; t++)
        status = find_owner(family, lineage, &family->tiles[t], year, &owners[t], err);
    return status;
}

static bool is_made(const struct shape_family *family, const struct shape_cut *cut)
{
    for (uint32_t i = 0; i < family->cut_count; i++) {
        if (family->cuts[i].date.day == cut->date.day &&
            strcmp(family->cuts[i].left.code, cut->left.code) == 0 &&
            strcmp(family->cuts[i].right.code, cut->right.code) == 0)
            return true;
    }
    return false;
}

/** Inside what the line cuts: between its ends, where it may only touch, not on one of them. */
static struct position middle_of(const struct shape_cut *cut)
{
    const struct position *a = &cut->line[(cut->line_count - 1) / 2], *b = a + 1;

    return (struct position){(int32_t)(((int64_t)a->lon_e7 + b->lon_e7) / 2),
                             (int32_t)(((int64_t)a->lat_e7 + b->lat_e7) / 2)};
}

/** The line must name what the movements make of the commune on its day. */
static enum status check_sides(const struct lineage *lineage, const struct shape_cut *cut,
                               struct error *err)
{
    SCOPED(succession) succession = {.event_count = 0};
    struct enumeration list;
    enum status status = lineage_follow(lineage, cut->insee.code, date_plus(cut->date, -1),
                                        cut->date, &succession, err);

    if (status != STATUS_OK)
        return status;
    if (strcmp(cut->left.code, cut->right.code) != 0 &&
        code_set_has(&succession.successors, cut->left.code) &&
        code_set_has(&succession.successors, cut->right.code))
        return STATUS_OK;
    list = enumerate(&succession.successors);
    return error_set(err, STATUS_INVALID, cut->insee.code,
                     "the movements make %s of it on the day of the line, which names %s and %s: "
                     "correct insee, date, left or right of the line",
                     "les mouvements en font %s le jour de la ligne, qui nomme %s et %s : "
                     "corrigez insee, date, left ou right de la ligne",
                     list.text, cut->left.code, cut->right.code);
}

/** The tile under the middle of the line, which must be the divided commune's on the eve. */
static enum status find_cut_tile(const struct shape_family *family, const struct lineage *lineage,
                                 const struct shape_cut *cut, struct insee *ret_tile,
                                 struct error *err)
{
    SCOPED(succession) succession = {.event_count = 0};
    uint32_t tile = locator_unit(family->locator, middle_of(cut));
    enum status status = STATUS_OK;

    if (tile != LOCATE_NONE)
        status =
            lineage_follow(lineage, family->tiles[tile].insee.code, date_of(family->year, 1, 1),
                           date_plus(cut->date, -1), &succession, err);
    if (status != STATUS_OK)
        return status;
    if (tile == LOCATE_NONE || !code_set_has(&succession.successors, cut->insee.code))
        return error_set(err, STATUS_INVALID, cut->insee.code,
                         "the line that divides it lies in %s: correct the line",
                         "la ligne qui la partage est dans %s : corrigez la ligne",
                         tile == LOCATE_NONE ? "–" : family->tiles[tile].insee.code);
    *ret_tile = family->tiles[tile].insee;
    return STATUS_OK;
}

static enum status make_cut(struct shape_family *family, const struct lineage *lineage,
                            const struct shape_cut *cut, struct shape_family **ret_family,
                            struct error *err)
{
    struct shape_cut made = *cut;
    enum status status = check_sides(lineage, cut, err);

    if (status == STATUS_OK)
        status = find_cut_tile(family, lineage, cut, &made.insee, err);
    return status == STATUS_OK ? shape_family_cut(family, &made, ret_family, err) : status;
}

enum status derive_cuts(struct shape_family *family, const struct lineage *lineage, int year,
                        const struct shape_cut cuts[], size_t cut_count,
                        struct shape_family **ret_family, struct error *err)
{
    AUTO(shape_family) now = shape_family_acquire(family);
    int32_t first = date_of(family->year, 1, 1).day, last = date_of(year, 1, 1).day;

    for (size_t i = 0; lineage != NULL && i < cut_count; i++) {
        struct shape_family *next = NULL;
        enum status status;

        if (cuts[i].date.day <= first || cuts[i].date.day > last || is_made(now, &cuts[i]))
            continue;
        status = make_cut(now, lineage, &cuts[i], &next, err);
        if (status != STATUS_OK)
            return status;
        shape_family_release(now);
        now = next;
    }
    *ret_family = TAKE(now);
    return STATUS_OK;
}
