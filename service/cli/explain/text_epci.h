/* The explanation of an EPCI as people read it. */
#ifndef SERVICE_CLI_EXPLAIN_TEXT_EPCI_H
#define SERVICE_CLI_EXPLAIN_TEXT_EPCI_H

#include "data/explanation.h"
#include "geo/text.h"

void explain_text_epci(struct text *text, enum language language, const struct snapshot *snapshot,
                       const struct explanation *explanation);

#endif
