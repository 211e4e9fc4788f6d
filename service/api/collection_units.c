/* EPCI and départements: units made of communes, each with what is known of its communes. */
#include <stdlib.h>
#include <string.h>

#include "service/api/collection.h"

#define STANDING_FIELDS                                                                            \
    {"covered", FIELD_INTEGER, {"Communes couvertes", "Communes covered"}, true},                  \
        {"covered_inferred",                                                                       \
         FIELD_INTEGER,                                                                            \
         {"Communes couvertes selon la presse", "Communes covered according to the press"},        \
         true},                                                                                    \
        {"unknown",                                                                                \
         FIELD_INTEGER,                                                                            \
         {"Communes de couverture inconnue", "Communes of unknown coverage"},                      \
         true},                                                                                    \
    {                                                                                              \
        "not_covered", FIELD_INTEGER, {"Communes non couvertes", "Communes not covered"}, true     \
    }

static const struct field epci_fields[] = {
    {"code", FIELD_TEXT, {"SIREN", "SIREN"}, true},
    {"name", FIELD_TEXT, {"Nom", "Name"}, true},
    {"nature", FIELD_TEXT, {"Nature", "Nature"}, true},
    {"communes", FIELD_INTEGER, {"Communes dans la région", "Communes in the region"}, true},
    {"communes_outside_region",
     FIELD_INTEGER,
     {"Communes hors de la région", "Communes outside the region"},
     false},
    {"population", FIELD_INTEGER, {"Population municipale", "Municipal population"}, true},
    {"area_m2", FIELD_NUMBER, {"Surface géodésique (m²)", "Geodesic area (m²)"}, false},
    {"perimeter_m", FIELD_NUMBER, {"Longueur du contour (m)", "Length of the outline (m)"}, false},
    {"parts", FIELD_INTEGER, {"Morceaux", "Pieces"}, false},
    {"holes", FIELD_INTEGER, {"Enclaves", "Holes"}, false},
    STANDING_FIELDS,
    {"contract", FIELD_TEXT, {"Contrats", "Contracts"}, true},
    {"vintage", FIELD_INTEGER, {"Millésime", "Vintage"}, false},
    DERIVATION_FIELD,
};

static const struct field departement_fields[] = {
    {"code", FIELD_TEXT, {"Code", "Code"}, true},
    {"name", FIELD_TEXT, {"Nom", "Name"}, true},
    {"communes", FIELD_INTEGER, {"Communes", "Communes"}, true},
    {"population", FIELD_INTEGER, {"Population municipale", "Municipal population"}, true},
    {"area_m2", FIELD_NUMBER, {"Surface géodésique (m²)", "Geodesic area (m²)"}, false},
    {"perimeter_m", FIELD_NUMBER, {"Longueur du contour (m)", "Length of the outline (m)"}, false},
    {"parts", FIELD_INTEGER, {"Morceaux", "Pieces"}, false},
    {"holes", FIELD_INTEGER, {"Enclaves", "Holes"}, false},
    STANDING_FIELDS,
    {"vintage", FIELD_INTEGER, {"Millésime", "Vintage"}, false},
    DERIVATION_FIELD,
};

static const struct unit_outlines *outlines_of(const struct view *view)
{
    size_t index = snapshot_vintage_index(view->snapshot, view->period->vintage);

    return &view->snapshot->unit_outlines[index];
}

static void add_outline(struct feature *feature, const struct outline *outline)
{
    feature->shape = outline->shape;
    feature->box = outline->box;
    feature_add_number(feature, outline->perimeter_m);
    feature_add_integer(feature, outline->parts);
    feature_add_integer(feature, outline->holes);
}

static void add_standings(struct feature *feature, const struct view *view,
                          const uint32_t communes[], uint32_t count)
{
    uint32_t counts[STANDING_COUNT] = {0};

    for (uint32_t i = 0; i < count; i++) {
        if (view->period->vintage->communes[communes[i]].in_region)
            counts[view->period->standings[communes[i]]]++;
    }
    for (int i = 0; i < STANDING_COUNT; i++)
        feature_add_integer(feature, counts[i]);
}

static bool is_touched(const struct period_version *version, const uint32_t communes[],
                       uint32_t count)
{
    const struct perimeter *perimeter = version->perimeter;
    uint32_t j = 0;

    for (uint32_t i = 0; i < count; i++) {
        while (j < perimeter->commune_count && perimeter->communes[j] < communes[i])
            j++;
        if (j < perimeter->commune_count && perimeter->communes[j] == communes[i])
            return true;
    }
    return false;
}

/** Ids of the contracts in force that hold at least one of the communes. */
static void add_contracts(struct feature *feature, const struct view *view,
                          const uint32_t communes[], uint32_t count)
{
    char ids[512] = "";
    size_t length = 0;

    for (uint32_t i = 0; i < view->period->version_count; i++) {
        const struct period_version *version = &view->period->versions[i];
        const char *id = view->snapshot->rows->contracts[version->perimeter->version->contract].id;

        if (version->force != FORCE_YES || !is_touched(version, communes, count) ||
            length + strlen(id) + 2 > sizeof ids)
            continue;
        if (length > 0)
            ids[length++] = ' ';
        memcpy(ids + length, id, strlen(id) + 1);
        length += strlen(id);
    }
    feature_add_textf(feature, "%s", ids);
}

/** Of the part of an EPCI that lies in the region, as its outline. */
static void add_derivation(struct feature *feature, const struct vintage *vintage,
                           const struct epci *epci)
{
    uint32_t *inside = malloc(((size_t)epci->commune_count + 1) * sizeof *inside);
    uint32_t count = 0;

    for (uint32_t i = 0; inside != NULL && i < epci->commune_count; i++) {
        if (vintage->communes[epci->communes[i]].in_region)
            inside[count++] = epci->communes[i];
    }
    feature_add_derivation(feature, vintage, inside, count);
    free(inside);
}

static uint32_t count_epcis(const struct view *view)
{
    return view->period->vintage == NULL ? 0 : view->period->vintage->epci_count;
}

static void read_epci(const struct view *view, uint32_t index, struct feature *ret_feature)
{
    const struct vintage *vintage = view->period->vintage;
    const struct epci *epci = &vintage->epcis[index];

    ret_feature->id = epci->siren.code;
    feature_add_text(ret_feature, epci->siren.code);
    feature_add_text(ret_feature, epci->name);
    feature_add_text(ret_feature, epci->nature);
    feature_add_integer(ret_feature, epci->commune_count - epci->outside_count);
    feature_add_integer(ret_feature, epci->outside_count);
    feature_add_population(ret_feature, epci->population);
    feature_add_number(ret_feature, epci->area_m2);
    add_outline(ret_feature, outlines_of(view)->epcis[index]);
    add_standings(ret_feature, view, epci->communes, epci->commune_count);
    add_contracts(ret_feature, view, epci->communes, epci->commune_count);
    feature_add_integer(ret_feature, vintage->year);
    add_derivation(ret_feature, vintage, epci);
}

static uint32_t find_epci(const struct view *view, const char *id)
{
    return view->period->vintage == NULL ? UINT32_MAX : vintage_epci(view->period->vintage, id);
}

/* Départements outside the region have no commune in it, and are not shown. */
static uint32_t nth_departement(const struct vintage *vintage, uint32_t nth)
{
    for (uint32_t i = 0; i < vintage->departement_count; i++) {
        if (vintage->departements[i].commune_count > 0 && nth-- == 0)
            return i;
    }
    return UINT32_MAX;
}

static uint32_t count_departements(const struct view *view)
{
    uint32_t count = 0;

    if (view->period->vintage == NULL)
        return 0;
    while (nth_departement(view->period->vintage, count) != UINT32_MAX)
        count++;
    return count;
}

static void read_departement(const struct view *view, uint32_t index, struct feature *ret_feature)
{
    const struct vintage *vintage = view->period->vintage;
    uint32_t number = nth_departement(vintage, index);
    const struct departement *departement = &vintage->departements[number];

    ret_feature->id = departement->code;
    feature_add_text(ret_feature, departement->code);
    feature_add_text(ret_feature, departement->name);
    feature_add_integer(ret_feature, departement->commune_count);
    feature_add_population(ret_feature, departement->population);
    feature_add_number(ret_feature, departement->area_m2);
    add_outline(ret_feature, outlines_of(view)->departements[number]);
    add_standings(ret_feature, view, departement->communes, departement->commune_count);
    feature_add_integer(ret_feature, vintage->year);
    feature_add_derivation(ret_feature, vintage, departement->communes, departement->commune_count);
}

static uint32_t find_departement(const struct view *view, const char *id)
{
    uint32_t count = count_departements(view);

    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = nth_departement(view->period->vintage, i);

        if (strcmp(view->period->vintage->departements[number].code, id) == 0)
            return i;
    }
    return UINT32_MAX;
}

const struct collection epci_collection = {
    .id = "epci",
    .title = {"Intercommunalités", "Intercommunalities"},
    .description = {"Les EPCI à fiscalité propre ayant au moins une commune dans la région ; leur "
                    "contour est celui de leur partie régionale.",
                    "The EPCI with at least one commune in the region; their outline is that of "
                    "their part of the region."},
    .fields = epci_fields,
    .field_count = sizeof epci_fields / sizeof *epci_fields,
    .count = count_epcis,
    .read = read_epci,
    .find = find_epci,
};

const struct collection departements_collection = {
    .id = "departements",
    .title = {"Départements", "Départements"},
    .description = {"Les départements de la région.", "The départements of the region."},
    .fields = departement_fields,
    .field_count = sizeof departement_fields / sizeof *departement_fields,
    .count = count_departements,
    .read = read_departement,
    .find = find_departement,
};
