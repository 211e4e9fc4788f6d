#include "data/drawing_match.h"

#include <stdlib.h>

#include "geo/misfit.h"

void drawing_match_release(struct drawing_match *match)
{
    free(match->communes);
    free(match->epcis);
    *match = (struct drawing_match){0};
}

/** The communes that may be touched, and behind them the drawing, twice. */
struct candidates {
    const struct multipolygon **shapes;
    uint32_t *communes;
    size_t count;
};

static void candidates_release(struct candidates *candidates)
{
    free(candidates->shapes);
    free(candidates->communes);
}
DEFINE_SCOPED(candidates)

static enum status find_candidates(const struct vintage *vintage,
                                   const struct multipolygon *drawing,
                                   struct candidates *candidates, struct error *err)
{
    struct box box = multipolygon_box(drawing);

    candidates->shapes = malloc(((size_t)vintage->commune_count + 2) * sizeof *candidates->shapes);
    candidates->communes =
        malloc(((size_t)vintage->commune_count + 1) * sizeof *candidates->communes);
    if (candidates->shapes == NULL || candidates->communes == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        const struct multipolygon *shape = vintage->communes[i].shape;

        if (!multipolygon_intersects_box(shape, box))
            continue;
        candidates->shapes[candidates->count] = shape;
        candidates->communes[candidates->count++] = i;
    }
    /* What it has in common with itself is all of it, cut where communes cut it. */
    candidates->shapes[candidates->count] = drawing;
    candidates->shapes[candidates->count + 1] = drawing;
    return STATUS_OK;
}

static void add_overlap(const struct vintage *vintage, const struct candidates *candidates,
                        const struct overlap *overlap, struct drawing_match *match)
{
    const struct commune *commune;
    double share;

    if (overlap->a == candidates->count && overlap->b == candidates->count + 1)
        match->area_m2 = overlap->area_m2;
    if (overlap->a >= candidates->count || overlap->b != candidates->count)
        return;
    commune = &vintage->communes[candidates->communes[overlap->a]];
    share = commune->area_m2 > 0 ? overlap->area_m2 / commune->area_m2 : 0;
    if (commune->in_region)
        match->outside_m2 -= overlap->area_m2;
    if (share < DRAWING_LEAST_SHARE) {
        match->slight_count++;
        match->slight_m2 += overlap->area_m2;
        return;
    }
    match->communes[match->commune_count++] = (struct drawing_commune){
        candidates->communes[overlap->a], overlap->area_m2, share > 1 ? 1 : share};
}

static enum status list_communes(const struct vintage *vintage, const struct candidates *candidates,
                                 const struct misfits *misfits, struct drawing_match *match)
{
    match->communes = malloc((candidates->count + 1) * sizeof *match->communes);
    if (match->communes == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < misfits->overlap_count; i++)
        add_overlap(vintage, candidates, &misfits->overlaps[i], match);
    match->outside_m2 += match->area_m2;
    if (match->outside_m2 < 0)
        match->outside_m2 = 0;
    return STATUS_OK;
}

static struct drawing_epci sum_epci(const struct vintage *vintage,
                                    const struct drawing_match *match, uint32_t index)
{
    const struct epci *epci = &vintage->epcis[index];
    struct drawing_epci sum = {.epci = index};
    double inside_m2 = 0, area_m2 = 0;

    for (uint32_t i = 0; i < match->commune_count; i++) {
        const struct drawing_commune *commune = &match->communes[i];

        if (vintage->communes[commune->commune].epci != index)
            continue;
        inside_m2 += commune->inside_m2;
        if (commune->share >= DRAWING_SURE_SHARE)
            sum.sure_count++;
        else
            sum.doubtful_count++;
    }
    for (uint32_t i = 0; i < epci->commune_count; i++)
        area_m2 += vintage->communes[epci->communes[i]].area_m2;
    sum.share = area_m2 > 0 && inside_m2 < area_m2 ? inside_m2 / area_m2 : 1;
    sum.is_whole = sum.sure_count == epci->commune_count;
    return sum;
}

static enum status list_epcis(const struct vintage *vintage, struct drawing_match *match)
{
    bool *is_touched = calloc((size_t)vintage->epci_count + 1, sizeof *is_touched);

    match->epcis = malloc(((size_t)vintage->epci_count + 1) * sizeof *match->epcis);
    if (is_touched == NULL || match->epcis == NULL) {
        free(is_touched);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < match->commune_count; i++) {
        uint32_t epci = vintage->communes[match->communes[i].commune].epci;

        if (epci != UNIT_NONE)
            is_touched[epci] = true;
    }
    for (uint32_t i = 0; i < vintage->epci_count; i++) {
        if (is_touched[i])
            match->epcis[match->epci_count++] = sum_epci(vintage, match, i);
    }
    free(is_touched);
    return STATUS_OK;
}

enum status drawing_match_find(const struct vintage *vintage, const struct multipolygon *drawing,
                               struct drawing_match *ret_match, struct error *err)
{
    SCOPED(candidates) candidates = {0};
    SCOPED(misfits) misfits = {0};
    struct drawing_match match = {0};
    enum status status = find_candidates(vintage, drawing, &candidates, err);

    if (status == STATUS_OK)
        status = misfits_find(&misfits, candidates.shapes, candidates.count + 2, err);
    if (status != STATUS_OK)
        return status;
    if (list_communes(vintage, &candidates, &misfits, &match) != STATUS_OK ||
        list_epcis(vintage, &match) != STATUS_OK) {
        drawing_match_release(&match);
        return error_no_memory(err);
    }
    *ret_match = match;
    return STATUS_OK;
}
