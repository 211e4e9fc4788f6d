#include "data/source/vintage_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/enumeration.h"
#include "data/source/row_facts.h"
#include "geo/utf8.h"

/** What the files of one request go through. */
struct request_reading {
    const struct vintage_request *request;
    struct gathering *gathering;
    struct vintage_builder *builder; /* NULL: lists only */
    uint32_t table_count;
    struct table_clues clues;
};

/** Is anything of such a layer in the vintage? */
static bool is_kept(enum layer_kind kind)
{
    return kind != LAYER_REGIONS && kind != LAYER_PARTS && kind != LAYER_DIVISIONS &&
           kind != LAYER_MOVEMENTS;
}

/** Where a source comes from: a table may say something of several layers of the vintage. */
static enum status add_source(struct vintage_builder *builder, const struct vintage_file *file,
                              enum layer_kind kind, const struct digest *digest, struct error *err)
{
    struct vintage_source source = {layer_kind_name(kind), file->name,     file->source,
                                    file->licence,         file->declared, *digest};

    if (builder == NULL || !is_kept(kind))
        return STATUS_OK;
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

static enum status add_clue(struct request_reading *reading, const struct layer_reading *layer,
                            const struct vintage_file *file, struct error *err)
{
    struct table_clue clue = {file->name, layer->columns.kind, vintage_year_in(file->declared),
                              clue_of(layer, file->name)};

    if (clue.declared == 0 && (clue.layer == LAYER_EPCI || clue.layer == LAYER_MEMBERS))
        clue.declared = reading->request->epci_year;
    if (clue.declared == 0 && clue.layer == LAYER_POPULATIONS)
        clue.declared = reading->request->population_year;

    return table_clues_add(&reading->clues, &clue, err);
}

static bool may_have_shapes(const struct layer_reading *reading)
{
    return reading->columns.kind == LAYER_SHAPES ||
           (reading->columns.kind == LAYER_COMMUNES && layer_has_polygons(reading->layer));
}

/** Nobody can check later what came from nobody knows where. */
static enum status say_source(const struct request_reading *reading,
                              const struct layer_reading *layer, const struct vintage_file *file,
                              struct error *err)
{
    bool has_source = file->source[0] != '\0', has_licence = file->licence[0] != '\0';
    struct remark remark = {"SRC-16", LEVEL_WARNING, {layer->file, 0}, NULL};
    struct words kind = layer_kind_words(layer->columns.kind);
    struct words missing = has_source ? (struct words){"licence", "licence"}
                           : has_licence
                               ? (struct words){"source", "source"}
                               : (struct words){"source et licence", "source and licence"};

    if (reading->builder == NULL || (has_source && has_licence) || !is_kept(layer->columns.kind))
        return STATUS_OK;
    return remark_add(reading->request->findings, remark, err,
                      "not stated for the layer “%s%.0s”: %s%.0s; state it in the manifest, or "
                      "with --source and --licence",
                      "non renseigné pour la couche « %.0s%s » : %.0s%s ; indiquez-le dans le "
                      "manifeste, ou avec --source et --licence",
                      kind.en, kind.fr, missing.en, missing.fr);
}

static enum status read_known_layer(struct request_reading *reading, struct layer_reading *layer,
                                    const struct vintage_file *file, const struct digest *digest,
                                    struct error *err)
{
    bool with_shapes =
        reading->builder != NULL && !reading->request->derives_shapes && may_have_shapes(layer);
    enum layer_shapes shapes = !with_shapes                       ? SHAPES_NONE
                               : reading->request->repair == NULL ? SHAPES_SOUND
                                                                  : SHAPES_UNCHECKED;
    enum status status;

    if (!with_shapes && layer->columns.kind == LAYER_SHAPES)
        return STATUS_OK;
    status = read_rows(layer, shapes, reading->request->progress, err);
    if (status == STATUS_OK)
        status = add_clue(reading, layer, file, err);
    if (status == STATUS_OK)
        status = add_source(reading->builder, file, layer->columns.kind, digest, err);
    if (status == STATUS_OK)
        status = say_source(reading, layer, file, err);
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
        status =
            remark_add(reading->request->findings, remark, err,
                       "suspicious encoding, places: %zu (first “%s”); was cp1252 read as Latin-1? "
                       "Take the file from its source again",
                       "encodage douteux, endroits : %zu (le premier : « %s ») ; du cp1252 lu "
                       "comme du latin-1 ? "
                       "Reprenez le fichier à sa source",
                       damage.count, damage.sample);
    if (status == STATUS_OK && source_file_encoding(source) == ENCODING_CP1252)
        status = remark_add(reading->request->findings,
                            (struct remark){"SRC-05", LEVEL_INFO, {file->name, 0}, NULL}, err,
                            "the file is not UTF-8 and was read as cp1252",
                            "le fichier n'est pas en UTF-8 et a été lu comme du cp1252");
    return status;
}

/** What places in a layer are called after: the file, and the layer where there are several. */
static enum status name_layer(const struct request_reading *reading,
                              const struct vintage_file *file, const struct layer *layer,
                              bool is_only, const char **ret_name, struct error *err)
{
    char name[ERROR_SUBJECT_MAX];

    *ret_name = file->name;
    if (is_only)
        return STATUS_OK;
    (void)snprintf(name, sizeof name, "%.60s (%.30s)", file->name, layer_name(layer));
    utf8_end_at_character(name);
    *ret_name = reading->request->findings == NULL
                    ? arena_string(&reading->gathering->arena, name)
                    : findings_keep(reading->request->findings, name);
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

static enum status read_layers(struct request_reading *reading, const struct vintage_file *file,
                               struct source_file *source, const struct digest *digest,
                               struct error *err)
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
        status = name_layer(reading, file, layer.layer, count == 1, &layer.file, err);
        if (status == STATUS_OK)
            status = read_known_layer(reading, &layer, file, digest, err);
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

static enum status open_and_read(struct request_reading *reading, const struct vintage_file *file,
                                 struct error *err)
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
        status = say_damage(reading, file, source, err);
    return status == STATUS_OK ? read_layers(reading, file, source, &digest, err) : status;
}

/** Where no table names the départements, those of the nearest vintage are meant. */
static enum status add_known_departements(const struct request_reading *reading, struct error *err)
{
    const struct vintage *nearest =
        reading->request->expectation == NULL ? NULL : reading->request->expectation->nearest;
    enum status status = STATUS_OK;

    if (nearest == NULL || reading->gathering->departement_count > 0)
        return STATUS_OK;
    for (uint32_t i = 0; i < nearest->departement_count && status == STATUS_OK; i++) {
        const struct departement *departement = &nearest->departements[i];
        struct departement_row row = {departement->code, departement->name, departement->region};

        status =
            gathering_add_departement(reading->gathering, &row, (struct row_place){"", 0}, err);
    }
    return status;
}

static enum status read_file(struct request_reading *reading, const struct vintage_file *file,
                             struct error *err)
{
    return name_refusal(file, open_and_read(reading, file, err), err);
}

static enum status read_all(struct request_reading *reading, struct error *err)
{
    const struct vintage_request *request = reading->request;
    enum status status =
        gathering_new(request->region, request->known, request->findings, &reading->gathering, err);

    if (status == STATUS_OK)
        reading->gathering->expectation = request->expectation;
    for (size_t i = 0; i < request->file_count && status == STATUS_OK; i++)
        status = read_file(reading, &request->files[i], err);
    if (status == STATUS_OK && request->findings != NULL)
        status = table_clues_remark(&reading->clues, request->year, request->findings, err);
    if (status == STATUS_OK)
        status = add_known_departements(reading, err);
    if (status == STATUS_OK)
        status = gathering_settle(reading->gathering, err);
    return status;
}

/** What was found of a level or worse stops here. */
static enum status refuse_findings(const struct vintage_request *request, enum level level,
                                   struct error *err)
{
    char year[16];

    if (request->findings == NULL)
        return STATUS_OK;
    (void)snprintf(year, sizeof year, "%d", request->year);
    return findings_refuse(request->findings, level, year, err);
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
    struct request_reading reading = {.request = request};
    enum status status = read_all(&reading, err);

    if (status == STATUS_OK)
        status = refuse_findings(request, LEVEL_FATAL, err);
    hand_clues(&reading, status);
    if (status == STATUS_OK)
        *ret_gathering = reading.gathering;
    else
        gathering_free(reading.gathering);
    return status;
}

/** The codes of a settled gathering. */
static enum status list_codes(const struct gathering *gathering, struct insee **ret_codes,
                              struct error *err)
{
    struct insee *codes = malloc((gathering->commune_count + 1) * sizeof *codes);

    if (codes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < gathering->commune_count; i++)
        (void)snprintf(codes[i].code, sizeof codes[i].code, "%s", gathering->communes[i].insee);
    *ret_codes = codes;
    return STATUS_OK;
}

/** The shapes come from where those of the base do. */
static enum status add_shapes_source(const struct vintage *base, struct vintage_builder *builder,
                                     struct error *err)
{
    for (uint32_t i = 0; i < base->source_count; i++) {
        if (strcmp(base->sources[i].layer, layer_kind_name(LAYER_SHAPES)) == 0)
            return vintage_builder_add_source(builder, &base->sources[i], err);
    }
    return STATUS_OK;
}

/** The vintage rests on the shapes of another year, dealt out along the movements. */
static enum status derive_shapes(const struct vintage_request *request,
                                 const struct gathering *gathering, struct vintage_builder *builder,
                                 struct error *err)
{
    struct shape_family *family = request->base->family;
    struct insee *owners = malloc(((size_t)family->tile_count + 1) * sizeof *owners);
    struct insee *codes = NULL;
    enum status status = owners == NULL ? error_no_memory(err) : STATUS_OK;

    if (status == STATUS_OK)
        status = list_codes(gathering, &codes, err);
    if (status == STATUS_OK)
        status = derive_owners(family, request->lineage, request->year,
                               (struct insee_list){codes, gathering->commune_count}, owners, err);
    if (status == STATUS_OK)
        status = vintage_builder_rest_on(builder, family, owners, err);
    if (status == STATUS_OK)
        status = add_shapes_source(request->base, builder, err);
    free(codes);
    free(owners);
    return status;
}

enum status vintage_request_read(const struct vintage_request *request,
                                 struct vintage **ret_vintage, struct error *err)
{
    AUTO(vintage_builder) builder = NULL;
    struct request_reading reading = {.request = request};
    enum status status = vintage_builder_new(request->year, request->region, &builder, err);

    if (status != STATUS_OK)
        return status;
    if (request->repair != NULL)
        vintage_builder_allow_repair(builder, *request->repair);
    vintage_builder_set_years(builder, request->epci_year, request->population_year);
    reading.builder = builder;
    status = read_all(&reading, err);
    if (status == STATUS_OK)
        status = refuse_findings(request, LEVEL_ERROR, err);
    if (status == STATUS_OK)
        status = gathering_build(reading.gathering, builder, err);
    if (status == STATUS_OK && request->derives_shapes)
        status = derive_shapes(request, reading.gathering, builder, err);
    gathering_free(reading.gathering);
    if (status == STATUS_OK)
        status = vintage_builder_finish(builder, ret_vintage, err);
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
