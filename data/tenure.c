#include "data/tenure.h"

#include <string.h>

const char *tenure_name(enum tenure tenure)
{
    static const char *const names[] = {
        [TENURE_NEVER] = "never",
        [TENURE_HELD] = "held",
        [TENURE_ENDED] = "ended",
        [TENURE_TO_COME] = "to_come",
    };

    return names[tenure];
}

/** What the movements of one day say of a code: did it name a commune on the eve, does it after? */
struct turn {
    struct date date;
    bool before, after;
};

/**
 * Only rows between communes, or from and to nothing, tell whether a code names one: a part that
 * merges into its commune (34) says nothing of how long that one has been there.
 */
static bool is_telling(const struct movement *row)
{
    return (row->type_before == COMMUNE_FULL || row->type_before == COMMUNE_NONE) &&
           (row->type_after == COMMUNE_FULL || row->type_after == COMMUNE_NONE);
}

/**
 * The first day from row *movement on whose movements name the code; *movement moves behind that
 * day. A code that changes of code give and the rest of the day takes away names nothing in the
 * evening, as one that they take and the rest gives named nothing in the morning.
 */
static bool next_turn(const struct lineage *lineage, const char *insee, size_t *movement,
                      struct turn *ret_turn)
{
    bool early_before = false, early_after = false, late_before = false, late_after = false;
    bool is_named = false;

    for (; *movement < lineage->movement_count; ++*movement) {
        const struct movement *row = &lineage->movements[*movement];
        bool is_early = movement_is_change_of_code(row);

        if (is_named && row->date.day != ret_turn->date.day)
            break;
        if (!is_telling(row))
            continue;
        if (row->type_before == COMMUNE_FULL && strcmp(row->before.code, insee) == 0)
            *(is_early ? &early_before : &late_before) = true;
        else if (row->type_after != COMMUNE_FULL || strcmp(row->after.code, insee) != 0)
            continue;
        if (row->type_after == COMMUNE_FULL && strcmp(row->after.code, insee) == 0)
            *(is_early ? &early_after : &late_after) = true;
        is_named = true;
        ret_turn->date = row->date;
    }
    ret_turn->before = early_before || (late_before && !early_after);
    ret_turn->after = late_after || (early_after && !late_before);
    return is_named;
}

static bool vintage_has(const struct vintage *vintage, const char *insee)
{
    return vintage != NULL && vintage_commune(vintage, insee) != UNIT_NONE;
}

/** Of a code that no movement names: only the vintages tell. */
static enum tenure tenure_by_vintages(struct vintage_list list, bool has_movements,
                                      const char *insee, struct date date, struct date *ret_day)
{
    enum tenure tenure = TENURE_NEVER;

    for (size_t i = 0; i < list.count; i++) {
        struct date from = date_of(list.vintages[i]->year, 1, 1);

        if (!vintage_has(list.vintages[i], insee))
            continue;
        if (from.day > date.day && tenure == TENURE_NEVER) {
            *ret_day = i == 0 && has_movements ? date : from;
            return i == 0 && has_movements ? TENURE_HELD : TENURE_TO_COME;
        }
        if (from.day > date.day)
            break;
        tenure = TENURE_ENDED; /* the vintage that serves the date lacks it, or we would not ask */
        *ret_day =
            i + 1 < list.count ? date_plus(date_of(list.vintages[i + 1]->year, 1, 1), -1) : date;
    }
    return tenure;
}

/** Of a code that movements name: the last day before the date speaks, else the first one after. */
static enum tenure tenure_by_movements(const struct lineage *lineage, const char *insee,
                                       struct date date, struct date *ret_day)
{
    enum tenure tenure = TENURE_NEVER;
    struct turn turn = {.before = false};

    for (size_t i = 0; lineage != NULL && next_turn(lineage, insee, &i, &turn);) {
        if (turn.date.day > date.day && tenure != TENURE_NEVER)
            break;
        if (turn.date.day > date.day && !turn.before) {
            *ret_day = turn.date;
            return turn.after ? TENURE_TO_COME : TENURE_NEVER;
        }
        if (turn.date.day > date.day)
            return TENURE_HELD;
        if (turn.after) {
            tenure = TENURE_HELD;
        } else if (turn.before) {
            tenure = TENURE_ENDED;
            *ret_day = date_plus(turn.date, -1);
        }
    }
    return tenure;
}

enum tenure tenure_on(const struct lineage *lineage, struct vintage_list vintages,
                      const char *insee, struct date date, struct date *ret_day)
{
    struct date day = date;
    enum tenure tenure = TENURE_HELD;

    if (!vintage_has(vintage_at(vintages, date), insee))
        tenure = tenure_by_movements(lineage, insee, date, &day);
    if (tenure == TENURE_NEVER)
        tenure = tenure_by_vintages(vintages, lineage != NULL, insee, date, &day);
    *ret_day = tenure == TENURE_HELD ? date : day;
    return tenure;
}

/** By the last movement up to the date that gave it, else by the first after it that took it. */
static const char *name_by_movements(const struct lineage *lineage, const char *insee,
                                     struct date date)
{
    const char *name = NULL;

    for (size_t i = 0; i < lineage->movement_count; i++) {
        const struct movement *row = &lineage->movements[i];

        if (row->date.day <= date.day) {
            if (row->type_after == COMMUNE_FULL && strcmp(row->after.code, insee) == 0)
                name = row->name_after;
        } else if (name == NULL && row->type_before == COMMUNE_FULL &&
                   strcmp(row->before.code, insee) == 0) {
            return row->name_before;
        }
    }
    return name;
}

const char *commune_name_on(const struct lineage *lineage, struct vintage_list vintages,
                            const char *insee, struct date date)
{
    const char *name = lineage == NULL ? NULL : name_by_movements(lineage, insee, date);
    const struct vintage *vintage = vintage_at(vintages, date);

    if (name != NULL && name[0] != '\0')
        return name;
    if (vintage == NULL && vintages.count > 0)
        vintage = vintages.vintages[0];
    return vintage_has(vintage, insee) ? vintage->communes[vintage_commune(vintage, insee)].name
                                       : NULL;
}
