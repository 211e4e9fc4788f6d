/* The steps of gathering_settle(), shared by its files. */
#ifndef DATA_SOURCE_GATHERING_INSIDE_H
#define DATA_SOURCE_GATHERING_INSIDE_H

#include "data/source/gathering.h"

enum { TALLY_SHOWN = 5, TALLY_CODE_SIZE = 16 };

/** How often one oddity was met, and the smallest codes it was met with, in any order of rows. */
struct tally {
    size_t count;
    char codes[TALLY_SHOWN][TALLY_CODE_SIZE]; /* ascending; the others are "" */
    struct row_place place;                   /* of the first of them */
};

void tally_add(struct tally *tally, const char *code, struct row_place place);

enum { TALLY_TEXT_MAX = TALLY_SHOWN * (TALLY_CODE_SIZE + 2) + 8 };

/** The codes, separated by commas, with an ellipsis when there are more; returns ret_text. */
const char *tally_show(const struct tally *tally, char ret_text[TALLY_TEXT_MAX]);

/** Leading zeros come back where the code that results is known. */
enum status gathering_restore_zeros(struct gathering *gathering, struct error *err) MUST_CHECK;
/** Members that are known by their SIREN get their INSEE code. */
enum status gathering_resolve_sirens(struct gathering *gathering, struct error *err) MUST_CHECK;
/** Facts of one commune become one. */
enum status gathering_merge_communes(struct gathering *gathering, struct error *err) MUST_CHECK;
/** What is outside the region, and in no EPCI of it, goes. */
enum status gathering_keep_region(struct gathering *gathering, struct error *err) MUST_CHECK;
/** Does a list of all France have as many rows as there must be? (SRC-07) Before they are merged.
 */
enum status gathering_check_tables(struct gathering *gathering, struct error *err) MUST_CHECK;
/** Are the region's communes and EPCI as many as expected? (SRC-07) Once all is settled. */
enum status gathering_check_extent(struct gathering *gathering, struct error *err) MUST_CHECK;
/** Are the shapes that are kept where they may be? (SRC-10) */
enum status gathering_check_area(struct gathering *gathering, struct error *err) MUST_CHECK;
/** Facts of one EPCI become one; its members are counted again. */
enum status gathering_merge_epcis(struct gathering *gathering, struct error *err) MUST_CHECK;

#endif
