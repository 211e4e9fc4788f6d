#include "data/source/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/utf8.h"

/** Bytes of a blank at a place: a space, a tab, the no-break ones; 0 when it is none. */
static size_t blank_length(const char *c)
{
    if (*c == ' ' || *c == '\t' || *c == '\r' || *c == '\n')
        return 1;
    if (strncmp(c, "\u00a0", 2) == 0)
        return 2;
    return strncmp(c, "\u202f", 3) == 0 || strncmp(c, "\u2009", 3) == 0 ? 3 : 0;
}

void value_trim(const char *text, char ret_trimmed[VALUE_SIZE])
{
    size_t length = 0, kept = 0;

    while (blank_length(text) > 0)
        text += blank_length(text);
    while (text[length] != '\0') {
        size_t blank = blank_length(text + length);

        length += blank == 0 ? 1 : blank;
        if (blank == 0)
            kept = length;
    }
    (void)snprintf(ret_trimmed, VALUE_SIZE, "%.*s", (int)kept, text);
    utf8_end_at_character(ret_trimmed);
}

bool value_count_parse(const char *text, int64_t *ret_count)
{
    int64_t value = 0;
    size_t digits = 0;

    while (*text != '\0') {
        size_t blank = blank_length(text);

        if (*text >= '0' && *text <= '9' && digits < 15) {
            value = value * 10 + (*text - '0');
            digits++;
        } else if (digits > 0 && (*text == '.' || *text == ',') &&
                   strspn(text + 1, "0") == strlen(text + 1)) {
            break; /* a whole number that a spreadsheet wrote as 12.0 */
        } else if (blank == 0) {
            return false;
        }
        text += blank == 0 ? 1 : blank;
    }
    *ret_count = digits == 0 ? -1 : value;
    return true;
}

bool value_decimal_parse(const char *text, double *ret_value)
{
    char plain[VALUE_SIZE];
    size_t length = 0;
    char *end;

    while (*text != '\0' && length + 1 < sizeof plain) {
        size_t blank = blank_length(text);

        if (blank == 0)
            plain[length++] = *text == ',' ? '.' : *text;
        text += blank == 0 ? 1 : blank;
    }
    plain[length] = '\0';
    if (length == 0 || strspn(plain, "0123456789.") != length)
        return false;
    *ret_value = strtod(plain, &end);
    return *end == '\0' && *ret_value > 0;
}

bool value_is_none(const char *text)
{
    static const char *const none[] = {"",          "NR",         "NC",         "NR/NC/NC",
                                       "ZZZZZZZZZ", "Sans objet", "sans objet", "NULL"};

    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (strcmp(text, none[i]) == 0)
            return true;
    }
    return false;
}

void value_siren(const char *text, char ret_siren[VALUE_SIZE], bool *ret_is_multiple)
{
    size_t seen = 0;
    bool is_found = false;

    ret_siren[0] = '\0';
    if (!value_is_none(text)) {
        for (const char *c = text; *c != '\0' && !is_found;) {
            char part[VALUE_SIZE], trimmed[VALUE_SIZE];
            size_t length = strcspn(c, "/,;|");

            (void)snprintf(part, sizeof part, "%.*s", (int)length, c);
            value_trim(part, trimmed);
            if (!value_is_none(trimmed)) {
                /* EPT are no EPCI with own taxes, but they come behind the metropolis. */
                is_found = siren_is_valid(trimmed);
                if (is_found || seen == 0)
                    memcpy(ret_siren, trimmed, VALUE_SIZE);
                seen++;
            }
            c += length;
            c += *c != '\0';
        }
    }
    *ret_is_multiple = strpbrk(text, "/,;|") != NULL && seen > 0;
}

bool value_restore_zero(const char *text, struct insee *ret_insee)
{
    if (!insee_lost_zero(text))
        return false;
    (void)snprintf(ret_insee->code, sizeof ret_insee->code, "0%.4s", text);
    return true;
}

/** The same letters: no difference of case, of apostrophes, of accents that a label may lack. */
static bool same_label(const char *a, const char *b)
{
    while (*a != '\0' && *b != '\0') {
        if (strncmp(a, "’", strlen("’")) == 0 && *b == '\'') {
            a += strlen("’");
            b++;
            continue;
        }
        if ((*a | 0x20) != (*b | 0x20))
            return false;
        a++;
        b++;
    }
    return *a == *b;
}

enum epci_nature value_nature_parse(const char *text, const char **ret_code)
{
    static const struct {
        const char *label;
        const char *code;
    } natures[] = {
        {"CC", "CC"},
        {"Communauté de communes", "CC"},
        {"CA", "CA"},
        {"Communauté d'agglomération", "CA"},
        {"CU", "CU"},
        {"Communauté urbaine", "CU"},
        {"METRO", "METRO"},
        {"ME", "METRO"},
        {"Métropole", "METRO"},
        {"MET69", "MET69"},
        {"Métropole de Lyon", "MET69"},
        {"METLYON", "MET69"},
    };
    static const char *const others[] = {"SIVU",  "SIVOM", "SMF", "SMO",   "SM", "PETR",
                                         "POLEM", "PM",    "EPT", "SIVOS", "COM"};

    *ret_code = text;
    if (text[0] == '\0')
        return NATURE_NONE;
    for (size_t i = 0; i < sizeof natures / sizeof *natures; i++) {
        if (same_label(text, natures[i].label)) {
            *ret_code = natures[i].code;
            return NATURE_EPCI;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(text, others[i]) == 0)
            return NATURE_OTHER_GROUPING;
    }
    return strncmp(text, "Syndicat", strlen("Syndicat")) == 0 ||
                   strncmp(text, "Pôle", strlen("Pôle")) == 0 ||
                   strncmp(text, "Etablissement", strlen("Etablissement")) == 0
               ? NATURE_OTHER_GROUPING
               : NATURE_UNKNOWN;
}

bool value_is_part(const char *type)
{
    static const char *const parts[] = {
        "COMD", "COMA", "ARM", "commune-deleguee", "commune-associee", "arrondissement-municipal"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(type, parts[i]) == 0)
            return true;
    }
    return false;
}

bool value_is_type(const char *type)
{
    return value_is_part(type) || strcmp(type, "COM") == 0 || strcmp(type, "commune-actuelle") == 0;
}

bool value_date_parse(const char *text, struct date *ret_date)
{
    char iso[11];
    size_t length = strlen(text);

    if (length < 10 || (length > 10 && text[10] != ' ' && text[10] != 'T'))
        return false;
    if (text[2] == '/' && text[5] == '/')
        (void)snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", text + 6, text + 3, text);
    else if (text[4] == '/' && text[7] == '/')
        (void)snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", text, text + 5, text + 8);
    else
        (void)snprintf(iso, sizeof iso, "%.10s", text);
    return date_parse(iso, ret_date, NULL) == STATUS_OK;
}
