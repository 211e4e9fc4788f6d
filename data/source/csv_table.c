#include "data/source/csv_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** A place in the bytes; cells are ended and unquoted where they lie. */
struct csv {
    char *next;
    char *end;
    size_t line;
    size_t row_line; /* on which the row began */
    char separator;
    const char *name;
    const char **cells; /* of the row */
    size_t cell_count, cell_max;
};

static enum status refuse_open_quote(const struct csv *csv, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%.70s:%zu", csv->name, csv->row_line);
    return error_set(err, STATUS_FORMAT, subject,
                     "a quote opened here is never closed: mend the line",
                     "un guillemet ouvert ici n'est jamais fermé : corrigez la ligne");
}

static enum status refuse_count(const struct csv *csv, size_t wanted, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%.70s:%zu", csv->name, csv->row_line);
    (void)error_set(
        err, STATUS_FORMAT, subject,
        "cells on the line: %zu, in the header: %zu; it is cut off, or a comma is not quoted: "
        "download the file again, or mend the line",
        "cellules sur la ligne : %zu, dans l'en-tête : %zu ; elle est tronquée, ou une virgule "
        "n'est pas entre guillemets : téléchargez le fichier de nouveau, ou corrigez la ligne",
        csv->cell_count, wanted);
    return error_cite(err, STATUS_FORMAT, "SRC-07");
}

static bool is_at_end_of_line(const struct csv *csv)
{
    return csv->next == csv->end || *csv->next == '\n' ||
           (*csv->next == '\r' && (csv->next + 1 == csv->end || csv->next[1] == '\n'));
}

/** Does the quote at the place open a cell? In tab-separated text it must close on its line. */
static bool opens_quote(const struct csv *csv)
{
    const char *c = csv->next;

    if (c == csv->end || *c != '"')
        return false;
    if (csv->separator != '\t')
        return true;
    for (c++; c < csv->end && *c != '\n'; c++) {
        if (*c == '"' && (c + 1 == csv->end || strchr("\t\r\n", c[1]) != NULL))
            return true;
    }
    return false;
}

/** The text between quotes, its doubled quotes made one, from the place to behind the last. */
static bool read_quoted(struct csv *csv, char **to)
{
    csv->next++;
    while (csv->next < csv->end) {
        char c = *csv->next++;

        if (c == '"' && (csv->next == csv->end || *csv->next != '"'))
            return true;
        csv->next += c == '"';
        csv->line += c == '\n';
        *(*to)++ = c;
    }
    return false;
}

/** One cell, ended by a NUL where its separator was; the separator itself is returned. */
static enum status read_cell(struct csv *csv, const char **ret_cell, bool *ret_is_last,
                             struct error *err)
{
    char *cell = csv->next;
    char *to = cell;

    if (opens_quote(csv) && !read_quoted(csv, &to))
        return refuse_open_quote(csv, err);
    while (!is_at_end_of_line(csv) && *csv->next != csv->separator)
        *to++ = *csv->next++;
    *ret_is_last = is_at_end_of_line(csv);
    if (csv->next < csv->end && *csv->next == '\r')
        csv->next++;
    if (csv->next < csv->end && *csv->next == '\n')
        csv->line++;
    if (csv->next < csv->end)
        csv->next++;
    *to = '\0'; /* never behind the separator, which was read */
    *ret_cell = cell;
    return STATUS_OK;
}

static enum status keep_cell(struct csv *csv, const char *cell, struct error *err)
{
    if (csv->cell_count == csv->cell_max) {
        size_t max = csv->cell_max == 0 ? 64 : 2 * csv->cell_max;
        void *grown = realloc(csv->cells, max * sizeof *csv->cells);

        if (grown == NULL)
            return error_no_memory(err);
        csv->cells = grown;
        csv->cell_max = max;
    }
    csv->cells[csv->cell_count++] = cell;
    return STATUS_OK;
}

static enum status read_record(struct csv *csv, struct error *err)
{
    bool is_last = false;
    enum status status = STATUS_OK;

    csv->row_line = csv->line;
    csv->cell_count = 0;
    while (status == STATUS_OK && !is_last) {
        const char *cell = "";

        status = read_cell(csv, &cell, &is_last, err);
        if (status == STATUS_OK)
            status = keep_cell(csv, cell, err);
    }
    return status;
}

static enum status read_header(struct csv *csv, struct table *table, struct error *err)
{
    const char *stop = memchr(csv->next, '\n', (size_t)(csv->end - csv->next));
    size_t length = (size_t)((stop == NULL ? csv->end : stop) - csv->next);
    enum status status;

    csv->separator = memchr(csv->next, ';', length) != NULL    ? ';'
                     : memchr(csv->next, '\t', length) != NULL ? '\t'
                                                               : ',';
    status = read_record(csv, err);
    for (size_t i = 0; status == STATUS_OK && i < csv->cell_count; i++)
        status = table_add_column(table, csv->cells[i], err);
    return status;
}

static enum status read_row(struct csv *csv, struct table *table, struct error *err)
{
    enum status status = read_record(csv, err);

    if (status == STATUS_OK && csv->cell_count != table->column_count)
        status = refuse_count(csv, table->column_count, err);
    if (status == STATUS_OK)
        status = table_begin_row(table, csv->row_line, err);
    for (size_t i = 0; status == STATUS_OK && i < csv->cell_count; i++)
        status = table_put(table, i, csv->cells[i], false, err);
    return status;
}

/** Steps over lines with nothing on them. */
static void skip_blank_lines(struct csv *csv)
{
    while (csv->next < csv->end && is_at_end_of_line(csv)) {
        csv->line += *csv->next == '\n';
        csv->next++;
    }
}

enum status csv_table_read(struct file_bytes *bytes, const char *name, struct table **ret_table,
                           struct error *err)
{
    AUTO(table) table = NULL;
    struct csv csv = {.line = 1, .name = name};
    enum status status = table_new(name, &table, err);

    if (status != STATUS_OK) {
        file_bytes_release(bytes);
        return status;
    }
    table->bytes = *bytes;
    *bytes = (struct file_bytes){NULL, 0};
    csv.next = table->bytes.list;
    csv.end = csv.next + table->bytes.length;
    status = read_header(&csv, table, err);
    skip_blank_lines(&csv);
    while (status == STATUS_OK && csv.next < csv.end) {
        status = read_row(&csv, table, err);
        skip_blank_lines(&csv);
    }
    free(csv.cells);
    table_end_rows(table);
    if (status == STATUS_OK)
        *ret_table = TAKE(table);
    return status;
}
