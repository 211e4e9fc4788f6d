/* SIREN of an intercommunality: nine digits, the last a Luhn key (ISO/IEC 7812-1 annex B). */
#ifndef DATA_SIREN_H
#define DATA_SIREN_H

#include <stdbool.h>

struct siren {
    char code[10];
};

/** Nine digits. */
bool siren_has_form(const char *text);
/** Nine digits whose key is right. */
bool siren_is_valid(const char *text);

#endif
