#include "service/report/csv.h"

#include <string.h>

void csv_init(struct csv *csv, struct text *text)
{
    *csv = (struct csv){.text = text};
}

static void begin_field(struct csv *csv)
{
    if (csv->in_row)
        text_add_bytes(csv->text, ",", 1);
    csv->in_row = true;
}

/** Also behind apostrophes, so that a reader who takes one off has what was written. */
static bool begins_as_formula(const char *utf8)
{
    utf8 += strspn(utf8, "'");
    return *utf8 != '\0' && strchr("=+-@", *utf8) != NULL;
}

void csv_field(struct csv *csv, const char *utf8)
{
    bool is_formula = begins_as_formula(utf8);

    begin_field(csv);
    if (!is_formula && strpbrk(utf8, ",\"\r\n") == NULL) {
        text_add(csv->text, utf8);
        return;
    }
    text_add(csv->text, is_formula ? "\"'" : "\"");
    for (const char *c = utf8; *c != '\0'; c++)
        text_add_bytes(csv->text, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    text_add_bytes(csv->text, "\"", 1);
}

void csv_integer(struct csv *csv, int64_t value)
{
    begin_field(csv);
    text_add_integer(csv->text, value);
}

void csv_number(struct csv *csv, double value, int decimals)
{
    begin_field(csv);
    text_add_decimal(csv->text, value, decimals);
}

void csv_end_row(struct csv *csv)
{
    text_add_bytes(csv->text, "\r\n", 2);
    csv->in_row = false;
}

void csv_header(struct csv *csv, const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_field(csv, names[i]);
    csv_end_row(csv);
}
