#include "data/draft_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/system_reason.h"

enum status file_fail_to_write(const char *path, struct error *err)
{
    struct words reason = system_reason(errno);

    return error_set(err, STATUS_IO, path, "the file cannot be written (%s%.0s)",
                     "le fichier ne peut être écrit (%.0s%s)", reason.en, reason.fr);
}

enum status folder_sync(const char *path, struct error *err)
{
    char folder[PATH_MAX];
    char *slash;
    int fd;
    bool is_synced;

    (void)snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    if (slash == NULL)
        (void)snprintf(folder, sizeof folder, ".");
    else
        slash[slash == folder] = '\0';
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return file_fail_to_write(folder, err);
    is_synced = fsync(fd) == 0;
    (void)close(fd);
    return is_synced ? STATUS_OK : file_fail_to_write(folder, err);
}

enum status file_sync(const char *path, struct error *err)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool is_synced;

    if (fd < 0)
        return file_fail_to_write(path, err);
    is_synced = fsync(fd) == 0;
    (void)close(fd);
    return is_synced ? STATUS_OK : file_fail_to_write(path, err);
}

enum status draft_file_make(const char *path, char ret_draft[PATH_MAX], struct error *err)
{
    int fd = -1;

    for (int number = 0; fd < 0; number++) {
        if (snprintf(ret_draft, PATH_MAX, "%s.draft-%ld-%d", path, (long)getpid(), number) >=
            PATH_MAX)
            errno = ENAMETOOLONG;
        else
            fd = open(ret_draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd < 0 && errno != EEXIST)
            return file_fail_to_write(path, err);
    }
    (void)close(fd);
    return STATUS_OK;
}

void draft_file_drop(const char *draft)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char path[PATH_MAX + 16];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        (void)snprintf(path, sizeof path, "%s%s", draft, endings[i]);
        (void)unlink(path);
    }
}

static enum status refuse_name(const char *path, struct error *err)
{
    return error_set(err, STATUS_INVALID, path,
                     "there is something of this name already, and it is left alone: choose "
                     "another name",
                     "quelque chose porte déjà ce nom, et reste tel quel : choisissez un autre "
                     "nom");
}

enum status draft_file_check_name(const char *path, struct error *err)
{
    struct stat found;

    return lstat(path, &found) == 0 ? refuse_name(path, err) : STATUS_OK;
}

enum status draft_file_name(const char *draft, const char *path, struct error *err)
{
    int failed = renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE);

    /* A file system that does not know the flag: look first. */
    if (failed != 0 && errno == EINVAL) {
        enum status status = draft_file_check_name(path, err);

        if (status != STATUS_OK)
            return status;
        failed = rename(draft, path);
    }
    if (failed == 0)
        return folder_sync(path, err);
    return errno == EEXIST ? refuse_name(path, err) : file_fail_to_write(path, err);
}
