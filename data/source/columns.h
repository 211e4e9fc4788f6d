/*
 * The alias dictionary: which column of a layer holds which canonical field, and what a layer is by
 * the columns it has (its signature). Names are compared folded: no case, no accents, `_`, `-` and
 * blanks alike. `nom`, `code`, `siren`, `code_siren` mean different things in different layers, so
 * a layer's kind is settled first, then its columns.
 */
#ifndef DATA_SOURCE_COLUMNS_H
#define DATA_SOURCE_COLUMNS_H

#include "data/source/layer.h"

enum layer_kind {
    LAYER_UNKNOWN,
    LAYER_COMMUNES, /* com_code, and epci_siren or dep_code */
    LAYER_EPCI,     /* epci_siren and a name, no com_code */
    LAYER_DEPARTEMENTS,
    LAYER_SHAPES, /* com_code and polygons, nothing else needed */
};

enum column {
    COLUMN_COM_CODE,
    COLUMN_COM_NAME,
    COLUMN_COM_TYPE,
    COLUMN_DEP_CODE,
    COLUMN_DEP_NAME,
    COLUMN_REG_CODE,
    COLUMN_EPCI_SIREN,
    COLUMN_EPCI_NAME,
    COLUMN_EPCI_NATURE,
    COLUMN_EPCI_COMMUNES,   /* nb_membres */
    COLUMN_EPCI_POPULATION, /* total_pop_mun */
    COLUMN_POPULATION,
    COLUMN_COUNT,
};

struct columns {
    enum layer_kind kind;
    int field[COLUMN_COUNT]; /* index in the layer, -1 when absent */
};

/** "communes", "epci", "departements", "shapes". */
const char *layer_kind_name(enum layer_kind kind);

/**
 * Settles the kind of a layer and binds its columns.
 * STATUS_INVALID: the signature fits no known layer; the sentence gives the header that was read.
 */
enum status columns_bind(const struct layer *layer, const char *file, struct columns *ret_columns,
                         struct error *err) MUST_CHECK;

/** The same when the kind is known: the sentence of a refusal names the missing column and its
 * aliases. */
enum status columns_bind_as(const struct layer *layer, const char *file, enum layer_kind kind,
                            struct columns *ret_columns, struct error *err) MUST_CHECK;

#endif
