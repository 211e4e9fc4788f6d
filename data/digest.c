#include "data/digest.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <nettle/sha2.h>

#include "data/system_reason.h"

static struct digest finish(struct sha256_ctx *context)
{
    static const char hexadecimal[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    struct digest digest;

    sha256_digest(context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        digest.hex[2 * i] = hexadecimal[bytes[i] >> 4];
        digest.hex[2 * i + 1] = hexadecimal[bytes[i] & 15];
    }
    digest.hex[DIGEST_TEXT_SIZE - 1] = '\0';
    return digest;
}

struct digest digest_of(const void *bytes, size_t size)
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, size, bytes);
    return finish(&context);
}

enum status digest_of_file(const char *path, struct digest *ret_digest, struct error *err)
{
    unsigned char buffer[64 * 1024];
    struct sha256_ctx context;
    FILE *file = fopen(path, "rb");
    size_t count;
    int failed;

    if (file == NULL)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, path,
                         "the file cannot be read (%s%.0s)", "le fichier ne peut être lu (%.0s%s)",
                         system_reason(errno).en, system_reason(errno).fr);
    sha256_init(&context);
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0)
        sha256_update(&context, count, buffer);
    failed = ferror(file);
    (void)fclose(file);
    if (failed)
        return error_set(err, STATUS_IO, path, "reading failed before the end of the file",
                         "la lecture a échoué avant la fin du fichier");
    *ret_digest = finish(&context);
    return STATUS_OK;
}

struct digest digest_of_codes(const char *const codes[], size_t count)
{
    struct sha256_ctx context;

    sha256_init(&context);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            sha256_update(&context, 1, (const uint8_t *)"\n");
        sha256_update(&context, strlen(codes[i]), (const uint8_t *)codes[i]);
    }
    return finish(&context);
}
