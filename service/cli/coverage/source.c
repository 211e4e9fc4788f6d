#include "service/cli/coverage/source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/cli/option_value.h"

void coverage_wishes_init(struct coverage_wishes *wishes)
{
    *wishes = (struct coverage_wishes){
        .tolerance_m = -1,
        .limits = REPAIR_LIMITS_USUAL,
    };
}

static bool take_steps(const char *value, uint32_t *ret_steps)
{
    double steps;

    if (!option_number_parse(value, &steps) || steps != floor(steps) || steps < 2 ||
        steps > INT32_MAX)
        return false;
    *ret_steps = (uint32_t)steps;
    return true;
}

bool coverage_take_option(int key, const char *value, void *context)
{
    struct coverage_wishes *wishes = context;

    switch ((enum coverage_option)key) {
    case COVERAGE_ID:
        wishes->id = value;
        return true;
    case COVERAGE_BY:
        wishes->by = value;
        return true;
    case COVERAGE_LAYER:
        wishes->layer = value;
        return true;
    case COVERAGE_POINTS:
        wishes->points = value;
        return true;
    case COVERAGE_ALLOWED:
        wishes->allowed = value;
        return true;
    case COVERAGE_TOLERANCE:
        return option_number_parse(value, &wishes->tolerance_m);
    case COVERAGE_MAX_CHANGE:
        return option_percent_parse(value, &wishes->limits.max_change);
    case COVERAGE_MAX_GAP_WIDTH:
        return option_number_parse(value, &wishes->limits.max_gap_width_m);
    case COVERAGE_QUANTIZATION:
        return take_steps(value, &wishes->quantization);
    case COVERAGE_REPAIR:
        wishes->with_repair = true;
        return true;
    case COVERAGE_NO_GAPS:
        wishes->no_gaps = true;
        return true;
    }
    return false;
}

void coverage_source_release(struct coverage_source *source)
{
    coverage_free(source->coverage);
    repair_release(&source->repair);
    free(source->shapes);
    polygon_file_free(source->file);
    *source = (struct coverage_source){0};
}

enum status coverage_source_read(struct coverage_source *source, const char *path,
                                 const struct coverage_wishes *wishes, struct error *err)
{
    enum status status = polygon_file_read(path, wishes->layer, wishes->id, &source->file, err);

    if (status != STATUS_OK)
        return status;
    source->shapes = malloc((source->file->unit_count + 1) * sizeof *source->shapes);
    if (source->shapes == NULL)
        return error_no_memory(err);
    for (size_t unit = 0; unit < source->file->unit_count; unit++)
        source->shapes[unit] = source->file->shapes[unit];
    return STATUS_OK;
}

enum status coverage_source_repair(struct coverage_source *source, struct repair_limits limits,
                                   struct error *err)
{
    const struct polygon_file *file = source->file;
    uint32_t unit = UINT32_MAX;
    enum status status =
        coverage_repair(source->shapes, file->unit_count, limits, &source->repair, &unit, err);

    if (status == STATUS_INVALID && unit != UINT32_MAX)
        (void)snprintf(err->subject, sizeof err->subject, "%.60s", file->units[unit].id);
    for (size_t i = 0; status == STATUS_OK && i < file->unit_count; i++) {
        if (source->repair.shapes[i] != NULL)
            source->shapes[i] = source->repair.shapes[i];
    }
    return status;
}

/** A feature without polygon has no place in a coverage. */
static enum status refuse_empty(const struct polygon_file *file, struct error *err)
{
    for (size_t unit = 0; unit < file->unit_count; unit++) {
        if (file->shapes[unit] == NULL || file->shapes[unit]->ring_count == 0)
            return error_set(err, STATUS_INVALID, file->path,
                             "the feature %s has no polygon: complete it, or take it out",
                             "l'entité %s n'a pas de polygone : complétez-la, ou retirez-la",
                             file->units[unit].id);
    }
    return STATUS_OK;
}

static enum status refuse_defect(const struct polygon_file *file, const struct defect *defect,
                                 struct error *err)
{
    struct words words = defect_words(defect->kind);
    char features[160];

    if (defect->other == UNIT_OUTSIDE)
        (void)snprintf(features, sizeof features, "%.70s", file->units[defect->unit].id);
    else
        (void)snprintf(features, sizeof features, "%.70s, %.70s", file->units[defect->unit].id,
                       file->units[defect->other].id);
    return error_set(err, STATUS_INVALID, file->path,
                     "these polygons do not tile: %s%.0s at %.7f %.7f (%s); lisiere coverage check "
                     "lists everything, --repair mends what nearly fits",
                     "ces polygones ne pavent pas : %.0s%s en %.7f %.7f (%s) ; lisiere coverage "
                     "check liste tout, --repair ajuste ce qui s'ajuste presque",
                     words.en, words.fr, position_lon_deg(defect->place),
                     position_lat_deg(defect->place), features);
}

enum status coverage_source_build(struct coverage_source *source,
                                  const struct coverage_wishes *wishes, struct error *err)
{
    struct defect defect;
    enum status status = refuse_empty(source->file, err);

    if (status == STATUS_OK && wishes->with_repair)
        status = coverage_source_repair(source, wishes->limits, err);
    if (status != STATUS_OK)
        return status;
    status =
        coverage_new(source->shapes, source->file->unit_count, &source->coverage, &defect, err);
    return status == STATUS_INVALID ? refuse_defect(source->file, &defect, err) : status;
}
