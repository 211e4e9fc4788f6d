/* The register back into files. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/register_text.h"
#include "data/snapshot.h"
#include "data/system_reason.h"
#include "service/cli/contracts/contracts.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/report/register_document.h"

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);

    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

static enum status write_table(const char *folder, const struct register_rows *rows,
                               enum register_table table, struct error *err)
{
    SCOPED(text) text = {0};
    char path[PATH_MAX];

    if (snprintf(path, sizeof path, "%s/%s.csv", folder, register_layout(table)->table) >=
        (int)sizeof path)
        return error_set(err, STATUS_LIMIT, "", "the path is too long", "le chemin est trop long");
    text_init(&text, OUTPUT_MAX);
    register_table_write_csv(&text, rows, table);
    return output_write(path, &text, err);
}

static void drop_folder(const char *folder)
{
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        char path[PATH_MAX];

        if (snprintf(path, sizeof path, "%s/%s.csv", folder,
                     register_layout((enum register_table)table)->table) < (int)sizeof path)
            (void)unlink(path);
    }
    (void)rmdir(folder);
}

static enum status refuse_folder(const char *path, struct error *err)
{
    struct words reason = system_reason(errno);

    return error_set(err, STATUS_IO, path, "the folder cannot be made: %s%.0s",
                     "le dossier ne peut être créé : %.0s%s", reason.en, reason.fr);
}

/** Beside its place until it is whole. */
static enum status write_folder(const char *path, const struct register_rows *rows,
                                struct error *err)
{
    char draft[PATH_MAX];
    size_t length = strlen(path);
    enum status status = STATUS_OK;

    while (length > 1 && path[length - 1] == '/')
        length--;
    if (access(path, F_OK) == 0)
        return error_set(err, STATUS_INVALID, path,
                         "this folder is there already: give the name of a new one",
                         "ce dossier existe déjà : donnez le nom d'un nouveau");
    if (snprintf(draft, sizeof draft, "%.*s.XXXXXX", (int)length, path) >= (int)sizeof draft)
        return error_set(err, STATUS_LIMIT, "", "the path is too long", "le chemin est trop long");
    if (mkdtemp(draft) == NULL || chmod(draft, 0755) != 0)
        return refuse_folder(path, err);
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++) {
        if (register_row_count(rows, (enum register_table)table) > 0)
            status = write_table(draft, rows, (enum register_table)table, err);
    }
    if (status == STATUS_OK && rename(draft, path) != 0)
        status = refuse_folder(path, err);
    if (status != STATUS_OK)
        drop_folder(draft);
    return status;
}

static enum status write_document(const char *path, const struct register_rows *rows,
                                  struct error *err)
{
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    register_document_write(&text, rows);
    return output_write(path, &text, err);
}

enum exit_code contracts_write(const struct common *common, const char *known_at, const char *path)
{
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    enum status status = known_at_load(common, known_at, &snapshot, &err);

    if (status == STATUS_OK && (strcmp(path, "-") == 0 || has_ending(path, ".json")))
        status = write_document(path, snapshot->rows, &err);
    else if (status == STATUS_OK)
        status = write_folder(path, snapshot->rows, &err);
    snapshot_release(snapshot);
    return status == STATUS_OK ? EXIT_OK : command_fail(common, &err);
}
