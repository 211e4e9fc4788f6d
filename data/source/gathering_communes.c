/* Facts of one commune become one. */
#include <stdlib.h>
#include <string.h>

#include "data/source/gathering_inside.h"

/** By code, the table that counts most first, then by place: the order of the files is nothing. */
static int compare_facts(const void *a, const void *b)
{
    const struct commune_fact *left = a, *right = b;
    int order = strcmp(left->insee, right->insee);

    if (order == 0)
        order = (left->rank < right->rank) - (left->rank > right->rank);
    if (order == 0)
        order = strcmp(left->place.file, right->place.file);
    if (order == 0)
        order = (left->table > right->table) - (left->table < right->table);
    if (order == 0)
        order = (left->place.line > right->place.line) - (left->place.line < right->place.line);
    return order;
}

/** Oddities met while facts are merged. */
struct merging {
    struct tally torn;        /* communes that two tables put into different EPCI */
    struct row_place torn_by; /* the other row of the first of them */
};

static const char *first_said(const char *said, const char *other)
{
    return said != NULL && said[0] != '\0' ? said : other;
}

static enum status say_twice(struct gathering *gathering, const struct commune_fact *first,
                             const struct commune_fact *second, struct error *err)
{
    bool differs =
        first->epci != NULL && second->epci != NULL && strcmp(first->epci, second->epci) != 0;
    struct remark remark = {"SRC-06", LEVEL_ERROR, second->place, second->insee};

    return remark_add(gathering->findings, remark, err,
                      "the commune %s is there twice, first on line %zu%s%.0s: keep one of its "
                      "lines",
                      "la commune %s est présente deux fois, d'abord à la ligne %zu%.0s%s : gardez "
                      "une seule de ses lignes",
                      first->insee, first->place.line, differs ? ", and in another EPCI here" : "",
                      differs ? ", et dans un autre EPCI ici" : "");
}

/** EPCI and population: what the members say, else the highest table that says something. */
static void take_membership(struct commune_fact *merged, const struct commune_fact *fact,
                            struct merging *merging)
{
    if (fact->epci != NULL) {
        if (merged->epci != NULL && strcmp(merged->epci, fact->epci) != 0) {
            if (merging->torn.count == 0)
                merging->torn_by = fact->place;
            tally_add(&merging->torn, merged->insee, merged->place);
        }
        if (merged->epci == NULL || fact->rank == RANK_MEMBERS)
            merged->epci = fact->epci;
    }
    if (fact->population >= 0 && (merged->population < 0 || fact->rank == RANK_MEMBERS))
        merged->population = fact->population;
}

static void take_fact(struct commune_fact *merged, const struct commune_fact *fact,
                      struct merging *merging)
{
    merged->name = first_said(merged->name, fact->name);
    merged->member_name = first_said(merged->member_name, fact->member_name);
    merged->departement = first_said(merged->departement, fact->departement);
    merged->region = first_said(merged->region, fact->region);
    merged->siren = first_said(merged->siren, fact->siren);
    take_membership(merged, fact, merging);
}

/** One group of facts of a code, `count` of them, to the end of what is merged already. */
static enum status merge_group(struct gathering *gathering, size_t begin, size_t count,
                               size_t *kept, struct merging *merging, struct error *err)
{
    const struct commune_fact *facts = gathering->communes + begin;
    struct commune_fact merged = facts[0];
    enum status status = STATUS_OK;

    merged.population = -1;
    merged.epci = NULL;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (i > 0 && facts[i - 1].table == facts[i].table)
            status = say_twice(gathering, &facts[i - 1], &facts[i], err);
        else
            take_fact(&merged, &facts[i], merging);
    }
    merged.name = first_said(merged.name, merged.member_name);
    if (merged.departement != NULL && merged.departement[0] == '\0')
        merged.departement = NULL;
    if (merged.region != NULL && merged.region[0] == '\0')
        merged.region = NULL;
    gathering->communes[(*kept)++] = merged;
    return status;
}

static enum status say_torn(struct gathering *gathering, const struct merging *merging,
                            struct error *err)
{
    char shown[TALLY_TEXT_MAX];
    struct remark remark = {"SRC-08", LEVEL_ERROR, merging->torn_by, merging->torn.codes[0]};
    char other[ERROR_SUBJECT_MAX];

    row_place_format(merging->torn.place, other, sizeof other);
    return remark_add(
        gathering->findings, remark, err,
        "communes that two tables put into different EPCI: %zu (%s; the other row of "
        "the first is %s); the tables are of different vintages, give files of one",
        "communes que deux tables placent dans des EPCI différents : %zu (%s ; l'autre "
        "ligne de la première est %s) ; les tables sont de millésimes différents, "
        "donnez des fichiers d'un seul",
        merging->torn.count, tally_show(&merging->torn, shown), other);
}

enum status gathering_merge_communes(struct gathering *gathering, struct error *err)
{
    struct merging merging = {.torn_by = {NULL, 0}};
    struct commune_fact *facts = gathering->communes;
    size_t count = gathering->commune_count, kept = 0;
    enum status status = STATUS_OK;

    if (count > 0)
        qsort(facts, count, sizeof *facts, compare_facts);
    for (size_t begin = 0, end; begin < count && status == STATUS_OK; begin = end) {
        end = begin + 1;
        while (end < count && strcmp(facts[end].insee, facts[begin].insee) == 0)
            end++;
        status = merge_group(gathering, begin, end - begin, &kept, &merging, err);
    }
    if (status == STATUS_OK && merging.torn.count > 0)
        status = say_torn(gathering, &merging, err);
    gathering->commune_count = kept;
    return status;
}
