#include "service/cli/option_value.h"

#include <math.h>
#include <stdlib.h>

bool option_number_parse(const char *value, double *ret_number)
{
    char *end;
    double number = strtod(value, &end);

    if (end == value || *end != '\0' || !isfinite(number) || number < 0)
        return false;
    *ret_number = number;
    return true;
}

bool option_percent_parse(const char *value, double *ret_share)
{
    double percent;

    if (!option_number_parse(value, &percent))
        return false;
    *ret_share = percent / 100;
    return true;
}
