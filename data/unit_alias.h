/*
 * Names that people use for a commune or an EPCI and no official list has: CA2BM, CAPSO. One name
 * may mean several. They are for searching only: nothing is ever joined by them.
 */
#ifndef DATA_UNIT_ALIAS_H
#define DATA_UNIT_ALIAS_H

#include "data/arena.h"
#include "data/code_asked.h"

struct unit_alias {
    const char *name;
    enum code_kind kind;
    char code[10];
    const char *source;
};

struct unit_aliases {
    const struct unit_alias *list; /* by name, kind and code, each once */
    size_t count;
    struct arena arena;
};

void unit_aliases_free(struct unit_aliases *aliases);
DEFINE_AUTO(unit_aliases)

/** Copies rows, in any order; of equal ones the first is kept. */
enum status unit_aliases_new(const struct unit_alias list[], size_t count,
                             struct unit_aliases **ret_aliases, struct error *err) MUST_CHECK;

/** "commune", "epci": in files and JSON. */
const char *code_kind_name(enum code_kind kind);
/** False for any other word. */
bool code_kind_parse(const char *text, enum code_kind *ret_kind);
/** Has a code the form that those of its kind have? */
bool code_kind_fits(enum code_kind kind, const char *code);

#endif
