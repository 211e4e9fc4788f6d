/*
 * Which column of a layer holds which canonical field, and what a layer is by the columns it has
 * (its signature). `nom`, `code`, `siren`, `code_siren` mean different things in different layers,
 * so a layer's kind is settled first, then its columns, by the dictionary of aliases.h.
 */
#ifndef DATA_SOURCE_COLUMNS_H
#define DATA_SOURCE_COLUMNS_H

#include "data/source/layer.h"

enum layer_kind {
    LAYER_UNKNOWN,
    LAYER_COMMUNES,     /* one row a commune: its code, and the EPCI, département or type it has */
    LAYER_EPCI,         /* one row an EPCI: its SIREN and a name, no commune */
    LAYER_DEPARTEMENTS, /* a code, a name and a region */
    LAYER_SHAPES,       /* com_code and polygons, nothing else needed */
    LAYER_MEMBERS,      /* one row a member of an EPCI: both, and what the EPCI is called */
    LAYER_POPULATIONS,  /* com_code and a population, or the SIREN of the commune */
    LAYER_REGIONS,
    LAYER_PARTS,     /* delegated communes, arrondissements: parts of communes */
    LAYER_DIVISIONS, /* cantons, arrondissements of départements, seats: made of communes */
    LAYER_MOVEMENTS, /* INSEE's list of events */
};
enum { LAYER_KIND_COUNT = LAYER_MOVEMENTS + 1 };

enum column {
    COLUMN_COM_CODE,
    COLUMN_COM_NAME,
    COLUMN_MEMBER_NAME, /* as DGCL writes it, without œ: only when there is no other */
    COLUMN_COM_TYPE,
    COLUMN_COM_PARENT,
    COLUMN_COM_SIREN,
    COLUMN_DEP_CODE,
    COLUMN_DEP_NAME,
    COLUMN_REG_CODE,
    COLUMN_EPCI_SIREN,
    COLUMN_EPCI_NAME,
    COLUMN_EPCI_NATURE,
    COLUMN_EPCI_SEAT,       /* département of its seat */
    COLUMN_EPCI_COMMUNES,   /* nb_membres */
    COLUMN_EPCI_POPULATION, /* total_pop_mun */
    COLUMN_POPULATION,      /* municipal */
    COLUMN_AREA,            /* official; in which unit is found out */
    COLUMN_CENSUS_DATE,
    COLUMN_EVENT_KIND, /* MOD */
    COLUMN_EVENT_DATE, /* DATE_EFF */
    COLUMN_COUNT,
};

struct columns {
    enum layer_kind kind;
    bool is_cog;             /* INSEE's code list: its names stand above all others */
    int field[COLUMN_COUNT]; /* index in the layer, -1 when absent */
    int rival[COLUMN_COUNT]; /* a second field by another alias of a code, -1 for none (SRC-03) */
    int population_year;     /* of pmun_2021 and the like; 0 when the name has none */
};

/** "the INSEE code of the commune": what a column holds, for sentences. */
struct words column_words(enum column column);

/** "communes", "epci", "departements", "shapes", "members", …: as the manifest has it. */
const char *layer_kind_name(enum layer_kind kind);
/** « communes », « membres d'EPCI », …: for sentences. */
struct words layer_kind_words(enum layer_kind kind);

/**
 * Settles the kind of a layer and binds its columns.
 * STATUS_INVALID: the signature fits no known layer (SRC-01), or would but for one column (SRC-02);
 * the sentence gives the header that was read, and the names the column may have.
 */
enum status columns_bind(const struct layer *layer, const char *file, struct columns *ret_columns,
                         struct error *err) MUST_CHECK;

/** The names that a column may have in a layer of a kind, and those it has, for sentences. */
void columns_show_accepted(enum layer_kind kind, enum column column, char *ret_text, size_t size);
void columns_show_header(const struct layer *layer, char *ret_text, size_t size);

/** The same when the kind is known: only SRC-02 is left. */
enum status columns_bind_as(const struct layer *layer, const char *file, enum layer_kind kind,
                            struct columns *ret_columns, struct error *err) MUST_CHECK;

#endif
