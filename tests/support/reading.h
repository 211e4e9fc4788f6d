/* Files of a vintage read in one go, as an import reads them in steps. */
#ifndef TESTS_SUPPORT_READING_H
#define TESTS_SUPPORT_READING_H

#include "data/source/vintage_build.h"

/** The lists alone, settled; what is fatal is refused. clues may be NULL. */
enum status gather_lists(struct vintage_request request, struct table_clues *clues,
                         struct gathering **ret_gathering, struct error *err) MUST_CHECK;

/** The vintage with its own shapes; errors are refused before and after it is built. */
enum status read_vintage(const struct vintage_request *request, struct vintage **ret_vintage,
                         struct error *err) MUST_CHECK;

#endif
