/*
 * A vintage: the communes, EPCI and départements of a region and their shapes, as the official
 * lists have them on 1 January of a year. Immutable once built; see vintage_builder.h.
 *
 * Every array is sorted by code, and a unit is named by its index in it.
 */
#ifndef DATA_VINTAGE_H
#define DATA_VINTAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/arena.h"
#include "data/digest.h"
#include "data/insee.h"
#include "data/shape_family.h"
#include "data/siren.h"

#define UNIT_NONE UINT32_MAX
#define POPULATION_UNKNOWN (-1)

struct commune {
    struct insee insee; /* first, as in every unit: searches compare it */
    const char *name;
    uint32_t departement;
    uint32_t epci;         /* UNIT_NONE for the few that belong to none */
    int64_t population;    /* municipal; POPULATION_UNKNOWN when the source has none */
    bool in_region;        /* false for the far part of an EPCI that straddles the region */
    double area_m2;        /* geodesic */
    const uint32_t *tiles; /* of the family of shapes, ascending: its land */
    uint32_t tile_count;
    const struct multipolygon *shape; /* of the tile, or of the tiles united */
};

struct epci {
    struct siren siren;
    const char *name;
    const char *nature;       /* CC, CA, CU, METRO … */
    const uint32_t *communes; /* ascending, those outside the region too */
    uint32_t commune_count;
    uint32_t outside_count; /* of them, outside the region */
    int64_t population;     /* of the region's part; POPULATION_UNKNOWN when one is unknown */
    double area_m2;         /* of the region's part */
};

struct departement {
    char code[4];
    char region[4];
    const char *name;
    const uint32_t *communes; /* in the region, ascending */
    uint32_t commune_count;
    int64_t population;
    double area_m2;
};

/** Where one layer of a vintage comes from. */
struct vintage_source {
    const char *layer; /* communes, epci, departements, shapes */
    const char *file;
    const char *source;
    const char *licence;
    const char *declared; /* the vintage that the publisher states */
    struct digest sha256;
};

struct vintage {
    int year;                       /* of the codes */
    int epci_year, population_year; /* of the lists these come from: nearly always the same */
    char region[4]; /* INSEE code of the region in scope; "" when every commune is */
    struct commune *communes;
    uint32_t commune_count;
    const uint32_t *region_communes; /* of them, those in the region, ascending */
    uint32_t region_commune_count;
    struct epci *epcis;
    uint32_t epci_count;
    struct departement *departements; /* those of the region come with communes, others with none */
    uint32_t departement_count;
    const struct vintage_source *sources;
    uint32_t source_count;
    int64_t population;           /* of the region */
    double area_m2;               /* of the region */
    struct shape_family *family;  /* the shapes it rests on; shared */
    struct coverage *coverage;    /* measured; unit i is commune i; shares the family's arcs */
    struct locator *locator;      /* shares the family's cells */
    struct multipolygon **united; /* commune → its shape when it is more than one tile; owned */
    struct arena arena;
};

void vintage_free(struct vintage *vintage);
DEFINE_AUTO(vintage)

/** Index, or UNIT_NONE. Binary search. */
uint32_t vintage_commune(const struct vintage *vintage, const char *insee);
uint32_t vintage_epci(const struct vintage *vintage, const char *siren);
uint32_t vintage_departement(const struct vintage *vintage, const char *code);

/** Index of the code nearest in spelling, to suggest after a typo; UNIT_NONE when none is near. */
uint32_t vintage_commune_like(const struct vintage *vintage, const char *insee);
uint32_t vintage_epci_like(const struct vintage *vintage, const char *siren);

/** Sum over communes: POPULATION_UNKNOWN when one is unknown. */
int64_t vintage_population(const struct vintage *vintage, const uint32_t communes[], size_t count);
/** Is the shape of a commune another one than the family has for its code? */
bool vintage_is_derived(const struct vintage *vintage, uint32_t commune);
double vintage_area_m2(const struct vintage *vintage, const uint32_t communes[], size_t count);
/** Of the codes of these communes, which are ascending; see digest_of_codes(). */
enum status vintage_members_digest(const struct vintage *vintage, const uint32_t communes[],
                                   size_t count, struct digest *ret_digest) MUST_CHECK;

#endif
