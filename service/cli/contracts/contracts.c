/* lisiere contracts [REGISTER] */
#include "service/cli/contracts/contracts.h"

#include "service/cli/output.h"
#include "service/cli/usage.h"

enum {
    KEY_AUTHOR = USAGE_OWN_KEY,
    KEY_MESSAGE,
    KEY_DRY_RUN,
    KEY_REPLACE_ALL,
    KEY_YES,
    KEY_CORRECTION,
    KEY_IS_CURRENT,
    KEY_WRITE,
    KEY_DESCRIBE,
    KEY_TEMPLATE,
};

static const struct option_line options[] = {
    {"dry-run",
     KEY_DRY_RUN,
     {NULL, NULL},
     {"ne charge rien : montre ce que le registre changerait, et les constats",
      "loads nothing: shows what the register would change, and the findings"}},
    {"author",
     KEY_AUTHOR,
     {"NOM", "NAME"},
     {"qui charge (votre compte)", "who loads (your login)"}},
    {"message", KEY_MESSAGE, {"TEXTE", "TEXT"}, {"pourquoi", "why"}},
    {"replace-all",
     KEY_REPLACE_ALL,
     {NULL, NULL},
     {"le registre remplace tout : ce qu'il n'a pas disparaît, avec --yes",
      "the register replaces all: what it has not goes, with --yes"}},
    {"yes", KEY_YES, {NULL, NULL}, {"ce qui disparaît peut disparaître", "what goes may go"}},
    {"correction",
     KEY_CORRECTION,
     {NULL, NULL},
     {"un statut mal saisi revient en arrière ; --message dit pourquoi",
      "a status recorded wrongly goes back; --message says why"}},
    {"is-current",
     KEY_IS_CURRENT,
     {NULL, NULL},
     {"ne charge rien : sort avec 0 si ce registre est le dernier chargé, sinon avec 1",
      "loads nothing: exits with 0 when this register is the last one loaded, else with 1"}},
    {"write",
     KEY_WRITE,
     {"CHEMIN", "PATH"},
     {"écrit tout le registre : un document .json, un nouveau dossier de tables, ou - pour la "
      "sortie",
      "writes the whole register: a .json document, a new folder of tables, or - for the "
      "standard output"}},
    {"template",
     KEY_TEMPLATE,
     {"FICHIER.xlsx", "FILE.xlsx"},
     {"écrit un classeur à remplir", "writes a workbook to fill in"}},
    {"describe",
     KEY_DESCRIBE,
     {"DOSSIER", "FOLDER"},
     {"écrit dans un nouveau dossier ce que sont les tables : une page, un JSON Schema, des Table "
      "Schemas",
      "writes into a new folder what the tables are: a page, a JSON Schema, Table Schemas"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "contracts",
    .arguments = {"[REGISTRE]", "[REGISTER]"},
    .summary = {"Liste les contrats à une date ; avec un registre (un dossier de tables CSV, un "
                "classeur XLSX ou ODS, un document JSON), le charge.",
                "Lists the contracts on a date; with a register (a folder of CSV tables, an XLSX "
                "or ODS workbook, a JSON document), loads it."},
    .details =
        {"Un registre est chargé tout entier ou refusé tout entier. D'un contrat qu'il nomme, il "
         "remplace les tables qu'il a (actes, signataires, versions, membres, objectifs, "
         "validations) ; les autres contrats restent. Dans les autres tables, une ligne remplace "
         "celle de même clé. data/register/REGISTRE.md décrit les tables et leurs colonnes.",
         "A register is loaded whole or refused whole. Of a contract that it names it replaces "
         "the tables it has (acts, signatories, versions, members, objectives, validations); "
         "other contracts stay. In other tables a row replaces the one of its key. REGISTER.md "
         "describes the tables and their columns."},
    .options = options,
    .formats = "text, csv, json",
    .has_date = true,
    .has_vintage = true,
    .has_known_at = true,
    .argument_max = 1,
};

struct wishes {
    struct contracts_loading loading;
    const char *written;   /* where to, NULL: nowhere */
    const char *template;  /* likewise */
    const char *described; /* likewise */
    bool is_current;
};

static bool handle(int key, const char *value, void *context)
{
    struct wishes *wishes = context;

    if (key == KEY_AUTHOR)
        wishes->loading.author = value;
    else if (key == KEY_MESSAGE)
        wishes->loading.message = value;
    else if (key == KEY_DRY_RUN)
        wishes->loading.is_dry_run = true;
    else if (key == KEY_REPLACE_ALL)
        wishes->loading.replaces_all = true;
    else if (key == KEY_YES)
        wishes->loading.is_agreed = true;
    else if (key == KEY_CORRECTION)
        wishes->loading.is_correction = true;
    else if (key == KEY_WRITE)
        wishes->written = value;
    else if (key == KEY_TEMPLATE)
        wishes->template = value;
    else if (key == KEY_DESCRIBE)
        wishes->described = value;
    else
        wishes->is_current = true;
    return true;
}

/** Does it ask for something that only the loading of a register has? */
static bool is_about_loading(const struct wishes *wishes)
{
    return wishes->is_current || wishes->loading.is_dry_run || wishes->loading.replaces_all ||
           wishes->loading.is_agreed || wishes->loading.is_correction;
}

enum exit_code run_contracts(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct wishes wishes = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    if (wishes.template != NULL)
        return contracts_template(&common, wishes.template);
    if (wishes.described != NULL)
        return contracts_describe(&common, wishes.described);
    if (arguments.count == 0 && is_about_loading(&wishes))
        return usage_refuse(&usage, &common, "name the register", "nommez le registre");
    if (arguments.count == 1 && common.known_at != NULL)
        return usage_refuse(&usage, &common, "--known-at looks back, and loads nothing",
                            "--known-at regarde en arrière, et ne charge rien");
    if (wishes.loading.is_correction && wishes.loading.message == NULL)
        return usage_refuse(&usage, &common, "--correction wants a --message that says why",
                            "--correction demande un --message qui dise pourquoi");
    if (arguments.count == 1 && wishes.written != NULL)
        return usage_refuse(&usage, &common,
                            "--write writes what is stored: load the register first",
                            "--write écrit ce qui est en base : chargez d'abord le registre");
    if (arguments.count == 0)
        return wishes.written != NULL ? contracts_write(&common, wishes.written)
                                      : contracts_list(&common);
    wishes.loading.path = arguments.list[0];
    return wishes.is_current ? contracts_answer_is_current(&common, wishes.loading.path)
                             : contracts_load(&common, &wishes.loading);
}
