#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/source/manifest_draft.h"

enum { PATH_SIZE = 4096 };

void manifest_free(struct manifest *manifest)
{
    if (manifest == NULL)
        return;
    arena_release(&manifest->arena);
    free(manifest);
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

static enum status put_vintages_together(struct manifest_draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    struct manifest_vintage *vintages =
        arena_alloc(&manifest->arena, (draft->vintage_count + 1) * sizeof *vintages);

    if (vintages == NULL)
        return error_no_memory(err);
    for (size_t v = 0; v < draft->vintage_count; v++) {
        struct vintage_file *files =
            arena_alloc(&manifest->arena, MANIFEST_LAYERS_MAX * sizeof *files);

        if (files == NULL)
            return error_no_memory(err);
        for (size_t i = 0; i < draft->vintages[v].count; i++) {
            const struct vintage_file *file =
                manifest_draft_file(draft, draft->vintages[v].names[i]);

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
static enum status check_file(struct manifest_draft *draft, const struct vintage_file *file,
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

/** A file that is read whole: *ret_file stays NULL when it is not named. */
static enum status find_small_file(struct manifest_draft *draft, const char *name,
                                   const struct vintage_file **ret_file, struct error *err)
{
    const struct vintage_file *file = name == NULL ? NULL : manifest_draft_file(draft, name);
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

static enum status find_lineage(struct manifest_draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    enum status status = find_small_file(draft, draft->movements, &manifest->movements, err);

    if (status == STATUS_OK)
        status = find_small_file(draft, draft->delegates, &manifest->delegates, err);
    if (status == STATUS_OK)
        status = find_small_file(draft, draft->cuts, &manifest->cuts, err);
    if (status == STATUS_OK && (manifest->movements == NULL) != (manifest->delegates == NULL))
        status = error_set(err, STATUS_INVALID, "manifest.ini",
                           "[lineage] names movements and delegates together: add the other",
                           "[lineage] nomme movements et delegates ensemble : ajoutez l'autre");
    return status;
}

static enum status check_register(struct manifest_draft *draft, struct error *err)
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
    struct manifest_draft *draft;
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
        status = manifest_draft_read(path, draft, err);
    if (status == STATUS_OK)
        status = put_vintages_together(draft, err);
    if (status == STATUS_OK)
        status = find_lineage(draft, err);
    if (status == STATUS_OK)
        status = find_small_file(draft, draft->aliases, &manifest->aliases, err);
    if (status == STATUS_OK)
        status = check_register(draft, err);
    free(draft);
    if (status != STATUS_OK)
        return status;
    fill_blanks(manifest);
    *ret_manifest = TAKE(manifest);
    return STATUS_OK;
}
