#include "data/source/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <ini.h>

#include "data/insee.h"

enum { FILE_MAX = 64, VINTAGE_MAX = 16, LAYER_MAX = 8, PATH_SIZE = 4096 };

/** Lines of the manifest as they come, before they are put together. */
struct draft {
    struct manifest *manifest;
    struct vintage_file files[FILE_MAX]; /* every [file …] section */
    size_t file_count;
    struct {
        int year;
        const char *layers[LAYER_MAX];
        const char *names[LAYER_MAX];
        size_t count;
        int epci_year, population_year;
        bool derives_shapes;
    } vintages[VINTAGE_MAX];
    size_t vintage_count;
    const char *movements, *delegates, *cuts; /* names of files; NULL when there are none */
    char complaint_key[64];
    bool is_unknown_key;
};

void manifest_free(struct manifest *manifest)
{
    if (manifest == NULL)
        return;
    arena_release(&manifest->arena);
    free(manifest);
}

static bool take_dataset(struct draft *draft, const char *key, const char *value)
{
    struct manifest *manifest = draft->manifest;
    struct {
        const char *key;
        const char **to;
    } const keys[] = {
        {"id", &manifest->id},
        {"title", &manifest->title},
        {"region", &manifest->region},
        {"recorded_at", &manifest->recorded_at},
        {"author", &manifest->author},
        {"message", &manifest->message},
        {"register", &manifest->register_folder},
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].key, key) == 0) {
            *keys[i].to = arena_string(&manifest->arena, value);
            return *keys[i].to != NULL;
        }
    }
    return false;
}

static bool take_vintage(struct draft *draft, int year, const char *key, const char *value)
{
    static const char *const layers[] = {"communes",    "epci",    "departements",
                                         "populations", "members", "shapes"};
    size_t last = draft->vintage_count;
    bool is_layer = false;

    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        is_layer = is_layer || strcmp(layers[i], key) == 0;
    if (!is_layer || year < 1943)
        return false;
    if (last == 0 || draft->vintages[last - 1].year != year) {
        if (last == VINTAGE_MAX)
            return false;
        draft->vintages[last].year = year;
        draft->vintage_count++;
    } else {
        last--;
    }
    if (strcmp(key, "shapes") == 0 && strcmp(value, "derived") == 0) {
        draft->vintages[last].derives_shapes = true;
        return true;
    }
    if (draft->vintages[last].count == LAYER_MAX)
        return false;
    draft->vintages[last].layers[draft->vintages[last].count] =
        arena_string(&draft->manifest->arena, key);
    draft->vintages[last].names[draft->vintages[last].count++] =
        arena_string(&draft->manifest->arena, value);
    return true;
}

/** [years 2026]: what the tables of a vintage, named before, are of another year in. */
static bool take_years(struct draft *draft, int year, const char *key, const char *value)
{
    int of = strlen(value) == 4 ? atoi(value) : 0;

    for (size_t i = 0; i < draft->vintage_count; i++) {
        if (draft->vintages[i].year != year || of < 1943)
            continue;
        if (strcmp(key, "epci") == 0)
            draft->vintages[i].epci_year = of;
        else if (strcmp(key, "population") == 0)
            draft->vintages[i].population_year = of;
        else
            return false;
        return true;
    }
    return false;
}

static bool take_lineage(struct draft *draft, const char *key, const char *value)
{
    struct {
        const char *key;
        const char **to;
    } const keys[] = {
        {"movements", &draft->movements},
        {"delegates", &draft->delegates},
        {"cuts", &draft->cuts},
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].key, key) == 0) {
            *keys[i].to = arena_string(&draft->manifest->arena, value);
            return *keys[i].to != NULL;
        }
    }
    return false;
}

static struct vintage_file *file_named(struct draft *draft, const char *name)
{
    for (size_t i = 0; i < draft->file_count; i++) {
        if (strcmp(draft->files[i].name, name) == 0)
            return &draft->files[i];
    }
    return NULL;
}

/** What else stands in a [file …] section informs people. */
static bool take_file(struct draft *draft, const char *name, const char *key, const char *value)
{
    struct vintage_file *file = file_named(draft, name);
    struct arena *arena = &draft->manifest->arena;

    if (file == NULL) {
        if (draft->file_count == FILE_MAX)
            return false;
        file = &draft->files[draft->file_count++];
        *file = (struct vintage_file){.layer = "",
                                      .name = arena_string(arena, name),
                                      .source = "",
                                      .licence = "",
                                      .declared = "",
                                      .sha256 = ""};
    }
    if (strcmp(key, "sha256") == 0)
        file->sha256 = arena_string(arena, value);
    else if (strcmp(key, "source") == 0)
        file->source = arena_string(arena, value);
    else if (strcmp(key, "licence") == 0)
        file->licence = arena_string(arena, value);
    else if (strcmp(key, "vintage") == 0)
        file->declared = arena_string(arena, value);
    return true;
}

/* libinih stops at the first line for which this gives 0. */
static int take_line(void *context, const char *section, const char *key, const char *value)
{
    struct draft *draft = context;
    bool is_taken = false;

    if (strcmp(section, "dataset") == 0)
        is_taken = take_dataset(draft, key, value);
    else if (strncmp(section, "vintage ", 8) == 0)
        is_taken = take_vintage(draft, atoi(section + 8), key, value);
    else if (strncmp(section, "years ", 6) == 0)
        is_taken = take_years(draft, atoi(section + 6), key, value);
    else if (strcmp(section, "lineage") == 0)
        is_taken = take_lineage(draft, key, value);
    else if (strncmp(section, "file ", 5) == 0)
        is_taken = take_file(draft, section + 5, key, value);
    else if (strncmp(section, "download ", 9) == 0)
        is_taken = true;
    if (is_taken || draft->is_unknown_key)
        return is_taken;
    draft->is_unknown_key = true;
    (void)snprintf(draft->complaint_key, sizeof draft->complaint_key, "[%.30s] %.30s", section,
                   key);
    return 0;
}

/** The path of a file of the dataset: below the folder, whatever the manifest says. */
static const char *path_in(struct manifest *manifest, const char *name, struct error *err)
{
    char path[PATH_SIZE];

    if (name[0] == '/' || strstr(name, "..") != NULL) {
        (void)error_set(err, STATUS_INVALID, "manifest.ini", "%s leaves the folder of the dataset",
                        "%s sort du dossier du jeu de données", name);
        return NULL;
    }
    (void)snprintf(path, sizeof path, "%s/%s", manifest->folder, name);
    return arena_string(&manifest->arena, path);
}

static enum status refuse_unlisted(const char *name, struct error *err)
{
    return error_set(err, STATUS_INVALID, "manifest.ini",
                     "the file %s has no section [file %s] with its sha256: add one",
                     "le fichier %s n'a pas de section [file %s] avec son sha256 : ajoutez-la",
                     name, name);
}

static enum status put_vintages_together(struct draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    struct manifest_vintage *vintages =
        arena_alloc(&manifest->arena, (draft->vintage_count + 1) * sizeof *vintages);

    if (vintages == NULL)
        return error_no_memory(err);
    for (size_t v = 0; v < draft->vintage_count; v++) {
        struct vintage_file *files = arena_alloc(&manifest->arena, LAYER_MAX * sizeof *files);

        if (files == NULL)
            return error_no_memory(err);
        for (size_t i = 0; i < draft->vintages[v].count; i++) {
            const struct vintage_file *file = file_named(draft, draft->vintages[v].names[i]);

            if (file == NULL || file->sha256[0] == '\0')
                return refuse_unlisted(draft->vintages[v].names[i], err);
            files[i] = *file;
            files[i].layer = draft->vintages[v].layers[i];
            files[i].path = path_in(manifest, file->name, err);
            if (files[i].path == NULL)
                return STATUS_INVALID;
        }
        vintages[v] = (struct manifest_vintage){
            .year = draft->vintages[v].year,
            .epci_year = draft->vintages[v].epci_year,
            .population_year = draft->vintages[v].population_year,
            .derives_shapes = draft->vintages[v].derives_shapes,
            .files = files,
            .file_count = draft->vintages[v].count,
        };
    }
    manifest->vintages = vintages;
    manifest->vintage_count = draft->vintage_count;
    return STATUS_OK;
}

/** A small file is compared here with what the manifest pins. */
static enum status check_file(struct draft *draft, const struct vintage_file *file,
                              struct error *err)
{
    const char *path = path_in(draft->manifest, file->name, err);
    struct digest digest;
    enum status status = path == NULL ? STATUS_INVALID : digest_of_file(path, &digest, err);

    if (status != STATUS_OK || strcmp(digest.hex, file->sha256) == 0)
        return status;
    return error_set(err, STATUS_INVALID, file->name,
                     "the file is not the one the manifest names: bring it back, or load your "
                     "own with lisiere contracts or lisiere import --vintage",
                     "le fichier n'est pas celui que nomme le manifeste : remettez-le, ou "
                     "chargez le vôtre avec lisiere contracts ou lisiere import --vintage");
}

/** A file of the section [lineage]: *ret_file is NULL when it is not named. */
static enum status find_lineage_file(struct draft *draft, const char *name,
                                     const struct vintage_file **ret_file, struct error *err)
{
    struct vintage_file *file = name == NULL ? NULL : file_named(draft, name);
    struct vintage_file *kept;
    enum status status;

    if (name == NULL)
        return STATUS_OK;
    if (file == NULL || file->sha256[0] == '\0')
        return refuse_unlisted(name, err);
    status = check_file(draft, file, err);
    if (status != STATUS_OK)
        return status;
    kept = arena_alloc(&draft->manifest->arena, sizeof *kept);
    if (kept == NULL)
        return error_no_memory(err);
    *kept = *file;
    kept->path = path_in(draft->manifest, name, err);
    *ret_file = kept;
    return STATUS_OK;
}

static enum status find_lineage(struct draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    enum status status = find_lineage_file(draft, draft->movements, &manifest->movements, err);

    if (status == STATUS_OK)
        status = find_lineage_file(draft, draft->delegates, &manifest->delegates, err);
    if (status == STATUS_OK)
        status = find_lineage_file(draft, draft->cuts, &manifest->cuts, err);
    if (status == STATUS_OK && (manifest->movements == NULL) != (manifest->delegates == NULL))
        status = error_set(err, STATUS_INVALID, "manifest.ini",
                           "[lineage] names movements and delegates together: add the other",
                           "[lineage] nomme movements et delegates ensemble : ajoutez l'autre");
    return status;
}

static enum status check_register(struct draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    const char *name = manifest->register_folder;

    if (name == NULL)
        return STATUS_OK;
    for (size_t i = 0; i < draft->file_count; i++) {
        const struct vintage_file *file = &draft->files[i];
        enum status status;

        if (strncmp(file->name, name, strlen(name)) != 0 || file->name[strlen(name)] != '/')
            continue;
        status = check_file(draft, file, err);
        if (status != STATUS_OK)
            return status;
    }
    manifest->register_folder = path_in(manifest, name, err);
    return manifest->register_folder == NULL ? STATUS_INVALID : STATUS_OK;
}

static enum status refuse_line(const struct draft *draft, int line, struct error *err)
{
    char subject[32];

    (void)snprintf(subject, sizeof subject, "manifest.ini:%d", line);
    if (draft->is_unknown_key)
        return error_set(
            err, STATUS_INVALID, subject, "%s is not known here, or is wrong: mend the line",
            "%s n'est pas connu ici, ou est faux : corrigez la ligne", draft->complaint_key);
    return error_set(err, STATUS_FORMAT, subject,
                     "the line is neither a section nor “key = value”: mend it",
                     "la ligne n'est ni une section ni « clé = valeur » : corrigez-la");
}

static enum status read_lines(const char *path, struct draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    int line = ini_parse(path, take_line, draft);

    if (line > 0)
        return refuse_line(draft, line, err);
    if (line < 0)
        return error_set(err, STATUS_IO, path, "the manifest cannot be read",
                         "le manifeste ne peut être lu");
    if (manifest->id == NULL || draft->vintage_count == 0)
        return error_set(err, STATUS_INVALID, "manifest.ini",
                         "a section [dataset] with an id and a section [vintage YEAR] are needed",
                         "il faut une section [dataset] avec un id et une section [vintage ANNÉE]");
    return STATUS_OK;
}

static void fill_blanks(struct manifest *manifest)
{
    manifest->title = manifest->title == NULL ? manifest->id : manifest->title;
    manifest->region = manifest->region == NULL ? "" : manifest->region;
    manifest->author = manifest->author == NULL ? "" : manifest->author;
    manifest->message = manifest->message == NULL ? "" : manifest->message;
}

enum status manifest_read(const char *folder, struct manifest **ret_manifest, struct error *err)
{
    AUTO(manifest) manifest = calloc(1, sizeof *manifest);
    struct draft *draft;
    char path[PATH_SIZE];
    enum status status;

    if (manifest == NULL)
        return error_no_memory(err);
    arena_init(&manifest->arena);
    (void)snprintf(path, sizeof path, "%s/manifest.ini", folder);
    if (access(path, R_OK) != 0)
        return error_set(err, STATUS_NOT_FOUND, folder,
                         "there is no dataset here: a folder with a manifest.ini is expected",
                         "il n'y a pas de jeu de données ici : un dossier avec un manifest.ini est "
                         "attendu");
    manifest->folder = arena_string(&manifest->arena, folder);
    draft = calloc(1, sizeof *draft);
    if (draft == NULL || manifest->folder == NULL) {
        free(draft);
        return error_no_memory(err);
    }
    draft->manifest = manifest;
    status = digest_of_file(path, &manifest->digest, err);
    if (status == STATUS_OK)
        status = read_lines(path, draft, err);
    if (status == STATUS_OK)
        status = put_vintages_together(draft, err);
    if (status == STATUS_OK)
        status = find_lineage(draft, err);
    if (status == STATUS_OK)
        status = check_register(draft, err);
    free(draft);
    if (status != STATUS_OK)
        return status;
    fill_blanks(manifest);
    *ret_manifest = TAKE(manifest);
    return STATUS_OK;
}
