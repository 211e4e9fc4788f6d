/* lisiere import DATASET… */
#include "data/source/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/register_check.h"
#include "data/source/register_files.h"
#include "data/stage.h"
#include "service/cli/import_report.h"
#include "service/cli/option_value.h"
#include "service/cli/progress.h"
#include "service/cli/usage.h"

enum {
    KEY_VINTAGE = USAGE_OWN_KEY,
    KEY_REGION,
    KEY_SOURCE,
    KEY_LICENCE,
    KEY_NO_REGISTER,
    KEY_IS_CURRENT,
    KEY_STAGE,
    KEY_SHAPES,
    KEY_CUTS,
    KEY_EPCI_YEAR,
    KEY_POPULATION_YEAR,
    KEY_REPAIR,
    KEY_MAX_CHANGE,
    KEY_MAX_GAP_WIDTH,
    KEY_AUTHOR,
    KEY_MESSAGE
};

static const struct option_line options[] = {
    {"vintage",
     KEY_VINTAGE,
     {"ANNÉE", "YEAR"},
     {"millésime des fichiers donnés un à un", "vintage of files given one by one"}},
    {"region",
     KEY_REGION,
     {"CODE", "CODE"},
     {"code INSEE de la région retenue (toutes)", "INSEE code of the region in scope (all)"}},
    {"source",
     KEY_SOURCE,
     {"TEXTE", "TEXT"},
     {"d'où viennent les fichiers donnés un à un", "where the files given one by one come from"}},
    {"licence",
     KEY_LICENCE,
     {"TEXTE", "TEXT"},
     {"licence des fichiers donnés un à un", "licence of the files given one by one"}},
    {"no-register",
     KEY_NO_REGISTER,
     {NULL, NULL},
     {"ne charge pas le registre du jeu de données", "does not load the dataset's register"}},
    {"is-current",
     KEY_IS_CURRENT,
     {NULL, NULL},
     {"ne charge rien : sort avec 0 si la base a déjà ce jeu de données, sinon avec 1",
      "loads nothing: exits with 0 when the store has this dataset already, else with 1"}},
    {"stage",
     KEY_STAGE,
     {NULL, NULL},
     {"prépare seulement : lisiere activate rendra vrai ce qui est importé",
      "prepares only: lisiere activate will make the import true"}},
    {"shapes",
     KEY_SHAPES,
     {"derive", "derive"},
     {"fait les contours de l'année à partir des derniers, d'après les mouvements",
      "makes the year's shapes from the last ones, along the movements"}},
    {"cuts",
     KEY_CUTS,
     {"FICHIER", "FILE"},
     {"lignes (GeoJSON) le long desquelles des communes ont été partagées",
      "lines (GeoJSON) along which communes were divided"}},
    {"epci-year",
     KEY_EPCI_YEAR,
     {"ANNÉE", "YEAR"},
     {"année de la liste des EPCI (celle du millésime)",
      "year of the list of EPCI (that of the vintage)"}},
    {"population-year",
     KEY_POPULATION_YEAR,
     {"ANNÉE", "YEAR"},
     {"année des populations (celle du millésime)",
      "year of the populations (that of the vintage)"}},
    {"repair",
     KEY_REPAIR,
     {NULL, NULL},
     {"ajuste des contours qui pavent presque, au lieu de les refuser",
      "mends shapes that nearly tile, instead of refusing them"}},
    {"max-change",
     KEY_MAX_CHANGE,
     {"POURCENT", "PERCENT"},
     {"part de sa surface qu'une commune peut gagner ou perdre (1)",
      "share of its area that a commune may gain or lose (1)"}},
    {"max-gap-width",
     KEY_MAX_GAP_WIDTH,
     {"MÈTRES", "METRES"},
     {"largeur moyenne des vides à combler (50) ; les autres restent",
      "mean width of gaps to fill (50); others stay"}},
    {"author",
     KEY_AUTHOR,
     {"NOM", "NAME"},
     {"qui importe (votre compte)", "who imports (your login)"}},
    {"message", KEY_MESSAGE, {"TEXTE", "TEXT"}, {"pourquoi", "why"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "import",
    .arguments = {"JEU_DE_DONNÉES | FICHIER…", "DATASET | FILE…"},
    .summary = {"Charge un jeu de données (un dossier et son manifeste), ou les fichiers d'un "
                "millésime.",
                "Loads a dataset (a folder with its manifest), or the files of a vintage."},
    .details =
        {"Tout est contrôlé avant d'être écrit, d'un coup. Le registre d'un jeu de données "
         "n'est chargé que dans une base qui n'a encore aucun contrat.\nContours : GeoJSON, "
         "FlatGeobuf, GeoPackage, Shapefile. Listes : CSV et TSV (UTF-8 ou cp1252), JSON, XLSX, "
         "ODS ; .gz aussi pour CSV et JSON. Les colonnes de l'INSEE, de la DGCL, de Banatic, "
         "d'ADMIN EXPRESS et d'Etalab sont reconnues.\nCe qui est constaté sort sur la sortie "
         "standard ; une erreur refuse le tout.",
         "All is checked before it is written, at once. The register of a dataset is loaded "
         "only into a store that has no contract yet.\nShapes: GeoJSON, FlatGeobuf, GeoPackage, "
         "Shapefile. Lists: CSV and TSV (UTF-8 or cp1252), JSON, XLSX, ODS; .gz too for CSV and "
         "JSON. The columns of INSEE, DGCL, Banatic, ADMIN EXPRESS and Etalab are known.\n"
         "What is found goes to the standard output; an error refuses the whole."},
    .options = options,
    .formats = "text, jsonl, csv",
    .argument_max = 16,
};

struct wishes {
    int vintage, epci_year, population_year;
    bool is_staged;
    bool derives_shapes;
    const char *cuts;
    const char *region;
    const char *source;
    const char *licence;
    bool no_register;
    bool is_current;
    bool with_repair;
    struct repair_limits limits;
    const char *author;
    const char *message;
};

/** A year that a list can be of: communes have codes since 1943. */
static bool parse_year(const char *value, int *ret_year)
{
    *ret_year = strlen(value) == 4 ? atoi(value) : 0;
    return *ret_year >= 1943;
}

static bool handle(int key, const char *value, void *context)
{
    struct wishes *wishes = context;

    switch (key) {
    case KEY_VINTAGE:
        return parse_year(value, &wishes->vintage);
    case KEY_EPCI_YEAR:
        return parse_year(value, &wishes->epci_year);
    case KEY_POPULATION_YEAR:
        return parse_year(value, &wishes->population_year);
    case KEY_STAGE:
        wishes->is_staged = true;
        return true;
    case KEY_SHAPES:
        wishes->derives_shapes = strcmp(value, "derive") == 0;
        return wishes->derives_shapes;
    case KEY_CUTS:
        wishes->cuts = value;
        return true;
    case KEY_REGION:
        wishes->region = value;
        return strlen(value) == 2;
    case KEY_SOURCE:
        wishes->source = value;
        return value[0] != '\0';
    case KEY_LICENCE:
        wishes->licence = value;
        return value[0] != '\0';
    case KEY_NO_REGISTER:
        wishes->no_register = true;
        return true;
    case KEY_IS_CURRENT:
        wishes->is_current = true;
        return true;
    case KEY_REPAIR:
        wishes->with_repair = true;
        return true;
    case KEY_MAX_CHANGE:
        return option_percent_parse(value, &wishes->limits.max_change);
    case KEY_MAX_GAP_WIDTH:
        return option_number_parse(value, &wishes->limits.max_gap_width_m);
    case KEY_AUTHOR:
        wishes->author = value;
        return true;
    case KEY_MESSAGE:
        wishes->message = value;
        return true;
    default:
        return false;
    }
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static enum status read_files(struct import *import, const struct wishes *wishes,
                              const struct arguments *arguments, struct error *err)
{
    struct vintage_file files[sizeof arguments->list / sizeof *arguments->list];
    struct import_request request = {
        .files = files,
        .file_count = arguments->count,
        .year = wishes->vintage,
        .epci_year = wishes->epci_year,
        .population_year = wishes->population_year,
        .region = wishes->region,
        .derives_shapes = wishes->derives_shapes,
        .cuts_path = wishes->cuts,
    };

    for (size_t i = 0; i < arguments->count; i++)
        files[i] = (struct vintage_file){
            .path = arguments->list[i],
            .layer = "",
            .name = arguments->list[i],
            .source = wishes->source == NULL ? "" : wishes->source,
            .licence = wishes->licence == NULL ? "" : wishes->licence,
            .declared = "",
            .sha256 = "",
        };
    return import_files(import, &request, err);
}

static enum status read_store(const char *path, struct contents *contents, struct error *err)
{
    if (access(path, F_OK) != 0)
        return contents_begin(contents, err);
    return contents_read(path, contents, err);
}

static struct change change_of(const struct import *import, const struct wishes *wishes)
{
    const struct manifest *manifest = import->manifest;
    struct change change = {
        .author = wishes->author,
        .message = wishes->message,
        /* A dataset brings its own date, so that two installations hold the same bytes. */
        .recorded_at = manifest == NULL ? NULL : manifest->recorded_at,
    };

    if (change.author == NULL)
        change.author = manifest != NULL ? manifest->author : command_login();
    if (change.message == NULL)
        change.message = manifest != NULL ? manifest->message : "";
    return change;
}

static enum status store_import(struct import *import, const struct common *common,
                                const struct wishes *wishes, struct error *err)
{
    struct snapshot *snapshot = NULL;
    struct commit commit = {
        .years = import->years,
        .year_count = import->year_count,
        .has_register = import->has_register,
        .has_lineage = import->has_lineage,
        .has_aliases = import->has_aliases,
        .dataset = import->manifest == NULL ? NULL : import->manifest->id,
        .manifest_sha256 = import->manifest == NULL ? NULL : import->manifest->digest.hex,
        .register_sha256 = import->register_digest.hex,
        .change = change_of(import, wishes),
    };
    int64_t revision = import->contents.revision;
    enum status status = snapshot_new(&import->contents, &snapshot, err);

    if (status == STATUS_OK && import->has_register)
        status = register_check(snapshot, err);
    if (status == STATUS_OK && wishes->is_staged)
        status = stage_write(common->store.bytes, revision, snapshot, &commit, err);
    else if (status == STATUS_OK)
        status = commit_write(common->store.bytes, snapshot, &commit, err);
    if (status == STATUS_OK)
        import_report_tell(common, snapshot, import->has_register);
    if (status == STATUS_OK && wishes->is_staged)
        import_report_tell_staged(common);
    snapshot_release(snapshot);
    return status;
}

static enum exit_code answer_is_current(const struct common *common, const char *folder)
{
    AUTO(manifest) manifest = NULL;
    AUTO(store) store = NULL;
    char stored[DIGEST_TEXT_SIZE];
    struct error err = {0};

    if (access(common->store.bytes, F_OK) != 0)
        return EXIT_FINDINGS;
    if (manifest_read(folder, &manifest, &err) != STATUS_OK ||
        store_open(common->store.bytes, STORE_READ, &store, &err) != STATUS_OK ||
        store_read_note(store, "manifest_sha256", stored, sizeof stored, &err) != STATUS_OK)
        return command_fail(common, &err);
    return strcmp(stored, manifest->digest.hex) == 0 ? EXIT_OK : EXIT_FINDINGS;
}

/**
 * What was found goes to the standard output; for machines, so does the check that refused, of
 * which people read on stderr.
 */
static enum exit_code finish(struct import *import, const struct common *common, enum status status,
                             const struct error *err)
{
    struct error trouble = {0};
    enum exit_code exit_code;

    if (status != STATUS_OK && common->format != NULL &&
        import_report_add(&import->findings, err, &trouble) != STATUS_OK)
        return command_fail(common, &trouble);
    exit_code = import_report_write(common, &import->findings, status != STATUS_OK);
    return status == STATUS_OK ? exit_code : command_fail(common, err);
}

static enum exit_code import_all(const struct common *common, struct wishes *wishes,
                                 const struct arguments *arguments)
{
    struct progress progress;
    struct import import = {
        .repair = wishes->with_repair ? &wishes->limits : NULL,
        .progress = {progress_tell, &progress},
    };
    struct error err = {0};
    enum exit_code exit_code;
    enum status status = read_store(common->store.bytes, &import.contents, &err);

    findings_init(&import.findings);
    progress_begin(&progress);
    if (status == STATUS_OK)
        status = wishes->vintage != 0
                     ? read_files(&import, wishes, arguments, &err)
                     : import_dataset(&import, arguments->list[0], !wishes->no_register, &err);
    progress_end(&progress);
    if (status == STATUS_OK)
        status = store_import(&import, common, wishes, &err);
    exit_code = finish(&import, common, status, &err);
    import_release(&import);
    return exit_code;
}

enum exit_code run_import(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct wishes wishes = {.limits = REPAIR_LIMITS_USUAL};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count == 0)
        return usage_refuse(&usage, &common, "name a dataset, or the files of a vintage",
                            "nommez un jeu de données, ou les fichiers d'un millésime");
    if (wishes.vintage == 0 && !is_folder(arguments.list[0]) &&
        access(arguments.list[0], F_OK) == 0)
        return usage_refuse(&usage, &common,
                            "“%s” is a file: say of which year with --vintage YEAR",
                            "« %s » est un fichier : dites de quelle année avec --vintage ANNÉE",
                            arguments.list[0]);
    if (wishes.vintage == 0 && arguments.count > 1)
        return usage_refuse(&usage, &common, "one dataset at a time",
                            "un jeu de données à la fois");
    return wishes.is_current ? answer_is_current(&common, arguments.list[0])
                             : import_all(&common, &wishes, &arguments);
}
