/* The layer that a command of `lisiere coverage` works on: read, repaired where asked, built. */
#ifndef SERVICE_CLI_COVERAGE_SOURCE_H
#define SERVICE_CLI_COVERAGE_SOURCE_H

#include "data/source/polygon_file.h"
#include "geo/coverage.h"
#include "geo/coverage_repair.h"
#include "service/cli/usage.h"

/** What these commands may be told beside the common options. */
struct coverage_wishes {
    const char *id;      /* field */
    const char *by;      /* field */
    const char *layer;   /* name; NULL: the first with polygons */
    const char *points;  /* file */
    const char *allowed; /* file of points in gaps that are meant */
    double tolerance_m;  /* negative: not given */
    struct repair_limits limits;
    uint32_t quantization; /* of TopoJSON; 0: exact */
    bool with_repair;
    bool no_gaps;
};

enum coverage_option {
    COVERAGE_ID = USAGE_OWN_KEY,
    COVERAGE_BY,
    COVERAGE_LAYER,
    COVERAGE_POINTS,
    COVERAGE_ALLOWED,
    COVERAGE_TOLERANCE,
    COVERAGE_MAX_CHANGE,
    COVERAGE_MAX_GAP_WIDTH,
    COVERAGE_QUANTIZATION,
    COVERAGE_REPAIR,
    COVERAGE_NO_GAPS,
};

/* Lines of options that several commands take. */
#define COVERAGE_OPTION_LAYER                                                                      \
    {                                                                                              \
        "layer", COVERAGE_LAYER, {"NOM", "NAME"},                                                  \
        {                                                                                          \
            "la couche à lire (la première de polygones)",                                         \
                "the layer to read (the first of polygons)"                                        \
        }                                                                                          \
    }
#define COVERAGE_OPTION_ID                                                                         \
    {                                                                                              \
        "id", COVERAGE_ID, {"CHAMP", "FIELD"},                                                     \
        {                                                                                          \
            "champ qui identifie les entités (leur rang, à partir de 1)",                          \
                "field that identifies the features (their place, from 1)"                         \
        }                                                                                          \
    }
#define COVERAGE_OPTION_MAX_CHANGE                                                                 \
    {                                                                                              \
        "max-change", COVERAGE_MAX_CHANGE, {"POURCENT", "PERCENT"},                                \
        {                                                                                          \
            "part de sa surface qu'une entité peut gagner ou perdre (1)",                          \
                "share of its area that a feature may gain or lose (1)"                            \
        }                                                                                          \
    }
#define COVERAGE_OPTION_MAX_GAP_WIDTH                                                              \
    {                                                                                              \
        "max-gap-width", COVERAGE_MAX_GAP_WIDTH, {"MÈTRES", "METRES"},                             \
        {                                                                                          \
            "largeur moyenne des vides à combler (50) ; les autres restent",                       \
                "mean width of gaps to fill (50); others stay"                                     \
        }                                                                                          \
    }
#define COVERAGE_OPTION_END                                                                        \
    {                                                                                              \
        NULL, 0, {NULL, NULL},                                                                     \
        {                                                                                          \
            NULL, NULL                                                                             \
        }                                                                                          \
    }

void coverage_wishes_init(struct coverage_wishes *wishes);
/** The usage_handler of these commands. */
bool coverage_take_option(int key, const char *value, void *wishes);

/** A read layer and what came of it. */
struct coverage_source {
    struct polygon_file *file;
    const struct multipolygon **shapes; /* unit → as read, or as repaired */
    struct repair repair;
    struct coverage *coverage; /* NULL until it is built */
};

void coverage_source_release(struct coverage_source *source);
DEFINE_SCOPED(coverage_source)

/** Reads the layer; the shapes are as they are in the file. */
enum status coverage_source_read(struct coverage_source *source, const char *path,
                                 const struct coverage_wishes *wishes, struct error *err)
    MUST_CHECK;

/** Repairs the shapes in memory; the sentence of a refusal names the feature. */
enum status coverage_source_repair(struct coverage_source *source, struct repair_limits limits,
                                   struct error *err) MUST_CHECK;

/**
 * Builds the coverage, repaired before when the wishes say so. STATUS_INVALID when it does not
 * tile: the sentence has the first defect, its features and place, and what to do.
 */
enum status coverage_source_build(struct coverage_source *source,
                                  const struct coverage_wishes *wishes, struct error *err)
    MUST_CHECK;

#endif
