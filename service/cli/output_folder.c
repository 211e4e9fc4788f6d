#include "service/cli/output_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/system_reason.h"
#include "service/cli/output.h"

static enum status refuse(const char *path, struct error *err)
{
    struct words reason = system_reason(errno);

    return error_set(err, STATUS_IO, path, "the folder cannot be made: %s%.0s",
                     "le dossier ne peut être créé : %.0s%s", reason.en, reason.fr);
}

static enum status refuse_length(struct error *err)
{
    return error_set(err, STATUS_LIMIT, "", "the path is too long", "le chemin est trop long");
}

enum status output_folder_begin(struct output_folder *folder, const char *path, struct error *err)
{
    size_t length = strlen(path);

    *folder = (struct output_folder){.path = path};
    while (length > 1 && path[length - 1] == '/')
        length--;
    if (access(path, F_OK) == 0)
        return error_set(err, STATUS_INVALID, path,
                         "this folder is there already: give the name of a new one",
                         "ce dossier existe déjà : donnez le nom d'un nouveau");
    if (snprintf(folder->draft, sizeof folder->draft, "%.*s.XXXXXX", (int)length, path) >=
        (int)sizeof folder->draft) {
        folder->draft[0] = '\0';
        return refuse_length(err);
    }
    if (mkdtemp(folder->draft) == NULL) {
        folder->draft[0] = '\0';
        return refuse(path, err);
    }
    return chmod(folder->draft, 0755) == 0 ? STATUS_OK : refuse(path, err);
}

enum status output_folder_add(struct output_folder *folder, const char *name, struct text *text,
                              struct error *err)
{
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s", folder->draft, name) >= (int)sizeof path)
        return refuse_length(err);
    return output_write(path, text, err);
}

enum status output_folder_finish(struct output_folder *folder, struct error *err)
{
    if (rename(folder->draft, folder->path) != 0)
        return refuse(folder->path, err);
    folder->draft[0] = '\0';
    return STATUS_OK;
}

void output_folder_release(struct output_folder *folder)
{
    DIR *draft = folder->draft[0] == '\0' ? NULL : opendir(folder->draft);

    if (draft == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(draft)) != NULL;)
        (void)unlinkat(dirfd(draft), entry->d_name, 0); /* "." and ".." stay */
    (void)closedir(draft);
    (void)rmdir(folder->draft);
    folder->draft[0] = '\0';
}
