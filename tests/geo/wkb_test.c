#include <stdlib.h>
#include <string.h>

#include "geo/wkb.h"
#include "support/expect.h"

/** Bytes from hexadecimal digits, in a block of exactly their size so that a sanitizer sees its
 * end. */
static unsigned char *bytes_of(const char *hex, size_t *ret_size)
{
    size_t size = strlen(hex) / 2;
    unsigned char *bytes = malloc(size > 0 ? size : 1);

    for (size_t i = 0; i < size; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        bytes[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    *ret_size = size;
    return bytes;
}

static enum status read_hex(const char *hex, struct multipolygon **ret_shape, struct error *err)
{
    size_t size;
    unsigned char *bytes = bytes_of(hex, &size);
    enum status status = wkb_read(bytes, size, ret_shape, err);

    free(bytes);
    return status;
}

/* POLYGON ((0 0, 1 0, 1 1, 0 0)) */
#define ZERO "0000000000000000"
#define ONE_LE "000000000000F03F"
#define ONE_BE "3FF0000000000000"
#define RING_LE ZERO ZERO ONE_LE ZERO ONE_LE ONE_LE ZERO ZERO
#define RING_BE ZERO ZERO ONE_BE ZERO ONE_BE ONE_BE ZERO ZERO
#define POLYGON_LE                                                                                 \
    "01"                                                                                           \
    "03000000"                                                                                     \
    "01000000"                                                                                     \
    "04000000" RING_LE

static void both_byte_orders_and_both_kinds_read_alike(void **state)
{
    static const char *const forms[] = {
        POLYGON_LE,
        "00"
        "00000003"
        "00000001"
        "00000004" RING_BE,
        "01"
        "06000000"
        "01000000" POLYGON_LE,
        "01"
        "03000020"
        "E6100000"
        "01000000"
        "04000000" RING_LE, /* extended, with an SRID */
        /* with Z, ISO and extended */
        "01"
        "EB030000"
        "01000000"
        "04000000" ZERO ZERO ONE_LE ONE_LE ZERO ONE_LE ONE_LE ONE_LE ONE_LE ZERO ZERO ONE_LE,
        "01"
        "03000080"
        "01000000"
        "04000000" ZERO ZERO ONE_LE ONE_LE ZERO ONE_LE ONE_LE ONE_LE ONE_LE ZERO ZERO ONE_LE,
    };
    AUTO(multipolygon) wanted = shape_of("0 0, 1 0, 1 1");

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        AUTO(multipolygon) shape = NULL;
        struct error err = {0};

        expect_ok(read_hex(forms[i], &shape, &err), &err);
        expect_shape(shape, wanted);
    }
}

static void what_is_cut_off_anywhere_is_refused(void **state)
{
    static const char whole[] = "01"
                                "06000000"
                                "01000000" POLYGON_LE;

    (void)state;
    for (size_t length = 0; length < strlen(whole); length += 2) {
        AUTO(multipolygon) shape = NULL;
        char part[sizeof whole] = "";

        memcpy(part, whole, length);
        if (read_hex(part, &shape, NULL) == STATUS_OK)
            fail_msg("%zu of %zu digits were enough", length, strlen(whole));
        assert_null(shape);
    }
}

static void hostile_bytes_are_refused(void **state)
{
    static const struct {
        const char *hex;
        enum status wanted;
    } cases[] = {
        {POLYGON_LE "00", STATUS_FORMAT}, /* a byte too many */
        {"02"
         "03000000",
         STATUS_FORMAT}, /* no byte order */
        {"01"
         "03000000"
         "FFFFFFFF",
         STATUS_FORMAT}, /* four billion rings */
        {"01"
         "03000000"
         "01000000"
         "FFFFFFFF",
         STATUS_FORMAT}, /* four billion positions */
        {"01"
         "06000000"
         "FFFFFFFF",
         STATUS_FORMAT}, /* four billion polygons */
        {"01"
         "01000000" ZERO ZERO,
         STATUS_INVALID}, /* a point */
        {"01"
         "07000000"
         "01000000" POLYGON_LE,
         STATUS_INVALID}, /* a collection */
        {"01"
         "06000000"
         "01000000"
         "01"
         "06000000"
         "00000000",
         STATUS_INVALID}, /* nested */
        {"01"
         "03000000"
         "01000000"
         "03000000" ZERO ZERO ONE_LE ZERO ZERO ZERO,
         STATUS_INVALID},
        {"01"
         "03000000"
         "01000000"
         "04000000" ZERO ZERO ONE_LE ZERO ONE_LE ONE_LE ONE_LE ZERO,
         STATUS_INVALID}, /* open */
        {"01"
         "03000000"
         "01000000"
         "04000000"
         "000000000000F87F" ZERO ONE_LE ZERO ONE_LE ONE_LE "000000000000F87F" ZERO,
         STATUS_INVALID}, /* NaN */
        {"01"
         "03000000"
         "01000000"
         "04000000"
         "000000000000F07F" ZERO ONE_LE ZERO ONE_LE ONE_LE "000000000000F07F" ZERO,
         STATUS_INVALID}, /* infinite */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO(multipolygon) shape = NULL;
        struct error err = {0};
        enum status status = read_hex(cases[i].hex, &shape, &err);

        if (status != cases[i].wanted)
            fail_msg("%s: “%s”, expected “%s”", cases[i].hex, status_name(status),
                     status_name(cases[i].wanted));
        assert_null(shape);
    }
}

static void what_was_written_reads_back(void **state)
{
    AUTO(multipolygon)
    shape =
        shape_of("2.1234567 49, 3 49, 3 50.7654321 / 2.8 49.2, 2.9 49.2, 2.9 49.3; 5 5, 6 5, 6 6");
    AUTO(multipolygon) back = NULL;
    struct error err = {0};
    void *bytes;
    size_t size;

    (void)state;
    expect_ok(wkb_write(shape, &bytes, &size, &err), &err);
    expect_ok(wkb_read(bytes, size, &back, &err), &err);
    free(bytes);
    expect_shape(back, shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_and_both_kinds_read_alike),
        cmocka_unit_test(what_is_cut_off_anywhere_is_refused),
        cmocka_unit_test(hostile_bytes_are_refused),
        cmocka_unit_test(what_was_written_reads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
