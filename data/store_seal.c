#include "data/store_seal.h"

#include <stdio.h>
#include <string.h>

#include "data/digest.h"
#include "data/store_sqlite.h"

enum { NAME_MAX_SIZE = 64, SQL_MAX = 4096, CONTENT_MAX = 1024 * 1024 * 1024 };

static const char *const of_vintage[] = {
    "SELECT v.year, v.region, v.epci_year, v.population_year, f.identity FROM vintage v JOIN "
    "family f ON f.id = v.family WHERE v.year = ?",
    "SELECT * FROM vintage_source WHERE year = ? ORDER BY position",
    "SELECT * FROM departement WHERE year = ? ORDER BY code",
    "SELECT * FROM epci WHERE year = ? ORDER BY siren",
    "SELECT * FROM commune WHERE year = ? ORDER BY insee",
    "SELECT * FROM land WHERE year = ? ORDER BY tile, side",
    NULL,
};
static const char *const of_lineage[] = {
    "SELECT * FROM movement ORDER BY date, kind, code_before, code_after, type_before, type_after",
    "SELECT * FROM delegate ORDER BY insee, type",
    NULL,
};
static const char *const of_aliases[] = {"SELECT * FROM alias ORDER BY name, kind, code", NULL};

/** Each value with its kind and length, so that no two rows are written alike. */
static void add_row(struct text *content, const struct statement *statement)
{
    for (int i = 0; i < sqlite3_column_count(statement->handle); i++) {
        int type = sqlite3_column_type(statement->handle, i);

        if (type == SQLITE_NULL) {
            text_add(content, "n");
            continue;
        }
        text_addf(content, "%d:%d:", type, sqlite3_column_bytes(statement->handle, i));
        text_add_bytes(content, statement_text(statement, i),
                       (size_t)sqlite3_column_bytes(statement->handle, i));
    }
    text_add(content, "\n");
}

/** The rows of a query; its parameters, when it has some, are all the same number. */
static enum status add_rows(struct store *store, const char *sql, int64_t number,
                            struct text *content, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = store_prepare(store, sql, &statement, err);

    if (status == STATUS_OK && sqlite3_bind_parameter_count(statement.handle) > 0)
        sqlite3_bind_int64(statement.handle, 1, number);
    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            add_row(content, &statement);
    }
    text_add(content, "\n");
    return status;
}

static enum status finish(struct text *content, struct digest *ret_digest, struct error *err)
{
    const char *bytes;
    size_t length;

    if (text_view(content, &bytes, &length) != STATUS_OK)
        return error_no_memory(err);
    *ret_digest = digest_of(bytes, length);
    return STATUS_OK;
}

static enum status digest_queries(struct store *store, const char *const queries[], int64_t number,
                                  struct digest *ret_digest, struct error *err)
{
    SCOPED(text) content = {0};
    enum status status = STATUS_OK;

    text_init(&content, CONTENT_MAX);
    for (size_t i = 0; queries[i] != NULL && status == STATUS_OK; i++)
        status = add_rows(store, queries[i], number, &content, err);
    return status == STATUS_OK ? finish(&content, ret_digest, err) : status;
}

/** What the revision opened, with its columns, or closed, with the revision that had opened it. */
static void write_register_query(const struct register_layout *layout, bool is_opened,
                                 char ret_sql[SQL_MAX])
{
    size_t length = (size_t)snprintf(ret_sql, SQL_MAX, "SELECT rev_from");

    for (size_t i = 0; i < layout->column_count && length < SQL_MAX; i++)
        length +=
            (size_t)snprintf(ret_sql + length, SQL_MAX - length, ", %s", layout->columns[i].name);
    if (length < SQL_MAX)
        (void)snprintf(ret_sql + length, SQL_MAX - length, " FROM %s WHERE %s = ? ORDER BY rowid",
                       layout->table, is_opened ? "rev_from" : "rev_to");
}

static enum status digest_revision(struct store *store, int64_t revision, const char *before,
                                   struct digest *ret_digest, struct error *err)
{
    SCOPED(text) content = {0};
    enum status status;

    text_init(&content, CONTENT_MAX);
    text_addf(&content, "%s\n", before);
    status = add_rows(store, "SELECT * FROM revision WHERE n = ?", revision, &content, err);
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++) {
        const struct register_layout *layout = register_layout((enum register_table)table);
        char sql[SQL_MAX];

        write_register_query(layout, true, sql);
        status = add_rows(store, sql, revision, &content, err);
        write_register_query(layout, false, sql);
        if (status == STATUS_OK)
            status = add_rows(store, sql, revision, &content, err);
    }
    return status == STATUS_OK ? finish(&content, ret_digest, err) : status;
}

static enum status put(struct store *store, const char *name, const struct digest *digest,
                       struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_prepare(
        store, "INSERT INTO seal VALUES (?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256",
        &statement, err);

    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, name);
    statement_bind_text(&statement, 2, digest->hex);
    return store_run(store, &statement, err);
}

/** "" when there is none. */
static enum status read_seal(struct store *store, const char *name, char ret_seal[DIGEST_TEXT_SIZE],
                             struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status =
        store_prepare(store, "SELECT sha256 FROM seal WHERE name = ?", &statement, err);

    ret_seal[0] = '\0';
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, name);
    status = store_step(store, &statement, &has_row, err);
    if (status == STATUS_OK && has_row)
        (void)snprintf(ret_seal, DIGEST_TEXT_SIZE, "%s", statement_text(&statement, 0));
    return status;
}

static void name_of(const char *kind, int64_t number, char ret_name[NAME_MAX_SIZE])
{
    (void)snprintf(ret_name, NAME_MAX_SIZE, "%s %lld", kind, (long long)number);
}

static enum status seal(struct store *store, const char *name, const char *const queries[],
                        int64_t number, struct error *err)
{
    struct digest digest;
    enum status status = digest_queries(store, queries, number, &digest, err);

    return status == STATUS_OK ? put(store, name, &digest, err) : status;
}

enum status store_seal_vintage(struct store *store, int year, struct error *err)
{
    char name[NAME_MAX_SIZE];

    name_of("vintage", year, name);
    return seal(store, name, of_vintage, year, err);
}

enum status store_seal_lineage(struct store *store, struct error *err)
{
    return seal(store, "lineage", of_lineage, 0, err);
}

enum status store_seal_aliases(struct store *store, struct error *err)
{
    return seal(store, "aliases", of_aliases, 0, err);
}

enum status store_seal_revision(struct store *store, struct error *err)
{
    char name[NAME_MAX_SIZE], before[DIGEST_TEXT_SIZE];
    struct digest digest;
    enum status status;

    name_of("revision", store->revision - 1, name);
    status = read_seal(store, name, before, err);
    if (status == STATUS_OK)
        status = digest_revision(store, store->revision, before, &digest, err);
    name_of("revision", store->revision, name);
    return status == STATUS_OK ? put(store, name, &digest, err) : status;
}

static enum status compare(struct store *store, const char *name, struct words what,
                           const struct digest *digest, struct store_defects *defects,
                           struct error *err)
{
    char found[DIGEST_TEXT_SIZE];
    enum status status = read_seal(store, name, found, err);

    if (status == STATUS_OK && strcmp(found, digest->hex) != 0)
        store_defects_add(defects, "%s%.0s: what is stored is not what was recorded",
                          "%.0s%s : ce qui est en base n'est pas ce qui a été enregistré", what.en,
                          what.fr);
    return status;
}

static enum status check_vintages(struct store *store, struct store_defects *defects,
                                  struct error *err)
{
    SCOPED(statement) years = {NULL};
    bool has_row = true;
    enum status status =
        store_prepare(store, "SELECT year FROM vintage ORDER BY year", &years, err);

    while (status == STATUS_OK && has_row) {
        char name[NAME_MAX_SIZE], fr[NAME_MAX_SIZE];
        struct digest digest;
        int64_t year;

        status = store_step(store, &years, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        year = sqlite3_column_int64(years.handle, 0);
        name_of("vintage", year, name);
        name_of("millésime", year, fr);
        status = digest_queries(store, of_vintage, year, &digest, err);
        if (status == STATUS_OK)
            status = compare(store, name, (struct words){fr, name}, &digest, defects, err);
    }
    return status;
}

/** The first revision that does not fit; those after it could not. */
static enum status check_revisions(struct store *store, struct store_defects *defects,
                                   struct error *err)
{
    char before[DIGEST_TEXT_SIZE] = "";
    int64_t last = 0;
    enum status status = store_revision(store, &last, err);
    size_t count = defects->count;

    for (int64_t n = 1; n <= last && status == STATUS_OK && defects->count == count; n++) {
        char name[NAME_MAX_SIZE], fr[NAME_MAX_SIZE];
        struct digest digest;

        name_of("revision", n, name);
        name_of("révision", n, fr);
        status = digest_revision(store, n, before, &digest, err);
        if (status == STATUS_OK)
            status = compare(store, name, (struct words){fr, name}, &digest, defects, err);
        memcpy(before, digest.hex, sizeof before);
    }
    return status;
}

static enum status check_part(struct store *store, const char *table, const char *name,
                              struct words what, const char *const queries[],
                              struct store_defects *defects, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    char sql[SQL_MAX];
    struct digest digest;
    bool has_row = false;
    enum status status;

    (void)snprintf(sql, sizeof sql,
                   "SELECT 1 FROM seal WHERE name = '%s' UNION ALL SELECT 1 FROM (SELECT 1 FROM %s "
                   "LIMIT 1)",
                   name, table);
    status = store_prepare(store, sql, &statement, err);
    if (status == STATUS_OK)
        status = store_step(store, &statement, &has_row, err);
    if (status != STATUS_OK || !has_row) /* there is none, and never was one */
        return status;
    status = digest_queries(store, queries, 0, &digest, err);
    return status == STATUS_OK ? compare(store, name, what, &digest, defects, err) : status;
}

enum status store_check_seals(struct store *store, struct store_defects *defects, struct error *err)
{
    enum status status = check_vintages(store, defects, err);

    if (status == STATUS_OK)
        status = check_part(store, "movement", "lineage",
                            (struct words){"mouvements de communes", "movements of communes"},
                            of_lineage, defects, err);
    if (status == STATUS_OK)
        status = check_part(store, "alias", "aliases", (struct words){"noms d'usage", "aliases"},
                            of_aliases, defects, err);
    return status == STATUS_OK ? check_revisions(store, defects, err) : status;
}
