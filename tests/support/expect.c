#include "support/expect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/wkt.h"

void expect_near(double got, double wanted, double tolerance)
{
    if (!(fabs(got - wanted) <= tolerance))
        fail_msg("%.17g is not within %g of %.17g", got, tolerance, wanted);
}

static char *wkt_of(const struct multipolygon *shape)
{
    struct text text;
    char *bytes = NULL;
    size_t length;

    text_init(&text, 1 << 20);
    wkt_add(&text, shape);
    if (text_take(&text, &bytes, &length) != STATUS_OK)
        abort();
    return bytes;
}

void expect_shape(const struct multipolygon *got, const struct multipolygon *wanted)
{
    char *got_wkt, *wanted_wkt;

    if (multipolygon_equal(got, wanted))
        return;
    got_wkt = wkt_of(got);
    wanted_wkt = wkt_of(wanted);
    printf("# got    %s\n# wanted %s\n", got_wkt, wanted_wkt);
    free(got_wkt);
    free(wanted_wkt);
    fail_msg("the shapes differ");
}

void expect_ok(enum status status, const struct error *err)
{
    if (status != STATUS_OK)
        fail_msg("%s: %s: %s", status_name(status), err->subject, err->en);
}

void expect_refusal(enum status got, enum status wanted, const struct error *err,
                    const char *const words[])
{
    char line[ERROR_SUBJECT_MAX + ERROR_MESSAGE_MAX];

    if (got != wanted)
        fail_msg("status “%s”, expected “%s”", status_name(got), status_name(wanted));
    assert_true(err->fr[0] != '\0' && err->en[0] != '\0');
    for (size_t i = 0; words[i] != NULL; i++) {
        for (int language = 0; language < 2; language++) {
            error_line(err, (enum language)language, line, sizeof line);
            if (strstr(line, words[i]) == NULL)
                fail_msg("“%s” does not say “%s”", line, words[i]);
        }
    }
}

struct multipolygon *shape_of(const char *rings)
{
    struct multipolygon *shape = multipolygon_new();
    const char *at = rings;

    assert_non_null(shape);
    while (*at != '\0') {
        double lon_deg, lat_deg;
        struct position position;
        int length = 0;

        if (sscanf(at, " %lf %lf%n", &lon_deg, &lat_deg, &length) != 2)
            fail_msg("cannot read “%s”", at);
        at += length;
        at += strspn(at, " ,");
        assert_int_equal(position_from_degrees(lon_deg, lat_deg, &position, NULL), STATUS_OK);
        assert_int_equal(multipolygon_add_position(shape, position), STATUS_OK);
        if (*at == '/' || *at == ';' || *at == '\0')
            assert_int_equal(multipolygon_end_ring(shape, NULL), STATUS_OK);
        if (*at == ';' || *at == '\0')
            assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
        at += *at == '/' || *at == ';';
    }
    return shape;
}

struct multipolygon *square_at(int x, int y, int side)
{
    char rings[200];
    double west = 2 + x / 100.0, south = 49 + y / 100.0;
    double east = 2 + (x + side) / 100.0, north = 49 + (y + side) / 100.0;

    (void)snprintf(rings, sizeof rings, "%.2f %.2f, %.2f %.2f, %.2f %.2f, %.2f %.2f", west, south,
                   east, south, east, north, west, north);
    return shape_of(rings);
}
