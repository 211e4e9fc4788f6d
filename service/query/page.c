#include "service/query/page.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool parse_count(const char *text, uint32_t *ret_value)
{
    unsigned long long value;

    if (text[0] == '\0' || strspn(text, "0123456789") != strlen(text) || strlen(text) > 18)
        return false;
    value = strtoull(text, NULL, 10);
    *ret_value = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
    return true;
}

enum status page_parse(const char *limit, const char *offset, struct page *ret_page,
                       struct error *err)
{
    struct page page = {.limit = PAGE_LIMIT_DEFAULT, .offset = 0};

    if (limit != NULL && (!parse_count(limit, &page.limit) || page.limit == 0))
        return error_set(err, STATUS_INVALID, "limit",
                         "“%.40s” is not a limit: give a whole number from 1 to %d",
                         "« %.40s » n'est pas une limite : donnez un nombre entier de 1 à %d",
                         limit, PAGE_LIMIT_MAX);
    if (offset != NULL && !parse_count(offset, &page.offset))
        return error_set(
            err, STATUS_INVALID, "offset", "“%.40s” is not an offset: give a whole number from 0",
            "« %.40s » n'est pas un décalage : donnez un nombre entier à partir de 0", offset);
    if (page.limit > PAGE_LIMIT_MAX)
        page.limit = PAGE_LIMIT_MAX;
    *ret_page = page;
    return STATUS_OK;
}
