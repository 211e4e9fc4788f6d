/* The SQL of the register's tables, made of register_layout(): see schema.sql for all others. */
#ifndef DATA_REGISTER_SCHEMA_H
#define DATA_REGISTER_SCHEMA_H

#include "geo/text.h"

/**
 * For each table: the table itself, its columns as text between rev_from and rev_to; <table>_now,
 * an index that keeps one current row a key; triggers that let a row be closed once and nothing
 * else; current_<table>, a view of what is known now (that of versions is in schema.sql). And
 * register_changes, a view of what each revision opened and closed.
 */
void register_schema_write(struct text *sql);

#endif
