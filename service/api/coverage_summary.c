#include "service/api/coverage_summary.h"

static void write_total(struct json *json, const struct view *view, enum standing standing)
{
    const struct standing_total *total = &view->period->totals[standing];

    json_key(json, standing_name(standing));
    json_object_begin(json);
    json_member_integer(json, "communes", total->communes);
    json_key(json, "population");
    if (total->population == POPULATION_UNKNOWN)
        json_null(json);
    else
        json_integer(json, total->population);
    json_key(json, "area_m2");
    json_number(json, total->area_m2, 3);
    json_object_end(json);
}

void coverage_summary_write(struct json *json, const struct view *view)
{
    const struct period *period = view->period;
    struct sentence headline;

    wording_headline(period, view->at, &headline);
    json_key(json, "coverage");
    json_object_begin(json);
    json_key(json, "headline");
    json_object_begin(json);
    json_member_string(json, "fr", headline.fr);
    json_member_string(json, "en", headline.en);
    json_object_end(json);
    json_member_integer(json, "known_contracts", period->known_contracts);
    json_key(json, "expected_contracts");
    if (period->expected_contracts < 0)
        json_null(json);
    else
        json_integer(json, period->expected_contracts);
    json_key(json, "list_is_complete");
    json_boolean(json, period->list_is_complete);
    if (period->vintage != NULL) {
        for (int i = 0; i < STANDING_COUNT; i++)
            write_total(json, view, (enum standing)i);
    }
    json_object_end(json);
}
