#include "data/source/name_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "data/source/aliases.h"
#include "data/source/layer.h"

enum { NAMES_BYTES_MAX = 64 * 1024 * 1024, LINE_MAX_BYTES = 4096 };

/** Heads of a column of names, folded as in aliases.h; the preferred one first. */
static const char *const heads[] = {"name",
                                    "nom",
                                    "label",
                                    "libelle",
                                    "territoire",
                                    "nomterritoire",
                                    "nomepci",
                                    "libepci",
                                    "raisonsociale",
                                    "nomdugroupement",
                                    "nomcom",
                                    "nomcommune",
                                    "nommembre",
                                    "nomofficiel",
                                    "libgeo",
                                    "epci",
                                    "commune",
                                    "collectivite",
                                    "intercommunalite",
                                    "groupement",
                                    "membre",
                                    "territory",
                                    "officialname",
                                    NULL};

void name_file_free(struct name_file *names)
{
    if (names == NULL)
        return;
    free(names->list);
    arena_release(&names->arena);
    free(names);
}

static bool ends_with(const char *text, size_t length, const char *ending)
{
    size_t wanted = strlen(ending);

    return length >= wanted && strncasecmp(text + length - wanted, ending, wanted) == 0;
}

/** The length of a path without ".gz". */
static size_t bare_length(const char *path)
{
    size_t length = strlen(path);

    return ends_with(path, length, ".gz") ? length - 3 : length;
}

static bool has_ending(const char *path, const char *const endings[])
{
    size_t length = bare_length(path);

    for (size_t i = 0; endings[i] != NULL; i++) {
        if (ends_with(path, length, endings[i]))
            return true;
    }
    return false;
}

static const char *const tables[] = {".csv", ".tsv", ".xlsx", ".ods", ".json", NULL};
static const char *const drawings[] = {".geojson", ".gpkg", ".shp", ".fgb", ".shz", NULL};

enum status name_file_is_one(const char *path, bool *ret_is_one, struct error *err)
{
    static const char *const workbooks[] = {".xlsx", ".ods", NULL};
    char bytes[512];
    size_t length = 0;
    enum status status;

    if (strcmp(path, "-") == 0 || has_ending(path, workbooks)) {
        *ret_is_one = true;
        return STATUS_OK;
    }
    status = file_bytes_peek(path, bytes, sizeof bytes, &length, err);
    if (status != STATUS_OK)
        return status;
    *ret_is_one = !has_ending(path, drawings) && memchr(bytes, '\0', length) == NULL &&
                  (length == 0 || bytes[0] != '{');
    return STATUS_OK;
}

bool name_head_rank(const char *head, size_t *ret_rank)
{
    char folded[ALIAS_SIZE];

    alias_fold(head, folded);
    for (size_t i = 0; heads[i] != NULL; i++) {
        if (strcmp(heads[i], folded) == 0) {
            *ret_rank = i;
            return true;
        }
    }
    return false;
}

static enum status add(struct name_file *names, const char *text, size_t length, size_t line,
                       struct error *err)
{
    char trimmed[LINE_MAX_BYTES];

    while (length > 0 && strchr(" \t\r\"", text[0]) != NULL) {
        text++;
        length--;
    }
    while (length > 0 && strchr(" \t\r\"", text[length - 1]) != NULL)
        length--;
    if (length == 0)
        return STATUS_OK;
    if (length >= sizeof trimmed)
        length = sizeof trimmed - 1;
    memcpy(trimmed, text, length);
    trimmed[length] = '\0';
    encoding_hide_controls(trimmed);
    if (names->count == names->capacity) {
        size_t capacity = 2 * names->capacity + 256;
        struct written_name *grown = realloc(names->list, capacity * sizeof *grown);

        if (grown == NULL)
            return error_no_memory(err);
        names->list = grown;
        names->capacity = capacity;
    }
    names->list[names->count] = (struct written_name){arena_string(&names->arena, trimmed), line};
    return names->list[names->count++].text == NULL ? error_no_memory(err) : STATUS_OK;
}

static enum status refuse_column(const struct layer *layer, const char *path, struct error *err)
{
    char header[160];

    columns_show_header(layer, header, sizeof header);
    return error_set(err, STATUS_INVALID, path,
                     "no column of names is in it (known heads: name, nom, label, libelle, "
                     "territoire, epci, commune, …; header read: %s): name one of them so",
                     "aucune colonne de noms n'y est (en-têtes connus : nom, name, label, libelle, "
                     "territoire, epci, commune, … ; en-tête lu : %s) : donnez à l'une d'elles un "
                     "de ces noms",
                     header);
}

static enum status find_column(const struct layer *layer, const char *path, size_t *ret_column,
                               bool *ret_has_head, struct error *err)
{
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < layer_field_count(layer); i++) {
        size_t rank;

        if (name_head_rank(layer_field_name(layer, i), &rank) && rank < best) {
            best = rank;
            *ret_column = i;
        }
    }
    *ret_has_head = best != SIZE_MAX;
    if (best != SIZE_MAX)
        return STATUS_OK;
    *ret_column = 0;
    return layer_field_count(layer) == 1 ? STATUS_OK : refuse_column(layer, path, err);
}

static enum status read_table(const char *path, struct name_file *names, struct error *err)
{
    AUTO(source_file) source = NULL;
    struct layer *layer;
    size_t column = 0;
    bool has_head = true;
    bool has_more = true;
    enum status status = source_file_open(path, &source, err);

    if (status == STATUS_OK && source_file_layer_count(source) == 0)
        status = error_set(err, STATUS_INVALID, path, "the file has no table: give another",
                           "le fichier n'a aucune table : donnez-en un autre");
    if (status != STATUS_OK)
        return status;
    layer = source_file_layer(source, 0);
    status = find_column(layer, path, &column, &has_head, err);
    if (status == STATUS_OK && !has_head)
        status = add(names, layer_field_name(layer, 0), strlen(layer_field_name(layer, 0)), 1, err);
    while (status == STATUS_OK) {
        struct layer_row row = {0};

        status = layer_next(layer, SHAPES_NONE, &row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        status = add(names, row.values[column], strlen(row.values[column]), row.line, err);
    }
    return status;
}

/** A table on the standard input, by its header, or a drawing. */
static enum status refuse_input(const struct file_bytes *bytes, struct error *err)
{
    char line[LINE_MAX_BYTES];
    size_t length = strcspn(bytes->list, "\r\n");
    char *rest = line;
    char *cell;
    size_t rank;
    bool is_table = false;

    if (length >= sizeof line || strpbrk(bytes->list, "{;,\t") == NULL)
        return STATUS_OK;
    memcpy(line, bytes->list, length);
    line[length] = '\0';
    if (strpbrk(line, ";,\t") != NULL) {
        while ((cell = strsep(&rest, ";,\t")) != NULL)
            is_table = is_table || name_head_rank(cell, &rank);
    }
    if (!is_table && line[strspn(line, " \t")] != '{')
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, "-",
                     "the standard input is read as names, one a line: give a table or a drawing "
                     "as a file",
                     "l'entrée standard est lue comme des noms, un par ligne : donnez une table ou "
                     "un dessin en fichier");
}

static enum status read_input(struct file_bytes *ret_bytes, struct error *err)
{
    size_t capacity = 0;
    size_t length = 0;
    size_t count;
    char *list = NULL;

    do {
        if (capacity - length < 65536) {
            char *grown = realloc(list, 2 * capacity + 131072);

            if (grown == NULL || capacity > NAMES_BYTES_MAX) {
                free(grown == NULL ? list : grown);
                return error_set(err, STATUS_LIMIT, "-", "the standard input is too long",
                                 "l'entrée standard est trop longue");
            }
            list = grown;
            capacity = 2 * capacity + 131072;
        }
        count = fread(list + length, 1, capacity - length - 1, stdin);
        length += count;
    } while (count > 0);
    list[length] = '\0';
    *ret_bytes = (struct file_bytes){list, length};
    if (ferror(stdin) != 0)
        return error_set(err, STATUS_IO, "-", "the standard input cannot be read",
                         "l'entrée standard est illisible");
    return STATUS_OK;
}

static enum status read_lines(const char *path, struct name_file *names, struct error *err)
{
    SCOPED(file_bytes) bytes = {NULL, 0};
    bool is_input = strcmp(path, "-") == 0;
    enum encoding encoding;
    size_t number = 1;
    size_t rank;
    enum status status =
        is_input ? read_input(&bytes, err) : file_bytes_read(path, NAMES_BYTES_MAX, &bytes, err);

    if (status == STATUS_OK)
        status = encoding_settle(&bytes, path, &encoding, err);
    if (status == STATUS_OK && is_input)
        status = refuse_input(&bytes, err);
    for (const char *line = bytes.list; status == STATUS_OK && *line != '\0'; number++) {
        size_t length = strcspn(line, "\n");

        status = add(names, line, length, number, err);
        if (number == 1 && names->count == 1 && name_head_rank(names->list[0].text, &rank))
            names->count = 0;
        line += length + (line[length] == '\n');
    }
    return status;
}

enum status name_file_read(const char *path, struct name_file **ret_names, struct error *err)
{
    AUTO(name_file) names = calloc(1, sizeof *names);
    enum status status;

    if (names == NULL)
        return error_no_memory(err);
    arena_init(&names->arena);
    status = strcmp(path, "-") != 0 && has_ending(path, tables) ? read_table(path, names, err)
                                                                : read_lines(path, names, err);
    if (status == STATUS_OK && names->count == 0)
        status = error_set(err, STATUS_INVALID, path, "no name is in it: write one a line",
                           "aucun nom n'y est : écrivez-en un par ligne");
    if (status == STATUS_OK)
        *ret_names = TAKE(names);
    return status;
}
