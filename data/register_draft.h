/* What a register builder holds while rows come in; shared by adding rows and finishing. */
#ifndef DATA_REGISTER_DRAFT_H
#define DATA_REGISTER_DRAFT_H

#include "data/register_builder.h"

/* Rows name each other by id until all are there. */
struct draft_contract {
    struct contract contract;
    const char *generation;
};

struct draft_version {
    struct version version;
    const char *contract;
};

struct draft_member {
    struct member member;
    const char *contract;
    int32_t number; /* of the version */
};

struct draft_list {
    void *items;
    size_t count;
    size_t capacity;
};

struct register_builder {
    struct register_rows *rows;    /* its arena owns all strings */
    struct draft_list generations; /* struct generation */
    struct draft_list contracts;   /* struct draft_contract */
    struct draft_list acts;        /* struct act */
    struct draft_list versions;    /* struct draft_version */
    struct draft_list members;     /* struct draft_member */
};

#endif
