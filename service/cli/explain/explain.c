/* lisiere explain CODE… */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/api/question.h"
#include "service/cli/explain/json.h"
#include "service/cli/explain/text.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"

enum { CODE_LINE_MAX = 64 };

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "explain",
    .arguments = {"CODE…", "CODE…"},
    .summary = {"Ce qu'est un code à une date, ce qu'il est devenu, quels contrats en parlent et "
                "pourquoi.",
                "What a code is on a date, what became of it, which contracts speak of it and "
                "why."},
    .details =
        {"CODE est un code de commune (60455) ou le SIREN d'un EPCI (246000582). Un même code "
         "désigne une commune après l'autre : 60054@2019-01-01 est celle qui l'avait ce jour-là. "
         "« - » lit les codes sur l'entrée standard, un par ligne.\n"
         "json : {\"at\", \"vintage\", \"notices\", \"epci_year\", \"population_year\", "
         "\"explanations\": [un objet par code]} ; ce qu'on ne sait pas est null.",
         "CODE is a commune's code (60455) or the SIREN of an EPCI (246000582). One code names "
         "one commune after another: 60054@2019-01-01 is the one that had it on that day. “-” "
         "reads codes from the standard input, one a line.\n"
         "json: {\"at\", \"vintage\", \"notices\", \"epci_year\", \"population_year\", "
         "\"explanations\": [an object a code]}; what is not known is null."},
    .options = options,
    .formats = "text, json",
    .has_date = true,
    .has_known_at = true,
    .argument_max = 16,
};

/** Where the explanations go, one after the other. */
struct sink {
    const struct common *common;
    const struct snapshot *snapshot;
    struct text *text;
    struct json *json; /* NULL for text */
    size_t count;
};

static enum status explain(struct sink *sink, const char *typed, struct error *err)
{
    AUTO(explanation) explanation = NULL;
    struct code_asked asked;
    enum status status = code_asked_parse(typed, &asked, err);

    if (status == STATUS_OK)
        status = explanation_new(sink->snapshot, &asked, sink->common->at, &explanation, err);
    if (status != STATUS_OK)
        return status;
    if (sink->json != NULL) {
        explain_json_write(sink->json, sink->snapshot, typed, explanation);
    } else {
        if (sink->count > 0)
            text_add(sink->text, "\n");
        explain_text_write(sink->text, sink->common->language, sink->snapshot, explanation);
    }
    sink->count++;
    return STATUS_OK;
}

/** Empty lines are passed over; a failure names the line. */
static enum status explain_input(struct sink *sink, struct error *err)
{
    char line[CODE_LINE_MAX];
    enum status status = STATUS_OK;

    for (size_t number = 1; status == STATUS_OK && fgets(line, sizeof line, stdin) != NULL;
         number++) {
        char subject[ERROR_SUBJECT_MAX];

        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] == '\0')
            continue;
        status = explain(sink, line, err);
        if (status != STATUS_OK) {
            (void)snprintf(subject, sizeof subject, "-:%zu: %.64s", number, err->subject);
            memcpy(err->subject, subject, sizeof subject);
        }
    }
    if (status == STATUS_OK && ferror(stdin) != 0)
        status = error_set(err, STATUS_IO, "-", "the standard input cannot be read",
                           "l'entrée standard est illisible");
    return status;
}

static enum status explain_all(struct sink *sink, const struct arguments *arguments,
                               struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < arguments->count && status == STATUS_OK; i++)
        status = strcmp(arguments->list[i], "-") == 0 ? explain_input(sink, err)
                                                      : explain(sink, arguments->list[i], err);
    return status;
}

static void write_years(struct json *json, const struct vintage *vintage)
{
    json_key(json, "epci_year");
    if (vintage == NULL)
        json_null(json);
    else
        json_integer(json, vintage->epci_year);
    json_key(json, "population_year");
    if (vintage == NULL)
        json_null(json);
    else
        json_integer(json, vintage->population_year);
}

static enum exit_code answer_json(struct sink *sink, const struct arguments *arguments)
{
    struct view view = {sink->snapshot, timeline_at(&sink->snapshot->timeline, sink->common->at),
                        sink->common->at};
    struct error err = {0};
    struct json json;

    json_init(&json, sink->text);
    sink->json = &json;
    json_object_begin(&json);
    view_write(&json, &view);
    write_years(&json, view.period->vintage);
    json_key(&json, "explanations");
    json_array_begin(&json);
    if (explain_all(sink, arguments, &err) != STATUS_OK)
        return command_fail(sink->common, &err);
    json_array_end(&json);
    json_object_end(&json);
    text_add(sink->text, "\n");
    return output_finish(sink->common, sink->text);
}

static enum exit_code answer_text(struct sink *sink, const struct arguments *arguments)
{
    const struct period *period = timeline_at(&sink->snapshot->timeline, sink->common->at);
    struct error err = {0};

    if (explain_all(sink, arguments, &err) != STATUS_OK)
        return command_fail(sink->common, &err);
    sheet_notices(sink->text, sink->common, sink->snapshot, period);
    known_at_write(sink->text, sink->common, sink->snapshot);
    return output_finish(sink->common, sink->text);
}

enum exit_code run_explain(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    SCOPED(text) text = {0};
    struct sink sink = {.common = &common, .text = &text};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count == 0)
        return usage_refuse(&usage, &common, "give the code of a commune, or the SIREN of an EPCI",
                            "donnez un code de commune, ou le SIREN d'un EPCI");
    if (known_at_load(&common, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    text_init(&text, OUTPUT_MAX);
    sink.snapshot = snapshot;
    exit_code = common.format != NULL && strcmp(common.format, "json") == 0
                    ? answer_json(&sink, &arguments)
                    : answer_text(&sink, &arguments);
    snapshot_release(snapshot);
    return exit_code;
}
