/*
 * Everything that is known, frozen: vintages, register, perimeters, periods. Immutable, shared by
 * reference count; whoever acquired it may read it from any thread until they release it.
 */
#ifndef DATA_SNAPSHOT_H
#define DATA_SNAPSHOT_H

#include <stdatomic.h>

#include "data/contents.h"
#include "data/timeline.h"

/** Outlines of the administrative units of one vintage, by their index. */
struct unit_outlines {
    const struct outline **epcis;        /* of the region's part */
    const struct outline **departements; /* NULL for those outside the region */
    const struct outline *region;
};

struct snapshot {
    int64_t revision;          /* of the store */
    struct vintage **vintages; /* ascending by year; owned */
    size_t vintage_count;
    struct register_rows *rows;                /* owned */
    struct outlines *outlines;                 /* owned */
    struct lineage *lineage;                   /* owned; NULL: no movements are known */
    struct unit_aliases *aliases;              /* owned; NULL: none; for searching only */
    const struct unit_outlines *unit_outlines; /* one a vintage */
    const struct perimeter *perimeters;        /* vintage × version, see timeline_build() */
    struct timeline timeline;
    struct arena arena;
    atomic_int references;
};

/**
 * Takes the contents, which are empty afterwards, also on failure, and derives the rest. The first
 * reference is the caller's.
 */
enum status snapshot_new(struct contents *contents, struct snapshot **ret_snapshot,
                         struct error *err) MUST_CHECK;

struct snapshot *snapshot_acquire(struct snapshot *snapshot);
/** The last release frees it; NULL is nothing. */
void snapshot_release(struct snapshot *snapshot);

struct vintage_list snapshot_vintages(const struct snapshot *snapshot);
/** Index of a vintage in the snapshot. */
size_t snapshot_vintage_index(const struct snapshot *snapshot, const struct vintage *vintage);
const struct perimeter *snapshot_perimeter(const struct snapshot *snapshot,
                                           const struct vintage *vintage,
                                           const struct version *version);

/**
 * The version of a contract that a question about a date is about: in force, else in doubt, else
 * the nearest in time; NULL when the contract has none. What is known of its being in force:
 * *ret_force.
 */
const struct version *snapshot_version_on(const struct snapshot *snapshot, uint32_t contract,
                                          struct date date, enum force *ret_force);

#endif
