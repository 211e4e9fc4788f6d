/* Is it as much as expected, and where it is expected? */
#include <stdlib.h>
#include <string.h>

#include "data/source/gathering_inside.h"

static int compare_strings(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/** Sorts; how many different ones there are. */
static size_t count_different(const char **strings, size_t count)
{
    size_t different = count > 0;

    if (count > 0)
        qsort(strings, count, sizeof *strings, compare_strings);
    for (size_t i = 1; i < count; i++)
        different += strcmp(strings[i], strings[i - 1]) != 0;
    return different;
}

static enum status say_cut_off(struct gathering *gathering, struct row_place last,
                               struct words what, size_t count, size_t min, struct error *err)
{
    struct remark remark = {"SRC-07", LEVEL_FATAL, last, NULL};

    gathering->is_cut_off = true;
    return remark_add(gathering->findings, remark, err,
                      "truncated source: %s%.0s read until here: %zu, at least %zu expected in a "
                      "list of all France; what was loaded before is kept: download the file again",
                      "source amputée : %.0s%s jusqu'ici : %zu, on en attend au moins %zu dans une "
                      "liste de toute la France ; ce qui était chargé est conservé : téléchargez "
                      "le fichier de nouveau",
                      what.en, what.fr, count, min);
}

/** The facts of one table: is it a list of all France, and whole? */
static enum status check_table(struct gathering *gathering, const struct commune_fact facts[],
                               size_t count, const char **strings, struct error *err)
{
    const struct expectation *expectation = gathering->expectation;
    struct row_place last = facts[count - 1].place;
    size_t listed = 0, epcis;

    for (size_t i = 0; i < count; i++) {
        char departement[4];

        if (!insee_is_well_formed(facts[i].insee))
            continue;
        insee_departement(facts[i].insee, departement);
        strings[listed] = arena_string(&gathering->arena, departement);
        if (strings[listed++] == NULL)
            return error_no_memory(err);
    }
    if (count_different(strings, listed) < NATIONAL_DEPARTEMENTS)
        return STATUS_OK;
    if (!range_holds(expectation->national_communes, count))
        return say_cut_off(gathering, last, (struct words){"communes lues", "communes"}, count,
                           expectation->national_communes.min, err);
    listed = 0;
    for (size_t i = 0; i < count; i++) {
        if (facts[i].epci != NULL && facts[i].epci[0] != '\0')
            strings[listed++] = facts[i].epci;
    }
    epcis = count_different(strings, listed);
    if (epcis == 0 || range_holds(expectation->national_epcis, epcis))
        return STATUS_OK;
    return say_cut_off(gathering, last, (struct words){"EPCI lus", "EPCI"}, epcis,
                       expectation->national_epcis.min, err);
}

enum status gathering_check_tables(struct gathering *gathering, struct error *err)
{
    const struct commune_fact *facts = gathering->communes;
    const char **strings;
    enum status status = STATUS_OK;

    if (gathering->expectation == NULL)
        return STATUS_OK;
    strings = malloc((gathering->commune_count + 1) * sizeof *strings);
    if (strings == NULL)
        return error_no_memory(err);
    for (size_t begin = 0, end; begin < gathering->commune_count && status == STATUS_OK;
         begin = end) {
        end = begin + 1;
        while (end < gathering->commune_count && facts[end].table == facts[begin].table)
            end++;
        status = check_table(gathering, facts + begin, end - begin, strings, err);
    }
    free(strings);
    return status;
}

/** More or fewer than expected, said about the file that the first of them came from. */
static enum status check_range(struct gathering *gathering, const char *file, struct words what,
                               size_t count, struct range range, struct error *err)
{
    const struct vintage *nearest = gathering->expectation->nearest;
    struct remark remark = {"SRC-07", LEVEL_FATAL, {file, 0}, NULL};
    struct words verdict = count < range.min
                               ? (struct words){"source amputée", "truncated source"}
                               : (struct words){"source trop grande", "source too large"};

    if (range_holds(range, count))
        return STATUS_OK;
    if (nearest == NULL)
        return remark_add(
            gathering->findings, remark, err,
            "truncated source: %s%.0s of the region %s: %zu, at least %zu expected; "
            "what was loaded before is kept: download the file again",
            "source amputée : %.0s%s de la région %s : %zu, on en attend au moins %zu ; "
            "ce qui était chargé est conservé : téléchargez le fichier de nouveau",
            what.en, what.fr, gathering->region, count, range.min);
    return remark_add(
        gathering->findings, remark, err,
        "%s%.0s, %s%.0s: %zu, between %zu and %zu expected after the vintage %d; "
        "what was loaded before is kept: download the file again",
        "%.0s%s, %.0s%s : %zu, on en attend de %zu à %zu d'après le millésime %d ; ce "
        "qui était chargé est conservé : téléchargez le fichier de nouveau",
        verdict.en, verdict.fr, what.en, what.fr, count, range.min, range.max, nearest->year);
}

static bool has_members(const struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->commune_count; i++) {
        const char *epci = gathering->communes[i].epci;

        if (epci != NULL && epci[0] != '\0')
            return true;
    }
    return false;
}

/** EPCI, where there should be some: a vintage without would leave its contracts without communes.
 */
static enum status check_epcis(struct gathering *gathering, struct error *err)
{
    const struct vintage *nearest = gathering->expectation->nearest;
    struct remark remark = {"SRC-07", LEVEL_FATAL, {gathering->communes[0].place.file, 0}, NULL};

    if (gathering->epci_count > 0)
        return check_range(gathering, gathering->epcis[0].place.file,
                           (struct words){"EPCI", "EPCI"}, gathering->epci_count,
                           gathering->expectation->epcis, err);
    if (nearest == NULL || nearest->epci_count == 0 || has_members(gathering))
        return STATUS_OK;
    return remark_add(gathering->findings, remark, err,
                      "no EPCI in the files, where the vintage %d has %u; what was loaded before "
                      "is kept: give the table of their members too",
                      "aucun EPCI dans les fichiers, le millésime %d en a %u ; ce qui était chargé "
                      "est conservé : donnez aussi la table de leurs membres",
                      nearest->year, nearest->epci_count);
}

enum status gathering_check_extent(struct gathering *gathering, struct error *err)
{
    const struct expectation *expectation = gathering->expectation;
    size_t communes = 0;
    enum status status;

    if (expectation == NULL || gathering->is_cut_off)
        return STATUS_OK;
    for (size_t i = 0; i < gathering->commune_count; i++) {
        const char *region = gathering->communes[i].region;

        communes += gathering->region[0] == '\0' || region == NULL ||
                    strcmp(region, gathering->region) == 0;
    }
    if (communes == 0)
        return STATUS_OK;
    status =
        check_range(gathering, gathering->communes[0].place.file,
                    (struct words){"communes", "communes"}, communes, expectation->communes, err);
    return status == STATUS_OK ? check_epcis(gathering, err) : status;
}

/** Shapes of one file that lie elsewhere. */
struct elsewhere {
    struct tally tally;
    struct box first;    /* where the first one is */
    struct box expected; /* where it should be */
    struct box all;
};

static struct box swapped(struct box box)
{
    return (struct box){box.south_e7, box.west_e7, box.north_e7, box.east_e7};
}

static double degrees(int32_t e7)
{
    return e7 / (double)DEGREE_E7;
}

static enum status say_elsewhere(struct gathering *gathering, const struct elsewhere *found,
                                 struct error *err)
{
    char shown[TALLY_TEXT_MAX];
    struct remark remark = {"SRC-10", LEVEL_FATAL, found->tally.place, found->tally.codes[0]};
    bool is_swapped = box_intersects(swapped(found->first), found->expected);
    enum status status = remark_add(
        gathering->findings, remark, err,
        "coordinates outside the expected area (longitude %.2f to %.2f, latitude %.2f to %.2f), "
        "shapes: %zu (%s), the first at longitude %.2f, latitude %.2f: %s%.0s",
        "coordonnées hors de la zone attendue (longitude de %.2f à %.2f, latitude de %.2f à %.2f), "
        "contours : %zu (%s), le premier à la longitude %.2f, latitude %.2f : %.0s%s",
        degrees(found->expected.west_e7), degrees(found->expected.east_e7),
        degrees(found->expected.south_e7), degrees(found->expected.north_e7), found->tally.count,
        tally_show(&found->tally, shown), degrees(found->first.west_e7),
        degrees(found->first.south_e7),
        is_swapped ? "the axes are swapped, write longitude first"
                   : "the projection is wrong, write the right one into the file (ogr2ogr -a_srs)",
        is_swapped ? "les axes sont intervertis, écrivez la longitude d'abord"
                   : "la projection est fausse, inscrivez la bonne dans le fichier (ogr2ogr "
                     "-a_srs)");

    if (status == STATUS_OK)
        remark_locate(gathering->findings, found->all);
    return status;
}

enum status gathering_check_area(struct gathering *gathering, struct error *err)
{
    struct elsewhere found = {.tally = {.count = 0}};
    enum status status = STATUS_OK;

    for (size_t i = 0; gathering->expectation != NULL && i < gathering->shape_count; i++) {
        const struct shape_fact *fact = &gathering->shapes[i];
        struct box box = multipolygon_box(fact->row.shape);
        struct box expected = expectation_area(gathering->expectation, fact->row.insee);

        if (box_is_empty(expected) || box_is_empty(box) || box_intersects(box, expected))
            continue;
        if (found.tally.count > 0 && strcmp(found.tally.place.file, fact->place.file) != 0) {
            status = say_elsewhere(gathering, &found, err);
            if (status != STATUS_OK)
                return status;
            found = (struct elsewhere){.tally = {.count = 0}};
        }
        found.all = found.tally.count == 0 ? box : box_join(found.all, box);
        tally_add(&found.tally, fact->row.insee, fact->place);
        if (strcmp(found.tally.codes[0], fact->row.insee) == 0) {
            found.first = box;
            found.expected = expected;
        }
    }
    return found.tally.count == 0 ? STATUS_OK : say_elsewhere(gathering, &found, err);
}
