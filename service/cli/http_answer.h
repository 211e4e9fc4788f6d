/* `--format json`: the very bytes that the daemon would answer at its default address. */
#ifndef SERVICE_CLI_HTTP_ANSWER_H
#define SERVICE_CLI_HTTP_ANSWER_H

#include "data/snapshot.h"
#include "service/cli/command.h"
#include "service/query/parameters.h"

/**
 * Asks the interface for a path (with --at as datetime and --vintage, when they were given) and
 * writes the answer. A problem is no answer: nothing is written, its sentence goes to stderr in the
 * user's language.
 */
enum exit_code http_answer(const struct common *common, const struct snapshot *snapshot,
                           const char *path, const struct parameter parameters[], size_t count);

#endif
