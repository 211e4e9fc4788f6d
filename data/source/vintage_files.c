#include "data/source/vintage_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/enumeration.h"
#include "data/source/file_remarks.h"
#include "data/source/row_facts.h"
#include "geo/utf8.h"

void vintage_reading_release(struct vintage_reading *reading)
{
    gathering_free(reading->gathering);
    free(reading->sources);
    table_clues_release(&reading->clues);
    *reading = (struct vintage_reading){.shapes = ""};
}

/** Is anything of such a layer in the vintage? */
static bool is_kept(enum layer_kind kind)
{
    return kind != LAYER_REGIONS && kind != LAYER_PARTS && kind != LAYER_DIVISIONS &&
           kind != LAYER_MOVEMENTS;
}

/** Where a layer comes from; a table may say something of several layers of the vintage. */
static enum status add_source(struct vintage_reading *reading, const struct vintage_file *file,
                              enum layer_kind kind, const struct digest *digest, struct error *err)
{
    struct vintage_source *grown =
        realloc(reading->sources, (reading->source_count + 1) * sizeof *reading->sources);

    if (grown == NULL)
        return error_no_memory(err);
    reading->sources = grown;
    reading->sources[reading->source_count++] = (struct vintage_source){
        layer_kind_name(kind), file->name, file->source, file->licence, file->declared, *digest};
    return STATUS_OK;
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
static struct vintage_clue clue_of(const struct layer_reading *reading, const char *file)
{
    const char *slash = strrchr(file, '/');
    struct vintage_clue clue = vintage_clue_of_name(slash == NULL ? file : slash + 1, CLUE_FILE);
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

static enum status add_clue(struct vintage_reading *reading, const struct vintage_request *request,
                            const struct layer_reading *layer, const struct vintage_file *file,
                            struct error *err)
{
    struct table_clue clue = {file->name, layer->columns.kind, vintage_year_in(file->declared),
                              clue_of(layer, file->name)};

    if (clue.declared == 0 && (clue.layer == LAYER_EPCI || clue.layer == LAYER_MEMBERS))
        clue.declared = request->epci_year;
    if (clue.declared == 0 && clue.layer == LAYER_POPULATIONS)
        clue.declared = request->population_year;

    return table_clues_add(&reading->clues, &clue, err);
}

static bool may_have_shapes(const struct layer_reading *reading)
{
    return reading->columns.kind == LAYER_SHAPES ||
           (reading->columns.kind == LAYER_COMMUNES && layer_has_polygons(reading->layer));
}

/** Polygons of EPCI are read only to be compared. */
static bool has_epci_shapes(const struct vintage_request *request,
                            const struct layer_reading *layer)
{
    return !request->lists_only && request->findings != NULL && layer->columns.kind == LAYER_EPCI &&
           layer_has_polygons(layer->layer);
}

/** What is only looked at where findings listen need not be sound. */
static enum layer_shapes shapes_wanted(const struct vintage_request *request,
                                       const struct layer_reading *layer, bool with_shapes)
{
    if (!with_shapes && !has_epci_shapes(request, layer))
        return SHAPES_NONE;
    return request->repair != NULL || request->findings != NULL ? SHAPES_UNCHECKED : SHAPES_SOUND;
}

/** Files that a lineage can be read from. */
static void note_lineage(struct vintage_reading *reading, const struct layer_reading *layer,
                         const struct vintage_file *file)
{
    if (layer->columns.kind == LAYER_MOVEMENTS)
        reading->movements = (struct lineage_file){file->path, file->name};
    if (layer->columns.is_cog && layer->columns.field[COLUMN_COM_PARENT] >= 0)
        reading->delegates = (struct lineage_file){file->path, file->name};
}

static enum status add_sources(struct vintage_reading *reading,
                               const struct vintage_request *request,
                               const struct layer_reading *layer, const struct vintage_file *file,
                               const struct digest *digest, struct error *err)
{
    enum layer_kind kind = layer->columns.kind;
    enum status status;

    if (request->lists_only || !is_kept(kind))
        return STATUS_OK;
    status = add_source(reading, file, kind, digest, err);
    return status == STATUS_OK ? file_remark_source(layer, file, request->findings, err) : status;
}

static enum status read_known_layer(struct vintage_reading *reading,
                                    const struct vintage_request *request,
                                    struct layer_reading *layer, const struct vintage_file *file,
                                    const struct digest *digest, struct error *err)
{
    bool with_shapes = !request->lists_only && !request->derives_shapes && may_have_shapes(layer);
    enum status status;

    if (!with_shapes && layer->columns.kind == LAYER_SHAPES)
        return STATUS_OK;
    note_lineage(reading, layer, file);
    status = read_rows(layer, shapes_wanted(request, layer, with_shapes), request->progress, err);
    if (status == STATUS_OK && with_shapes) {
        reading->shapes = file->name;
        status = file_remark_scale(layer, request->findings, err);
    }
    if (status == STATUS_OK)
        status = add_clue(reading, request, layer, file, err);
    if (status == STATUS_OK)
        status = add_sources(reading, request, layer, file, digest, err);
    if (status == STATUS_OK && with_shapes && layer->columns.kind != LAYER_SHAPES)
        status = add_source(reading, file, LAYER_SHAPES, digest, err);
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

/** What places in a layer are called after: the file, and the layer where there are several. */
static enum status name_layer(const struct vintage_reading *reading,
                              const struct vintage_request *request,
                              const struct vintage_file *file, const struct layer *layer,
                              bool is_only, const char **ret_name, struct error *err)
{
    char name[ERROR_SUBJECT_MAX];

    *ret_name = file->name;
    if (is_only)
        return STATUS_OK;
    (void)snprintf(name, sizeof name, "%.60s (%.30s)", file->name, layer_name(layer));
    utf8_end_at_character(name);
    *ret_name = request->findings == NULL ? arena_string(&reading->gathering->arena, name)
                                          : findings_keep(request->findings, name);
    return *ret_name == NULL ? error_no_memory(err) : STATUS_OK;
}

/** A file of one layer is refused for what that lacks, one of several for what there is. */
static enum status refuse_layers(const struct vintage_file *file, struct source_file *source,
                                 const struct error *refusal, struct error *err)
{
    struct enumeration names = {0};

    if (source_file_layer_count(source) == 1 || strcmp(refusal->check, "SRC-02") == 0) {
        if (err != NULL)
            *err = *refusal;
        return refusal->status;
    }
    for (size_t i = 0; i < source_file_layer_count(source); i++)
        enumeration_add(&names, NULL, layer_name(source_file_layer(source, i)));
    (void)error_set(err, STATUS_INVALID, file->name,
                    "no known layer in the file (layers read: %s): give one with communes, EPCI, "
                    "départements or shapes",
                    "aucune couche reconnue dans le fichier (couches lues : %s) : donnez-en un "
                    "avec des communes, des EPCI, des départements ou des contours",
                    names.count == 0 ? "0" : names.text);
    return error_cite(err, STATUS_INVALID, "SRC-01");
}

static enum status read_layers(struct vintage_reading *reading,
                               const struct vintage_request *request,
                               const struct vintage_file *file, struct source_file *source,
                               const struct digest *digest, struct error *err)
{
    size_t count = source_file_layer_count(source);
    struct error refusal = {.check = ""};
    bool has_known = false;
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct layer_reading layer = {
            .layer = source_file_layer(source, i),
            .gathering = reading->gathering,
            .table = reading->table_count++,
            .is_damage_said = source_file_damage(source).count > 0,
            .last_event = DATE_FIRST,
            .last_census = DATE_FIRST,
        };

        /* A file may hold layers that mean nothing here, if it holds one that does. */
        if (bind_layer(&layer, file, count == 1,
                       strcmp(refusal.check, "SRC-02") == 0 ? NULL : &refusal) != STATUS_OK)
            continue;
        has_known = true;
        status = name_layer(reading, request, file, layer.layer, count == 1, &layer.file, err);
        if (status == STATUS_OK)
            status = read_known_layer(reading, request, &layer, file, digest, err);
    }
    return status != STATUS_OK || has_known ? status : refuse_layers(file, source, &refusal, err);
}

/** Readers know the file by its path or the end of it; people by the name that they gave. */
static enum status name_refusal(const struct vintage_file *file, enum status status,
                                struct error *err)
{
    const char *slash = strrchr(file->path, '/');
    const char *names[2] = {file->path, slash == NULL ? file->path : slash + 1};

    for (size_t i = 0; i < 2 && status != STATUS_OK && err != NULL; i++) {
        size_t length = strlen(names[i]);
        const char *line = err->subject + length;

        if (strncmp(err->subject, names[i], length) != 0 || (*line != ':' && *line != '\0'))
            continue;
        row_place_format(
            (struct row_place){file->name, *line == ':' ? strtoul(line + 1, NULL, 10) : 0},
            err->subject, sizeof err->subject);
        break;
    }
    return status;
}

static enum status open_and_read(struct vintage_reading *reading,
                                 const struct vintage_request *request,
                                 const struct vintage_file *file, struct error *err)
{
    AUTO(source_file) source = NULL;
    struct digest digest;
    enum status status = check_digest(file, &digest, err);

    if (status == STATUS_OK)
        status = source_file_open(file->path, &source, err);
    if (status == STATUS_IO || status == STATUS_NOT_FOUND || status == STATUS_FORMAT) {
        bool is_cited = err != NULL && err->check != NULL && err->check[0] != '\0';

        return is_cited ? status : error_cite(err, status, "SRC-01");
    }
    if (status == STATUS_OK)
        status = file_remark_damage(file, source, request->findings, err);
    return status == STATUS_OK ? read_layers(reading, request, file, source, &digest, err) : status;
}

/** Where no table names the départements, those of the nearest vintage are meant. */
static enum status add_known_departements(struct gathering *gathering,
                                          const struct expectation *expectation, struct error *err)
{
    const struct vintage *nearest = expectation == NULL ? NULL : expectation->nearest;
    enum status status = STATUS_OK;

    if (nearest == NULL || gathering->departement_count > 0)
        return STATUS_OK;
    for (uint32_t i = 0; i < nearest->departement_count && status == STATUS_OK; i++) {
        const struct departement *departement = &nearest->departements[i];
        struct departement_row row = {departement->code, departement->name, departement->region};

        status = gathering_add_departement(gathering, &row, (struct row_place){"", 0}, err);
    }
    return status;
}

static enum status read_all(struct vintage_reading *reading, const struct vintage_request *request,
                            struct error *err)
{
    enum status status =
        gathering_new(request->region, request->known, request->findings, &reading->gathering, err);

    if (status == STATUS_OK)
        reading->gathering->expectation = request->expectation;
    for (size_t i = 0; i < request->file_count && status == STATUS_OK; i++) {
        const struct vintage_file *file = &request->files[i];

        status = name_refusal(file, open_and_read(reading, request, file, err), err);
    }
    if (status == STATUS_OK && request->findings != NULL)
        status = table_clues_remark(&reading->clues, request->year, request->findings, err);
    if (status == STATUS_OK)
        status = add_known_departements(reading->gathering, request->expectation, err);
    return status == STATUS_OK ? gathering_settle(reading->gathering, err) : status;
}

enum status vintage_files_read(const struct vintage_request *request,
                               struct vintage_reading *ret_reading, struct error *err)
{
    SCOPED(vintage_reading) reading = {.shapes = ""};
    enum status status = read_all(&reading, request, err);

    if (status != STATUS_OK)
        return status;
    *ret_reading = reading;
    reading = (struct vintage_reading){.shapes = ""};
    return STATUS_OK;
}
