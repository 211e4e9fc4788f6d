/* The forms of `lisiere match`: each writes one row of the input after the other. */
#ifndef SERVICE_CLI_MATCH_FORM_H
#define SERVICE_CLI_MATCH_FORM_H

#include "data/drawing_match.h"
#include "data/name_match.h"
#include "service/cli/command.h"
#include "service/report/csv.h"
#include "service/report/json.h"

/** A row of the input and what it may mean: a name, or a drawing. */
struct match_row {
    size_t number;    /* line of the text or table; of a drawing its place in the file */
    const char *name; /* as it is written */
    enum match_certainty certainty;
    const struct name_match *names;      /* NULL for a drawing */
    const struct drawing_match *drawing; /* NULL for a name */
    const struct match_part *parts;      /* what of the drawing is proposed */
    size_t part_count;
};

/** One unit that a drawing proposes: whole EPCI, then the communes of no such one. */
struct match_part {
    enum code_kind kind;
    uint32_t unit;
    bool is_sure;
    double share; /* of its land, 0 to 1 */
};

struct match_sheet;

/** A form; the head and the tail may be NULL. */
struct match_form {
    const char *name;
    void (*head)(struct match_sheet *sheet);
    void (*row)(struct match_sheet *sheet, const struct match_row *row);
    void (*tail)(struct match_sheet *sheet);
};

/** What the forms write with. */
struct match_sheet {
    const struct common *common;
    const struct match_form *form;
    const struct name_book *book;
    const struct vintage *vintage;
    struct text *text;
    struct csv csv;
    struct json json;
    bool *is_listed[2]; /* units of each kind, by index, that the members have already */
    size_t counts[MATCH_UNKNOWN + 1];
    bool has_drawings;
};

void match_text_row(struct match_sheet *sheet, const struct match_row *row);
void match_text_tail(struct match_sheet *sheet);

/**
 * csv: row, name, certainty, doubt, kind, code, official_name, departement, epci, how, via,
 * via_code, share; a line a proposal, one without a code for a row that has none. via is the name
 * by which the unit was found where that is not its own, via_code whose it was; share in percent.
 */
void match_csv_head(struct match_sheet *sheet);
void match_csv_row(struct match_sheet *sheet, const struct match_row *row);

/** members: op, kind, code, label of what is sure, each unit once; as in a register. */
void match_members_head(struct match_sheet *sheet);
void match_members_row(struct match_sheet *sheet, const struct match_row *row);
void match_members_tail(struct match_sheet *sheet);

/**
 * One member of the array "rows": {row, name, certainty, doubt, proposals: [{kind, code, name,
 * departement, epci, how, via, via_code, share}], nearest: [the same, not proposed], found}; a
 * drawing has area_m2, outside_m2, slight {count, area_m2} too. What does not apply is null.
 */
void match_json_row(struct match_sheet *sheet, const struct match_row *row);

/* Of a unit of the vintage. */
const char *match_unit_code(const struct vintage *vintage, enum code_kind kind, uint32_t unit);
const char *match_unit_name(const struct vintage *vintage, enum code_kind kind, uint32_t unit);
/** "" where there is none: an EPCI has no département, a commune may have no EPCI. */
const char *match_unit_departement(const struct vintage *vintage, enum code_kind kind,
                                   uint32_t unit);
const char *match_unit_epci(const struct vintage *vintage, enum code_kind kind, uint32_t unit);

/** The name by which a unit was found, NULL when it is its own. */
const char *match_via(const struct match_sheet *sheet, const struct name_proposal *proposal);
/** Whose code that was, NULL when it is the unit's. */
const char *match_via_code(const struct match_sheet *sheet, const struct name_proposal *proposal);

#endif
