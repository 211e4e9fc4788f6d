#include "data/movement.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    enum movement_kind kind;
    struct words words;
} kinds[] = {
    {MOVEMENT_RENAMED, {.en = "change of name", .fr = "changement de nom"}},
    {MOVEMENT_CREATED, {.en = "creation", .fr = "création"}},
    {MOVEMENT_RESTORED, {.en = "restoration", .fr = "rétablissement"}},
    {MOVEMENT_SUPPRESSED, {.en = "suppression", .fr = "suppression"}},
    {MOVEMENT_MERGED, {.en = "merger", .fr = "fusion simple"}},
    {MOVEMENT_NEW_COMMUNE,
     {.en = "creation of a new commune", .fr = "création de commune nouvelle"}},
    {MOVEMENT_ASSOCIATED, {.en = "merger with association", .fr = "fusion association"}},
    {MOVEMENT_ASSOCIATION_MERGED,
     {.en = "association turned into a merger",
      .fr = "transformation de fusion association en fusion simple"}},
    {MOVEMENT_DELEGATE_SUPPRESSED,
     {.en = "suppression of a delegated commune", .fr = "suppression de commune déléguée"}},
    {MOVEMENT_DEPARTEMENT_CHANGED,
     {.en = "new code in another département",
      .fr = "changement de code dû à un changement de département"}},
    {MOVEMENT_SEAT_CHANGED,
     {.en = "new code as the seat moved",
      .fr = "changement de code dû à un transfert de chef-lieu"}},
    {MOVEMENT_ASSOCIATE_DELEGATED,
     {.en = "associated commune turned into a delegated one",
      .fr = "transformation de commune associée en commune déléguée"}},
    {MOVEMENT_DELEGATE_RESTORED,
     {.en = "restoration of a delegated commune", .fr = "rétablissement de commune déléguée"}},
    {MOVEMENT_DELEGATE_CREATED,
     {.en = "creation of a delegated commune", .fr = "création de commune déléguée"}},
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

bool movement_kind_parse(const char *text, enum movement_kind *ret_kind)
{
    if (strlen(text) != 2)
        return false;
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (text[0] == '0' + (int)kinds[i].kind / 10 && text[1] == '0' + (int)kinds[i].kind % 10) {
            *ret_kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

struct words movement_kind_words(enum movement_kind kind)
{
    size_t i = 0;

    while (kinds[i].kind != kind)
        i++;
    return kinds[i].words;
}

static const char *const type_names[] = {
    [COMMUNE_NONE] = "",           [COMMUNE_FULL] = "COM",           [COMMUNE_DELEGATED] = "COMD",
    [COMMUNE_ASSOCIATED] = "COMA", [COMMUNE_ARRONDISSEMENT] = "ARM",
};

const char *commune_type_name(enum commune_type type)
{
    return type_names[type];
}

bool commune_type_parse(const char *text, enum commune_type *ret_type)
{
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (strcmp(text, type_names[i]) == 0) {
            *ret_type = (enum commune_type)i;
            return true;
        }
    }
    return false;
}

bool movement_is_between_communes(const struct movement *movement)
{
    return movement->type_before == COMMUNE_FULL && movement->type_after == COMMUNE_FULL;
}

bool movement_is_change_of_code(const struct movement *movement)
{
    return movement->kind == MOVEMENT_DEPARTEMENT_CHANGED ||
           movement->kind == MOVEMENT_SEAT_CHANGED;
}

int movement_compare(const void *a, const void *b)
{
    const struct movement *left = a;
    const struct movement *right = b;
    int order = strcmp(left->before.code, right->before.code);

    if (left->date.day != right->date.day)
        return left->date.day < right->date.day ? -1 : 1;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    if (order == 0)
        order = strcmp(left->after.code, right->after.code);
    if (order == 0)
        order = (int)left->type_before - (int)right->type_before;
    return order != 0 ? order : (int)left->type_after - (int)right->type_after;
}

int delegate_compare(const void *a, const void *b)
{
    const struct delegate *left = a;
    const struct delegate *right = b;
    int order = strcmp(left->insee.code, right->insee.code);

    return order != 0 ? order : (int)left->type - (int)right->type;
}
