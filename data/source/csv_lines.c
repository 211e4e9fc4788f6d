#include "data/source/csv_lines.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/utf8.h"

struct csv_lines {
    char *bytes;
    size_t length;
    size_t next;
    size_t line; /* of the next record, from 1 */
    char separator;
    char name[72];
};

void csv_lines_free(struct csv_lines *lines)
{
    if (lines == NULL)
        return;
    free(lines->bytes);
    free(lines);
}

static bool read_all(const char *path, struct csv_lines *lines)
{
    FILE *file = fopen(path, "rb");
    long size = -1;

    if (file == NULL)
        return false;
    if (fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0)
        lines->bytes = malloc((size_t)size + 1);
    if (lines->bytes != NULL)
        lines->length = fread(lines->bytes, 1, (size_t)size, file);
    (void)fclose(file);
    return lines->bytes != NULL && (long)lines->length == size;
}

static enum status check_utf8(const struct csv_lines *lines, struct error *err)
{
    size_t line = 1;
    size_t at = 0;

    while (at < lines->length) {
        size_t length = utf8_character_length(lines->bytes + at, lines->length - at);
        char subject[ERROR_SUBJECT_MAX];

        if (length == 0) {
            (void)snprintf(subject, sizeof subject, "%s:%zu", lines->name, line);
            return error_set(
                err, STATUS_FORMAT, subject, "the line is not UTF-8: save the file as “CSV UTF-8”",
                "la ligne n'est pas en UTF-8 : enregistrez le fichier en « CSV UTF-8 »");
        }
        line += lines->bytes[at] == '\n';
        at += length;
    }
    return STATUS_OK;
}

/** Steps over one record; its number of cells, 0 when a quote stays open. */
static size_t skip_record(struct csv_lines *lines)
{
    bool is_quoted = false;
    size_t cells = 1;

    while (lines->next < lines->length) {
        char c = lines->bytes[lines->next++];

        if (c == '"')
            is_quoted = !is_quoted; /* a doubled quote closes and opens again */
        if (c == '\n')
            lines->line++;
        if (c == '\n' && !is_quoted)
            return cells;
        if (c == lines->separator && !is_quoted)
            cells++;
    }
    return is_quoted ? 0 : cells;
}

enum status csv_lines_new(const char *path, struct csv_lines **ret_lines, struct error *err)
{
    struct csv_lines *lines = calloc(1, sizeof *lines);
    const char *slash = strrchr(path, '/');
    size_t header;
    enum status status;

    if (lines == NULL)
        return error_no_memory(err);
    (void)snprintf(lines->name, sizeof lines->name, "%s", slash == NULL ? path : slash + 1);
    lines->line = 1;
    status = read_all(path, lines) ? check_utf8(lines, err)
                                   : error_set(err, STATUS_IO, path, "the file cannot be read",
                                               "le fichier ne peut être lu");
    if (status != STATUS_OK) {
        csv_lines_free(lines);
        return status;
    }
    header = 0;
    while (header < lines->length && lines->bytes[header] != '\n')
        header++;
    lines->separator = memchr(lines->bytes, ';', header) != NULL    ? ';'
                       : memchr(lines->bytes, '\t', header) != NULL ? '\t'
                                                                    : ',';
    (void)skip_record(lines);
    *ret_lines = lines;
    return STATUS_OK;
}

static bool is_blank_line(const struct csv_lines *lines)
{
    char c = lines->next < lines->length ? lines->bytes[lines->next] : '\0';

    return c == '\n' ||
           (c == '\r' && lines->next + 1 < lines->length && lines->bytes[lines->next + 1] == '\n');
}

enum status csv_lines_next(struct csv_lines *lines, size_t cell_count, size_t *ret_line,
                           struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];
    size_t line;
    size_t cells;

    while (is_blank_line(lines))
        (void)skip_record(lines);
    line = lines->line;
    cells = skip_record(lines);
    *ret_line = line;
    if (cells == cell_count)
        return STATUS_OK;
    (void)snprintf(subject, sizeof subject, "%s:%zu", lines->name, line);
    if (cells == 0)
        return error_set(err, STATUS_FORMAT, subject,
                         "a quote opened here is never closed: mend the line",
                         "un guillemet ouvert ici n'est jamais fermé : corrigez la ligne");
    return error_set(
        err, STATUS_FORMAT, subject,
        "the line has %zu cells, the header %zu: it is cut off, or a comma is not quoted",
        "la ligne a %zu cellules, l'en-tête %zu : elle est tronquée, ou une virgule n'est "
        "pas entre guillemets",
        cells, cell_count);
}
