/*
 * The table of checks. A check reads a snapshot on a date and reports findings, or says that it
 * could not be evaluated and why; that never counts as passed.
 */
#ifndef DATA_CHECK_H
#define DATA_CHECK_H

#include "data/finding.h"
#include "data/snapshot.h"

struct check_scope {
    const struct snapshot *snapshot;
    const struct period *period; /* of the date */
    struct date date;
    const char *contract; /* one contract's id, or NULL for all */
};

enum check_outcome { CHECK_PASSED, CHECK_FOUND, CHECK_NOT_EVALUATED };

struct check {
    const char *id;
    enum level level;
    bool guards_register; /* its errors refuse a register before it is stored */
    struct words title;
    /** Adds findings; STATUS_NOT_FOUND with a story in err means: not evaluated. */
    enum status (*run)(const struct check_scope *scope, struct findings *findings,
                       struct error *err);
};

struct check_result {
    const struct check *check;
    enum check_outcome outcome;
    size_t finding_count;
    struct error reason; /* when it was not evaluated */
};

extern const struct check checks[];
extern const size_t check_count;

/** Runs every check; ret_results has check_count places. Findings come sorted, with their waivers.
 */
enum status checks_run(const struct check_scope *scope, struct check_result ret_results[],
                       struct findings *findings, struct error *err) MUST_CHECK;

/** One contract's version to look at, and its perimeter in the vintage of the date. */
struct checked_version {
    const struct contract *contract;
    const struct version *version;
    const struct perimeter *perimeter;
};

/**
 * Walks the contracts in scope that have a version: start with *contract = 0; false after the last.
 * Requires scope->period->vintage.
 */
bool check_next_version(const struct check_scope *scope, uint32_t *contract,
                        struct checked_version *ret_version);

/** Is a contract among those that the scope is about? "" stands for none of them in particular. */
bool check_concerns(const struct check_scope *scope, const char *contract);

/* The checks; see the table for what each detects. */
enum status check_malformed_code(const struct check_scope *scope, struct findings *findings,
                                 struct error *err);
enum status check_siren_key(const struct check_scope *scope, struct findings *findings,
                            struct error *err);
enum status check_unknown_code(const struct check_scope *scope, struct findings *findings,
                               struct error *err);
enum status check_duplicate_member(const struct check_scope *scope, struct findings *findings,
                                   struct error *err);
enum status check_empty_perimeter(const struct check_scope *scope, struct findings *findings,
                                  struct error *err);
enum status check_partial_epci(const struct check_scope *scope, struct findings *findings,
                               struct error *err);
enum status check_straddling_epci(const struct check_scope *scope, struct findings *findings,
                                  struct error *err);
enum status check_created_pieces(const struct check_scope *scope, struct findings *findings,
                                 struct error *err);
enum status check_inherited_pieces(const struct check_scope *scope, struct findings *findings,
                                   struct error *err);
enum status check_versions_apart(const struct check_scope *scope, struct findings *findings,
                                 struct error *err);
enum status check_covered_twice(const struct check_scope *scope, struct findings *findings,
                                struct error *err);
enum status check_whole_acts(const struct check_scope *scope, struct findings *findings,
                             struct error *err);
enum status check_decided_versions(const struct check_scope *scope, struct findings *findings,
                                   struct error *err);
enum status check_carrier_signs(const struct check_scope *scope, struct findings *findings,
                                struct error *err);
enum status check_contract_status(const struct check_scope *scope, struct findings *findings,
                                  struct error *err);
enum status check_size(const struct check_scope *scope, struct findings *findings,
                       struct error *err);
enum status check_personal_data(const struct check_scope *scope, struct findings *findings,
                                struct error *err);
enum status check_members_sign(const struct check_scope *scope, struct findings *findings,
                               struct error *err);
enum status check_outside_signatories(const struct check_scope *scope, struct findings *findings,
                                      struct error *err);
enum status check_holes(const struct check_scope *scope, struct findings *findings,
                        struct error *err);
enum status check_succession_apart(const struct check_scope *scope, struct findings *findings,
                                   struct error *err);
enum status check_same_perimeters(const struct check_scope *scope, struct findings *findings,
                                  struct error *err);
enum status check_contract_count(const struct check_scope *scope, struct findings *findings,
                                 struct error *err);
enum status check_ended_commune(const struct check_scope *scope, struct findings *findings,
                                struct error *err);
enum status check_divided_commune(const struct check_scope *scope, struct findings *findings,
                                  struct error *err);
enum status check_dissolved_epci(const struct check_scope *scope, struct findings *findings,
                                 struct error *err);
enum status check_member_to_come(const struct check_scope *scope, struct findings *findings,
                                 struct error *err);
enum status check_project_place(const struct check_scope *scope, struct findings *findings,
                                struct error *err);
enum status check_project_contract(const struct check_scope *scope, struct findings *findings,
                                   struct error *err);
enum status check_linked_pieces(const struct check_scope *scope, struct findings *findings,
                                struct error *err);

#endif
