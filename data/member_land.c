#include "data/member_land.h"

#include <string.h>

#include "data/ancestry.h"

static enum land_mark mark_of(const struct member *member)
{
    if (member->operation == MEMBER_EXCLUDE)
        return LAND_EXCLUDED;
    return member->certainty == CERTAINTY_STATED ? LAND_STATED : LAND_INFERRED;
}

static void mark_all(const struct member_land *land, const uint32_t communes[], uint32_t count,
                     enum land_mark mark)
{
    for (uint32_t i = 0; i < count; i++)
        land->marks[communes[i]] |= (uint8_t)mark;
}

/** The EPCI as it was when it was frozen, and that vintage; false when nobody knows. */
static bool find_frozen(const struct member_land *land, const struct member *member,
                        const struct vintage **ret_then, const struct epci **ret_epci)
{
    const struct vintage *then = version_frozen_vintage(land->version, land->history);
    uint32_t index = then == NULL ? UNIT_NONE : vintage_epci(then, member->code);

    if (index == UNIT_NONE)
        return false;
    *ret_then = then;
    *ret_epci = &then->epcis[index];
    return true;
}

static bool is_frozen_epci(const struct member *member)
{
    return member->kind == MEMBER_EPCI && member->mode == MEMBER_FROZEN;
}

/** How many communes a member names by themselves. */
static size_t count_dated(const struct member_land *land, const struct member *member)
{
    const struct vintage *then;
    const struct epci *epci;

    if (member->kind == MEMBER_COMMUNE)
        return 1;
    return is_frozen_epci(member) && find_frozen(land, member, &then, &epci) ? epci->commune_count
                                                                             : 0;
}

static size_t add_dated(const struct member_land *land, const struct member *member,
                        struct dated_commune *list)
{
    const struct vintage *then;
    const struct epci *epci;
    struct date day;

    if (member->kind == MEMBER_COMMUNE) {
        if (strlen(member->code) >= sizeof list->insee.code ||
            !version_reference_day(land->version, &day))
            return 0;
        memcpy(list->insee.code, member->code, strlen(member->code) + 1);
        list->day = day;
        return 1;
    }
    if (!is_frozen_epci(member) || !find_frozen(land, member, &then, &epci))
        return 0;
    for (uint32_t i = 0; i < epci->commune_count; i++)
        list[i] = (struct dated_commune){then->communes[epci->communes[i]].insee,
                                         date_of(then->year, 1, 1)};
    return epci->commune_count;
}

enum status member_land_init(struct member_land *land, struct arena *arena, struct error *err)
{
    const struct version *version = land->version;
    struct dated_commune *lists[2];
    size_t counts[2] = {0, 0}, total = 1;

    for (uint32_t i = 0; i < version->member_count; i++)
        total += count_dated(land, &version->members[i]);
    for (int i = 0; i < 2; i++) {
        lists[i] = arena_alloc(arena, total * sizeof *lists[i]);
        if (lists[i] == NULL)
            return error_no_memory(err);
    }
    for (uint32_t i = 0; i < version->member_count; i++) {
        int side = version->members[i].operation == MEMBER_EXCLUDE;

        counts[side] += add_dated(land, &version->members[i], lists[side] + counts[side]);
    }
    land->included = lists[0];
    land->included_count = counts[0];
    land->excluded = lists[1];
    land->excluded_count = counts[1];
    return STATUS_OK;
}

static bool is_listed(const struct dated_commune list[], size_t count, const char *insee,
                      struct date day)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].day.day == day.day && strcmp(list[i].insee.code, insee) == 0)
            return true;
    }
    return false;
}

/** Is a commune of a day, and no other land, what the version names on its side? */
static bool is_named(const struct member_land *land, enum land_mark mark, const char *insee,
                     struct date day)
{
    if (mark == LAND_EXCLUDED)
        return is_listed(land->excluded, land->excluded_count, insee, day);
    return is_listed(land->included, land->included_count, insee, day) &&
           !is_listed(land->excluded, land->excluded_count, insee, day);
}

/** Is all the land that a commune has in the evening of `until` of communes that the version names
 * on `day`? *ret_all is set. */
static enum status is_all_named(const struct member_land *land, enum land_mark mark,
                                const char *insee, struct date day, struct date until,
                                bool *ret_all, struct error *err)
{
    SCOPED(ancestry) ancestry = {0};
    enum status status = lineage_ascend(land->lineage, insee, until, &ancestry, err);

    *ret_all = true;
    for (size_t i = 0; i < ancestry.origins.count && status == STATUS_OK && *ret_all; i++) {
        const char *origin = ancestry.origins.codes[i].code;
        SCOPED(succession) then = {0};

        if (ancestry.since.day >= day.day) {
            *ret_all = is_named(land, mark, origin, day);
            continue;
        }
        status = lineage_follow(land->lineage, origin, ancestry.since, day, &then, err);
        for (size_t s = 0; s < then.successors.count; s++)
            *ret_all = *ret_all && is_named(land, mark, then.successors.codes[s].code, day);
    }
    return status;
}

/** One commune of a day, followed to 1 January of the vintage. */
static enum status mark_followed(const struct member_land *land, const char *insee, struct date day,
                                 enum land_mark mark, enum member_result *ret_result,
                                 struct error *err)
{
    struct date until = date_of(land->vintage->year, 1, 1);
    SCOPED(succession) succession = {0};
    enum status status = lineage_follow(land->lineage, insee, day, until, &succession, err);

    for (size_t i = 0; i < succession.successors.count && status == STATUS_OK; i++) {
        const char *code = succession.successors.codes[i].code;
        uint32_t commune = vintage_commune(land->vintage, code);
        bool is_whole = true;

        if (commune == UNIT_NONE) {
            *ret_result = MEMBER_UNKNOWN_CODE;
            continue;
        }
        if (succession.event_count > 0)
            status = is_all_named(land, mark, code, day, until, &is_whole, err);
        land->marks[commune] |= (uint8_t)(is_whole ? mark : LAND_DOUBTFUL);
        if (!is_whole && *ret_result == MEMBER_RESOLVED)
            *ret_result = MEMBER_MIXED;
    }
    return status;
}

static enum status mark_commune(const struct member_land *land, const char *insee, bool has_day,
                                struct date day, enum land_mark mark,
                                enum member_result *ret_result, struct error *err)
{
    uint32_t commune;

    if (has_day && land->lineage != NULL && day.day <= date_of(land->vintage->year, 1, 1).day)
        return mark_followed(land, insee, day, mark, ret_result, err);
    commune = vintage_commune(land->vintage, insee);
    if (commune == UNIT_NONE)
        *ret_result = MEMBER_UNKNOWN_CODE;
    else
        land->marks[commune] |= (uint8_t)mark;
    return STATUS_OK;
}

/** The communes that the EPCI had, wherever they are now. */
static enum status mark_frozen(const struct member_land *land, const struct member *member,
                               enum member_result *ret_result, struct error *err)
{
    const struct vintage *then;
    const struct epci *epci;
    enum status status = STATUS_OK;

    if (!find_frozen(land, member, &then, &epci)) {
        bool is_known = version_frozen_vintage(land->version, land->history) != NULL;
        uint32_t today = vintage_epci(land->vintage, member->code);

        *ret_result = is_known ? MEMBER_UNKNOWN_CODE : MEMBER_NOT_EVALUATED;
        if (!is_known && today != UNIT_NONE)
            mark_all(land, land->vintage->epcis[today].communes,
                     land->vintage->epcis[today].commune_count, LAND_DOUBTFUL);
        return STATUS_OK;
    }
    for (uint32_t i = 0; i < epci->commune_count && status == STATUS_OK; i++)
        status = mark_commune(land, then->communes[epci->communes[i]].insee.code, true,
                              date_of(then->year, 1, 1), mark_of(member), ret_result, err);
    return status;
}

enum status member_land_mark(const struct member_land *land, const struct member *member,
                             enum member_result *ret_result, struct error *err)
{
    const struct vintage *vintage = land->vintage;
    struct date day = {0};
    bool has_day;
    uint32_t index;

    *ret_result = MEMBER_RESOLVED;
    switch (member->kind) {
    case MEMBER_COMMUNE:
        has_day = version_reference_day(land->version, &day);
        return mark_commune(land, member->code, has_day, day, mark_of(member), ret_result, err);
    case MEMBER_EPCI:
        if (member->mode == MEMBER_FROZEN)
            return mark_frozen(land, member, ret_result, err);
        index = vintage_epci(vintage, member->code);
        if (index != UNIT_NONE)
            mark_all(land, vintage->epcis[index].communes, vintage->epcis[index].commune_count,
                     mark_of(member));
        else
            *ret_result = MEMBER_UNKNOWN_CODE;
        return STATUS_OK;
    case MEMBER_DEPARTEMENT:
        index = vintage_departement(vintage, member->code);
        if (index != UNIT_NONE && vintage->departements[index].commune_count > 0)
            mark_all(land, vintage->departements[index].communes,
                     vintage->departements[index].commune_count, mark_of(member));
        else
            *ret_result = MEMBER_UNKNOWN_CODE;
        return STATUS_OK;
    }
    return STATUS_OK;
}
