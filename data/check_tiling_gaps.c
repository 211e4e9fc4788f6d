/* GEO-04: gaps, and whose land they were; land that is missing, and shapes that are stale. */
#include "data/amount.h"
#include "data/enumeration.h"
#include "data/known_enclave.h"
#include "data/tiling_finding.h"

/** What is known of a gap. */
struct gap_story {
    const struct gap_piece *gap;
    struct box place;
    bool is_sliver;              /* that a repair fills */
    const struct words *enclave; /* NULL when it is none that is known */
    bool was_gap;                /* in the earlier vintage too */
    struct enumeration lost;     /* communes whose land it was */
    struct enumeration neighbours;
};

static struct gap_story story_of(const struct tiling *tiling, size_t index)
{
    const struct gap_piece *gap = &tiling->misfits.gaps[index];
    const struct vintage *earlier = tiling->scope.before.vintage;
    const struct repair_limits limits =
        tiling->scope.repair == NULL ? REPAIR_LIMITS_USUAL : *tiling->scope.repair;
    struct gap_story story = {
        .gap = gap,
        .place = tiling_box_at(gap->place.lon_deg, gap->place.lat_deg),
        .is_sliver = gap->width_m <= limits.max_gap_width_m,
        .enclave = known_enclave_in(&tiling->misfits, index),
    };

    story.was_gap =
        earlier != NULL && !story.is_sliver && !box_is_empty(story.place) &&
        locator_unit(earlier->locator,
                     (struct position){story.place.west_e7, story.place.south_e7}) == LOCATE_NONE;
    for (size_t i = 0; i < tiling->stale.lost_count; i++) {
        const struct lost_land *lost = &tiling->stale.lost[i];

        if (lost->gap == index)
            enumeration_add(&story.lost, earlier->communes[lost->commune].name,
                            earlier->communes[lost->commune].insee.code);
    }
    for (uint32_t i = 0; i < gap->neighbour_count; i++)
        enumeration_add(&story.neighbours, tiling_shape(tiling, gap->neighbours[i])->name,
                        tiling_shape(tiling, gap->neighbours[i])->insee.code);
    return story;
}

static enum level level_of(const struct tiling *tiling, const struct gap_story *story)
{
    if (story->lost.count > 0)
        return LEVEL_ERROR;
    if (story->enclave != NULL || story->was_gap)
        return LEVEL_INFO;
    return tiling->scope.repair != NULL && !story->is_sliver ? LEVEL_WARNING : LEVEL_ERROR;
}

/** What follows the size of a gap and who stands around it. */
static struct words words_of(const struct tiling *tiling, const struct gap_story *story)
{
    if (story->is_sliver)
        return tiling->scope.repair == NULL
                   ? (struct words){.en = ": a sliver. Mend the shapes, or import with --repair",
                                    .fr = " : un interstice. Corrigez les contours, ou importez "
                                          "avec --repair"}
                   : (struct words){.en = ": a sliver. Mend the shapes",
                                    .fr = " : un interstice. Corrigez les contours"};
    if (story->was_gap)
        return (struct words){.en = ": no commune had this land before either",
                              .fr = " : aucune commune n'avait ce territoire auparavant non plus"};
    if (tiling->scope.repair != NULL)
        return (struct words){.en = ": too wide to be filled, it stays",
                              .fr = " : trop large pour être comblé, il reste"};
    return (struct words){
        .en =
            ": land of no commune. Complete the shapes; where it is of another region or country, "
            "--repair leaves it as it is",
        .fr = " : territoire d'aucune commune. Complétez les contours ; s'il est d'une autre "
              "région ou "
              "d'un autre pays, --repair le laisse tel quel"};
}

static void say_gap(const struct tiling *tiling, const struct gap_story *story,
                    struct finding *finding)
{
    struct amount area = amount_of_area(story->gap->area_m2);
    struct words at = story->gap->neighbour_count == 1
                          ? (struct words){.en = "inside", .fr = "dans"}
                          : (struct words){.en = "between", .fr = "entre"};
    struct words words;

    if (story->lost.count > 0) {
        finding_say(finding,
                    "gap of %s%.0s %s%.0s %s: missing land of %s. Load shapes of the year of the "
                    "lists",
                    "vide de %.0s%s %.0s%s %s : territoire manquant de %s. Chargez des contours de "
                    "l'année des listes",
                    area.en, area.fr, at.en, at.fr, story->neighbours.text, story->lost.text);
        return;
    }
    if (story->enclave != NULL) {
        finding_say(finding, "gap of %s%.0s %s%.0s %s: %s%.0s, an enclave",
                    "vide de %.0s%s %.0s%s %s : %.0s%s, une enclave", area.en, area.fr, at.en,
                    at.fr, story->neighbours.text, story->enclave->en, story->enclave->fr);
        return;
    }
    words = words_of(tiling, story);
    finding_say(finding, "gap of %s%.0s %s%.0s %s%s%.0s", "vide de %.0s%s %.0s%s %s%.0s%s", area.en,
                area.fr, at.en, at.fr, story->neighbours.text, words.en, words.fr);
}

static enum status report_gap(const struct tiling *tiling, size_t index, bool of_slivers,
                              struct findings *findings, struct error *err)
{
    struct gap_story story = story_of(tiling, index);
    struct finding *finding;

    if ((story.is_sliver && story.lost.count == 0) != of_slivers)
        return STATUS_OK;
    finding = findings_add(findings, "GEO-04", level_of(tiling, &story), "", 0);
    if (finding == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < tiling->stale.lost_count; i++) {
        const struct lost_land *lost = &tiling->stale.lost[i];

        if (lost->gap == index)
            finding_add_subject(finding,
                                tiling->scope.before.vintage->communes[lost->commune].insee.code);
    }
    for (uint32_t i = 0; i < story.gap->neighbour_count; i++)
        finding_add_subject(finding, tiling_shape(tiling, story.gap->neighbours[i])->insee.code);
    if (story.gap->neighbour_count > 0) {
        struct row_place row = tiling_shape(tiling, story.gap->neighbours[0])->place;

        finding->evidence = (struct evidence){row.file, (uint32_t)row.line};
    }
    finding->place = story.place;
    say_gap(tiling, &story, finding);
    finding_seal_at_place(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

/** Land that was lost at the edge, where no gap shows it. */
static enum status report_lost(const struct tiling *tiling, const struct lost_land *lost,
                               struct findings *findings, struct error *err)
{
    const struct commune *commune = &tiling->scope.before.vintage->communes[lost->commune];
    struct amount area = amount_of_area(lost->missing_m2);
    struct finding *finding;

    if (lost->gap != LOST_OUTSIDE)
        return STATUS_OK;
    finding = findings_add(findings, "GEO-04", LEVEL_ERROR, "", 0);
    if (finding == NULL)
        return error_no_memory(err);
    finding_add_subject(finding, commune->insee.code);
    finding->place = multipolygon_box(commune->shape);
    finding->evidence.file = tiling->scope.shapes[0].place.file;
    finding_say(finding,
                "missing land of %s (%s): no shape covers %s%.0s of it. Load shapes of the year of "
                "the lists",
                "territoire manquant de %s (%s) : aucun contour n'en couvre %.0s%s. Chargez des "
                "contours de l'année des listes",
                commune->name, commune->insee.code, area.en, area.fr);
    return tiling_finding_end(finding, err);
}

static enum status report_stale(const struct tiling *tiling, const struct stale_shape *stale,
                                struct findings *findings, struct error *err)
{
    const struct vintage *earlier = tiling->scope.before.vintage;
    const struct read_shape *shape = &tiling->scope.shapes[stale->shape];
    struct amount now = amount_of_area(stale->area_m2), own = amount_of_area(stale->before_m2);
    struct enumeration lacking = {0};
    char en[DATE_TEXT_MAX], fr[DATE_TEXT_MAX];
    struct finding *finding = tiling_finding_begin(tiling, "GEO-04", LEVEL_ERROR,
                                                   (uint32_t)stale->shape, UNIT_OUTSIDE, findings);

    if (finding == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < tiling->stale.lost_count; i++) {
        const struct lost_land *lost = &tiling->stale.lost[i];
        const struct commune *commune = &earlier->communes[lost->commune];

        if (!code_set_has(&lost->heirs, shape->insee.code))
            continue;
        enumeration_add(&lacking, commune->name, commune->insee.code);
        finding_add_subject(finding, commune->insee.code);
    }
    date_format_words(tiling->stale.lost[stale->first_lost].date, LANGUAGE_EN, en);
    date_format_words(tiling->stale.lost[stale->first_lost].date, LANGUAGE_FR, fr);
    finding->place = multipolygon_box(shape->shape);
    finding_say(
        finding,
        "stale shape of %s (%s): %s%.0s, its own land of %d was %s%.0s, and since %s%.0s it "
        "holds that of %s. Load shapes of the year of the lists",
        "contour périmé de %s (%s) : %.0s%s, son territoire de %d en avait %.0s%s, et "
        "depuis le %.0s%s celui de %s lui appartient. Chargez des contours de l'année des "
        "listes",
        shape->name, shape->insee.code, now.en, now.fr, earlier->year, own.en, own.fr, en, fr,
        lacking.text);
    return tiling_finding_end(finding, err);
}

enum status tiling_report_gaps(const struct tiling *tiling, bool of_slivers,
                               struct findings *findings, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < tiling->misfits.gap_count && status == STATUS_OK; i++)
        status = report_gap(tiling, i, of_slivers, findings, err);
    if (of_slivers)
        return status;
    for (size_t i = 0; i < tiling->stale.lost_count && status == STATUS_OK; i++)
        status = report_lost(tiling, &tiling->stale.lost[i], findings, err);
    for (size_t i = 0; i < tiling->stale.count && status == STATUS_OK; i++)
        status = report_stale(tiling, &tiling->stale.list[i], findings, err);
    return status;
}
