#include "data/snapshot.h"

#include <stdatomic.h>
#include <stdlib.h>

static void snapshot_free(struct snapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    for (size_t i = 0; i < snapshot->vintage_count; i++)
        vintage_free(snapshot->vintages[i]);
    free(snapshot->vintages);
    register_rows_free(snapshot->rows);
    outlines_free(snapshot->outlines);
    lineage_free(snapshot->lineage);
    unit_aliases_free(snapshot->aliases);
    arena_release(&snapshot->arena);
    free(snapshot);
}

DEFINE_AUTO(snapshot)

/** Outline of the part of a unit that lies in the region; NULL when none does. */
static enum status outline_part(struct snapshot *snapshot, const struct vintage *vintage,
                                const uint32_t communes[], uint32_t count,
                                const struct outline **ret_outline, struct error *err)
{
    uint32_t *inside = malloc(((size_t)count + 1) * sizeof *inside);
    uint32_t inside_count = 0;
    enum status status = STATUS_OK;

    if (inside == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        if (vintage->communes[communes[i]].in_region)
            inside[inside_count++] = communes[i];
    }
    if (inside_count > 0)
        status = outlines_get(snapshot->outlines, vintage, inside, inside_count, ret_outline, err);
    free(inside);
    return status;
}

static enum status outline_units(struct snapshot *snapshot, const struct vintage *vintage,
                                 struct unit_outlines *ret_outlines, struct error *err)
{
    struct unit_outlines outlines = {
        .epcis =
            arena_alloc(&snapshot->arena, (vintage->epci_count + 1) * sizeof(struct outline *)),
        .departements = arena_alloc(&snapshot->arena,
                                    (vintage->departement_count + 1) * sizeof(struct outline *)),
    };
    enum status status = STATUS_OK;

    if (outlines.epcis == NULL || outlines.departements == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->epci_count && status == STATUS_OK; i++) {
        const struct epci *epci = &vintage->epcis[i];

        status = outline_part(snapshot, vintage, epci->communes, epci->commune_count,
                              &outlines.epcis[i], err);
    }
    for (uint32_t i = 0; i < vintage->departement_count && status == STATUS_OK; i++) {
        const struct departement *departement = &vintage->departements[i];

        status = outline_part(snapshot, vintage, departement->communes, departement->commune_count,
                              &outlines.departements[i], err);
    }
    if (status == STATUS_OK)
        status = outline_part(snapshot, vintage, vintage->region_communes,
                              vintage->region_commune_count, &outlines.region, err);
    if (status == STATUS_OK)
        *ret_outlines = outlines;
    return status;
}

static enum status outline_vintages(struct snapshot *snapshot, struct error *err)
{
    struct unit_outlines *outlines =
        arena_alloc(&snapshot->arena, (snapshot->vintage_count + 1) * sizeof *outlines);

    if (outlines == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < snapshot->vintage_count; i++) {
        enum status status = outline_units(snapshot, snapshot->vintages[i], &outlines[i], err);

        if (status != STATUS_OK)
            return status;
    }
    snapshot->unit_outlines = outlines;
    return STATUS_OK;
}

static enum status resolve_versions(struct snapshot *snapshot, struct error *err)
{
    const struct known_past past = {snapshot_vintages(snapshot), snapshot->lineage};
    uint32_t version_count = snapshot->rows->version_count;
    struct perimeter *perimeters = arena_alloc(
        &snapshot->arena, (snapshot->vintage_count * version_count + 1) * sizeof *perimeters);

    if (perimeters == NULL)
        return error_no_memory(err);
    for (size_t v = 0; v < snapshot->vintage_count; v++) {
        for (uint32_t i = 0; i < version_count; i++) {
            enum status status = perimeter_resolve(
                &snapshot->rows->versions[i], snapshot->vintages[v], past, snapshot->outlines,
                &snapshot->arena, &perimeters[v * version_count + i], err);

            if (status != STATUS_OK)
                return status;
        }
    }
    snapshot->perimeters = perimeters;
    return STATUS_OK;
}

static enum status derive(struct snapshot *snapshot, struct error *err)
{
    enum status status = outline_vintages(snapshot, err);

    if (status == STATUS_OK)
        status = resolve_versions(snapshot, err);
    if (status == STATUS_OK)
        status = timeline_build(snapshot->rows, snapshot_vintages(snapshot), snapshot->perimeters,
                                snapshot->outlines, &snapshot->arena, &snapshot->timeline, err);
    return status;
}

enum status snapshot_new(struct contents *contents, struct snapshot **ret_snapshot,
                         struct error *err)
{
    AUTO(snapshot) snapshot = calloc(1, sizeof *snapshot);
    enum status status;

    if (snapshot == NULL) {
        contents_release(contents);
        return error_no_memory(err);
    }
    snapshot->vintages = contents->vintages;
    snapshot->vintage_count = contents->vintage_count;
    snapshot->rows = contents->rows;
    snapshot->outlines = contents->outlines;
    snapshot->lineage = contents->lineage;
    snapshot->aliases = contents->aliases;
    snapshot->revision = contents->revision;
    *contents = (struct contents){0};
    arena_init(&snapshot->arena);
    atomic_init(&snapshot->references, 1);
    status = derive(snapshot, err);
    if (status == STATUS_OK)
        *ret_snapshot = TAKE(snapshot);
    return status;
}

struct snapshot *snapshot_acquire(struct snapshot *snapshot)
{
    atomic_fetch_add_explicit(&snapshot->references, 1, memory_order_relaxed);
    return snapshot;
}

void snapshot_release(struct snapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    if (atomic_fetch_sub_explicit(&snapshot->references, 1, memory_order_acq_rel) == 1)
        snapshot_free(snapshot);
}

struct vintage_list snapshot_vintages(const struct snapshot *snapshot)
{
    return (struct vintage_list){snapshot->vintages, snapshot->vintage_count};
}

size_t snapshot_vintage_index(const struct snapshot *snapshot, const struct vintage *vintage)
{
    size_t index = 0;

    while (snapshot->vintages[index] != vintage)
        index++;
    return index;
}

const struct perimeter *snapshot_perimeter(const struct snapshot *snapshot,
                                           const struct vintage *vintage,
                                           const struct version *version)
{
    size_t row = snapshot_vintage_index(snapshot, vintage) * snapshot->rows->version_count;

    return &snapshot->perimeters[row + (size_t)(version - snapshot->rows->versions)];
}

/** Days between a date and the term of a version, as far as the term is known. */
static int64_t distance_days(const struct version *version, struct date date)
{
    if (date.day < version->valid_from.earliest.day)
        return (int64_t)version->valid_from.earliest.day - date.day;
    if (date.day > version->valid_to.latest.day)
        return (int64_t)date.day - version->valid_to.latest.day;
    return 0;
}

const struct version *snapshot_version_on(const struct snapshot *snapshot, uint32_t contract,
                                          struct date date, enum force *ret_force)
{
    const struct register_rows *rows = snapshot->rows;
    const struct version *best = NULL;
    enum force best_force = FORCE_NO;
    int64_t best_distance = INT64_MAX;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];
        enum force force = version_force(rows, version, date);
        int64_t distance = distance_days(version, date);

        if (version->contract != contract)
            continue;
        if (best == NULL || force > best_force ||
            (force == best_force && distance < best_distance)) {
            best = version;
            best_force = force;
            best_distance = distance;
        }
    }
    if (best != NULL)
        *ret_force = best_force;
    return best;
}
