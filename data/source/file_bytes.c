#include "data/source/file_bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "data/system_reason.h"

void file_bytes_release(struct file_bytes *bytes)
{
    free(bytes->list);
    *bytes = (struct file_bytes){NULL, 0};
}

static enum status refuse_read(gzFile file, const char *path, struct error *err)
{
    int reason = Z_OK;

    (void)gzerror(file, &reason);
    if (reason == Z_ERRNO)
        return error_set(err, STATUS_IO, path, "the file cannot be read",
                         "le fichier ne peut être lu");
    return error_set(err, STATUS_FORMAT, path,
                     "the compressed file is damaged or cut off: download it again",
                     "le fichier compressé est endommagé ou tronqué : téléchargez-le de nouveau");
}

/** Room for one byte more than was read, so that the maximum can be passed and a NUL put. */
static enum status grow(struct file_bytes *bytes, size_t *capacity, struct error *err)
{
    size_t wanted = *capacity == 0 ? 64 * 1024 : 2 * *capacity;
    char *grown;

    if (bytes->length + 1 < *capacity)
        return STATUS_OK;
    grown = realloc(bytes->list, wanted);
    if (grown == NULL)
        return error_no_memory(err);
    bytes->list = grown;
    *capacity = wanted;
    return STATUS_OK;
}

static enum status read_all(gzFile file, const char *path, size_t max, struct file_bytes *bytes,
                            struct error *err)
{
    size_t capacity = 0;
    int got = 1;

    while (got > 0) {
        enum status status = grow(bytes, &capacity, err);

        if (status != STATUS_OK)
            return status;
        got = gzread(file, bytes->list + bytes->length, (unsigned)(capacity - bytes->length - 1));
        if (got > 0)
            bytes->length += (size_t)got;
        if (bytes->length > max)
            return error_set(err, STATUS_LIMIT, path,
                             "the file is larger than %zu MB: cut it into smaller ones",
                             "le fichier dépasse %zu Mo : découpez-le", max >> 20);
    }
    bytes->list[bytes->length] = '\0';
    return got < 0 ? refuse_read(file, path, err) : STATUS_OK;
}

static enum status refuse_open(const char *path, struct error *err)
{
    return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, path,
                     "the file cannot be read (%s%.0s): check its path and rights",
                     "le fichier ne peut être lu (%.0s%s) : vérifiez son chemin et ses droits",
                     system_reason(errno).en, system_reason(errno).fr);
}

enum status file_bytes_read(const char *path, size_t max, struct file_bytes *ret_bytes,
                            struct error *err)
{
    SCOPED(file_bytes) bytes = {NULL, 0};
    gzFile file = gzopen(path, "rb"); /* what is not compressed comes as it is */
    enum status status;
    int closed;

    if (file == NULL)
        return refuse_open(path, err);
    status = read_all(file, path, max, &bytes, err);
    closed = gzclose(file);
    if (status == STATUS_OK && closed == Z_BUF_ERROR) { /* the stream had no end */
        status =
            error_set(err, STATUS_FORMAT, path, "the compressed file is cut off: download it again",
                      "le fichier compressé est tronqué : téléchargez-le de nouveau");
        (void)error_cite(err, status, "SRC-07");
    }
    if (status == STATUS_OK) {
        *ret_bytes = bytes;
        bytes = (struct file_bytes){NULL, 0};
    }
    return status;
}

enum status file_bytes_peek(const char *path, char *ret_bytes, size_t size, size_t *ret_length,
                            struct error *err)
{
    gzFile file = gzopen(path, "rb");
    enum status status = STATUS_OK;
    int got;

    if (file == NULL)
        return refuse_open(path, err);
    got = gzread(file, ret_bytes, (unsigned)size);
    if (got < 0)
        status = refuse_read(file, path, err);
    else
        *ret_length = (size_t)got;
    (void)gzclose(file);
    return status;
}
