#include <string.h>

#include "service/api/contract_feature.h"

static const struct field fields[] = {
    {"code", FIELD_TEXT, {"Identifiant", "Identifier"}, true},
    {"name", FIELD_TEXT, {"Nom", "Name"}, true},
    {"generation", FIELD_TEXT, {"Génération", "Generation"}, true},
    {"status", FIELD_TEXT, {"Statut enregistré", "Recorded status"}, false},
    {"carrier", FIELD_TEXT, {"Porteur", "Carrier"}, false},
    {"version", FIELD_INTEGER, {"Version", "Version"}, false},
    {"valid_from", FIELD_TEXT, {"Depuis", "From"}, true},
    {"valid_to", FIELD_TEXT, {"Jusqu'à", "To"}, true},
    {"in_force", FIELD_TEXT, {"En vigueur", "In force"}, false},
    {"act", FIELD_TEXT, {"Acte", "Act"}, false},
    {"certainty", FIELD_TEXT, {"Certitude des membres", "Certainty of the members"}, false},
    {"evidence", FIELD_TEXT, {"Source", "Evidence"}, false},
    {"epci", FIELD_INTEGER, {"EPCI", "EPCI"}, true},
    {"communes", FIELD_INTEGER, {"Communes", "Communes"}, true},
    {"communes_outside_region",
     FIELD_INTEGER,
     {"Communes hors de la région", "Communes outside the region"},
     false},
    {"population", FIELD_INTEGER, {"Population municipale", "Municipal population"}, true},
    {"area_m2", FIELD_NUMBER, {"Surface géodésique (m²)", "Geodesic area (m²)"}, false},
    {"perimeter_m", FIELD_NUMBER, {"Longueur du contour (m)", "Length of the outline (m)"}, false},
    {"parts", FIELD_INTEGER, {"Morceaux", "Pieces"}, false},
    {"holes", FIELD_INTEGER, {"Enclaves", "Holes"}, false},
    {"members_sha256",
     FIELD_TEXT,
     {"Empreinte de la liste des communes", "Digest of the list of communes"},
     false},
    {"vintage", FIELD_INTEGER, {"Millésime", "Vintage"}, false},
    DERIVATION_FIELD,
};

/** Perimeters in force for certain, by contract id; one that may be in force is in no list of
 * these. */
static bool is_listed(const struct period_version *version)
{
    return version->force == FORCE_YES && version->perimeter->commune_count > 0;
}

static uint32_t count(const struct view *view)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < view->period->version_count; i++)
        found += is_listed(&view->period->versions[i]);
    return found;
}

/** The version of the period at a place in the list: index is below count(). */
static uint32_t nth(const struct view *view, uint32_t index)
{
    uint32_t i = 0;

    while (!is_listed(&view->period->versions[i]) || index-- > 0)
        i++;
    return i;
}

static enum certainty weakest(const struct perimeter *perimeter)
{
    for (uint32_t i = 0; i < perimeter->commune_count; i++) {
        if (perimeter->certainties[i] == CERTAINTY_INFERRED)
            return CERTAINTY_INFERRED;
    }
    return CERTAINTY_STATED;
}

static void add_measures(struct feature *feature, const struct perimeter *perimeter)
{
    uint32_t outside = 0;

    for (uint32_t i = 0; i < perimeter->commune_count; i++)
        outside += !perimeter->vintage->communes[perimeter->communes[i]].in_region;
    feature_add_integer(feature, perimeter->epci_count);
    feature_add_integer(feature, perimeter->commune_count);
    feature_add_integer(feature, outside);
    feature_add_population(feature, perimeter->population);
    feature_add_number(feature, perimeter->area_m2);
    feature_add_number(feature, perimeter->outline->perimeter_m);
    feature_add_integer(feature, perimeter->outline->parts);
    feature_add_integer(feature, perimeter->outline->holes);
    feature_add_text(feature, perimeter->members_digest.hex);
    feature_add_integer(feature, perimeter->vintage->year);
    feature_add_derivation(feature, perimeter->vintage, perimeter->communes,
                           perimeter->commune_count);
}

static const char *force_name(enum force force)
{
    return force == FORCE_YES ? "yes" : force == FORCE_IN_DOUBT ? "in_doubt" : "no";
}

void contract_feature_read(const struct view *view, const struct perimeter *perimeter,
                           enum force force, struct feature *ret_feature)
{
    const struct register_rows *rows = view->snapshot->rows;
    const struct version *version = perimeter->version;
    const struct contract *contract = &rows->contracts[version->contract];
    char from[DATE_TEXT_MAX];
    char to[DATE_TEXT_MAX];

    loose_date_format(version->valid_from, from);
    loose_date_format(version->valid_to, to);
    ret_feature->id = contract->id;
    ret_feature->shape = perimeter->outline->shape;
    ret_feature->box = perimeter->outline->box;
    feature_add_text(ret_feature, contract->id);
    feature_add_text(ret_feature, contract->name);
    feature_add_text(ret_feature, rows->generations[contract->generation].id);
    feature_add_text(ret_feature, contract_status_name(contract->status));
    feature_add_text(ret_feature, contract->carrier);
    feature_add_integer(ret_feature, version->number);
    feature_add_textf(ret_feature, "%s", from);
    feature_add_textf(ret_feature, "%s", to);
    feature_add_text(ret_feature, force_name(force));
    feature_add_text(ret_feature, version->act);
    feature_add_text(ret_feature, certainty_name(weakest(perimeter)));
    feature_add_text(ret_feature, contract->basis == BASIS_PRESS      ? "press"
                                  : contract->basis == BASIS_OFFICIAL ? "official"
                                                                      : "");
    add_measures(ret_feature, perimeter);
}

static void read(const struct view *view, uint32_t index, struct feature *ret_feature)
{
    const struct period_version *version = &view->period->versions[nth(view, index)];

    contract_feature_read(view, version->perimeter, version->force, ret_feature);
}

static uint32_t find(const struct view *view, const char *id)
{
    uint32_t total = count(view);

    for (uint32_t i = 0; i < total; i++) {
        const struct version *version = view->period->versions[nth(view, i)].perimeter->version;

        if (strcmp(view->snapshot->rows->contracts[version->contract].id, id) == 0)
            return i;
    }
    return UINT32_MAX;
}

static enum status explain_absence(const struct view *view, const char *id, struct error *err)
{
    char fr[DATE_TEXT_MAX], en[DATE_TEXT_MAX]; /* the day */

    date_format_words(view->at, LANGUAGE_FR, fr);
    date_format_words(view->at, LANGUAGE_EN, en);
    for (uint32_t i = 0; i < view->period->version_count; i++) {
        const struct period_version *version = &view->period->versions[i];

        if (version->force == FORCE_IN_DOUBT &&
            strcmp(view->snapshot->rows->contracts[version->perimeter->version->contract].id, id) ==
                0)
            return error_set(err, STATUS_NOT_FOUND, id,
                             "this contract is known, but one of its dates is not: nothing says "
                             "that it is in force on %s%.0s",
                             "ce contrat est connu, mais l'une de ses dates ne l'est pas : rien ne "
                             "dit qu'il soit en vigueur le %.0s%s",
                             en, fr);
    }
    return error_set(err, STATUS_NOT_FOUND, id,
                     "no contract of that identifier is in force on %s%.0s; ask another date with "
                     "datetime=",
                     "aucun contrat de cet identifiant n'est en vigueur le %.0s%s ; demandez une "
                     "autre date avec datetime=",
                     en, fr);
}

const struct collection contracts_collection = {
    .id = "contracts",
    .title = {"Périmètres des contrats en vigueur", "Perimeters of the contracts in force"},
    .description = {"Les contrats en vigueur à la date demandée. Un contrat dont une date est "
                    "inconnue n'y figure pas : ses communes sont de couverture inconnue.",
                    "The contracts in force on the date asked. One with an unknown date is not "
                    "among them: coverage of its communes is unknown."},
    .fields = fields,
    .field_count = sizeof fields / sizeof *fields,
    .count = count,
    .read = read,
    .find = find,
    .explain_absence = explain_absence,
};
