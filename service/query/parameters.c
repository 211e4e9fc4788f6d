#include "service/query/parameters.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *parameters_value(struct parameters parameters, const char *name)
{
    for (size_t i = parameters.count; i-- > 0;) {
        if (strcmp(parameters.list[i].name, name) == 0)
            return parameters.list[i].value;
    }
    return NULL;
}

static bool is_accepted(const char *name, const char *const accepted[])
{
    for (size_t i = 0; accepted[i] != NULL; i++) {
        if (strcmp(name, accepted[i]) == 0)
            return true;
    }
    return false;
}

enum status parameters_accept(struct parameters parameters, const char *const accepted[],
                              struct error *err)
{
    char names[160] = "";
    size_t length = 0;

    for (size_t i = 0; i < parameters.count; i++) {
        if (is_accepted(parameters.list[i].name, accepted))
            continue;
        for (size_t n = 0; accepted[n] != NULL && length < sizeof names; n++)
            length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
                                       n > 0 ? ", " : "", accepted[n]);
        return error_set(err, STATUS_INVALID, parameters.list[i].name,
                         "“%.40s” is not a parameter here; those known are: %s",
                         "« %.40s » n'est pas un paramètre ici ; ceux connus sont : %s",
                         parameters.list[i].name, names);
    }
    return STATUS_OK;
}
