#include "data/register_rules.h"

#include <string.h>

#include "data/insee.h"
#include "data/siren.h"

static size_t column_of(const struct row_reading *reading, const char *name)
{
    return register_layout_column(reading->layout, name);
}

/** Refuses an end that no reading of the two dates puts after the start. */
static void check_order(struct row_reading *reading, const char *from_name, const char *to_name)
{
    const struct register_layout *layout = reading->layout;
    size_t from_column = column_of(reading, from_name);
    size_t to_column = column_of(reading, to_name);
    struct loose_date from, to;

    if (from_column == layout->column_count || to_column == layout->column_count)
        return;
    memcpy(&from, (char *)reading->row + layout->columns[from_column].offset, sizeof from);
    memcpy(&to, (char *)reading->row + layout->columns[to_column].offset, sizeof to);
    if (from.earliest.day > to.latest.day)
        row_refuse(reading, to_column, "the end is before the start, correct one of them",
                   "la fin précède le début, corrigez l'un des deux");
}

static void check_generation(struct row_reading *reading)
{
    struct generation *generation = reading->row;

    generation->is_complete = generation->complete_from.precision != DATE_UNKNOWN ||
                              generation->complete_to.precision != DATE_UNKNOWN;
    if (generation->is_complete && generation->complete_by[0] == '\0')
        row_refuse(reading, column_of(reading, "complete_by"),
                   "a list is complete only by somebody's word: say whose",
                   "une liste n'est complète que sur la parole de quelqu'un : dites de qui");
}

/** `^(cdt|crt)-[a-z0-9-]+$` */
static bool is_contract_id(const char *id)
{
    if (strncmp(id, "cdt-", 4) != 0 && strncmp(id, "crt-", 4) != 0)
        return false;
    return id[4] != '\0' &&
           strspn(id + 4, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id + 4);
}

static void check_contract(struct row_reading *reading)
{
    const struct contract *contract = reading->row;

    if (!is_contract_id(contract->id))
        row_refuse(reading, 0,
                   "an identifier is cdt- or crt- and small letters, digits and hyphens",
                   "un identifiant s'écrit cdt- ou crt- puis des minuscules sans accent, des "
                   "chiffres et des tirets");
    if (strcmp(contract->succeeds, contract->id) == 0)
        row_refuse(reading, column_of(reading, "succeeds"), "a contract does not follow itself",
                   "un contrat ne prend pas sa propre suite");
}

static void check_version_number(struct row_reading *reading)
{
    size_t column = column_of(reading, "version");
    int32_t number;

    memcpy(&number, (char *)reading->row + reading->layout->columns[column].offset, sizeof number);
    if (number < 1)
        row_refuse(reading, column, "versions are numbered from 1",
                   "les versions se numérotent à partir de 1");
}

static void check_commune_code(struct row_reading *reading, const char *column, const char *code)
{
    if (!insee_is_well_formed(code))
        row_refuse(reading, column_of(reading, column),
                   "an INSEE code has five characters: 02016, 2A004",
                   "un code INSEE a cinq caractères : 02016, 2A004");
}

static void check_project(struct row_reading *reading)
{
    const char *rest = ((const struct project *)reading->row)->communes;

    while (*rest != '\0') {
        char code[8] = "";
        size_t length = strcspn(rest, " ");

        memcpy(code, rest, length < sizeof code ? length : sizeof code - 1);
        check_commune_code(reading, "communes", code);
        rest += length + (rest[length] == ' ');
    }
}

static void check_deliberation(struct row_reading *reading)
{
    const struct deliberation *deliberation = reading->row;

    if (!siren_is_valid(deliberation->epci))
        row_refuse(reading, column_of(reading, "epci"),
                   "a SIREN has nine digits, the last a key that must be right",
                   "un SIREN a neuf chiffres, dont une clé qui doit être juste");
}

static void check_exception(struct row_reading *reading)
{
    const struct adjacency_exception *exception = reading->row;

    check_commune_code(reading, "a", exception->a);
    check_commune_code(reading, "b", exception->b);
    if (strcmp(exception->a, exception->b) == 0)
        row_refuse(reading, column_of(reading, "b"), "two different communes are expected",
                   "deux communes différentes sont attendues");
}

void register_rules_check(struct row_reading *reading, enum register_table table)
{
    static void (*const rules[REGISTER_TABLE_COUNT])(struct row_reading *) = {
        [REGISTER_GENERATIONS] = check_generation,
        [REGISTER_CONTRACTS] = check_contract,
        [REGISTER_VERSIONS] = check_version_number,
        [REGISTER_MEMBERS] = check_version_number,
        [REGISTER_PROJECTS] = check_project,
        [REGISTER_DELIBERATIONS] = check_deliberation,
        [REGISTER_VALIDATIONS] = check_version_number,
        [REGISTER_ADJACENCY_EXCEPTIONS] = check_exception,
    };

    check_order(reading, "valid_from", "valid_to");
    check_order(reading, "complete_from", "complete_to");
    if (rules[table] != NULL)
        rules[table](reading);
}
