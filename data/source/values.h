/* From what publishers write in a cell to what it means: counts, codes, SIREN, natures, dates. */
#ifndef DATA_SOURCE_VALUES_H
#define DATA_SOURCE_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/date.h"
#include "data/insee.h"
#include "data/siren.h"

enum { VALUE_SIZE = 256 };

/** Without the blanks around it, of any width; a text that is too long is cut at a character. */
void value_trim(const char *text, char ret_trimmed[VALUE_SIZE]);

/** Digits with blanks of any width between them, ".0" behind them left out; "" is -1. */
bool value_count_parse(const char *text, int64_t *ret_count);

/** "1234.5", "1 234,5"; false for what is no positive number. */
bool value_decimal_parse(const char *text, double *ret_value);

/** NR, NC, NR/NC/NC, ZZZZZZZZZ, « Sans objet », "": words for “in no EPCI”. */
bool value_is_none(const char *text);

/**
 * The first SIREN of "a/b" or "a, b" that can be one, "" when there is none at all.
 * *ret_is_multiple when several stood there. A text that is no SIREN comes back as it is, for the
 * sentence.
 */
void value_siren(const char *text, char ret_siren[VALUE_SIZE], bool *ret_is_multiple);

/** A code of one digit less than it needs: "2016" → "02016". False when it is not such a code. */
bool value_restore_zero(const char *text, struct insee *ret_insee);

enum epci_nature { NATURE_UNKNOWN, NATURE_NONE, NATURE_EPCI, NATURE_OTHER_GROUPING };

/**
 * CC, CA, CU, METRO, MET69, from codes or full labels, into *ret_code. NATURE_NONE for "",
 * NATURE_OTHER_GROUPING for syndicates and other bodies without own taxes (code as it is written).
 */
enum epci_nature value_nature_parse(const char *text, const char **ret_code);

/** Is the row about a part of a commune (COMD, COMA, ARM and etalab's words)? */
bool value_is_part(const char *type);
/** Is it any word for a type of commune? */
bool value_is_type(const char *type);

/** ISO, DD/MM/YYYY, YYYY/MM/DD, a time behind them left out. */
bool value_date_parse(const char *text, struct date *ret_date);

#endif
