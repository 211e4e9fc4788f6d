#include "data/name_query.h"

#include <string.h>

/** A code alone, blanks in it or not: it is no name. */
static void read_code(const char *written, char ret_code[12])
{
    size_t length = 0;

    ret_code[0] = '\0';
    for (const char *c = written; *c != '\0'; c++) {
        if (*c == ' ')
            continue;
        if (length == 9) {
            ret_code[0] = '\0';
            return;
        }
        ret_code[length++] = *c >= 'a' && *c <= 'b' ? (char)(*c - 'a' + 'A') : *c;
        ret_code[length] = '\0';
    }
    if (!insee_is_well_formed(ret_code) && !siren_has_form(ret_code))
        ret_code[0] = '\0';
}

/** The département whose number or name this is; UNIT_NONE when it is none. */
static uint32_t find_departement(const struct vintage *vintage, const char *text, size_t length)
{
    struct folded_name asked;
    char name[NAME_SIZE];

    if (length == 0 || length >= sizeof name)
        return UNIT_NONE;
    memcpy(name, text, length);
    name[length] = '\0';
    name_fold_commune(name, &asked);
    for (uint32_t i = 0; i < vintage->departement_count; i++) {
        struct folded_name folded;

        name_fold_commune(vintage->departements[i].name, &folded);
        if (strcmp(folded.tight, asked.tight) == 0 ||
            strcmp(vintage->departements[i].code, name) == 0)
            return i;
    }
    return UNIT_NONE;
}

/** Takes "(62)", "(Somme)", ", Somme" off the end, where it is a département. */
static uint32_t take_departement(const struct vintage *vintage, char *name)
{
    uint32_t departement = UNIT_NONE;
    char *open = strrchr(name, '(');
    char *comma = strrchr(name, ',');
    size_t length = strlen(name);

    if (open != NULL && open != name && length > 0 && name[length - 1] == ')') {
        departement = find_departement(vintage, open + 1, (size_t)(name + length - 1 - (open + 1)));
        if (departement != UNIT_NONE)
            *open = '\0';
    } else if (comma != NULL && comma != name) {
        const char *behind = comma + 1 + strspn(comma + 1, " ");

        departement = find_departement(vintage, behind, strlen(behind));
        if (departement != UNIT_NONE)
            *comma = '\0';
    }
    return departement;
}

void name_query_read(const struct vintage *vintage, const char *written,
                     struct name_query *ret_query)
{
    char name[2 * NAME_SIZE] = "";

    *ret_query = (struct name_query){.departement = UNIT_NONE};
    strncpy(name, written, sizeof name - 1);
    read_code(name, ret_query->code);
    if (ret_query->code[0] != '\0')
        return;
    ret_query->departement = take_departement(vintage, name);
    name_fold(name, &ret_query->stripped);
    name_fold_commune(name, &ret_query->whole);
}
