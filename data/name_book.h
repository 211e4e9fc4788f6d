/*
 * All names under which the communes and EPCI of a vintage may be written: the official ones, those
 * that people use, those of other years, of communes that merged into others, of their delegated
 * communes. Each leads to a unit of the vintage, and says how.
 */
#ifndef DATA_NAME_BOOK_H
#define DATA_NAME_BOOK_H

#include "data/name_fold.h"
#include "data/snapshot.h"

enum name_origin {
    NAME_OFFICIAL, /* of the vintage */
    NAME_ALIAS,
    NAME_PAST,     /* of the unit, or of one that went into it */
    NAME_LATER,    /* of the unit, in a list of a later year */
    NAME_DELEGATE, /* a delegated or associated commune of it */
};

struct name_entry {
    enum name_origin origin;
    enum code_kind kind;
    uint32_t unit;    /* of the vintage */
    const char *name; /* as it is written there */
    const char
        *code; /* of whom had the name: another one's than the unit's when that went into it */
    struct date date; /* the last day, or with NAME_LATER the first one, known of that name */
    const struct folded_name *folded;
};

struct name_book {
    const struct vintage *vintage;
    struct name_entry *entries; /* EPCI first, by code, then by origin, name and code */
    size_t count, capacity;
    struct arena arena;
};

void name_book_free(struct name_book *book);
DEFINE_AUTO(name_book)

/**
 * The snapshot outlives the book. A name that its unit bears anyway comes once. Cost: 20 ms for six
 * vintages of Hauts-de-France.
 */
enum status name_book_new(const struct snapshot *snapshot, const struct vintage *vintage,
                          struct name_book **ret_book, struct error *err) MUST_CHECK;

/** Of the unit that the entry leads to. */
const char *name_entry_unit_code(const struct name_book *book, const struct name_entry *entry);
const char *name_entry_unit_name(const struct name_book *book, const struct name_entry *entry);

#endif
