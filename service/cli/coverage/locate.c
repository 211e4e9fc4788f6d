/* lisiere coverage locate FILE --points CSV */
#include "geo/locate.h"

#include "data/source/point_file.h"
#include "service/cli/coverage/coverage.h"
#include "service/cli/coverage/source.h"
#include "service/cli/output.h"

static const struct option_line options[] = {
    COVERAGE_OPTION_ID,
    {"points",
     COVERAGE_POINTS,
     {"FICHIER", "FILE"},
     {"lon,lat par ligne, en degrés ; - pour l'entrée standard",
      "lon,lat a line, in degrees; - for the standard input"}},
    COVERAGE_OPTION_LAYER,
    COVERAGE_OPTION_END,
};

static const struct usage usage = {
    .command = "coverage locate",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"L'entité qui contient chaque point.", "The feature that holds each point."},
    .details = {"Une ligne par point : l'identifiant, ou rien dehors. Sur une limite, le plus "
                "petit identifiant de ceux qui s'y touchent.",
                "A line a point: the id, or nothing outside. On a border, the lowest id of those "
                "that meet there."},
    .options = options,
    .formats = "csv",
    .has_no_store = true,
    .argument_max = 1,
};

static enum status write_ids(const struct coverage_source *source, const struct point_file *points,
                             struct text *text, struct error *err)
{
    AUTO(locator) locator = NULL;
    enum status status = locator_new(source->coverage, &locator, err);

    for (size_t i = 0; i < points->count && status == STATUS_OK; i++) {
        uint32_t unit = locator_unit(locator, points->list[i]);

        if (unit != LOCATE_NONE)
            text_add(text, source->file->units[unit].id);
        text_add_bytes(text, "\n", 1);
    }
    return status;
}

enum exit_code run_coverage_locate(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct coverage_wishes wishes;
    SCOPED(coverage_source) source = {0};
    AUTO(point_file) points = NULL;
    SCOPED(text) text = {0};
    struct error err = {0};
    enum exit_code exit_code;

    coverage_wishes_init(&wishes);
    text_init(&text, OUTPUT_MAX);
    if (!usage_parse(&usage, argc, argv, coverage_take_option, &wishes, &common, &arguments,
                     &exit_code))
        return exit_code;
    if (arguments.count != 1 || wishes.points == NULL)
        return usage_refuse(&usage, &common, "name one file, and one of points with --points",
                            "nommez un fichier, et un de points par --points");
    if (point_file_read(wishes.points, &points, &err) != STATUS_OK ||
        coverage_source_read(&source, arguments.list[0], &wishes, &err) != STATUS_OK ||
        polygon_file_check_ids(source.file, &err) != STATUS_OK ||
        coverage_source_build(&source, &wishes, &err) != STATUS_OK ||
        write_ids(&source, points, &text, &err) != STATUS_OK)
        return command_fail(&common, &err);
    return output_finish(&common, &text);
}
