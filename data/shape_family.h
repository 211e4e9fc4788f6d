/*
 * A family of shapes: tiles that tile the land once, with their coverage, measured, and its
 * locator. Every vintage that rests on a family puts its communes together from the same tiles, so
 * that all of them share each arc and each measure, and what did not change has the same outline to
 * the byte.
 *
 * A tile is the land of one commune in the year of the shapes, or one side of it where a later
 * split cut it. Immutable, shared by reference count.
 */
#ifndef DATA_SHAPE_FAMILY_H
#define DATA_SHAPE_FAMILY_H

#include <stdatomic.h>

#include "data/arena.h"
#include "data/date.h"
#include "data/digest.h"
#include "data/insee.h"
#include "geo/adjacency.h"
#include "geo/coverage.h"
#include "geo/coverage_repair.h"
#include "geo/locate.h"

struct tile {
    struct insee insee; /* whose land it was in the year of the shapes */
    struct insee side;  /* of a cut: the commune that took it; "" for a whole tile */
    const char *name;   /* of the commune, for sentences */
    const char *key;    /* of the tile, unique in families of one name; set when one is made */
    struct multipolygon *shape;
};

/** A split of a commune that the shapes do not know: the line it was cut along. */
struct shape_cut {
    struct insee insee;       /* of the tile that is cut */
    struct insee left, right; /* the communes that took the sides of the line as drawn */
    struct date date;
    const struct position *line;
    size_t line_count;
    bool is_approximate;
    double prolonged_m[2]; /* by which its ends were moved to the next vertex of the border */
    struct words reason;
    const char *source;
};

/** A commune whose shape was mended when the shapes were imported. */
struct shape_repair {
    struct insee insee;
    double before_m2, after_m2;
};

/** Communes that touch only through a mended sliver: no neighbours. */
struct false_contact {
    struct insee a, b;
};

struct shape_family {
    int year;             /* of the shapes and of the codes of the tiles */
    struct digest source; /* of the file that the shapes came from */
    struct digest name;   /* of the source and of what was mended; tiles of one key are equal */
    struct tile *tiles;   /* ascending by insee, then side */
    uint32_t tile_count;
    const struct shape_cut *cuts; /* that were made; ascending by date, then insee */
    uint32_t cut_count;
    const struct shape_repair *repairs; /* ascending */
    uint32_t repair_count;
    const struct false_contact *false_contacts; /* ascending; left out of the adjacency */
    uint32_t false_contact_count;
    struct coverage *coverage; /* measured; unit i is tile i */
    struct locator *locator;
    struct arena arena;
    atomic_int references;
};

struct shape_family *shape_family_acquire(struct shape_family *family);
/** The last release frees it; NULL is nothing. */
void shape_family_release(struct shape_family *family);
static inline void shape_family_free(struct shape_family *family)
{
    shape_family_release(family);
}
DEFINE_AUTO(shape_family)

struct findings;

/** What a family is made from; borrowed but for the shapes of the tiles. */
struct shape_family_draft {
    int year;
    struct digest source;
    struct tile *tiles; /* in any order; their shapes are taken, also on failure */
    uint32_t tile_count;
    const struct shape_cut *cuts; /* that were made already */
    uint32_t cut_count;
    const struct shape_repair *repairs; /* that were made already */
    uint32_t repair_count;
    const struct false_contact *false_contacts;
    uint32_t false_contact_count;
    const void *measures; /* coverage_measures_get() of an earlier time; NULL when there are none */
    size_t measures_size;
    const struct repair_limits *limits; /* shapes that nearly tile are mended; NULL: refused */
    bool has_slivers;                   /* they are to be mended though they tile: gaps to fill */
    struct findings *findings;          /* where a repair tells what it gave to whom; may be NULL */
};

/**
 * Sorts the tiles, checks that they tile, measures; measures of an earlier time that do not fit are
 * made again.
 * STATUS_INVALID: the shapes do not tile, and may not be mended, or not within the limits; the
 * sentence names the communes and the place.
 * Cost: 70 ms for Hauts-de-France, half of it the measures when they are not given.
 */
enum status shape_family_new(const struct shape_family_draft *draft,
                             struct shape_family **ret_family, struct error *err) MUST_CHECK;

/**
 * The same family with one tile cut in two; how far the line was prolonged is noted. The other
 * tiles keep their keys. STATUS_NOT_FOUND: no whole tile of that commune. STATUS_INVALID: the line
 * does not cut it in two; see multipolygon_cut(). Cost: see shape_family_new().
 */
enum status shape_family_cut(const struct shape_family *family, const struct shape_cut *cut,
                             struct shape_family **ret_family, struct error *err) MUST_CHECK;

/** Of all that is in the family: equal for two that are interchangeable. */
enum status shape_family_identity(const struct shape_family *family, struct digest *ret_identity,
                                  struct error *err) MUST_CHECK;

/** First tile of a commune of the family's year, and how many it has (0, 1, or more after cuts). */
uint32_t shape_family_tiles_of(const struct shape_family *family, const char *insee,
                               uint32_t *ret_count);

#endif
