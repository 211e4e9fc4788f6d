#include "service/cli/http_answer.h"

#include <stdio.h>
#include <string.h>

#include "service/api/api.h"
#include "service/cli/output.h"

enum { PARAMETER_MAX = 6 };

static const char default_base_url[] = "http://127.0.0.1:8080";

enum exit_code http_answer(const struct common *common, const struct snapshot *snapshot,
                           const char *path, const struct parameter parameters[], size_t count)
{
    struct parameter all[PARAMETER_MAX];
    char date[DATE_TEXT_MAX], year[DATE_TEXT_MAX];
    SCOPED(answer) answer = {0};
    SCOPED(text) text = {0};
    struct ask ask = {
        .snapshot = snapshot,
        .today = common->today,
        .base_url = default_base_url,
        .path = path,
        .parameters = {all, 0},
    };

    for (size_t i = 0; i < count; i++)
        all[ask.parameters.count++] = parameters[i];
    if (common->has_date) {
        date_format(common->at, date);
        all[ask.parameters.count++] = (struct parameter){"datetime", date};
    }
    if (common->vintage != 0) {
        (void)snprintf(year, sizeof year, "%d", common->vintage);
        all[ask.parameters.count++] = (struct parameter){"vintage", year};
    }
    api_answer(&ask, &answer);
    if (answer.status != 200) /* a problem is no result: it must not replace a file */
        return command_fail(common, &answer.problem);
    text_init(&text, answer.length);
    text_add_bytes(&text, answer.body, answer.length);
    return output_finish(common, &text);
}
