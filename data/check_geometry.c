#include "data/check_geometry.h"

#include <stdlib.h>

#include "data/amount.h"
#include "geo/contact.h"
#include "geo/measure.h"

static enum status seal(struct finding *finding, struct error *err)
{
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

/** Along what two communes touch. */
static struct box box_between(const struct coverage *coverage, uint32_t a, uint32_t b)
{
    struct box box = box_empty();

    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        uint32_t left = face_unit(coverage, coverage->arcs[arc].left);
        uint32_t right = face_unit(coverage, coverage->arcs[arc].right);
        uint32_t count;
        const struct position *positions = coverage_arc(coverage, arc, &count);

        if ((left == a && right == b) || (left == b && right == a))
            box = box_join(box, box_of(positions, count));
    }
    return box;
}

/** Pairs that touch through a mended sliver only are struck out of the adjacency. */
static bool are_neighbours(const struct coverage *coverage, uint32_t a, uint32_t b)
{
    size_t count;
    const uint32_t *neighbours = adjacency_neighbours(coverage_adjacency(coverage), a, &count);

    for (size_t i = 0; i < count; i++) {
        if (neighbours[i] == b)
            return true;
    }
    return false;
}

static enum status report_contact(const struct geometry_scope *scope, const struct contact *contact,
                                  struct findings *findings, struct error *err)
{
    const struct commune *a = &scope->vintage->communes[contact->a];
    const struct commune *b = &scope->vintage->communes[contact->b];
    struct amount length = amount_of_length(measure_length_m(contact->length));
    struct finding *finding =
        geometry_finding_begin(scope, "GEO-05", LEVEL_INFO, contact->a, findings);

    if (finding == NULL)
        return error_no_memory(err);
    finding_add_subject(finding, b->insee.code);
    finding->place = box_between(scope->vintage->coverage, contact->a, contact->b);
    finding_say(finding, "contact of %s%.0s between %s (%s) and %s (%s)",
                "contact de %.0s%s entre %s (%s) et %s (%s)", length.en, length.fr, a->name,
                a->insee.code, b->name, b->insee.code);
    return seal(finding, err);
}

enum status geometry_check_contacts(const struct geometry_scope *scope, struct findings *findings,
                                    struct error *err)
{
    const struct coverage *coverage = scope->vintage->coverage;
    struct contact *contacts = NULL;
    size_t count = 0;
    enum status status = contacts_list(coverage, &contacts, &count);

    if (status == STATUS_LIMIT)
        return STATUS_OK; /* thousands of borders in one point: no map of communes */
    if (status != STATUS_OK)
        return error_no_memory(err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (contacts[i].is_edge && measure_length_m(contacts[i].length) < CONTACT_DOUBT_M &&
            are_neighbours(coverage, contacts[i].a, contacts[i].b))
            status = report_contact(scope, &contacts[i], findings, err);
    }
    free(contacts);
    return status;
}

static enum status report_pieces(const struct geometry_scope *scope, uint32_t index,
                                 struct findings *findings, struct error *err)
{
    const struct commune *commune = &scope->vintage->communes[index];
    unsigned pieces = commune->shape->polygon_count;
    unsigned holes = multipolygon_hole_count(commune->shape);
    struct finding *finding = geometry_finding_begin(scope, "GEO-06", LEVEL_INFO, index, findings);

    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding, "%s (%s): pieces: %u, holes: %u", "%s (%s) : morceaux : %u, trous : %u",
                commune->name, commune->insee.code, pieces, holes);
    return seal(finding, err);
}

enum status geometry_check_pieces(const struct geometry_scope *scope, struct findings *findings,
                                  struct error *err)
{
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < scope->vintage->commune_count && status == STATUS_OK; i++) {
        const struct multipolygon *shape = scope->vintage->communes[i].shape;

        if (shape->polygon_count > 1 || multipolygon_hole_count(shape) > 0)
            status = report_pieces(scope, i, findings, err);
    }
    return status;
}

enum status geometry_check(const struct geometry_scope *scope, struct findings *findings,
                           struct error *err)
{
    enum status status = geometry_check_contacts(scope, findings, err);

    if (status == STATUS_OK)
        status = geometry_check_pieces(scope, findings, err);
    if (status == STATUS_OK)
        status = geometry_check_boundaries(scope, findings, err);
    return status == STATUS_OK ? geometry_check_generalisation(scope, findings, err) : status;
}
