#include "service/api/collection.h"

static const struct field fields[] = {
    {"code", FIELD_TEXT, {"Code INSEE", "INSEE code"}, true},
    {"name", FIELD_TEXT, {"Nom", "Name"}, true},
    {"departement", FIELD_TEXT, {"Département", "Département"}, true},
    {"epci", FIELD_TEXT, {"SIREN de l'EPCI", "SIREN of the EPCI"}, false},
    {"epci_name", FIELD_TEXT, {"EPCI", "EPCI"}, true},
    {"population", FIELD_INTEGER, {"Population municipale", "Municipal population"}, true},
    {"area_m2", FIELD_NUMBER, {"Surface géodésique (m²)", "Geodesic area (m²)"}, false},
    {"standing", FIELD_TEXT, {"Situation", "Standing"}, true},
    {"contract", FIELD_TEXT, {"Contrat", "Contract"}, true},
    {"contract_name", FIELD_TEXT, {"Nom du contrat", "Contract name"}, false},
    {"vintage", FIELD_INTEGER, {"Millésime", "Vintage"}, false},
    DERIVATION_FIELD,
};

static uint32_t count(const struct view *view)
{
    return view->period->vintage == NULL ? 0 : view->period->vintage->region_commune_count;
}

static void read(const struct view *view, uint32_t index, struct feature *ret_feature)
{
    const struct vintage *vintage = view->period->vintage;
    uint32_t number = vintage->region_communes[index];
    const struct commune *commune = &vintage->communes[number];
    const struct epci *epci = commune->epci == UNIT_NONE ? NULL : &vintage->epcis[commune->epci];

    ret_feature->id = commune->insee.code;
    ret_feature->shape = commune->shape;
    ret_feature->box = coverage_unit_box(vintage->coverage, number);
    feature_add_text(ret_feature, commune->insee.code);
    feature_add_text(ret_feature, commune->name);
    feature_add_text(ret_feature, vintage->departements[commune->departement].code);
    feature_add_text(ret_feature, epci == NULL ? NULL : epci->siren.code);
    feature_add_text(ret_feature, epci == NULL ? NULL : epci->name);
    feature_add_population(ret_feature, commune->population);
    feature_add_number(ret_feature, commune->area_m2);
    feature_add_text(ret_feature, standing_name(view->period->standings[number]));
    feature_add_contracts(ret_feature, view, number);
    feature_add_integer(ret_feature, vintage->year);
    feature_add_derivation(ret_feature, vintage, &number, 1);
}

static uint32_t find(const struct view *view, const char *id)
{
    const struct vintage *vintage = view->period->vintage;
    uint32_t number = vintage == NULL ? UNIT_NONE : vintage_commune(vintage, id);

    for (uint32_t i = 0; number != UNIT_NONE && i < vintage->region_commune_count; i++) {
        if (vintage->region_communes[i] == number)
            return i;
    }
    return UINT32_MAX;
}

const struct collection communes_collection = {
    .id = "communes",
    .title = {"Communes", "Communes"},
    .description = {"Les communes de la région à la date demandée, avec leur situation et leur "
                    "contrat.",
                    "The communes of the region on the date asked, with their standing and their "
                    "contract."},
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .count = count,
    .read = read,
    .find = find,
};
