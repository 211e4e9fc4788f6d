#include "data/register_text.h"

#include <string.h>

size_t register_row_count(const struct register_rows *rows, enum register_table table)
{
    uint32_t count;

    memcpy(&count, (const char *)rows + register_layout(table)->count_offset, sizeof count);
    return count;
}

const void *register_row(const struct register_rows *rows, enum register_table table, size_t row)
{
    const struct register_layout *layout = register_layout(table);
    const char *list;

    memcpy(&list, (const char *)rows + layout->list_offset, sizeof list);
    return list + row * layout->row_size;
}

void register_row_text(const struct register_rows *rows, enum register_table table, size_t row,
                       struct register_row_text *ret_text)
{
    const struct register_layout *layout = register_layout(table);

    for (size_t i = 0; i < layout->column_count; i++)
        ret_text->values[i] =
            row_cell(&layout->columns[i], register_row(rows, table, row), ret_text->scratch[i]);
}

struct row_place register_row_place(const struct register_rows *rows, enum register_table table,
                                    size_t row)
{
    struct evidence evidence;

    memcpy(&evidence,
           (const char *)register_row(rows, table, row) + register_layout(table)->evidence_offset,
           sizeof evidence);
    return (struct row_place){evidence.file, evidence.line};
}
