/* Codes, dates and digests: the keys that everything is joined by. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/arena.h"
#include "data/date.h"
#include "data/digest.h"
#include "data/insee.h"
#include "data/row_place.h"
#include "data/siren.h"
#include "data/system_reason.h"
#include "support/expect.h"

static void an_insee_code_is_five_characters(void **state)
{
    static const char *const right[] = {"02016", "59350", "2A004", "2B033", "97105"};
    static const char *const wrong[] = {"2016", "020166", "2C004", "0201A", "A2016", "", "02 16"};

    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_true(insee_is_well_formed(right[i]));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (insee_is_well_formed(wrong[i]))
            fail_msg("“%s” was taken for a code", wrong[i]);
    }
    assert_true(insee_lost_zero("2016"));
    assert_false(insee_lost_zero("02016"));
    assert_false(insee_lost_zero("2A04"));
}

static void a_code_begins_with_its_departement(void **state)
{
    char departement[4];

    (void)state;
    insee_departement("02016", departement);
    assert_string_equal(departement, "02");
    insee_departement("2A004", departement);
    assert_string_equal(departement, "2A");
    insee_departement("97105", departement);
    assert_string_equal(departement, "971");
}

static void a_siren_has_a_luhn_key(void **state)
{
    static const char *const right[] = {"200069029", "200069235", "200044030", "240200477",
                                        "246201016", "248000531", "200040954"};

    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        char wrong[10];

        assert_true(siren_is_valid(right[i]));
        /* Any one digit changed is noticed. */
        for (size_t digit = 0; digit < 9; digit++) {
            memcpy(wrong, right[i], sizeof wrong);
            wrong[digit] = wrong[digit] == '9' ? '0' : (char)(wrong[digit] + 1);
            assert_false(siren_is_valid(wrong));
            assert_true(siren_has_form(wrong));
        }
    }
    assert_false(siren_has_form("20006902"));
    assert_false(siren_has_form("2000690290"));
    assert_false(siren_has_form("20006902A"));
}

static void days_count_as_the_calendar_does(void **state)
{
    (void)state;
    assert_int_equal(date_of(1970, 1, 1).day, 0);
    assert_int_equal(date_of(2000, 3, 1).day - date_of(2000, 2, 28).day, 2);
    assert_int_equal(date_of(1900, 3, 1).day - date_of(1900, 2, 28).day, 1);
    assert_int_equal(date_of(2021, 1, 1).day, 18628);
    assert_int_equal(date_year(date_of(2020, 12, 31)), 2020);
    assert_int_equal(date_year(date_plus(date_of(2020, 12, 31), 1)), 2021);
}

static void every_day_formats_and_parses_back(void **state)
{
    (void)state;
    for (int32_t day = date_of(1999, 1, 1).day; day < date_of(2030, 1, 1).day; day++) {
        struct date date = {day};
        struct date back;
        char text[DATE_TEXT_MAX];

        date_format(date, text);
        assert_int_equal(date_parse(text, &back, NULL), STATUS_OK);
        assert_int_equal(back.day, day);
    }
}

static void a_loose_date_is_the_days_it_may_be(void **state)
{
    static const struct {
        const char *text;
        enum date_precision precision;
        const char *earliest, *latest;
    } cases[] = {
        {"2021-04-14", DATE_DAY, "2021-04-14", "2021-04-14"},
        {"2021-02", DATE_MONTH, "2021-02-01", "2021-02-28"},
        {"2020-02", DATE_MONTH, "2020-02-01", "2020-02-29"},
        {"2021-12", DATE_MONTH, "2021-12-01", "2021-12-31"},
        {"2021", DATE_YEAR, "2021-01-01", "2021-12-31"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loose_date date;
        char text[DATE_TEXT_MAX];

        assert_int_equal(loose_date_parse(cases[i].text, &date, NULL), STATUS_OK);
        assert_int_equal(date.precision, cases[i].precision);
        date_format(date.earliest, text);
        assert_string_equal(text, cases[i].earliest);
        date_format(date.latest, text);
        assert_string_equal(text, cases[i].latest);
        loose_date_format(date, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void an_unknown_date_may_be_any(void **state)
{
    struct loose_date date;
    char text[DATE_TEXT_MAX];

    (void)state;
    assert_int_equal(loose_date_parse("", &date, NULL), STATUS_OK);
    assert_int_equal(date.earliest.day, DATE_FIRST.day);
    assert_int_equal(date.latest.day, DATE_LAST.day);
    /* The ends of time stay where they are. */
    assert_int_equal(date_plus(date.latest, 1).day, DATE_LAST.day);
    assert_int_equal(date_plus(date.earliest, -1).day, DATE_FIRST.day);
    loose_date_format(date, text);
    assert_string_equal(text, "");
}

static void what_is_no_date_is_refused(void **state)
{
    static const char *const wrong[] = {"2021-02-29", "2021-13",    "2021-00",    "21-04-14",
                                        "14/04/2021", "2021-4-1",   "2021-04-31", "0999",
                                        "2021-04-1x", "2021/04/01", "20210401",   "x",
                                        "2021-",      "2021-04-"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct loose_date date;
        struct error err = {0};

        expect_refusal(loose_date_parse(wrong[i], &date, &err), STATUS_FORMAT, &err,
                       (const char *const[]){wrong[i], "2021-04-14", NULL});
    }
    assert_int_equal(date_parse("2021-04", &(struct date){0}, NULL), STATUS_FORMAT);
}

/* FIPS 180-4 examples. */
static void digests_are_sha256(void **state)
{
    (void)state;
    assert_string_equal(digest_of("abc", 3).hex,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(digest_of("", 0).hex,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(
        digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56).hex,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void a_file_has_the_digest_of_its_bytes(void **state)
{
    enum { MILLION = 1000000 };
    char path[] = "/tmp/lisiere-digest-XXXXXX";
    int descriptor = mkstemp(path);
    FILE *file = fdopen(descriptor, "wb");
    struct digest digest = {""};
    struct error err = {0};
    enum status status;

    (void)state;
    assert_non_null(file);
    for (int i = 0; i < MILLION; i++)
        (void)fputc('a', file);
    assert_int_equal(fclose(file), 0);
    status = digest_of_file(path, &digest, &err);
    assert_int_equal(unlink(path), 0);
    expect_ok(status, &err);
    assert_string_equal(digest.hex,
                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void dates_read_as_each_language_writes_them(void **state)
{
    static const struct {
        const char *text, *fr, *en;
    } cases[] = {
        {"2021-04-09", "09/04/2021", "2021-04-09"},
        {"2021-04", "04/2021", "2021-04"},
        {"2021", "2021", "2021"},
        {"", "date inconnue", "date unknown"},
    };
    char words[32];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loose_date date;

        assert_int_equal(loose_date_parse(cases[i].text, &date, NULL), STATUS_OK);
        loose_date_format_words(date, LANGUAGE_FR, words);
        assert_string_equal(words, cases[i].fr);
        loose_date_format_words(date, LANGUAGE_EN, words);
        assert_string_equal(words, cases[i].en);
    }
}

static void the_system_gives_its_reason_in_both_languages(void **state)
{
    (void)state;
    assert_string_equal(system_reason(ENOENT).en, "No such file or directory");
    assert_string_equal(system_reason(ENOENT).fr, "fichier ou dossier absent");
    assert_string_equal(system_reason(-1).en, "system error");
    assert_string_equal(system_reason(-1).fr, "erreur du système");
}

static void a_list_of_codes_is_joined_by_line_feeds(void **state)
{
    static const char *const codes[] = {"02001", "02002"};

    (void)state;
    assert_string_equal(digest_of_codes(codes, 2).hex, digest_of("02001\n02002", 11).hex);
    assert_string_equal(digest_of_codes(codes, 1).hex, digest_of("02001", 5).hex);
    assert_string_equal(digest_of_codes(codes, 0).hex, digest_of("", 0).hex);
}

static void a_file_that_is_not_there_has_no_digest(void **state)
{
    struct digest digest;
    struct error err = {0};

    (void)state;
    expect_refusal(digest_of_file("tests/no/such/file", &digest, &err), STATUS_NOT_FOUND, &err,
                   (const char *const[]){"tests/no/such/file", NULL});
}

static void an_arena_gives_aligned_zeroes_of_any_size(void **state)
{
    SCOPED(arena) arena = {0};
    uint64_t seed = 7;

    (void)state;
    arena_init(&arena);
    for (int i = 0; i < 2000; i++) {
        size_t size = (seed = seed * 6364136223846793005u + 1442695040888963407u) >> 48;
        unsigned char *room = arena_alloc(&arena, size);

        assert_non_null(room);
        assert_int_equal((uintptr_t)room % _Alignof(max_align_t), 0);
        for (size_t byte = 0; byte < size; byte++)
            assert_int_equal(room[byte], 0);
        memset(room, 0xFF, size);
    }
    assert_string_equal(arena_string(&arena, NULL), "");
    assert_string_equal(arena_string(&arena, "Lisière"), "Lisière");
}

static void a_long_place_keeps_its_end_and_its_line(void **state)
{
    char text[40];

    (void)state;
    row_place_format((struct row_place){"epci.csv", 12}, text, sizeof text);
    assert_string_equal(text, "epci.csv:12");
    row_place_format((struct row_place){"epci.csv", 0}, text, sizeof text);
    assert_string_equal(text, "epci.csv");
    row_place_format((struct row_place){"/home/tourisme/données/éééééééé/epci.csv", 12345}, text,
                     sizeof text);
    assert_string_equal(text, "…ées/éééééééé/epci.csv:12345");
    for (size_t i = 1; i < 12; i++) { /* wherever a character would be cut */
        char path[64] = "/éééééééééééééééééééééééé/epci.csv";

        path[54] = '\0';
        row_place_format((struct row_place){path, i * i * i * i * i}, text, sizeof text);
        assert_true(strlen(text) < sizeof text);
        assert_int_equal((unsigned char)text[3] & 0xC0, 0xC0);
        assert_non_null(strrchr(text, ':'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_insee_code_is_five_characters),
        cmocka_unit_test(a_code_begins_with_its_departement),
        cmocka_unit_test(a_siren_has_a_luhn_key),
        cmocka_unit_test(days_count_as_the_calendar_does),
        cmocka_unit_test(every_day_formats_and_parses_back),
        cmocka_unit_test(a_loose_date_is_the_days_it_may_be),
        cmocka_unit_test(an_unknown_date_may_be_any),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(digests_are_sha256),
        cmocka_unit_test(a_file_has_the_digest_of_its_bytes),
        cmocka_unit_test(dates_read_as_each_language_writes_them),
        cmocka_unit_test(the_system_gives_its_reason_in_both_languages),
        cmocka_unit_test(a_list_of_codes_is_joined_by_line_feeds),
        cmocka_unit_test(a_file_that_is_not_there_has_no_digest),
        cmocka_unit_test(a_long_place_keeps_its_end_and_its_line),
        cmocka_unit_test(an_arena_gives_aligned_zeroes_of_any_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
