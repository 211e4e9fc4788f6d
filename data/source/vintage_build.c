#include "data/source/vintage_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/check_epci_shape.h"
#include "data/check_geometry.h"
#include "data/derive.h"
#include "data/source/fringe.h"

/** The codes of a settled gathering. */
static enum status list_codes(const struct gathering *gathering, struct insee **ret_codes,
                              struct error *err)
{
    struct insee *codes = malloc((gathering->commune_count + 1) * sizeof *codes);

    if (codes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < gathering->commune_count; i++)
        (void)snprintf(codes[i].code, sizeof codes[i].code, "%s", gathering->communes[i].insee);
    *ret_codes = codes;
    return STATUS_OK;
}

/** The shapes come from where those of the base do. */
static enum status add_shapes_source(const struct vintage *base, struct vintage_builder *builder,
                                     struct error *err)
{
    for (uint32_t i = 0; i < base->source_count; i++) {
        if (strcmp(base->sources[i].layer, layer_kind_name(LAYER_SHAPES)) == 0)
            return vintage_builder_add_source(builder, &base->sources[i], err);
    }
    return STATUS_OK;
}

/**
 * The vintage rests on the shapes of another year, dealt out along the movements. Returns whose
 * land each tile is, to be freed.
 */
static enum status derive_land(const struct vintage_request *request, struct gathering *gathering,
                               const struct vintage_ground *ground, struct insee **ret_owners,
                               struct error *err)
{
    struct shape_family *family = ground->base->family;
    struct insee *owners = malloc(((size_t)family->tile_count + 1) * sizeof *owners);
    struct insee *codes = NULL;
    enum status status = owners == NULL ? error_no_memory(err) : list_codes(gathering, &codes, err);

    if (status == STATUS_OK)
        status = derive_owners(family, ground->before.lineage, request->year,
                               (struct insee_list){codes, gathering->commune_count}, owners, err);
    if (status == STATUS_OK)
        status = fringe_fit(gathering, ground->base,
                            (struct tile_owners){owners, family->tile_count}, err);
    free(codes);
    *ret_owners = owners;
    return status;
}

static enum status build_on_base(const struct vintage_request *request, struct gathering *gathering,
                                 const struct vintage_ground *ground,
                                 struct vintage_builder *builder, struct error *err)
{
    struct insee *owners = NULL;
    enum status status = derive_land(request, gathering, ground, &owners, err);

    if (status == STATUS_OK)
        status = gathering_build(gathering, builder, err);
    if (status == STATUS_OK)
        status = vintage_builder_rest_on(builder, ground->base->family, owners, err);
    if (status == STATUS_OK)
        status = add_shapes_source(ground->base, builder, err);
    free(owners);
    return status;
}

/** Polygons of EPCI, where a layer of them has some. */
static enum status check_epci_shapes(const struct gathering *gathering,
                                     const struct vintage *vintage, struct findings *findings,
                                     struct error *err)
{
    struct epci_shape *shapes = malloc((gathering->epci_shape_count + 1) * sizeof *shapes);
    size_t count = 0;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < gathering->epci_shape_count; i++) {
        const struct epci_shape_fact *fact = &gathering->epci_shapes[i];

        if (!siren_has_form(fact->siren))
            continue;
        shapes[count] = (struct epci_shape){.shape = fact->shape, .place = fact->place};
        memcpy(shapes[count++].siren.code, fact->siren, sizeof shapes->siren.code);
    }
    status = count == 0 ? STATUS_OK : epci_shapes_check(vintage, shapes, count, findings, err);
    free(shapes);
    return status;
}

/** What there is to know of shapes that tile. */
static enum status check_shapes(const struct vintage_request *request,
                                const struct vintage_reading *reading,
                                const struct vintage_ground *ground, const struct vintage *vintage,
                                struct error *err)
{
    struct geometry_scope scope = {
        .vintage = vintage,
        .before = ground->before,
        .rows = ground->rows,
        .history = ground->history,
        .file = reading->shapes,
    };
    const struct gathering *gathering = reading->gathering;
    enum status status = geometry_check(&scope, request->findings, err);

    if (status == STATUS_OK)
        status = official_areas_check(vintage, gathering->areas, gathering->area_count,
                                      request->findings, err);
    return status == STATUS_OK ? check_epci_shapes(gathering, vintage, request->findings, err)
                               : status;
}

static enum status add_sources(const struct vintage_reading *reading,
                               struct vintage_builder *builder, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < reading->source_count && status == STATUS_OK; i++)
        status = vintage_builder_add_source(builder, &reading->sources[i], err);
    return status;
}

static enum status fill(struct vintage_builder *builder, const struct vintage_request *request,
                        struct vintage_reading *reading, const struct vintage_ground *ground,
                        struct error *err)
{
    enum status status;

    if (request->repair != NULL)
        vintage_builder_allow_repair(builder, *request->repair);
    if (request->findings != NULL)
        vintage_builder_listen(builder, request->findings, ground->before);
    vintage_builder_set_years(builder, request->epci_year, request->population_year);
    status = add_sources(reading, builder, err);
    if (status != STATUS_OK)
        return status;
    return ground->base == NULL ? gathering_build(reading->gathering, builder, err)
                                : build_on_base(request, reading->gathering, ground, builder, err);
}

enum status vintage_build(const struct vintage_request *request, struct vintage_reading *reading,
                          const struct vintage_ground *ground, struct vintage **ret_vintage,
                          struct error *err)
{
    AUTO(vintage_builder) builder = NULL;
    AUTO(vintage) vintage = NULL;
    enum status status = vintage_builder_new(request->year, request->region, &builder, err);

    if (status == STATUS_OK)
        status = fill(builder, request, reading, ground, err);
    if (status == STATUS_OK)
        status = vintage_builder_finish(builder, &vintage, err);
    if (status == STATUS_OK && request->findings != NULL)
        status = check_shapes(request, reading, ground, vintage, err);
    if (status == STATUS_OK)
        *ret_vintage = TAKE(vintage);
    return status;
}
