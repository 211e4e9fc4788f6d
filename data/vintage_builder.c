/* Rows into the draft of a vintage, each checked as it comes. */
#include "data/vintage_builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/vintage_draft.h"

enum status row_refuse_repeated(const char *code, struct row_place place, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    row_place_format(place, subject, sizeof subject);
    (void)error_set(err, STATUS_INVALID, subject,
                    "the code %s is there twice: keep one of its lines",
                    "le code %s est présent deux fois : gardez une seule de ses lignes", code);
    return error_cite(err, STATUS_INVALID, "SRC-06");
}

void vintage_builder_free(struct vintage_builder *builder)
{
    if (builder == NULL)
        return;
    for (size_t i = 0; i < builder->shape_count; i++)
        multipolygon_free(builder->shapes[i].shape);
    free(builder->communes);
    free(builder->epcis);
    free(builder->departements);
    free(builder->shapes);
    free(builder->sources);
    free(builder->owners);
    shape_family_release(builder->family);
    vintage_free(builder->vintage);
    free(builder);
}

enum status vintage_builder_new(int year, const char *region, struct vintage_builder **ret_builder,
                                struct error *err)
{
    AUTO(vintage_builder) builder = calloc(1, sizeof *builder);

    if (builder == NULL)
        return error_no_memory(err);
    builder->vintage = calloc(1, sizeof *builder->vintage);
    if (builder->vintage == NULL)
        return error_no_memory(err);
    arena_init(&builder->vintage->arena);
    builder->vintage->year = builder->vintage->epci_year = builder->vintage->population_year = year;
    (void)snprintf(builder->vintage->region, sizeof builder->vintage->region, "%s", region);
    *ret_builder = TAKE(builder);
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

static enum status check_insee(const char *code, struct row_place place, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    if (insee_is_well_formed(code))
        return STATUS_OK;
    row_place_format(place, subject, sizeof subject);
    if (insee_lost_zero(code))
        return error_set(err, STATUS_INVALID, subject,
                         "the code %s has four digits, its leading zero is lost: export the column "
                         "as text (0%s)",
                         "le code %s a quatre chiffres, son zéro initial est perdu : exportez la "
                         "colonne en texte (0%s)",
                         code, code);
    return error_set(err, STATUS_INVALID, subject,
                     "“%.20s” is not an INSEE code: five characters are expected, such as 02016",
                     "« %.20s » n'est pas un code INSEE : cinq caractères sont attendus, comme "
                     "02016",
                     code);
}

static enum status check_siren(const char *code, struct row_place place, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    if (siren_is_valid(code))
        return STATUS_OK;
    row_place_format(place, subject, sizeof subject);
    if (siren_has_form(code))
        return error_set(err, STATUS_INVALID, subject,
                         "the SIREN %s fails its check digit: correct it at the source",
                         "la clé du SIREN %s est fausse : corrigez-le à la source", code);
    return error_set(err, STATUS_INVALID, subject,
                     "“%.20s” is not a SIREN: nine digits are expected",
                     "« %.20s » n'est pas un SIREN : neuf chiffres sont attendus", code);
}

static enum status check_departement(const char *code, struct row_place place, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];
    size_t length = strlen(code);

    if (length == 2 || length == 3)
        return STATUS_OK;
    row_place_format(place, subject, sizeof subject);
    return error_set(
        err, STATUS_INVALID, subject,
        "“%.20s” is not a département: two or three characters are expected, such as 02",
        "« %.20s » n'est pas un département : deux ou trois caractères sont attendus, "
        "comme 02",
        code);
}

enum status vintage_builder_add_commune(struct vintage_builder *builder,
                                        const struct commune_row *row, struct row_place place,
                                        struct error *err)
{
    struct vintage *vintage = builder->vintage;
    struct draft_commune draft = {.place = place};
    void *grown;
    enum status status = check_insee(row->insee, place, err);

    if (status == STATUS_OK && row->epci != NULL && row->epci[0] != '\0')
        status = check_siren(row->epci, place, err);
    if (status == STATUS_OK && row->departement != NULL)
        status = check_departement(row->departement, place, err);
    if (status != STATUS_OK)
        return status;
    memcpy(draft.commune.insee.code, row->insee, sizeof draft.commune.insee.code);
    if (row->departement != NULL)
        memcpy(draft.departement, row->departement, strlen(row->departement) + 1);
    else
        insee_departement(row->insee, draft.departement);
    if (row->epci != NULL && row->epci[0] != '\0')
        memcpy(draft.epci.code, row->epci, sizeof draft.epci.code);
    draft.commune.name = arena_string(&vintage->arena, row->name);
    draft.commune.population = row->population;
    draft.commune.in_region = vintage->region[0] == '\0' || row->region == NULL ||
                              strcmp(row->region, vintage->region) == 0;
    draft.place.file = arena_string(&vintage->arena, place.file);
    grown =
        grow(builder->communes, builder->commune_count, &builder->commune_capacity, sizeof draft);
    if (grown == NULL || draft.commune.name == NULL || draft.place.file == NULL)
        return error_no_memory(err);
    builder->communes = grown;
    builder->communes[builder->commune_count++] = draft;
    return STATUS_OK;
}

enum status vintage_builder_add_epci(struct vintage_builder *builder, const struct epci_row *row,
                                     struct row_place place, struct error *err)
{
    struct arena *arena = &builder->vintage->arena;
    struct draft_epci draft = {.declared_communes = row->declared_communes,
                               .declared_population = row->declared_population,
                               .place = place};
    void *grown;
    enum status status = check_siren(row->siren, place, err);

    if (status != STATUS_OK)
        return status;
    memcpy(draft.epci.siren.code, row->siren, sizeof draft.epci.siren.code);
    draft.epci.name = arena_string(arena, row->name);
    draft.epci.nature = arena_string(arena, row->nature);
    draft.place.file = arena_string(arena, place.file);
    grown = grow(builder->epcis, builder->epci_count, &builder->epci_capacity, sizeof draft);
    if (grown == NULL || draft.epci.name == NULL || draft.epci.nature == NULL ||
        draft.place.file == NULL)
        return error_no_memory(err);
    builder->epcis = grown;
    builder->epcis[builder->epci_count++] = draft;
    return STATUS_OK;
}

/* About a hundred at most: the first of two stands, the second is refused as it comes. */
static enum status check_new_departement(const struct vintage_builder *builder, const char *code,
                                         struct row_place place, struct error *err)
{
    for (size_t i = 0; i < builder->departement_count; i++) {
        if (strcmp(builder->departements[i].code, code) == 0)
            return row_refuse_repeated(code, place, err);
    }
    return STATUS_OK;
}

enum status vintage_builder_add_departement(struct vintage_builder *builder,
                                            const struct departement_row *row,
                                            struct row_place place, struct error *err)
{
    struct departement departement = {0};
    void *grown;
    enum status status = check_departement(row->code, place, err);

    if (status == STATUS_OK)
        status = check_new_departement(builder, row->code, place, err);
    if (status != STATUS_OK)
        return status;
    memcpy(departement.code, row->code, strlen(row->code) + 1);
    (void)snprintf(departement.region, sizeof departement.region, "%s",
                   row->region == NULL ? "" : row->region);
    departement.name = arena_string(&builder->vintage->arena, row->name);
    grown = grow(builder->departements, builder->departement_count, &builder->departement_capacity,
                 sizeof departement);
    if (grown == NULL || departement.name == NULL)
        return error_no_memory(err);
    builder->departements = grown;
    builder->departements[builder->departement_count++] = departement;
    return STATUS_OK;
}

enum status vintage_builder_add_shape(struct vintage_builder *builder, struct shape_row row,
                                      struct row_place place, struct error *err)
{
    AUTO(multipolygon) shape = row.shape;
    struct draft_shape draft = {.place = place};
    char subject[ERROR_SUBJECT_MAX];
    void *grown;
    enum status status = check_insee(row.insee, place, err);

    if (status != STATUS_OK)
        return status;
    if (shape == NULL || shape->polygon_count == 0) {
        row_place_format(place, subject, sizeof subject);
        return error_set(err, STATUS_INVALID, subject,
                         "the commune %s has an empty shape: complete the source",
                         "la commune %s a un contour vide : complétez la source", row.insee);
    }
    memcpy(draft.insee.code, row.insee, sizeof draft.insee.code);
    if (builder->findings == NULL)
        draft.place.file = arena_string(&builder->vintage->arena, place.file);
    grown = grow(builder->shapes, builder->shape_count, &builder->shape_capacity, sizeof draft);
    if (grown == NULL || draft.place.file == NULL)
        return error_no_memory(err);
    builder->shapes = grown;
    draft.shape = TAKE(shape);
    builder->shapes[builder->shape_count++] = draft;
    return STATUS_OK;
}

void vintage_builder_listen(struct vintage_builder *builder, struct findings *findings,
                            struct land_before before)
{
    builder->findings = findings;
    builder->before = before;
}

void vintage_builder_allow_repair(struct vintage_builder *builder, struct repair_limits limits)
{
    builder->may_repair = true;
    builder->limits = limits;
}

enum status vintage_builder_rest_on(struct vintage_builder *builder, struct shape_family *family,
                                    const struct insee owners[], struct error *err)
{
    struct insee *copy = malloc(((size_t)family->tile_count + 1) * sizeof *copy);

    if (copy == NULL)
        return error_no_memory(err);
    memcpy(copy, owners, family->tile_count * sizeof *copy);
    free(builder->owners);
    builder->owners = copy;
    shape_family_release(builder->family);
    builder->family = shape_family_acquire(family);
    return STATUS_OK;
}

void vintage_builder_set_years(struct vintage_builder *builder, int epci_year, int population_year)
{
    struct vintage *vintage = builder->vintage;

    vintage->epci_year = epci_year == 0 ? vintage->year : epci_year;
    vintage->population_year = population_year == 0 ? vintage->year : population_year;
}

enum status vintage_builder_add_source(struct vintage_builder *builder,
                                       const struct vintage_source *source, struct error *err)
{
    struct arena *arena = &builder->vintage->arena;
    struct vintage_source copy = {
        .layer = arena_string(arena, source->layer),
        .file = arena_string(arena, source->file),
        .source = arena_string(arena, source->source),
        .licence = arena_string(arena, source->licence),
        .declared = arena_string(arena, source->declared),
        .sha256 = source->sha256,
    };
    void *grown =
        grow(builder->sources, builder->source_count, &builder->source_capacity, sizeof copy);

    if (grown == NULL || copy.layer == NULL || copy.file == NULL || copy.source == NULL ||
        copy.licence == NULL || copy.declared == NULL)
        return error_no_memory(err);
    builder->sources = grown;
    builder->sources[builder->source_count++] = copy;
    return STATUS_OK;
}
