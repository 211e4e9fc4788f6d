#include "data/check_mending.h"

#include "data/amount.h"
#include "data/enumeration.h"

static struct box place_of(const struct repair_gift *gift)
{
    struct position place;

    if (position_from_degrees(gift->place.lon_deg, gift->place.lat_deg, &place, NULL) != STATUS_OK)
        return box_empty();
    return box_of(&place, 1);
}

static enum status report(const struct shape_family *family, const struct repair *repair,
                          const struct repair_gift *gift, struct findings *findings,
                          struct error *err)
{
    const struct tile *to = &family->tiles[gift->to];
    struct amount area = amount_of_area(gift->area_m2);
    struct enumeration owners = {0};
    struct finding *finding =
        findings_add(findings, gift->owner_count == 0 ? "GEO-04" : "GEO-03", LEVEL_WARNING, "", 0);

    if (finding == NULL)
        return error_no_memory(err);
    finding->place = place_of(gift);
    finding_add_subject(finding, to->insee.code);
    for (uint32_t i = 0; i < gift->owner_count; i++) {
        const struct tile *owner = &family->tiles[repair->owners[gift->owner_begin + i]];

        enumeration_add(&owners, owner->name, owner->insee.code);
        if (owner != to)
            finding_add_subject(finding, owner->insee.code);
    }
    if (gift->owner_count == 0)
        finding_say(finding, "gap of %s%.0s filled: given to %s (%s)",
                    "vide de %.0s%s comblé : donné à %s (%s)", area.en, area.fr, to->name,
                    to->insee.code);
    else
        finding_say(finding, "overlap of %s%.0s between %s: given to %s (%s)",
                    "superposition de %.0s%s entre %s : donnée à %s (%s)", area.en, area.fr,
                    owners.text, to->name, to->insee.code);
    finding_seal_at_place(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

enum status mending_report(const struct shape_family *family, const struct repair *repair,
                           struct findings *findings, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < repair->gift_count && status == STATUS_OK; i++)
        status = report(family, repair, &repair->gifts[i], findings, err);
    return status;
}
