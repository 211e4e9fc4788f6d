/*
 * Names of communes and EPCI as people write them, brought to one form so that they can be
 * compared: "CC de la Haute-Somme", « Communauté de communes Haute Somme » and "HAUTE SOMME".
 *
 * Case, accents, ligatures, apostrophes, hyphens and dots go; St and Ste become saint and sainte,
 * s/ becomes sur, 2 to 9 become words. What says that a name is an EPCI's (CC, CA, CU, agglo,
 * métropole, before or after) or a commune's (commune de, ville de, mairie de) is taken off and
 * kept as a hint.
 */
#ifndef DATA_NAME_FOLD_H
#define DATA_NAME_FOLD_H

#include <stdbool.h>
#include <stddef.h>

enum { NAME_SIZE = 160 };

enum name_hint { HINT_NONE, HINT_COMMUNE, HINT_EPCI };

struct folded_name {
    enum name_hint hint;
    char plain[NAME_SIZE]; /* "la haute somme": words parted by one blank */
    char core[NAME_SIZE];  /* "haute somme": without articles, unless nothing else is there */
    char tight[NAME_SIZE]; /* "hautesomme": the core without blanks */
};

/** UTF-8; what is longer than NAME_SIZE is cut. */
void name_fold(const char *name, struct folded_name *ret_folded);

/**
 * The same for the official name of a commune, of which nothing is taken off. That of an EPCI, and
 * whatever people write, goes through name_fold().
 */
void name_fold_commune(const char *name, struct folded_name *ret_folded);

#endif
