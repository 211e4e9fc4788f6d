#include "data/source/vintage_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/columns.h"

/** One layer on its way into the builder. */
struct reading {
    struct layer *layer;
    struct columns columns;
    struct vintage_builder *builder;
    const char *file;
    enum layer_shapes shapes;
    enum layer_shapes wanted_shapes; /* of the layers that have some */
};

/* A field's text without the blanks around it, in a buffer of its own. */
enum { FIELD_SIZE = 256 };

static const char *field(const struct reading *reading, const struct layer_row *row,
                         enum column column, char buffer[FIELD_SIZE])
{
    int index = reading->columns.field[column];
    const char *text;
    size_t length;

    if (index < 0)
        return NULL;
    text = row->values[index];
    while (*text == ' ' || *text == '\t' || strncmp(text, "\u00a0", 2) == 0)
        text += *text == ' ' || *text == '\t' ? 1 : 2;
    length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    (void)snprintf(buffer, FIELD_SIZE, "%.*s", (int)length, text);
    return buffer;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/** Digits with blanks of any width between them, or nothing: -1. */
static enum status parse_count(const struct reading *reading, const struct layer_row *row,
                               enum column column, int64_t *ret_value, struct error *err)
{
    char buffer[FIELD_SIZE];
    const char *text = field(reading, row, column, buffer);
    char subject[ERROR_SUBJECT_MAX];
    int64_t value = 0;
    size_t digits = 0;

    *ret_value = -1;
    if (text == NULL || text[0] == '\0')
        return STATUS_OK;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c >= '0' && *c <= '9' && digits < 15) {
            value = value * 10 + (*c - '0');
            digits++;
        } else if (strncmp(c, "\u00a0", 2) == 0) {
            c += 1;
        } else if (strncmp(c, "\u202f", 3) == 0) {
            c += 2;
        } else if (*c != ' ') {
            (void)snprintf(subject, sizeof subject, "%s:%zu", reading->file, row->line);
            return error_set(err, STATUS_INVALID, subject, "“%.40s” is not a whole number",
                             "« %.40s » n'est pas un nombre entier", text);
        }
    }
    *ret_value = value;
    return STATUS_OK;
}

/** The first SIREN of "a/b"; nothing for the words that stand for no EPCI. */
static const char *normalise_siren(char *text)
{
    static const char *const none[] = {"NR", "NC", "ZZZZZZZZZ", "Sans objet"};
    char *slash;

    if (text == NULL)
        return NULL;
    slash = strchr(text, '/');
    if (slash != NULL)
        *slash = '\0';
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (strcmp(text, none[i]) == 0)
            return "";
    }
    return text;
}

static const char *normalise_nature(const char *text)
{
    static const struct {
        const char *label;
        const char *code;
    } natures[] = {
        {"Communauté de communes", "CC"},
        {"Communauté d'agglomération", "CA"},
        {"Communauté d’agglomération", "CA"},
        {"Communauté urbaine", "CU"},
        {"Métropole", "METRO"},
        {"ME", "METRO"},
        {"Métropole de Lyon", "MET69"},
    };

    for (size_t i = 0; i < sizeof natures / sizeof *natures; i++) {
        if (strcmp(text, natures[i].label) == 0)
            return natures[i].code;
    }
    return text;
}

/** Delegated, associated and arrondissement rows are parts of communes, not communes. */
static bool is_commune(const char *type)
{
    return type == NULL || type[0] == '\0' || strcmp(type, "COM") == 0 ||
           strcmp(type, "commune-actuelle") == 0;
}

static struct row_place place_of(const struct reading *reading, const struct layer_row *row)
{
    return (struct row_place){reading->file, row->line};
}

static enum status add_shape(const struct reading *reading, struct layer_row *row,
                             const char *insee, struct error *err)
{
    struct shape_row shape = {insee, row->shape};

    row->shape = NULL;
    return vintage_builder_add_shape(reading->builder, shape, place_of(reading, row), err);
}

static enum status add_commune(const struct reading *reading, struct layer_row *row,
                               struct error *err)
{
    char insee[FIELD_SIZE], name[FIELD_SIZE], dep[FIELD_SIZE], reg[FIELD_SIZE], epci[FIELD_SIZE];
    char type[FIELD_SIZE];
    struct commune_row commune = {
        .insee = or_empty(field(reading, row, COLUMN_COM_CODE, insee)),
        .name = or_empty(field(reading, row, COLUMN_COM_NAME, name)),
        .departement = field(reading, row, COLUMN_DEP_CODE, dep),
        .region = field(reading, row, COLUMN_REG_CODE, reg),
    };
    enum status status = parse_count(reading, row, COLUMN_POPULATION, &commune.population, err);

    if (status != STATUS_OK || !is_commune(field(reading, row, COLUMN_COM_TYPE, type)))
        return status;
    if (field(reading, row, COLUMN_EPCI_SIREN, epci) != NULL)
        commune.epci = normalise_siren(epci);
    status = vintage_builder_add_commune(reading->builder, &commune, place_of(reading, row), err);
    return status == STATUS_OK && row->shape != NULL ? add_shape(reading, row, insee, err) : status;
}

static enum status add_epci(const struct reading *reading, const struct layer_row *row,
                            struct error *err)
{
    char siren[FIELD_SIZE], name[FIELD_SIZE], nature[FIELD_SIZE];
    struct epci_row epci = {
        .siren = or_empty(field(reading, row, COLUMN_EPCI_SIREN, siren)),
        .name = or_empty(field(reading, row, COLUMN_EPCI_NAME, name)),
        .nature = normalise_nature(or_empty(field(reading, row, COLUMN_EPCI_NATURE, nature))),
    };
    enum status status =
        parse_count(reading, row, COLUMN_EPCI_COMMUNES, &epci.declared_communes, err);

    if (status == STATUS_OK)
        status = parse_count(reading, row, COLUMN_EPCI_POPULATION, &epci.declared_population, err);
    return status == STATUS_OK
               ? vintage_builder_add_epci(reading->builder, &epci, place_of(reading, row), err)
               : status;
}

static enum status add_departement(const struct reading *reading, const struct layer_row *row,
                                   struct error *err)
{
    char code[FIELD_SIZE], name[FIELD_SIZE], region[FIELD_SIZE];
    struct departement_row departement = {
        .code = or_empty(field(reading, row, COLUMN_DEP_CODE, code)),
        .name = or_empty(field(reading, row, COLUMN_DEP_NAME, name)),
        .region = or_empty(field(reading, row, COLUMN_REG_CODE, region)),
    };

    return vintage_builder_add_departement(reading->builder, &departement, place_of(reading, row),
                                           err);
}

static enum status add_row(const struct reading *reading, struct layer_row *row, struct error *err)
{
    char insee[FIELD_SIZE];

    switch (reading->columns.kind) {
    case LAYER_COMMUNES:
        return add_commune(reading, row, err);
    case LAYER_EPCI:
        return add_epci(reading, row, err);
    case LAYER_DEPARTEMENTS:
        return add_departement(reading, row, err);
    case LAYER_SHAPES:
        return add_shape(reading, row, or_empty(field(reading, row, COLUMN_COM_CODE, insee)), err);
    case LAYER_UNKNOWN:
        break;
    }
    return STATUS_OK;
}

static enum status read_layer(const struct reading *reading, const struct import_progress *progress,
                              struct error *err)
{
    int64_t total = layer_row_count(reading->layer);
    size_t done = 0;
    bool has_more = true;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && has_more) {
        struct layer_row row = {0};

        status = layer_next(reading->layer, reading->shapes, &row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        status = add_row(reading, &row, err);
        multipolygon_free(row.shape);
        done++;
        if (progress != NULL)
            progress->tell(progress->context, layer_kind_name(reading->columns.kind), done,
                           total < 0 ? 0 : (size_t)total);
    }
    return status;
}

static enum status add_source(struct vintage_builder *builder, const struct vintage_file *file,
                              const char *layer, const struct digest *digest, struct error *err)
{
    struct vintage_source source = {layer,         file->name,     file->source,
                                    file->licence, file->declared, *digest};

    return vintage_builder_add_source(builder, &source, err);
}

/** Digest first: a file that is not the pinned one is not even opened. */
static enum status check_digest(const struct vintage_file *file, struct digest *ret_digest,
                                struct error *err)
{
    enum status status = digest_of_file(file->path, ret_digest, err);

    if (status != STATUS_OK || file->sha256[0] == '\0' ||
        strcmp(file->sha256, ret_digest->hex) == 0)
        return status;
    return error_set(
        err, STATUS_INVALID, file->name,
        "the file is not the one the manifest names (SHA-256 %.12s… instead of %.12s…): "
        "bring it back, or build the dataset again",
        "le fichier n'est pas celui que nomme le manifeste (SHA-256 %.12s… au lieu de "
        "%.12s…) : remettez-le, ou reconstruisez le jeu de données",
        ret_digest->hex, file->sha256);
}

static enum status read_known_layer(struct reading *reading, const struct vintage_file *file,
                                    const struct digest *digest,
                                    const struct import_progress *progress, struct error *err)
{
    enum layer_kind kind = reading->columns.kind;
    enum status status;

    reading->shapes =
        kind == LAYER_SHAPES || (kind == LAYER_COMMUNES && layer_has_polygons(reading->layer))
            ? reading->wanted_shapes
            : SHAPES_NONE;
    status = read_layer(reading, progress, err);
    if (status == STATUS_OK)
        status = add_source(reading->builder, file, layer_kind_name(kind), digest, err);
    if (status == STATUS_OK && kind == LAYER_COMMUNES && reading->shapes != SHAPES_NONE)
        status = add_source(reading->builder, file, layer_kind_name(LAYER_SHAPES), digest, err);
    return status;
}

/** A file that is said to hold a layer must; one that says nothing may hold any. */
static enum status bind_layer(struct reading *reading, const struct vintage_file *file,
                              struct error *err)
{
    for (int kind = LAYER_COMMUNES; kind <= LAYER_SHAPES; kind++) {
        if (strcmp(layer_kind_name((enum layer_kind)kind), file->layer) == 0)
            return columns_bind_as(reading->layer, file->name, (enum layer_kind)kind,
                                   &reading->columns, err);
    }
    return columns_bind(reading->layer, file->name, &reading->columns, err);
}

static enum status read_file(struct vintage_builder *builder, const struct vintage_file *file,
                             enum layer_shapes shapes, const struct import_progress *progress,
                             struct error *err)
{
    AUTO(source_file) source = NULL;
    struct digest digest;
    bool has_known = false;
    enum status status = check_digest(file, &digest, err);

    if (status == STATUS_OK)
        status = source_file_open(file->path, &source, err);
    for (size_t i = 0; status == STATUS_OK && i < source_file_layer_count(source); i++) {
        struct reading reading = {
            .layer = source_file_layer(source, i),
            .builder = builder,
            .file = file->name,
            .wanted_shapes = shapes,
        };

        /* A file may hold layers that mean nothing here, if it holds one that does. */
        if (bind_layer(&reading, file, err) != STATUS_OK)
            continue;
        has_known = true;
        status = read_known_layer(&reading, file, &digest, progress, err);
    }
    if (status != STATUS_OK || has_known)
        return status;
    return source_file_layer_count(source) > 0
               ? STATUS_INVALID /* err says what the last layer lacks */
               : error_set(err, STATUS_INVALID, file->name, "the file has no layer: give another",
                           "le fichier n'a aucune couche : donnez-en un autre");
}

enum status vintage_files_read(const struct vintage_file files[], size_t count, int year,
                               const char *region, const struct repair_limits *repair,
                               const struct import_progress *progress, struct vintage **ret_vintage,
                               struct error *err)
{
    AUTO(vintage_builder) builder = NULL;
    enum status status = vintage_builder_new(year, region, &builder, err);

    if (status == STATUS_OK && repair != NULL)
        vintage_builder_allow_repair(builder, *repair);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = read_file(builder, &files[i], repair == NULL ? SHAPES_SOUND : SHAPES_UNCHECKED,
                           progress, err);
    return status == STATUS_OK ? vintage_builder_finish(builder, ret_vintage, err) : status;
}
