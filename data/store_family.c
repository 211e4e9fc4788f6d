#include "data/store_family.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/measure.h"
#include "geo/text.h"
#include "geo/wkb.h"

enum { LINE_TEXT_MAX = 1 << 20 };

enum status store_bind_shape(const struct statement *statement, int parameter,
                             const struct multipolygon *shape, struct error *err)
{
    void *bytes;
    size_t size;
    enum status status = wkb_write(shape, &bytes, &size, err);

    if (status == STATUS_OK)
        sqlite3_bind_blob64(statement->handle, parameter, bytes, size, free);
    return status;
}

enum status store_read_shape(const struct statement *statement, int column,
                             struct multipolygon **ret_shape, struct error *err)
{
    const void *bytes = sqlite3_column_blob(statement->handle, column);

    return wkb_read(bytes, (size_t)sqlite3_column_bytes(statement->handle, column), ret_shape, err);
}

static enum status find_family(struct store *store, const struct digest *identity, int64_t *ret_id,
                               struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status =
        store_prepare(store, "SELECT id FROM family WHERE identity = ?", &statement, err);

    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, identity->hex);
    status = store_step(store, &statement, &has_row, err);
    *ret_id = has_row ? sqlite3_column_int64(statement.handle, 0) : -1;
    return status;
}

static enum status put_row(struct store *store, const struct shape_family *family,
                           const struct digest *identity, int64_t *ret_id, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    void *bytes;
    size_t size;
    enum status status = store_prepare(
        store, "INSERT INTO family (year, source, identity, measures) VALUES (?, ?, ?, ?)",
        &statement, err);

    if (status != STATUS_OK)
        return status;
    if (coverage_measures_get(family->coverage, &bytes, &size) != STATUS_OK)
        return error_no_memory(err);
    sqlite3_bind_int(statement.handle, 1, family->year);
    statement_bind_text(&statement, 2, family->source.hex);
    statement_bind_text(&statement, 3, identity->hex);
    sqlite3_bind_blob64(statement.handle, 4, bytes, size, free);
    status = store_run(store, &statement, err);
    *ret_id = sqlite3_last_insert_rowid(store->database);
    return status;
}

static enum status put_tiles(struct store *store, const struct shape_family *family, int64_t id,
                             struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO tile VALUES (?, ?, ?, ?, ?)", &statement, err);

    for (uint32_t i = 0; i < family->tile_count && status == STATUS_OK; i++) {
        sqlite3_bind_int64(statement.handle, 1, id);
        statement_bind_text(&statement, 2, family->tiles[i].insee.code);
        statement_bind_text(&statement, 3, family->tiles[i].side.code);
        statement_bind_text(&statement, 4, family->tiles[i].name);
        status = store_bind_shape(&statement, 5, family->tiles[i].shape, err);
        if (status == STATUS_OK)
            status = store_run(store, &statement, err);
    }
    return status;
}

static void format_line(const struct shape_cut *cut, struct text *text)
{
    for (size_t i = 0; i < cut->line_count; i++)
        text_addf(text, "%s%d %d", i == 0 ? "" : ",", cut->line[i].lon_e7, cut->line[i].lat_e7);
}

static enum status put_cuts(struct store *store, const struct shape_family *family, int64_t id,
                            struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_prepare(
        store, "INSERT INTO cut VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &statement, err);

    for (uint32_t i = 0; i < family->cut_count && status == STATUS_OK; i++) {
        const struct shape_cut *cut = &family->cuts[i];
        SCOPED(text) line = {0};
        const char *bytes;
        size_t length;
        char date[DATE_TEXT_MAX];

        text_init(&line, LINE_TEXT_MAX);
        format_line(cut, &line);
        if (text_view(&line, &bytes, &length) != STATUS_OK)
            return error_no_memory(err);
        date_format(cut->date, date);
        sqlite3_bind_int64(statement.handle, 1, id);
        statement_bind_text(&statement, 2, cut->insee.code);
        statement_bind_text(&statement, 3, date);
        statement_bind_text(&statement, 4, cut->left.code);
        statement_bind_text(&statement, 5, cut->right.code);
        statement_bind_text(&statement, 6, bytes);
        sqlite3_bind_int(statement.handle, 7, cut->is_approximate);
        sqlite3_bind_double(statement.handle, 8, cut->prolonged_m[0]);
        sqlite3_bind_double(statement.handle, 9, cut->prolonged_m[1]);
        statement_bind_text(&statement, 10, cut->reason.en);
        statement_bind_text(&statement, 11, cut->reason.fr);
        statement_bind_text(&statement, 12, cut->source);
        status = store_run(store, &statement, err);
    }
    return status;
}

static enum status put_repairs(struct store *store, const struct shape_family *family, int64_t id,
                               struct error *err)
{
    SCOPED(statement) repair = {NULL};
    SCOPED(statement) contact = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO repair VALUES (?, ?, ?, ?)", &repair, err);

    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO false_contact VALUES (?, ?, ?)", &contact, err);
    for (uint32_t i = 0; i < family->repair_count && status == STATUS_OK; i++) {
        sqlite3_bind_int64(repair.handle, 1, id);
        statement_bind_text(&repair, 2, family->repairs[i].insee.code);
        sqlite3_bind_double(repair.handle, 3, family->repairs[i].before_m2);
        sqlite3_bind_double(repair.handle, 4, family->repairs[i].after_m2);
        status = store_run(store, &repair, err);
    }
    for (uint32_t i = 0; i < family->false_contact_count && status == STATUS_OK; i++) {
        sqlite3_bind_int64(contact.handle, 1, id);
        statement_bind_text(&contact, 2, family->false_contacts[i].a.code);
        statement_bind_text(&contact, 3, family->false_contacts[i].b.code);
        status = store_run(store, &contact, err);
    }
    return status;
}

enum status store_put_family(struct store *store, const struct shape_family *family,
                             int64_t *ret_id, struct error *err)
{
    struct digest identity;
    enum status status = shape_family_identity(family, &identity, err);

    if (status == STATUS_OK)
        status = find_family(store, &identity, ret_id, err);
    if (status != STATUS_OK || *ret_id >= 0)
        return status;
    status = put_row(store, family, &identity, ret_id, err);
    if (status == STATUS_OK)
        status = put_tiles(store, family, *ret_id, err);
    if (status == STATUS_OK)
        status = put_cuts(store, family, *ret_id, err);
    return status == STATUS_OK ? put_repairs(store, family, *ret_id, err) : status;
}

/** A family as its rows come; strings and arrays in the arena, the shapes of tiles its own. */
struct reading {
    struct shape_family_draft draft;
    struct tile *tiles;
    struct shape_cut *cuts;
    struct shape_repair *repairs;
    struct false_contact *contacts;
    struct arena arena;
};

static void reading_release(struct reading *reading)
{
    for (uint32_t i = 0; i < reading->draft.tile_count; i++)
        multipolygon_free(reading->tiles[i].shape);
    arena_release(&reading->arena);
}
DEFINE_SCOPED(reading)

static void copy_insee(const struct statement *statement, int column, struct insee *ret_insee)
{
    (void)snprintf(ret_insee->code, sizeof ret_insee->code, "%s",
                   statement_text(statement, column));
}

static enum status read_tile(const struct statement *statement, struct reading *reading,
                             struct error *err)
{
    struct tile *tile = &reading->tiles[reading->draft.tile_count];
    enum status status;

    copy_insee(statement, 0, &tile->insee);
    copy_insee(statement, 1, &tile->side);
    tile->name = arena_string(&reading->arena, statement_text(statement, 2));
    status = store_read_shape(statement, 3, &tile->shape, err);
    reading->draft.tile_count += status == STATUS_OK;
    return status;
}

/** "lon lat,lon lat…", in grid steps. */
static enum status parse_line(const char *text, struct reading *reading, struct shape_cut *cut)
{
    size_t count = 1;
    struct position *line;
    char *next = NULL;

    for (const char *c = text; *c != '\0'; c++)
        count += *c == ',';
    line = arena_alloc(&reading->arena, count * sizeof *line);
    if (line == NULL)
        return STATUS_NO_MEMORY;
    for (cut->line_count = 0; cut->line_count < count; cut->line_count++) {
        line[cut->line_count].lon_e7 = (int32_t)strtol(text, &next, 10);
        line[cut->line_count].lat_e7 = (int32_t)strtol(next, &next, 10);
        text = next + (*next == ',');
    }
    cut->line = line;
    return STATUS_OK;
}

static enum status read_cut(const struct statement *statement, struct reading *reading,
                            struct error *err)
{
    struct arena *arena = &reading->arena;
    struct shape_cut *cut = &reading->cuts[reading->draft.cut_count++];
    enum status status;

    copy_insee(statement, 0, &cut->insee);
    status = date_parse(statement_text(statement, 1), &cut->date, err);
    if (status != STATUS_OK)
        return status;
    copy_insee(statement, 2, &cut->left);
    copy_insee(statement, 3, &cut->right);
    cut->is_approximate = sqlite3_column_int(statement->handle, 5) != 0;
    cut->prolonged_m[0] = sqlite3_column_double(statement->handle, 6);
    cut->prolonged_m[1] = sqlite3_column_double(statement->handle, 7);
    cut->reason.en = arena_string(arena, statement_text(statement, 8));
    cut->reason.fr = arena_string(arena, statement_text(statement, 9));
    cut->source = arena_string(arena, statement_text(statement, 10));
    return parse_line(statement_text(statement, 4), reading, cut) == STATUS_OK
               ? STATUS_OK
               : error_no_memory(err);
}

static enum status read_repair(const struct statement *statement, struct reading *reading,
                               struct error *err)
{
    struct shape_repair *repair = &reading->repairs[reading->draft.repair_count++];

    (void)err;
    copy_insee(statement, 0, &repair->insee);
    repair->before_m2 = sqlite3_column_double(statement->handle, 1);
    repair->after_m2 = sqlite3_column_double(statement->handle, 2);
    return STATUS_OK;
}

static enum status read_contact(const struct statement *statement, struct reading *reading,
                                struct error *err)
{
    struct false_contact *contact = &reading->contacts[reading->draft.false_contact_count++];

    (void)err;
    copy_insee(statement, 0, &contact->a);
    copy_insee(statement, 1, &contact->b);
    return STATUS_OK;
}

/* The tables of a family, each counted first, so that its array has room. */
static const struct family_table {
    const char *count_sql;
    const char *sql;
    size_t array; /* offset of the array in struct reading */
    size_t row_size;
    enum status (*read)(const struct statement *statement, struct reading *reading,
                        struct error *err);
} tables[] = {
    {"SELECT count(*) FROM tile WHERE family = ?",
     "SELECT insee, side, name, shape FROM tile WHERE family = ?", offsetof(struct reading, tiles),
     sizeof(struct tile), read_tile},
    {"SELECT count(*) FROM cut WHERE family = ?",
     "SELECT insee, date, left_insee, right_insee, line, is_approximate, prolonged_start_m, "
     "prolonged_end_m, reason_en, reason_fr, source FROM cut WHERE family = ?",
     offsetof(struct reading, cuts), sizeof(struct shape_cut), read_cut},
    {"SELECT count(*) FROM repair WHERE family = ?",
     "SELECT insee, before_m2, after_m2 FROM repair WHERE family = ?",
     offsetof(struct reading, repairs), sizeof(struct shape_repair), read_repair},
    {"SELECT count(*) FROM false_contact WHERE family = ?",
     "SELECT a, b FROM false_contact WHERE family = ?", offsetof(struct reading, contacts),
     sizeof(struct false_contact), read_contact},
};

static enum status count_rows(struct store *store, const char *sql, int64_t id, size_t *ret_count,
                              struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status = store_prepare(store, sql, &statement, err);

    if (status != STATUS_OK)
        return status;
    sqlite3_bind_int64(statement.handle, 1, id);
    status = store_step(store, &statement, &has_row, err);
    *ret_count = has_row ? (size_t)sqlite3_column_int64(statement.handle, 0) : 0;
    return status;
}

static enum status read_table(struct store *store, const struct family_table *table, int64_t id,
                              struct reading *reading, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    size_t count;
    void *rows;
    bool has_row = true;
    enum status status = count_rows(store, table->count_sql, id, &count, err);

    if (status == STATUS_OK)
        status = store_prepare(store, table->sql, &statement, err);
    if (status != STATUS_OK)
        return status;
    rows = arena_alloc(&reading->arena, (count + 1) * table->row_size);
    if (rows == NULL)
        return error_no_memory(err);
    memcpy((char *)reading + table->array, &rows, sizeof(void *));
    sqlite3_bind_int64(statement.handle, 1, id);
    while (has_row && status == STATUS_OK) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = table->read(&statement, reading, err);
    }
    return status;
}

/** The family's own row; its measures are borrowed from the statement. */
static enum status read_row(struct store *store, int64_t id, struct statement *statement,
                            struct reading *reading, struct error *err)
{
    bool has_row = false;
    enum status status = store_prepare(
        store, "SELECT year, source, measures FROM family WHERE id = ?", statement, err);

    if (status != STATUS_OK)
        return status;
    sqlite3_bind_int64(statement->handle, 1, id);
    status = store_step(store, statement, &has_row, err);
    if (status != STATUS_OK || !has_row)
        return status;
    reading->draft.year = sqlite3_column_int(statement->handle, 0);
    (void)snprintf(reading->draft.source.hex, sizeof reading->draft.source.hex, "%s",
                   statement_text(statement, 1));
    reading->draft.measures = sqlite3_column_blob(statement->handle, 2);
    reading->draft.measures_size = (size_t)sqlite3_column_bytes(statement->handle, 2);
    return STATUS_OK;
}

static enum status read_family(struct store *store, int64_t id, bool is_anew,
                               struct shape_family **ret_family, struct error *err)
{
    SCOPED(statement) row = {NULL};
    SCOPED(reading) reading = {.draft = {.year = 0}};
    enum status status;

    arena_init(&reading.arena);
    status = read_row(store, id, &row, &reading, err);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == STATUS_OK; i++)
        status = read_table(store, &tables[i], id, &reading, err);
    if (status != STATUS_OK)
        return status;
    if (is_anew)
        reading.draft.measures_size = 0;
    reading.draft.tiles = reading.tiles;
    reading.draft.cuts = reading.cuts;
    reading.draft.repairs = reading.repairs;
    reading.draft.false_contacts = reading.contacts;
    return shape_family_new(&reading.draft, ret_family, err);
}

enum status store_read_family(struct store *store, int64_t id, struct shape_family **ret_family,
                              struct error *err)
{
    return read_family(store, id, false, ret_family, err);
}

enum status store_read_family_anew(struct store *store, int64_t id,
                                   struct shape_family **ret_family, struct error *err)
{
    return read_family(store, id, true, ret_family, err);
}

enum status store_sweep_families(struct store *store, struct error *err)
{
    return store_execute(store, "DELETE FROM family WHERE id NOT IN (SELECT family FROM vintage)",
                         err);
}
