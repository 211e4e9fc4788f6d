#include "data/pieces.h"

#include <stdlib.h>
#include <string.h>

void pieces_release(struct pieces *pieces)
{
    free(pieces->piece_of);
    free(pieces->group_of);
    free(pieces->links);
    *pieces = (struct pieces){0};
}

static bool holds_on(const struct adjacency_exception *exception, const char *kind,
                     struct date date)
{
    return strcmp(exception->kind, kind) == 0 &&
           (exception->valid_from.precision == DATE_UNKNOWN ||
            exception->valid_from.latest.day <= date.day) &&
           (exception->valid_to.precision == DATE_UNKNOWN ||
            date.day <= exception->valid_to.earliest.day);
}

/** Both communes, when the vintage has them. */
static bool find_pair(const struct vintage *vintage, const struct adjacency_exception *exception,
                      uint32_t *ret_a, uint32_t *ret_b)
{
    *ret_a = vintage_commune(vintage, exception->a);
    *ret_b = vintage_commune(vintage, exception->b);
    return *ret_a != UNIT_NONE && *ret_b != UNIT_NONE && *ret_a != *ret_b;
}

/** The neighbours of the vintage without those that are not to count. */
static enum status cut_neighbours(const struct vintage *vintage, const struct register_rows *rows,
                                  struct date date, struct adjacency *ret_adjacency)
{
    const struct adjacency *base = coverage_adjacency(vintage->coverage);
    uint32_t *same = malloc((vintage->commune_count + 1) * sizeof *same);
    struct unit_pair *cuts = malloc((rows->adjacency_exception_count + 1) * sizeof *cuts);
    enum status status = same == NULL || cuts == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    size_t count = 0;

    for (uint32_t i = 0; status == STATUS_OK && i < vintage->commune_count; i++)
        same[i] = i;
    for (uint32_t i = 0; status == STATUS_OK && i < rows->adjacency_exception_count; i++) {
        uint32_t a, b;

        if (holds_on(&rows->adjacency_exceptions[i], "cut", date) &&
            find_pair(vintage, &rows->adjacency_exceptions[i], &a, &b))
            cuts[count++] = (struct unit_pair){a < b ? a : b, a < b ? b : a};
    }
    if (status == STATUS_OK)
        status = adjacency_init_regrouped(ret_adjacency, base, same, vintage->commune_count);
    if (status == STATUS_OK)
        adjacency_forget(ret_adjacency, cuts, count);
    free(same);
    free(cuts);
    return status;
}

static enum status split(struct pieces *pieces, const struct perimeter *perimeter,
                         const struct register_rows *rows, struct date date)
{
    const struct vintage *vintage = perimeter->vintage;
    SCOPED(adjacency) adjacency = {0};
    bool *chosen = calloc(vintage->commune_count + 1, sizeof *chosen);
    enum status status = STATUS_NO_MEMORY;

    pieces->piece_of = malloc((vintage->commune_count + 1) * sizeof *pieces->piece_of);
    if (chosen != NULL && pieces->piece_of != NULL)
        status = cut_neighbours(vintage, rows, date, &adjacency);
    for (uint32_t i = 0; status == STATUS_OK && i < perimeter->commune_count; i++)
        chosen[perimeter->communes[i]] = true;
    if (status == STATUS_OK)
        status =
            adjacency_connected_sets(&adjacency, chosen, pieces->piece_of, &pieces->piece_count);
    free(chosen);
    return status;
}

/** Pieces stay numbered from 0 without a gap. */
static void unite(struct pieces *pieces, uint32_t commune_count, uint32_t keep, uint32_t drop)
{
    for (uint32_t i = 0; i < commune_count; i++) {
        uint32_t piece = pieces->piece_of[i];

        if (piece == ADJACENCY_NONE)
            continue;
        if (piece == drop)
            pieces->piece_of[i] = keep;
        else if (piece > drop)
            pieces->piece_of[i] = piece - 1;
    }
    pieces->piece_count--;
}

static enum status link(struct pieces *pieces, const struct perimeter *perimeter,
                        const struct register_rows *rows, struct date date)
{
    const struct vintage *vintage = perimeter->vintage;

    pieces->links = malloc((rows->adjacency_exception_count + 1) * sizeof *pieces->links);
    if (pieces->links == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < rows->adjacency_exception_count; i++) {
        const struct adjacency_exception *exception = &rows->adjacency_exceptions[i];
        uint32_t a, b, left, right;

        if (!holds_on(exception, "link", date) || !find_pair(vintage, exception, &a, &b))
            continue;
        left = pieces->piece_of[a];
        right = pieces->piece_of[b];
        if (left == right || left == ADJACENCY_NONE || right == ADJACENCY_NONE)
            continue;
        unite(pieces, vintage->commune_count, left < right ? left : right,
              left < right ? right : left);
        pieces->links[pieces->link_count++] = (struct piece_link){exception, a, b};
    }
    return STATUS_OK;
}

static void join_groups(struct pieces *pieces, size_t a, size_t b)
{
    size_t keep =
        pieces->group_of[a] < pieces->group_of[b] ? pieces->group_of[a] : pieces->group_of[b];
    size_t drop = pieces->group_of[a] + pieces->group_of[b] - keep;

    if (keep == drop)
        return;
    for (size_t i = 0; i < pieces->piece_count; i++) {
        if (pieces->group_of[i] == drop)
            pieces->group_of[i] = keep;
    }
    pieces->group_count--;
}

static bool is_whole_in(const struct pieces *pieces, const struct epci *epci)
{
    for (uint32_t i = 0; i < epci->commune_count; i++) {
        if (pieces->piece_of[epci->communes[i]] == ADJACENCY_NONE)
            return false;
    }
    return epci->commune_count > 0;
}

static enum status group(struct pieces *pieces, const struct vintage *vintage)
{
    pieces->group_of = malloc((pieces->piece_count + 1) * sizeof *pieces->group_of);
    if (pieces->group_of == NULL)
        return STATUS_NO_MEMORY;
    pieces->group_count = pieces->piece_count;
    for (size_t i = 0; i < pieces->piece_count; i++)
        pieces->group_of[i] = i;
    for (uint32_t e = 0; e < vintage->epci_count && pieces->group_count > 1; e++) {
        const struct epci *epci = &vintage->epcis[e];

        if (!is_whole_in(pieces, epci))
            continue;
        for (uint32_t i = 1; i < epci->commune_count; i++)
            join_groups(pieces, pieces->piece_of[epci->communes[0]],
                        pieces->piece_of[epci->communes[i]]);
    }
    return STATUS_OK;
}

enum status pieces_find(const struct perimeter *perimeter, const struct register_rows *rows,
                        struct date date, struct pieces *ret_pieces, struct error *err)
{
    SCOPED(pieces) pieces = {0};
    enum status status = split(&pieces, perimeter, rows, date);

    if (status == STATUS_OK)
        status = link(&pieces, perimeter, rows, date);
    if (status == STATUS_OK)
        status = group(&pieces, perimeter->vintage);
    if (status != STATUS_OK)
        return error_no_memory(err);
    *ret_pieces = pieces;
    pieces = (struct pieces){0};
    return STATUS_OK;
}

size_t pieces_largest(const struct pieces *pieces, const struct perimeter *perimeter)
{
    size_t best = 0;
    uint32_t best_count = 0;

    for (size_t piece = 0; piece < pieces->piece_count; piece++) {
        uint32_t count = 0;

        for (uint32_t i = 0; i < perimeter->commune_count; i++)
            count += pieces->piece_of[perimeter->communes[i]] == piece;
        if (count > best_count) {
            best = piece;
            best_count = count;
        }
    }
    return best;
}
