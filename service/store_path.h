/* Where the store is when nobody says: one rule for both programs and for service/run. */
#ifndef SERVICE_STORE_PATH_H
#define SERVICE_STORE_PATH_H

#include <limits.h>

#include "geo/status.h"

struct store_path {
    char bytes[PATH_MAX];
};

/**
 * The option when there is one, else LISIERE_DB, else lisiere/lisiere.db under XDG_DATA_HOME, else
 * under ~/.local/share. STATUS_LIMIT when it is too long, STATUS_NOT_FOUND without any home.
 */
enum status store_path_choose(const char *option, struct store_path *ret_path, struct error *err)
    MUST_CHECK;

/** STATUS_NOT_FOUND, with what to run, when no file is there. */
enum status store_path_check(const struct store_path *path, struct error *err) MUST_CHECK;

#endif
