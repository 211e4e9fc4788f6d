/* The register: rows in any order become one whole, or are refused with their line. */
#include <stdio.h>
#include <string.h>

#include "data/register_text.h"
#include "support/expect.h"
#include "support/rows.h"

static void rows_are_linked_and_sorted(void **state)
{
    static const char *const backwards[] = {
        "members|cdt-a|1|include|epci|200069235|CC B||||inferred",
        "members|cdt-a|1|include|epci|200069029|CA A|unstated|||stated",
        "versions|cdt-a|1|2024|2027||||||||",
        "contracts|cdt-a|A|CDT|signed|||public|press|source",
        "generations|CDT|Contrats de destination||2024|2027|19||||",
        NULL,
    };
    AUTO(register_rows) rows = rows_of(rows_small);
    AUTO(register_rows) same = rows_of(backwards);

    (void)state;
    assert_int_equal(rows->version_count, 1);
    assert_int_equal(rows->versions[0].member_count, 2);
    assert_string_equal(rows->versions[0].members[0].code, "200069029");
    assert_int_equal(rows->contracts[0].basis, BASIS_PRESS);
    assert_true(register_is_from_press(rows));
    for (uint32_t i = 0; i < 2; i++)
        assert_string_equal(rows->members[i].code, same->members[i].code);
}

static void what_a_file_leaves_out_is_unknown_not_guessed(void **state)
{
    static const char *const rows_bare[] = {
        "generations|CRT|Contrats de rayonnement",
        "contracts|crt-b|B|CRT|signed",
        "versions|crt-b|1",
        "members|crt-b|1|include|epci|200069029",
        NULL,
    };
    AUTO(register_rows) rows = rows_of(rows_bare);

    (void)state;
    assert_int_equal(rows->generations[0].expected_contracts, -1);
    assert_false(rows->generations[0].is_complete);
    assert_int_equal(rows->versions[0].valid_from.precision, DATE_UNKNOWN);
    assert_int_equal(rows->versions[0].clip, CLIP_UNSTATED);
    assert_int_equal(rows->members[0].mode, MEMBER_UNSTATED);
    assert_int_equal(rows->members[0].certainty, CERTAINTY_INFERRED);
    assert_int_equal(rows->contracts[0].basis, BASIS_UNSTATED);
    assert_int_equal(rows->contracts[0].visibility, VISIBILITY_PUBLIC);
}

static void every_wrong_row_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *row; /* replaces the row of its table */
        const char *word;
    } wrong[] = {
        {"generations|CDT|", "name"},
        {"generations|CDT|x||2024|2027|many", "many"},
        {"generations|CDT|x||2024-13", "2024-13"},
        {"generations|CDT|x||2027|2024", "2024"},
        {"generations|CDT|x|||||2027|2024|la Région", "complete_to"},
        {"generations|CDT|x|||||2024", "complete_by"}, /* not even a cell for it */
        {"generations|CDT|x|||||2024|2025||", "complete_by"},
        {"contracts|CDT-A|A|CDT|signed", "CDT-A"},
        {"contracts|cdt-a|A|CDT|running", "in_preparation"},
        {"contracts|cdt-a|A|CDT|", "status"},
        {"contracts|cdt-a|A|CDT|signed|||secret", "internal"},
        {"versions|cdt-a|0", "1"},
        {"versions|cdt-a|1|2027|2024", "2024"},
        {"contracts|cdt-a|A|CDT|signed||||hearsay", ": official, press"},
        {"versions|cdt-a|1|2024|2027|||||half", ": region, whole"},
        {"members|cdt-a|1|add|epci|200069029", "include, exclude"},
        {"members|cdt-a|1|include|town|200069029", "departement"},
        {"members|cdt-a|1|include|epci|", "code"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        AUTO(register_rows) rows = NULL;
        const char *rows_wrong[8];
        struct error err = {0};
        size_t count = 0;
        size_t table = strcspn(wrong[i].row, "|");

        for (; rows_small[count] != NULL; count++)
            rows_wrong[count] = strncmp(rows_small[count], wrong[i].row, table) == 0
                                    ? wrong[i].row
                                    : rows_small[count];
        rows_wrong[count] = NULL;
        expect_refusal(rows_try(rows_wrong, &rows, &err), STATUS_INVALID, &err,
                       (const char *const[]){".csv:", wrong[i].word, NULL});
        assert_null(strstr(err.en, "(null)"));
        assert_null(rows);
    }
}

static void a_refusal_never_cuts_through_a_letter(void **state)
{
    /* One byte, then letters of two: the sixtieth byte is the first half of one. */
    static const char row[] = "contracts|cdt-a|A|CDT|aéééééééééééééééééééééééééééééééééééééééé";
    AUTO(register_rows) rows = NULL;
    struct error err = {0};

    (void)state;
    assert_int_equal(rows_try((const char *const[]){row, NULL}, &rows, &err), STATUS_INVALID);
    assert_non_null(strstr(err.fr, "é » : écrivez l'un de ces mots : candidate, "));
    assert_non_null(strstr(err.en, "é”: write one of these words: candidate, "));
}

static void a_refused_row_leaves_nothing_behind(void **state)
{
    static const char *const wrong[REGISTER_COLUMN_MAX] = {"cdt-a", "A", "CDT", "running"};
    static const char *const right[REGISTER_COLUMN_MAX] = {"CDT", "Contrats de destination"};
    struct row_place here = {"x.csv", 2};
    AUTO(register_builder) builder = NULL;
    AUTO(register_rows) rows = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(register_builder_new(&builder, &err), &err);
    assert_int_equal(register_builder_add(builder, REGISTER_CONTRACTS, wrong, here, NULL),
                     STATUS_INVALID);
    expect_ok(register_builder_add(builder, REGISTER_GENERATIONS, right, here, &err), &err);
    expect_ok(register_builder_finish(builder, &rows, &err), &err);
    assert_int_equal(rows->contract_count, 0);
    assert_int_equal(rows->generation_count, 1);
}

static void what_hangs_in_the_air_is_refused(void **state)
{
    static const struct {
        const char *const rows[6];
        const char *word;
    } wrong[] = {
        {{"generations|CDT|x", "contracts|cdt-a|A|CRT|signed", NULL}, "CRT"},
        {{"generations|CDT|x", "contracts|cdt-a|A|CDT|signed", NULL}, "cdt-a"},
        {{"generations|CDT|x", "contracts|cdt-a|A|CDT|signed", "versions|cdt-a|1", NULL}, "cdt-a"},
        {{"generations|CDT|x", "versions|cdt-a|1", NULL}, "cdt-a"},
        {{"generations|CDT|x", "contracts|cdt-a|A|CDT|signed", "versions|cdt-a|1",
          "members|cdt-a|2|include|epci|200069029", NULL},
         "200069029"},
        {{"generations|CDT|x", "generations|CDT|y", NULL}, "CDT"},
        {{"generations|CDT|x", "contracts|cdt-a|A|CDT|signed", "contracts|cdt-a|A|CDT|signed",
          NULL},
         "cdt-a"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        AUTO(register_rows) rows = NULL;
        struct error err = {0};

        expect_refusal(rows_try(wrong[i].rows, &rows, &err), STATUS_INVALID, &err,
                       (const char *const[]){wrong[i].word, NULL});
    }
}

static void expect_same_texts(const struct register_rows *a, const struct register_rows *b)
{
    for (int t = 0; t < REGISTER_TABLE_COUNT; t++) {
        enum register_table table = (enum register_table)t;
        const struct register_layout *layout = register_layout(table);

        assert_int_equal(register_row_count(a, table), register_row_count(b, table));
        for (size_t row = 0; row < register_row_count(a, table); row++) {
            struct register_row_text left, right;

            register_row_text(a, table, row, &left);
            register_row_text(b, table, row, &right);
            for (size_t column = 0; column < layout->column_count; column++)
                assert_string_equal(left.values[column], right.values[column]);
        }
    }
}

static const char *const rows_other[] = {
    "generations|CDT|Autre nom||2024-03|2027-06-30||2024|2025|la Région|délibération",
    "contracts|cdt-b|B|CDT|in_preparation|PETR||internal|official|s",
    "acts|deliberation-1|cdt-b||contract|deliberation|2024.1|Région|2024-04-14||s",
    "versions|cdt-b|2|2024-04-14||2021|2021-01-01|deliberation-1|tourism|region|moi|internal|s",
    "members|cdt-b|2|exclude|commune|02016|X|frozen|partie au nord|s|stated",
    "members|cdt-b|2|include|departement|02|Aisne|dynamic||s|stated",
    NULL,
};

static void texts_are_the_inverse_of_reading(void **state)
{
    AUTO(register_rows) rows = rows_of(rows_other);
    AUTO(register_rows) back = rows_over(rows, (const char *const[]){NULL});

    (void)state;
    expect_same_texts(back, rows);
    assert_int_equal(back->versions[0].valid_from.precision, DATE_DAY);
    assert_int_equal(back->generations[0].valid_from.precision, DATE_MONTH);
}

/** Members that only their last columns tell apart, in either order of the file. */
static void the_order_of_rows_never_shows(void **state)
{
    static const char *const pairs[][2] = {
        {"members|cdt-a|1|include|epci|1|L|frozen", "members|cdt-a|1|include|epci|1|L|dynamic"},
        {"members|cdt-a|1|include|epci|1|L||||stated", "members|cdt-a|1|include|epci|1|L"},
        {"members|cdt-a|1|include|epci|1|L||b", "members|cdt-a|1|include|epci|1|L||a"},
        {"members|cdt-a|1|include|epci|1|L|||y", "members|cdt-a|1|include|epci|1|L|||x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *rows[] = {rows_small[0], rows_small[1], rows_small[2],
                              pairs[i][0],   pairs[i][1],   NULL};
        const char *turned[] = {rows_small[0], rows_small[1], rows_small[2],
                                pairs[i][1],   pairs[i][0],   NULL};
        AUTO(register_rows) one = rows_of(rows);
        AUTO(register_rows) other = rows_of(turned);

        expect_same_texts(one, other);
    }
}

/** The cells of a CSV line, unquoted in place; the bundled files have no line feed in a cell. */
static size_t cells_of(char *line, const char *cells[REGISTER_COLUMN_MAX])
{
    size_t count = 0;
    char *read = line;

    while (count < REGISTER_COLUMN_MAX) {
        char *write = read;
        bool is_quoted = false;
        char end;

        cells[count++] = write;
        for (; *read != '\0' && *read != '\n' && *read != '\r' && (is_quoted || *read != ',');
             read++) {
            if (*read != '"')
                *write++ = *read;
            else if (is_quoted && read[1] == '"')
                *write++ = *read++;
            else
                is_quoted = !is_quoted;
        }
        end = *read++;
        *write = '\0';
        if (end != ',')
            return count;
    }
    return count;
}

static void add_bundled_table(struct register_builder *builder, enum register_table table)
{
    const struct register_layout *layout = register_layout(table);
    const char *cells[REGISTER_COLUMN_MAX];
    char path[100], line[8192];
    FILE *file;

    (void)snprintf(path, sizeof path, "data/hauts-de-france/register/%s.csv", layout->table);
    file = fopen(path, "r");
    if (file == NULL)
        return; /* the bundled register has not all tables */
    for (size_t number = 1; fgets(line, sizeof line, file) != NULL; number++) {
        struct error err = {0};

        size_t count = cells_of(line, cells);

        assert_true(count <= layout->column_count);
        for (size_t i = 0; number == 1 && i < count; i++)
            assert_string_equal(cells[i], layout->columns[i].name);
        for (size_t i = count; i < layout->column_count; i++)
            cells[i] = NULL;
        if (number > 1)
            expect_ok(
                register_builder_add(builder, table, cells, (struct row_place){path, number}, &err),
                &err);
    }
    (void)fclose(file);
}

static void the_bundled_register_comes_back_the_same(void **state)
{
    AUTO(register_builder) builder = NULL;
    AUTO(register_rows) rows = NULL;
    AUTO(register_rows) back = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(register_builder_new(&builder, &err), &err);
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++)
        add_bundled_table(builder, (enum register_table)table);
    expect_ok(register_builder_finish(builder, &rows, &err), &err);
    assert_true(rows->member_count > 0);
    back = rows_over(rows, (const char *const[]){NULL});
    expect_same_texts(back, rows);
    for (uint32_t i = 0; i < rows->member_count; i++)
        assert_int_equal(back->members[i].evidence.line, rows->members[i].evidence.line);
}

static void a_merge_replaces_what_it_names_and_nothing_else(void **state)
{
    static const char *const rows_update[] = {
        "generations|CDT|Contrats de destination||2024|2027|19||||",
        "contracts|cdt-a|A bis|CDT|signed|||public|official|source",
        "versions|cdt-a|1|2025|2027||||||||",
        "members|cdt-a|1|include|epci|200044030|CC C||||stated",
        NULL,
    };
    AUTO(register_rows) small = rows_of(rows_small);
    AUTO(register_rows) both = rows_over(small, rows_other);
    AUTO(register_rows) merged = rows_over(both, rows_update);
    uint32_t a;

    (void)state;
    assert_int_equal(both->contract_count, 2);
    assert_int_equal(merged->contract_count, 2);
    a = register_contract(merged, "cdt-a");
    assert_string_equal(merged->contracts[a].name, "A bis");
    assert_int_equal(merged->member_count, 1 + 2);
    assert_true(register_contract(merged, "cdt-b") != UINT32_MAX);
    assert_int_equal(merged->act_count, 1);
    assert_false(register_is_from_press(merged));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_linked_and_sorted),
        cmocka_unit_test(what_a_file_leaves_out_is_unknown_not_guessed),
        cmocka_unit_test(every_wrong_row_is_refused_with_its_line),
        cmocka_unit_test(a_refusal_never_cuts_through_a_letter),
        cmocka_unit_test(a_refused_row_leaves_nothing_behind),
        cmocka_unit_test(what_hangs_in_the_air_is_refused),
        cmocka_unit_test(texts_are_the_inverse_of_reading),
        cmocka_unit_test(the_order_of_rows_never_shows),
        cmocka_unit_test(the_bundled_register_comes_back_the_same),
        cmocka_unit_test(a_merge_replaces_what_it_names_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
