/* The JSON Schema (draft 2020-12) of the document that holds a register. */
#ifndef SERVICE_REPORT_REGISTER_JSON_SCHEMA_H
#define SERVICE_REPORT_REGISTER_JSON_SCHEMA_H

#include "geo/text.h"

#define REGISTER_JSON_SCHEMA_ID "urn:lisiere:register:1"

void register_json_schema_write(struct text *text);

#endif
