/* lisiere activate */
#include <stdio.h>

#include "data/stage.h"
#include "service/cli/import_report.h"
#include "service/cli/usage.h"

enum { KEY_DISCARD = USAGE_OWN_KEY };

static const struct option_line options[] = {
    {"discard",
     KEY_DISCARD,
     {NULL, NULL},
     {"y renonce : oublie ce qui attend, sans rien changer",
      "gives it up: forgets what waits, and changes nothing"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

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

static bool handle(int key, const char *value, void *context)
{
    bool *discards = context;

    (void)value;
    if (key == KEY_DISCARD)
        *discards = true;
    return key == KEY_DISCARD;
}

static enum status discard(const struct common *common, struct error *err)
{
    enum status status = stage_discard(common->store.bytes, err);

    if (status == STATUS_OK)
        fputs(common->language == LANGUAGE_FR
                  ? "Plus rien n'attend ; la base n'a pas changé.\n"
                  : "Nothing waits any more; the store has not changed.\n",
              stderr);
    return status;
}

static enum status activate(const struct common *common, struct error *err)
{
    struct snapshot *snapshot = NULL;
    enum status status = stage_activate(common->store.bytes, &snapshot, err);

    if (status == STATUS_OK)
        import_report_tell(common, snapshot, false);
    snapshot_release(snapshot);
    return status;
}

enum exit_code run_activate(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    bool discards = false;
    struct error err = {0};
    enum exit_code exit_code;
    enum status status;

    if (!usage_parse(&usage, argc, argv, handle, &discards, &common, &arguments, &exit_code))
        return exit_code;
    status = discards ? discard(&common, &err) : activate(&common, &err);
    return status == STATUS_OK ? EXIT_OK : command_fail(&common, &err);
}
