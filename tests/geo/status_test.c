#include <string.h>

#include "geo/status.h"
#include "support/expect.h"

static void both_languages_read_the_same_values(void **state)
{
    struct error err;
    char line[200];

    (void)state;
    assert_int_equal(error_set(&err, STATUS_FORMAT, "a.csv:3", "%d of %s", "%d sur %s", 4, "x"),
                     STATUS_FORMAT);
    assert_string_equal(err.en, "4 of x");
    assert_string_equal(err.fr, "4 sur x");
    error_line(&err, LANGUAGE_FR, line, sizeof line);
    assert_string_equal(line, "a.csv:3 : 4 sur x");
    error_line(&err, LANGUAGE_EN, line, sizeof line);
    assert_string_equal(line, "a.csv:3: 4 of x");
}

static void without_a_subject_the_line_is_the_sentence(void **state)
{
    struct error err;
    char line[200];

    (void)state;
    (void)error_set(&err, STATUS_IO, NULL, "no", "non");
    error_line(&err, LANGUAGE_EN, line, sizeof line);
    assert_string_equal(line, "no");
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, STATUS_LIMIT, "", "x", "x"), STATUS_LIMIT);
    assert_int_equal(error_no_memory(NULL), STATUS_NO_MEMORY);
}

static void a_long_sentence_is_cut_at_a_character(void **state)
{
    char longest[2 * ERROR_MESSAGE_MAX];
    struct error err;
    size_t length;

    (void)state;
    for (size_t i = 0; i + 2 < sizeof longest; i += 2)
        memcpy(longest + i, "é", 2);
    longest[sizeof longest - 2] = '\0';
    (void)error_set(&err, STATUS_FORMAT, longest, "%s", "x%s", longest);
    length = strlen(err.en);
    assert_int_equal(length % 2, 0);
    assert_int_equal((unsigned char)err.en[length - 1], 0xA9);
    assert_int_equal(strlen(err.fr) % 2, 1);
    assert_int_equal(strlen(err.subject) % 2, 0);
}

static void a_value_that_is_cut_leaves_no_half_character(void **state)
{
    struct error err;

    (void)state;
    (void)error_set(&err, STATUS_INVALID, "", "“%.3s” is none", "« %.3s » n'est rien", "éé");
    assert_string_equal(err.en, "“é” is none");
    assert_string_equal(err.fr, "« é » n'est rien");
    (void)error_set(&err, STATUS_INVALID, "", "%s, %s", "%s et %s", "\xE2\x80", "\377a\303");
    assert_string_equal(err.en, ", a");
    assert_string_equal(err.fr, " et a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_read_the_same_values),
        cmocka_unit_test(without_a_subject_the_line_is_the_sentence),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(a_long_sentence_is_cut_at_a_character),
        cmocka_unit_test(a_value_that_is_cut_leaves_no_half_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
