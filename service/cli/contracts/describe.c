/* What a register's files are made of, for people and for programs. */
#include <stdio.h>

#include "service/cli/contracts/contracts.h"
#include "service/cli/output.h"
#include "service/cli/output_folder.h"
#include "service/report/register_json_schema.h"
#include "service/report/register_page.h"
#include "service/report/register_table_schema.h"

static enum status add_page(struct output_folder *folder, const char *name, enum language language,
                            struct error *err)
{
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    register_page_write(&text, language);
    return output_folder_add(folder, name, &text, err);
}

static enum status add_json_schema(struct output_folder *folder, struct error *err)
{
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    register_json_schema_write(&text);
    return output_folder_add(folder, "register.schema.json", &text, err);
}

static enum status add_table_schema(struct output_folder *folder, enum register_table table,
                                    struct error *err)
{
    SCOPED(text) text = {0};
    char name[64];

    (void)snprintf(name, sizeof name, "%s.table.json", register_layout(table)->table);
    text_init(&text, OUTPUT_MAX);
    register_table_schema_write(&text, table);
    return output_folder_add(folder, name, &text, err);
}

enum exit_code contracts_describe(const struct common *common, const char *path)
{
    SCOPED(output_folder) folder = {0};
    struct error err = {0};
    enum status status = output_folder_begin(&folder, path, &err);

    if (status == STATUS_OK)
        status = add_page(&folder, "REGISTER.md", LANGUAGE_EN, &err);
    if (status == STATUS_OK)
        status = add_page(&folder, "REGISTRE.md", LANGUAGE_FR, &err);
    if (status == STATUS_OK)
        status = add_json_schema(&folder, &err);
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = add_table_schema(&folder, (enum register_table)table, &err);
    if (status == STATUS_OK)
        status = output_folder_finish(&folder, &err);
    return status == STATUS_OK ? EXIT_OK : command_fail(common, &err);
}
