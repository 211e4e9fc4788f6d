/* Vintages in the SQLite store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/store_family.h"
#include "data/store_seal.h"
#include "data/vintage_builder.h"

static enum status put_vintage_row(struct store *store, const struct vintage *vintage,
                                   struct error *err)
{
    SCOPED(statement) remove = {NULL};
    SCOPED(statement) insert = {NULL};
    int64_t family;
    enum status status = store_put_family(store, vintage->family, &family, err);

    if (status == STATUS_OK)
        status = store_prepare(store, "DELETE FROM vintage WHERE year = ?", &remove, err);
    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO vintage VALUES (?, ?, ?, ?, ?)", &insert, err);
    if (status != STATUS_OK)
        return status;
    sqlite3_bind_int(remove.handle, 1, vintage->year);
    sqlite3_bind_int(insert.handle, 1, vintage->year);
    statement_bind_text(&insert, 2, vintage->region);
    sqlite3_bind_int(insert.handle, 3, vintage->epci_year);
    sqlite3_bind_int(insert.handle, 4, vintage->population_year);
    sqlite3_bind_int64(insert.handle, 5, family);
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
    enum status status =
        store_prepare(store, "INSERT INTO commune VALUES (?, ?, ?, ?, ?, ?, ?)", &statement, err);

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
        status = store_run(store, &statement, err);
    }
    return status;
}

static bool is_own_tile(const struct tile *tile, const struct commune *commune)
{
    return tile->side.code[0] == '\0' && strcmp(tile->insee.code, commune->insee.code) == 0;
}

/** Only what is not plain: most communes own the one tile of their code. */
static enum status put_land(struct store *store, const struct vintage *vintage, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO land VALUES (?, ?, ?, ?)", &statement, err);

    for (uint32_t i = 0; i < vintage->commune_count && status == STATUS_OK; i++) {
        const struct commune *commune = &vintage->communes[i];

        for (uint32_t t = 0; t < commune->tile_count && status == STATUS_OK; t++) {
            const struct tile *tile = &vintage->family->tiles[commune->tiles[t]];

            if (is_own_tile(tile, commune))
                continue;
            sqlite3_bind_int(statement.handle, 1, vintage->year);
            statement_bind_text(&statement, 2, tile->insee.code);
            statement_bind_text(&statement, 3, tile->side.code);
            statement_bind_text(&statement, 4, commune->insee.code);
            status = store_run(store, &statement, err);
        }
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
        status = put_land(store, vintage, err);
    if (status == STATUS_OK)
        status = store_sweep_families(store, err);
    return status == STATUS_OK ? store_seal_vintage(store, vintage->year, err) : status;
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

    return vintage_builder_add_commune(builder, &row, place, err);
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

/** The owners of a family's tiles: each its own commune, but for the rows of the table. */
static enum status read_owners(struct store *store, int year, const struct shape_family *family,
                               struct insee owners[], struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status =
        store_prepare(store, "SELECT tile, side, insee FROM land WHERE year = ?", &statement, err);

    if (status != STATUS_OK)
        return status;
    for (uint32_t i = 0; i < family->tile_count; i++)
        owners[i] = family->tiles[i].insee;
    sqlite3_bind_int(statement.handle, 1, year);
    while (has_row && status == STATUS_OK) {
        uint32_t first, count;

        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        first = shape_family_tiles_of(family, statement_text(&statement, 0), &count);
        for (uint32_t i = first; i < first + count; i++) {
            if (strcmp(family->tiles[i].side.code, statement_text(&statement, 1)) == 0)
                (void)snprintf(owners[i].code, sizeof owners[i].code, "%s",
                               statement_text(&statement, 2));
        }
    }
    return status;
}

static enum status rest_on(struct store *store, int year, struct shape_family *family,
                           struct vintage_builder *builder, struct error *err)
{
    struct insee *owners = malloc(((size_t)family->tile_count + 1) * sizeof *owners);
    enum status status;

    if (owners == NULL)
        return error_no_memory(err);
    status = read_owners(store, year, family, owners, err);
    if (status == STATUS_OK)
        status = vintage_builder_rest_on(builder, family, owners, err);
    free(owners);
    return status;
}

/** A row of the table of vintages. */
struct vintage_head {
    int year, epci_year, population_year;
    const char *region; /* valid until the next row */
    int64_t family;
};

static struct vintage_head read_head(const struct statement *statement)
{
    return (struct vintage_head){
        .year = sqlite3_column_int(statement->handle, 0),
        .region = statement_text(statement, 1),
        .epci_year = sqlite3_column_int(statement->handle, 2),
        .population_year = sqlite3_column_int(statement->handle, 3),
        .family = sqlite3_column_int64(statement->handle, 4),
    };
}

static enum status read_vintage(struct store *store, const struct vintage_head *head,
                                struct shape_family *family, struct vintage **ret_vintage,
                                struct error *err)
{
    AUTO(vintage_builder) builder = NULL;
    int year = head->year;
    enum status status = vintage_builder_new(year, head->region, &builder, err);

    if (status == STATUS_OK) {
        vintage_builder_set_years(builder, head->epci_year, head->population_year);
        status = rest_on(store, year, family, builder, err);
    }
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
                           "SELECT insee, name, departement, epci, population, in_region "
                           "FROM commune WHERE year = ?",
                           year, read_commune, builder, err);
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

static int compare_years(const void *a, const void *b)
{
    const struct vintage *left = *(struct vintage *const *)a;
    const struct vintage *right = *(struct vintage *const *)b;

    return (left->year > right->year) - (left->year < right->year);
}

/** The family of an earlier vintage when it is the same, else from the store; acquired. */
static enum status family_of(struct store *store, int64_t id, int64_t last_id,
                             const struct vintage *last, struct shape_family **ret_family,
                             struct error *err)
{
    if (last == NULL || id != last_id)
        return store_read_family(store, id, ret_family, err);
    *ret_family = shape_family_acquire(last->family);
    return STATUS_OK;
}

enum status store_read_vintages(struct store *store, struct vintage ***ret_vintages,
                                size_t *ret_count, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    struct vintage **vintages = NULL;
    size_t count = 0;
    int64_t last_id = -1;
    bool has_row = true;
    enum status status = store_prepare(store,
                                       "SELECT year, region, epci_year, population_year, family "
                                       "FROM vintage ORDER BY family, year",
                                       &statement, err);

    while (status == STATUS_OK && has_row) {
        AUTO(shape_family) family = NULL;
        struct vintage *vintage = NULL;
        struct vintage_head head;

        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        head = read_head(&statement);
        status = family_of(store, head.family, last_id, count == 0 ? NULL : vintages[count - 1],
                           &family, err);
        if (status == STATUS_OK)
            status = read_vintage(store, &head, family, &vintage, err);
        if (status == STATUS_OK)
            status = append(&vintages, &count, vintage, err);
        last_id = head.family;
    }
    if (status == STATUS_OK) {
        if (count > 0)
            qsort(vintages, count, sizeof *vintages, compare_years);
        *ret_vintages = vintages;
        *ret_count = count;
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++)
        vintage_free(vintages[i]);
    free(vintages);
    return status;
}
