/* GEO-08: sets of communes whose pieces or holes depend on how generalised the shapes are. */
#include "data/check_geometry.h"
#include "data/same_land.h"

/** What the sets are compared with. */
struct comparison {
    const struct geometry_scope *scope;
    struct region *now, *then; /* of the coverages of both vintages */
    struct findings *findings;
    struct error *err;
};

/** One set in both vintages, and what it is called. */
struct compared {
    const char *code, *name;
    struct commune_set now, then;
};

static enum status report(const struct comparison *comparison, const struct compared *compared,
                          struct pieces_count now, struct pieces_count then)
{
    const struct geometry_scope *scope = comparison->scope;
    struct finding *finding = findings_add(comparison->findings, "GEO-08", LEVEL_INFO, "", 0);

    if (finding == NULL)
        return error_no_memory(comparison->err);
    finding->evidence.file = scope->file;
    finding_add_subject(finding, compared->code);
    for (size_t i = 0; i < compared->now.count; i++)
        finding->place = box_join(
            finding->place, coverage_unit_box(scope->vintage->coverage, compared->now.communes[i]));
    finding_say(finding,
                "%s (%s): pieces: %u, holes: %u; on the shapes of %d, pieces: %u, holes: %u, for "
                "the same communes: it depends on how generalised the shapes are",
                "%s (%s) : morceaux : %u, trous : %u ; sur les contours de %d, morceaux : %u, "
                "trous : %u, pour les mêmes communes : cela tient à la généralisation des contours",
                compared->name, compared->code, now.parts, now.holes, scope->before.vintage->year,
                then.parts, then.holes);
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(comparison->err) : STATUS_OK;
}

static enum status compare(const struct comparison *comparison, const struct compared *compared)
{
    struct pieces_count now = {0, 0}, then = {0, 0};
    bool is_same = false;
    enum status status = same_land(&compared->now, &compared->then,
                                   comparison->scope->before.lineage, &is_same, comparison->err);

    if (status != STATUS_OK || !is_same)
        return status;
    status = count_pieces(comparison->now, &compared->now, &now, comparison->err);
    if (status == STATUS_OK)
        status = count_pieces(comparison->then, &compared->then, &then, comparison->err);
    if (status != STATUS_OK || (now.parts == then.parts && now.holes == then.holes))
        return status;
    return report(comparison, compared, now, then);
}

static enum status compare_epci(const struct comparison *comparison, const struct epci *now)
{
    const struct vintage *earlier = comparison->scope->before.vintage;
    uint32_t index = vintage_epci(earlier, now->siren.code);
    struct compared compared = {
        .code = now->siren.code,
        .name = now->name,
        .now = {comparison->scope->vintage, now->communes, now->commune_count},
    };

    if (index == UNIT_NONE)
        return STATUS_OK;
    compared.then = (struct commune_set){earlier, earlier->epcis[index].communes,
                                         earlier->epcis[index].commune_count};
    return compare(comparison, &compared);
}

static enum status compare_version(const struct comparison *comparison,
                                   const struct version *version, struct outlines *outlines,
                                   struct arena *arena)
{
    const struct geometry_scope *scope = comparison->scope;
    const struct contract *contract = &scope->rows->contracts[version->contract];
    const struct known_past past = {scope->history, scope->before.lineage};
    struct perimeter now, then;
    struct compared compared = {.code = contract->id, .name = contract->name};
    enum status status =
        perimeter_resolve(version, scope->vintage, past, outlines, arena, &now, comparison->err);

    if (status == STATUS_OK)
        status = perimeter_resolve(version, scope->before.vintage, past, outlines, arena, &then,
                                   comparison->err);
    if (status != STATUS_OK || now.commune_count == 0)
        return status;
    compared.now = (struct commune_set){scope->vintage, now.communes, now.commune_count};
    compared.then = (struct commune_set){scope->before.vintage, then.communes, then.commune_count};
    return compare(comparison, &compared);
}

/** The last version of each contract. */
static enum status compare_contracts(const struct comparison *comparison)
{
    const struct register_rows *rows = comparison->scope->rows;
    AUTO(outlines) outlines = NULL;
    struct arena arena;
    enum status status = outlines_new(&outlines, comparison->err);

    arena_init(&arena);
    for (uint32_t i = 0; i < rows->version_count && status == STATUS_OK; i++) {
        bool is_last = i + 1 == rows->version_count ||
                       rows->versions[i + 1].contract != rows->versions[i].contract;

        if (is_last)
            status = compare_version(comparison, &rows->versions[i], outlines, &arena);
    }
    arena_release(&arena);
    return status;
}

enum status geometry_check_generalisation(const struct geometry_scope *scope,
                                          struct findings *findings, struct error *err)
{
    AUTO(region) now = NULL;
    AUTO(region) then = NULL;
    struct comparison comparison = {.scope = scope, .findings = findings, .err = err};
    enum status status;

    if (scope->before.vintage == NULL ||
        vintages_share_shapes(scope->vintage, scope->before.vintage))
        return STATUS_OK;
    status = region_new(scope->vintage->coverage, &now, err);
    if (status == STATUS_OK)
        status = region_new(scope->before.vintage->coverage, &then, err);
    comparison.now = now;
    comparison.then = then;
    for (uint32_t i = 0; i < scope->vintage->epci_count && status == STATUS_OK; i++)
        status = compare_epci(&comparison, &scope->vintage->epcis[i]);
    return status == STATUS_OK && scope->rows != NULL ? compare_contracts(&comparison) : status;
}
