/* The Table Schema (Frictionless, v1) of one table of the register, as its CSV file has it. */
#ifndef SERVICE_REPORT_REGISTER_TABLE_SCHEMA_H
#define SERVICE_REPORT_REGISTER_TABLE_SCHEMA_H

#include "data/register_layout.h"
#include "geo/text.h"

void register_table_schema_write(struct text *text, enum register_table table);

#endif
