#include "data/source/gathering.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/gathering_inside.h"

void gathering_free(struct gathering *gathering)
{
    if (gathering == NULL)
        return;
    for (size_t i = 0; i < gathering->shape_count; i++)
        multipolygon_free(gathering->shapes[i].row.shape);
    free(gathering->communes);
    free(gathering->epcis);
    free(gathering->departements);
    for (size_t i = 0; i < gathering->epci_shape_count; i++)
        multipolygon_free(gathering->epci_shapes[i].shape);
    free(gathering->epci_shapes);
    free(gathering->areas);
    free(gathering->shapes);
    free(gathering->elsewhere);
    arena_release(&gathering->arena);
    free(gathering);
}

enum status gathering_new(const char *region, struct known_codes known, struct findings *findings,
                          struct gathering **ret_gathering, struct error *err)
{
    struct gathering *gathering = calloc(1, sizeof *gathering);

    if (gathering == NULL)
        return error_no_memory(err);
    arena_init(&gathering->arena);
    (void)snprintf(gathering->region, sizeof gathering->region, "%s", region);
    gathering->known = known;
    gathering->findings = findings;
    *ret_gathering = gathering;
    return STATUS_OK;
}

/** Room for one more item at the end of a growing array; NULL when memory is short. */
static void *grow(void *items, size_t count, size_t *capacity, size_t size)
{
    size_t wanted = *capacity == 0 ? 64 : 2 * *capacity;
    void *grown;

    if (count < *capacity)
        return items;
    grown = realloc(items, wanted * size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

/** Copies the strings of a list where they stand; false when memory is short. */
static bool keep_strings(struct gathering *gathering, const char **const strings[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (*strings[i] == NULL)
            continue;
        *strings[i] = arena_string(&gathering->arena, *strings[i]);
        if (*strings[i] == NULL)
            return false;
    }
    return true;
}

enum status gathering_add_commune(struct gathering *gathering, const struct commune_fact *fact,
                                  struct error *err)
{
    struct commune_fact copy = *fact;
    const char **const strings[] = {&copy.insee,       &copy.siren,  &copy.name, &copy.member_name,
                                    &copy.departement, &copy.region, &copy.epci};
    void *grown = grow(gathering->communes, gathering->commune_count, &gathering->commune_capacity,
                       sizeof copy);

    if (grown == NULL)
        return error_no_memory(err);
    gathering->communes = grown;
    if (!keep_strings(gathering, strings, sizeof strings / sizeof *strings))
        return error_no_memory(err);
    gathering->communes[gathering->commune_count++] = copy;
    return STATUS_OK;
}

enum status gathering_add_epci(struct gathering *gathering, const struct epci_fact *fact,
                               struct error *err)
{
    struct epci_fact copy = *fact;
    const char **const strings[] = {&copy.siren, &copy.name, &copy.nature, &copy.seat,
                                    &copy.member_departement};
    void *grown =
        grow(gathering->epcis, gathering->epci_count, &gathering->epci_capacity, sizeof copy);

    if (grown == NULL)
        return error_no_memory(err);
    gathering->epcis = grown;
    if (!keep_strings(gathering, strings, sizeof strings / sizeof *strings))
        return error_no_memory(err);
    gathering->epcis[gathering->epci_count++] = copy;
    return STATUS_OK;
}

enum status gathering_add_departement(struct gathering *gathering,
                                      const struct departement_row *row, struct row_place place,
                                      struct error *err)
{
    struct departement_fact copy = {*row, place};
    const char **const strings[] = {&copy.row.code, &copy.row.name, &copy.row.region};
    void *grown = grow(gathering->departements, gathering->departement_count,
                       &gathering->departement_capacity, sizeof copy);

    if (grown == NULL)
        return error_no_memory(err);
    gathering->departements = grown;
    if (!keep_strings(gathering, strings, sizeof strings / sizeof *strings))
        return error_no_memory(err);
    gathering->departements[gathering->departement_count++] = copy;
    return STATUS_OK;
}

enum status gathering_add_shape(struct gathering *gathering, struct shape_row row,
                                struct row_place place, struct error *err)
{
    AUTO(multipolygon) shape = row.shape;
    const char *insee = arena_string(&gathering->arena, row.insee);
    void *grown = grow(gathering->shapes, gathering->shape_count, &gathering->shape_capacity,
                       sizeof *gathering->shapes);

    if (grown == NULL)
        return error_no_memory(err);
    gathering->shapes = grown;
    if (insee == NULL)
        return error_no_memory(err);
    gathering->shapes[gathering->shape_count++] = (struct shape_fact){{insee, TAKE(shape)}, place};
    return STATUS_OK;
}

enum status gathering_add_epci_shape(struct gathering *gathering, const char *siren,
                                     struct multipolygon *shape, struct row_place place,
                                     struct error *err)
{
    AUTO(multipolygon) taken = shape;
    const char *copy = arena_string(&gathering->arena, siren);
    void *grown = grow(gathering->epci_shapes, gathering->epci_shape_count,
                       &gathering->epci_shape_capacity, sizeof *gathering->epci_shapes);

    if (grown == NULL)
        return error_no_memory(err);
    gathering->epci_shapes = grown;
    if (copy == NULL)
        return error_no_memory(err);
    gathering->epci_shapes[gathering->epci_shape_count++] =
        (struct epci_shape_fact){copy, TAKE(taken), place};
    return STATUS_OK;
}

enum status gathering_add_area(struct gathering *gathering, const char *insee, double value,
                               struct row_place place, struct error *err)
{
    struct official_area area = {.value = value, .place = place};
    void *grown;

    if (!insee_is_well_formed(insee))
        return STATUS_OK;
    memcpy(area.insee.code, insee, sizeof area.insee.code);
    grown = grow(gathering->areas, gathering->area_count, &gathering->area_capacity, sizeof area);
    if (grown == NULL)
        return error_no_memory(err);
    gathering->areas = grown;
    gathering->areas[gathering->area_count++] = area;
    return STATUS_OK;
}

enum status gathering_settle(struct gathering *gathering, struct error *err)
{
    static enum status (*const steps[])(struct gathering *, struct error *) = {
        gathering_restore_zeros,  gathering_resolve_sirens, gathering_check_tables,
        gathering_merge_communes, gathering_keep_region,    gathering_merge_epcis,
        gathering_check_extent,   gathering_check_area,
    };
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == STATUS_OK; i++)
        status = steps[i](gathering, err);
    return status;
}

static enum status build_communes(struct gathering *gathering, struct vintage_builder *builder,
                                  struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < gathering->commune_count && status == STATUS_OK; i++) {
        const struct commune_fact *fact = &gathering->communes[i];
        struct commune_row row = {
            .insee = fact->insee,
            .name = fact->name == NULL ? "" : fact->name,
            .departement = fact->departement,
            .region = fact->region,
            .epci = fact->epci,
            .population = fact->population,
        };

        status = vintage_builder_add_commune(builder, &row, fact->place, err);
    }
    return status;
}

static enum status build_epcis(struct gathering *gathering, struct vintage_builder *builder,
                               struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < gathering->epci_count && status == STATUS_OK; i++) {
        const struct epci_fact *fact = &gathering->epcis[i];
        struct epci_row row = {
            .siren = fact->siren,
            .name = fact->name == NULL ? "" : fact->name,
            .nature = fact->nature == NULL ? "" : fact->nature,
            .declared_communes = fact->declared_communes,
            .declared_population = fact->declared_population,
        };

        status = vintage_builder_add_epci(builder, &row, fact->place, err);
    }
    return status;
}

enum status gathering_build(struct gathering *gathering, struct vintage_builder *builder,
                            struct error *err)
{
    enum status status = build_communes(gathering, builder, err);

    if (status == STATUS_OK)
        status = build_epcis(gathering, builder, err);
    for (size_t i = 0; i < gathering->departement_count && status == STATUS_OK; i++)
        status = vintage_builder_add_departement(builder, &gathering->departements[i].row,
                                                 gathering->departements[i].place, err);
    for (size_t i = 0; i < gathering->shape_count && status == STATUS_OK; i++) {
        struct shape_fact *fact = &gathering->shapes[i];
        struct shape_row row = {fact->row.insee, TAKE(fact->row.shape)};

        status = vintage_builder_add_shape(builder, row, fact->place, err);
    }
    return status;
}

static int compare_to_commune(const void *insee, const void *fact)
{
    return strcmp(insee, ((const struct commune_fact *)fact)->insee);
}

const struct commune_fact *gathering_commune(const struct gathering *gathering, const char *insee)
{
    return gathering->commune_count == 0
               ? NULL
               : bsearch(insee, gathering->communes, gathering->commune_count,
                         sizeof *gathering->communes, compare_to_commune);
}

static int compare_to_epci(const void *siren, const void *fact)
{
    return strcmp(siren, ((const struct epci_fact *)fact)->siren);
}

const struct epci_fact *gathering_epci(const struct gathering *gathering, const char *siren)
{
    return gathering->epci_count == 0 ? NULL
                                      : bsearch(siren, gathering->epcis, gathering->epci_count,
                                                sizeof *gathering->epcis, compare_to_epci);
}
