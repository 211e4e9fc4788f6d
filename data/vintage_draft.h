/* What a vintage builder holds while rows come in; shared by adding rows and finishing. */
#ifndef DATA_VINTAGE_DRAFT_H
#define DATA_VINTAGE_DRAFT_H

#include "data/vintage_builder.h"

struct draft_commune {
    struct commune commune; /* departement and epci are set at the end, from the codes below */
    char departement[4];
    struct siren epci; /* "" for none */
    struct row_place place;
};

struct draft_epci {
    struct epci epci;
    int64_t declared_communes;
    int64_t declared_population;
    struct row_place place;
};

struct draft_shape {
    struct insee insee;
    struct multipolygon *shape;
    struct row_place place;
};

/** By code, until the communes have their places. */
struct draft_repair {
    struct insee insee;
    double before_m2, after_m2;
};

struct draft_contact {
    struct insee a, b;
};

struct vintage_builder {
    struct vintage *vintage; /* its arena owns all strings */
    struct draft_commune *communes;
    size_t commune_count, commune_capacity;
    struct draft_epci *epcis;
    size_t epci_count, epci_capacity;
    struct departement *departements;
    size_t departement_count, departement_capacity;
    struct draft_shape *shapes;
    size_t shape_count, shape_capacity;
    struct vintage_source *sources;
    size_t source_count, source_capacity;
    bool may_repair;
    struct repair_limits limits;
    struct draft_repair *repairs; /* made when the vintage was imported */
    size_t repair_count, repair_capacity;
    struct draft_contact *contacts;
    size_t contact_count, contact_capacity;
    void *measures; /* of the coverage, kept from an earlier time; NULL when there are none */
    size_t measures_size;
};

/** STATUS_INVALID: a second row for one code. */
enum status row_refuse_repeated(const char *code, struct row_place place, struct error *err);

#endif
