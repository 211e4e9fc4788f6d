#include "data/name_match.h"

#include <stdlib.h>
#include <string.h>

#include "data/name_distance.h"
#include "data/name_query.h"

static bool is_wanted(const struct name_query *query, const struct name_entry *entry)
{
    bool is_epci = entry->kind == CODE_EPCI;

    if (query->kinds != MATCH_ANY_KIND && is_epci != (query->kinds == MATCH_EPCIS))
        return false;
    if (query->stripped.hint == HINT_NONE || entry->origin == NAME_ALIAS)
        return true;
    return is_epci == (query->stripped.hint == HINT_EPCI);
}

static bool lies_in(const struct name_query *query, const struct name_entry *entry)
{
    const struct vintage *vintage = query->book->vintage;
    const struct epci *epci;

    if (query->departement == UNIT_NONE)
        return true;
    if (entry->kind == CODE_COMMUNE)
        return vintage->communes[entry->unit].departement == query->departement;
    epci = &vintage->epcis[entry->unit];
    for (uint32_t i = 0; i < epci->commune_count; i++) {
        if (vintage->communes[epci->communes[i]].departement == query->departement)
            return true;
    }
    return false;
}

/** The form of a name that an entry is compared with. */
static const struct folded_name *form_for(const struct name_query *query,
                                          const struct name_entry *entry)
{
    return entry->kind == CODE_EPCI && entry->origin != NAME_ALIAS ? &query->stripped
                                                                   : &query->whole;
}

static bool is_plain(const struct name_query *query, const struct name_entry *entry)
{
    return strcmp(form_for(query, entry)->plain, entry->folded->plain) == 0 ||
           (query->stripped.hint == HINT_COMMUNE &&
            strcmp(query->stripped.plain, entry->folded->plain) == 0);
}

static bool is_tight(const struct name_query *query, const struct name_entry *entry)
{
    return strcmp(form_for(query, entry)->tight, entry->folded->tight) == 0 ||
           (query->stripped.hint == HINT_COMMUNE &&
            strcmp(query->stripped.tight, entry->folded->tight) == 0);
}

static bool has_code(const struct name_query *query, const struct name_entry *entry)
{
    return strcmp(query->code, entry->code) == 0;
}

static enum match_how how_of(const struct name_entry *entry)
{
    static const enum match_how hows[] = {
        [NAME_OFFICIAL] = MATCH_BY_NAME,     [NAME_ALIAS] = MATCH_BY_ALIAS,
        [NAME_PAST] = MATCH_BY_PAST,         [NAME_LATER] = MATCH_BY_LATER,
        [NAME_DELEGATE] = MATCH_BY_DELEGATE,
    };

    return hows[entry->origin];
}

static bool is_listed(const struct name_match *match, const struct name_entry *entry)
{
    for (size_t i = 0; i < match->count; i++) {
        if (match->list[i].entry->kind == entry->kind && match->list[i].entry->unit == entry->unit)
            return true;
    }
    return false;
}

static void propose(struct name_match *match, const struct name_entry *entry, enum match_how how)
{
    if (is_listed(match, entry))
        return;
    match->found++;
    if (match->count < MATCH_LISTED_MAX)
        match->list[match->count++] = (struct name_proposal){entry, how, 0};
}

/** Adds the entries that pass; those of today, or those of other days. */
static void collect(const struct name_query *query, bool of_today,
                    bool passes(const struct name_query *, const struct name_entry *),
                    struct name_match *match)
{
    for (size_t i = 0; i < query->book->count; i++) {
        const struct name_entry *entry = &query->book->entries[i];
        bool is_of_today = entry->origin == NAME_OFFICIAL || entry->origin == NAME_ALIAS;

        if (is_of_today == of_today && is_wanted(query, entry) && lies_in(query, entry) &&
            passes(query, entry))
            propose(match, entry, how_of(entry));
    }
}

/** What the proposals are worth, by how many of which kind there are. */
static void weigh(struct name_match *match, size_t of_today)
{
    bool has_epci = false, has_commune = false;

    for (size_t i = 0; i < match->count; i++) {
        has_epci = has_epci || match->list[i].entry->kind == CODE_EPCI;
        has_commune = has_commune || match->list[i].entry->kind == CODE_COMMUNE;
    }
    match->certainty = MATCH_DOUBTFUL;
    if (of_today == 0) {
        match->doubt = DOUBT_OTHER_DAY;
    } else if (has_epci && has_commune) {
        match->doubt = DOUBT_BOTH_KINDS;
    } else if (match->found > 1) {
        match->doubt = DOUBT_HOMONYMS;
    } else {
        match->certainty = MATCH_SURE;
        match->doubt = DOUBT_NONE;
    }
}

static int compare_near(const void *a, const void *b)
{
    const struct name_proposal *left = a;
    const struct name_proposal *right = b;
    int order = (left->distance > right->distance) - (left->distance < right->distance);

    return order != 0 ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

/** Keeps the nearest few, each unit once. */
static void keep_near(struct name_match *match, const struct name_entry *entry, enum match_how how,
                      unsigned distance)
{
    struct name_proposal near = {entry, how, distance};

    for (size_t i = 0; i < match->count; i++) {
        struct name_proposal *other = &match->list[i];

        if (other->entry->kind != entry->kind || other->entry->unit != entry->unit)
            continue;
        if (compare_near(&near, other) < 0)
            *other = near;
        return;
    }
    match->found++;
    if (match->count < MATCH_LISTED_MAX) {
        match->list[match->count++] = near;
        return;
    }
    for (size_t i = 0, last = 0; i < match->count; i++) {
        if (compare_near(&match->list[i], &match->list[last]) > 0)
            last = i;
        if (i + 1 == match->count && compare_near(&near, &match->list[last]) < 0)
            match->list[last] = near;
    }
}

static void cut_near(struct name_match *match, size_t most)
{
    if (match->count > 1)
        qsort(match->list, match->count, sizeof *match->list, compare_near);
    if (match->count > most)
        match->count = most;
}

/** Are the words of one among those of the other? A commune's must all be in what is written. */
static bool shares_words(const struct folded_name *written, const struct name_entry *entry)
{
    if (name_words_within(written->core, entry->folded->core))
        return true;
    return strchr(entry->folded->core, ' ') != NULL &&
           name_words_within(entry->folded->core, written->core);
}

static unsigned words_apart(const struct folded_name *written, const struct name_entry *entry)
{
    size_t a = strlen(written->tight);
    size_t b = strlen(entry->folded->tight);

    return (unsigned)(a > b ? a - b : b - a);
}

static void find_near(const struct name_query *query, struct name_match *match)
{
    for (size_t i = 0; i < query->book->count; i++) {
        const struct name_entry *entry = &query->book->entries[i];
        const struct folded_name *written = form_for(query, entry);
        unsigned limit = name_distance_limit(written->tight);
        unsigned distance;

        if (!is_wanted(query, entry) || !lies_in(query, entry))
            continue;
        distance = name_distance(written->tight, entry->folded->tight, limit);
        if (distance <= limit)
            keep_near(match, entry, MATCH_BY_SPELLING, distance);
        else if (entry->origin != NAME_ALIAS && shares_words(written, entry))
            keep_near(match, entry, MATCH_BY_WORDS, 4 + words_apart(written, entry));
    }
    cut_near(match, MATCH_NEAR_MAX);
    match->certainty = MATCH_DOUBTFUL;
    match->doubt = DOUBT_SPELLING;
}

/** The nearest of all, to show; up to a third of their letters may differ. */
static void find_nearest(const struct name_query *query, struct name_match *match)
{
    for (size_t i = 0; i < query->book->count; i++) {
        const struct name_entry *entry = &query->book->entries[i];
        const struct folded_name *written = form_for(query, entry);
        unsigned limit = (unsigned)strlen(written->tight) / 3;
        unsigned distance;

        if (entry->origin != NAME_OFFICIAL || !is_wanted(query, entry))
            continue;
        distance = name_distance(written->tight, entry->folded->tight, limit);
        if (distance <= limit)
            keep_near(match, entry, MATCH_BY_SPELLING, distance);
    }
    cut_near(match, 3);
    match->certainty = MATCH_UNKNOWN;
    match->doubt = DOUBT_NOTHING;
}

static void match_code(const struct name_query *query, struct name_match *match)
{
    const struct vintage *vintage = query->book->vintage;
    size_t of_today;

    collect(query, true, has_code, match);
    of_today = match->found;
    for (size_t i = 0; i < match->count; i++)
        match->list[i].how = MATCH_BY_CODE;
    /* Whoever had it before, and is under another code today, may be meant. */
    collect(query, false, has_code, match);
    if (match->found > 0) {
        weigh(match, of_today);
        return;
    }
    match->certainty = MATCH_UNKNOWN;
    match->doubt = DOUBT_NOTHING;
    for (size_t i = 0; i < query->book->count; i++) {
        const struct name_entry *entry = &query->book->entries[i];
        bool is_epci = entry->kind == CODE_EPCI;
        uint32_t near = is_epci ? vintage_epci_like(vintage, query->code)
                                : vintage_commune_like(vintage, query->code);

        if (entry->origin == NAME_OFFICIAL && entry->unit == near &&
            is_epci == siren_has_form(query->code))
            propose(match, entry, MATCH_BY_SPELLING);
    }
}

static void match_name(const struct name_query *query, struct name_match *match)
{
    size_t of_today;

    collect(query, true, is_plain, match);
    if (match->found == 0)
        collect(query, true, is_tight, match);
    of_today = match->found;
    /* A commune that is no more, and was called so, may be the one that is meant. */
    collect(query, false, of_today > 0 ? is_plain : is_tight, match);
    if (match->found > 0) {
        weigh(match, of_today);
        return;
    }
    find_near(query, match);
    if (match->count == 0)
        find_nearest(query, match);
}

void name_match_find(const struct name_book *book, const char *written, enum match_kinds kinds,
                     struct name_match *ret_match)
{
    struct name_query query;

    *ret_match = (struct name_match){.certainty = MATCH_UNKNOWN, .doubt = DOUBT_NOTHING};
    name_query_read(book->vintage, written, &query);
    query.book = book;
    query.kinds = kinds;
    if (query.code[0] != '\0') {
        match_code(&query, ret_match);
        return;
    }
    if (query.whole.plain[0] == '\0')
        return;
    match_name(&query, ret_match);
    /* Nobody of that name lies there: then the name alone is asked, and the answer is not sure. */
    if (ret_match->certainty == MATCH_UNKNOWN && query.departement != UNIT_NONE) {
        query.departement = UNIT_NONE;
        *ret_match = (struct name_match){.certainty = MATCH_UNKNOWN};
        match_name(&query, ret_match);
        if (ret_match->certainty == MATCH_SURE) {
            ret_match->certainty = MATCH_DOUBTFUL;
            ret_match->doubt = DOUBT_SPELLING;
        }
    }
}

const char *match_certainty_name(enum match_certainty certainty)
{
    static const char *const names[] = {"sure", "doubtful", "unknown"};

    return names[certainty];
}

const char *match_how_name(enum match_how how)
{
    static const char *const names[] = {"code",  "name",     "alias", "past",
                                        "later", "delegate", "words", "spelling"};

    return names[how];
}

const char *match_doubt_name(enum match_doubt doubt)
{
    static const char *const names[] = {"",          "homonyms", "commune_and_epci",
                                        "other_day", "spelling", "nothing"};

    return names[doubt];
}
