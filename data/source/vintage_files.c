#include "data/source/vintage_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/check_epci_shape.h"
#include "data/check_geometry.h"
#include "data/source/lineage_files.h"
#include "data/source/row_facts.h"
#include "data/source/shape_scale.h"

/** What the files of one request go through. */
struct request_reading {
    const struct vintage_request *request;
    struct gathering *gathering;
    struct vintage_builder *builder; /* NULL: lists only */
    uint32_t table_count;
    struct table_clues clues;
    struct lineage_file movements, delegates; /* files that have them; no path when none has */
    const char *shapes;                       /* the file that has them; "" when none has */
};

/** Where a source comes from: a table may say something of several layers of the vintage. */
static enum status add_source(struct vintage_builder *builder, const struct vintage_file *file,
                              enum layer_kind kind, const struct digest *digest, struct error *err)
{
    struct vintage_source source = {layer_kind_name(kind), file->name,     file->source,
                                    file->licence,         file->declared, *digest};

    if (builder == NULL || kind == LAYER_REGIONS || kind == LAYER_PARTS ||
        kind == LAYER_DIVISIONS || kind == LAYER_MOVEMENTS)
        return STATUS_OK; /* nothing of it is in the vintage */
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

static enum status read_rows(struct layer_reading *reading, enum layer_shapes shapes,
                             const struct import_progress *progress, struct error *err)
{
    int64_t total = layer_row_count(reading->layer);
    bool has_more = true;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && has_more) {
        struct layer_row row = {0};

        status = layer_next(reading->layer, shapes, &row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        status = row_facts_add(reading, &row, err);
        multipolygon_free(row.shape);
        if (progress != NULL)
            progress->tell(progress->context, layer_kind_name(reading->columns.kind),
                           reading->row_count, total < 0 ? 0 : (size_t)total);
    }
    return status == STATUS_OK ? row_facts_remark(reading, err) : status;
}

/** The strongest clue of a layer that was read. */
static struct vintage_clue clue_of(const struct layer_reading *reading)
{
    struct vintage_clue clue = vintage_clue_of_name(
        strrchr(reading->file, '/') == NULL ? reading->file : strrchr(reading->file, '/') + 1,
        CLUE_FILE);
    int column = reading->columns.field[COLUMN_POPULATION];

    clue =
        vintage_clue_stronger(clue, vintage_clue_of_name(layer_name(reading->layer), CLUE_LAYER));
    if (column >= 0)
        clue = vintage_clue_stronger(
            clue, vintage_clue_of_column(layer_field_name(reading->layer, (size_t)column),
                                         reading->columns.population_year));
    clue = vintage_clue_stronger(clue, vintage_clue_of_event(reading->last_event));
    return vintage_clue_stronger(clue, vintage_clue_of_census(reading->last_census));
}

static enum status add_clue(struct request_reading *reading, const struct layer_reading *layer,
                            const struct vintage_file *file, struct error *err)
{
    struct table_clue clue = {file->name, layer->columns.kind, vintage_year_in(file->declared),
                              clue_of(layer)};

    return table_clues_add(&reading->clues, &clue, err);
}

static bool may_have_shapes(const struct layer_reading *reading)
{
    return reading->columns.kind == LAYER_SHAPES ||
           (reading->columns.kind == LAYER_COMMUNES && layer_has_polygons(reading->layer));
}

/** Polygons of EPCI are read only to be compared. */
static bool has_epci_shapes(const struct request_reading *reading,
                            const struct layer_reading *layer)
{
    return reading->builder != NULL && reading->request->findings != NULL &&
           layer->columns.kind == LAYER_EPCI && layer_has_polygons(layer->layer);
}

/** Shapes whose file or layer says that they were simplified (GEO-10). */
static enum status say_scale(const struct request_reading *reading,
                             const struct layer_reading *layer, struct error *err)
{
    const char *slash = strrchr(layer->file, '/');
    struct remark remark = {"GEO-10", LEVEL_WARNING, {layer->file, 0}, NULL};
    int tolerance_m;

    if (!shape_scale_of_name(slash == NULL ? layer->file : slash + 1, &tolerance_m) &&
        !shape_scale_of_name(layer_name(layer->layer), &tolerance_m))
        return STATUS_OK;
    if (tolerance_m == 0)
        return remark_add(reading->request->findings, remark, err,
                          "the shapes are generalised, by how much the name does not say: what is "
                          "decided on them proves nothing. Load the full ones",
                          "les contours sont généralisés, de combien le nom ne le dit pas : ce qui "
                          "se décide sur eux n'est pas probant. Chargez les contours complets");
    return remark_add(reading->request->findings, remark, err,
                      "the shapes are simplified to %d m: what is decided on them proves nothing "
                      "within that distance. Load the full ones",
                      "les contours sont simplifiés à %d m : ce qui se décide sur eux n'est pas "
                      "probant à cette distance près. Chargez les contours complets",
                      tolerance_m);
}

static enum status read_known_layer(struct request_reading *reading, struct layer_reading *layer,
                                    const struct vintage_file *file, const struct digest *digest,
                                    struct error *err)
{
    bool with_shapes = reading->builder != NULL && may_have_shapes(layer);
    bool is_looked_at = reading->request->repair != NULL || reading->request->findings != NULL;
    enum layer_shapes shapes = !with_shapes && !has_epci_shapes(reading, layer) ? SHAPES_NONE
                               : !is_looked_at                                  ? SHAPES_SOUND
                                                                                : SHAPES_UNCHECKED;
    enum status status;

    if (reading->builder == NULL && layer->columns.kind == LAYER_SHAPES)
        return STATUS_OK;
    if (with_shapes)
        reading->shapes = file->name;
    if (layer->columns.kind == LAYER_MOVEMENTS)
        reading->movements = (struct lineage_file){file->path, file->name};
    if (layer->columns.is_cog && layer->columns.field[COLUMN_COM_PARENT] >= 0)
        reading->delegates = (struct lineage_file){file->path, file->name};
    status = read_rows(layer, shapes, reading->request->progress, err);
    if (status == STATUS_OK && with_shapes)
        status = say_scale(reading, layer, err);
    if (status == STATUS_OK)
        status = add_clue(reading, layer, file, err);
    if (status == STATUS_OK)
        status = add_source(reading->builder, file, layer->columns.kind, digest, err);
    if (status == STATUS_OK && with_shapes && layer->columns.kind != LAYER_SHAPES)
        status = add_source(reading->builder, file, LAYER_SHAPES, digest, err);
    return status;
}

/**
 * A file of one layer that is said to hold a kind must; one that says nothing, or has several
 * layers, may hold any.
 */
static enum status bind_layer(struct layer_reading *layer, const struct vintage_file *file,
                              bool is_only, struct error *err)
{
    for (int kind = LAYER_COMMUNES; is_only && kind < LAYER_KIND_COUNT; kind++) {
        if (strcmp(layer_kind_name((enum layer_kind)kind), file->layer) == 0)
            return columns_bind_as(layer->layer, file->name, (enum layer_kind)kind, &layer->columns,
                                   err);
    }
    return columns_bind(layer->layer, file->name, &layer->columns, err);
}

static enum status say_damage(const struct request_reading *reading,
                              const struct vintage_file *file, const struct source_file *source,
                              struct error *err)
{
    struct encoding_damage damage = source_file_damage(source);
    struct remark remark = {"SRC-05", LEVEL_WARNING, {file->name, damage.line}, NULL};
    enum status status = STATUS_OK;

    if (damage.count > 0)
        status = remark_add(reading->request->findings, remark, err,
                            "suspicious encoding, %zu times (“%s”): was cp1252 read as Latin-1? "
                            "Take the file from its source again",
                            "encodage douteux, %zu fois (« %s ») : du cp1252 lu comme du latin-1 ? "
                            "Reprenez le fichier à sa source",
                            damage.count, damage.sample);
    if (status == STATUS_OK && source_file_encoding(source) == ENCODING_CP1252)
        status = remark_add(reading->request->findings,
                            (struct remark){"SRC-05", LEVEL_INFO, {file->name, 0}, NULL}, err,
                            "the file is not UTF-8 and was read as cp1252",
                            "le fichier n'est pas en UTF-8 et a été lu comme du cp1252");
    return status;
}

static enum status read_layers(struct request_reading *reading, const struct vintage_file *file,
                               struct source_file *source, const struct digest *digest,
                               struct error *err)
{
    size_t count = source_file_layer_count(source);
    bool has_known = false;
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct layer_reading layer = {
            .layer = source_file_layer(source, i),
            .gathering = reading->gathering,
            .file = file->name,
            .table = reading->table_count++,
            .last_event = DATE_FIRST,
            .last_census = DATE_FIRST,
        };

        /* A file may hold layers that mean nothing here, if it holds one that does. */
        if (bind_layer(&layer, file, count == 1, err) != STATUS_OK)
            continue;
        has_known = true;
        status = read_known_layer(reading, &layer, file, digest, err);
    }
    if (status != STATUS_OK || has_known)
        return status;
    return count > 0
               ? STATUS_INVALID /* err says what the last layer lacks */
               : error_set(err, STATUS_INVALID, file->name, "the file has no layer: give another",
                           "le fichier n'a aucune couche : donnez-en un autre");
}

static enum status read_file(struct request_reading *reading, const struct vintage_file *file,
                             struct error *err)
{
    AUTO(source_file) source = NULL;
    struct digest digest;
    enum status status = check_digest(file, &digest, err);

    if (status == STATUS_OK)
        status = source_file_open(file->path, &source, err);
    if (status == STATUS_OK)
        status = say_damage(reading, file, source, err);
    return status == STATUS_OK ? read_layers(reading, file, source, &digest, err) : status;
}

static enum status read_all(struct request_reading *reading, struct error *err)
{
    const struct vintage_request *request = reading->request;
    enum status status =
        gathering_new(request->region, request->known, request->findings, &reading->gathering, err);

    for (size_t i = 0; i < request->file_count && status == STATUS_OK; i++)
        status = read_file(reading, &request->files[i], err);
    if (status == STATUS_OK && request->findings != NULL)
        status = table_clues_remark(&reading->clues, request->year, request->findings, err);
    return status == STATUS_OK ? gathering_settle(reading->gathering, err) : status;
}

/** The clues go to whom they were asked by, or away. */
static void hand_clues(struct request_reading *reading, enum status status)
{
    if (status == STATUS_OK && reading->request->clues != NULL) {
        table_clues_release(reading->request->clues);
        *reading->request->clues = reading->clues;
    } else {
        table_clues_release(&reading->clues);
    }
}

enum status vintage_request_gather(const struct vintage_request *request,
                                   struct gathering **ret_gathering, struct error *err)
{
    struct request_reading reading = {.request = request, .shapes = ""};
    enum status status = read_all(&reading, err);

    hand_clues(&reading, status);
    if (status == STATUS_OK)
        *ret_gathering = reading.gathering;
    else
        gathering_free(reading.gathering);
    return status;
}

/** The movements among the files, where the request came without. */
static enum status read_movements(const struct request_reading *reading,
                                  struct lineage **ret_lineage, struct error *err)
{
    const struct vintage_request *request = reading->request;

    if (request->findings == NULL || request->before.vintage == NULL ||
        request->before.lineage != NULL || reading->movements.path == NULL)
        return STATUS_OK;
    return lineage_files_read(reading->movements, reading->delegates, ret_lineage, err);
}

/** Polygons of EPCI, where a layer of them has some. */
static enum status check_epci_shapes(const struct request_reading *reading,
                                     const struct vintage *vintage, struct error *err)
{
    const struct gathering *gathering = reading->gathering;
    struct epci_shape *shapes = malloc((gathering->epci_shape_count + 1) * sizeof *shapes);
    size_t count = 0;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < gathering->epci_shape_count; i++) {
        const struct epci_shape_fact *fact = &gathering->epci_shapes[i];

        if (!siren_has_form(fact->siren))
            continue;
        shapes[count] = (struct epci_shape){.shape = fact->shape, .place = fact->place};
        memcpy(shapes[count++].siren.code, fact->siren, sizeof shapes->siren.code);
    }
    status = count == 0
                 ? STATUS_OK
                 : epci_shapes_check(vintage, shapes, count, reading->request->findings, err);
    free(shapes);
    return status;
}

/** What there is to know of shapes that tile. */
static enum status check_shapes(const struct request_reading *reading,
                                const struct vintage *vintage, struct land_before before,
                                struct error *err)
{
    struct geometry_scope scope = {
        .vintage = vintage,
        .before = before,
        .rows = reading->request->rows,
        .history = reading->request->history,
        .file = reading->shapes,
    };

    enum status status = geometry_check(&scope, reading->request->findings, err);

    if (status == STATUS_OK)
        status =
            official_areas_check(vintage, reading->gathering->areas, reading->gathering->area_count,
                                 reading->request->findings, err);
    return status == STATUS_OK ? check_epci_shapes(reading, vintage, err) : status;
}

/** Builds what was read; what the shapes are like is found on the way. */
static enum status build(struct request_reading *reading, struct vintage **ret_vintage,
                         struct error *err)
{
    AUTO(lineage) lineage = NULL;
    AUTO(vintage) vintage = NULL;
    struct land_before before = reading->request->before;
    enum status status = read_movements(reading, &lineage, err);

    if (status != STATUS_OK)
        return status;
    if (lineage != NULL)
        before.lineage = lineage;
    if (reading->request->findings != NULL)
        vintage_builder_listen(reading->builder, reading->request->findings, before);
    status = gathering_build(reading->gathering, reading->builder, err);
    if (status == STATUS_OK)
        status = vintage_builder_finish(reading->builder, &vintage, err);
    if (status == STATUS_OK && reading->request->findings != NULL)
        status = check_shapes(reading, vintage, before, err);
    if (status == STATUS_OK)
        *ret_vintage = TAKE(vintage);
    return status;
}

enum status vintage_request_read(const struct vintage_request *request,
                                 struct vintage **ret_vintage, struct error *err)
{
    AUTO(vintage_builder) builder = NULL;
    struct request_reading reading = {.request = request, .shapes = ""};
    enum status status = vintage_builder_new(request->year, request->region, &builder, err);

    if (status != STATUS_OK)
        return status;
    if (request->repair != NULL)
        vintage_builder_allow_repair(builder, *request->repair);
    reading.builder = builder;
    status = read_all(&reading, err);
    if (status == STATUS_OK)
        status = build(&reading, ret_vintage, err);
    gathering_free(reading.gathering);
    hand_clues(&reading, status);
    return status;
}

enum status vintage_files_read(const struct vintage_file files[], size_t count, int year,
                               const char *region, const struct repair_limits *repair,
                               const struct import_progress *progress, struct vintage **ret_vintage,
                               struct error *err)
{
    struct vintage_request request = {
        .files = files,
        .file_count = count,
        .year = year,
        .region = region,
        .repair = repair,
        .progress = progress,
    };

    return vintage_request_read(&request, ret_vintage, err);
}
