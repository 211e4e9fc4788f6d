#include <string.h>

#include "service/api/collection.h"

static const struct field fields[] = {
    {"code", FIELD_TEXT, {"Identifiant", "Identifier"}, true},
    {"standing", FIELD_TEXT, {"Situation", "Standing"}, true},
    {"smallest_code", FIELD_TEXT, {"Plus petit code", "Smallest code"}, false},
    {"communes", FIELD_INTEGER, {"Communes", "Communes"}, true},
    {"population", FIELD_INTEGER, {"Population municipale", "Municipal population"}, true},
    {"area_m2", FIELD_NUMBER, {"Surface géodésique (m²)", "Geodesic area (m²)"}, false},
    {"perimeter_m", FIELD_NUMBER, {"Longueur du contour (m)", "Length of the outline (m)"}, false},
    {"parts", FIELD_INTEGER, {"Morceaux", "Pieces"}, false},
    {"holes", FIELD_INTEGER, {"Enclaves", "Holes"}, false},
    {"whole_epci_count", FIELD_INTEGER, {"EPCI entiers", "Whole EPCI"}, true},
    {"partial_epci_count", FIELD_INTEGER, {"EPCI partiels", "Partial EPCI"}, true},
    {"whole_epci", FIELD_TEXT, {"SIREN des EPCI entiers", "SIREN of whole EPCI"}, false},
    {"partial_epci", FIELD_TEXT, {"SIREN des EPCI partiels", "SIREN of partial EPCI"}, false},
    {"members_sha256",
     FIELD_TEXT,
     {"Empreinte de la liste des communes", "Digest of the list of communes"},
     false},
    {"vintage", FIELD_INTEGER, {"Millésime", "Vintage"}, false},
    DERIVATION_FIELD,
};

static uint32_t count(const struct view *view)
{
    return view->period->gap_count;
}

/* Room for every EPCI of France. */
enum { SIRENS_MAX = 1400 * 10 };

/** SIREN of the gap's EPCI that are whole, or not, separated by one space. */
static void add_epcis(struct feature *feature, const struct vintage *vintage, const struct gap *gap,
                      bool is_whole)
{
    char sirens[SIRENS_MAX] = "";
    size_t length = 0;

    for (uint32_t i = 0; i < gap->epci_count; i++) {
        const char *siren = vintage->epcis[gap->epcis[i].epci].siren.code;

        if (gap->epcis[i].is_whole != is_whole)
            continue;
        if (length + strlen(siren) + 2 > sizeof sirens) {
            feature_add_null(feature); /* no list rather than a cut one */
            return;
        }
        if (length > 0)
            sirens[length++] = ' ';
        memcpy(sirens + length, siren, strlen(siren) + 1);
        length += strlen(siren);
    }
    feature_add_textf(feature, "%s", sirens);
}

static void read(const struct view *view, uint32_t index, struct feature *ret_feature)
{
    const struct vintage *vintage = view->period->vintage;
    const struct gap *gap = &view->period->gaps[index];

    ret_feature->id = gap->id;
    ret_feature->shape = gap->outline->shape;
    ret_feature->box = gap->outline->box;
    feature_add_text(ret_feature, gap->id);
    feature_add_text(ret_feature, standing_name(gap->standing));
    feature_add_text(ret_feature, vintage->communes[gap->communes[0]].insee.code);
    feature_add_integer(ret_feature, gap->commune_count);
    feature_add_population(ret_feature, gap->population);
    feature_add_number(ret_feature, gap->area_m2);
    feature_add_number(ret_feature, gap->outline->perimeter_m);
    feature_add_integer(ret_feature, gap->outline->parts);
    feature_add_integer(ret_feature, gap->outline->holes);
    feature_add_integer(ret_feature, gap->whole_epci_count);
    feature_add_integer(ret_feature, gap->epci_count - gap->whole_epci_count);
    add_epcis(ret_feature, vintage, gap, true);
    add_epcis(ret_feature, vintage, gap, false);
    feature_add_text(ret_feature, gap->members_digest.hex);
    feature_add_integer(ret_feature, vintage->year);
    feature_add_derivation(ret_feature, vintage, gap->communes, gap->commune_count);
}

static uint32_t find(const struct view *view, const char *id)
{
    for (uint32_t i = 0; i < view->period->gap_count; i++) {
        if (strcmp(view->period->gaps[i].id, id) == 0)
            return i;
    }
    return UINT32_MAX;
}

const struct collection gaps_collection = {
    .id = "gaps",
    .title = {"Territoires non couverts, ou dont on ne sait rien",
              "Territories not covered, or of which nothing is known"},
    .description =
        {"Les ensembles de communes voisines qu'aucun contrat ne couvre (not_covered) ou "
         "dont la couverture est inconnue (unknown), jamais mêlées.",
         "Connected sets of communes that no contract covers (not_covered) or whose "
         "coverage is unknown (unknown), never mixed."},
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .count = count,
    .read = read,
    .find = find,
};
