/* What of a vintage is not of its own year, in one sentence: it goes with every answer. */
#ifndef SERVICE_REPORT_DERIVATION_SENTENCE_H
#define SERVICE_REPORT_DERIVATION_SENTENCE_H

#include "data/vintage.h"
#include "service/report/sentence.h"

/**
 * « Contours de 2021 répartis entre les communes de 2026 d'après les mouvements (60054/60694 :
 * limite approchée) ; EPCI et populations de 2025. » False when all is of the vintage's own year
 * and as it was published: there is nothing to say.
 */
bool derivation_sentence(const struct vintage *vintage, struct sentence *ret_sentence);

#endif
