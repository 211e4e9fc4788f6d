/* Values of options: numbers as people type them, or nothing. */
#ifndef SERVICE_CLI_OPTION_VALUE_H
#define SERVICE_CLI_OPTION_VALUE_H

#include <stdbool.h>

/** A finite number from 0 on, and nothing after it; false otherwise. */
bool option_number_parse(const char *value, double *ret_number);

/** A percentage as a share: "0.5" is 0.005. */
bool option_percent_parse(const char *value, double *ret_share);

#endif
