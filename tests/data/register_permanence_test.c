/* What stays once it was published, and what still may change. */
#include <string.h>

#include "data/contract_status.h"
#include "data/register_permanence.h"
#include "support/expect.h"
#include "support/rows.h"

static const char *const published[] = {
    "generations|CDT|Destination||2024|2027",
    "contracts|cdt-a|A|CDT|signed|||public|official|",
    "versions|cdt-a|1|2024-01|2027-12-31|2024||||region||public|",
    "members|cdt-a|1|include|epci|200069029||frozen",
    "members|cdt-a|1|include|epci|200069235||unstated",
    NULL,
};

enum { ROW_COUNT = 5, ROOM = 8 };

struct change {
    const char *what;
    size_t row;       /* of published; ROW_COUNT adds one */
    const char *now;  /* NULL takes it away */
    const char *said; /* by the refusal; NULL where it may be */
};

static struct register_rows *changed_rows(const struct change *change)
{
    const char *rows[ROOM] = {NULL};
    size_t count = 0;

    for (size_t i = 0; i < ROW_COUNT; i++) {
        const char *row = i == change->row ? change->now : published[i];

        if (row != NULL)
            rows[count++] = row;
    }
    if (change->row == ROW_COUNT)
        rows[count++] = change->now;
    return rows_of(rows);
}

static void a_published_version_keeps_what_was_decided(void **state)
{
    static const struct change changes[] = {
        {"nothing", 0, "generations|CDT|Destination||2024|2027", NULL},
        {"its carrier", 1, "contracts|cdt-a|A|CDT|signed|PETR||public|official|", NULL},
        {"a day of its month", 2, "versions|cdt-a|1|2024-01-15|2027-12-31|2024||||region", NULL},
        {"another month", 2, "versions|cdt-a|1|2024-02|2027-12-31|2024||||region", "valid_from"},
        {"the year alone", 2, "versions|cdt-a|1|2024|2027-12-31|2024||||region", "valid_from"},
        {"an earlier end", 2, "versions|cdt-a|1|2024-01|2025-12-31|2024||||region", NULL},
        {"a later end", 2, "versions|cdt-a|1|2024-01|2028-12-31|2024||||region", "valid_to"},
        {"no end", 2, "versions|cdt-a|1|2024-01||2024||||region", "valid_to"},
        {"another vintage", 2, "versions|cdt-a|1|2024-01|2027-12-31|2025||||region",
         "reference_vintage"},
        {"no vintage any more", 2, "versions|cdt-a|1|2024-01|2027-12-31|||||region",
         "reference_vintage"},
        {"another clip", 2, "versions|cdt-a|1|2024-01|2027-12-31|2024||||whole", "clip"},
        {"a cause", 2, "versions|cdt-a|1|2024-01|2027-12-31|2024|||tourism|region", NULL},
        {"a mode at last", 4, "members|cdt-a|1|include|epci|200069235||dynamic", NULL},
        {"another mode", 3, "members|cdt-a|1|include|epci|200069029||dynamic", "members"},
        {"a label", 3, "members|cdt-a|1|include|epci|200069029|CA2BM|frozen", NULL},
        {"another code", 3, "members|cdt-a|1|include|epci|200044030||frozen", "members"},
        {"the other operation", 4, "members|cdt-a|1|exclude|epci|200069235||unstated", "members"},
        {"one member less", 4, NULL, "members"},
        {"one member more", ROW_COUNT, "members|cdt-a|1|include|epci|200044030||frozen", "members"},
    };
    AUTO(register_rows) before = rows_of(published);

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        AUTO(register_rows) after = changed_rows(&changes[i]);
        struct error err = {0};
        enum status status = register_permanence_check(before, after, false, &err);

        if ((status == STATUS_OK) != (changes[i].said == NULL))
            fail_msg("%s: %s", changes[i].what, err.en);
        if (changes[i].said != NULL && strstr(err.en, changes[i].said) == NULL)
            fail_msg("%s: %s", changes[i].what, err.en);
    }
}

static void a_version_goes_only_for_one_that_corrects_it(void **state)
{
    static const char *const replaced[] = {
        "generations|CDT|Destination||2024|2027",
        "contracts|cdt-a|A|CDT|signed|||public|official|",
        "versions|cdt-a|2|2024-01|2027-12-31|2024|||correction|region",
        "members|cdt-a|2|include|epci|200044030||frozen",
        NULL,
    };
    static const char *const amended[] = {
        "generations|CDT|Destination||2024|2027",
        "contracts|cdt-a|A|CDT|signed|||public|official|",
        "versions|cdt-a|2|2024-01|2027-12-31|2024|||tourism|region",
        "members|cdt-a|2|include|epci|200044030||frozen",
        NULL,
    };
    AUTO(register_rows) before = rows_of(published);
    AUTO(register_rows) corrected = rows_of(replaced);
    AUTO(register_rows) lost = rows_of(amended);
    struct error err = {0};

    (void)state;
    expect_ok(register_permanence_check(before, corrected, false, &err), &err);
    assert_int_equal(register_permanence_check(before, lost, false, &err), STATUS_INVALID);
    assert_non_null(strstr(err.en, "version 1 of cdt-a is published and would go"));
}

static void what_was_not_known_may_be_told_later(void **state)
{
    static const struct change bare = {"neither vintage nor clip", 2,
                                       "versions|cdt-a|1|2024-01|2027-12-31", NULL};
    AUTO(register_rows) before = changed_rows(&bare);
    AUTO(register_rows) after = rows_of(published);
    struct error err = {0};

    (void)state;
    expect_ok(register_permanence_check(before, after, false, &err), &err);
}

static void drafts_may_change(void **state)
{
    static const char *const contracts[] = {
        "contracts|cdt-a|A|CDT|candidate|||public|official|",
        "contracts|cdt-a|A|CDT|in_preparation|||public|official|",
        "contracts|cdt-a|A|CDT|signed|||internal|official|",
        "contracts|cdt-a|A|CDT|signed|||public|press|",
    };
    static const struct change fewer = {"fewer members", 4, NULL, NULL};

    (void)state;
    for (size_t i = 0; i < sizeof contracts / sizeof *contracts; i++) {
        struct change draft = {"a draft", 1, contracts[i], NULL};
        AUTO(register_rows) before = changed_rows(&draft);
        AUTO(register_rows) after = changed_rows(&fewer);
        struct error err = {0};

        expect_ok(register_permanence_check(before, after, false, &err), &err);
    }
}

static void what_the_press_said_is_no_draft_for_the_press(void **state)
{
    static const struct change press = {"press", 1, "contracts|cdt-a|A|CDT|signed|||public|press|",
                                        NULL};
    static const char *const later[] = {
        "generations|CDT|Destination||2024|2027",
        "contracts|cdt-a|A|CDT|signed|||public|press|",
        "versions|cdt-a|1|2024-01|2027-12-31|2024||||region",
        "members|cdt-a|1|include|epci|200069029||frozen",
        NULL,
    };
    AUTO(register_rows) before = changed_rows(&press);
    AUTO(register_rows) after = rows_of(later);

    (void)state;
    assert_int_equal(register_permanence_check(before, after, false, NULL), STATUS_INVALID);
}

/* territories.md, BIZ-06; design §6: candidate, in preparation, adopted, signed, in force, then
 * expired, replaced or terminated. Row: before; column: after. */
static void a_status_never_goes_back(void **state)
{
    static const char *const may[] = {
        "11111111", /* candidate */
        "01111111", /* in_preparation */
        "00111111", /* adopted */
        "00011111", /* signed */
        "00001111", /* in_force */
        "00000110", /* expired */
        "00000010", /* replaced */
        "00000001", /* terminated */
    };

    (void)state;
    for (int before = CONTRACT_CANDIDATE; before <= CONTRACT_TERMINATED; before++) {
        for (int after = CONTRACT_CANDIDATE; after <= CONTRACT_TERMINATED; after++) {
            bool it_may = contract_status_may_become((enum contract_status)before,
                                                     (enum contract_status)after);

            if (it_may != (may[before][after] == '1'))
                fail_msg("%s to %s", contract_status_name((enum contract_status)before),
                         contract_status_name((enum contract_status)after));
        }
    }
}

static void a_wrong_status_is_corrected_on_demand(void **state)
{
    static const struct change back = {"adopted again", 1,
                                       "contracts|cdt-a|A|CDT|adopted|||public|official|", NULL};
    AUTO(register_rows) before = rows_of(published);
    AUTO(register_rows) after = changed_rows(&back);
    struct error err = {0};

    (void)state;
    assert_int_equal(register_permanence_check(before, after, false, &err), STATUS_INVALID);
    assert_non_null(strstr(err.en, "signed and cannot become adopted"));
    expect_ok(register_permanence_check(before, after, true, &err), &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_published_version_keeps_what_was_decided),
        cmocka_unit_test(a_version_goes_only_for_one_that_corrects_it),
        cmocka_unit_test(what_was_not_known_may_be_told_later),
        cmocka_unit_test(drafts_may_change),
        cmocka_unit_test(what_the_press_said_is_no_draft_for_the_press),
        cmocka_unit_test(a_status_never_goes_back),
        cmocka_unit_test(a_wrong_status_is_corrected_on_demand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
