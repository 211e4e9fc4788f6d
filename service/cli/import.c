/* lisiere import DATASET… */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/commit.h"
#include "data/source/manifest.h"
#include "data/source/register_files.h"
#include "service/cli/import_report.h"
#include "service/cli/option_value.h"
#include "service/cli/progress.h"
#include "service/cli/usage.h"

enum {
    KEY_VINTAGE = USAGE_OWN_KEY,
    KEY_REGION,
    KEY_NO_REGISTER,
    KEY_IS_CURRENT,
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
    {"no-register",
     KEY_NO_REGISTER,
     {NULL, NULL},
     {"ne charge pas le registre du jeu de données", "does not load the dataset's register"}},
    {"is-current",
     KEY_IS_CURRENT,
     {NULL, NULL},
     {"ne charge rien : sort avec 0 si la base a déjà ce jeu de données, sinon avec 1",
      "loads nothing: exits with 0 when the store has this dataset already, else with 1"}},
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
    int vintage;
    const char *region;
    bool no_register;
    bool is_current;
    bool with_repair;
    struct repair_limits limits;
    const char *author;
    const char *message;
};

static bool handle(int key, const char *value, void *context)
{
    struct wishes *wishes = context;

    switch (key) {
    case KEY_VINTAGE:
        wishes->vintage = strlen(value) == 4 ? atoi(value) : 0;
        return wishes->vintage >= 1943;
    case KEY_REGION:
        wishes->region = value;
        return strlen(value) == 2;
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

/** What one import goes through. */
struct import {
    const struct common *common;
    const struct wishes *wishes;
    struct contents contents;
    struct manifest *manifest; /* NULL for single files */
    int years[16];
    size_t year_count;
    bool has_register;
    struct digest register_digest; /* with has_register */
    struct findings findings;
};

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct insee *)a)->code, ((const struct insee *)b)->code);
}

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/** The codes of the vintages that are there already, to know a code that lost its zero. */
static enum status list_known_codes(const struct import *import, struct insee **ret_codes,
                                    size_t *ret_count, struct error *err)
{
    size_t count = 0;
    struct insee *codes;

    for (size_t i = 0; i < import->contents.vintage_count; i++)
        count += import->contents.vintages[i]->commune_count;
    codes = malloc((count + 1) * sizeof *codes);
    if (codes == NULL)
        return error_no_memory(err);
    count = 0;
    for (size_t i = 0; i < import->contents.vintage_count; i++) {
        const struct vintage *vintage = import->contents.vintages[i];

        for (uint32_t c = 0; c < vintage->commune_count; c++)
            codes[count++] = vintage->communes[c].insee;
    }
    if (count > 1)
        qsort(codes, count, sizeof *codes, compare_codes);
    *ret_codes = codes;
    *ret_count = count;
    return STATUS_OK;
}

/** As many errors as there are, told once; what was found is told beside. */
static enum status refuse_errors(const struct findings *findings, const char *name,
                                 struct error *err)
{
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++)
        count += findings->list[i].level >= LEVEL_ERROR;
    if (count == 0)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, name,
                     "refused for the errors found (%zu): mend them and import again; "
                     "nothing was changed",
                     "refusé pour les erreurs constatées (%zu) : corrigez-les et importez à "
                     "nouveau ; rien n'a été changé",
                     count);
}

/** The nearest earlier vintage; movements are taken from the files of the new one. */
static struct land_before import_land_before(const struct import *import, int year)
{
    struct land_before before = {0};

    for (size_t i = 0; i < import->contents.vintage_count; i++) {
        if (import->contents.vintages[i]->year < year)
            before.vintage = import->contents.vintages[i];
    }
    return before;
}

static enum status read_vintage(struct import *import, const struct vintage_file files[],
                                size_t count, int year, const char *region, struct error *err)
{
    struct vintage *vintage = NULL;
    struct insee *codes = NULL;
    struct progress progress;
    struct import_progress tell = {progress_tell, &progress};
    struct vintage_request request = {
        .files = files,
        .file_count = count,
        .year = year,
        .region = region,
        .repair = import->wishes->with_repair ? &import->wishes->limits : NULL,
        .progress = &tell,
        .before = import_land_before(import, year),
        .rows = import->contents.rows,
        .history = {import->contents.vintages, import->contents.vintage_count},
        .findings = &import->findings,
    };
    char name[16];
    enum status status = list_known_codes(import, &codes, &request.known.count, err);

    if (status != STATUS_OK)
        return status;
    request.known.list = codes;
    progress_begin(&progress);
    status = vintage_request_read(&request, &vintage, err);
    progress_end(&progress);
    free(codes);
    if (status != STATUS_OK)
        return status;
    (void)snprintf(name, sizeof name, "%d", year);
    status = refuse_errors(&import->findings, name, err);
    if (status != STATUS_OK) {
        vintage_free(vintage);
        return status;
    }
    import->years[import->year_count++] = year;
    return contents_put_vintage(&import->contents, vintage, err);
}

/** The dataset's register goes only where nobody has put one. */
static enum status read_register(struct import *import, struct error *err)
{
    AUTO(register_rows) rows = NULL;
    char *unknown = NULL;
    enum status status;

    if (import->wishes->no_register || import->manifest->register_folder == NULL ||
        import->contents.rows->contract_count > 0)
        return STATUS_OK;
    status = register_files_read(import->manifest->register_folder, NULL, &rows, &unknown, err);
    free(unknown);
    if (status == STATUS_OK)
        status =
            register_files_digest(import->manifest->register_folder, &import->register_digest, err);
    if (status == STATUS_OK)
        status = contents_merge_register(&import->contents, rows, err);
    import->has_register = status == STATUS_OK;
    return status;
}

static enum status read_dataset(struct import *import, const char *folder, struct error *err)
{
    enum status status = manifest_read(folder, &import->manifest, err);
    size_t max = sizeof import->years / sizeof *import->years;

    for (size_t i = 0; status == STATUS_OK && i < import->manifest->vintage_count && i < max; i++) {
        const struct manifest_vintage *vintage = &import->manifest->vintages[i];

        status = read_vintage(import, vintage->files, vintage->file_count, vintage->year,
                              import->manifest->region, err);
    }
    return status == STATUS_OK ? read_register(import, err) : status;
}

static enum status read_files(struct import *import, const struct arguments *arguments,
                              struct error *err)
{
    struct vintage_file files[sizeof arguments->list / sizeof *arguments->list];

    for (size_t i = 0; i < arguments->count; i++)
        files[i] = (struct vintage_file){
            .path = arguments->list[i],
            .layer = "",
            .name = arguments->list[i],
            .source = "",
            .licence = "",
            .declared = "",
            .sha256 = "",
        };
    return read_vintage(import, files, arguments->count, import->wishes->vintage,
                        import->wishes->region == NULL ? "" : import->wishes->region, err);
}

static enum status read_store(struct import *import, struct error *err)
{
    const char *path = import->common->store.bytes;

    if (access(path, F_OK) != 0)
        return contents_begin(&import->contents, err);
    return contents_read(path, &import->contents, err);
}

static struct change change_of(const struct import *import)
{
    const struct wishes *wishes = import->wishes;
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

static enum status store_import(struct import *import, struct error *err)
{
    struct snapshot *snapshot = NULL;
    struct commit commit = {
        .years = import->years,
        .year_count = import->year_count,
        .has_register = import->has_register,
        .dataset = import->manifest == NULL ? NULL : import->manifest->id,
        .manifest_sha256 = import->manifest == NULL ? NULL : import->manifest->digest.hex,
        .register_sha256 = import->register_digest.hex,
        .change = change_of(import),
    };
    enum status status = contents_freeze(&import->contents, &snapshot, err);

    if (status == STATUS_OK && import->has_register)
        status = commit_check_register(snapshot, snapshot->rows, err);
    if (status == STATUS_OK)
        status = commit_write(import->common->store.bytes, snapshot, &commit, err);
    if (status == STATUS_OK)
        import_report_tell(import->common, snapshot, import->has_register);
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
static enum exit_code finish(struct import *import, enum status status, const struct error *err)
{
    struct error trouble = {0};
    enum exit_code exit_code;

    if (status != STATUS_OK && import->common->format != NULL &&
        import_report_add(&import->findings, err, &trouble) != STATUS_OK)
        return command_fail(import->common, &trouble);
    exit_code = import_report_write(import->common, &import->findings, status != STATUS_OK);
    return status == STATUS_OK ? exit_code : command_fail(import->common, err);
}

static enum exit_code import_all(const struct common *common, const struct wishes *wishes,
                                 const struct arguments *arguments)
{
    struct import import = {.common = common, .wishes = wishes};
    struct error err = {0};
    enum exit_code exit_code;
    enum status status = read_store(&import, &err);

    findings_init(&import.findings);
    if (status == STATUS_OK)
        status = wishes->vintage != 0 ? read_files(&import, arguments, &err)
                                      : read_dataset(&import, arguments->list[0], &err);
    if (status == STATUS_OK)
        status = store_import(&import, &err);
    exit_code = finish(&import, status, &err);
    findings_release(&import.findings);
    contents_release(&import.contents);
    manifest_free(import.manifest);
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
