/* lisiere coverage check FILE */
#include <stdlib.h>
#include <string.h>

#include "data/source/point_file.h"
#include "geo/contact.h"
#include "geo/misfit.h"
#include "service/cli/coverage/coverage.h"
#include "service/cli/coverage/source.h"
#include "service/cli/output.h"
#include "service/report/json.h"
#include "service/report/wording.h"

static const struct option_line options[] = {
    COVERAGE_OPTION_ID,
    COVERAGE_OPTION_LAYER,
    {"no-gaps",
     COVERAGE_NO_GAPS,
     {NULL, NULL},
     {"un vide entre les polygones est un défaut", "a gap between the polygons is a defect"}},
    {"allowed-gaps",
     COVERAGE_ALLOWED,
     {"FICHIER", "FILE"},
     {"points (lon,lat par ligne) dans les vides voulus", "points (lon,lat a line) in gaps that "
                                                          "are meant"}},
    COVERAGE_OPTION_END,
};

static const struct usage usage = {
    .command = "coverage check",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Contrôle, exactement, que les polygones d'une couche pavent.",
                "Checks, exactly, that the polygons of a layer tile."},
    .details = {"Un vide à l'intérieur (un lac, un territoire manquant) est listé sans être un "
                "défaut, sauf avec --no-gaps.\nSort avec 0 si tout pave, 1 s'il y a des défauts.",
                "A gap inside (a lake, missing land) is listed and no defect, but with --no-gaps.\n"
                "Exits with 0 when all tiles, 1 when there are defects."},
    .options = options,
    .formats = "text, json",
    .has_no_store = true,
    .argument_max = 1,
};

/** Everything the check has to say. */
struct verdict {
    const struct coverage_source *source;
    const struct coverage_wishes *wishes;
    struct coverage_report report;
    struct misfits misfits;
    bool is_complete;     /* false: too much is wrong to list it all */
    bool *is_gap_allowed; /* gap */
    size_t empty_count;   /* features without polygon */
    size_t forbidden_gap_count;
    size_t edge_pairs, point_pairs;
};

static void verdict_release(struct verdict *verdict)
{
    coverage_report_release(&verdict->report);
    misfits_release(&verdict->misfits);
    free(verdict->is_gap_allowed);
}

DEFINE_SCOPED(verdict)

static bool is_empty(const struct verdict *verdict, size_t unit)
{
    const struct multipolygon *shape = verdict->source->shapes[unit];

    return shape == NULL || shape->ring_count == 0;
}

static bool is_valid(const struct verdict *verdict)
{
    return verdict->report.defect_count == 0 && verdict->misfits.overlap_count == 0 &&
           verdict->empty_count == 0 && verdict->forbidden_gap_count == 0 && verdict->is_complete;
}

/** Gaps that hold one of the points are meant. */
static enum status allow_gaps(struct verdict *verdict, struct error *err)
{
    AUTO(point_file) points = NULL;
    enum status status = STATUS_OK;

    verdict->is_gap_allowed =
        calloc(verdict->misfits.gap_count + 1, sizeof *verdict->is_gap_allowed);
    if (verdict->is_gap_allowed == NULL)
        return error_no_memory(err);
    if (verdict->wishes->allowed != NULL)
        status = point_file_read(verdict->wishes->allowed, &points, err);
    for (size_t gap = 0; gap < verdict->misfits.gap_count && status == STATUS_OK; gap++) {
        for (size_t i = 0; points != NULL && i < points->count; i++) {
            if (gap_holds(&verdict->misfits, gap, points->list[i]))
                verdict->is_gap_allowed[gap] = true;
        }
        verdict->forbidden_gap_count += verdict->wishes->no_gaps && !verdict->is_gap_allowed[gap];
    }
    return status;
}

static enum status judge(struct verdict *verdict, struct error *err)
{
    const struct multipolygon *const *shapes = verdict->source->shapes;
    size_t count = verdict->source->file->unit_count;
    enum status status = coverage_check(shapes, count, &verdict->report, err);

    if (status != STATUS_OK)
        return status;
    for (size_t unit = 0; unit < count; unit++)
        verdict->empty_count += is_empty(verdict, unit);
    status = contacts_count(shapes, count, &verdict->edge_pairs, &verdict->point_pairs, err);
    if (status != STATUS_OK)
        return status;
    status = misfits_find(&verdict->misfits, shapes, count, err);
    /* Shapes that have nothing to do with each other: the defects say so, their pieces need not. */
    verdict->is_complete = status != STATUS_LIMIT && !verdict->report.is_cut;
    if (status != STATUS_OK && status != STATUS_LIMIT)
        return status;
    return allow_gaps(verdict, err);
}

static const char *id_of(const struct verdict *verdict, uint32_t unit)
{
    return verdict->source->file->units[unit].id;
}

static void json_place(struct json *json, double lon_deg, double lat_deg)
{
    json_key(json, "lon");
    json_number(json, lon_deg, 7);
    json_key(json, "lat");
    json_number(json, lat_deg, 7);
}

static void json_invalid(struct json *json, const char *id, const char *reason, const char *with)
{
    json_object_begin(json);
    json_member_string(json, "id", id);
    json_member_string(json, "reason", reason);
    if (with != NULL)
        json_member_string(json, "with", with);
}

/** One entry for each unit that a defect is about. */
static void json_defect(struct json *json, const struct verdict *verdict,
                        const struct defect *defect)
{
    uint32_t units[] = {defect->unit, defect->other};

    for (int i = 0; i < 2; i++) {
        if (units[i] == UNIT_OUTSIDE)
            continue;
        json_invalid(json, id_of(verdict, units[i]), defect_name(defect->kind),
                     units[1 - i] == UNIT_OUTSIDE ? NULL : id_of(verdict, units[1 - i]));
        json_place(json, position_lon_deg(defect->place), position_lat_deg(defect->place));
        json_object_end(json);
    }
}

static void json_overlap_of(struct json *json, const struct verdict *verdict,
                            const struct overlap *overlap)
{
    uint32_t units[] = {overlap->a, overlap->b};

    for (int i = 0; i < 2; i++) {
        json_invalid(json, id_of(verdict, units[i]), "overlap", id_of(verdict, units[1 - i]));
        json_place(json, overlap->place.lon_deg, overlap->place.lat_deg);
        json_object_end(json);
    }
}

static void json_invalids(struct json *json, const struct verdict *verdict)
{
    json_key(json, "invalid");
    json_array_begin(json);
    for (size_t unit = 0; unit < verdict->source->file->unit_count; unit++) {
        if (is_empty(verdict, unit)) {
            json_invalid(json, id_of(verdict, (uint32_t)unit), "empty", NULL);
            json_key(json, "lon");
            json_null(json);
            json_key(json, "lat");
            json_null(json);
            json_object_end(json);
        }
    }
    for (size_t i = 0; i < verdict->report.defect_count; i++)
        json_defect(json, verdict, &verdict->report.defects[i]);
    for (size_t i = 0; i < verdict->misfits.overlap_count; i++)
        json_overlap_of(json, verdict, &verdict->misfits.overlaps[i]);
    for (size_t i = 0; i < verdict->misfits.gap_count; i++) {
        const struct gap_piece *gap = &verdict->misfits.gaps[i];

        for (uint32_t n = 0;
             n < gap->neighbour_count && verdict->wishes->no_gaps && !verdict->is_gap_allowed[i];
             n++) {
            json_invalid(json, id_of(verdict, gap->neighbours[n]), "gap", NULL);
            json_place(json, gap->place.lon_deg, gap->place.lat_deg);
            json_object_end(json);
        }
    }
    json_array_end(json);
}

static void json_gaps(struct json *json, const struct verdict *verdict)
{
    json_key(json, "gaps");
    json_array_begin(json);
    for (size_t i = 0; i < verdict->misfits.gap_count; i++) {
        const struct gap_piece *gap = &verdict->misfits.gaps[i];

        json_object_begin(json);
        json_key(json, "area_m2");
        json_number(json, gap->area_m2, 3);
        json_key(json, "length_m");
        json_number(json, gap->length_m, 3);
        json_key(json, "width_m");
        json_number(json, gap->width_m, 3);
        json_place(json, gap->place.lon_deg, gap->place.lat_deg);
        json_key(json, "neighbours");
        json_array_begin(json);
        for (uint32_t n = 0; n < gap->neighbour_count; n++)
            json_string(json, id_of(verdict, gap->neighbours[n]));
        json_array_end(json);
        json_key(json, "allowed");
        json_boolean(json, verdict->is_gap_allowed[i]);
        json_object_end(json);
    }
    json_array_end(json);
}

static void json_overlaps(struct json *json, const struct verdict *verdict)
{
    json_key(json, "overlaps");
    json_array_begin(json);
    for (size_t i = 0; i < verdict->misfits.overlap_count; i++) {
        const struct overlap *overlap = &verdict->misfits.overlaps[i];

        json_object_begin(json);
        json_member_string(json, "a", id_of(verdict, overlap->a));
        json_member_string(json, "b", id_of(verdict, overlap->b));
        json_key(json, "area_m2");
        json_number(json, overlap->area_m2, 3);
        json_place(json, overlap->place.lon_deg, overlap->place.lat_deg);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_json(const struct verdict *verdict, struct text *text)
{
    const struct coverage_report *report = &verdict->report;
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_key(&json, "valid");
    json_boolean(&json, is_valid(verdict));
    json_member_integer(&json, "features", report->features);
    json_member_integer(&json, "parts", report->parts);
    json_member_integer(&json, "rings", report->rings);
    json_member_integer(&json, "holes", report->holes);
    json_member_integer(&json, "vertices", report->vertices);
    json_member_integer(&json, "edges", report->edges);
    json_member_integer(&json, "arcs", report->arcs);
    json_member_integer(&json, "nodes", report->nodes);
    json_member_integer(&json, "adjacent_pairs", (int64_t)verdict->edge_pairs);
    json_member_integer(&json, "point_contacts", (int64_t)verdict->point_pairs);
    json_key(&json, "complete");
    json_boolean(&json, verdict->is_complete);
    json_gaps(&json, verdict);
    json_overlaps(&json, verdict);
    json_invalids(&json, verdict);
    json_object_end(&json);
    text_add(text, "\n");
}

static void text_counts(const struct verdict *verdict, enum language language, struct text *text)
{
    const struct coverage_report *report = &verdict->report;
    bool french = language == LANGUAGE_FR;

    text_addf(text,
              french ? "%s\n%u entités, %u polygones, %u anneaux, trous : %u\n"
                     : "%s\n%u features, %u polygons, %u rings, holes: %u\n",
              verdict->source->file->path, report->features, report->parts, report->rings,
              report->holes);
    text_addf(text,
              french ? "%u sommets, %u arêtes, %u arcs, %u nœuds\n"
                     : "%u vertices, %u edges, %u arcs, %u nodes\n",
              report->vertices, report->edges, report->arcs, report->nodes);
    text_addf(text,
              french ? "%zu paires voisines par une arête, %zu par un point seulement\n"
                     : "%zu pairs share an edge, %zu a point only\n",
              verdict->edge_pairs, verdict->point_pairs);
}

static void text_defects(const struct verdict *verdict, enum language language, struct text *text)
{
    for (size_t unit = 0; unit < verdict->source->file->unit_count; unit++) {
        if (is_empty(verdict, unit))
            text_addf(text,
                      language == LANGUAGE_FR ? "  %s : pas de polygone\n" : "  %s: no polygon\n",
                      id_of(verdict, (uint32_t)unit));
    }
    for (size_t i = 0; i < verdict->report.defect_count; i++) {
        const struct defect *defect = &verdict->report.defects[i];

        text_addf(text, "  %.7f %.7f  %s%s%s%s%s\n", position_lon_deg(defect->place),
                  position_lat_deg(defect->place), id_of(verdict, defect->unit),
                  defect->other == UNIT_OUTSIDE ? "" : ", ",
                  defect->other == UNIT_OUTSIDE ? "" : id_of(verdict, defect->other),
                  language == LANGUAGE_FR ? " : " : ": ",
                  words_in(defect_words(defect->kind), language));
    }
}

static void text_misfits(const struct verdict *verdict, enum language language, struct text *text)
{
    bool french = language == LANGUAGE_FR;

    for (size_t i = 0; i < verdict->misfits.overlap_count; i++) {
        const struct overlap *overlap = &verdict->misfits.overlaps[i];

        text_addf(text,
                  french ? "  %.7f %.7f  %s et %s se superposent sur %.1f m²\n"
                         : "  %.7f %.7f  %s and %s overlap on %.1f m²\n",
                  overlap->place.lon_deg, overlap->place.lat_deg, id_of(verdict, overlap->a),
                  id_of(verdict, overlap->b), overlap->area_m2);
    }
    for (size_t i = 0; i < verdict->misfits.gap_count; i++) {
        const struct gap_piece *gap = &verdict->misfits.gaps[i];

        text_addf(text,
                  french ? "  %.7f %.7f  vide de %.1f m², large de %.3f m en moyenne, entre"
                         : "  %.7f %.7f  gap of %.1f m², %.3f m wide on average, between",
                  gap->place.lon_deg, gap->place.lat_deg, gap->area_m2, gap->width_m);
        for (uint32_t n = 0; n < gap->neighbour_count; n++)
            text_addf(text, " %s", id_of(verdict, gap->neighbours[n]));
        text_add(text, !verdict->is_gap_allowed[i] ? "\n" : french ? " (voulu)\n" : " (meant)\n");
    }
}

static void write_text(const struct verdict *verdict, enum language language, struct text *text)
{
    bool french = language == LANGUAGE_FR;

    text_counts(verdict, language, text);
    if (is_valid(verdict))
        text_add(text, french ? "Ces polygones pavent.\n" : "These polygons tile.\n");
    else
        text_addf(text,
                  french ? "Ces polygones ne pavent pas : %zu défauts, %zu superpositions, %zu "
                           "vides\n"
                         : "These polygons do not tile: %zu defects, %zu overlaps, %zu gaps\n",
                  verdict->report.defect_count + verdict->empty_count,
                  verdict->misfits.overlap_count, verdict->misfits.gap_count);
    if (!verdict->is_complete)
        text_add(text, french ? "Trop de défauts pour tout lister : voici les premiers\n"
                              : "Too many defects to list them all: here are the first\n");
    text_defects(verdict, language, text);
    text_misfits(verdict, language, text);
}

enum exit_code run_coverage_check(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct coverage_wishes wishes;
    SCOPED(coverage_source) source = {0};
    SCOPED(verdict) verdict = {.source = &source, .wishes = &wishes};
    SCOPED(text) text = {0};
    struct error err = {0};
    enum exit_code exit_code;

    coverage_wishes_init(&wishes);
    text_init(&text, OUTPUT_MAX);
    if (!usage_parse(&usage, argc, argv, coverage_take_option, &wishes, &common, &arguments,
                     &exit_code))
        return exit_code;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name one file", "nommez un fichier");
    if (coverage_source_read(&source, arguments.list[0], &wishes, &err) != STATUS_OK ||
        judge(&verdict, &err) != STATUS_OK)
        return command_fail(&common, &err);
    if (common.format != NULL && strcmp(common.format, "json") == 0)
        write_json(&verdict, &text);
    else
        write_text(&verdict, common.language, &text);
    exit_code = output_finish(&common, &text);
    return exit_code == EXIT_OK && !is_valid(&verdict) ? EXIT_FINDINGS : exit_code;
}
