#include "data/amount.h"

#include <stdio.h>
#include <string.h>

/** The French text is the English one with a decimal comma, the two spaces of % apart. */
static struct amount amount_of(double value, int decimals, const char *en, const char *fr)
{
    struct amount amount;
    char *point;

    (void)snprintf(amount.en, sizeof amount.en, "%.*f%s", decimals, value, en);
    (void)snprintf(amount.fr, sizeof amount.fr, "%.*f%s", decimals, value, fr);
    point = strchr(amount.fr, '.');
    if (point != NULL)
        *point = ',';
    return amount;
}

struct amount amount_of_area(double area_m2)
{
    if (area_m2 >= 1e4)
        return amount_of(area_m2 / 1e4, 2, " ha", " ha");
    return amount_of(area_m2, area_m2 < 1 ? 3 : 1, " m²", " m²");
}

struct amount amount_of_length(double length_m)
{
    return amount_of(length_m, 2, " m", " m");
}

struct amount amount_of_share(double share)
{
    return amount_of(100 * share, 2, "%", " %");
}
