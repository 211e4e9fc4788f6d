/* The writers every answer is made with: JSON, CSV, HTML, and numbers and dates in words. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "service/report/csv.h"
#include "service/report/derivation_sentence.h"
#include "service/report/drawing.h"
#include "service/report/html.h"
#include "service/report/json.h"
#include "service/report/wording.h"

static void expect_text(struct text *text, const char *expected)
{
    const char *bytes;
    size_t length;

    assert_int_equal(text_view(text, &bytes, &length), STATUS_OK);
    assert_string_equal(bytes, expected);
    text_release(text);
}

static void json_places_its_commas(void **state)
{
    struct text text;
    struct json json;

    (void)state;
    text_init(&text, 1000);
    json_init(&json, &text);
    json_object_begin(&json);
    json_member_string(&json, "a", "x");
    json_key(&json, "b");
    json_array_begin(&json);
    json_integer(&json, 1);
    json_object_begin(&json);
    json_object_end(&json);
    json_null(&json);
    json_array_end(&json);
    json_key(&json, "c");
    json_boolean(&json, true);
    json_key(&json, "d");
    json_number(&json, 0.1, 3);
    json_key(&json, "e");
    json_number(&json, HUGE_VAL, 3);
    json_object_end(&json);
    expect_text(&text, "{\"a\":\"x\",\"b\":[1,{},null],\"c\":true,\"d\":0.1,\"e\":null}");
}

static void json_strings_are_escaped(void **state)
{
    struct text text;
    struct json json;

    (void)state;
    text_init(&text, 1000);
    json_init(&json, &text);
    json_string(&json, "é\"\\/\n\x01\x1f</script>");
    expect_text(&text, "\"é\\\"\\\\/\\u000a\\u0001\\u001f</script>\"");
}

static void csv_quotes_what_it_must(void **state)
{
    struct text text;
    struct csv csv;

    (void)state;
    text_init(&text, 1000);
    csv_init(&csv, &text);
    csv_field(&csv, "02016");
    csv_field(&csv, "a,b");
    csv_field(&csv, "say \"yes\"");
    csv_field(&csv, "two\nlines");
    csv_field(&csv, "");
    csv_integer(&csv, -7);
    csv_number(&csv, 2.50, 3);
    csv_end_row(&csv);
    csv_field(&csv, "next");
    csv_end_row(&csv);
    expect_text(&text, "02016,\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",,-7,2.5\r\nnext\r\n");
}

static void csv_disarms_what_a_spreadsheet_would_run(void **state)
{
    struct text text;
    struct csv csv;

    (void)state;
    text_init(&text, 1000);
    csv_init(&csv, &text);
    csv_field(&csv, "=HYPERLINK(1)");
    csv_field(&csv, "@x");
    csv_end_row(&csv);
    expect_text(&text, "\"'=HYPERLINK(1)\",\"'@x\"\r\n");
}

static void html_text_cannot_become_markup(void **state)
{
    struct text text;
    struct html html;

    (void)state;
    text_init(&text, 1000);
    html_init(&html, &text, LANGUAGE_EN);
    html_text(&html, "<script>\"&'</script>");
    expect_text(&text, "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;");
}

static void french_pages_do_not_break_before_a_colon(void **state)
{
    struct text text;
    struct html html;

    (void)state;
    text_init(&text, 1000);
    html_init(&html, &text, LANGUAGE_FR);
    html_text(&html, "deux mots : « trois » ?");
    expect_text(&text, "deux mots\u00a0: «\u00a0trois\u00a0»\u00a0?");
    text_init(&text, 1000);
    html_init(&html, &text, LANGUAGE_EN);
    html_text(&html, "two words : three");
    expect_text(&text, "two words : three");
}

static void numbers_are_grouped_as_each_language_does(void **state)
{
    char text[NUMBER_MAX];

    (void)state;
    assert_string_equal(wording_integer(5228641, LANGUAGE_FR, text), "5\u202f228\u202f641");
    assert_string_equal(wording_integer(5228641, LANGUAGE_EN, text), "5,228,641");
    assert_string_equal(wording_integer(999, LANGUAGE_EN, text), "999");
    assert_string_equal(wording_integer(-1000, LANGUAGE_EN, text), "-1,000");
    assert_string_equal(wording_integer(-100, LANGUAGE_EN, text), "-100");
    assert_string_equal(wording_area(25438527264.2, LANGUAGE_FR, text), "25\u202f438,5\u00a0km²");
    assert_string_equal(wording_area(49999.0, LANGUAGE_EN, text), "0.0 km²");
}

static void dates_are_french_on_screen(void **state)
{
    char text[NUMBER_MAX];

    (void)state;
    assert_string_equal(wording_date(date_of(2021, 6, 1), LANGUAGE_FR, text), "01/06/2021");
    assert_string_equal(wording_date(date_of(2021, 6, 1), LANGUAGE_EN, text), "2021-06-01");
}

static void a_noun_follows_its_number(void **state)
{
    (void)state;
    assert_string_equal(wording_noun(NOUN_PARTIAL, 0, LANGUAGE_FR), "partiel");
    assert_string_equal(wording_noun(NOUN_PARTIAL, 1, LANGUAGE_FR), "partiel");
    assert_string_equal(wording_noun(NOUN_PARTIAL, 2, LANGUAGE_FR), "partiels");
    assert_string_equal(wording_noun(NOUN_COMMUNE, 0, LANGUAGE_EN), "communes");
    assert_string_equal(wording_noun(NOUN_COMMUNE, 1, LANGUAGE_EN), "commune");
}

/** A region of ten communes and 5,000 inhabitants, of which so many are not covered. */
static void expect_headline(uint32_t not_covered, int64_t inhabitants, const char *fr,
                            const char *en)
{
    struct vintage vintage = {.year = 2021, .region_commune_count = 10, .population = 5000};
    struct period period = {.vintage = &vintage,
                            .list_is_complete = true,
                            .known_contracts = 1,
                            .gap_count = not_covered > 0};
    struct sentence sentence;

    period.totals[STANDING_NOT_COVERED] =
        (struct standing_total){.communes = not_covered, .population = inhabitants};
    period.totals[STANDING_COVERED] =
        (struct standing_total){.communes = 10 - not_covered, .population = 5000 - inhabitants};
    wording_headline(&period, date_of(2021, 6, 1), &sentence);
    assert_string_equal(sentence.fr, fr);
    assert_string_equal(sentence.en, en);
}

static void the_headline_of_a_complete_list_says_what_is_not_covered(void **state)
{
    (void)state;
    expect_headline(7, 4000,
                    "Au 01/06/2021, 7 communes et 4\u202f000 habitants ne sont pas couverts ; 3 "
                    "communes sur 10 et 1\u202f000 habitants sur 5\u202f000 le sont par 1 contrat "
                    "(millésime 2021) ; territoires non couverts : 1.",
                    "On 2021-06-01, 7 communes and 4,000 inhabitants are not covered; 3 of 10 "
                    "communes and 1,000 of 5,000 inhabitants are, by 1 contract (vintage 2021); "
                    "territories not covered: 1.");
    expect_headline(0, 0,
                    "Au 01/06/2021, toutes les communes sont couvertes : 10 communes sur 10 et "
                    "5\u202f000 habitants sur 5\u202f000 le sont par 1 contrat (millésime 2021) ; "
                    "territoires non couverts : 0.",
                    "On 2021-06-01, every commune is covered: 10 of 10 communes and 5,000 of 5,000 "
                    "inhabitants are, by 1 contract (vintage 2021); territories not covered: 0.");
}

static void what_is_of_another_year_is_said_and_nothing_else(void **state)
{
    static const struct {
        int shapes, epci, population;
        uint32_t mended;
        const char *fr, *en; /* NULL: nothing is said */
    } cases[] = {
        {2026, 2026, 2026, 0, NULL, NULL},
        {2021, 2026, 2026, 0,
         "Contours de 2021 répartis entre les communes de 2026 d'après les mouvements.",
         "Shapes of 2021 assigned to the communes of 2026 along the movements."},
        {2021, 2025, 2025, 0,
         "Contours de 2021 répartis entre les communes de 2026 d'après les mouvements ; EPCI et "
         "populations de 2025.",
         "Shapes of 2021 assigned to the communes of 2026 along the movements; EPCI and "
         "populations of 2025."},
        {2026, 2025, 2026, 0, "EPCI de 2025.", "EPCI of 2025."},
        {2026, 2026, 2023, 0, "Populations de 2023.", "Populations of 2023."},
        {2026, 2025, 2023, 0, "EPCI de 2025 ; populations de 2023.",
         "EPCI of 2025; populations of 2023."},
        {2026, 2026, 2026, 3, "Contours de 2026, réparés à l'import (communes : 3).",
         "Shapes of 2026, mended on import (communes: 3)."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct shape_family family = {.year = cases[i].shapes, .repair_count = cases[i].mended};
        struct vintage vintage = {.year = 2026,
                                  .epci_year = cases[i].epci,
                                  .population_year = cases[i].population,
                                  .family = &family};
        struct sentence sentence;

        assert_int_equal(derivation_sentence(&vintage, &sentence), cases[i].fr != NULL);
        if (cases[i].fr == NULL)
            continue;
        assert_string_equal(sentence.fr, cases[i].fr);
        assert_string_equal(sentence.en, cases[i].en);
    }
}

static void a_drawing_without_rings_is_nothing(void **state)
{
    struct multipolygon empty = {0};
    struct text text;

    (void)state;
    text_init(&text, 1000);
    drawing_add(&text, &empty, "empty");
    expect_text(&text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_places_its_commas),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(csv_quotes_what_it_must),
        cmocka_unit_test(csv_disarms_what_a_spreadsheet_would_run),
        cmocka_unit_test(html_text_cannot_become_markup),
        cmocka_unit_test(french_pages_do_not_break_before_a_colon),
        cmocka_unit_test(numbers_are_grouped_as_each_language_does),
        cmocka_unit_test(dates_are_french_on_screen),
        cmocka_unit_test(a_noun_follows_its_number),
        cmocka_unit_test(the_headline_of_a_complete_list_says_what_is_not_covered),
        cmocka_unit_test(what_is_of_another_year_is_said_and_nothing_else),
        cmocka_unit_test(a_drawing_without_rings_is_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
