#include "support/squares.h"

#include <stdlib.h>

#include "data/check.h"
#include "data/vintage_builder.h"
#include "support/expect.h"
#include "support/rows.h"

static const struct {
    const char *insee, *region, *epci;
    int x, y;
} squares[SQUARE_COUNT] = {
    {"80001", "32", EPCI_A, 0, 2}, {"80002", "32", EPCI_A, 1, 2}, {"80003", "32", EPCI_A, 0, 1},
    {"80004", "32", EPCI_A, 1, 1}, {"80011", "32", EPCI_B, 2, 2}, {"80012", "32", EPCI_B, 3, 2},
    {"80013", "32", EPCI_B, 2, 1}, {"80014", "32", EPCI_B, 3, 1}, {"80021", "32", EPCI_C, 0, 0},
    {"80031", "32", "", 1, 0},     {"76001", "28", EPCI_C, 2, 0}, {"76002", "28", EPCI_C, 3, 0},
};

const char *square_insee(size_t square)
{
    return squares[square].insee;
}

static struct vintage *vintage_of(int year)
{
    AUTO(vintage_builder) builder = NULL;
    struct vintage *vintage = NULL;
    struct row_place here = {"squares", 1};
    struct error err = {0};

    expect_ok(vintage_builder_new(year, "32", &builder, &err), &err);
    for (size_t i = 0; i < SQUARE_COUNT; i++) {
        struct commune_row row = {squares[i].insee,  squares[i].insee, NULL,
                                  squares[i].region, squares[i].epci,  10};
        struct shape_row shape = {squares[i].insee, square_at(squares[i].x, squares[i].y, 1)};

        expect_ok(vintage_builder_add_commune(builder, &row, here, &err), &err);
        expect_ok(vintage_builder_add_shape(builder, shape, here, &err), &err);
    }
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    return vintage;
}

struct snapshot *squares_snapshot(const char *const rows[])
{
    struct contents contents = {.vintages = calloc(2, sizeof(struct vintage *)),
                                .vintage_count = 2,
                                .rows = rows_of(rows),
                                .revision = 1};
    struct snapshot *snapshot = NULL;
    struct error err = {0};

    contents.vintages[0] = vintage_of(2021);
    contents.vintages[1] = vintage_of(2023);
    expect_ok(outlines_new(&contents.outlines, &err), &err);
    expect_ok(snapshot_new(&contents, &snapshot, &err), &err);
    return snapshot;
}

struct date day_of(const char *text)
{
    struct date date;

    assert_int_equal(date_parse(text, &date, NULL), STATUS_OK);
    return date;
}

void squares_check(const struct snapshot *snapshot, const char *date, struct findings *findings)
{
    struct check_scope scope = {snapshot, timeline_at(&snapshot->timeline, day_of(date)),
                                day_of(date), NULL};
    struct check_result *results = calloc(check_count, sizeof *results);
    struct error err = {0};

    assert_non_null(results);
    expect_ok(checks_run(&scope, results, findings, &err), &err);
    free(results);
}
