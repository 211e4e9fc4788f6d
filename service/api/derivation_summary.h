/* What the shapes and tables of a vintage were made from, and why: metadata of a collection. */
#ifndef SERVICE_API_DERIVATION_SUMMARY_H
#define SERVICE_API_DERIVATION_SUMMARY_H

#include "data/vintage.h"
#include "service/report/html.h"
#include "service/report/json.h"

/** The member derivation of the current object: years, codes, the cuts with their reasons; null
 * without a vintage. */
void derivation_summary_write(struct json *json, const struct vintage *vintage);

/** For people: a paragraph a cut, with its reason; nothing when the vintage rests on none. */
void derivation_summary_add(struct html *html, const struct vintage *vintage);

#endif
