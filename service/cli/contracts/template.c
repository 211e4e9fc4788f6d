/* A workbook to fill in, whole in its place or not at all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "data/source/file_bytes.h"
#include "service/cli/contracts/contracts.h"
#include "service/cli/output.h"
#include "service/report/register_template.h"

/** The library writes to a path only: to one of our own first. */
static enum status write_beside(enum language language, struct text *text, struct error *err)
{
    SCOPED(file_bytes) bytes = {0};
    char draft[] = "/tmp/lisiere-XXXXXX";
    int file = mkstemp(draft);
    enum status status;

    if (file < 0)
        return error_set(err, STATUS_IO, "/tmp", "no temporary file can be made here",
                         "aucun fichier temporaire ne peut y être créé");
    (void)close(file);
    status = register_template_write(draft, language, err);
    if (status == STATUS_OK)
        status = file_bytes_read(draft, FILE_BYTES_MAX, &bytes, err);
    (void)unlink(draft);
    if (status == STATUS_OK)
        text_add_bytes(text, bytes.list, bytes.length);
    return status;
}

/** What is there may have been filled in. */
static enum status check_path(const char *path, struct error *err)
{
    size_t length = strlen(path);

    if (length < 5 || strcasecmp(path + length - 5, ".xlsx") != 0)
        return error_set(err, STATUS_INVALID, path, "the workbook is an .xlsx: give it that ending",
                         "le classeur est un .xlsx : donnez-lui cette terminaison");
    if (access(path, F_OK) == 0)
        return error_set(err, STATUS_INVALID, path,
                         "there is something of this name already: choose another name",
                         "quelque chose porte déjà ce nom : choisissez un autre nom");
    return STATUS_OK;
}

enum exit_code contracts_template(const struct common *common, const char *path)
{
    SCOPED(text) text = {0};
    struct error err = {0};
    enum status status = check_path(path, &err);

    text_init(&text, OUTPUT_MAX);
    if (status == STATUS_OK)
        status = write_beside(common->language, &text, &err);
    if (status == STATUS_OK)
        status = output_write(path, &text, &err);
    return status == STATUS_OK ? EXIT_OK : command_fail(common, &err);
}
