#include "support/strip.h"

#include "data/vintage_builder.h"
#include "support/expect.h"

static const struct row_place here = {"strip", 1};
static const struct departement_row departements[] = {{"02", "Aisne", "32"},
                                                      {"60", "Oise", "32"},
                                                      {"80", "Somme", "32"},
                                                      {"76", "Seine-Maritime", "28"}};

/** Every field has its corners on the long sides: neighbours then agree in any vintage. */
static struct multipolygon *shape_from_to(int from, int to)
{
    struct multipolygon *shape = multipolygon_new();

    assert_non_null(shape);
    for (int x = from; x <= to; x++)
        assert_int_equal(
            multipolygon_add_position(shape, (struct position){20000000 + 100000 * x, 490000000}),
            STATUS_OK);
    for (int x = to; x >= from; x--)
        assert_int_equal(
            multipolygon_add_position(shape, (struct position){20000000 + 100000 * x, 490100000}),
            STATUS_OK);
    assert_int_equal(multipolygon_end_ring(shape, NULL), STATUS_OK);
    assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
    return shape;
}

static void add_commune(struct vintage_builder *builder, const struct stretch *stretch,
                        struct error *err)
{
    struct commune_row row = {.insee = stretch->insee,
                              .name = stretch->name,
                              .region = stretch->region,
                              .epci = stretch->epci,
                              .population = 100 * (int64_t)(stretch->to - stretch->from)};
    struct shape_row shape = {stretch->insee, shape_from_to(stretch->from, stretch->to)};

    expect_ok(vintage_builder_add_commune(builder, &row, here, err), err);
    expect_ok(vintage_builder_add_shape(builder, shape, here, err), err);
}

struct vintage *strip_vintage(int year, const struct stretch stretches[], size_t count,
                              const struct strip_epci epcis[])
{
    AUTO(vintage_builder) builder = NULL;
    struct vintage *vintage = NULL;
    struct error err = {0};

    expect_ok(vintage_builder_new(year, "32", &builder, &err), &err);
    for (size_t i = 0; i < count; i++)
        add_commune(builder, &stretches[i], &err);
    for (size_t i = 0; i < sizeof departements / sizeof *departements; i++)
        expect_ok(vintage_builder_add_departement(builder, &departements[i], here, &err), &err);
    for (; epcis != NULL && epcis->siren != NULL; epcis++) {
        struct epci_row row = {epcis->siren, epcis->name, epcis->nature, -1, -1};

        expect_ok(vintage_builder_add_epci(builder, &row, here, &err), &err);
    }
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    return vintage;
}
