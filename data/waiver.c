#include "data/waiver.h"

#include <string.h>

static bool has_subject(const struct finding *finding, const char *subject)
{
    const char *subjects = finding_subjects(finding);
    size_t length = strlen(subject);

    for (const char *at = strstr(subjects, subject); at != NULL; at = strstr(at + 1, subject)) {
        if ((at == subjects || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
            return true;
    }
    return false;
}

const struct waiver *waiver_of(const struct register_rows *rows, const struct finding *finding,
                               struct date date)
{
    if (finding->level > LEVEL_WARNING)
        return NULL;
    for (uint32_t i = 0; i < rows->waiver_count; i++) {
        const struct waiver *waiver = &rows->waivers[i];

        if (strcmp(waiver->check, finding->check) == 0 && date.day <= waiver->until.latest.day &&
            (waiver->contract[0] == '\0' || strcmp(waiver->contract, finding->contract) == 0) &&
            (waiver->subject[0] == '\0' || has_subject(finding, waiver->subject)))
            return waiver;
    }
    return NULL;
}

const struct decision *decision_of(const struct register_rows *rows, const struct finding *finding)
{
    for (uint32_t i = 0; i < rows->decision_count; i++) {
        if (strcmp(rows->decisions[i].fingerprint, finding->fingerprint) == 0)
            return &rows->decisions[i];
    }
    return NULL;
}
