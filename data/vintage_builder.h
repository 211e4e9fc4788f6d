/*
 * The only way into a vintage, whether the rows come from files or from the store. Each row is
 * checked as it comes (form of codes, doubles), the whole at the end (every reference resolves,
 * every commune has its shape, the shapes tile, stated counts are met).
 */
#ifndef DATA_VINTAGE_BUILDER_H
#define DATA_VINTAGE_BUILDER_H

#include "data/finding.h"
#include "data/land_before.h"
#include "data/row_place.h"
#include "data/vintage.h"

struct vintage_builder;

struct commune_row {
    const char *insee;
    const char *name;
    const char *departement; /* NULL: what the code begins with */
    const char *region;      /* NULL: in the region */
    const char *epci;        /* SIREN; NULL or "" for none */
    int64_t population;
};

struct epci_row {
    const char *siren;
    const char *name;
    const char *nature;        /* may be "" */
    int64_t declared_communes; /* as the publisher counts them; -1 when it does not */
    int64_t declared_population;
};

struct departement_row {
    const char *code;
    const char *name;
    const char *region;
};

struct shape_row {
    const char *insee;
    struct multipolygon *shape; /* taken, also on failure */
};

void vintage_builder_free(struct vintage_builder *builder);
DEFINE_AUTO(vintage_builder)
enum status vintage_builder_new(int year, const char *region, struct vintage_builder **ret_builder,
                                struct error *err) MUST_CHECK;

/*
 * STATUS_INVALID: a code of wrong form (a lost leading zero is named as such), a second row for one
 * code. The error's subject is "file:line".
 */
enum status vintage_builder_add_commune(struct vintage_builder *builder,
                                        const struct commune_row *row, struct row_place place,
                                        struct error *err) MUST_CHECK;
enum status vintage_builder_add_epci(struct vintage_builder *builder, const struct epci_row *row,
                                     struct row_place place, struct error *err) MUST_CHECK;
enum status vintage_builder_add_departement(struct vintage_builder *builder,
                                            const struct departement_row *row,
                                            struct row_place place, struct error *err) MUST_CHECK;
enum status vintage_builder_add_shape(struct vintage_builder *builder, struct shape_row row,
                                      struct row_place place, struct error *err) MUST_CHECK;
/**
 * Whatever is wrong with the shapes is found, all of it, where the first thing would be refused;
 * finish then refuses in one sentence. What is known of the land before says whose a gap was. Both
 * are borrowed, and so are the names of files from now on: they outlive the findings.
 */
void vintage_builder_listen(struct vintage_builder *builder, struct findings *findings,
                            struct land_before before);
/** Shapes that nearly tile are mended within these limits, instead of refused. */
void vintage_builder_allow_repair(struct vintage_builder *builder, struct repair_limits limits);
/**
 * The communes rest on these shapes instead of their own: tile t of the family is land of the
 * commune owners[t]. The family is acquired, the owners are copied.
 */
enum status vintage_builder_rest_on(struct vintage_builder *builder, struct shape_family *family,
                                    const struct insee owners[], struct error *err) MUST_CHECK;
/** The years of the lists that EPCI and populations come from; 0: the vintage's own. */
void vintage_builder_set_years(struct vintage_builder *builder, int epci_year, int population_year);
/** Strings are copied. */
enum status vintage_builder_add_source(struct vintage_builder *builder,
                                       const struct vintage_source *source, struct error *err)
    MUST_CHECK;

/**
 * Builds and checks the whole. When no EPCI (département) row came at all, they are made from the
 * communes' codes, named by their code.
 * STATUS_INVALID: no commune, a commune of an unknown EPCI or département, a commune without shape
 * or a shape without commune, counts that differ from the declared ones, shapes that overlap.
 * Without a family to rest on, the shapes become one; see shape_family_new() for the cost.
 */
enum status vintage_builder_finish(struct vintage_builder *builder, struct vintage **ret_vintage,
                                   struct error *err) MUST_CHECK;

#endif
