#include "service/store_path.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *environment(const char *name)
{
    const char *value = getenv(name); // NOLINT(concurrency-mt-unsafe): nobody sets it

    return value == NULL || value[0] == '\0' ? NULL : value;
}

static enum status join(const char *folder, const char *rest, struct store_path *ret_path,
                        struct error *err)
{
    struct store_path path;

    if (strlen(folder) + strlen(rest) >= sizeof path.bytes)
        return error_set(err, STATUS_LIMIT, "",
                         "the path of the store is longer than %d bytes: give another with --db",
                         "le chemin de la base dépasse %d octets : donnez-en un autre par --db",
                         PATH_MAX - 1);
    snprintf(path.bytes, sizeof path.bytes, "%s%s", folder, rest);
    *ret_path = path;
    return STATUS_OK;
}

enum status store_path_choose(const char *option, struct store_path *ret_path, struct error *err)
{
    const char *chosen = option != NULL && option[0] != '\0' ? option : environment("LISIERE_DB");
    const char *data_home = environment("XDG_DATA_HOME");
    const char *home = environment("HOME");

    if (chosen != NULL)
        return join(chosen, "", ret_path, err);
    /* The XDG specification says that a relative path is to be ignored. */
    if (data_home != NULL && data_home[0] == '/')
        return join(data_home, "/lisiere/lisiere.db", ret_path, err);
    if (home != NULL)
        return join(home, "/.local/share/lisiere/lisiere.db", ret_path, err);
    return error_set(err, STATUS_NOT_FOUND, "", "HOME is not set: say where the store is with --db",
                     "HOME n'est pas définie : dites où est la base par --db");
}

enum status store_path_check(const struct store_path *path, struct error *err)
{
    if (access(path->bytes, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR))
        return STATUS_OK; /* whatever else is wrong, opening it tells better */
    return error_set(err, STATUS_NOT_FOUND, path->bytes,
                     "there is no store here yet: run `service/run`, or `lisiere import DATASET`, "
                     "or give another file with --db",
                     "il n'y a pas encore de base ici : lancez « service/run », ou « lisiere "
                     "import JEU_DE_DONNÉES », ou donnez un autre fichier par --db");
}
