/*
 * Any bytes as a list of JSON objects: tables whose rows have as many cells as they say, or a
 * refusal with a place.
 */
#include <stdlib.h>
#include <string.h>

#include "data/source/json_list.h"
#include "fuzz/target.h"

static void claim(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_table(const struct table *table)
{
    for (size_t row = 0; row < table->row_count; row++) {
        bool is_empty = true;

        claim(table->rows[row].cell_count <= table->column_count);
        claim(row == 0 || table->rows[row].line >= table->rows[row - 1].line);
        for (size_t i = 0; i < table->column_count; i++) {
            const char *cell = table_cell(table, row, i);

            is_empty = is_empty && (cell == NULL || cell[0] == '\0');
        }
        claim(!is_empty);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    SCOPED(json_tables) tables = {{NULL}, 0};
    struct error err = {0};
    char *copy = malloc(size + 1); /* of that size: reading behind it is found */

    claim(copy != NULL);
    if (size > 0)
        memcpy(copy, bytes, size);
    if (json_list_read(copy, size, "x", &tables, &err) == STATUS_OK) {
        claim(json_list_is_one(copy, size) && tables.count > 0);
        for (size_t i = 0; i < tables.count; i++)
            check_table(tables.list[i]);
    } else {
        claim(err.subject[0] == 'x' && err.fr[0] != '\0');
    }
    free(copy);
    return 0;
}
