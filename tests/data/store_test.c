/* The store: what was put comes back, what was refused never happened, nothing is left behind. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "data/register_text.h"
#include "data/store.h"
#include "data/vintage_builder.h"
#include "support/expect.h"
#include "support/rows.h"

static const struct change change = {"2026-11-24", "essai", "un essai"};

struct place {
    char folder[64];
    char path[96];
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);

    (void)snprintf(place->folder, sizeof place->folder, "/tmp/lisiere-store-XXXXXX");
    if (mkdtemp(place->folder) == NULL)
        return -1;
    (void)snprintf(place->path, sizeof place->path, "%s/l.db", place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    char command[128];

    (void)snprintf(command, sizeof command, "rm -rf %s", place->folder);
    free(place);
    return system(command);
}

static struct vintage *a_vintage(int year, const char *name)
{
    struct vintage_builder *builder = NULL;
    struct vintage *vintage = NULL;
    struct row_place here = {"x", 1};
    struct commune_row first = {"80001", name, NULL, NULL, "200069029", 7};
    struct commune_row second = {"80002", "Acheux", NULL, NULL, "", POPULATION_UNKNOWN};
    struct vintage_source source = {"shapes", "s.fgb", "src", "lic", "2021", digest_of("x", 1)};
    struct error err = {0};

    expect_ok(vintage_builder_new(year, "", &builder, &err), &err);
    expect_ok(vintage_builder_add_commune(builder, &first, here, &err), &err);
    expect_ok(vintage_builder_add_commune(builder, &second, here, &err), &err);
    expect_ok(vintage_builder_add_shape(builder, (struct shape_row){"80001", square_at(0, 0, 1)},
                                        here, &err),
              &err);
    expect_ok(vintage_builder_add_shape(builder, (struct shape_row){"80002", square_at(1, 0, 1)},
                                        here, &err),
              &err);
    expect_ok(vintage_builder_add_source(builder, &source, &err), &err);
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    vintage_builder_free(builder);
    return vintage;
}

static struct store *open_to_write(const struct place *place)
{
    struct store *store = NULL;
    struct error err = {0};

    expect_ok(store_open(place->path, STORE_WRITE, &store, &err), &err);
    expect_ok(store_begin(store, &change, &err), &err);
    return store;
}

/** A transaction that puts a register. */
static void put_rows(const struct place *place, const char *const texts[])
{
    AUTO(register_rows) rows = rows_of(texts);
    AUTO(store) store = open_to_write(place);
    struct error err = {0};

    expect_ok(store_put_register(store, rows, &err), &err);
    expect_ok(store_commit(store, &err), &err);
}

static struct digest digest_of_store(const struct place *place)
{
    struct digest digest;
    struct error err = {0};

    expect_ok(digest_of_file(place->path, &digest, &err), &err);
    return digest;
}

static void expect_nothing_beside(const struct place *place)
{
    static const char *const endings[] = {"-wal", "-shm", "-journal"};

    for (size_t i = 0; i < 3; i++) {
        char path[128];

        (void)snprintf(path, sizeof path, "%s%s", place->path, endings[i]);
        if (access(path, F_OK) == 0)
            fail_msg("%s was left behind", path);
    }
}

/** The one number an SQL query gives. */
static int query(const struct place *place, const char *sql)
{
    sqlite3 *database;
    sqlite3_stmt *statement;
    int value;

    assert_int_equal(sqlite3_open(place->path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

/** The code of running SQL behind the store's back. */
static int tamper(const struct place *place, const char *sql)
{
    sqlite3 *database;
    int code;

    assert_int_equal(sqlite3_open(place->path, &database), SQLITE_OK);
    code = sqlite3_exec(database, sql, NULL, NULL, NULL);
    sqlite3_close(database);
    return code;
}

static void a_vintage_comes_back_as_it_was(void **state)
{
    const struct place *place = *state;
    AUTO(vintage) vintage = a_vintage(2021, "L'Étoile");
    AUTO(store) store = open_to_write(place);
    struct vintage **back = NULL;
    size_t count = 0;
    struct error err = {0};

    expect_ok(store_put_vintage(store, vintage, &err), &err);
    expect_ok(store_commit(store, &err), &err);
    expect_ok(store_read_vintages(store, &back, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_int_equal(back[0]->year, 2021);
    assert_string_equal(back[0]->communes[0].name, "L'Étoile");
    assert_int_equal(back[0]->communes[0].population, 7);
    assert_int_equal(back[0]->communes[1].population, POPULATION_UNKNOWN);
    assert_true(back[0]->communes[1].epci == UNIT_NONE);
    expect_near(back[0]->communes[1].area_m2, vintage->communes[1].area_m2, 0);
    expect_shape(back[0]->communes[0].shape, vintage->communes[0].shape);
    assert_string_equal(back[0]->sources[0].sha256.hex, digest_of("x", 1).hex);
    vintage_free(back[0]);
    free(back);
}

static void a_vintage_replaces_that_of_its_year(void **state)
{
    const struct place *place = *state;
    static const struct {
        int year;
        const char *name;
    } puts[] = {{2022, "b"}, {2021, "a"}, {2022, "c"}};
    struct error err = {0};
    struct vintage **back = NULL;
    size_t count = 0;

    for (size_t i = 0; i < 3; i++) {
        AUTO(vintage) vintage = a_vintage(puts[i].year, puts[i].name);
        AUTO(store) store = open_to_write(place);

        expect_ok(store_put_vintage(store, vintage, &err), &err);
        expect_ok(store_commit(store, &err), &err);
    }
    {
        AUTO(store) store = NULL;

        expect_ok(store_open(place->path, STORE_READ, &store, &err), &err);
        expect_ok(store_read_vintages(store, &back, &count, &err), &err);
    }
    assert_int_equal(count, 2);
    assert_int_equal(back[0]->year, 2021);
    assert_string_equal(back[1]->communes[0].name, "c");
    for (size_t i = 0; i < count; i++)
        vintage_free(back[i]);
    free(back);
    expect_nothing_beside(place);
}

static void the_same_register_twice_changes_no_row(void **state)
{
    const struct place *place = *state;

    put_rows(place, rows_small);
    put_rows(place, rows_small);
    assert_int_equal(query(place, "SELECT max(n) FROM revision"), 2);
    assert_int_equal(query(place, "SELECT count(*) FROM members"), 2);
    assert_int_equal(query(place, "SELECT max(rev_from) FROM members"), 1);
    assert_int_equal(query(place, "SELECT count(*) FROM contracts WHERE rev_to IS NOT NULL"), 0);
}

static void what_changes_is_closed_and_added(void **state)
{
    static const char *const changed[] = {
        "generations|CDT|Contrats de destination||2024|2027|19||||",
        "contracts|cdt-a|A|CDT|signed|||public|press|source",
        "versions|cdt-a|1|2024|2027||||||||",
        "members|cdt-a|1|include|epci|200069029|CA A|unstated|||stated",
        "members|cdt-a|1|include|epci|200044030|CC C||||inferred",
        NULL,
    };
    const struct place *place = *state;

    put_rows(place, rows_small);
    put_rows(place, changed);
    assert_int_equal(query(place, "SELECT count(*) FROM members WHERE rev_to IS NULL"), 2);
    assert_int_equal(query(place, "SELECT rev_to FROM members WHERE code = '200069235'"), 2);
    assert_int_equal(query(place, "SELECT rev_from FROM members WHERE code = '200044030'"), 2);
    assert_int_equal(query(place, "SELECT rev_from FROM members WHERE code = '200069029'"), 1);
    assert_int_equal(query(place, "SELECT count(*) FROM versions"), 1);
}

static void history_cannot_be_rewritten(void **state)
{
    const struct place *place = *state;

    put_rows(place, rows_small);
    assert_int_equal(tamper(place, "DELETE FROM members"), SQLITE_CONSTRAINT);
    assert_int_equal(tamper(place, "UPDATE contracts SET name = 'x'"), SQLITE_CONSTRAINT);
    assert_int_equal(tamper(place, "UPDATE contracts SET rev_to = 1"), SQLITE_OK);
    assert_int_equal(tamper(place, "UPDATE contracts SET rev_to = NULL"), SQLITE_CONSTRAINT);
    assert_int_equal(tamper(place, "DELETE FROM revision"), SQLITE_CONSTRAINT);
}

static void reading_changes_nothing_and_leaves_nothing(void **state)
{
    const struct place *place = *state;
    struct digest before;
    struct error err = {0};

    put_rows(place, rows_small);
    before = digest_of_store(place);
    {
        AUTO(store) store = NULL;
        AUTO(register_rows) rows = NULL;

        expect_ok(store_open(place->path, STORE_READ, &store, &err), &err);
        expect_ok(store_read_register(store, &rows, &err), &err);
        assert_int_equal(rows->member_count, 2);
        assert_int_not_equal(store_begin(store, &change, NULL), STATUS_OK);
    }
    expect_nothing_beside(place);
    assert_string_equal(digest_of_store(place).hex, before.hex);
}

static void a_change_without_commit_never_happened(void **state)
{
    const struct place *place = *state;
    struct digest before;

    put_rows(place, rows_small);
    before = digest_of_store(place);
    {
        AUTO(register_rows) none = rows_of((const char *const[]){NULL});
        AUTO(store) store = open_to_write(place);

        assert_int_equal(store_put_register(store, none, NULL), STATUS_OK);
    }
    expect_nothing_beside(place);
    assert_string_equal(digest_of_store(place).hex, before.hex);
}

static void a_program_that_dies_in_a_change_loses_only_the_change(void **state)
{
    const struct place *place = *state;
    pid_t child;
    int status;

    put_rows(place, rows_small);
    child = fork();
    if (child == 0) {
        struct register_rows *none = rows_of((const char *const[]){NULL});
        struct store *store = open_to_write(place);

        _exit(store_put_register(store, none, NULL) == STATUS_OK ? 7 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(query(place, "SELECT count(*) FROM members WHERE rev_to IS NULL"), 2);
    assert_int_equal(query(place, "SELECT max(n) FROM revision"), 1);
}

static void notes_and_outlines_come_back(void **state)
{
    const struct place *place = *state;
    AUTO(store) store = open_to_write(place);
    AUTO(outlines) outlines = NULL;
    AUTO(outlines) back = NULL;
    AUTO(multipolygon) square = square_at(3, 3, 2);
    struct digest key = digest_of("k", 1);
    char value[20];
    struct error err = {0};

    expect_ok(outlines_new(&outlines, &err), &err);
    expect_ok(outlines_add(outlines, &key, square_at(3, 3, 2), 42.5, &err), &err);
    expect_ok(store_put_outlines(store, outlines, &err), &err);
    expect_ok(store_put_note(store, "dataset", "a", &err), &err);
    expect_ok(store_put_note(store, "dataset", "b", &err), &err);
    expect_ok(store_commit(store, &err), &err);
    expect_ok(store_read_note(store, "dataset", value, sizeof value, &err), &err);
    assert_string_equal(value, "b");
    expect_ok(store_read_note(store, "none", value, sizeof value, &err), &err);
    assert_string_equal(value, "");
    expect_ok(store_read_outlines(store, &back, &err), &err);
    assert_int_equal(outlines_count(back), 1);
    expect_shape(outlines_at(back, 0)->shape, square);
    expect_near(outlines_at(back, 0)->perimeter_m, 42.5, 0);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void expect_unreadable(const struct place *place, enum status wanted, const char *word)
{
    for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
        struct digest before = digest_of_store(place);
        AUTO(store) store = NULL;
        struct error err = {0};

        expect_refusal(store_open(place->path, (enum store_mode)mode, &store, &err), wanted, &err,
                       (const char *const[]){place->path, word, NULL});
        store_free(store);
        store = NULL;
        assert_string_equal(digest_of_store(place).hex, before.hex);
        expect_nothing_beside(place);
    }
}

static void what_is_no_store_is_refused_and_left_alone(void **state)
{
    const struct place *place = *state;

    write_file(place->path, "this is a text", 14);
    expect_unreadable(place, STATUS_FORMAT, "SQLite");
    write_file(place->path, "", 0);
    expect_unreadable(place, STATUS_FORMAT, "SQLite");
    write_file(place->path, "", 0);
    assert_int_equal(tamper(place, "CREATE TABLE x (y)"), SQLITE_OK);
    expect_unreadable(place, STATUS_FORMAT, "--db");
}

static void a_newer_store_is_refused_and_left_alone(void **state)
{
    const struct place *place = *state;

    put_rows(place, rows_small);
    assert_int_equal(tamper(place, "PRAGMA user_version = 99"), SQLITE_OK);
    expect_unreadable(place, STATUS_INVALID, "99");
}

static void a_missing_store_is_not_made_by_reading(void **state)
{
    const struct place *place = *state;
    AUTO(store) store = NULL;
    struct error err = {0};

    expect_refusal(store_open(place->path, STORE_READ, &store, &err), STATUS_NOT_FOUND, &err,
                   (const char *const[]){place->path, "import", NULL});
    assert_int_not_equal(access(place->path, F_OK), 0);
}

static void folders_on_the_way_are_made(void **state)
{
    const struct place *place = *state;
    AUTO(store) store = NULL;
    struct error err = {0};
    char path[128];

    (void)snprintf(path, sizeof path, "%s/a/b/l.db", place->folder);
    expect_ok(store_open(path, STORE_WRITE, &store, &err), &err);
}

int main(void)
{
#define STORE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        STORE_TEST(a_vintage_comes_back_as_it_was),
        STORE_TEST(a_vintage_replaces_that_of_its_year),
        STORE_TEST(the_same_register_twice_changes_no_row),
        STORE_TEST(what_changes_is_closed_and_added),
        STORE_TEST(history_cannot_be_rewritten),
        STORE_TEST(reading_changes_nothing_and_leaves_nothing),
        STORE_TEST(a_change_without_commit_never_happened),
        STORE_TEST(a_program_that_dies_in_a_change_loses_only_the_change),
        STORE_TEST(notes_and_outlines_come_back),
        STORE_TEST(what_is_no_store_is_refused_and_left_alone),
        STORE_TEST(a_newer_store_is_refused_and_left_alone),
        STORE_TEST(a_missing_store_is_not_made_by_reading),
        STORE_TEST(folders_on_the_way_are_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
