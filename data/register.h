/*
 * The register: what the Région decided and signed, as rows (design: generation, contract, act,
 * version, member, objective, project, candidacy …). register_layout.c says of each column how it
 * is called, filled and explained. Strings are owned by the register's arena; rows keep the file
 * and line they were read from, so that a finding can name them. Missing texts are "", missing
 * dates unknown; `extra` has the columns of a file that no table has, as the members of a JSON
 * object.
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

enum project_category {
    PROJECT_OFFER,
    PROJECT_ACCOMMODATION,
    PROJECT_RECEPTION,
    PROJECT_EVENT,
};
enum { PROJECT_CATEGORY_COUNT = PROJECT_EVENT + 1 };

struct evidence {
    const char *file; /* "" when it comes from the store */
    uint32_t line;
};

/** Where nobody stated an amount. */
#define EUROS_UNKNOWN ((int64_t)-1)

struct generation {
    const char *id; /* CRT-NPDC, CRT, CDT */
    const char *name;
    const char *framework_act;
    struct loose_date valid_from, valid_to; /* valid_to is the last day */
    int32_t expected_contracts;             /* -1 when nobody stated it */
    struct loose_date complete_from, complete_to;
    bool is_complete; /* the list of its contracts is declared complete between those dates */
    const char *complete_by;
    int32_t announced_projects; /* at least so many; -1 when nobody stated it */
    int32_t min_communes, max_communes, min_population, max_population; /* -1: no bound stated */
    const char *source;
    const char *extra;
    struct evidence evidence;
};

struct contract {
    const char *id;
    const char *name;
    const char *generation_id;
    uint32_t generation; /* index */
    enum contract_status status;
    const char *carrier;
    const char *succeeds; /* id of a contract, or "" */
    enum visibility visibility;
    enum basis basis;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

struct act {
    const char *id;
    const char *contract;   /* id, or "" */
    const char *generation; /* id, or "" */
    const char *decides;    /* generation, contract, version, project */
    const char *kind;       /* deliberation, signature, amendment, termination, call */
    const char *number;
    const char *body;
    struct loose_date date;
    const char *document_sha256;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

struct member {
    const char *contract_id;
    int32_t number;   /* of the version */
    uint32_t version; /* index */
    enum member_operation operation;
    enum member_kind kind;
    const char *code;
    const char *label; /* as written */
    enum member_mode mode;
    enum certainty certainty;
    const char *reason;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

struct version {
    const char *contract_id;
    uint32_t contract; /* index */
    int32_t number;
    struct loose_date valid_from, valid_to; /* valid_to is the last day */
    int32_t reference_vintage;              /* -1 when unknown */
    struct loose_date reference_date;
    const char *act;   /* id, or "" */
    const char *cause; /* tourism, regional_orientation, territorial_reform, correction, or "" */
    enum clip clip;
    const char *author;
    enum visibility visibility;
    const char *source;
    const char *extra;
    const struct member *members; /* consecutive */
    uint32_t member_count;
    struct evidence evidence;
};

/** What a framework act wants contracts to work at: a column of the matrix of objectives. */
struct orientation {
    const char *generation_id;
    uint32_t generation; /* index */
    const char *id;      /* what an objective's axis names */
    const char *name;    /* as a source words it */
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** Who signs a contract: not the same as who is in its perimeter. */
struct signatory {
    const char *contract_id;
    uint32_t contract; /* index */
    const char *name;
    const char *kind; /* region, departement, epci, commune, agency, association, other */
    const char *code; /* SIREN, INSEE code or département, or "" */
    const char *act;  /* id, or "" */
    const char *source;
    const char *extra;
    struct evidence evidence;
};

struct objective {
    const char *contract_id;
    uint32_t contract; /* index */
    const char *axis;  /* an orientation of the contract's generation, or a word of its own */
    const char *text;
    const char *act;                        /* id, or "" */
    struct loose_date valid_from, valid_to; /* valid_to is the last day */
    const char *source;
    const char *extra;
    struct evidence evidence;
};

struct project {
    const char *id;
    const char *title;
    enum project_category category;
    const char *contract; /* id, or "" */
    const char *communes; /* INSEE codes, ascending, a blank between */
    struct loose_date decided_on;
    const char *act;                                    /* id, or "" */
    int64_t requested_cents, granted_cents, paid_cents; /* EUROS_UNKNOWN */
    enum visibility visibility;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** EPCI that want to join a contract, or to found one. */
struct candidacy {
    const char *id;
    const char *kind;   /* join, found */
    const char *target; /* to join: id of the contract; to found: how it would be called */
    const char *generation_id;
    uint32_t generation; /* index */
    struct loose_date received_on;
    const char *status; /* received, under_review, accepted, refused, withdrawn */
    const char *answer;
    enum visibility visibility;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** What the council of one EPCI of a candidacy decided. */
struct deliberation {
    const char *candidacy_id;
    uint32_t candidacy; /* index */
    const char *epci;
    const char *number;
    struct loose_date date;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** That somebody checked a version, with what result. */
struct validation {
    const char *contract_id;
    int32_t number;   /* of the version */
    uint32_t version; /* index */
    const char *checks_version;
    const char *verdict; /* passed, passed_with_waivers, failed */
    const char *waivers; /* checks that were waived, a blank between */
    const char *validated_by;
    struct loose_date date;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** What a person answered to a question that a finding asked: asked once, then applied. */
struct decision {
    const char *fingerprint;
    const char *option;
    const char *author;
    const char *reason;
    const char *act; /* id, or "" */
    struct loose_date date;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** A finding of a check that somebody takes upon himself, for a contract or everywhere. */
struct waiver {
    const char *check;
    const char *contract; /* id, or "" for all */
    const char *subject;  /* code, or "" for all */
    const char *reason;
    const char *author;
    struct loose_date until; /* last day; unknown: no end */
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** Two communes that count as neighbours though they do not touch, or do not though they do. */
struct adjacency_exception {
    const char *a, *b; /* INSEE codes */
    const char *kind;  /* link, cut */
    const char *reason;
    const char *author;
    struct loose_date valid_from, valid_to;
    const char *source;
    const char *extra;
    struct evidence evidence;
};

/** Each list is sorted by the key of its table, then by its other columns. */
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
    struct orientation *orientations;
    uint32_t orientation_count;
    struct signatory *signatories;
    uint32_t signatory_count;
    struct objective *objectives;
    uint32_t objective_count;
    struct project *projects;
    uint32_t project_count;
    struct candidacy *candidacies;
    uint32_t candidacy_count;
    struct deliberation *deliberations;
    uint32_t deliberation_count;
    struct validation *validations;
    uint32_t validation_count;
    struct decision *decisions;
    uint32_t decision_count;
    struct waiver *waivers;
    uint32_t waiver_count;
    struct adjacency_exception *adjacency_exceptions;
    uint32_t adjacency_exception_count;
    struct arena arena;
};

void register_rows_free(struct register_rows *rows);
DEFINE_AUTO(register_rows)

/** Index or UINT32_MAX. */
uint32_t register_contract(const struct register_rows *rows, const char *id);
uint32_t register_generation(const struct register_rows *rows, const char *id);

/** Does a row of the contract, of its versions or of their members come from a file, and not from
 * the store? */
bool register_contract_is_from_file(const struct register_rows *rows, uint32_t contract);

/** Does any public contract rest on the press alone? */
bool register_is_from_press(const struct register_rows *rows);

/** The word of a status, a mode … as files write it ("in_preparation"), and back. */
const char *contract_status_name(enum contract_status status);
struct words contract_status_words(enum contract_status status);
const char *member_kind_name(enum member_kind kind);
const char *member_mode_name(enum member_mode mode);
const char *certainty_name(enum certainty certainty);

#endif
