/*
 * Any bytes as a CSV file: settled to UTF-8 or refused, then cut into rows of as many cells as the
 * header or refused, with a sentence that has a place. What is read and written again, quoted,
 * reads the same.
 */
#include <stdlib.h>
#include <string.h>

#include "data/source/csv_table.h"
#include "data/source/encoding.h"
#include "fuzz/target.h"
#include "geo/text.h"
#include "geo/utf8.h"

static void claim(bool is_true)
{
    if (!is_true)
        abort();
}

static struct file_bytes copy_of(const void *bytes, size_t size)
{
    struct file_bytes copy = {malloc(size + 1), size};

    claim(copy.list != NULL);
    if (size > 0)
        memcpy(copy.list, bytes, size);
    copy.list[size] = '\0';
    return copy;
}

static void add_cell(struct text *text, const char *cell, bool is_first)
{
    text_add(text, is_first ? "\"" : ",\"");
    for (const char *c = cell; *c != '\0'; c++)
        text_add_bytes(text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    text_add(text, "\"");
}

static void write_again(const struct table *table, struct text *text)
{
    for (size_t i = 0; i < table->column_count; i++)
        add_cell(text, "h", i == 0); /* a header with a separator in it would be another one */
    text_add(text, "\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++)
            add_cell(text, table_cell(table, row, i), i == 0);
        text_add(text, "\n");
    }
}

static void check_table(const struct table *table)
{
    SCOPED(text) text = {0};
    AUTO(table) again = NULL;
    struct file_bytes bytes;
    const char *written;
    size_t length;

    text_init(&text, 1 << 20);
    write_again(table, &text);
    claim(text_view(&text, &written, &length) == STATUS_OK);
    bytes = copy_of(written, length);
    claim(csv_table_read(&bytes, "again", &again, NULL) == STATUS_OK);
    claim(again->row_count == table->row_count && again->column_count == table->column_count);
    for (size_t row = 0; row < table->row_count; row++) {
        claim(row == 0 || table->rows[row].line > table->rows[row - 1].line);
        for (size_t i = 0; i < table->column_count; i++)
            claim(strcmp(table_cell(table, row, i), table_cell(again, row, i)) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    SCOPED(file_bytes) text = copy_of(bytes, size);
    AUTO(table) table = NULL;
    struct error err = {0};
    enum encoding encoding;

    if (encoding_settle(&text, "x", &encoding, &err) != STATUS_OK) {
        claim(err.subject[0] == 'x' && err.fr[0] != '\0');
        return 0;
    }
    for (size_t at = 0; at < text.length;) {
        size_t length = utf8_character_length(text.list + at, text.length - at);

        claim(length > 0);
        at += length;
    }
    claim(encoding_damage_find(text.list, text.length).line <= text.length + 1);
    if (csv_table_read(&text, "x", &table, &err) == STATUS_OK)
        check_table(table);
    else
        claim(err.subject[0] == 'x' && err.fr[0] != '\0');
    return 0;
}
