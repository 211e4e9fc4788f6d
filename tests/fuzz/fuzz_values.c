/* Any text as a cell: what comes out has the form that it promises. */
#include <stdlib.h>
#include <string.h>

#include "data/source/aliases.h"
#include "data/source/values.h"
#include "data/source/vintage_clue.h"
#include "fuzz/target.h"
#include "geo/utf8.h"

static void claim(bool is_true)
{
    if (!is_true)
        abort();
}

static void check_codes(const char *text)
{
    char siren[VALUE_SIZE];
    struct insee insee;
    const char *nature;
    bool is_multiple;

    if (value_restore_zero(text, &insee))
        claim(insee_is_well_formed(insee.code) && strcmp(insee.code + 1, text) == 0);
    value_siren(text, siren, &is_multiple);
    claim(strlen(siren) <= strlen(text) && (!is_multiple || strchr(siren, '/') == NULL));
    claim(!siren_is_valid(text) || strcmp(siren, text) == 0);
    if (value_nature_parse(text, &nature) != NATURE_EPCI)
        claim(nature == text);
}

static void check_numbers(const char *text)
{
    struct date date;
    int64_t count;
    int year = vintage_year_in(text);

    claim(year == 0 || (year >= 1943 && year <= 2099));
    if (value_count_parse(text, &count))
        claim(count >= -1 && count < 1000000000000000);
    if (value_date_parse(text, &date)) {
        char iso[DATE_TEXT_MAX];
        struct date again;

        date_format(date, iso);
        claim(value_date_parse(iso, &again) && again.day == date.day);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    char folded[ALIAS_SIZE], again[ALIAS_SIZE], trimmed[VALUE_SIZE], twice[VALUE_SIZE];

    claim(text != NULL);
    if (size > 0)
        memcpy(text, bytes, size);
    text[size] = '\0';
    utf8_drop_broken(text); /* readers hand out UTF-8 */
    check_codes(text);
    check_numbers(text);
    value_trim(text, trimmed);
    if (strlen(trimmed) + 4 < VALUE_SIZE) {
        value_trim(trimmed, twice);
        claim(strcmp(trimmed, twice) == 0);
    }
    alias_fold(text, folded);
    claim(strlen(folded) < ALIAS_SIZE);
    alias_fold(folded, again);
    claim(strlen(again) <= strlen(folded));
    free(text);
    return 0;
}
