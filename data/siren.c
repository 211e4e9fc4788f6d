#include "data/siren.h"

#include <string.h>

bool siren_has_form(const char *text)
{
    return strlen(text) == 9 && strspn(text, "0123456789") == 9;
}

bool siren_is_valid(const char *text)
{
    int sum = 0;

    if (!siren_has_form(text))
        return false;
    /* From the right, every second digit is doubled, and a double of two digits loses nine. */
    for (int i = 0; i < 9; i++) {
        int digit = text[8 - i] - '0';

        if (i % 2 == 1)
            digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
        sum += digit;
    }
    return sum % 10 == 0;
}
