#include "service/cli/register_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "data/source/register_files.h"

enum status register_file_read(const struct common *common, const char *path,
                               struct register_builder **ret_update, struct error *err)
{
    AUTO(register_builder) update = NULL;
    char *unknown = NULL;
    enum status status = register_builder_new(&update, err);

    if (status == STATUS_OK)
        status = register_files_read(path, update, &unknown, err);
    if (status == STATUS_OK && unknown != NULL)
        fprintf(stderr,
                common->language == LANGUAGE_FR
                    ? "lisiere: colonnes inconnues, gardées dans « extra » : %s\n"
                    : "lisiere: unknown columns, kept in “extra”: %s\n",
                unknown);
    free(unknown);
    if (status == STATUS_OK)
        *ret_update = TAKE(update);
    return status;
}
