/* lisiere coverage dissolve FILE */
#include "geo/dissolve.h"

#include <stdlib.h>
#include <string.h>

#include "geo/arc_text.h"
#include "geo/simplify.h"
#include "geo/topojson.h"
#include "service/cli/coverage/coverage.h"
#include "service/cli/coverage/features.h"
#include "service/cli/coverage/repair_story.h"
#include "service/cli/coverage/source.h"
#include "service/cli/output.h"

static const struct option_line options[] = {
    {"by",
     COVERAGE_BY,
     {"CHAMP", "FIELD"},
     {"réunit les entités d'une même valeur (toutes ensemble)",
      "unites features of one value (all together)"}},
    {"tolerance",
     COVERAGE_TOLERANCE,
     {"MÈTRES", "METRES"},
     {"simplifie ensuite, sans les nœuds disparus",
      "simplifies then, without the nodes that went"}},
    {"repair",
     COVERAGE_REPAIR,
     {NULL, NULL},
     {"ajuste d'abord ce qui pave presque", "mends first what nearly tiles"}},
    COVERAGE_OPTION_MAX_CHANGE,
    COVERAGE_OPTION_MAX_GAP_WIDTH,
    {"quantization",
     COVERAGE_QUANTIZATION,
     {"PAS", "STEPS"},
     {"du TopoJSON ; sans elle il est exact", "of the TopoJSON; without it, it is exact"}},
    COVERAGE_OPTION_LAYER,
    COVERAGE_OPTION_END,
};

static const struct usage usage = {
    .command = "coverage dissolve",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Réunit les entités : les limites communes disparaissent, chaque sommet reste.",
                "Unites features: common borders vanish, every vertex stays."},
    .details = {"Des polygones qui ne pavent pas sont refusés, sauf avec --repair. Les entités "
                "sortent triées par la valeur du champ.",
                "Polygons that do not tile are refused, but with --repair. Features come out "
                "sorted by the value of the field."},
    .options = options,
    .formats = "geojson, topojson",
    .has_no_store = true,
    .argument_max = 1,
};

/** Units by the value of a field. */
struct grouping {
    const struct polygon_file *file;
    int field;         /* -1: all in one group */
    uint32_t *order;   /* units sorted by value */
    uint32_t *groups;  /* unit → group */
    uint32_t *samples; /* group → one of its units, for the value */
    uint32_t count;
};

static void grouping_release(struct grouping *grouping)
{
    free(grouping->order);
    free(grouping->groups);
    free(grouping->samples);
}

DEFINE_SCOPED(grouping)

static const char *value_of(const struct grouping *grouping, uint32_t unit)
{
    return grouping->field < 0 ? "" : grouping->file->units[unit].values[grouping->field];
}

static int compare_values(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_units(const void *a, const void *b, void *context)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;
    int order = compare_values(value_of(context, left), value_of(context, right));

    return order != 0 ? order : (left > right) - (left < right);
}

static enum status group_units(struct grouping *grouping, struct error *err)
{
    size_t count = grouping->file->unit_count;

    grouping->order = malloc((count + 1) * sizeof *grouping->order);
    grouping->groups = malloc((count + 1) * sizeof *grouping->groups);
    grouping->samples = malloc((count + 1) * sizeof *grouping->samples);
    if (grouping->order == NULL || grouping->groups == NULL || grouping->samples == NULL)
        return error_no_memory(err);
    for (uint32_t unit = 0; unit < count; unit++)
        grouping->order[unit] = unit;
    qsort_r(grouping->order, count, sizeof *grouping->order, compare_units, grouping);
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = grouping->order[i];

        if (i == 0 || compare_values(value_of(grouping, unit),
                                     value_of(grouping, grouping->order[i - 1])) != 0)
            grouping->samples[grouping->count++] = unit;
        grouping->groups[unit] = grouping->count - 1;
    }
    return STATUS_OK;
}

/** {"field": value} of a group; {} when all is one. */
static void write_properties(struct json *json, const struct grouping *grouping, uint32_t group)
{
    json_object_begin(json);
    if (grouping->field >= 0) {
        json_key(json, grouping->file->field_names[grouping->field]);
        feature_value_write(json, grouping->file, grouping->samples[group],
                            (size_t)grouping->field);
    }
    json_object_end(json);
}

/** A coverage whose unit g is group g: the outlines, simplified when a tolerance is given. */
static enum status coarsen(const struct coverage_source *source, const struct grouping *grouping,
                           double tolerance_m, struct coverage **ret_coarser, struct error *err)
{
    AUTO(coverage) coarser = NULL;
    AUTO(simplifier) simplifier = NULL;
    struct multipolygon **shapes = NULL;
    const struct multipolygon **views = NULL;
    enum status status =
        coverage_dissolve(source->coverage, grouping->groups, grouping->count, &coarser, err);

    if (status != STATUS_OK || tolerance_m < 0) {
        if (status == STATUS_OK)
            *ret_coarser = TAKE(coarser);
        return status;
    }
    shapes = calloc((size_t)grouping->count + 1, sizeof *shapes);
    views = calloc((size_t)grouping->count + 1, sizeof *views);
    status = shapes == NULL || views == NULL ? error_no_memory(err)
                                             : simplifier_new(coarser, &simplifier, err);
    if (status == STATUS_OK)
        status = simplifier_units(simplifier, tolerance_m, shapes, err);
    for (uint32_t group = 0; group < grouping->count && status == STATUS_OK; group++)
        views[group] = shapes[group];
    if (status == STATUS_OK)
        status = coverage_new(views, grouping->count, ret_coarser, NULL, err);
    for (uint32_t group = 0; group < grouping->count && shapes != NULL; group++)
        multipolygon_free(shapes[group]);
    free(shapes);
    free(views);
    return status;
}

static enum status write_geojson(const struct coverage *coarser, const struct grouping *grouping,
                                 struct text *text, struct error *err)
{
    AUTO(arc_text) arc_text = NULL;
    AUTO(region) region = NULL;
    struct json json;
    enum status status = arc_text_new(coarser, &arc_text, err);

    if (status == STATUS_OK)
        status = region_new(coarser, &region, err);
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "type", "FeatureCollection");
    json_key(&json, "features");
    json_array_begin(&json);
    for (uint32_t group = 0; group < grouping->count && status == STATUS_OK; group++) {
        text_add(text, group == 0 ? "\n" : "");
        json_object_begin(&json);
        json_member_string(&json, "type", "Feature");
        json_key(&json, "properties");
        write_properties(&json, grouping, group);
        json_key(&json, "geometry");
        json_raw(&json);
        region_set(region, &group, 1);
        status = arc_text_add_region(text, arc_text, region, err);
        json_object_end(&json);
        text_add(text, "\n");
    }
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
    return status;
}

static enum status write_topojson(const struct coverage *coarser, const struct grouping *grouping,
                                  uint32_t quantization, struct text *text, struct error *err)
{
    uint32_t *units = malloc(((size_t)grouping->count + 1) * sizeof *units);
    struct topojson_feature *features = calloc((size_t)grouping->count + 1, sizeof *features);
    struct topojson_object object = {"features", features, grouping->count};
    enum status status = units == NULL || features == NULL ? error_no_memory(err) : STATUS_OK;

    for (uint32_t group = 0; group < grouping->count && status == STATUS_OK; group++) {
        SCOPED(text) properties = {0};
        struct json json;
        char *bytes = NULL;
        size_t length;

        text_init(&properties, OUTPUT_MAX);
        json_init(&json, &properties);
        write_properties(&json, grouping, group);
        if (text_take(&properties, &bytes, &length) != STATUS_OK)
            status = error_no_memory(err);
        units[group] = group;
        features[group] = (struct topojson_feature){&units[group], 1, bytes};
    }
    if (status == STATUS_OK)
        status = topojson_write(text, coarser, &object, 1, quantization, err);
    for (uint32_t group = 0; group < grouping->count && features != NULL; group++)
        free((void *)(uintptr_t)features[group].properties);
    free(features);
    free(units);
    return status;
}

static enum status dissolve(struct coverage_source *source, const struct coverage_wishes *wishes,
                            bool as_topojson, struct text *text, struct error *err)
{
    SCOPED(grouping) grouping = {.file = source->file, .field = -1};
    AUTO(coverage) coarser = NULL;
    enum status status = STATUS_OK;

    if (wishes->by != NULL)
        status = polygon_file_field(source->file, wishes->by, &grouping.field, err);
    if (status == STATUS_OK)
        status = coverage_source_build(source, wishes, err);
    if (status == STATUS_OK)
        status = group_units(&grouping, err);
    if (status == STATUS_OK)
        status = coarsen(source, &grouping, wishes->tolerance_m, &coarser, err);
    if (status != STATUS_OK)
        return status;
    return as_topojson ? write_topojson(coarser, &grouping, wishes->quantization, text, err)
                       : write_geojson(coarser, &grouping, text, err);
}

enum exit_code run_coverage_dissolve(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct coverage_wishes wishes;
    SCOPED(coverage_source) source = {0};
    SCOPED(text) text = {0};
    struct error err = {0};
    bool as_topojson;
    enum exit_code exit_code;

    coverage_wishes_init(&wishes);
    text_init(&text, OUTPUT_MAX);
    if (!usage_parse(&usage, argc, argv, coverage_take_option, &wishes, &common, &arguments,
                     &exit_code))
        return exit_code;
    as_topojson = common.format != NULL && strcmp(common.format, "topojson") == 0;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name one file", "nommez un fichier");
    if (wishes.quantization != 0 && !as_topojson)
        return usage_refuse(&usage, &common, "--quantization goes with --format topojson",
                            "--quantization va avec --format topojson");
    if (coverage_source_read(&source, arguments.list[0], &wishes, &err) != STATUS_OK ||
        dissolve(&source, &wishes, as_topojson, &text, &err) != STATUS_OK)
        return command_fail(&common, &err);
    exit_code = output_finish(&common, &text);
    if (exit_code == EXIT_OK && wishes.with_repair)
        repair_story_print(&source, common.language);
    return exit_code;
}
