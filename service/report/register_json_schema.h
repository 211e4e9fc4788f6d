/* The JSON Schema (draft 2020-12) of the document that holds a register. */
#ifndef SERVICE_REPORT_REGISTER_JSON_SCHEMA_H
#define SERVICE_REPORT_REGISTER_JSON_SCHEMA_H

#include "data/register_layout.h"
#include "service/report/json.h"

#define REGISTER_JSON_SCHEMA_ID "urn:lisiere:register:1"

/** A day, a month, a year or nothing. */
#define REGISTER_DATE_PATTERN "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"

void register_json_schema_write(struct text *text);

/** The words that a column may have, as an array. */
void register_json_schema_add_words(struct json *json, const struct register_word *words);

#endif
