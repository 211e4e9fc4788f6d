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
    struct findings *findings; /* NULL: the first thing wrong with the shapes is refused */
    struct land_before before;
    struct shape_family *family; /* to rest on; NULL: made from the shapes */
    struct insee *owners;        /* of its tiles */
};

/** STATUS_INVALID: a second row for one code. */
enum status row_refuse_repeated(const char *code, struct row_place place, struct error *err);

#endif
