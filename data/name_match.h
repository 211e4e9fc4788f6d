/*
 * Which commune or EPCI a name means that somebody wrote. Proposals only, nothing rests on them: a
 * code decides, and a person decides on the code.
 */
#ifndef DATA_NAME_MATCH_H
#define DATA_NAME_MATCH_H

#include "data/name_book.h"

enum match_certainty {
    MATCH_SURE,     /* one code, name or alias, and no other unit that is called so */
    MATCH_DOUBTFUL, /* one of several, or one that is not called so today, or nearly so */
    MATCH_UNKNOWN,  /* nothing is proposed */
};

/** Why it is not sure. */
enum match_doubt {
    DOUBT_NONE,
    DOUBT_HOMONYMS,   /* several bear the name */
    DOUBT_BOTH_KINDS, /* a commune and an EPCI do */
    DOUBT_OTHER_DAY,  /* it is a name or a code of another day, or of a part */
    DOUBT_SPELLING,   /* it is near */
    DOUBT_NOTHING,    /* nothing is near */
};

/** By what a proposal was found. */
enum match_how {
    MATCH_BY_CODE,
    MATCH_BY_NAME,
    MATCH_BY_ALIAS,
    MATCH_BY_PAST,     /* a former name or code */
    MATCH_BY_LATER,    /* a name of a later year */
    MATCH_BY_DELEGATE, /* a delegated or associated commune */
    MATCH_BY_WORDS,    /* its words are among those of the name, or the reverse */
    MATCH_BY_SPELLING, /* a few letters differ */
};

struct name_proposal {
    const struct name_entry *entry;
    enum match_how how;
    unsigned distance; /* letters that differ, with MATCH_BY_SPELLING */
};

enum { MATCH_LISTED_MAX = 24, MATCH_NEAR_MAX = 5 };

struct name_match {
    enum match_certainty certainty;
    enum match_doubt doubt;
    struct name_proposal list[MATCH_LISTED_MAX]; /* each unit once; with MATCH_UNKNOWN the nearest,
                                                    which are not proposed */
    size_t count;
    size_t found; /* more than count when some are not listed */
};

/** What may be proposed. */
enum match_kinds { MATCH_ANY_KIND, MATCH_COMMUNES, MATCH_EPCIS };

/**
 * Of a name, a code, or a name with its département behind it: "Fleury (62)", "Fleury, Somme". The
 * order is that of the book, near names before by distance. Cost: a pass over the book; 5 ms for a
 * name that nothing bears.
 */
void name_match_find(const struct name_book *book, const char *written, enum match_kinds kinds,
                     struct name_match *ret_match);

/** "sure", "doubtful", "unknown"; "name", "alias", …; "homonyms", …: in files and JSON. */
const char *match_certainty_name(enum match_certainty certainty);
const char *match_how_name(enum match_how how);
const char *match_doubt_name(enum match_doubt doubt);

#endif
