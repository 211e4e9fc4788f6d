/* From the draft of a vintage to the whole: every reference resolves, or the whole is refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/vintage_draft.h"
#include "data/vintage_land.h"
#include "data/vintage_shapes.h"

/* All drafts begin with their code, so one comparison sorts them all. */
static int compare_codes(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* A list that never had a row is NULL, which qsort may not be given. */
static void sort_by_code(void *rows, size_t count, size_t size)
{
    if (count > 0)
        qsort(rows, count, size, compare_codes);
}

static struct row_place later(struct row_place a, struct row_place b)
{
    return a.line > b.line ? a : b;
}

static enum status sort_rows(struct vintage_builder *builder, struct error *err)
{
    sort_by_code(builder->communes, builder->commune_count, sizeof *builder->communes);
    sort_by_code(builder->epcis, builder->epci_count, sizeof *builder->epcis);
    sort_by_code(builder->departements, builder->departement_count, sizeof *builder->departements);
    sort_by_code(builder->shapes, builder->shape_count, sizeof *builder->shapes);
    for (size_t i = 1; i < builder->commune_count; i++) {
        const struct draft_commune *pair = &builder->communes[i - 1];

        if (compare_codes(&pair[0], &pair[1]) == 0)
            return row_refuse_repeated(pair->commune.insee.code,
                                       later(pair[0].place, pair[1].place), err);
    }
    for (size_t i = 1; i < builder->epci_count; i++) {
        const struct draft_epci *pair = &builder->epcis[i - 1];

        if (compare_codes(&pair[0], &pair[1]) == 0)
            return row_refuse_repeated(pair->epci.siren.code, later(pair[0].place, pair[1].place),
                                       err);
    }
    for (size_t i = 1; i < builder->shape_count; i++) {
        const struct draft_shape *pair = &builder->shapes[i - 1];

        if (compare_codes(&pair[0], &pair[1]) == 0)
            return row_refuse_repeated(pair->insee.code, later(pair[0].place, pair[1].place), err);
    }
    return STATUS_OK;
}

/** Without an EPCI list the EPCI are those that communes name, called by their SIREN. */
static enum status infer_epcis(struct vintage_builder *builder, struct error *err)
{
    for (size_t i = 0; i < builder->commune_count; i++) {
        const char *siren = builder->communes[i].epci.code;
        struct epci_row row = {siren, siren, "", -1, -1};
        bool is_known = siren[0] == '\0';

        for (size_t e = 0; e < builder->epci_count && !is_known; e++)
            is_known = strcmp(builder->epcis[e].epci.siren.code, siren) == 0;
        if (!is_known) {
            enum status status =
                vintage_builder_add_epci(builder, &row, builder->communes[i].place, err);

            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

static enum status infer_departements(struct vintage_builder *builder, struct error *err)
{
    for (size_t i = 0; i < builder->commune_count; i++) {
        const char *code = builder->communes[i].departement;
        struct departement_row row = {code, code, ""};
        bool is_known = false;

        for (size_t d = 0; d < builder->departement_count && !is_known; d++)
            is_known = strcmp(builder->departements[d].code, code) == 0;
        if (!is_known) {
            enum status status =
                vintage_builder_add_departement(builder, &row, builder->communes[i].place, err);

            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

static enum status link_commune(const struct vintage *vintage, const struct draft_commune *draft,
                                struct commune *commune, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    row_place_format(draft->place, subject, sizeof subject);
    commune->departement = vintage_departement(vintage, draft->departement);
    commune->epci =
        draft->epci.code[0] == '\0' ? UNIT_NONE : vintage_epci(vintage, draft->epci.code);
    if (commune->departement == UNIT_NONE)
        return error_set(err, STATUS_INVALID, subject,
                         "the commune %s is in the département %s, which the list lacks: add it",
                         "la commune %s est dans le département %s, absent de la liste : "
                         "ajoutez-le",
                         commune->insee.code, draft->departement);
    if (commune->epci == UNIT_NONE && draft->epci.code[0] != '\0')
        return error_set(
            err, STATUS_INVALID, subject,
            "the commune %s is in the EPCI %s, which the list of EPCI lacks: load lists "
            "of the same year",
            "la commune %s est dans l'EPCI %s, absent de la liste des EPCI : chargez "
            "des listes de la même année",
            commune->insee.code, draft->epci.code);
    return STATUS_OK;
}

/** The three arrays of units, sorted, references resolved. */
static enum status make_units(struct vintage_builder *builder, struct error *err)
{
    struct vintage *vintage = builder->vintage;
    size_t commune_count = builder->commune_count;

    vintage->communes = arena_alloc(&vintage->arena, (commune_count + 1) * sizeof(struct commune));
    vintage->epcis = arena_alloc(&vintage->arena, (builder->epci_count + 1) * sizeof(struct epci));
    vintage->departements =
        arena_alloc(&vintage->arena, (builder->departement_count + 1) * sizeof(struct departement));
    if (vintage->communes == NULL || vintage->epcis == NULL || vintage->departements == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < builder->epci_count; i++)
        vintage->epcis[i] = builder->epcis[i].epci;
    for (size_t i = 0; i < builder->departement_count; i++)
        vintage->departements[i] = builder->departements[i];
    vintage->epci_count = (uint32_t)builder->epci_count;
    vintage->departement_count = (uint32_t)builder->departement_count;
    for (size_t i = 0; i < commune_count; i++) {
        enum status status;

        vintage->communes[i] = builder->communes[i].commune;
        status = link_commune(vintage, &builder->communes[i], &vintage->communes[i], err);
        if (status != STATUS_OK)
            return status;
    }
    vintage->commune_count = (uint32_t)commune_count;
    return STATUS_OK;
}

static enum status settle(struct vintage_builder *builder, struct error *err)
{
    const struct shape_family *family = builder->family;
    uint32_t *commune_of = malloc(((size_t)family->tile_count + 1) * sizeof *commune_of);
    enum status status = STATUS_OK;

    if (commune_of == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < family->tile_count && status == STATUS_OK; i++) {
        commune_of[i] = vintage_commune(builder->vintage, builder->owners[i].code);
        if (commune_of[i] == UNIT_NONE)
            status = error_set(
                err, STATUS_INVALID, family->tiles[i].insee.code,
                "its land of %d belongs to %s in %d, which the list of communes lacks: load a "
                "list of the whole region",
                "son territoire de %d appartient à %s en %d, absente de la liste des communes : "
                "chargez une liste de toute la région",
                family->year, builder->owners[i].code, builder->vintage->year);
    }
    if (status == STATUS_OK)
        status = vintage_land(builder->vintage, builder->family, commune_of, err);
    free(commune_of);
    return status;
}

static enum status give_land(struct vintage_builder *builder, struct error *err)
{
    enum status status = builder->family == NULL ? vintage_shapes_settle(builder, err) : STATUS_OK;

    return status == STATUS_OK ? settle(builder, err) : status;
}

static void add_population(int64_t *total, int64_t population)
{
    if (*total == POPULATION_UNKNOWN || population == POPULATION_UNKNOWN)
        *total = POPULATION_UNKNOWN;
    else
        *total += population;
}

/** Counts and sums of EPCI, départements and the region. */
static void add_up(struct vintage *vintage)
{
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        struct commune *commune = &vintage->communes[i];
        struct departement *departement = &vintage->departements[commune->departement];
        struct epci *epci = commune->epci == UNIT_NONE ? NULL : &vintage->epcis[commune->epci];

        if (epci != NULL)
            epci->commune_count++;
        if (!commune->in_region) {
            if (epci != NULL)
                epci->outside_count++;
            continue;
        }
        if (epci != NULL) {
            epci->area_m2 += commune->area_m2;
            add_population(&epci->population, commune->population);
        }
        departement->commune_count++;
        departement->area_m2 += commune->area_m2;
        add_population(&departement->population, commune->population);
        vintage->region_commune_count++;
        vintage->area_m2 += commune->area_m2;
        add_population(&vintage->population, commune->population);
    }
}

/** Deals the communes to their EPCI and département: one list each, cut into runs. */
static enum status deal_communes(struct vintage *vintage, struct error *err)
{
    size_t room = (size_t)vintage->commune_count + 1;
    uint32_t *by_epci = arena_alloc(&vintage->arena, room * sizeof *by_epci);
    uint32_t *by_departement = arena_alloc(&vintage->arena, room * sizeof *by_departement);
    uint32_t *in_region = arena_alloc(&vintage->arena, room * sizeof *in_region);
    uint32_t **epci_next = calloc(vintage->epci_count + 1, sizeof *epci_next);
    uint32_t **departement_next = calloc(vintage->departement_count + 1, sizeof *departement_next);
    bool has_room = by_epci != NULL && by_departement != NULL && in_region != NULL &&
                    epci_next != NULL && departement_next != NULL;

    vintage->region_communes = in_region;
    for (uint32_t i = 0; has_room && i < vintage->epci_count; i++) {
        vintage->epcis[i].communes = epci_next[i] = by_epci;
        by_epci += vintage->epcis[i].commune_count;
    }
    for (uint32_t i = 0; has_room && i < vintage->departement_count; i++) {
        vintage->departements[i].communes = departement_next[i] = by_departement;
        by_departement += vintage->departements[i].commune_count;
    }
    for (uint32_t i = 0; has_room && i < vintage->commune_count; i++) {
        const struct commune *commune = &vintage->communes[i];

        if (commune->epci != UNIT_NONE)
            *epci_next[commune->epci]++ = i;
        if (commune->in_region) {
            *departement_next[commune->departement]++ = i;
            *in_region++ = i;
        }
    }
    free(epci_next);
    free(departement_next);
    return has_room ? STATUS_OK : error_no_memory(err);
}

/** What the publisher counted against what was read (SRC-11). */
static enum status check_counts(const struct vintage_builder *builder, struct error *err)
{
    const struct vintage *vintage = builder->vintage;

    for (size_t i = 0; i < builder->epci_count; i++) {
        const struct draft_epci *draft = &builder->epcis[i];
        const struct epci *epci = &vintage->epcis[i];
        int64_t population = vintage_population(vintage, epci->communes, epci->commune_count);
        char subject[ERROR_SUBJECT_MAX];

        row_place_format(draft->place, subject, sizeof subject);
        if (draft->declared_communes >= 0 && draft->declared_communes != epci->commune_count)
            return error_set(
                err, STATUS_INVALID, subject,
                "%s (%s): %u communes read, %lld declared: a row is missing, or the "
                "lists are of different years",
                "%s (%s) : %u communes lues, %lld déclarées : une ligne manque, ou les "
                "listes sont d'années différentes",
                epci->name, epci->siren.code, epci->commune_count,
                (long long)draft->declared_communes);
        if (draft->declared_population >= 0 && population != POPULATION_UNKNOWN &&
            draft->declared_population != population)
            return error_set(err, STATUS_INVALID, subject,
                             "%s (%s): its communes have %lld inhabitants, %lld are declared: the "
                             "lists are of different years",
                             "%s (%s) : ses communes comptent %lld habitants, %lld sont déclarés : "
                             "les listes sont d'années différentes",
                             epci->name, epci->siren.code, (long long)population,
                             (long long)draft->declared_population);
    }
    return STATUS_OK;
}

static enum status copy_sources(struct vintage_builder *builder, struct error *err)
{
    struct vintage *vintage = builder->vintage;
    struct vintage_source *sources =
        arena_alloc(&vintage->arena, (builder->source_count + 1) * sizeof *sources);

    if (sources == NULL)
        return error_no_memory(err);
    if (builder->source_count > 0)
        memcpy(sources, builder->sources, builder->source_count * sizeof *sources);
    vintage->sources = sources;
    vintage->source_count = (uint32_t)builder->source_count;
    return STATUS_OK;
}

enum status vintage_builder_finish(struct vintage_builder *builder, struct vintage **ret_vintage,
                                   struct error *err)
{
    enum status status = STATUS_OK;

    if (builder->commune_count == 0)
        return error_set(err, STATUS_INVALID, "",
                         "there is no list of communes: give one with codes and EPCI",
                         "il n'y a pas de liste des communes : donnez-en une avec codes et EPCI");
    if (builder->epci_count == 0)
        status = infer_epcis(builder, err);
    if (status == STATUS_OK && builder->departement_count == 0)
        status = infer_departements(builder, err);
    if (status == STATUS_OK)
        status = sort_rows(builder, err);
    if (status == STATUS_OK)
        status = make_units(builder, err);
    if (status == STATUS_OK)
        status = give_land(builder, err);
    if (status != STATUS_OK)
        return status;
    add_up(builder->vintage);
    status = deal_communes(builder->vintage, err);
    if (status == STATUS_OK)
        status = check_counts(builder, err);
    if (status == STATUS_OK)
        status = copy_sources(builder, err);
    if (status == STATUS_OK)
        *ret_vintage = TAKE(builder->vintage);
    return status;
}
