#include "data/source/fringe.h"

#include <stdlib.h>
#include <string.h>

#include "data/enumeration.h"

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct insee *)a)->code, ((const struct insee *)b)->code);
}

static bool is_outside(const struct gathering *gathering, const char *region)
{
    return gathering->region[0] != '\0' && region != NULL && strcmp(region, gathering->region) != 0;
}

/** What its publisher counts of the EPCI includes the commune that is left out. */
static void stop_counting(struct gathering *gathering, const char *siren)
{
    for (size_t i = 0; siren != NULL && i < gathering->epci_count; i++) {
        struct epci_fact *epci = &gathering->epcis[i];

        if (strcmp(epci->siren, siren) == 0)
            epci->declared_communes = epci->declared_population = -1;
    }
}

static enum status leave_landless(struct gathering *gathering, const struct insee owners[],
                                  size_t count, int shape_year, struct error *err)
{
    struct enumeration left = {.count = 0};
    struct remark remark = {"GEO-02", LEVEL_WARNING, {"", 0}, NULL};
    size_t kept = 0;

    for (size_t i = 0; i < gathering->commune_count; i++) {
        struct commune_fact fact = gathering->communes[i];
        struct insee code = {""};

        if (insee_is_well_formed(fact.insee))
            memcpy(code.code, fact.insee, sizeof code.code);
        if (!is_outside(gathering, fact.region) ||
            bsearch(&code, owners, count, sizeof *owners, compare_codes) != NULL) {
            gathering->communes[kept++] = fact;
            continue;
        }
        if (left.count == 0)
            remark.place = fact.place;
        enumeration_add(&left, fact.name, fact.insee);
        stop_counting(gathering, fact.epci);
    }
    gathering->commune_count = kept;
    if (left.count == 0)
        return STATUS_OK;
    return remark_add(
        gathering->findings, remark, err,
        "communes outside the region and in no shape of %d, left out of their EPCI: %u (%s); load "
        "shapes of the year to have them",
        "communes hors de la région et sans contour en %d, laissées hors de leur EPCI : %u (%s) ; "
        "chargez les contours de l'année pour les avoir",
        shape_year, left.count, left.text);
}

static enum status know_departement(struct gathering *gathering,
                                    const struct departement *departement, struct error *err)
{
    struct departement_row row = {departement->code, departement->name, departement->region};

    for (size_t i = 0; i < gathering->departement_count; i++) {
        if (strcmp(gathering->departements[i].row.code, row.code) == 0)
            return STATUS_OK;
    }
    return gathering_add_departement(gathering, &row, (struct row_place){"", 0}, err);
}

static int compare_facts(const void *a, const void *b)
{
    return strcmp(((const struct commune_fact *)a)->insee, ((const struct commune_fact *)b)->insee);
}

static enum status keep_land(struct gathering *gathering, const struct vintage *base,
                             const char *insee, struct error *err)
{
    uint32_t index = vintage_commune(base, insee);
    const struct commune *commune = index == UNIT_NONE ? NULL : &base->communes[index];
    const struct departement *departement;
    struct commune_fact fact;
    enum status status;

    if (commune == NULL || commune->in_region)
        return STATUS_OK; /* the builder says that it has no commune */
    departement = &base->departements[commune->departement];
    fact = (struct commune_fact){
        .insee = insee,
        .name = commune->name,
        .departement = departement->code,
        .region = departement->region,
        .epci = "",
        .population = commune->population,
        .place = {"", 0},
    };
    status = know_departement(gathering, departement, err);
    if (status == STATUS_OK)
        status = gathering_add_commune(gathering, &fact, err);
    if (status == STATUS_OK)
        qsort(gathering->communes, gathering->commune_count, sizeof *gathering->communes,
              compare_facts);
    return status;
}

enum status fringe_fit(struct gathering *gathering, const struct vintage *base,
                       struct tile_owners owners, struct error *err)
{
    struct insee *sorted = malloc((owners.count + 1) * sizeof *sorted);
    enum status status;

    if (sorted == NULL)
        return error_no_memory(err);
    if (owners.count > 0)
        memcpy(sorted, owners.list, owners.count * sizeof *sorted);
    qsort(sorted, owners.count, sizeof *sorted, compare_codes);
    status = leave_landless(gathering, sorted, owners.count, base->family->year, err);
    for (size_t i = 0; i < owners.count && status == STATUS_OK; i++) {
        if (i > 0 && compare_codes(&sorted[i - 1], &sorted[i]) == 0)
            continue;
        if (gathering_commune(gathering, sorted[i].code) == NULL)
            status = keep_land(gathering, base, sorted[i].code, err);
    }
    free(sorted);
    return status;
}
