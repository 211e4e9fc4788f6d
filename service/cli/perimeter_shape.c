#include "service/cli/perimeter_shape.h"

#include <math.h>

#include "data/enumeration.h"
#include "geo/contiguity.h"
#include "geo/measure.h"
#include "geo/planar.h"
#include "service/report/wording.h"

/* A border so short is what a dispute about contiguity is about. */
static const double THIN_M = 200;

/** An enclosed commune of several pieces is in several enclaves: is this one the first? */
static bool is_first_seen(const struct contiguity *contiguity, size_t enclave, uint32_t unit)
{
    for (size_t i = 0; i < enclave; i++) {
        for (uint32_t u = 0; u < contiguity->enclaves[i].unit_count; u++) {
            if (contiguity->enclaves[i].units[u] == unit)
                return false;
        }
    }
    return true;
}

static void write_enclaves(struct text *text, const struct vintage *vintage,
                           const struct contiguity *contiguity, bool french)
{
    struct enumeration communes = {0};

    for (size_t i = 0; i < contiguity->enclave_count; i++) {
        for (uint32_t u = 0; u < contiguity->enclaves[i].unit_count; u++) {
            uint32_t unit = contiguity->enclaves[i].units[u];
            const struct commune *commune = &vintage->communes[unit];

            if (!is_first_seen(contiguity, i, unit))
                continue;
            enumeration_add(&communes, commune->name, commune->insee.code);
        }
    }
    if (communes.count > 0)
        text_addf(text,
                  french ? "Communes enclavées, hors du périmètre : %s\n"
                         : "Enclosed communes, not of the perimeter: %s\n",
                  communes.text);
}

static void write_cuts(struct text *text, const struct vintage *vintage,
                       const struct contiguity *contiguity, bool french)
{
    struct enumeration communes = {0};

    for (size_t i = 0; i < contiguity->cut_unit_count; i++) {
        const struct commune *commune = &vintage->communes[contiguity->cut_units[i]];

        enumeration_add(&communes, commune->name, commune->insee.code);
    }
    if (communes.count > 0)
        text_addf(text,
                  french ? "Sans l'une de ces communes il serait en morceaux : %s\n"
                         : "Without one of these communes it would fall apart: %s\n",
                  communes.text);
}

static void write_thin(struct text *text, const struct vintage *vintage,
                       const struct contiguity *contiguity, bool french)
{
    size_t points = 0;

    for (size_t i = 0; i < contiguity->thin_count; i++)
        points += !contiguity->thin[i].is_edge;
    if (contiguity->thin_count > points)
        text_add(text, french ? "Limites communes de moins de 200 m :"
                              : "Common borders shorter than 200 m:");
    for (size_t i = 0, shown = 0; i < contiguity->thin_count; i++) {
        const struct contact *contact = &contiguity->thin[i];

        if (!contact->is_edge)
            continue;
        if (shown++ == ENUMERATION_SHOWN) {
            text_add(text, ", …");
            break;
        }
        text_addf(text, "%s %s–%s (%.0f m)", shown == 1 ? "" : ",",
                  vintage->communes[contact->a].insee.code,
                  vintage->communes[contact->b].insee.code, measure_length_m(contact->length));
    }
    if (contiguity->thin_count > points)
        text_add(text, "\n");
}

static enum status write_planar(struct text *text, const struct multipolygon *shape,
                                enum language language, struct error *err)
{
    AUTO(projection) projection = NULL;
    char area[NUMBER_MAX];
    double area_m2;
    enum status status = projection_new(&projection, err);

    if (status == STATUS_OK)
        status = planar_area_m2(projection, shape, &area_m2, err);
    if (status != STATUS_OK)
        return status;
    wording_area(area_m2, language, area);
    text_addf(text,
              language == LANGUAGE_FR ? "Dans le plan Lambert-93, qui agrandit, un SIG affiche %s\n"
                                      : "In the Lambert-93 plane, which enlarges, a GIS shows %s\n",
              area);
    return STATUS_OK;
}

enum status perimeter_shape_write(struct text *text, const struct perimeter *perimeter,
                                  enum language language, struct error *err)
{
    const struct vintage *vintage = perimeter->vintage;
    AUTO(region) region = NULL;
    SCOPED(contiguity) contiguity = {0};
    bool french = language == LANGUAGE_FR;
    enum status status = region_new(vintage->coverage, &region, err);

    if (status != STATUS_OK)
        return status;
    region_set(region, perimeter->communes, perimeter->commune_count);
    status = contiguity_of(region, THIN_M, &contiguity, err);
    if (status != STATUS_OK)
        return status;
    text_addf(text, french ? "Morceaux : %u ; enclaves : %u\n" : "Pieces: %u; holes: %u\n",
              perimeter->outline->parts, perimeter->outline->holes);
    write_enclaves(text, vintage, &contiguity, french);
    write_cuts(text, vintage, &contiguity, french);
    write_thin(text, vintage, &contiguity, french);
    return write_planar(text, perimeter->outline->shape, language, err);
}
