/* A code that someone asks about: of a commune or of an EPCI, perhaps on a day (60054@2019-01-01).
 */
#ifndef DATA_CODE_ASKED_H
#define DATA_CODE_ASKED_H

#include "data/date.h"
#include "data/insee.h"
#include "data/siren.h"

enum code_kind { CODE_COMMUNE, CODE_EPCI };

struct code_asked {
    enum code_kind kind;
    char code[10];
    bool is_dated;
    struct date date; /* the day on which the holder of the code is meant; when it is dated */
};

/** STATUS_FORMAT: neither, or a date that is none; the sentence says what a code looks like. */
enum status code_asked_parse(const char *text, struct code_asked *ret_asked, struct error *err)
    MUST_CHECK;

#endif
