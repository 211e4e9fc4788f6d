#include "data/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/utf8.h"

void findings_init(struct findings *findings)
{
    *findings = (struct findings){0};
}

void findings_release(struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        free(findings->list[i].subjects);
    free(findings->list);
    arena_release(&findings->strings);
    *findings = (struct findings){0};
}

struct finding *findings_add(struct findings *findings, const char *check, enum level level,
                             const char *contract, int32_t version)
{
    struct finding *finding;

    if (findings->count == findings->capacity) {
        size_t capacity = findings->capacity == 0 ? 16 : 2 * findings->capacity;
        struct finding *list = realloc(findings->list, capacity * sizeof *list);

        if (list == NULL)
            return NULL;
        findings->list = list;
        findings->capacity = capacity;
    }
    finding = &findings->list[findings->count++];
    *finding = (struct finding){
        .check = check,
        .level = level,
        .contract = contract,
        .version = version,
        .place = box_empty(),
        .evidence = {.file = ""},
    };
    return finding;
}

const char *findings_keep(struct findings *findings, const char *text)
{
    return arena_string(&findings->strings, text);
}

void finding_say(struct finding *finding, const char *en, const char *fr, ...)
{
    va_list arguments;

    va_start(arguments, fr);
    (void)vsnprintf(finding->en, sizeof finding->en, en, arguments);
    va_end(arguments);
    va_start(arguments, fr);
    (void)vsnprintf(finding->fr, sizeof finding->fr, fr, arguments);
    va_end(arguments);
    utf8_end_at_character(finding->en);
    utf8_end_at_character(finding->fr);
}

void finding_add_subject(struct finding *finding, const char *code)
{
    size_t length = finding->subjects == NULL ? 0 : strlen(finding->subjects);
    char *subjects = realloc(finding->subjects, length + strlen(code) + 2);

    if (subjects == NULL) {
        finding->is_cut = true;
        return;
    }
    if (length > 0)
        subjects[length++] = ' ';
    memcpy(subjects + length, code, strlen(code) + 1);
    finding->subjects = subjects;
}

const char *finding_subjects(const struct finding *finding)
{
    return finding->subjects == NULL ? "" : finding->subjects;
}

static void seal(struct finding *finding, const char *place)
{
    char number[16];
    const char *slash = strrchr(finding->evidence.file, '/');
    const char *file = slash == NULL ? finding->evidence.file : slash + 1;
    bool is_of_file = finding->contract[0] == '\0' && finding->subjects == NULL;
    const char *parts[5] = {finding->check, finding->contract, number,
                            is_of_file ? file : finding_subjects(finding), place};
    struct digest digest;

    (void)snprintf(number, sizeof number, "%d", (int)finding->version);
    digest = digest_of_codes(parts, place == NULL ? 4 : 5);
    memcpy(finding->fingerprint, digest.hex, sizeof finding->fingerprint - 1);
    finding->fingerprint[sizeof finding->fingerprint - 1] = '\0';
}

enum status findings_refuse(const struct findings *findings, enum level level, const char *name,
                            struct error *err)
{
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++)
        count += findings->list[i].level >= level;
    if (count == 0)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, name,
                     "refused for the errors found (%zu): mend them and import again; "
                     "nothing was changed",
                     "refusé pour les erreurs constatées (%zu) : corrigez-les et importez à "
                     "nouveau ; rien n'a été changé",
                     count);
}

void finding_seal(struct finding *finding)
{
    seal(finding, NULL);
}

void finding_seal_at_place(struct finding *finding)
{
    char place[48];

    (void)snprintf(place, sizeof place, "%.3f %.3f",
                   (finding->place.west_e7 / 2.0 + finding->place.east_e7 / 2.0) / DEGREE_E7,
                   (finding->place.south_e7 / 2.0 + finding->place.north_e7 / 2.0) / DEGREE_E7);
    seal(finding, place);
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *left = a;
    const struct finding *right = b;
    int order = (left->level < right->level) - (left->level > right->level);

    if (order == 0)
        order = strcmp(left->check, right->check);
    if (order == 0)
        order = strcmp(left->contract, right->contract);
    if (order == 0)
        order = (left->version > right->version) - (left->version < right->version);
    if (order == 0)
        order = strcmp(finding_subjects(left), finding_subjects(right));
    if (order == 0)
        order = strcmp(left->evidence.file, right->evidence.file);
    if (order == 0)
        order = (left->evidence.line > right->evidence.line) -
                (left->evidence.line < right->evidence.line);
    if (order == 0)
        order = strcmp(left->fingerprint, right->fingerprint);
    return order;
}

size_t findings_count_waived(const struct findings *findings)
{
    size_t count = 0;

    for (size_t i = 0; i < findings->count; i++)
        count += findings->list[i].waiver != NULL;
    return count;
}

void findings_sort(struct findings *findings)
{
    if (findings->count > 0)
        qsort(findings->list, findings->count, sizeof *findings->list, compare_findings);
}

const char *level_name(enum level level)
{
    static const char *const names[LEVEL_COUNT] = {
        [LEVEL_INFO] = "info",
        [LEVEL_WARNING] = "warning",
        [LEVEL_ERROR] = "error",
        [LEVEL_FATAL] = "fatal",
    };

    return names[level];
}

struct words level_words(enum level level)
{
    static const struct words words[LEVEL_COUNT] = {
        [LEVEL_INFO] = {"Information", "Information"},
        [LEVEL_WARNING] = {"À vérifier", "To check"},
        [LEVEL_ERROR] = {"Bloquant", "Blocking"},
        [LEVEL_FATAL] = {"Refusé", "Refused"},
    };

    return words[level];
}
