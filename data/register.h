/*
 * The register: what the Région decided and signed, as rows (design: generation, contract, act,
 * version, member). Strings are owned by the register's arena; rows keep the file and line they
 * were read from, so that a finding can name them. Missing texts are "", missing dates unknown.
 */
#ifndef DATA_REGISTER_H
#define DATA_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/arena.h"
#include "data/date.h"

enum member_operation { MEMBER_INCLUDE, MEMBER_EXCLUDE };
enum member_kind { MEMBER_EPCI, MEMBER_COMMUNE, MEMBER_DEPARTEMENT };
enum member_mode { MEMBER_UNSTATED, MEMBER_FROZEN, MEMBER_DYNAMIC };
enum certainty { CERTAINTY_STATED, CERTAINTY_INFERRED };
enum visibility { VISIBILITY_PUBLIC, VISIBILITY_INTERNAL };
/* Whose word a contract rests on; pages say « d'après la presse » for the last. */
enum basis { BASIS_UNSTATED, BASIS_OFFICIAL, BASIS_PRESS };
enum clip { CLIP_UNSTATED, CLIP_REGION, CLIP_WHOLE };
enum contract_status {
    CONTRACT_CANDIDATE,
    CONTRACT_IN_PREPARATION,
    CONTRACT_ADOPTED,
    CONTRACT_SIGNED,
    CONTRACT_IN_FORCE,
    CONTRACT_EXPIRED,
    CONTRACT_REPLACED,
    CONTRACT_TERMINATED,
};

struct evidence {
    const char *file; /* "" when it comes from the store */
    uint32_t line;
};

struct generation {
    const char *id; /* CRT-NPDC, CRT, CDT */
    const char *name;
    const char *framework_act;
    struct loose_date valid_from, valid_to; /* valid_to is the last day */
    int32_t expected_contracts;             /* -1 when nobody stated it */
    struct loose_date complete_from, complete_to;
    bool is_complete; /* the list of its contracts is declared complete between those dates */
    const char *complete_by;
    const char *source;
    struct evidence evidence;
};

struct contract {
    const char *id;
    const char *name;
    uint32_t generation; /* index */
    enum contract_status status;
    const char *carrier;
    const char *succeeds;
    enum visibility visibility;
    enum basis basis;
    const char *source;
    struct evidence evidence;
};

struct act {
    const char *id;
    const char *contract;   /* id, or "" */
    const char *generation; /* id, or "" */
    const char *decides;    /* generation, contract, version, project */
    const char *kind;       /* deliberation, signature, amendment, termination */
    const char *number;
    const char *body;
    struct loose_date date;
    const char *document_sha256;
    const char *source;
    struct evidence evidence;
};

struct member {
    uint32_t version; /* index */
    enum member_operation operation;
    enum member_kind kind;
    const char *code;
    const char *label; /* as written */
    enum member_mode mode;
    enum certainty certainty;
    const char *reason;
    const char *source;
    struct evidence evidence;
};

struct version {
    uint32_t contract; /* index */
    int32_t number;
    struct loose_date valid_from, valid_to; /* valid_to is the last day */
    int32_t reference_vintage;              /* 0 when unknown */
    struct loose_date reference_date;
    const char *act;
    const char *cause;
    enum clip clip;
    const char *author;
    enum visibility visibility;
    const char *source;
    const struct member *members; /* consecutive */
    uint32_t member_count;
    struct evidence evidence;
};

/** Generations, contracts, versions (by contract, number) and members (by version) are sorted. */
struct register_rows {
    struct generation *generations;
    uint32_t generation_count;
    struct contract *contracts;
    uint32_t contract_count;
    struct act *acts;
    uint32_t act_count;
    struct version *versions;
    uint32_t version_count;
    struct member *members;
    uint32_t member_count;
    struct arena arena;
};

void register_rows_free(struct register_rows *rows);
DEFINE_AUTO(register_rows)

/** Index or UINT32_MAX. */
uint32_t register_contract(const struct register_rows *rows, const char *id);
uint32_t register_generation(const struct register_rows *rows, const char *id);

/** Does any public contract rest on the press alone? */
bool register_is_from_press(const struct register_rows *rows);

/** The word of a status, a mode … as files write it ("in_preparation"), and back. */
const char *contract_status_name(enum contract_status status);
struct words contract_status_words(enum contract_status status);
const char *member_kind_name(enum member_kind kind);
const char *member_mode_name(enum member_mode mode);
const char *certainty_name(enum certainty certainty);

#endif
