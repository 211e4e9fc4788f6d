/* Register rows from inline text: "table|value|value|…", a row a string, the list ended by NULL. */
#ifndef TESTS_SUPPORT_ROWS_H
#define TESTS_SUPPORT_ROWS_H

#include "data/register_builder.h"

/** The status of adding and finishing; lines are numbered from 2 in <table>.csv. */
enum status rows_try(const char *const rows[], struct register_rows **ret_rows, struct error *err);

/** The same where nothing may go wrong. */
struct register_rows *rows_of(const char *const rows[]);

/** The rows laid over what is known; nothing may go wrong. */
struct register_rows *rows_over(const struct register_rows *known, const char *const rows[]);

/** One generation, one contract, one version, two members. */
extern const char *const rows_small[];

#endif
