#include "data/source/expectation.h"

#include <stdlib.h>
#include <string.h>

/** 2 % more or less, and never less than one. */
static struct range about(size_t count)
{
    size_t tolerance = (count + 49) / 50;

    return (struct range){count > tolerance ? count - tolerance : 1, count + tolerance};
}

static struct range at_least(size_t count)
{
    return (struct range){count, SIZE_MAX};
}

bool range_holds(struct range range, size_t count)
{
    return range.min == 0 || (count >= range.min && count <= range.max);
}

static const struct vintage *find_nearest(const char *region, int year,
                                          struct vintage *const vintages[], size_t count)
{
    const struct vintage *nearest = NULL;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(vintages[i]->region, region) != 0)
            continue;
        if (nearest == NULL || abs(vintages[i]->year - year) < abs(nearest->year - year))
            nearest = vintages[i];
    }
    return nearest;
}

static struct box area_of(const struct vintage *vintage)
{
    enum { WIDER = DEGREE_E7 / 2 };
    struct box area = box_empty();

    if (vintage->region[0] == '\0')
        return area; /* from the Caribbean to the Pacific: of no use */
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        area = box_join(area, coverage_unit_box(vintage->coverage, i));
    if (!box_is_empty(area))
        area = (struct box){area.west_e7 - WIDER, area.south_e7 - WIDER, area.east_e7 + WIDER,
                            area.north_e7 + WIDER};
    return area;
}

struct expectation expectation_of(const char *region, int year, struct vintage *const vintages[],
                                  size_t count)
{
    /* Far under what any year since 2017 had, far over half of it. */
    static const struct {
        const char *region;
        size_t communes;
        size_t epcis;
    } floors[] = {{"32", 3700, 88}};
    struct expectation expectation = {
        .nearest = find_nearest(region, year, vintages, count),
        .area = box_empty(),
        .national_communes = at_least(34000),
        .national_epcis = at_least(1200),
    };

    if (expectation.nearest != NULL) {
        expectation.area = area_of(expectation.nearest);
        expectation.communes = about(expectation.nearest->region_commune_count);
        expectation.epcis = about(expectation.nearest->epci_count);
        return expectation;
    }
    for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) {
        if (strcmp(floors[i].region, region) == 0) {
            expectation.communes = at_least(floors[i].communes);
            expectation.epcis = at_least(floors[i].epcis);
        }
    }
    return expectation;
}

#define DEGREES(west, south, east, north)                                                          \
    {                                                                                              \
        (int32_t)((west)*DEGREE_E7), (int32_t)((south)*DEGREE_E7), (int32_t)((east)*DEGREE_E7),    \
            (int32_t)((north)*DEGREE_E7)                                                           \
    }

/* Land of each, rounded outwards to a tenth of a degree. */
static const struct {
    const char *departement;
    struct box box;
} overseas[] = {
    {"971", DEGREES(-61.9, 15.8, -60.9, 16.6)},     /* Guadeloupe */
    {"972", DEGREES(-61.3, 14.3, -60.7, 15.0)},     /* Martinique */
    {"973", DEGREES(-54.7, 2.1, -51.5, 5.9)},       /* Guyane */
    {"974", DEGREES(55.1, -21.5, 55.9, -20.8)},     /* La Réunion */
    {"975", DEGREES(-56.6, 46.6, -56.0, 47.3)},     /* Saint-Pierre-et-Miquelon */
    {"976", DEGREES(44.9, -13.1, 45.4, -12.5)},     /* Mayotte */
    {"977", DEGREES(-63.0, 17.8, -62.7, 18.0)},     /* Saint-Barthélemy */
    {"978", DEGREES(-63.2, 17.9, -62.9, 18.2)},     /* Saint-Martin */
    {"986", DEGREES(-178.3, -14.5, -176.0, -13.1)}, /* Wallis-et-Futuna */
    {"987", DEGREES(-155.0, -28.0, -134.0, -7.5)},  /* Polynésie française */
    {"988", DEGREES(158.0, -23.0, 172.5, -17.9)},   /* Nouvelle-Calédonie */
};

/** Metropolitan France with Corsica and its islands. */
static const struct box metropolitan = DEGREES(-5.6, 41.2, 9.7, 51.2);

static struct box box_of_departement(const char *insee)
{
    char departement[4];

    if (!insee_is_well_formed(insee))
        return box_empty();
    insee_departement(insee, departement);
    if (strlen(departement) == 2)
        return metropolitan;
    for (size_t i = 0; i < sizeof overseas / sizeof *overseas; i++) {
        if (strcmp(overseas[i].departement, departement) == 0)
            return overseas[i].box;
    }
    return box_empty();
}

struct box expectation_area(const struct expectation *expectation, const char *insee)
{
    return box_is_empty(expectation->area) ? box_of_departement(insee) : expectation->area;
}
