/* One commune of an explanation, and the way there, as people read them. */
#ifndef SERVICE_CLI_EXPLAIN_TEXT_COMMUNE_H
#define SERVICE_CLI_EXPLAIN_TEXT_COMMUNE_H

#include "data/explanation.h"
#include "geo/text.h"

/** Facts, contracts, shape. */
void explain_text_commune(struct text *text, enum language language,
                          const struct snapshot *snapshot, const struct explanation *explanation,
                          const struct explained_commune *it);

/** « 2021–2022  Émerchicourt, CA … », a line for each run of years. */
void explain_text_years(struct text *text, enum language language,
                        const struct explanation *explanation);

#endif
