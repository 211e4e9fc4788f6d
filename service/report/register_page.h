/* The page that tells people how to fill in a register: its tables and columns, in Markdown. */
#ifndef SERVICE_REPORT_REGISTER_PAGE_H
#define SERVICE_REPORT_REGISTER_PAGE_H

#include "geo/text.h"

void register_page_write(struct text *text, enum language language);

#endif
