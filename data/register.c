#include "data/register.h"

#include <stdlib.h>
#include <string.h>

void register_rows_free(struct register_rows *rows)
{
    if (rows == NULL)
        return;
    arena_release(&rows->arena);
    free(rows);
}

uint32_t register_contract(const struct register_rows *rows, const char *id)
{
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        if (strcmp(rows->contracts[i].id, id) == 0)
            return i;
    }
    return UINT32_MAX;
}

uint32_t register_generation(const struct register_rows *rows, const char *id)
{
    for (uint32_t i = 0; i < rows->generation_count; i++) {
        if (strcmp(rows->generations[i].id, id) == 0)
            return i;
    }
    return UINT32_MAX;
}

bool register_contract_is_from_file(const struct register_rows *rows, uint32_t contract)
{
    bool is_from_file = rows->contracts[contract].evidence.file[0] != '\0';

    for (uint32_t v = 0; v < rows->version_count && !is_from_file; v++) {
        const struct version *version = &rows->versions[v];

        if (version->contract != contract)
            continue;
        is_from_file = version->evidence.file[0] != '\0';
        for (uint32_t m = 0; m < version->member_count && !is_from_file; m++)
            is_from_file = version->members[m].evidence.file[0] != '\0';
    }
    return is_from_file;
}

bool register_is_from_press(const struct register_rows *rows)
{
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        if (rows->contracts[i].basis == BASIS_PRESS &&
            rows->contracts[i].visibility == VISIBILITY_PUBLIC)
            return true;
    }
    return false;
}

const char *contract_status_name(enum contract_status status)
{
    static const char *const names[] = {
        [CONTRACT_CANDIDATE] = "candidate", [CONTRACT_IN_PREPARATION] = "in_preparation",
        [CONTRACT_ADOPTED] = "adopted",     [CONTRACT_SIGNED] = "signed",
        [CONTRACT_IN_FORCE] = "in_force",   [CONTRACT_EXPIRED] = "expired",
        [CONTRACT_REPLACED] = "replaced",   [CONTRACT_TERMINATED] = "terminated",
    };

    return names[status];
}

struct words contract_status_words(enum contract_status status)
{
    static const struct words words[] = {
        [CONTRACT_CANDIDATE] = {"candidat", "candidate"},
        [CONTRACT_IN_PREPARATION] = {"en préparation", "in preparation"},
        [CONTRACT_ADOPTED] = {"adopté", "adopted"},
        [CONTRACT_SIGNED] = {"signé", "signed"},
        [CONTRACT_IN_FORCE] = {"en vigueur", "in force"},
        [CONTRACT_EXPIRED] = {"échu", "expired"},
        [CONTRACT_REPLACED] = {"remplacé", "replaced"},
        [CONTRACT_TERMINATED] = {"résilié", "terminated"},
    };

    return words[status];
}

const char *member_kind_name(enum member_kind kind)
{
    static const char *const names[] = {
        [MEMBER_EPCI] = "epci", [MEMBER_COMMUNE] = "commune", [MEMBER_DEPARTEMENT] = "departement"};

    return names[kind];
}

const char *member_mode_name(enum member_mode mode)
{
    static const char *const names[] = {
        [MEMBER_UNSTATED] = "unstated", [MEMBER_FROZEN] = "frozen", [MEMBER_DYNAMIC] = "dynamic"};

    return names[mode];
}

const char *certainty_name(enum certainty certainty)
{
    return certainty == CERTAINTY_STATED ? "stated" : "inferred";
}
