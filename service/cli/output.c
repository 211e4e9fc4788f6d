#include "service/cli/output.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/system_reason.h"

static enum status fail(const char *path, struct error *err)
{
    struct words reason = system_reason(errno);

    return error_set(err, STATUS_IO, path, "the result cannot be written (%s%.0s)",
                     "le résultat ne peut être écrit (%.0s%s)", reason.en, reason.fr);
}

static bool write_all(FILE *file, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, file) == length && fflush(file) == 0;
}

/** A device, a pipe: written into, never replaced. */
static bool is_special(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

static enum status write_special(const char *path, const char *bytes, size_t length,
                                 struct error *err)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        return fail(path, err);
    bool is_written = write_all(file, bytes, length);
    return fclose(file) == 0 && is_written ? STATUS_OK : fail(path, err);
}

/** The file that a path means: behind a symbolic link, the one it points at. */
static bool resolve(const char *path, char ret_file[PATH_MAX])
{
    struct stat found;

    if (lstat(path, &found) == 0 && S_ISLNK(found.st_mode))
        return realpath(path, ret_file) != NULL;
    if (snprintf(ret_file, PATH_MAX, "%s", path) < PATH_MAX)
        return true;
    errno = ENAMETOOLONG;
    return false;
}

static enum status write_file(const char *path, const char *bytes, size_t length, struct error *err)
{
    char target[PATH_MAX];
    char temporary[PATH_MAX + sizeof ".XXXXXX"];
    FILE *file;
    int fd;

    if (!resolve(path, target))
        return fail(path, err);
    (void)snprintf(temporary, sizeof temporary, "%s.XXXXXX", target);
    fd = mkstemp(temporary);
    file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (file == NULL)
        return fail(path, err);
    if (!write_all(file, bytes, length) || fchmod(fd, 0644) != 0 || fsync(fd) != 0 ||
        fclose(file) != 0 || rename(temporary, target) != 0) {
        enum status status = fail(path, err);

        (void)unlink(temporary);
        return status;
    }
    return STATUS_OK;
}

enum status output_write(const char *path, struct text *text, struct error *err)
{
    const char *bytes;
    size_t length;
    enum status status = text_view(text, &bytes, &length);

    if (status == STATUS_LIMIT)
        return error_set(err, STATUS_LIMIT, "", "the result is too large",
                         "le résultat est trop grand");
    if (status != STATUS_OK)
        return error_no_memory(err);
    if (path == NULL || strcmp(path, "-") == 0)
        return write_all(stdout, bytes, length) ? STATUS_OK : fail("-", err);
    return is_special(path) ? write_special(path, bytes, length, err)
                            : write_file(path, bytes, length, err);
}

enum exit_code output_finish(const struct common *common, struct text *text)
{
    struct error err = {0};

    if (output_write(common->output, text, &err) != STATUS_OK)
        return command_fail(common, &err);
    return EXIT_OK;
}
