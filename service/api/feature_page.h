/* Features as pages for people: a table of many, a sheet with a drawing of one. */
#ifndef SERVICE_API_FEATURE_PAGE_H
#define SERVICE_API_FEATURE_PAGE_H

#include "service/api/items.h"

enum status feature_page_list(const struct collection *collection, const struct question *question,
                              const struct items_query *query, struct text *text) MUST_CHECK;

void feature_page_one(const struct collection *collection, const struct question *question,
                      const struct feature *feature, struct text *text);

/** A value as people read it: standings in words, numbers grouped, nothing for null. */
void feature_page_value(struct html *html, const struct field *field, const struct value *value);

#endif
