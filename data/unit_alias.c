#include "data/unit_alias.h"

#include <stdlib.h>
#include <string.h>

void unit_aliases_free(struct unit_aliases *aliases)
{
    if (aliases == NULL)
        return;
    arena_release(&aliases->arena);
    free(aliases);
}

/** A row, and its place in what was given. */
struct placed {
    struct unit_alias alias;
    size_t place;
};

static int compare_keys(const struct unit_alias *left, const struct unit_alias *right)
{
    int order = strcmp(left->name, right->name);

    if (order == 0)
        order = (left->kind > right->kind) - (left->kind < right->kind);
    return order != 0 ? order : strcmp(left->code, right->code);
}

static int compare(const void *a, const void *b)
{
    const struct placed *left = a;
    const struct placed *right = b;
    int order = compare_keys(&left->alias, &right->alias);

    return order != 0 ? order : (left->place > right->place) - (left->place < right->place);
}

static enum status copy(struct unit_aliases *aliases, const struct placed *placed, size_t count)
{
    struct unit_alias *list = arena_alloc(&aliases->arena, (count + 1) * sizeof *list);

    if (list == NULL)
        return STATUS_NO_MEMORY;
    aliases->list = list;
    for (size_t i = 0; i < count; i++) {
        struct unit_alias *row = &list[aliases->count];

        if (i > 0 && compare_keys(&placed[i].alias, &placed[i - 1].alias) == 0)
            continue;
        *row = placed[i].alias;
        row->name = arena_string(&aliases->arena, row->name);
        row->source = arena_string(&aliases->arena, row->source);
        if (row->name == NULL || row->source == NULL)
            return STATUS_NO_MEMORY;
        aliases->count++;
    }
    return STATUS_OK;
}

enum status unit_aliases_new(const struct unit_alias list[], size_t count,
                             struct unit_aliases **ret_aliases, struct error *err)
{
    AUTO(unit_aliases) aliases = calloc(1, sizeof *aliases);
    struct placed *placed = malloc((count + 1) * sizeof *placed);
    enum status status = STATUS_NO_MEMORY;

    if (aliases != NULL)
        arena_init(&aliases->arena);
    if (aliases != NULL && placed != NULL) {
        for (size_t i = 0; i < count; i++)
            placed[i] = (struct placed){list[i], i};
        if (count > 1)
            qsort(placed, count, sizeof *placed, compare);
        status = copy(aliases, placed, count);
    }
    free(placed);
    if (status != STATUS_OK)
        return error_no_memory(err);
    *ret_aliases = TAKE(aliases);
    return STATUS_OK;
}

const char *code_kind_name(enum code_kind kind)
{
    return kind == CODE_COMMUNE ? "commune" : "epci";
}

bool code_kind_parse(const char *text, enum code_kind *ret_kind)
{
    bool is_commune = strcmp(text, "commune") == 0;

    if (!is_commune && strcmp(text, "epci") != 0)
        return false;
    *ret_kind = is_commune ? CODE_COMMUNE : CODE_EPCI;
    return true;
}

bool code_kind_fits(enum code_kind kind, const char *code)
{
    return kind == CODE_COMMUNE ? insee_is_well_formed(code) : siren_is_valid(code);
}
