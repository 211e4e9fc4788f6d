#include "support/reading.h"

static enum status refuse(const struct vintage_request *request, enum level level,
                          struct error *err)
{
    return request->findings == NULL ? STATUS_OK
                                     : findings_refuse(request->findings, level, "", err);
}

enum status gather_lists(struct vintage_request request, struct table_clues *clues,
                         struct gathering **ret_gathering, struct error *err)
{
    SCOPED(vintage_reading) reading = {.shapes = ""};
    enum status status;

    request.lists_only = true;
    status = vintage_files_read(&request, &reading, err);
    if (status == STATUS_OK)
        status = refuse(&request, LEVEL_FATAL, err);
    if (status != STATUS_OK)
        return status;
    *ret_gathering = reading.gathering;
    reading.gathering = NULL;
    if (clues != NULL) {
        *clues = reading.clues;
        reading.clues = (struct table_clues){.count = 0};
    }
    return STATUS_OK;
}

enum status read_vintage(const struct vintage_request *request, struct vintage **ret_vintage,
                         struct error *err)
{
    SCOPED(vintage_reading) reading = {.shapes = ""};
    const struct vintage_ground ground = {.base = NULL};
    enum status status = vintage_files_read(request, &reading, err);

    if (status == STATUS_OK)
        status = refuse(request, LEVEL_ERROR, err);
    if (status == STATUS_OK)
        status = vintage_build(request, &reading, &ground, ret_vintage, err);
    return status == STATUS_OK ? refuse(request, LEVEL_ERROR, err) : status;
}
