/* What lies outside the region goes, and what the list of communes does not have is found. */
#include <stdlib.h>
#include <string.h>

#include "data/source/gathering_inside.h"

/** A set of short codes (départements, SIREN of EPCI), sorted once it is whole. */
struct code_list {
    const char **list;
    size_t count;
};

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_string(const struct code_list *codes, const char *code)
{
    return codes->count > 0 &&
           bsearch(&code, codes->list, codes->count, sizeof *codes->list, compare_strings) != NULL;
}

static bool is_in_region(const struct gathering *gathering, const struct commune_fact *fact)
{
    return gathering->region[0] == '\0' || fact->region == NULL ||
           strcmp(fact->region, gathering->region) == 0;
}

/** EPCI that have a commune in the region. */
static void list_epcis(const struct gathering *gathering, enum fact_rank rank,
                       struct code_list *epcis)
{
    for (size_t i = 0; i < gathering->commune_count; i++) {
        const struct commune_fact *fact = &gathering->communes[i];

        if (fact->rank >= rank && fact->epci != NULL && fact->epci[0] != '\0' &&
            is_in_region(gathering, fact))
            epcis->list[epcis->count++] = fact->epci;
    }
    qsort(epcis->list, epcis->count, sizeof *epcis->list, compare_strings);
}

static const char *departement_of(struct gathering *gathering, const struct commune_fact *fact)
{
    char departement[4] = "";

    if (fact->departement != NULL)
        return fact->departement;
    if (insee_is_well_formed(fact->insee))
        insee_departement(fact->insee, departement);
    return arena_string(&gathering->arena, departement);
}

/** Region of a département by the table of them; NULL when it is not there. */
static const char *region_of(const struct gathering *gathering, const char *departement)
{
    for (size_t i = 0; i < gathering->departement_count; i++) {
        const struct departement_row *row = &gathering->departements[i].row;

        if (strcmp(row->code, departement) == 0 && row->region[0] != '\0')
            return row->region;
    }
    return NULL;
}

/** Départements of the communes that say they are in the region. */
static enum status list_inside(struct gathering *gathering, struct code_list *inside,
                               struct error *err)
{
    for (size_t i = 0; i < gathering->commune_count; i++) {
        const struct commune_fact *fact = &gathering->communes[i];

        if (fact->region == NULL || strcmp(fact->region, gathering->region) != 0)
            continue;
        inside->list[inside->count] = departement_of(gathering, fact);
        if (inside->list[inside->count++] == NULL)
            return error_no_memory(err);
    }
    qsort(inside->list, inside->count, sizeof *inside->list, compare_strings);
    return STATUS_OK;
}

/**
 * A commune that does not say its region is where its département is: by the table of
 * départements, else by the other communes; a département that neither knows is elsewhere. Where
 * nobody says anything, all are in the region.
 */
static enum status find_regions(struct gathering *gathering, struct code_list *inside,
                                struct error *err)
{
    enum status status;

    if (gathering->region[0] == '\0')
        return STATUS_OK;
    status = list_inside(gathering, inside, err);
    for (size_t i = 0; i < gathering->commune_count && status == STATUS_OK; i++) {
        struct commune_fact *fact = &gathering->communes[i];
        const char *departement;

        if (fact->region != NULL)
            continue;
        departement = departement_of(gathering, fact);
        if (departement == NULL)
            return error_no_memory(err);
        fact->region = region_of(gathering, departement);
        if (fact->region == NULL && (inside->count > 0 || gathering->departement_count > 0))
            fact->region = has_string(inside, departement) ? gathering->region : "";
    }
    return status;
}

/** What decides who stays. */
struct keeping {
    enum fact_rank rank; /* of the tables that say which communes there are */
    struct code_list epcis;
    struct code_list departements; /* of the communes that stay */
    struct code_list left_out;     /* codes of those that do not */
};

static enum fact_rank highest_rank(const struct gathering *gathering)
{
    enum fact_rank rank = RANK_MEMBERS;

    for (size_t i = 0; i < gathering->commune_count; i++) {
        if (gathering->communes[i].rank > rank)
            rank = gathering->communes[i].rank;
    }
    return rank;
}

static bool stays(const struct gathering *gathering, const struct keeping *keeping,
                  const struct commune_fact *fact)
{
    return fact->rank >= keeping->rank &&
           (is_in_region(gathering, fact) ||
            (fact->epci != NULL && has_string(&keeping->epcis, fact->epci)));
}

static enum status list_departements(struct gathering *gathering, struct keeping *keeping,
                                     struct error *err)
{
    struct code_list *departements = &keeping->departements;

    for (size_t i = 0; i < gathering->commune_count; i++) {
        const char *departement;

        if (!stays(gathering, keeping, &gathering->communes[i]))
            continue;
        departement = departement_of(gathering, &gathering->communes[i]);
        if (departement == NULL)
            return error_no_memory(err);
        departements->list[departements->count++] = departement;
    }
    qsort(departements->list, departements->count, sizeof *departements->list, compare_strings);
    return STATUS_OK;
}

/** Does a code stand in a département of which communes are kept? Ill-formed ones count as such. */
static bool is_near(const struct code_list *departements, const char *insee)
{
    char departement[4];

    if (!insee_is_well_formed(insee))
        return true;
    insee_departement(insee, departement);
    return has_string(departements, departement);
}

static void keep_communes(struct gathering *gathering, struct keeping *keeping,
                          struct tally *unknown)
{
    size_t kept = 0;

    for (size_t i = 0; i < gathering->commune_count; i++) {
        struct commune_fact fact = gathering->communes[i];

        if (stays(gathering, keeping, &fact)) {
            gathering->communes[kept++] = fact;
            continue;
        }
        keeping->left_out.list[keeping->left_out.count++] = fact.insee;
        if (fact.epci != NULL && fact.epci[0] != '\0')
            gathering->elsewhere[gathering->elsewhere_count++] = fact.epci;
        if (fact.rank < keeping->rank && is_near(&keeping->departements, fact.insee))
            tally_add(unknown, fact.insee, fact.place);
    }
    gathering->commune_count = kept;
    qsort(gathering->elsewhere, gathering->elsewhere_count, sizeof *gathering->elsewhere,
          compare_strings);
}

static enum status check_unknown(struct gathering *gathering, const struct tally *unknown,
                                 struct error *err)
{
    char shown[TALLY_TEXT_MAX];
    struct remark remark = {"SRC-08", LEVEL_ERROR, unknown->place, unknown->codes[0]};

    if (unknown->count == 0)
        return STATUS_OK;
    return remark_add(
        gathering->findings, remark, err,
        "codes that the list of communes lacks: %zu (%s); the tables are of different "
        "vintages, give files of one",
        "codes absents de la liste des communes : %zu (%s) ; les tables sont de "
        "millésimes différents, donnez des fichiers d'un seul",
        unknown->count, tally_show(unknown, shown));
}

/** Shapes of communes that were left out go too; of unknown ones only far from what is kept. */
static void keep_shapes(struct gathering *gathering, const struct keeping *keeping)
{
    size_t kept = 0;

    for (size_t i = 0; i < gathering->shape_count; i++) {
        struct shape_fact fact = gathering->shapes[i];

        if (gathering_commune(gathering, fact.row.insee) != NULL ||
            (is_near(&keeping->departements, fact.row.insee) &&
             !has_string(&keeping->left_out, fact.row.insee)))
            gathering->shapes[kept++] = fact;
        else
            multipolygon_free(fact.row.shape);
    }
    gathering->shape_count = kept;
}

static void keep_departements(struct gathering *gathering, const struct code_list *departements)
{
    size_t kept = 0;

    for (size_t i = 0; i < gathering->departement_count; i++) {
        struct departement_fact fact = gathering->departements[i];

        if (has_string(departements, fact.row.code) || fact.row.region[0] == '\0' ||
            strcmp(fact.row.region, gathering->region) == 0)
            gathering->departements[kept++] = fact;
    }
    gathering->departement_count = kept;
}

static enum status say_without_epci(struct gathering *gathering, struct error *err)
{
    char shown[TALLY_TEXT_MAX];
    struct tally none = {.count = 0};
    bool has_epci = false;

    for (size_t i = 0; i < gathering->commune_count; i++) {
        const struct commune_fact *fact = &gathering->communes[i];
        bool is_none = fact->epci == NULL || fact->epci[0] == '\0';

        has_epci = has_epci || !is_none;
        if (is_none)
            tally_add(&none, fact->insee, fact->place);
    }
    if (none.count == 0 || !has_epci)
        return STATUS_OK;
    return remark_add(gathering->findings,
                      (struct remark){"SRC-14", LEVEL_INFO, none.place, none.codes[0]}, err,
                      "communes in no EPCI: %zu (%s)", "communes sans EPCI : %zu (%s)", none.count,
                      tally_show(&none, shown));
}

enum status gathering_keep_region(struct gathering *gathering, struct error *err)
{
    struct keeping keeping = {.rank = highest_rank(gathering)};
    struct tally unknown = {.count = 0};
    enum status status;

    keeping.epcis.list = calloc(gathering->commune_count + 1, sizeof *keeping.epcis.list);
    keeping.departements.list =
        calloc(gathering->commune_count + 1, sizeof *keeping.departements.list);
    gathering->elsewhere = calloc(gathering->commune_count + 1, sizeof *gathering->elsewhere);
    keeping.left_out.list = calloc(gathering->commune_count + 1, sizeof *keeping.left_out.list);
    if (keeping.epcis.list == NULL || keeping.left_out.list == NULL ||
        keeping.departements.list == NULL || gathering->elsewhere == NULL) {
        status = error_no_memory(err);
    } else {
        status = gathering->region[0] == '\0' ? STATUS_OK
                                              : find_regions(gathering, &keeping.departements, err);
        keeping.departements.count = 0;
    }
    if (status == STATUS_OK) {
        list_epcis(gathering, keeping.rank, &keeping.epcis);
        status = list_departements(gathering, &keeping, err);
    }
    if (status == STATUS_OK) {
        keep_communes(gathering, &keeping, &unknown);
        keep_shapes(gathering, &keeping);
        keep_departements(gathering, &keeping.departements);
        status = check_unknown(gathering, &unknown, err);
    }
    if (status == STATUS_OK)
        status = say_without_epci(gathering, err);
    free(keeping.epcis.list);
    free(keeping.departements.list);
    free(keeping.left_out.list);
    return status;
}
