/* Where the number of an EPCI ends or begins among the vintages: whom it went into, or came out of.
 */
#ifndef DATA_EPCI_PASSAGE_H
#define DATA_EPCI_PASSAGE_H

#include "data/epci_lineage.h"
#include "data/snapshot.h"

struct epci_passage {
    int year;                  /* of the later vintage: known by the lists of 1 January */
    const struct epci *before; /* NULL: nobody is known that the new one takes over from */
    const struct epci *after;  /* NULL: divided or gone */
    enum epci_fate fate;       /* of `before`; EPCI_GONE without one */
    uint32_t common, of;       /* communes of `before` that `after` has; all of them */
};

/** One for each two vintages in a row of which one alone has the EPCI; cost: see crosswalk_new().
 */
enum status epci_passages_find(const struct snapshot *snapshot, const char *siren,
                               struct arena *arena, const struct epci_passage **ret_passages,
                               uint32_t *ret_count, struct error *err) MUST_CHECK;

#endif
