#include "data/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void findings_init(struct findings *findings)
{
    *findings = (struct findings){0};
}

void findings_release(struct findings *findings)
{
    free(findings->list);
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

/** Drops the bytes of a UTF-8 character that the end of the room cut through. */
static void end_at_character(char *text)
{
    size_t length = strlen(text);
    size_t lead = length;
    unsigned char first;

    while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0)
        return;
    first = (unsigned char)text[--lead];
    if (length - lead < (size_t)(first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1))
        text[lead] = '\0';
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
    end_at_character(finding->en);
    end_at_character(finding->fr);
}

void finding_add_subject(struct finding *finding, const char *code)
{
    size_t length = strlen(finding->subjects);
    size_t needed = strlen(code) + (length > 0);

    if (length + needed + 1 > sizeof finding->subjects)
        return;
    if (length > 0)
        finding->subjects[length++] = ' ';
    memcpy(finding->subjects + length, code, strlen(code) + 1);
}

void finding_seal(struct finding *finding)
{
    char number[16];
    const char *parts[4] = {finding->check, finding->contract, number, finding->subjects};
    struct digest digest;

    (void)snprintf(number, sizeof number, "%d", (int)finding->version);
    digest = digest_of_codes(parts, 4);
    memcpy(finding->fingerprint, digest.hex, sizeof finding->fingerprint - 1);
    finding->fingerprint[sizeof finding->fingerprint - 1] = '\0';
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
        order = strcmp(left->subjects, right->subjects);
    if (order == 0)
        order = strcmp(left->evidence.file, right->evidence.file);
    if (order == 0)
        order = (left->evidence.line > right->evidence.line) -
                (left->evidence.line < right->evidence.line);
    return order;
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
