/* What stands between the method and the version: a path and a query, percent-decoded. */
#ifndef SERVICE_HTTP_TARGET_H
#define SERVICE_HTTP_TARGET_H

#include "service/http/guard.h"
#include "service/query/parameters.h"

enum { TARGET_MAX_BYTES = 8192, TARGET_MAX_PARAMETERS = 32 };

/** Points into the text it was parsed from. */
struct target {
    const char *path;
    struct parameter parameters[TARGET_MAX_PARAMETERS];
    size_t parameter_count;
};

/**
 * Cuts and decodes the text in place; "+" is a blank in the query. NULL when all is well, else why
 * it is refused: the text is not a path from the root, holds "..", a NUL or another control byte
 * however it is written, or is not UTF-8. On refusal the target is empty, with "/" as its path.
 */
const struct refusal *target_parse(char *text, struct target *ret_target);

#endif
