#include "service/cli/sheet.h"

#include <stdio.h>

#include "service/report/derivation_sentence.h"
#include "service/report/wording.h"

void sheet_notices(struct text *text, const struct common *common, const struct snapshot *snapshot,
                   const struct period *period)
{
    struct notice notices[NOTICE_MAX];
    size_t count = wording_notices(snapshot, period, common->at, notices);

    for (size_t i = 0; i < count; i++)
        text_addf(text, "! %s\n", sentence_in(&notices[i].sentence, common->language));
}

void sheet_head(struct text *text, const struct common *common, const struct snapshot *snapshot,
                const struct period *period)
{
    struct sentence headline;

    wording_headline(period, common->at, &headline);
    text_addf(text, "%s\n", sentence_in(&headline, common->language));
    sheet_notices(text, common, snapshot, period);
}

void sheet_tell_derivation(const struct common *common, const struct vintage *vintage)
{
    struct sentence sentence;

    if (vintage != NULL && derivation_sentence(vintage, &sentence))
        fprintf(stderr, "! %s\n", sentence_in(&sentence, common->language));
}
