#include "property/real_region.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/layer.h"
#include "geo/measure.h"
#include "support/expect.h"

static size_t field_named(const struct layer *layer, const char *name)
{
    for (size_t field = 0; field < layer_field_count(layer); field++) {
        if (strcmp(layer_field_name(layer, field), name) == 0)
            return field;
    }
    fail_msg("no column “%s” in %s", name, layer_name(layer));
    return 0;
}

/** Calls back for each row of the only layer of a file. */
static void for_each_row(const char *path, bool with_shapes, const char *const names[2],
                         void (*take)(struct real_region *real, const char *const values[2],
                                      struct multipolygon *shape),
                         struct real_region *real)
{
    AUTO(source_file) file = NULL;
    struct error err = {0};
    struct layer *layer;
    size_t fields[2];
    bool has_more = true;

    expect_ok(source_file_open(path, &file, &err), &err);
    layer = source_file_layer(file, 0);
    for (int i = 0; i < 2; i++)
        fields[i] = field_named(layer, names[i]);
    while (has_more) {
        struct layer_row row = {0};

        expect_ok(layer_next(layer, with_shapes, &row, &has_more, &err), &err);
        if (has_more)
            take(real, (const char *const[]){row.values[fields[0]], row.values[fields[1]]},
                 row.shape);
    }
}

static void take_shape(struct real_region *real, const char *const values[2],
                       struct multipolygon *shape)
{
    if (real->unit_count == REAL_UNITS_MAX)
        fail_msg("more than %d shapes", REAL_UNITS_MAX);
    (void)snprintf(real->codes[real->unit_count], sizeof real->codes[0], "%.7s", values[0]);
    real->epci[real->unit_count] = UINT32_MAX;
    real->units[real->unit_count++] = shape;
}

static uint32_t epci_number(struct real_region *real, const char *siren)
{
    for (uint32_t i = 0; i < real->epci_count; i++) {
        if (strcmp(real->sirens[i], siren) == 0)
            return i;
    }
    if (real->epci_count == REAL_EPCI_MAX)
        fail_msg("more than %d EPCI", REAL_EPCI_MAX);
    (void)snprintf(real->sirens[real->epci_count], sizeof real->sirens[0], "%.15s", siren);
    return (uint32_t)real->epci_count++;
}

static void take_member(struct real_region *real, const char *const values[2],
                        struct multipolygon *shape)
{
    (void)shape;
    for (size_t unit = 0; unit < real->unit_count && values[1][0] != '\0'; unit++) {
        if (strcmp(real->codes[unit], values[0]) == 0)
            real->epci[unit] = epci_number(real, values[1]);
    }
}

struct real_region *real_region_read(void)
{
    struct real_region *real = calloc(1, sizeof *real);
    struct error err = {0};

    assert_non_null(real);
    for_each_row("data/hauts-de-france/2021/shapes.fgb", true,
                 (const char *const[]){"insee", "nom"}, take_shape, real);
    for_each_row("data/hauts-de-france/2021/communes.csv", false,
                 (const char *const[]){"insee", "epci"}, take_member, real);
    expect_ok(coverage_new(real->units, real->unit_count, &real->coverage, NULL, &err), &err);
    assert_int_equal(coverage_measure(real->coverage), STATUS_OK);
    return real;
}

void real_region_free(struct real_region *real)
{
    if (real == NULL)
        return;
    coverage_free(real->coverage);
    for (size_t unit = 0; unit < real->unit_count; unit++)
        multipolygon_free((struct multipolygon *)(uintptr_t)real->units[unit]);
    free(real);
}
