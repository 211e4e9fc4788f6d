/* An explanation as people read it. */
#ifndef SERVICE_CLI_EXPLAIN_TEXT_H
#define SERVICE_CLI_EXPLAIN_TEXT_H

#include "data/explanation.h"
#include "geo/text.h"

void explain_text_write(struct text *text, enum language language, const struct snapshot *snapshot,
                        const struct explanation *explanation);

#endif
