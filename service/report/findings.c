#include "service/report/findings.h"

#include <stdio.h>

#include "geo/geojson.h"
#include "service/report/csv.h"
#include "service/report/derivation_sentence.h"
#include "service/report/json.h"
#include "service/report/wording.h"

static void add_line(struct text *text, const struct finding *finding, enum language language)
{
    if (finding->evidence.file[0] != '\0')
        text_addf(text, "%s", finding->evidence.file);
    if (finding->evidence.line != 0)
        text_addf(text, ":%u", finding->evidence.line);
    if (finding->evidence.file[0] != '\0')
        text_add(text, language == LANGUAGE_FR ? " : " : ": ");
    text_addf(text, "%s%s%s%s%s [%s]", words_in(level_words(finding->level), language),
              language == LANGUAGE_FR ? " : " : ": ", finding->contract,
              finding->contract[0] == '\0' ? ""
              : language == LANGUAGE_FR    ? " : "
                                           : ": ",
              language == LANGUAGE_FR ? finding->fr : finding->en, finding->check);
    if (finding->waiver != NULL)
        text_addf(text, language == LANGUAGE_FR ? ", dérogation de %s : %s" : ", waived by %s: %s",
                  finding->waiver->author, finding->waiver->reason);
    if (finding->decision != NULL)
        text_addf(text,
                  language == LANGUAGE_FR ? ", décision de %s : %s (%s)"
                                          : ", decided by %s: %s (%s)",
                  finding->decision->author, finding->decision->option, finding->decision->reason);
    text_add(text, "\n");
}

void findings_write_lines(struct text *text, const struct findings *findings,
                          enum language language)
{
    for (size_t i = 0; i < findings->count; i++)
        add_line(text, &findings->list[i], language);
}

void findings_write_text(struct text *text, const struct check_report *report,
                         enum language language)
{
    size_t outcomes[3] = {0};
    size_t waived = findings_count_waived(report->findings);
    struct sentence derivation;

    findings_write_lines(text, report->findings, language);
    for (size_t i = 0; i < check_count; i++) {
        const struct check_result *result = &report->results[i];

        outcomes[result->outcome]++;
        if (result->outcome == CHECK_NOT_EVALUATED)
            text_addf(text,
                      language == LANGUAGE_FR ? "Non évalué : %s, %s [%s]\n"
                                              : "Not evaluated: %s, %s [%s]\n",
                      words_in(result->check->title, language),
                      language == LANGUAGE_FR ? result->reason.fr : result->reason.en,
                      result->check->id);
    }
    if (report->scope->period->vintage != NULL &&
        derivation_sentence(report->scope->period->vintage, &derivation))
        text_addf(text, "! %s\n", sentence_in(&derivation, language));
    if (waived > 0)
        text_addf(text,
                  language == LANGUAGE_FR ? "Constats avec dérogation : %zu\n"
                                          : "Findings waived: %zu\n",
                  waived);
    text_addf(text,
              language == LANGUAGE_FR
                  ? "Constats : %zu ; contrôles sans constat : %zu, avec : %zu, non évalués : %zu\n"
                  : "Findings: %zu; checks passed: %zu, with findings: %zu, not evaluated: %zu\n",
              report->findings->count, outcomes[CHECK_PASSED], outcomes[CHECK_FOUND],
              outcomes[CHECK_NOT_EVALUATED]);
}

static void write_waiver(struct json *json, const struct waiver *waiver)
{
    char until[DATE_TEXT_MAX];

    loose_date_format(waiver->until, until);
    json_key(json, "waiver");
    json_object_begin(json);
    json_member_string(json, "author", waiver->author);
    json_member_string(json, "reason", waiver->reason);
    json_member_string(json, "until", until);
    json_object_end(json);
}

static void write_decision(struct json *json, const struct decision *decision)
{
    char date[DATE_TEXT_MAX];

    loose_date_format(decision->date, date);
    json_key(json, "decision");
    json_object_begin(json);
    json_member_string(json, "option", decision->option);
    json_member_string(json, "author", decision->author);
    json_member_string(json, "reason", decision->reason);
    json_member_string(json, "date", date);
    json_object_end(json);
}

static void write_finding(struct json *json, const struct finding *finding)
{
    json_object_begin(json);
    json_member_string(json, "check", finding->check);
    json_member_string(json, "level", level_name(finding->level));
    json_member_string(json, "contract", finding->contract);
    json_member_integer(json, "version", finding->version);
    json_member_string(json, "subjects", finding_subjects(finding));
    json_key(json, "message");
    json_object_begin(json);
    json_member_string(json, "fr", finding->fr);
    json_member_string(json, "en", finding->en);
    json_object_end(json);
    json_key(json, "bbox");
    if (box_is_empty(finding->place)) {
        json_null(json);
    } else {
        json_raw(json);
        geojson_add_box(json->text, finding->place);
    }
    json_member_string(json, "file", finding->evidence.file);
    json_member_integer(json, "line", finding->evidence.line);
    json_member_string(json, "fingerprint", finding->fingerprint);
    if (finding->waiver != NULL)
        write_waiver(json, finding->waiver);
    if (finding->decision != NULL)
        write_decision(json, finding->decision);
    json_object_end(json);
}

static void write_result(struct json *json, const struct check_result *result)
{
    static const char *const outcomes[] = {[CHECK_PASSED] = "passed",
                                           [CHECK_FOUND] = "found",
                                           [CHECK_NOT_EVALUATED] = "not_evaluated"};

    json_object_begin(json);
    json_member_string(json, "check", result->check->id);
    json_member_string(json, "outcome", outcomes[result->outcome]);
    json_member_integer(json, "findings", (int64_t)result->finding_count);
    if (result->outcome == CHECK_NOT_EVALUATED) {
        json_key(json, "reason");
        json_object_begin(json);
        json_member_string(json, "fr", result->reason.fr);
        json_member_string(json, "en", result->reason.en);
        json_object_end(json);
    }
    json_object_end(json);
}

/** Those of the vintage: what the findings rest on; see wording_notices() for the shape. */
static void write_notices(struct json *json, const struct vintage *vintage)
{
    struct sentence derivation;

    json_key(json, "notices");
    json_array_begin(json);
    if (vintage != NULL && derivation_sentence(vintage, &derivation)) {
        json_object_begin(json);
        json_member_string(json, "code", "derived");
        json_member_string(json, "fr", derivation.fr);
        json_member_string(json, "en", derivation.en);
        json_object_end(json);
    }
    json_array_end(json);
}

void findings_write_array(struct json *json, const struct findings *findings)
{
    json_array_begin(json);
    for (size_t i = 0; i < findings->count; i++)
        write_finding(json, &findings->list[i]);
    json_array_end(json);
}

void findings_write_json(struct text *text, const struct check_report *report)
{
    const struct vintage *vintage = report->scope->period->vintage;
    char at[DATE_TEXT_MAX];
    struct json json;

    date_format(report->scope->date, at);
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "at", at);
    json_key(&json, "vintage");
    if (vintage == NULL)
        json_null(&json);
    else
        json_integer(&json, vintage->year);
    write_notices(&json, vintage);
    json_key(&json, "checks");
    json_array_begin(&json);
    for (size_t i = 0; i < check_count; i++)
        write_result(&json, &report->results[i]);
    json_array_end(&json);
    json_key(&json, "findings");
    findings_write_array(&json, report->findings);
    json_object_end(&json);
    text_add(text, "\n");
}

void findings_write_jsonl(struct text *text, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct json json;

        json_init(&json, text);
        write_finding(&json, &findings->list[i]);
        text_add(text, "\n");
    }
}

void findings_write_csv(struct text *text, const struct findings *findings)
{
    static const char *const names[] = {"check",    "level",       "contract",   "version",
                                        "subjects", "message_fr",  "message_en", "file",
                                        "line",     "fingerprint", "waived_by",  "waiver_reason"};
    struct csv csv;

    csv_init(&csv, text);
    csv_header(&csv, names, sizeof names / sizeof *names);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];

        csv_field(&csv, finding->check);
        csv_field(&csv, level_name(finding->level));
        csv_field(&csv, finding->contract);
        csv_integer(&csv, finding->version);
        csv_field(&csv, finding_subjects(finding));
        csv_field(&csv, finding->fr);
        csv_field(&csv, finding->en);
        csv_field(&csv, finding->evidence.file);
        csv_integer(&csv, finding->evidence.line);
        csv_field(&csv, finding->fingerprint);
        csv_field(&csv, finding->waiver == NULL ? "" : finding->waiver->author);
        csv_field(&csv, finding->waiver == NULL ? "" : finding->waiver->reason);
        csv_end_row(&csv);
    }
}
