/* The steps of gathering_settle(), shared by its files. */
#ifndef DATA_SOURCE_GATHERING_INSIDE_H
#define DATA_SOURCE_GATHERING_INSIDE_H

#include "data/source/gathering.h"

/** How often one oddity was met, the first place, and the first few codes. */
struct tally {
    size_t count;
    struct row_place place;
    char first[16];   /* code */
    char sample[128]; /* codes, separated by commas */
};

void tally_add(struct tally *tally, const char *code, struct row_place place);

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
