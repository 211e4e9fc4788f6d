/* What a store holds, before anything is derived from it: read, changed in memory, then frozen. */
#ifndef DATA_CONTENTS_H
#define DATA_CONTENTS_H

#include "data/lineage.h"
#include "data/outline.h"
#include "data/register_builder.h"
#include "data/unit_alias.h"
#include "data/vintage.h"

/** Owns all it points at. Begins as {0}. */
struct contents {
    struct vintage **vintages; /* ascending by year */
    size_t vintage_count;
    struct register_rows *rows;
    struct outlines *outlines;
    struct lineage *lineage;      /* NULL: no movements are known */
    struct unit_aliases *aliases; /* NULL: none */
    int64_t revision;
};

void contents_release(struct contents *contents);
DEFINE_SCOPED(contents)

/** Opens, reads, closes. Errors: see store_open(). The contents must be empty. */
enum status contents_read(const char *store_path, struct contents *contents, struct error *err)
    MUST_CHECK;

/**
 * As contents_read(), with the register as it was known at an earlier revision; its number becomes
 * that of the contents. Vintages are those of today: lists and shapes are replaced whole, the past
 * of a store has none of its own. STATUS_NOT_FOUND: the store has no such revision.
 */
enum status contents_read_at(const char *store_path, int64_t revision, struct contents *contents,
                             struct error *err) MUST_CHECK;

/** What a store that does not exist yet would hold: no vintage, no contract. */
enum status contents_begin(struct contents *contents, struct error *err) MUST_CHECK;

/** Takes a vintage, also on failure; it replaces the one of its year. */
enum status contents_put_vintage(struct contents *contents, struct vintage *vintage,
                                 struct error *err) MUST_CHECK;

/** Lays an update over the register; see register_builder_lay_over(). The update is used up. */
enum status contents_lay_register(struct contents *contents, struct register_builder *update,
                                  struct error *err) MUST_CHECK;
/** The update becomes the whole register. */
enum status contents_replace_register(struct contents *contents, struct register_builder *update,
                                      struct error *err) MUST_CHECK;

/** Takes the movements in place of those there were. */
void contents_put_lineage(struct contents *contents, struct lineage *lineage);
/** The same of the names that people use. */
void contents_put_aliases(struct contents *contents, struct unit_aliases *aliases);

#endif
