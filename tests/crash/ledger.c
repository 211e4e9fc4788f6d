#include "crash/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/register_text.h"
#include "data/store_check.h"
#include "property/random.h"
#include "support/expect.h"
#include "support/rows.h"

enum { CONTRACT_COUNT = 6, MEMBER_MAX = 40, ROW_MAX = 200, WHY_SIZE = 256 };
enum { LINE_MAX = 1 + CONTRACT_COUNT * (2 + MEMBER_MAX) + 1 };

/* The last revision at or before n that touched the contract decides what the contract is. */
static int64_t last_touched(uint64_t seed, int contract, int64_t revision)
{
    for (; revision > 1; revision--) {
        uint64_t random = seed * 1000003 + (uint64_t)revision * 8191 + 1;

        (void)random_next(&random);
        if (random_below(&random, CONTRACT_COUNT) == (uint32_t)contract)
            break;
    }
    return revision;
}

static size_t add_contract(char lines[][ROW_MAX], size_t count, int contract, int64_t touched,
                           uint64_t seed)
{
    uint64_t random = seed * 69069 + (uint64_t)touched * 127 + (uint64_t)contract + 1;
    uint32_t members;

    (void)random_next(&random);
    members = random_below(&random, MEMBER_MAX) + 1;
    (void)snprintf(
        lines[count++], ROW_MAX,
        "contracts|cdt-%d|Contrat %d de la révision %lld|CDT|signed|||public|press|essai", contract,
        contract, (long long)touched);
    (void)snprintf(lines[count++], ROW_MAX, "versions|cdt-%d|1|2024|2027||||||||", contract);
    for (uint32_t i = 0; i < members; i++)
        (void)snprintf(lines[count++], ROW_MAX,
                       "members|cdt-%d|1|include|commune|%02u%03u|Commune|||essai de la révision "
                       "%lld|stated",
                       contract, 10 + (unsigned)contract, i, (long long)touched);
    return count;
}

struct register_rows *ledger_rows(uint64_t seed, int64_t revision)
{
    static char lines[LINE_MAX][ROW_MAX];
    const char *list[LINE_MAX + 1] = {NULL};
    size_t count = 0;

    (void)snprintf(lines[count++], ROW_MAX, "generations|CDT|Contrats||2024|2027|19||||");
    for (int contract = 0; contract < CONTRACT_COUNT; contract++)
        count = add_contract(lines, count, contract, last_touched(seed, contract, revision), seed);
    for (size_t i = 0; i < count; i++)
        list[i] = lines[i];
    return rows_of(list);
}

int64_t ledger_revision(const char *path)
{
    AUTO(store) store = NULL;
    struct error err = {0};
    int64_t revision = 0;

    if (access(path, F_OK) != 0)
        return 0;
    expect_ok(store_open(path, STORE_WRITE, &store, &err), &err);
    expect_ok(store_revision(store, &revision, &err), &err);
    return revision;
}

enum status ledger_commit(struct store *store, uint64_t seed, int64_t *ret_revision,
                          struct error *err)
{
    static const struct change change = {"2026-11-24", "essai", "une révision"};
    AUTO(register_rows) rows = NULL;
    int64_t revision = 0;
    char number[24];
    enum status status = store_revision(store, &revision, err);

    if (status != STATUS_OK)
        return status;
    rows = ledger_rows(seed, revision + 1);
    (void)snprintf(number, sizeof number, "%lld", (long long)revision + 1);
    status = store_begin(store, &change, err);
    if (status == STATUS_OK)
        status = store_put_register(store, rows, err);
    if (status == STATUS_OK)
        status = store_put_note(store, "ledger", number, err);
    if (status == STATUS_OK)
        status = store_commit(store, err);
    if (status == STATUS_OK)
        *ret_revision = revision + 1;
    return status;
}

static bool equal_rows(const struct register_rows *a, const struct register_rows *b)
{
    for (int t = 0; t < REGISTER_TABLE_COUNT; t++) {
        enum register_table table = (enum register_table)t;
        size_t count = register_row_count(a, table);

        if (count != register_row_count(b, table))
            return false;
        for (size_t row = 0; row < count; row++) {
            struct register_row_text left, right;

            register_row_text(a, table, row, &left);
            register_row_text(b, table, row, &right);
            for (size_t i = 0; i < register_layout(table)->column_count; i++) {
                if (strcmp(left.values[i], right.values[i]) != 0)
                    return false;
            }
        }
    }
    return true;
}

/** The register and the note are those of the revision the store says it is at. */
static enum verdict judge_content(struct store *store, uint64_t seed, int64_t revision, char *why)
{
    AUTO(register_rows) rows = NULL;
    AUTO(register_rows) wanted = NULL;
    char note[24], number[24];
    struct error err = {0};

    if (store_read_register(store, &rows, &err) != STATUS_OK ||
        store_read_note(store, "ledger", note, sizeof note, &err) != STATUS_OK) {
        (void)snprintf(why, WHY_SIZE, "%.200s", err.en);
        return VERDICT_CORRUPT;
    }
    if (revision == 0)
        return rows->contract_count == 0 ? VERDICT_RIGHT : VERDICT_CORRUPT;
    wanted = ledger_rows(seed, revision);
    (void)snprintf(number, sizeof number, "%lld", (long long)revision);
    if (equal_rows(rows, wanted) && strcmp(note, number) == 0)
        return VERDICT_RIGHT;
    (void)snprintf(why, WHY_SIZE, "revision %lld does not hold what was written",
                   (long long)revision);
    return VERDICT_CORRUPT;
}

enum verdict ledger_judge(const char *path, uint64_t seed, int64_t acknowledged, int64_t begun,
                          char *why)
{
    static struct store_defects defects;
    AUTO(store) store = NULL;
    struct error err = {0};
    int64_t revision = 0;

    defects.count = 0;
    why[0] = '\0';
    if (store_open(path, STORE_WRITE, &store, &err) != STATUS_OK ||
        store_check(store, &defects, &err) != STATUS_OK ||
        store_revision(store, &revision, &err) != STATUS_OK) {
        (void)snprintf(why, WHY_SIZE, "%.200s", err.en);
        return VERDICT_CORRUPT;
    }
    if (defects.count > 0) {
        (void)snprintf(why, WHY_SIZE, "%.200s", defects.list[0].en);
        return VERDICT_CORRUPT;
    }
    if (revision > begun) {
        (void)snprintf(why, WHY_SIZE, "revision %lld, though only %lld was begun",
                       (long long)revision, (long long)begun);
        return VERDICT_CORRUPT;
    }
    if (revision < acknowledged) {
        (void)snprintf(why, WHY_SIZE, "revision %lld, though %lld was acknowledged",
                       (long long)revision, (long long)acknowledged);
        return VERDICT_LOST;
    }
    return judge_content(store, seed, revision, why);
}
