#include "data/source/register_document.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/file_bytes.h"
#include "data/source/register_binding.h"

enum { MEMBER_MAX = 64, NAME_SIZE = 128, DEPTH_MAX = 8 };

struct document {
    const char *name; /* of the file, without its folders */
    struct register_builder *builder;
    struct text *unknown;
    struct error *err;
};

static void document_release(struct json_object **root)
{
    json_object_put(*root);
}

/** The codes of an array, a blank between them; NULL when it holds anything else. */
static const char *join_texts(struct json_object *array, struct text *joined)
{
    const char *bytes;
    size_t length;

    for (size_t i = 0; i < json_object_array_length(array); i++) {
        struct json_object *item = json_object_array_get_idx(array, i);

        if (!json_object_is_type(item, json_type_string))
            return NULL;
        text_addf(joined, "%s%s", i > 0 ? " " : "", json_object_get_string(item));
    }
    return text_view(joined, &bytes, &length) == STATUS_OK ? bytes : NULL;
}

/** What a cell of a table would have: a text, the digits of a number, the codes of an array. */
static const char *cell_of(struct json_object *value, struct text *scratch)
{
    if (json_object_is_type(value, json_type_null))
        return "";
    if (json_object_is_type(value, json_type_array)) {
        const char *joined = join_texts(value, scratch);

        if (joined != NULL)
            return joined;
    }
    return json_object_is_type(value, json_type_string)
               ? json_object_get_string(value)
               : json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN |
                                                           JSON_C_TO_STRING_NOSLASHESCAPE);
}

static enum status refuse_row(struct row_place place, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    row_place_format(place, subject, sizeof subject);
    return error_set(err, STATUS_FORMAT, subject,
                     "a row is an object with at most %d members, a column each",
                     "une ligne est un objet d'au plus %d membres, un par colonne", MEMBER_MAX);
}

/** Says once what columns a table has that no register has. */
static void tell_unknown(const struct document *document, const struct register_binding *binding,
                         const char *table)
{
    SCOPED(text) told = {0};
    const char *bytes, *before;
    size_t length;

    text_init(&told, document->unknown->max);
    register_binding_tell_unknown(binding, table, &told);
    if (told.length == 0 || text_view(&told, &bytes, &length) != STATUS_OK ||
        text_view(document->unknown, &before, &length) != STATUS_OK ||
        strstr(before, bytes) != NULL)
        return;
    text_addf(document->unknown, "%s%s", document->unknown->length > 0 ? ", " : "", bytes);
}

static enum status read_row(const struct document *document, enum register_table table,
                            struct json_object *row, struct row_place place)
{
    AUTO(register_binding) binding = NULL;
    struct text scratch[MEMBER_MAX];
    const char *names[MEMBER_MAX], *cells[MEMBER_MAX];
    size_t count = 0;
    enum status status;

    if (!json_object_is_type(row, json_type_object) || json_object_object_length(row) > MEMBER_MAX)
        return refuse_row(place, document->err);
    json_object_object_foreach(row, key, value)
    {
        text_init(&scratch[count], 1 << 20);
        names[count] = key;
        cells[count] = cell_of(value, &scratch[count]);
        count++;
    }
    status = register_binding_new(table, names, count, place, &binding, document->err);
    if (status == STATUS_OK) {
        tell_unknown(document, binding, register_layout(table)->table);
        status = register_binding_add(binding, cells, place, document->builder, document->err);
    }
    for (size_t i = 0; i < count; i++)
        text_release(&scratch[i]);
    return status;
}

static enum status read_table(const struct document *document, enum register_table table,
                              const char *name, struct json_object *rows)
{
    char file[NAME_SIZE];
    enum status status = STATUS_OK;

    (void)snprintf(file, sizeof file, "%.80s!%.40s", document->name, name);
    if (!json_object_is_type(rows, json_type_array))
        return error_set(document->err, STATUS_FORMAT, file, "a table is an array of rows",
                         "une table est un tableau de lignes");
    register_builder_give(document->builder, table);
    for (size_t i = 0; i < json_object_array_length(rows) && status == STATUS_OK; i++)
        status = read_row(document, table, json_object_array_get_idx(rows, i),
                          (struct row_place){file, i + 1});
    return status;
}

static enum status refuse_member(const struct document *document, const char *key)
{
    return error_set(
        document->err, STATUS_INVALID, document->name,
        "the member “%.60s” is no table of a register: contracts, versions, members, …",
        "le membre « %.60s » n'est pas une table de registre : contracts, versions, "
        "members, …",
        key);
}

static enum status read_tables(const struct document *document, struct json_object *root)
{
    enum status status = STATUS_OK;

    json_object_object_foreach(root, key, value)
    {
        enum register_table table;

        if (status != STATUS_OK)
            break;
        if (strcmp(key, "$schema") == 0)
            continue;
        status = register_table_of_name(key, &table) ? read_table(document, table, key, value)
                                                     : refuse_member(document, key);
    }
    return status;
}

static enum status refuse_bytes(const struct document *document, const char *bytes, size_t length,
                                size_t offset, const char *why)
{
    size_t line = 1;
    char subject[ERROR_SUBJECT_MAX];

    for (size_t i = 0; i < offset && i < length; i++)
        line += bytes[i] == '\n';
    row_place_format((struct row_place){document->name, line}, subject, sizeof subject);
    return error_set(document->err, STATUS_FORMAT, subject,
                     "this is not JSON in UTF-8 (%s): check the line and those around it",
                     "ce n'est pas du JSON en UTF-8 (%s) : vérifiez cette ligne et ses voisines",
                     why);
}

static enum status parse(const struct document *document, const char *bytes, size_t length,
                         struct json_object **ret_root)
{
    struct json_tokener *tokener = json_tokener_new_ex(DEPTH_MAX);
    struct json_object *root;
    enum json_tokener_error problem;
    size_t end;

    if (tokener == NULL)
        return error_no_memory(document->err);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    root = json_tokener_parse_ex(tokener, bytes, (int)length);
    problem = json_tokener_get_error(tokener);
    end = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    while (problem == json_tokener_success && end < length && strchr(" \t\r\n", bytes[end]) != NULL)
        end++;
    if (problem == json_tokener_success && end == length &&
        json_object_is_type(root, json_type_object)) {
        *ret_root = root;
        return STATUS_OK;
    }
    json_object_put(root);
    return refuse_bytes(document, bytes, length, end,
                        problem == json_tokener_success    ? "an object is expected"
                        : problem == json_tokener_continue ? "cut off"
                                                           : json_tokener_error_desc(problem));
}

enum status register_document_read(const char *path, struct register_builder *builder,
                                   struct text *unknown, struct error *err)
{
    const char *slash = strrchr(path, '/');
    struct document document = {slash == NULL ? path : slash + 1, builder, unknown, err};
    struct json_object *root __attribute__((cleanup(document_release))) = NULL;
    SCOPED(file_bytes) bytes = {0};
    size_t skipped;
    enum status status = file_bytes_read(path, FILE_BYTES_MAX, &bytes, err);

    if (status != STATUS_OK)
        return status;
    skipped = bytes.length >= 3 && memcmp(bytes.list, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    status = parse(&document, bytes.list + skipped, bytes.length - skipped, &root);
    return status == STATUS_OK ? read_tables(&document, root) : status;
}
