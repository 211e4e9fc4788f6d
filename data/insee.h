/* INSEE code of a commune: five characters, always text (02016, 2A004). */
#ifndef DATA_INSEE_H
#define DATA_INSEE_H

#include <stdbool.h>

struct insee {
    char code[6];
};

/** Form only: `^([0-9]{5}|2[AB][0-9]{3})$`. */
bool insee_is_well_formed(const char *text);

/** "2016": four digits that a fifth, a leading zero, would complete. */
bool insee_lost_zero(const char *text);

/** The département a code begins with: two characters, three overseas (97x, 98x). */
void insee_departement(const char *code, char ret_departement[4]);

#endif
