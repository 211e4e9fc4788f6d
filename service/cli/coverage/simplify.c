/* lisiere coverage simplify FILE --tolerance METRES */
#include "geo/simplify.h"

#include <stdlib.h>

#include "service/cli/coverage/coverage.h"
#include "service/cli/coverage/features.h"
#include "service/cli/coverage/source.h"
#include "service/cli/output.h"

static const struct option_line options[] = {
    {"tolerance",
     COVERAGE_TOLERANCE,
     {"MÈTRES", "METRES"},
     {"côté du carré dont la surface est négligée", "side of the square whose area is neglected"}},
    COVERAGE_OPTION_LAYER,
    COVERAGE_OPTION_END,
};

static const struct usage usage = {
    .command = "coverage simplify",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Moins de sommets, sur les limites communes à la fois : les voisins le restent.",
                "Fewer vertices, on shared borders at once: neighbours stay neighbours."},
    .details = {"Un sommet part quand le triangle qu'il forme est plus petit qu'un carré de "
                "--tolerance de côté. Les nœuds restent : dissolve --tolerance en enlève plus.",
                "A vertex goes when the triangle that it makes is smaller than a square of "
                "--tolerance a side. Nodes stay: dissolve --tolerance takes more away."},
    .options = options,
    .formats = "geojson",
    .has_no_store = true,
    .argument_max = 1,
};

static enum status simplify(const struct coverage_source *source, double tolerance_m,
                            struct text *text, struct error *err)
{
    size_t count = source->file->unit_count;
    AUTO(simplifier) simplifier = NULL;
    struct multipolygon **shapes = calloc(count + 1, sizeof *shapes);
    const struct multipolygon **views = calloc(count + 1, sizeof *views);
    enum status status = shapes == NULL || views == NULL
                             ? error_no_memory(err)
                             : simplifier_new(source->coverage, &simplifier, err);

    if (status == STATUS_OK)
        status = simplifier_units(simplifier, tolerance_m, shapes, err);
    for (size_t unit = 0; unit < count && status == STATUS_OK; unit++)
        views[unit] = shapes[unit];
    if (status == STATUS_OK)
        features_write(text, source->file, views);
    for (size_t unit = 0; unit < count && shapes != NULL; unit++)
        multipolygon_free(shapes[unit]);
    free(shapes);
    free(views);
    return status;
}

enum exit_code run_coverage_simplify(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct coverage_wishes wishes;
    SCOPED(coverage_source) source = {0};
    SCOPED(text) text = {0};
    struct error err = {0};
    enum exit_code exit_code;

    coverage_wishes_init(&wishes);
    text_init(&text, OUTPUT_MAX);
    if (!usage_parse(&usage, argc, argv, coverage_take_option, &wishes, &common, &arguments,
                     &exit_code))
        return exit_code;
    if (arguments.count != 1 || wishes.tolerance_m < 0)
        return usage_refuse(&usage, &common, "name one file, and give --tolerance in metres",
                            "nommez un fichier, et donnez --tolerance en mètres");
    if (coverage_source_read(&source, arguments.list[0], &wishes, &err) != STATUS_OK ||
        coverage_source_build(&source, &wishes, &err) != STATUS_OK ||
        simplify(&source, wishes.tolerance_m, &text, &err) != STATUS_OK)
        return command_fail(&common, &err);
    return output_finish(&common, &text);
}
