/* The register back into files. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "data/register_text.h"
#include "data/snapshot.h"
#include "service/cli/contracts/contracts.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/output_folder.h"
#include "service/report/register_document.h"

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);

    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

static enum status write_table(struct output_folder *folder, const struct register_rows *rows,
                               enum register_table table, struct error *err)
{
    SCOPED(text) text = {0};
    char name[64];

    (void)snprintf(name, sizeof name, "%s.csv", register_layout(table)->table);
    text_init(&text, OUTPUT_MAX);
    register_table_write_csv(&text, rows, table);
    return output_folder_add(folder, name, &text, err);
}

static enum status write_folder(const char *path, const struct register_rows *rows,
                                struct error *err)
{
    SCOPED(output_folder) folder = {0};
    enum status status = output_folder_begin(&folder, path, err);

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++) {
        if (register_row_count(rows, (enum register_table)table) > 0)
            status = write_table(&folder, rows, (enum register_table)table, err);
    }
    return status == STATUS_OK ? output_folder_finish(&folder, err) : status;
}

static enum status write_document(const char *path, const struct register_rows *rows,
                                  struct error *err)
{
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    register_document_write(&text, rows);
    return output_write(path, &text, err);
}

enum exit_code contracts_write(const struct common *common, const char *path)
{
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    enum status status = known_at_load(common, &snapshot, &err);

    if (status == STATUS_OK && (strcmp(path, "-") == 0 || has_ending(path, ".json")))
        status = write_document(path, snapshot->rows, &err);
    else if (status == STATUS_OK)
        status = write_folder(path, snapshot->rows, &err);
    snapshot_release(snapshot);
    return status == STATUS_OK ? EXIT_OK : command_fail(common, &err);
}
