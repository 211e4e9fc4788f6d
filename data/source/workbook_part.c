#include "data/source/workbook_part.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_vsi.h>

enum {
    PART_MAX = 64 * 1024 * 1024,
    CHUNK_SIZE = 64 * 1024,
    NAME_SIZE = 4096,
    TEXT_MAX = 1024 * 1024
};

/**
 * GDAL reads the archive: the path of a part in its virtual file system. Braces tell where the
 * archive's own path ends; one that has such a brace itself is told by its ending.
 */
static bool name_part(const char *path, const char *part, char ret_name[NAME_SIZE])
{
    bool has_brace = strchr(path, '}') != NULL;

    return snprintf(ret_name, NAME_SIZE, has_brace ? "/vsizip/%s/%s" : "/vsizip/{%s}/%s", path,
                    part) < NAME_SIZE;
}

bool workbook_has_part(const char *path, const char *part)
{
    char name[NAME_SIZE];
    VSIStatBufL status;

    return name_part(path, part, name) && VSIStatL(name, &status) == 0;
}

const char *workbook_attribute(const char *const attributes[], const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    }
    return NULL;
}

void workbook_text_release(struct workbook_text *text)
{
    free(text->bytes);
    *text = (struct workbook_text){0};
}

void workbook_text_clear(struct workbook_text *text)
{
    text->length = 0;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

const char *workbook_text_view(const struct workbook_text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

enum status workbook_text_add(struct workbook_text *text, const char *bytes, size_t length,
                              struct error *err)
{
    if (length > TEXT_MAX - text->length)
        return error_set(err, STATUS_LIMIT, "", "a cell holds more than a mebibyte of text",
                         "une cellule contient plus d'un mébioctet de texte");
    if (text->length + length + 1 > text->capacity) {
        size_t capacity = (text->length + length + 1) * 2;
        char *grown = realloc(text->bytes, capacity);

        if (grown == NULL)
            return error_no_memory(err);
        text->bytes = grown;
        text->capacity = capacity;
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
    return STATUS_OK;
}

/** A reading on its way. */
struct reading {
    const struct workbook_part_handlers *handlers;
    XML_Parser parser;
    const char *path, *part;
    enum status status; /* of the first handler that failed */
    struct error *err;
};

static void settle(struct reading *reading, enum status status)
{
    if (status == STATUS_OK)
        return;
    reading->status = status;
    (void)XML_StopParser(reading->parser, XML_FALSE);
}

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon == NULL ? name : colon + 1;
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reading *reading = context;

    settle(reading, reading->handlers->start(reading->handlers->context, without_prefix(name),
                                             (const char *const *)attributes, reading->err));
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    struct reading *reading = context;

    settle(reading,
           reading->handlers->end(reading->handlers->context, without_prefix(name), reading->err));
}

static void XMLCALL on_text(void *context, const XML_Char *bytes, int length)
{
    struct reading *reading = context;

    settle(reading, reading->handlers->text(reading->handlers->context, bytes, (size_t)length,
                                            reading->err));
}

/** "registre.xlsx (xl/workbook.xml)". */
static void name_place(const struct reading *reading, char ret_subject[ERROR_SUBJECT_MAX])
{
    const char *slash = strrchr(reading->path, '/');

    (void)snprintf(ret_subject, ERROR_SUBJECT_MAX, "%.50s (%.40s)",
                   slash == NULL ? reading->path : slash + 1, reading->part);
}

static enum status refuse(const struct reading *reading, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    name_place(reading, subject);
    return error_set(err, STATUS_FORMAT, subject,
                     "this part of the workbook is damaged: save the workbook again",
                     "cette partie du classeur est abîmée : enregistrez le classeur à nouveau");
}

static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_internal_subset)
{
    struct reading *reading = context;

    (void)name;
    (void)system;
    (void)public;
    (void)has_internal_subset;
    settle(reading, refuse(reading, reading->err));
}

static enum status read_chunks(VSILFILE *file, struct reading *reading, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];
    char *chunk = malloc(CHUNK_SIZE);
    size_t total = 0, length = CHUNK_SIZE;
    enum status status = chunk == NULL ? error_no_memory(err) : STATUS_OK;

    name_place(reading, subject);
    while (status == STATUS_OK && length == CHUNK_SIZE) {
        length = VSIFReadL(chunk, 1, CHUNK_SIZE, file);
        total += length;
        if (total > PART_MAX)
            status = error_set(
                err, STATUS_LIMIT, subject, "this part of the workbook is larger than %d MiB",
                "cette partie du classeur dépasse %d Mio", (int)(PART_MAX / (1024 * 1024)));
        else if (XML_Parse(reading->parser, chunk, (int)length, length < CHUNK_SIZE) !=
                 XML_STATUS_OK)
            status = reading->status != STATUS_OK ? reading->status : refuse(reading, err);
    }
    free(chunk);
    return status;
}

enum status workbook_part_read(const char *path, const char *part,
                               const struct workbook_part_handlers *handlers, struct error *err)
{
    struct reading reading = {.handlers = handlers, .path = path, .part = part, .err = err};
    char name[NAME_SIZE];
    VSILFILE *file;
    enum status status;

    if (!name_part(path, part, name))
        return error_set(err, STATUS_LIMIT, "", "the path is too long", "le chemin est trop long");
    file = VSIFOpenL(name, "rb");
    if (file == NULL)
        return error_set(err, STATUS_NOT_FOUND, part, "the workbook lacks this part: save it again",
                         "il manque cette partie au classeur : enregistrez-le à nouveau");
    reading.parser = XML_ParserCreate(NULL);
    if (reading.parser == NULL) {
        (void)VSIFCloseL(file);
        return error_no_memory(err);
    }
    XML_SetUserData(reading.parser, &reading);
    XML_SetElementHandler(reading.parser, on_start, on_end);
    XML_SetCharacterDataHandler(reading.parser, on_text);
    XML_SetStartDoctypeDeclHandler(reading.parser, on_doctype);
    status = read_chunks(file, &reading, err);
    XML_ParserFree(reading.parser);
    (void)VSIFCloseL(file);
    return status;
}
