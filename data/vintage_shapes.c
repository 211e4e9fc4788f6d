#include "data/vintage_shapes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/check_tiling.h"
#include "data/enumeration.h"

/* GEO-02: every commune has a shape, every shape a commune. Both lists are sorted by code. */

/** Calls of() for each code that only one of the two lists has: a commune, or a shape. */
static void match(const struct vintage_builder *builder,
                  void (*of)(void *context, const struct commune *commune,
                             const struct draft_shape *shape),
                  void *context)
{
    const struct vintage *vintage = builder->vintage;
    size_t i = 0;
    size_t s = 0;

    while (i < vintage->commune_count || s < builder->shape_count) {
        const struct commune *commune = i < vintage->commune_count ? &vintage->communes[i] : NULL;
        const struct draft_shape *shape = s < builder->shape_count ? &builder->shapes[s] : NULL;
        int order = commune == NULL ? 1
                    : shape == NULL ? -1
                                    : strcmp(commune->insee.code, shape->insee.code);

        if (order < 0)
            of(context, commune, NULL);
        else if (order > 0)
            of(context, NULL, shape);
        i += order <= 0;
        s += order >= 0;
    }
}

/** Codes of both kinds, for a sentence. */
struct unmatched {
    struct enumeration communes, shapes;
};

static void name_unmatched(void *context, const struct commune *commune,
                           const struct draft_shape *shape)
{
    struct unmatched *unmatched = context;

    if (commune != NULL)
        enumeration_add(&unmatched->communes, NULL, commune->insee.code);
    else
        enumeration_add(&unmatched->shapes, NULL, shape->insee.code);
}

static enum status refuse_unmatched(const struct unmatched *unmatched, struct error *err)
{
    enum status status;

    if (unmatched->communes.count > 0)
        status =
            error_set(err, STATUS_INVALID, "",
                      "communes without shape: %u (%s), load shapes of the same edition",
                      "communes sans contour : %u (%s), chargez les contours de la même édition",
                      unmatched->communes.count, unmatched->communes.text);
    else
        status =
            error_set(err, STATUS_INVALID, "",
                      "shapes without commune: %u (%s), load shapes of the same edition",
                      "contours sans commune : %u (%s), chargez les contours de la même édition",
                      unmatched->shapes.count, unmatched->shapes.text);
    return error_cite(err, status, "GEO-02");
}

/** One finding for the communes or for the shapes, on its way. */
struct listing {
    const struct vintage *earlier; /* may be NULL */
    bool of_communes;
    struct finding *finding;
};

static void list_unmatched(void *context, const struct commune *commune,
                           const struct draft_shape *shape)
{
    struct listing *listing = context;
    struct finding *finding = listing->finding;

    if (commune != NULL && listing->of_communes) {
        uint32_t then = listing->earlier == NULL
                            ? UNIT_NONE
                            : vintage_commune(listing->earlier, commune->insee.code);

        finding_add_subject(finding, commune->insee.code);
        if (then != UNIT_NONE)
            finding->place =
                box_join(finding->place, multipolygon_box(listing->earlier->communes[then].shape));
    }
    if (shape != NULL && !listing->of_communes) {
        finding_add_subject(finding, shape->insee.code);
        finding->place = box_join(finding->place, multipolygon_box(shape->shape));
        if (finding->evidence.line == 0)
            finding->evidence = (struct evidence){shape->place.file, (uint32_t)shape->place.line};
    }
}

static enum status report_unmatched(const struct vintage_builder *builder, bool of_communes,
                                    const struct enumeration *names, struct error *err)
{
    struct listing listing = {builder->before.vintage, of_communes, NULL};

    if (names->count == 0)
        return STATUS_OK;
    listing.finding = findings_add(builder->findings, "GEO-02", LEVEL_FATAL, "", 0);
    if (listing.finding == NULL)
        return error_no_memory(err);
    if (of_communes)
        listing.finding->evidence.file = builder->shapes[0].place.file;
    match(builder, list_unmatched, &listing);
    if (of_communes)
        finding_say(listing.finding,
                    "communes without shape: %u (%s). Load shapes of the same edition",
                    "communes sans contour : %u (%s). Chargez les contours de la même édition",
                    names->count, names->text);
    else
        finding_say(listing.finding,
                    "shapes without commune: %u (%s). Load shapes of the same edition",
                    "contours sans commune : %u (%s). Chargez les contours de la même édition",
                    names->count, names->text);
    finding_seal(listing.finding);
    return listing.finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

/* GEO-01, GEO-03, GEO-04: the shapes tile. */

/** The shapes of the draft, with the names of their communes. */
static enum status list_shapes(const struct vintage_builder *builder,
                               struct read_shape **ret_shapes, struct error *err)
{
    struct read_shape *shapes = malloc((builder->shape_count + 1) * sizeof *shapes);

    if (shapes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < builder->shape_count; i++) {
        const struct draft_shape *draft = &builder->shapes[i];
        uint32_t commune = vintage_commune(builder->vintage, draft->insee.code);

        shapes[i] = (struct read_shape){
            .insee = draft->insee,
            .name = commune == UNIT_NONE ? "" : builder->vintage->communes[commune].name,
            .shape = draft->shape,
            .place = draft->place,
        };
    }
    *ret_shapes = shapes;
    return STATUS_OK;
}

/** The file that the shapes came from, else their year. */
static struct digest source_of_shapes(const struct vintage_builder *builder)
{
    for (size_t i = 0; i < builder->source_count; i++) {
        if (strcmp(builder->sources[i].layer, "shapes") == 0)
            return builder->sources[i].sha256;
    }
    return digest_of(&builder->vintage->year, sizeof builder->vintage->year);
}

/** A family of the vintage's own shapes, each tile its commune's. */
static enum status found_family(struct vintage_builder *builder, bool has_slivers,
                                struct error *err)
{
    const struct vintage *vintage = builder->vintage;
    struct tile *tiles = calloc(builder->shape_count + 1, sizeof *tiles);
    struct insee *owners = calloc(builder->shape_count + 1, sizeof *owners);
    struct shape_family_draft draft = {
        .year = vintage->year,
        .source = source_of_shapes(builder),
        .tiles = tiles,
        .tile_count = (uint32_t)builder->shape_count,
        .limits = builder->may_repair ? &builder->limits : NULL,
        .has_slivers = has_slivers,
        .findings = builder->findings,
    };
    enum status status = STATUS_NO_MEMORY;

    if (tiles != NULL && owners != NULL) {
        for (size_t i = 0; i < builder->shape_count; i++) {
            owners[i] = builder->shapes[i].insee;
            tiles[i] = (struct tile){.insee = builder->shapes[i].insee,
                                     .name = vintage->communes[i].name,
                                     .shape = TAKE(builder->shapes[i].shape)};
        }
        status = shape_family_new(&draft, &builder->family, err);
    }
    free(tiles);
    builder->owners = owners;
    return status == STATUS_NO_MEMORY ? error_no_memory(err) : status;
}

static size_t count_errors(const struct findings *findings, size_t from)
{
    size_t count = 0;

    for (size_t i = from; i < findings->count; i++)
        count += findings->list[i].level >= LEVEL_ERROR;
    return count;
}

static enum status refuse_found(const struct vintage_builder *builder, size_t from,
                                struct error *err)
{
    char year[16];

    (void)snprintf(year, sizeof year, "%d", builder->vintage->year);
    return error_set(err, STATUS_INVALID, year,
                     "the shapes are refused for the errors found in them (%zu): mend them at the "
                     "source, or load others; nothing was changed",
                     "les contours sont refusés pour les erreurs qui y sont constatées (%zu) : "
                     "corrigez-les à la source, ou chargez-en d'autres ; rien n'a été changé",
                     count_errors(builder->findings, from));
}

/** What a repair found knows no file: each is of the shape of its first subject. */
static void give_evidence(const struct vintage_builder *builder, const struct read_shape shapes[],
                          size_t from)
{
    for (size_t i = from; i < builder->findings->count; i++) {
        struct finding *finding = &builder->findings->list[i];
        struct insee first = {""};
        size_t shape;

        memcpy(first.code, finding_subjects(finding),
               strnlen(finding_subjects(finding), sizeof first.code - 1));
        shape = read_shape_of(shapes, builder->shape_count, first.code);
        if (finding->evidence.file[0] == '\0' && shape != SIZE_MAX)
            finding->evidence =
                (struct evidence){shapes[shape].place.file, (uint32_t)shapes[shape].place.line};
    }
}

/** Everything is looked at before anything is refused; what may be mended is, when that is asked.
 */
static enum status examine(struct vintage_builder *builder, const struct read_shape shapes[],
                           bool is_matched, size_t from, struct error *err)
{
    SCOPED(tiling) tiling = {0};
    struct findings *findings = builder->findings;
    struct tiling_scope scope = {
        .shapes = shapes,
        .shape_count = builder->shape_count,
        .year = builder->vintage->year,
        .before = builder->before,
        .repair = builder->may_repair ? &builder->limits : NULL,
    };
    size_t before_gaps = findings->count;
    bool may_mend;
    enum status status = tiling_survey(&tiling, &scope, err);

    if (status != STATUS_OK)
        return status;
    /* With repair, gaps first: land that a commune lost is no matter of mending. */
    may_mend = builder->may_repair && is_matched;
    status = tiling_report(&tiling, may_mend, findings, err);
    if (status == STATUS_OK && may_mend && count_errors(findings, before_gaps) > 0)
        status = tiling_report_defects(&tiling, findings, err);
    if (status == STATUS_OK && count_errors(findings, from) > 0)
        return refuse_found(builder, from, err);
    if (status == STATUS_OK)
        status = found_family(builder, tiling_has_slivers(&tiling), err);
    if (status == STATUS_INVALID && tiling_report_defects(&tiling, findings, NULL) != STATUS_OK)
        status = error_no_memory(err);
    give_evidence(builder, shapes, from);
    return status;
}

/** Where findings listen: all that is wrong is found, then refused in one sentence. */
static enum status settle_listening(struct vintage_builder *builder,
                                    const struct unmatched *unmatched, struct error *err)
{
    size_t from = builder->findings->count;
    struct read_shape *shapes = NULL;
    bool is_matched = unmatched->communes.count == 0 && unmatched->shapes.count == 0;
    enum status status = report_unmatched(builder, true, &unmatched->communes, err);

    if (status == STATUS_OK)
        status = report_unmatched(builder, false, &unmatched->shapes, err);
    if (status == STATUS_OK)
        status = list_shapes(builder, &shapes, err);
    if (status == STATUS_OK)
        status = examine(builder, shapes, is_matched, from, err);
    free(shapes);
    return status;
}

enum status vintage_shapes_settle(struct vintage_builder *builder, struct error *err)
{
    struct unmatched unmatched = {0};

    match(builder, name_unmatched, &unmatched);
    if (builder->findings != NULL && builder->shape_count > 0)
        return settle_listening(builder, &unmatched, err);
    if (unmatched.communes.count > 0 || unmatched.shapes.count > 0)
        return refuse_unmatched(&unmatched, err);
    return found_family(builder, false, err);
}
