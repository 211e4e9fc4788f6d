#include "data/name_book.h"

#include <stdlib.h>
#include <string.h>

#include "data/crosswalk.h"
#include "data/epci_lineage.h"

/** A book on its way. */
struct making {
    const struct snapshot *snapshot;
    struct name_book *book;
    struct date day; /* 1 January of the vintage */
    size_t settled;  /* entries that later ones are compared with begin here */
    struct error *err;
};

void name_book_free(struct name_book *book)
{
    if (book == NULL)
        return;
    free(book->entries);
    arena_release(&book->arena);
    free(book);
}

const char *name_entry_unit_code(const struct name_book *book, const struct name_entry *entry)
{
    return entry->kind == CODE_EPCI ? book->vintage->epcis[entry->unit].siren.code
                                    : book->vintage->communes[entry->unit].insee.code;
}

const char *name_entry_unit_name(const struct name_book *book, const struct name_entry *entry)
{
    return entry->kind == CODE_EPCI ? book->vintage->epcis[entry->unit].name
                                    : book->vintage->communes[entry->unit].name;
}

static void fold(const struct name_entry *entry, struct folded_name *ret_folded)
{
    /* The ending of an alias may look like the nature of an EPCI: Lille Métropole is not Lille. */
    if (entry->kind == CODE_EPCI && entry->origin != NAME_ALIAS)
        name_fold(entry->name, ret_folded);
    else
        name_fold_commune(entry->name, ret_folded);
}

static bool is_there(const struct making *making, const struct name_entry *entry,
                     const struct folded_name *folded)
{
    const struct name_book *book = making->book;

    for (size_t i = making->settled; i < book->count; i++) {
        const struct name_entry *other = &book->entries[i];

        if (other->unit == entry->unit && other->kind == entry->kind &&
            other->origin == entry->origin && strcmp(other->folded->plain, folded->plain) == 0 &&
            strcmp(other->code, entry->code) == 0)
            return true;
    }
    return false;
}

/** Strings are borrowed from the snapshot. */
static enum status add(struct making *making, struct name_entry entry)
{
    struct name_book *book = making->book;
    struct folded_name folded;
    struct folded_name *kept;

    fold(&entry, &folded);
    if (folded.plain[0] == '\0' ||
        (entry.origin != NAME_OFFICIAL && is_there(making, &entry, &folded)))
        return STATUS_OK;
    if (book->count == book->capacity) {
        size_t capacity = 2 * book->capacity + 1024;
        struct name_entry *grown = realloc(book->entries, capacity * sizeof *grown);

        if (grown == NULL)
            return error_no_memory(making->err);
        book->entries = grown;
        book->capacity = capacity;
    }
    kept = arena_alloc(&book->arena, sizeof *kept);
    if (kept == NULL)
        return error_no_memory(making->err);
    *kept = folded;
    entry.folded = kept;
    book->entries[book->count++] = entry;
    return STATUS_OK;
}

static enum status add_official(struct making *making)
{
    const struct vintage *vintage = making->book->vintage;
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < vintage->epci_count && status == STATUS_OK; i++)
        status = add(making, (struct name_entry){.kind = CODE_EPCI,
                                                 .unit = i,
                                                 .name = vintage->epcis[i].name,
                                                 .code = vintage->epcis[i].siren.code,
                                                 .date = making->day});
    for (uint32_t i = 0; i < vintage->commune_count && status == STATUS_OK; i++)
        status = add(making, (struct name_entry){.kind = CODE_COMMUNE,
                                                 .unit = i,
                                                 .name = vintage->communes[i].name,
                                                 .code = vintage->communes[i].insee.code,
                                                 .date = making->day});
    return status;
}

static enum status add_aliases(struct making *making)
{
    const struct unit_aliases *aliases = making->snapshot->aliases;
    enum status status = STATUS_OK;

    for (size_t i = 0; aliases != NULL && i < aliases->count && status == STATUS_OK; i++) {
        const struct unit_alias *alias = &aliases->list[i];
        struct name_entry entry = {
            .origin = NAME_ALIAS,
            .kind = alias->kind,
            .unit = alias->kind == CODE_EPCI ? vintage_epci(making->book->vintage, alias->code)
                                             : vintage_commune(making->book->vintage, alias->code),
            .name = alias->name,
            .code = alias->code,
            .date = making->day,
        };

        if (entry.unit != UNIT_NONE)
            status = add(making, entry);
    }
    return status;
}

/** Does the unit bear that name today? */
static bool bears(const struct making *making, const struct name_entry *entry)
{
    struct folded_name then, now;
    struct name_entry today = *entry;

    today.name = name_entry_unit_name(making->book, entry);
    fold(entry, &then);
    fold(&today, &now);
    return strcmp(then.plain, now.plain) == 0;
}

/** Under a name and a code of another day, the units that the commune became. */
static enum status add_followed(struct making *making, struct name_entry entry, struct date from)
{
    const struct vintage *vintage = making->book->vintage;
    SCOPED(succession) succession = {0};
    enum status status;

    if (making->snapshot->lineage == NULL) {
        entry.unit = vintage_commune(vintage, entry.code);
        return entry.unit == UNIT_NONE || bears(making, &entry) ? STATUS_OK : add(making, entry);
    }
    status = lineage_follow(making->snapshot->lineage, entry.code, from, making->day, &succession,
                            making->err);
    for (size_t i = 0; status == STATUS_OK && i < succession.successors.count; i++) {
        entry.unit = vintage_commune(vintage, succession.successors.codes[i].code);
        if (entry.unit != UNIT_NONE &&
            (strcmp(entry.code, succession.successors.codes[i].code) != 0 ||
             !bears(making, &entry)))
            status = add(making, entry);
    }
    return status;
}

/** The communes of another vintage whose code or name this one has not. */
static enum status add_communes_of(struct making *making, const struct vintage *other)
{
    const struct vintage *vintage = making->book->vintage;
    bool is_past = other->year < vintage->year;
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < other->commune_count && status == STATUS_OK; i++) {
        const struct commune *commune = &other->communes[i];
        uint32_t same = vintage_commune(vintage, commune->insee.code);
        struct name_entry entry = {
            .origin = is_past ? NAME_PAST : NAME_LATER,
            .kind = CODE_COMMUNE,
            .unit = same,
            .name = commune->name,
            .code = commune->insee.code,
            .date = date_of(other->year, 1, 1),
        };

        if (same != UNIT_NONE && strcmp(vintage->communes[same].name, commune->name) == 0)
            continue;
        if (is_past)
            status = add_followed(making, entry, entry.date);
        else if (same != UNIT_NONE && !bears(making, &entry))
            status = add(making, entry);
    }
    return status;
}

/** An EPCI whose number the vintage lacks goes by whom its communes lead to. */
static enum status add_gone_epcis(struct making *making, const struct vintage *other)
{
    AUTO(crosswalk) crosswalk = NULL;
    AUTO(epci_lineage) lineage = NULL;
    enum status status = crosswalk_new(making->snapshot->lineage, other, making->book->vintage,
                                       &crosswalk, making->err);

    if (status == STATUS_OK)
        status = epci_lineage_new(crosswalk, &lineage, making->err);
    for (uint32_t i = 0; i < other->epci_count && status == STATUS_OK; i++) {
        const struct epci_succession *succession = &lineage->successions[i];

        if (succession->fate != EPCI_KEPT && succession->heir != UNIT_NONE)
            status = add(making, (struct name_entry){.origin = NAME_PAST,
                                                     .kind = CODE_EPCI,
                                                     .unit = succession->heir,
                                                     .name = other->epcis[i].name,
                                                     .code = other->epcis[i].siren.code,
                                                     .date = date_of(other->year, 1, 1)});
    }
    return status;
}

static enum status add_epcis_of(struct making *making, const struct vintage *other)
{
    const struct vintage *vintage = making->book->vintage;
    bool is_past = other->year < vintage->year;
    bool has_gone = false;
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < other->epci_count && status == STATUS_OK; i++) {
        struct name_entry entry = {
            .origin = is_past ? NAME_PAST : NAME_LATER,
            .kind = CODE_EPCI,
            .unit = vintage_epci(vintage, other->epcis[i].siren.code),
            .name = other->epcis[i].name,
            .code = other->epcis[i].siren.code,
            .date = date_of(other->year, 1, 1),
        };

        if (entry.unit == UNIT_NONE)
            has_gone = true;
        else if (!bears(making, &entry))
            status = add(making, entry);
    }
    return status == STATUS_OK && has_gone && is_past ? add_gone_epcis(making, other) : status;
}

static enum status add_list(struct making *making, const struct vintage *other)
{
    enum status status = add_communes_of(making, other);

    return status == STATUS_OK ? add_epcis_of(making, other) : status;
}

/** Names before events that lie before the vintage. */
static enum status add_movements(struct making *making)
{
    const struct lineage *lineage = making->snapshot->lineage;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < lineage->movement_count && status == STATUS_OK; i++) {
        const struct movement *movement = &lineage->movements[i];
        struct name_entry entry = {
            .origin = NAME_PAST,
            .kind = CODE_COMMUNE,
            .name = movement->name_before,
            .code = movement->before.code,
            .date = date_plus(movement->date, -1),
        };

        if (movement->date.day > making->day.day || movement->name_before[0] == '\0')
            continue;
        if (movement->type_before == COMMUNE_FULL)
            status = add_followed(making, entry, entry.date);
    }
    return status;
}

static enum status add_delegates(struct making *making)
{
    const struct lineage *lineage = making->snapshot->lineage;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < lineage->delegate_count && status == STATUS_OK; i++) {
        const struct delegate *delegate = &lineage->delegates[i];
        struct name_entry entry = {
            .origin = NAME_DELEGATE,
            .kind = CODE_COMMUNE,
            .unit = vintage_commune(making->book->vintage, delegate->parent.code),
            .name = delegate->name,
            .code = delegate->insee.code,
            .date = making->day,
        };

        if (entry.unit != UNIT_NONE && !bears(making, &entry))
            status = add(making, entry);
    }
    return status;
}

static int compare(const void *a, const void *b)
{
    const struct name_entry *left = a;
    const struct name_entry *right = b;
    int order = (left->kind < right->kind) - (left->kind > right->kind);

    if (order == 0)
        order = (left->unit > right->unit) - (left->unit < right->unit);
    if (order == 0)
        order = (left->origin > right->origin) - (left->origin < right->origin);
    if (order == 0)
        order = strcmp(left->name, right->name);
    return order != 0 ? order : strcmp(left->code, right->code);
}

static enum status fill(struct making *making)
{
    const struct snapshot *snapshot = making->snapshot;
    size_t place = snapshot_vintage_index(snapshot, making->book->vintage);
    enum status status = add_official(making);

    making->settled = making->book->count;
    if (status == STATUS_OK)
        status = add_aliases(making);
    /* Movements know the very day. */
    if (status == STATUS_OK && snapshot->lineage != NULL)
        status = add_movements(making);
    /* Of a past name the last year is told, of a later one the first: the nearest lists come first.
     */
    for (size_t i = place; i-- > 0 && status == STATUS_OK;)
        status = add_list(making, snapshot->vintages[i]);
    for (size_t i = place + 1; i < snapshot->vintage_count && status == STATUS_OK; i++)
        status = add_list(making, snapshot->vintages[i]);
    if (status == STATUS_OK && snapshot->lineage != NULL)
        status = add_delegates(making);
    return status;
}

enum status name_book_new(const struct snapshot *snapshot, const struct vintage *vintage,
                          struct name_book **ret_book, struct error *err)
{
    AUTO(name_book) book = calloc(1, sizeof *book);
    struct making making = {
        .snapshot = snapshot,
        .book = book,
        .day = date_of(vintage->year, 1, 1),
        .err = err,
    };
    enum status status;

    if (book == NULL)
        return error_no_memory(err);
    arena_init(&book->arena);
    book->vintage = vintage;
    status = fill(&making);
    if (status != STATUS_OK)
        return status;
    if (book->count > 1)
        qsort(book->entries, book->count, sizeof *book->entries, compare);
    *ret_book = TAKE(book);
    return STATUS_OK;
}
