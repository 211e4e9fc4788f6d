#include "data/row_change.h"

const char *row_change_text(const struct row_change *change, const char *column)
{
    const struct register_layout *layout = register_layout(change->table);
    size_t place = register_layout_column(layout, column);
    const char *const *row = change->after != NULL ? change->after : change->before;

    return place < layout->column_count ? row[place] : "";
}
