/* A change of a row of the register, for people and as JSON. */
#ifndef SERVICE_REPORT_ROW_CHANGE_H
#define SERVICE_REPORT_ROW_CHANGE_H

#include "data/row_change.h"
#include "service/report/json.h"

/**
 * "  + membre version=1, opération=inclure, …": what the row says but for its contract; of a row
 * that changed its key, then a line for each column that did. Columns and words in the language.
 */
void row_change_write(struct text *text, const struct row_change *change, enum language language);

/** One object: kind, table, before, after. */
void row_change_write_json(struct json *json, const struct row_change *change);

#endif
