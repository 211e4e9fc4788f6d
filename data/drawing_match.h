/*
 * Which communes a drawn polygon means: the share of the land of each that lies inside, on the
 * shapes of a vintage. A drawing proposes, codes decide: shapes are generalised, and so are
 * drawings.
 */
#ifndef DATA_DRAWING_MATCH_H
#define DATA_DRAWING_MATCH_H

#include "data/vintage.h"

/* From the first share on a commune is surely meant, below the other it is not, but counted. */
#define DRAWING_SURE_SHARE 0.98
#define DRAWING_LEAST_SHARE 0.02

struct drawing_commune {
    uint32_t commune;
    double inside_m2;
    double share; /* of its land, 0 to 1 */
};

struct drawing_epci {
    uint32_t epci;
    uint32_t sure_count, doubtful_count; /* of its communes */
    double share;                        /* of its land, outside the region too */
    bool is_whole;                       /* every commune is surely meant */
};

struct drawing_match {
    double area_m2;
    double outside_m2;                /* of it, outside the region */
    struct drawing_commune *communes; /* of DRAWING_LEAST_SHARE and more, ascending */
    uint32_t commune_count;
    struct drawing_epci *epcis; /* of these communes, ascending */
    uint32_t epci_count;
    uint32_t slight_count; /* communes with less */
    double slight_m2;
};

void drawing_match_release(struct drawing_match *match);
DEFINE_SCOPED(drawing_match)

/**
 * The rings of the drawing may turn either way; what two of them enclose both is outside
 * (even-odd). Borders are straight in longitude and latitude, areas geodesic. STATUS_LIMIT: more
 * crossings than can be kept (misfits_find()). Cost: as checking a coverage of the communes that it
 * touches.
 */
enum status drawing_match_find(const struct vintage *vintage, const struct multipolygon *drawing,
                               struct drawing_match *ret_match, struct error *err) MUST_CHECK;

#endif
