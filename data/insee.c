#include "data/insee.h"

#include <string.h>

static bool are_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

bool insee_is_well_formed(const char *text)
{
    if (strlen(text) != 5)
        return false;
    if (text[0] == '2' && (text[1] == 'A' || text[1] == 'B'))
        return are_digits(text + 2, 3);
    return are_digits(text, 5);
}

bool insee_lost_zero(const char *text)
{
    return strlen(text) == 4 && are_digits(text, 4);
}

void insee_departement(const char *code, char ret_departement[4])
{
    size_t length = strncmp(code, "97", 2) == 0 || strncmp(code, "98", 2) == 0 ? 3 : 2;

    memcpy(ret_departement, code, length);
    ret_departement[length] = '\0';
}
