/* What is known of the whole region on a date, as a member of an answer about gaps. */
#ifndef SERVICE_API_COVERAGE_SUMMARY_H
#define SERVICE_API_COVERAGE_SUMMARY_H

#include "service/api/question.h"

/** "coverage": totals by standing, known and expected contracts, the headline in both languages. */
void coverage_summary_write(struct json *json, const struct view *view);

#endif
