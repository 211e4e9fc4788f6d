/*
 * The dictionary: under which names publishers write each canonical field, by kind of layer. Names
 * are compared folded: no case, no accents; `_`, `-`, `.`, quotes and blanks left out.
 */
#ifndef DATA_SOURCE_ALIASES_H
#define DATA_SOURCE_ALIASES_H

#include "data/source/columns.h"

enum { ALIAS_SIZE = 64 };

/** "Nature_Juridique", « N° SIREN » → "naturejuridique", "nsiren". */
void alias_fold(const char *name, char ret_folded[ALIAS_SIZE]);

/**
 * The folded names of a field in a layer of a kind, the preferred one first, ended by NULL. One
 * that ends in '#' stands for a year there: "pmun#" accepts pmun2021.
 */
const char *const *aliases_of(enum layer_kind kind, enum column column);

/** Does a folded name fit an alias? The year of '#' in *ret_year, untouched when there is none. */
bool alias_fits(const char *alias, const char *folded, int *ret_year);

#endif
