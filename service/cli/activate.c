/* lisiere activate */
#include "data/stage.h"
#include "service/cli/import_report.h"
#include "service/cli/usage.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "activate",
    .arguments = {"", ""},
    .summary = {"Rend vrai, d'un coup, ce que lisiere import --stage a préparé.",
                "Makes true, in one step, what lisiere import --stage has prepared."},
    .details = {"L'import préparé est dans BASE.staged, qu'on peut regarder avec toute commande : "
                "--db BASE.staged.\nUn refus laisse tout comme avant. Si la base a changé depuis, "
                "il faut préparer de nouveau.",
                "The staged import is in STORE.staged, which any command can look at: "
                "--db STORE.staged.\nA refusal leaves everything as it was. When the store has "
                "changed since, the import must be staged again."},
    .options = options,
};

enum exit_code run_activate(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (stage_activate(common.store.bytes, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    import_report_tell(&common, snapshot, false);
    snapshot_release(snapshot);
    return EXIT_OK;
}
