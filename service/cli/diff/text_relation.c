/* Communes that share land, in one line: « 62447 Hesdin + 62743 … → 62447 Hesdin-la-Forêt ». */
#include "service/cli/diff/form.h"
#include "service/report/wording.h"

static void add_communes(struct text *text, const struct vintage *vintage,
                         const uint32_t communes[], uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        text_addf(text, "%s%s %s", i == 0 ? "" : " + ", vintage->communes[communes[i]].insee.code,
                  vintage->communes[communes[i]].name);
}

/** What became of a commune that the later vintage does not hold: a code beyond the region. */
static void add_codes_beyond(struct text *text, const struct crosswalk *crosswalk,
                             const struct crosswalk_relation *relation)
{
    const struct crosswalk_origin *origin = &crosswalk->origins[relation->before[0]];

    for (uint32_t i = 0; i < origin->successor_count; i++)
        text_addf(text, " → %s", origin->successors[i].insee.code);
}

void diff_write_relation(struct text *text, const struct crosswalk *crosswalk,
                         const struct crosswalk_relation *relation, enum language language)
{
    add_communes(text, crosswalk->before, relation->before, relation->before_count);
    if (relation->before_count > 0 && relation->after_count > 0)
        text_add(text, " → ");
    add_communes(text, crosswalk->after, relation->after, relation->after_count);
    if (relation->change == CROSSWALK_LEFT && relation->after_count == 0)
        add_codes_beyond(text, crosswalk, relation);
    for (uint32_t i = 0; i < relation->date_count; i++) {
        char date[NUMBER_MAX];

        text_addf(text, "%s%s", i == 0 ? " (" : ", ",
                  wording_date(relation->dates[i], language, date));
    }
    text_add(text, relation->date_count == 0 ? "\n" : ")\n");
}
