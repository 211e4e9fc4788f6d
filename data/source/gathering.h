/*
 * What all tables of an import say, put together: one commune, one EPCI, each from the tables that
 * know it best.
 *
 * INSEE's code list settles which communes there are and how they are called; any other list of
 * communes does where it is missing. The members of the EPCI settle who is in which, and the
 * municipal populations. Of tables for all of France, the region is kept, and of the EPCI that
 * straddle it their whole. See gathering_settle() for what is found on the way.
 */
#ifndef DATA_SOURCE_GATHERING_H
#define DATA_SOURCE_GATHERING_H

#include "data/check_official_area.h"
#include "data/source/expectation.h"
#include "data/source/remark.h"
#include "data/vintage_builder.h"

/** Which table settles names and what there is: the highest that there is. */
enum fact_rank { RANK_MEMBERS, RANK_POPULATIONS, RANK_COMMUNES, RANK_COG };

/** What one row says of a commune; NULL where its table says nothing. */
struct commune_fact {
    const char *insee; /* "" when it is known by its SIREN only */
    const char *siren; /* of the commune itself */
    const char *name;
    const char *member_name; /* as DGCL spells it */
    const char *departement;
    const char *region;
    const char *epci;
    int64_t population; /* -1 when unknown */
    enum fact_rank rank;
    uint32_t table; /* number of the table it came from */
    struct row_place place;
};

/** What one row says of an EPCI: a row about it, or about one of its members. */
struct epci_fact {
    const char *siren;
    const char *name;
    const char *nature;
    const char *seat;          /* département; NULL when unknown */
    int64_t declared_communes; /* -1 when unknown */
    int64_t declared_population;
    bool is_member_row;
    const char *member_departement; /* of a member's row; NULL when unknown */
    int64_t member_population;
    uint32_t table;
    struct row_place place;
};

struct departement_fact {
    struct departement_row row;
    struct row_place place;
};

struct shape_fact {
    struct shape_row row; /* its shape is owned */
    struct row_place place;
};

/** Its shape is owned. */
struct epci_shape_fact {
    const char *siren;
    struct multipolygon *shape;
    struct row_place place;
};

/** Sorted by code. */
struct known_codes {
    const struct insee *list;
    size_t count;
};

struct gathering {
    char region[4]; /* "" for all */
    struct known_codes known;
    struct findings *findings;             /* NULL: errors are refused, the rest is not said */
    const struct expectation *expectation; /* set by who knows it; NULL: nothing is expected */
    struct commune_fact *communes; /* once settled: one each, by code, those that are kept */
    size_t commune_count, commune_capacity;
    struct epci_fact *epcis; /* once settled: one each, by SIREN, those that are kept */
    size_t epci_count, epci_capacity;
    struct departement_fact *departements;
    size_t departement_count, departement_capacity;
    struct shape_fact *shapes;
    size_t shape_count, shape_capacity;
    struct epci_shape_fact *epci_shapes;
    size_t epci_shape_count, epci_shape_capacity;
    struct official_area *areas;
    size_t area_count, area_capacity;
    const char **elsewhere; /* EPCI of communes that were left out, sorted */
    size_t elsewhere_count;
    bool is_cut_off; /* a table was found to be: what is missing is no news */
    struct arena arena;
};

void gathering_free(struct gathering *gathering);
DEFINE_AUTO(gathering)

/** Codes known from elsewhere, borrowed, may be none; findings may be NULL. */
enum status gathering_new(const char *region, struct known_codes known, struct findings *findings,
                          struct gathering **ret_gathering, struct error *err) MUST_CHECK;

/* Strings are copied, except the names of files. */

enum status gathering_add_commune(struct gathering *gathering, const struct commune_fact *fact,
                                  struct error *err) MUST_CHECK;
enum status gathering_add_epci(struct gathering *gathering, const struct epci_fact *fact,
                               struct error *err) MUST_CHECK;
enum status gathering_add_departement(struct gathering *gathering,
                                      const struct departement_row *row, struct row_place place,
                                      struct error *err) MUST_CHECK;
/** The shape is taken, also on failure. */
enum status gathering_add_shape(struct gathering *gathering, struct shape_row row,
                                struct row_place place, struct error *err) MUST_CHECK;

/** Only to be compared with the shapes of the communes. The shape is taken, also on failure. */
enum status gathering_add_epci_shape(struct gathering *gathering, const char *siren,
                                     struct multipolygon *shape, struct row_place place,
                                     struct error *err) MUST_CHECK;
/** A code of wrong form is passed over: it is found elsewhere. */
enum status gathering_add_area(struct gathering *gathering, const char *insee, double value,
                               struct row_place place, struct error *err) MUST_CHECK;

/**
 * Puts the facts together. Found and said on the way (or refused, see remark_add()): lost leading
 * zeros that another table or the known codes restore (SRC-04, only where findings listen); a
 * commune or an EPCI twice in a table (SRC-06); codes that the list of communes does not have, and
 * tables that put a commune into different EPCI (SRC-08); EPCI whose members are not as many, or do
 * not add up to as many people, as their table says (SRC-11); communes without EPCI (SRC-14); a
 * seat outside the EPCI, or two (SRC-15). Where something is expected: too few communes or EPCI, or
 * too many (SRC-07), and shapes elsewhere (SRC-10), both fatal.
 */
enum status gathering_settle(struct gathering *gathering, struct error *err) MUST_CHECK;

/** Hands everything to the builder, which checks the rest. */
enum status gathering_build(struct gathering *gathering, struct vintage_builder *builder,
                            struct error *err) MUST_CHECK;

/** A commune of a settled gathering; NULL when there is none. */
const struct commune_fact *gathering_commune(const struct gathering *gathering, const char *insee);
const struct epci_fact *gathering_epci(const struct gathering *gathering, const char *siren);

#endif
