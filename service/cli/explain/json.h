/*
 * An explanation as JSON. Names are stable; what is not known, or does not apply, is null or an
 * empty array, never left out.
 */
#ifndef SERVICE_CLI_EXPLAIN_JSON_H
#define SERVICE_CLI_EXPLAIN_JSON_H

#include "data/explanation.h"
#include "service/report/json.h"

/** One object; asked is the code as it was typed. */
void explain_json_write(struct json *json, const struct snapshot *snapshot, const char *asked,
                        const struct explanation *explanation);

#endif
