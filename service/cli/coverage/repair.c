/* lisiere coverage repair FILE */
#include <stdio.h>

#include "service/cli/coverage/coverage.h"
#include "service/cli/coverage/features.h"
#include "service/cli/coverage/repair_story.h"
#include "service/cli/coverage/source.h"
#include "service/cli/output.h"

static const struct option_line options[] = {
    COVERAGE_OPTION_ID,    COVERAGE_OPTION_MAX_CHANGE, COVERAGE_OPTION_MAX_GAP_WIDTH,
    COVERAGE_OPTION_LAYER, COVERAGE_OPTION_END,
};

static const struct usage usage = {
    .command = "coverage repair",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Ajuste des contours qui pavent presque ; le fichier lu n'est jamais modifié.",
                "Mends shapes that nearly tile; the file that is read is never altered."},
    .details =
        {"Ce qui est pris deux fois va à l'entité dont c'est plus de la moitié, sinon à celle "
         "avec qui la limite commune est la plus longue ; les vides étroits de même. Le "
         "reste garde ses positions. Dit sur la sortie d'erreur ce qui change de surface, "
         "et refuse au-delà de --max-change.",
         "What is claimed twice goes to the feature of which it is more than half, else to "
         "the one with the longest common border; narrow gaps likewise. The rest keeps its "
         "positions. Says on the standard error what changes area, and refuses beyond "
         "--max-change."},
    .options = options,
    .formats = "geojson",
    .has_no_store = true,
    .argument_max = 1,
};

enum exit_code run_coverage_repair(int argc, char **argv)
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
    wishes.with_repair = true;
    if (coverage_source_read(&source, arguments.list[0], &wishes, &err) != STATUS_OK ||
        coverage_source_build(&source, &wishes, &err) != STATUS_OK)
        return command_fail(&common, &err);
    features_write(&text, source.file, source.shapes);
    exit_code = output_finish(&common, &text);
    if (exit_code == EXIT_OK)
        repair_story_print(&source, common.language);
    return exit_code;
}
