#include "data/source/remark.h"

#include <stdarg.h>
#include <stdio.h>

static enum status refuse(struct remark remark, struct error *err, const char *en, const char *fr)
{
    char subject[ERROR_SUBJECT_MAX];

    row_place_format(remark.place, subject, sizeof subject);
    (void)error_set(err, STATUS_INVALID, subject, "%s%.0s", "%.0s%s", en, fr);
    return error_cite(err, STATUS_INVALID, remark.check);
}

enum status remark_add(struct findings *findings, struct remark remark, struct error *err,
                       const char *en, const char *fr, ...)
{
    char english[FINDING_MESSAGE_MAX], french[FINDING_MESSAGE_MAX];
    struct finding *finding;
    va_list values;

    if (findings == NULL && remark.level < LEVEL_ERROR)
        return STATUS_OK;
    va_start(values, fr);
    (void)vsnprintf(english, sizeof english, en, values);
    va_end(values);
    va_start(values, fr);
    (void)vsnprintf(french, sizeof french, fr, values);
    va_end(values);
    if (findings == NULL)
        return refuse(remark, err, english, french);
    finding = findings_add(findings, remark.check, remark.level, "", 0);
    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding, "%s%.0s", "%.0s%s", english, french);
    finding->evidence = (struct evidence){remark.place.file, (uint32_t)remark.place.line};
    if (remark.subject != NULL)
        finding_add_subject(finding, remark.subject);
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

void remark_locate(struct findings *findings, struct box area)
{
    if (findings != NULL && findings->count > 0)
        findings->list[findings->count - 1].place = area;
}
