/* Vintages and outlines in the SQLite store. */
#include <stdlib.h>
#include <string.h>

#include "data/store_sqlite.h"
#include "data/vintage_builder.h"
#include "geo/measure.h"
#include "geo/wkb.h"

/** Binds a shape as WKB; the bytes live until the statement is bound again. */
static enum status bind_shape(const struct statement *statement, int parameter,
                              const struct multipolygon *shape, struct error *err)
{
    void *bytes;
    size_t size;
    enum status status = wkb_write(shape, &bytes, &size, err);

    if (status == STATUS_OK)
        sqlite3_bind_blob64(statement->handle, parameter, bytes, size, free);
    return status;
}

static enum status read_shape(const struct statement *statement, int column,
                              struct multipolygon **ret_shape, struct error *err)
{
    const void *bytes = sqlite3_column_blob(statement->handle, column);

    return wkb_read(bytes, (size_t)sqlite3_column_bytes(statement->handle, column), ret_shape, err);
}

static enum status put_vintage_row(struct store *store, const struct vintage *vintage,
                                   struct error *err)
{
    SCOPED(statement) remove = {NULL};
    SCOPED(statement) insert = {NULL};
    enum status status = store_prepare(store, "DELETE FROM vintage WHERE year = ?", &remove, err);

    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO vintage VALUES (?, ?)", &insert, err);
    if (status != STATUS_OK)
        return status;
    sqlite3_bind_int(remove.handle, 1, vintage->year);
    sqlite3_bind_int(insert.handle, 1, vintage->year);
    statement_bind_text(&insert, 2, vintage->region);
    status = store_run(store, &remove, err);
    return status == STATUS_OK ? store_run(store, &insert, err) : status;
}

static enum status put_sources(struct store *store, const struct vintage *vintage,
                               struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_prepare(
        store, "INSERT INTO vintage_source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", &statement, err);

    for (uint32_t i = 0; i < vintage->source_count && status == STATUS_OK; i++) {
        const struct vintage_source *source = &vintage->sources[i];

        sqlite3_bind_int(statement.handle, 1, vintage->year);
        sqlite3_bind_int64(statement.handle, 2, i);
        statement_bind_text(&statement, 3, source->layer);
        statement_bind_text(&statement, 4, source->file);
        statement_bind_text(&statement, 5, source->source);
        statement_bind_text(&statement, 6, source->licence);
        statement_bind_text(&statement, 7, source->declared);
        statement_bind_text(&statement, 8, source->sha256.hex);
        status = store_run(store, &statement, err);
    }
    return status;
}

static enum status put_departements(struct store *store, const struct vintage *vintage,
                                    struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO departement VALUES (?, ?, ?, ?)", &statement, err);

    for (uint32_t i = 0; i < vintage->departement_count && status == STATUS_OK; i++) {
        const struct departement *departement = &vintage->departements[i];

        sqlite3_bind_int(statement.handle, 1, vintage->year);
        statement_bind_text(&statement, 2, departement->code);
        statement_bind_text(&statement, 3, departement->name);
        statement_bind_text(&statement, 4, departement->region);
        status = store_run(store, &statement, err);
    }
    return status;
}

static enum status put_epcis(struct store *store, const struct vintage *vintage, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO epci VALUES (?, ?, ?, ?)", &statement, err);

    for (uint32_t i = 0; i < vintage->epci_count && status == STATUS_OK; i++) {
        const struct epci *epci = &vintage->epcis[i];

        sqlite3_bind_int(statement.handle, 1, vintage->year);
        statement_bind_text(&statement, 2, epci->siren.code);
        statement_bind_text(&statement, 3, epci->name);
        statement_bind_text(&statement, 4, epci->nature);
        status = store_run(store, &statement, err);
    }
    return status;
}

static enum status put_communes(struct store *store, const struct vintage *vintage,
                                struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_prepare(store, "INSERT INTO commune VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                       &statement, err);

    for (uint32_t i = 0; i < vintage->commune_count && status == STATUS_OK; i++) {
        const struct commune *commune = &vintage->communes[i];

        sqlite3_clear_bindings(statement.handle);
        sqlite3_bind_int(statement.handle, 1, vintage->year);
        statement_bind_text(&statement, 2, commune->insee.code);
        statement_bind_text(&statement, 3, commune->name);
        statement_bind_text(&statement, 4, vintage->departements[commune->departement].code);
        if (commune->epci != UNIT_NONE)
            statement_bind_text(&statement, 5, vintage->epcis[commune->epci].siren.code);
        if (commune->population != POPULATION_UNKNOWN)
            sqlite3_bind_int64(statement.handle, 6, commune->population);
        sqlite3_bind_int(statement.handle, 7, commune->in_region);
        status = bind_shape(&statement, 8, commune->shape, err);
        if (status == STATUS_OK)
            status = store_run(store, &statement, err);
    }
    return status;
}

static enum status put_measures(struct store *store, const struct vintage *vintage,
                                struct error *err)
{
    SCOPED(statement) statement = {NULL};
    void *bytes;
    size_t size;
    enum status status =
        store_prepare(store, "INSERT INTO coverage VALUES (?, ?)", &statement, err);

    if (status != STATUS_OK)
        return status;
    if (coverage_measures_get(vintage->coverage, &bytes, &size) != STATUS_OK)
        return error_no_memory(err);
    sqlite3_bind_int(statement.handle, 1, vintage->year);
    sqlite3_bind_blob64(statement.handle, 2, bytes, size, free);
    return store_run(store, &statement, err);
}

static enum status put_repairs(struct store *store, const struct vintage *vintage,
                               struct error *err)
{
    SCOPED(statement) repair = {NULL};
    SCOPED(statement) contact = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO repair VALUES (?, ?, ?, ?)", &repair, err);

    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO false_contact VALUES (?, ?, ?)", &contact, err);
    for (uint32_t i = 0; i < vintage->repair_count && status == STATUS_OK; i++) {
        sqlite3_bind_int(repair.handle, 1, vintage->year);
        statement_bind_text(&repair, 2, vintage->communes[vintage->repairs[i].commune].insee.code);
        sqlite3_bind_double(repair.handle, 3, vintage->repairs[i].before_m2);
        sqlite3_bind_double(repair.handle, 4, vintage->repairs[i].after_m2);
        status = store_run(store, &repair, err);
    }
    for (uint32_t i = 0; i < vintage->false_contact_count && status == STATUS_OK; i++) {
        sqlite3_bind_int(contact.handle, 1, vintage->year);
        statement_bind_text(&contact, 2,
                            vintage->communes[vintage->false_contacts[i].a].insee.code);
        statement_bind_text(&contact, 3,
                            vintage->communes[vintage->false_contacts[i].b].insee.code);
        status = store_run(store, &contact, err);
    }
    return status;
}

enum status store_put_vintage(struct store *store, const struct vintage *vintage, struct error *err)
{
    enum status status = put_vintage_row(store, vintage, err);

    if (status == STATUS_OK)
        status = put_sources(store, vintage, err);
    if (status == STATUS_OK)
        status = put_departements(store, vintage, err);
    if (status == STATUS_OK)
        status = put_epcis(store, vintage, err);
    if (status == STATUS_OK)
        status = put_communes(store, vintage, err);
    if (status == STATUS_OK)
        status = put_repairs(store, vintage, err);
    return status == STATUS_OK ? put_measures(store, vintage, err) : status;
}

/** One row of a table into the builder. */
typedef enum status row_reader(const struct store *store, const struct statement *statement,
                               struct vintage_builder *builder, struct error *err);

static enum status read_source(const struct store *store, const struct statement *statement,
                               struct vintage_builder *builder, struct error *err)
{
    struct vintage_source source = {
        .layer = statement_text(statement, 0),
        .file = statement_text(statement, 1),
        .source = statement_text(statement, 2),
        .licence = statement_text(statement, 3),
        .declared = statement_text(statement, 4),
    };

    (void)store;
    strncpy(source.sha256.hex, statement_text(statement, 5), sizeof source.sha256.hex - 1);
    return vintage_builder_add_source(builder, &source, err);
}

static enum status read_departement(const struct store *store, const struct statement *statement,
                                    struct vintage_builder *builder, struct error *err)
{
    struct departement_row row = {statement_text(statement, 0), statement_text(statement, 1),
                                  statement_text(statement, 2)};

    return vintage_builder_add_departement(builder, &row, (struct row_place){store->path, 0}, err);
}

static enum status read_epci(const struct store *store, const struct statement *statement,
                             struct vintage_builder *builder, struct error *err)
{
    struct epci_row row = {statement_text(statement, 0), statement_text(statement, 1),
                           statement_text(statement, 2), -1, -1};

    return vintage_builder_add_epci(builder, &row, (struct row_place){store->path, 0}, err);
}

static enum status read_commune(const struct store *store, const struct statement *statement,
                                struct vintage_builder *builder, struct error *err)
{
    struct row_place place = {store->path, 0};
    struct commune_row row = {
        .insee = statement_text(statement, 0),
        .name = statement_text(statement, 1),
        .departement = statement_text(statement, 2),
        .epci = statement_text(statement, 3),
        .population = sqlite3_column_type(statement->handle, 4) == SQLITE_NULL
                          ? POPULATION_UNKNOWN
                          : sqlite3_column_int64(statement->handle, 4),
        .region = sqlite3_column_int(statement->handle, 5) != 0 ? NULL : "",
    };
    struct shape_row shape = {row.insee, NULL};
    enum status status = read_shape(statement, 6, &shape.shape, err);

    if (status != STATUS_OK)
        return status;
    status = vintage_builder_add_shape(builder, shape, place, err);
    return status == STATUS_OK ? vintage_builder_add_commune(builder, &row, place, err) : status;
}

static enum status read_measures(const struct store *store, const struct statement *statement,
                                 struct vintage_builder *builder, struct error *err)
{
    (void)store;
    return vintage_builder_set_measures(builder, sqlite3_column_blob(statement->handle, 0),
                                        (size_t)sqlite3_column_bytes(statement->handle, 0), err);
}

static enum status read_repair(const struct store *store, const struct statement *statement,
                               struct vintage_builder *builder, struct error *err)
{
    (void)store;
    return vintage_builder_add_repair(builder, statement_text(statement, 0),
                                      sqlite3_column_double(statement->handle, 1),
                                      sqlite3_column_double(statement->handle, 2), err);
}

static enum status read_contact(const struct store *store, const struct statement *statement,
                                struct vintage_builder *builder, struct error *err)
{
    (void)store;
    return vintage_builder_add_false_contact(builder, statement_text(statement, 0),
                                             statement_text(statement, 1), err);
}

static enum status read_rows(struct store *store, const char *sql, int year, row_reader *read,
                             struct vintage_builder *builder, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = store_prepare(store, sql, &statement, err);

    if (status != STATUS_OK)
        return status;
    sqlite3_bind_int(statement.handle, 1, year);
    while (has_row && status == STATUS_OK) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = read(store, &statement, builder, err);
    }
    return status;
}

static enum status read_vintage(struct store *store, int year, const char *region,
                                struct vintage **ret_vintage, struct error *err)
{
    AUTO(vintage_builder) builder = NULL;
    enum status status = vintage_builder_new(year, region, &builder, err);

    if (status == STATUS_OK)
        status = read_rows(store,
                           "SELECT layer, file, source, licence, declared, sha256 FROM "
                           "vintage_source WHERE year = ? ORDER BY position",
                           year, read_source, builder, err);
    if (status == STATUS_OK)
        status = read_rows(store, "SELECT code, name, region FROM departement WHERE year = ?", year,
                           read_departement, builder, err);
    if (status == STATUS_OK)
        status = read_rows(store, "SELECT siren, name, nature FROM epci WHERE year = ?", year,
                           read_epci, builder, err);
    if (status == STATUS_OK)
        status = read_rows(store,
                           "SELECT insee, name, departement, epci, population, in_region, shape "
                           "FROM commune WHERE year = ?",
                           year, read_commune, builder, err);
    if (status == STATUS_OK)
        status = read_rows(store, "SELECT insee, before_m2, after_m2 FROM repair WHERE year = ?",
                           year, read_repair, builder, err);
    if (status == STATUS_OK)
        status = read_rows(store, "SELECT a, b FROM false_contact WHERE year = ?", year,
                           read_contact, builder, err);
    if (status == STATUS_OK)
        status = read_rows(store, "SELECT measures FROM coverage WHERE year = ?", year,
                           read_measures, builder, err);
    return status == STATUS_OK ? vintage_builder_finish(builder, ret_vintage, err) : status;
}

static enum status append(struct vintage ***vintages, size_t *count, struct vintage *vintage,
                          struct error *err)
{
    struct vintage **grown = realloc(*vintages, (*count + 1) * sizeof(struct vintage *));

    if (grown == NULL) {
        vintage_free(vintage);
        return error_no_memory(err);
    }
    *vintages = grown;
    grown[(*count)++] = vintage;
    return STATUS_OK;
}

enum status store_read_vintages(struct store *store, struct vintage ***ret_vintages,
                                size_t *ret_count, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    struct vintage **vintages = NULL;
    size_t count = 0;
    bool has_row = true;
    enum status status =
        store_prepare(store, "SELECT year, region FROM vintage ORDER BY year", &statement, err);

    while (status == STATUS_OK && has_row) {
        struct vintage *vintage = NULL;

        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        status = read_vintage(store, sqlite3_column_int(statement.handle, 0),
                              statement_text(&statement, 1), &vintage, err);
        if (status == STATUS_OK)
            status = append(&vintages, &count, vintage, err);
    }
    if (status == STATUS_OK) {
        *ret_vintages = vintages;
        *ret_count = count;
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++)
        vintage_free(vintages[i]);
    free(vintages);
    return status;
}

enum status store_put_outlines(struct store *store, const struct outlines *outlines,
                               struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_execute(store, "DELETE FROM outline", err);

    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO outline VALUES (?, ?, ?)", &statement, err);
    for (size_t i = 0; i < outlines_count(outlines) && status == STATUS_OK; i++) {
        const struct outline *outline = outlines_at(outlines, i);

        statement_bind_text(&statement, 1, outline->key.hex);
        sqlite3_bind_double(statement.handle, 2, outline->perimeter_m);
        status = bind_shape(&statement, 3, outline->shape, err);
        if (status == STATUS_OK)
            status = store_run(store, &statement, err);
    }
    return status;
}

enum status store_read_outlines(struct store *store, struct outlines **ret_outlines,
                                struct error *err)
{
    AUTO(outlines) outlines = NULL;
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = outlines_new(&outlines, err);

    if (status == STATUS_OK)
        status = store_prepare(store, "SELECT key, perimeter_m, shape FROM outline ORDER BY rowid",
                               &statement, err);
    while (status == STATUS_OK && has_row) {
        struct multipolygon *shape = NULL;
        struct digest key = {{0}};

        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        strncpy(key.hex, statement_text(&statement, 0), sizeof key.hex - 1);
        status = read_shape(&statement, 2, &shape, err);
        if (status == STATUS_OK)
            status = outlines_add(outlines, &key, shape, sqlite3_column_double(statement.handle, 1),
                                  err);
    }
    if (status == STATUS_OK)
        *ret_outlines = TAKE(outlines);
    return status;
}
