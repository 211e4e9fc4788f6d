#include "data/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geodesic.h"
#include "geo/locate.h"

enum { CONTRACTS_COMPARED = 16 };

static bool answers_alike(const struct period *period, uint32_t a, uint32_t b)
{
    const struct period_version *of_a[CONTRACTS_COMPARED];
    const struct period_version *of_b[CONTRACTS_COMPARED];
    size_t a_count = period_versions_of(period, a, of_a, CONTRACTS_COMPARED);
    size_t b_count = period_versions_of(period, b, of_b, CONTRACTS_COMPARED);
    const struct commune *communes = period->vintage->communes;

    if (period->standings[a] != period->standings[b] ||
        communes[a].in_region != communes[b].in_region || a_count != b_count)
        return false;
    return memcmp(of_a, of_b, a_count * sizeof *of_a) == 0;
}

/** Whatever changes the answer within the doubtful distance, the nearest first. */
static void find_doubt(const struct snapshot *snapshot, const struct period *period,
                       struct position position, const struct nearby near[], size_t count,
                       struct place *place)
{
    size_t index = snapshot_vintage_index(snapshot, period->vintage);
    const struct outline *region = snapshot->unit_outlines[index].region;
    double edge_m = region == NULL ? HUGE_VAL : geodesic_border_distance_m(region->shape, position);

    for (size_t i = 0; i < count && near[i].distance_m <= PLACE_DOUBT_M; i++) {
        if (near[i].unit == place->commune)
            continue;
        if (place->commune != UNIT_NONE && answers_alike(period, place->commune, near[i].unit))
            continue;
        place->is_to_confirm = true;
        place->other = near[i].unit;
        place->other_m = near[i].distance_m;
        break;
    }
    if (edge_m <= PLACE_DOUBT_M && (!place->is_to_confirm || edge_m < place->other_m) &&
        place->commune != UNIT_NONE) {
        place->is_to_confirm = true;
        place->other = UNIT_NONE;
        place->other_m = edge_m;
    }
}

enum status place_find(const struct snapshot *snapshot, const struct period *period,
                       struct position position, struct place *ret_place, struct error *err)
{
    struct place place = {.commune = UNIT_NONE, .border_m = HUGE_VAL, .other = UNIT_NONE};
    const struct locator *locator;
    struct nearby *near = NULL;
    size_t count = 0;
    enum status status;

    if (period->vintage == NULL)
        return error_set(err, STATUS_NOT_FOUND, "", "no vintage is loaded for this date",
                         "aucun millésime n'est chargé pour cette date");
    locator = period->vintage->locator;
    place.commune = locator_unit(locator, position);
    status = locator_nearby(locator, position, PLACE_DOUBT_M, &near, &count, err);
    if (status != STATUS_OK)
        return status;
    if (place.commune != UNIT_NONE)
        place.border_m =
            geodesic_border_distance_m(period->vintage->communes[place.commune].shape, position);
    else if (count > 0)
        place.border_m = near[0].distance_m;
    find_doubt(snapshot, period, position, near, count, &place);
    free(near);
    *ret_place = place;
    return STATUS_OK;
}
