#include "data/published.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "data/contents.h"
#include "data/revision.h"
#include "data/timeline.h"

/** What the search goes over: the vintages once, the register of one revision after another. */
struct search {
    char hash[DIGEST_TEXT_SIZE]; /* lower case */
    size_t digits;
    struct contents contents;
    const struct register_rows *rows;
    const struct perimeter *perimeters; /* vintage × version */
    struct timeline timeline;
    int64_t known_from, known_to;
    struct publications *found;
};

void publications_release(struct publications *publications)
{
    free(publications->list);
    arena_release(&publications->arena);
    *publications = (struct publications){0};
}

enum status published_check_hash(const char *hash, struct error *err)
{
    size_t length = strlen(hash);
    bool is_hexadecimal = true;

    for (size_t i = 0; i < length; i++)
        is_hexadecimal = is_hexadecimal && isxdigit((unsigned char)hash[i]);
    if (is_hexadecimal && length >= HASH_DIGITS_MIN && length < DIGEST_TEXT_SIZE)
        return STATUS_OK;
    return error_set(err, STATUS_FORMAT, hash,
                     "this is not a hash: 8 to 64 hexadecimal digits, such as members_sha256 has",
                     "ce n'est pas une empreinte : 8 à 64 chiffres hexadécimaux, comme en a "
                     "members_sha256");
}

static bool matches(const struct search *search, const struct digest *digest)
{
    return strncmp(digest->hex, search->hash, search->digits) == 0;
}

static bool is_same(const struct publication *a, const struct publication *b)
{
    return a->kind == b->kind && strcmp(a->digest.hex, b->digest.hex) == 0 &&
           strcmp(a->id, b->id) == 0 && strcmp(a->name, b->name) == 0 && a->version == b->version &&
           a->vintage == b->vintage && a->standing == b->standing && a->has_days == b->has_days &&
           a->from.day == b->from.day && a->until.day == b->until.day;
}

/** Adds it, or prolongs the one of the revision before that was the same answer. */
static enum status add(struct search *search, struct publication publication, struct error *err)
{
    struct publications *found = search->found;
    struct publication *list;

    for (size_t i = 0; i < found->count; i++) {
        if (is_same(&found->list[i], &publication) &&
            found->list[i].known_to + 1 == publication.known_from) {
            found->list[i].known_to = publication.known_to;
            return STATUS_OK;
        }
    }
    list = realloc(found->list, (found->count + 1) * sizeof *list);
    if (list == NULL)
        return error_no_memory(err);
    found->list = list;
    publication.id = arena_string(&found->arena, publication.id);
    publication.name = arena_string(&found->arena, publication.name);
    if (publication.id == NULL || publication.name == NULL)
        return error_no_memory(err);
    list[found->count++] = publication;
    return STATUS_OK;
}

static struct publication publication_of(const struct search *search,
                                         const struct perimeter *perimeter)
{
    const struct contract *contract = &search->rows->contracts[perimeter->version->contract];

    return (struct publication){
        .kind = PUBLICATION_PERIMETER,
        .digest = perimeter->members_digest,
        .id = contract->id,
        .name = contract->name,
        .version = perimeter->version->number,
        .vintage = perimeter->vintage->year,
        .communes = perimeter->commune_count,
        .known_from = search->known_from,
        .known_to = search->known_to,
    };
}

static bool period_has(const struct period *period, const struct perimeter *perimeter)
{
    for (uint32_t i = 0; i < period->version_count; i++) {
        if (period->versions[i].perimeter == perimeter)
            return true;
    }
    return false;
}

/** A perimeter with each unbroken run of periods that it was in force, or may have been, in. */
static enum status add_perimeter(struct search *search, const struct perimeter *perimeter,
                                 struct error *err)
{
    struct publication publication = publication_of(search, perimeter);
    const struct timeline *timeline = &search->timeline;
    bool was_added = false;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < timeline->count && status == STATUS_OK; i++) {
        size_t last = i;

        if (!period_has(&timeline->periods[i], perimeter))
            continue;
        while (last + 1 < timeline->count && period_has(&timeline->periods[last + 1], perimeter))
            last++;
        publication.has_days = true;
        publication.from = timeline->periods[i].from;
        publication.until = timeline->periods[last].until;
        status = add(search, publication, err);
        was_added = true;
        i = last;
    }
    return was_added || status != STATUS_OK ? status : add(search, publication, err);
}

static enum status add_gap(struct search *search, const struct period *period,
                           const struct gap *gap, struct error *err)
{
    struct publication publication = {
        .kind = PUBLICATION_GAP,
        .digest = gap->members_digest,
        .id = gap->id,
        .name = "",
        .vintage = period->vintage->year,
        .communes = gap->commune_count,
        .standing = gap->standing,
        .has_days = true,
        .from = period->from,
        .until = period->until,
        .known_from = search->known_from,
        .known_to = search->known_to,
    };

    return add(search, publication, err);
}

/** Joins gaps that went on from one period into the next. */
static void join_gaps(struct publications *found, size_t first)
{
    for (size_t i = first; i < found->count; i++) {
        for (size_t j = i + 1; j < found->count;) {
            struct publication next = found->list[j];

            next.from = found->list[i].from;
            next.until = found->list[i].until;
            if (found->list[i].kind != PUBLICATION_GAP || !is_same(&found->list[i], &next) ||
                found->list[j].from.day != found->list[i].until.day) {
                j++;
                continue;
            }
            found->list[i].until = found->list[j].until;
            memmove(&found->list[j], &found->list[j + 1],
                    (found->count - j - 1) * sizeof *found->list);
            found->count--;
        }
    }
}

static enum status search_documents(struct search *search, struct error *err)
{
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < search->rows->act_count && status == STATUS_OK; i++) {
        const struct act *act = &search->rows->acts[i];
        struct publication publication = {.kind = PUBLICATION_DOCUMENT,
                                          .id = act->id,
                                          .name = act->contract,
                                          .known_from = search->known_from,
                                          .known_to = search->known_to};

        if (strncasecmp(act->document_sha256, search->hash, search->digits) != 0)
            continue;
        (void)snprintf(publication.digest.hex, DIGEST_TEXT_SIZE, "%s", act->document_sha256);
        status = add(search, publication, err);
    }
    return status;
}

/** The register of one revision: its perimeters in all vintages, its gaps, its documents. */
static enum status search_register(struct search *search, struct error *err)
{
    uint32_t version_count = search->rows->version_count;
    size_t first = search->found->count;
    enum status status = search_documents(search, err);

    for (size_t i = 0; i < search->contents.vintage_count * version_count && status == STATUS_OK;
         i++) {
        if (matches(search, &search->perimeters[i].members_digest))
            status = add_perimeter(search, &search->perimeters[i], err);
    }
    for (size_t p = 0; p < search->timeline.count && status == STATUS_OK; p++) {
        const struct period *period = &search->timeline.periods[p];

        for (uint32_t i = 0; i < period->gap_count && status == STATUS_OK; i++) {
            if (matches(search, &period->gaps[i].members_digest))
                status = add_gap(search, period, &period->gaps[i], err);
        }
    }
    join_gaps(search->found, first);
    return status;
}

static enum status derive(struct search *search, struct arena *arena, struct error *err)
{
    struct vintage_list vintages = {search->contents.vintages, search->contents.vintage_count};
    const struct known_past past = {vintages, search->contents.lineage};
    uint32_t version_count = search->rows->version_count;
    struct perimeter *perimeters =
        arena_alloc(arena, (vintages.count * version_count + 1) * sizeof *perimeters);
    enum status status = perimeters == NULL ? error_no_memory(err) : STATUS_OK;

    for (size_t v = 0; v < vintages.count && status == STATUS_OK; v++) {
        for (uint32_t i = 0; i < version_count && status == STATUS_OK; i++)
            status = perimeter_resolve(&search->rows->versions[i], vintages.vintages[v], past,
                                       search->contents.outlines, arena,
                                       &perimeters[v * version_count + i], err);
    }
    search->perimeters = perimeters;
    if (status == STATUS_OK)
        status = timeline_build(search->rows, vintages, perimeters, search->contents.outlines,
                                arena, &search->timeline, err);
    return status;
}

static enum status search_revision(struct store *store, struct search *search, struct error *err)
{
    AUTO(register_rows) rows = NULL;
    SCOPED(arena) arena = {NULL};
    enum status status = store_read_register_at(store, search->known_from, &rows, err);

    if (status != STATUS_OK)
        return status;
    search->rows = rows;
    status = derive(search, &arena, err);
    return status == STATUS_OK ? search_register(search, err) : status;
}

/** One search a state of the register: it lasts until the revision before the next that changes it.
 */
static enum status search_revisions(struct store *store, struct search *search, struct error *err)
{
    SCOPED(revisions) revisions = {0};
    bool *changes = NULL;
    enum status status = store_read_revisions(store, &revisions, err);

    if (status == STATUS_OK)
        status = store_read_register_changes(store, &revisions, &changes, err);
    for (size_t i = 0; i < revisions.count && status == STATUS_OK; i++) {
        size_t last = i;

        while (last + 1 < revisions.count && !changes[last + 1])
            last++;
        search->known_from = revisions.list[i].number;
        search->known_to = revisions.list[last].number;
        status = search_revision(store, search, err);
        i = last;
    }
    free(changes);
    if (status == STATUS_OK && revisions.count > 0)
        search->found->revision = revisions.list[revisions.count - 1].number;
    return status;
}

static enum status search_sources(struct search *search, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t v = 0; v < search->contents.vintage_count; v++) {
        const struct vintage *vintage = search->contents.vintages[v];

        for (uint32_t i = 0; i < vintage->source_count && status == STATUS_OK; i++) {
            const struct vintage_source *source = &vintage->sources[i];

            if (matches(search, &source->sha256))
                status = add(search,
                             (struct publication){.kind = PUBLICATION_SOURCE,
                                                  .digest = source->sha256,
                                                  .id = source->layer,
                                                  .name = source->file,
                                                  .vintage = vintage->year},
                             err);
        }
    }
    return status;
}

static int compare(const void *left, const void *right)
{
    const struct publication *a = left;
    const struct publication *b = right;
    int by_id = strcmp(a->id, b->id);

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (by_id != 0)
        return by_id;
    if (a->version != b->version)
        return a->version < b->version ? -1 : 1;
    if (a->vintage != b->vintage)
        return a->vintage < b->vintage ? -1 : 1;
    if (a->from.day != b->from.day)
        return a->from.day < b->from.day ? -1 : 1;
    return (a->known_from > b->known_from) - (a->known_from < b->known_from);
}

enum status published_find(const char *store_path, const char *hash,
                           struct publications *ret_publications, struct error *err)
{
    struct search search = {.digits = strlen(hash), .found = ret_publications};
    AUTO(store) store = NULL;
    enum status status = published_check_hash(hash, err);

    for (size_t i = 0; status == STATUS_OK && i < search.digits; i++)
        search.hash[i] = (char)tolower((unsigned char)hash[i]);
    if (status == STATUS_OK)
        status = contents_read(store_path, &search.contents, err);
    if (status == STATUS_OK)
        status = store_open(store_path, STORE_READ, &store, err);
    if (status == STATUS_OK && search.contents.vintage_count > 0)
        status = search_revisions(store, &search, err);
    if (status == STATUS_OK)
        status = search_sources(&search, err);
    contents_release(&search.contents);
    if (status == STATUS_OK && ret_publications->count > 0)
        qsort(ret_publications->list, ret_publications->count, sizeof *ret_publications->list,
              compare);
    return status;
}
