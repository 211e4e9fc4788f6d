/* GEO-06: sets of communes whose pieces or holes depend on how generalised the shapes are. */
#include "data/check_geometry.h"
#include "data/same_land.h"

static enum status report(const struct geometry_scope *scope, const struct epci *epci,
                          const struct pieces_count counts[2], struct findings *findings,
                          struct error *err)
{
    struct finding *finding = findings_add(findings, "GEO-06", LEVEL_INFO, "", 0);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence.file = scope->file;
    finding_add_subject(finding, epci->siren.code);
    for (uint32_t i = 0; i < epci->commune_count; i++)
        finding->place = box_join(finding->place,
                                  coverage_unit_box(scope->vintage->coverage, epci->communes[i]));
    finding_say(
        finding,
        "%s (%s) has pieces: %u, holes: %u; on the shapes of %d, pieces: %u, holes: %u, and "
        "the same communes: it depends on how generalised the shapes are",
        "%s (%s) : morceaux : %u, trous : %u ; sur les contours de %d, morceaux : %u, "
        "trous : %u, pour les mêmes communes : cela tient à la généralisation des contours",
        epci->name, epci->siren.code, counts[0].parts, counts[0].holes, scope->before.vintage->year,
        counts[1].parts, counts[1].holes);
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

static enum status check_epci(const struct geometry_scope *scope, const struct epci *epci,
                              struct region *const regions[2], struct findings *findings,
                              struct error *err)
{
    const struct vintage *earlier = scope->before.vintage;
    uint32_t then = vintage_epci(earlier, epci->siren.code);
    struct commune_set sets[2] = {{scope->vintage, epci->communes, epci->commune_count}};
    struct pieces_count counts[2];
    bool is_same = false;
    enum status status;

    if (then == UNIT_NONE)
        return STATUS_OK;
    sets[1] = (struct commune_set){earlier, earlier->epcis[then].communes,
                                   earlier->epcis[then].commune_count};
    status = same_land(&sets[0], &sets[1], scope->before.lineage, &is_same, err);
    for (int i = 0; i < 2 && status == STATUS_OK && is_same; i++)
        status = count_pieces(regions[i], &sets[i], &counts[i], err);
    if (status != STATUS_OK || !is_same ||
        (counts[0].parts == counts[1].parts && counts[0].holes == counts[1].holes))
        return status;
    return report(scope, epci, counts, findings, err);
}

enum status geometry_check_generalisation(const struct geometry_scope *scope,
                                          struct findings *findings, struct error *err)
{
    AUTO(region) now = NULL;
    AUTO(region) then = NULL;
    enum status status;

    if (scope->before.vintage == NULL ||
        vintages_share_shapes(scope->vintage, scope->before.vintage))
        return STATUS_OK;
    status = region_new(scope->vintage->coverage, &now, err);
    if (status == STATUS_OK)
        status = region_new(scope->before.vintage->coverage, &then, err);
    for (uint32_t i = 0; i < scope->vintage->epci_count && status == STATUS_OK; i++) {
        struct region *const regions[2] = {now, then};

        status = check_epci(scope, &scope->vintage->epcis[i], regions, findings, err);
    }
    return status;
}
