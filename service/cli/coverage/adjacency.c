/* lisiere coverage adjacency FILE */
#include <stdlib.h>

#include "geo/contact.h"
#include "geo/measure.h"
#include "service/cli/coverage/coverage.h"
#include "service/cli/coverage/source.h"
#include "service/cli/output.h"
#include "service/report/csv.h"

static const struct option_line options[] = {
    COVERAGE_OPTION_ID,
    COVERAGE_OPTION_LAYER,
    COVERAGE_OPTION_END,
};

static const struct usage usage = {
    .command = "coverage adjacency",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Les paires d'entités qui se touchent, par une limite ou en un point.",
                "The pairs of features that touch, along a border or at a point."},
    .details = {"Une ligne par paire : a,b,contact,length_m ; contact est edge ou point, la "
                "longueur est géodésique.",
                "A line a pair: a,b,contact,length_m; contact is edge or point, the length is "
                "geodesic."},
    .options = options,
    .formats = "csv",
    .has_no_store = true,
    .argument_max = 1,
};

static enum status write_contacts(const struct coverage_source *source, struct text *text,
                                  struct error *err)
{
    struct contact *contacts;
    size_t count;
    struct csv csv;
    enum status status = contacts_list(source->coverage, &contacts, &count);

    if (status == STATUS_LIMIT)
        return error_set(err, STATUS_LIMIT, source->file->path,
                         "more than 4,096 borders meet in one place",
                         "plus de 4 096 limites se rejoignent en un même endroit");
    if (status != STATUS_OK)
        return error_no_memory(err);
    csv_init(&csv, text);
    csv_field(&csv, "a");
    csv_field(&csv, "b");
    csv_field(&csv, "contact");
    csv_field(&csv, "length_m");
    csv_end_row(&csv);
    for (size_t i = 0; i < count; i++) {
        csv_field(&csv, source->file->units[contacts[i].a].id);
        csv_field(&csv, source->file->units[contacts[i].b].id);
        csv_field(&csv, contacts[i].is_edge ? "edge" : "point");
        csv_number(&csv, measure_length_m(contacts[i].length), 3);
        csv_end_row(&csv);
    }
    free(contacts);
    return STATUS_OK;
}

enum exit_code run_coverage_adjacency(int argc, char **argv)
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
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name one file", "nommez un fichier");
    if (coverage_source_read(&source, arguments.list[0], &wishes, &err) != STATUS_OK ||
        polygon_file_check_ids(source.file, &err) != STATUS_OK ||
        coverage_source_build(&source, &wishes, &err) != STATUS_OK)
        return command_fail(&common, &err);
    if (coverage_measure(source.coverage) != STATUS_OK) {
        (void)error_no_memory(&err);
        return command_fail(&common, &err);
    }
    if (write_contacts(&source, &text, &err) != STATUS_OK)
        return command_fail(&common, &err);
    return output_finish(&common, &text);
}
