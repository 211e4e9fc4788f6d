#include "support/territory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/vintage_builder.h"
#include "support/expect.h"

enum { TERRITORY_COMMUNES = 6, ROWS_MAX = 64, OWNERS_MAX = 64 };

struct shape_family *territory_family(void)
{
    struct tile tiles[TERRITORY_COMMUNES];
    struct shape_family *family = NULL;
    struct shape_family_draft draft = {
        .year = 2021,
        .source = digest_of("squares", 7),
        .tiles = tiles,
        .tile_count = TERRITORY_COMMUNES,
    };
    struct error err = {0};

    for (int i = 0; i < TERRITORY_COMMUNES; i++) {
        tiles[i] = (struct tile){.name = "Carré", .shape = square_at(i % 3, i / 3, 1)};
        memcpy(tiles[i].insee.code, "02000", sizeof tiles[i].insee.code);
        tiles[i].insee.code[4] = (char)('1' + i);
    }
    expect_ok(shape_family_new(&draft, &family, &err), &err);
    return family;
}

static struct movement movement_of(const char *row)
{
    char date[16], kind[8], type_before[8], type_after[8];
    struct movement movement = {.name_before = "avant", .name_after = "après"};
    struct error err = {0};

    if (sscanf(row, "%15s %7s %7s %5s %7s %5s", date, kind, type_before, movement.before.code,
               type_after, movement.after.code) != 6 ||
        !movement_kind_parse(kind, &movement.kind) ||
        !commune_type_parse(type_before, &movement.type_before) ||
        !commune_type_parse(type_after, &movement.type_after))
        fail_msg("cannot read “%s”", row);
    expect_ok(date_parse(date, &movement.date, &err), &err);
    return movement;
}

static struct delegate delegate_of(const char *row)
{
    char type[8];
    struct delegate delegate = {.name = "déléguée"};

    if (sscanf(row, "%7s %5s %5s", type, delegate.insee.code, delegate.parent.code) != 3 ||
        !commune_type_parse(type, &delegate.type))
        fail_msg("cannot read “%s”", row);
    return delegate;
}

struct lineage *territory_lineage(const char *const movements[], const char *const delegates[])
{
    struct movement moved[ROWS_MAX];
    struct delegate parts[ROWS_MAX];
    struct lineage *lineage = NULL;
    size_t move_count = 0, part_count = 0;
    struct error err = {0};

    for (; movements[move_count] != NULL; move_count++)
        moved[move_count] = movement_of(movements[move_count]);
    for (; delegates != NULL && delegates[part_count] != NULL; part_count++)
        parts[part_count] = delegate_of(delegates[part_count]);
    expect_ok(lineage_new(moved, move_count, parts, part_count, &lineage, &err), &err);
    return lineage;
}

struct position territory_place(double x, double y)
{
    return (struct position){2 * DEGREE_E7 + (int32_t)lround(x * DEGREE_E7 / 100),
                             49 * DEGREE_E7 + (int32_t)lround(y * DEGREE_E7 / 100)};
}

static bool is_listed(const struct insee owners[], uint32_t count, struct insee insee)
{
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(owners[i].code, insee.code) == 0)
            return true;
    }
    return false;
}

struct vintage *territory_vintage(int year, struct shape_family *family,
                                  const struct insee owners[])
{
    AUTO(vintage_builder) builder = NULL;
    struct vintage *vintage = NULL;
    struct error err = {0};

    expect_ok(vintage_builder_new(year, "", &builder, &err), &err);
    for (uint32_t t = 0; t < family->tile_count; t++) {
        struct commune_row row = {owners[t].code, "Commune", NULL, NULL, "", 10};

        if (!is_listed(owners, t, owners[t]))
            expect_ok(vintage_builder_add_commune(builder, &row, (struct row_place){"x", t}, &err),
                      &err);
    }
    expect_ok(vintage_builder_rest_on(builder, family, owners, &err), &err);
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    return vintage;
}

struct vintage *territory_year(int year, struct shape_family *family, const struct lineage *lineage)
{
    struct insee owners[OWNERS_MAX];
    struct error err = {0};

    assert_true(family->tile_count <= OWNERS_MAX);
    expect_ok(derive_owners(family, lineage, year, (struct insee_list){NULL, 0}, owners, &err),
              &err);
    return territory_vintage(year, family, owners);
}

const char *territory_owners(const struct insee owners[], size_t count)
{
    static char text[OWNERS_MAX * 6 + 1];
    size_t length = 0;

    assert_true(count <= OWNERS_MAX);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", i == 0 ? "" : " ",
                                   owners[i].code);
    return text;
}
