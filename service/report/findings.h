/* The result of the checks as text, JSON, JSON Lines and CSV. */
#ifndef SERVICE_REPORT_FINDINGS_H
#define SERVICE_REPORT_FINDINGS_H

#include "data/check.h"
#include "service/report/json.h"

struct check_report {
    const struct check_scope *scope;
    const struct check_result *results; /* check_count of them */
    const struct findings *findings;
};

/** file:line: level: sentence [ID], a line a finding. */
void findings_write_lines(struct text *text, const struct findings *findings,
                          enum language language);
/** The lines; then what passed and what was not evaluated. */
void findings_write_text(struct text *text, const struct check_report *report,
                         enum language language);
/** One object: at, vintage, checks with their outcome, findings. */
void findings_write_json(struct text *text, const struct check_report *report);
/** As an array. */
void findings_write_array(struct json *json, const struct findings *findings);
/** One object a finding, a line each. */
void findings_write_jsonl(struct text *text, const struct findings *findings);
void findings_write_csv(struct text *text, const struct findings *findings);

#endif
