/* Numbers of a workbook as text: counts without a point, days as dates. */
#ifndef DATA_SOURCE_WORKBOOK_NUMBER_H
#define DATA_SOURCE_WORKBOOK_NUMBER_H

#include <stdbool.h>

enum { WORKBOOK_NUMBER_MAX = 40 };

/** "20170738" of "2.0170738E7", "0.1" of "0.1"; what is no number stays as it is. */
void workbook_number_text(const char *number, char ret_text[WORKBOOK_NUMBER_MAX]);

/**
 * "2021-04-14" of a count of days, "2021-04-14 10:30" with a time. Days count from 1899-12-30, or
 * from 1904-01-01 (ECMA-376 part 1, §18.17.4.1). False when it is no day that a calendar has.
 */
bool workbook_date_text(const char *number, bool from_1904, char ret_text[WORKBOOK_NUMBER_MAX]);

/** Does a format of numbers show a date: has it a day, month or year outside quotes, brackets? */
bool workbook_format_is_date(const char *format);

#endif
