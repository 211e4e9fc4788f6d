#include "data/backup.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "data/draft_file.h"
#include "data/store.h"
#include "data/store_copy.h"
#include "data/system_reason.h"

/** The first defect as a refusal about the file that has it. */
static enum status refuse(const char *path, const struct store_defects *defects, struct error *err)
{
    return error_set(err, STATUS_INVALID, path,
                     "this store does not pass its verification: %s%.0s (%zu in all; lisiere "
                     "verify lists them)",
                     "cette base ne passe pas sa vérification : %.0s%s (%zu en tout ; lisiere "
                     "verify les liste)",
                     defects->list[0].en, defects->list[0].fr, defects->count);
}

/** Copies into the draft, and looks at what the copy is. subject: the file to name in a refusal. */
static enum status fill(const char *from, const char *draft, const char *subject,
                        struct backup *backup, struct error *err)
{
    struct store_defects *defects = calloc(1, sizeof *defects);
    struct stat found;
    enum status status = defects == NULL ? error_no_memory(err) : store_copy(from, draft, err);

    if (status == STATUS_OK)
        status = verify_store(draft, defects, &backup->verified, err);
    if (status == STATUS_OK && defects->count > 0)
        status = refuse(subject, defects, err);
    if (status == STATUS_OK)
        status = digest_of_file(draft, &backup->digest, err);
    backup->bytes = stat(draft, &found) == 0 ? (int64_t)found.st_size : 0;
    free(defects);
    return status;
}

enum status backup_write(const char *store_path, const char *copy_path, struct backup *ret_backup,
                         struct error *err)
{
    struct backup backup = {.bytes = 0};
    char draft[PATH_MAX];
    enum status status = draft_file_check_name(copy_path, err);

    if (status == STATUS_OK)
        status = draft_file_make(copy_path, draft, err);
    if (status != STATUS_OK)
        return status;
    status = fill(store_path, draft, store_path, &backup, err);
    if (status == STATUS_OK)
        status = draft_file_name(draft, copy_path, err);
    if (status != STATUS_OK)
        draft_file_drop(draft);
    else
        *ret_backup = backup;
    return status;
}

static enum status check_copy(const char *copy_path, struct error *err)
{
    struct stat found;

    if (stat(copy_path, &found) != 0)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, copy_path,
                         "the backup cannot be read (%s%.0s)",
                         "la sauvegarde ne peut être lue (%.0s%s)", system_reason(errno).en,
                         system_reason(errno).fr);
    if (!S_ISREG(found.st_mode))
        return error_set(err, STATUS_FORMAT, copy_path,
                         "this is not a file: give the file that lisiere backup wrote",
                         "ce n'est pas un fichier : donnez celui que lisiere backup a écrit");
    return STATUS_OK;
}

/** A failure to read the copy, in the words that help: nothing of it is about --db. */
static enum status blame_copy(const char *copy_path, enum status status, struct error *err)
{
    if (status == STATUS_FORMAT)
        return error_set(
            err, status, copy_path,
            "this is no backup of a store, or it is damaged or cut short: take "
            "another one",
            "ce n'est pas la sauvegarde d'une base, ou elle est endommagée ou coupée : "
            "prenez-en une autre");
    return status;
}

enum status backup_restore(const char *copy_path, const char *store_path, struct backup *ret_backup,
                           char ret_kept[PATH_MAX], struct error *err)
{
    struct backup backup = {.bytes = 0};
    char target[PATH_MAX], draft[PATH_MAX];
    enum status status = check_copy(copy_path, err);

    if (status == STATUS_OK)
        status = store_make_folder(store_path, err);
    if (status != STATUS_OK)
        return status;
    /* Behind a symbolic link, the file it points at. */
    if (realpath(store_path, target) == NULL)
        (void)snprintf(target, sizeof target, "%s", store_path);
    if (status == STATUS_OK)
        status = draft_file_make(target, draft, err);
    if (status != STATUS_OK)
        return status;
    status = blame_copy(copy_path, fill(copy_path, draft, copy_path, &backup, err), err);
    if (status == STATUS_OK)
        status = store_exchange(draft, target, ret_kept, PATH_MAX, err);
    if (status != STATUS_OK)
        draft_file_drop(draft);
    else
        *ret_backup = backup;
    return status;
}
