#include "service/cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status fail(const char *path, struct error *err)
{
    return error_set(err, STATUS_IO, path, "the result cannot be written (%s)",
                     "le résultat ne peut être écrit (%s)", strerror(errno));
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

static enum status write_file(const char *path, const char *bytes, size_t length, struct error *err)
{
    char temporary[PATH_MAX];
    FILE *file;
    int fd;

    if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary) {
        errno = ENAMETOOLONG;
        return fail(path, err);
    }
    fd = mkstemp(temporary);
    file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (file == NULL)
        return fail(path, err);
    if (!write_all(file, bytes, length) || fchmod(fd, 0644) != 0 || fsync(fd) != 0 ||
        fclose(file) != 0 || rename(temporary, path) != 0) {
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
    if (path != NULL && strcmp(path, "-") != 0 && is_special(path))
        return write_special(path, bytes, length, err);
    if (path != NULL && strcmp(path, "-") != 0)
        return write_file(path, bytes, length, err);
    return write_all(stdout, bytes, length) ? STATUS_OK : fail("-", err);
}

enum exit_code output_finish(const struct common *common, struct text *text)
{
    struct error err = {0};

    if (output_write(common->output, text, &err) != STATUS_OK)
        return command_fail(common, &err);
    return EXIT_OK;
}
