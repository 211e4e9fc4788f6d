/* The forms of `lisiere diff`: each writes the whole change into the text. */
#ifndef SERVICE_CLI_DIFF_FORM_H
#define SERVICE_CLI_DIFF_FORM_H

#include "data/vintage_change.h"
#include "geo/text.h"

/** What the tables of CSV have a line for. */
enum diff_unit { DIFF_BY_COMMUNE, DIFF_BY_EPCI, DIFF_BY_CONTRACT };

void diff_write_text(struct text *text, const struct vintage_change *change,
                     enum language language);
/** The part on EPCI, with a heading. */
void diff_write_epcis(struct text *text, const struct vintage_change *change,
                      enum language language);
/** The part on contracts, with a heading. */
void diff_write_contracts(struct text *text, const struct vintage_change *change,
                          enum language language);
/** « 62447 Hesdin + 62743 Sainte-Austreberthe → 62447 Hesdin-la-Forêt ». */
void diff_write_relation(struct text *text, const struct crosswalk *crosswalk,
                         const struct crosswalk_relation *relation, enum language language);

void diff_write_json(struct text *text, const struct vintage_change *change);

void diff_write_csv(struct text *text, const struct vintage_change *change, enum diff_unit unit);

/** Is there anything to say of an EPCI of the earlier vintage? */
bool diff_is_epci_changed(const struct vintage_change *change, uint32_t epci);

#endif
