#include "service/cli/register_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "data/source/register_files.h"
#include "data/store.h"

enum status register_file_read(const struct common *common, const char *folder,
                               struct register_rows **ret_rows, struct error *err)
{
    AUTO(store) store = NULL;
    AUTO(register_rows) base = NULL;
    char *unknown = NULL;
    enum status status = store_open(common->store.bytes, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_read_register(store, &base, err);
    if (status == STATUS_OK)
        status = register_files_read(folder, base, ret_rows, &unknown, err);
    if (status == STATUS_OK && unknown != NULL)
        fprintf(stderr,
                common->language == LANGUAGE_FR ? "lisiere: colonnes inconnues, non lues : %s\n"
                                                : "lisiere: unknown columns, not read: %s\n",
                unknown);
    free(unknown);
    return status;
}
