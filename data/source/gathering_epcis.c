/* Facts of one EPCI become one, and its members are counted again. */
#include <stdlib.h>
#include <string.h>

#include "data/source/gathering_inside.h"

/** By SIREN, rows about the EPCI before rows about members, then by place. */
static int compare_facts(const void *a, const void *b)
{
    const struct epci_fact *left = a, *right = b;
    int order = strcmp(left->siren, right->siren);

    if (order == 0)
        order = left->is_member_row - right->is_member_row;
    if (order == 0)
        order = strcmp(left->place.file, right->place.file);
    if (order == 0)
        order = (left->table > right->table) - (left->table < right->table);
    if (order == 0)
        order = (left->place.line > right->place.line) - (left->place.line < right->place.line);
    return order;
}

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/** The EPCI of the communes that are kept, each once or more, sorted. */
static const char **list_kept(const struct gathering *gathering, size_t *ret_count)
{
    const char **list = calloc(gathering->commune_count + 1, sizeof *list);

    *ret_count = 0;
    if (list == NULL)
        return NULL;
    for (size_t i = 0; i < gathering->commune_count; i++) {
        if (gathering->communes[i].epci != NULL && gathering->communes[i].epci[0] != '\0')
            list[(*ret_count)++] = gathering->communes[i].epci;
    }
    qsort(list, *ret_count, sizeof *list, compare_strings);
    return list;
}

/** What the rows of one table say of one EPCI, added up. */
struct recount {
    size_t rows;
    int64_t population;
    bool has_population; /* of every row */
    bool is_torn;        /* rows that declare different totals */
    bool has_two_seats;
    bool has_seat_inside;
};

static struct recount recount_of(const struct epci_fact rows[], size_t count)
{
    struct recount recount = {.rows = count, .has_population = true};
    bool has_departements = true;

    for (size_t i = 0; i < count; i++) {
        recount.has_population = recount.has_population && rows[i].member_population >= 0;
        recount.population += rows[i].member_population;
        recount.is_torn = recount.is_torn ||
                          rows[i].declared_communes != rows[0].declared_communes ||
                          rows[i].declared_population != rows[0].declared_population;
        has_departements = has_departements && rows[i].member_departement != NULL;
        if (rows[i].seat == NULL || rows[0].seat == NULL) {
            recount.has_seat_inside = true; /* nothing is said */
            continue;
        }
        recount.has_two_seats = recount.has_two_seats || strcmp(rows[i].seat, rows[0].seat) != 0;
        recount.has_seat_inside =
            recount.has_seat_inside || (rows[i].member_departement != NULL &&
                                        strcmp(rows[0].seat, rows[i].member_departement) == 0);
    }
    recount.has_seat_inside = recount.has_seat_inside || !has_departements;
    return recount;
}

static enum status check_count(struct gathering *gathering, const struct epci_fact *first,
                               const struct recount *recount, struct error *err)
{
    struct remark remark = {"SRC-11", LEVEL_ERROR, first->place, first->siren};

    if (recount->is_torn)
        return remark_add(gathering->findings, remark, err,
                          "the rows of the EPCI %s (%s) do not declare the same totals: download "
                          "the file again",
                          "les lignes de l'EPCI %s (%s) ne déclarent pas les mêmes totaux : "
                          "téléchargez le fichier de nouveau",
                          first->siren, first->name == NULL ? "" : first->name);
    if (first->declared_communes >= 0 && (size_t)first->declared_communes != recount->rows)
        return remark_add(gathering->findings, remark, err,
                          "the EPCI %s (%s) has %zu communes here, %lld declared: download the "
                          "file again",
                          "l'EPCI %s (%s) a %zu communes ici, %lld déclarées : téléchargez le "
                          "fichier de nouveau",
                          first->siren, first->name == NULL ? "" : first->name, recount->rows,
                          (long long)first->declared_communes);
    if (recount->has_population && first->declared_population >= 0 &&
        first->declared_population != recount->population)
        return remark_add(gathering->findings, remark, err,
                          "the members of the EPCI %s (%s) add up to %lld people, %lld declared: "
                          "download the file again",
                          "les membres de l'EPCI %s (%s) totalisent %lld habitants, %lld déclarés "
                          ": téléchargez le fichier de nouveau",
                          first->siren, first->name == NULL ? "" : first->name,
                          (long long)recount->population, (long long)first->declared_population);
    return STATUS_OK;
}

static enum status check_seat(struct gathering *gathering, const struct epci_fact *first,
                              const struct recount *recount, struct error *err)
{
    struct remark remark = {"SRC-15", LEVEL_ERROR, first->place, first->siren};

    if (recount->has_two_seats)
        return remark_add(gathering->findings, remark, err,
                          "the rows of the EPCI %s give it seats in several départements: download "
                          "the file again",
                          "les lignes de l'EPCI %s lui donnent des sièges dans plusieurs "
                          "départements : téléchargez le fichier de nouveau",
                          first->siren);
    if (!recount->has_seat_inside)
        return remark_add(gathering->findings, remark, err,
                          "the EPCI %s has its seat in the département %s and no commune there: "
                          "download the file again",
                          "l'EPCI %s a son siège dans le département %s et aucune commune là : "
                          "téléchargez le fichier de nouveau",
                          first->siren, first->seat);
    return STATUS_OK;
}

/** The member rows of one EPCI, table by table. */
static enum status check_members(struct gathering *gathering, const struct epci_fact rows[],
                                 size_t count, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t begin = 0, end; begin < count && status == STATUS_OK; begin = end) {
        struct recount recount;

        end = begin + 1;
        while (end < count && rows[end].table == rows[begin].table)
            end++;
        if (!rows[begin].is_member_row)
            continue;
        recount = recount_of(rows + begin, end - begin);
        status = check_count(gathering, &rows[begin], &recount, err);
        if (status == STATUS_OK)
            status = check_seat(gathering, &rows[begin], &recount, err);
    }
    return status;
}

static enum status say_twice(struct gathering *gathering, const struct epci_fact *first,
                             const struct epci_fact *second, struct error *err)
{
    struct remark remark = {"SRC-06", LEVEL_ERROR, second->place, second->siren};

    return remark_add(gathering->findings, remark, err,
                      "the EPCI %s is there twice, first on line %zu: keep one of its lines",
                      "l'EPCI %s est présent deux fois, d'abord à la ligne %zu : gardez une seule "
                      "de ses lignes",
                      first->siren, first->place.line);
}

/** Rows about the EPCI itself come first, and say more than those about its members. */
static enum status merge_group(struct gathering *gathering, size_t begin, size_t count,
                               size_t *kept, struct error *err)
{
    const struct epci_fact *facts = gathering->epcis + begin;
    struct epci_fact merged = facts[0];
    enum status status = STATUS_OK;

    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        if (!facts[i].is_member_row && facts[i].table == facts[i - 1].table) {
            status = say_twice(gathering, &facts[i - 1], &facts[i], err);
            continue;
        }
        if (merged.name == NULL || merged.name[0] == '\0')
            merged.name = facts[i].name;
        if (merged.nature == NULL || merged.nature[0] == '\0')
            merged.nature = facts[i].nature;
        if (merged.declared_communes < 0)
            merged.declared_communes = facts[i].declared_communes;
        if (merged.declared_population < 0)
            merged.declared_population = facts[i].declared_population;
    }
    gathering->epcis[(*kept)++] = merged;
    return status;
}

enum status gathering_merge_epcis(struct gathering *gathering, struct error *err)
{
    struct epci_fact *facts = gathering->epcis;
    size_t count = gathering->epci_count, kept = 0, kept_count;
    const char **wanted = list_kept(gathering, &kept_count);
    enum status status = STATUS_OK;

    if (wanted == NULL)
        return error_no_memory(err);
    if (count > 0)
        qsort(facts, count, sizeof *facts, compare_facts);
    for (size_t begin = 0, end; begin < count && status == STATUS_OK; begin = end) {
        bool is_kept;

        end = begin + 1;
        while (end < count && strcmp(facts[end].siren, facts[begin].siren) == 0)
            end++;
        is_kept = kept_count > 0 && bsearch(&facts[begin].siren, wanted, kept_count, sizeof *wanted,
                                            compare_strings) != NULL;
        /* One without any commune is for the builder to judge. */
        if (!is_kept && gathering->elsewhere_count > 0 &&
            bsearch(&facts[begin].siren, gathering->elsewhere, gathering->elsewhere_count,
                    sizeof *gathering->elsewhere, compare_strings) != NULL)
            continue;
        status = check_members(gathering, facts + begin, end - begin, err);
        if (status == STATUS_OK)
            status = merge_group(gathering, begin, end - begin, &kept, err);
    }
    gathering->epci_count = kept;
    free(wanted);
    return status;
}
