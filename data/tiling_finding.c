#include "data/tiling_finding.h"

const struct read_shape *tiling_shape(const struct tiling *tiling, uint32_t unit)
{
    return &tiling->scope.shapes[unit];
}

struct box tiling_box_at(double lon_deg, double lat_deg)
{
    struct position position;

    if (position_from_degrees(lon_deg, lat_deg, &position, NULL) != STATUS_OK)
        return box_empty();
    return (struct box){position.lon_e7, position.lat_e7, position.lon_e7, position.lat_e7};
}

struct finding *tiling_finding_begin(const struct tiling *tiling, const char *check,
                                     enum level level, uint32_t first, uint32_t second,
                                     struct findings *findings)
{
    struct finding *finding = findings_add(findings, check, level, "", 0);

    if (finding == NULL)
        return NULL;
    finding->evidence = (struct evidence){tiling_shape(tiling, first)->place.file,
                                          (uint32_t)tiling_shape(tiling, first)->place.line};
    finding_add_subject(finding, tiling_shape(tiling, first)->insee.code);
    if (second != UNIT_OUTSIDE)
        finding_add_subject(finding, tiling_shape(tiling, second)->insee.code);
    return finding;
}

struct words tiling_advice(const struct tiling *tiling)
{
    if (tiling->scope.repair == NULL)
        return (struct words){.en = "Mend the shapes, or import with --repair",
                              .fr = "Corrigez les contours, ou importez avec --repair"};
    return (struct words){.en = "Mend the shapes, or allow a larger change",
                          .fr = "Corrigez les contours, ou permettez un changement plus grand"};
}

enum status tiling_finding_end(struct finding *finding, struct error *err)
{
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}
