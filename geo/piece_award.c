#include "geo/piece_award.h"

#include <math.h>
#include <stdlib.h>

#include "geo/geodesic.h"

static const uint32_t UNDECIDED = AWARD_NOBODY - 1;

/** A border of a piece to be awarded. */
struct border {
    uint32_t piece, beside; /* pieces */
    int64_t length;         /* in 2^-20 m, so that sums do not depend on their order */
};

struct awarding {
    const struct arrangement *arrangement;
    struct border *borders; /* by piece */
    size_t border_count;
    uint32_t *units; /* piece → unit, AWARD_NOBODY or UNDECIDED */
};

static bool is_contested(const struct arrangement *arrangement, uint32_t piece)
{
    return piece != PIECE_OUTSIDE && piece_owner_count(arrangement, piece) != 1;
}

static int compare_borders(const void *a, const void *b)
{
    const struct border *left = a;
    const struct border *right = b;

    if (left->piece != right->piece)
        return left->piece < right->piece ? -1 : 1;
    return (left->beside > right->beside) - (left->beside < right->beside);
}

static enum status list_borders(struct awarding *awarding)
{
    const struct arrangement *arrangement = awarding->arrangement;
    size_t room = 1;

    for (uint32_t p = 0; p < arrangement->parting_count; p++)
        room += is_contested(arrangement, arrangement->partings[p].left) +
                is_contested(arrangement, arrangement->partings[p].right);
    awarding->borders = malloc(room * sizeof *awarding->borders);
    if (awarding->borders == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t p = 0; p < arrangement->parting_count; p++) {
        const struct parting *parting = &arrangement->partings[p];
        bool is_left = is_contested(arrangement, parting->left);
        bool is_right = is_contested(arrangement, parting->right);
        int64_t length;

        if (!is_left && !is_right)
            continue;
        length = llrint(ldexp(geodesic_distance_m(parting->from, parting->to), 20));
        if (is_left)
            awarding->borders[awarding->border_count++] =
                (struct border){parting->left, parting->right, length};
        if (is_right)
            awarding->borders[awarding->border_count++] =
                (struct border){parting->right, parting->left, length};
    }
    qsort(awarding->borders, awarding->border_count, sizeof *awarding->borders, compare_borders);
    return STATUS_OK;
}

static bool may_have(const struct arrangement *arrangement, uint32_t piece, uint32_t unit)
{
    const struct piece *claimed = &arrangement->pieces[piece];

    if (claimed->begin == claimed->end)
        return true;
    for (uint32_t i = claimed->begin; i < claimed->end; i++) {
        if (arrangement->owners[i] == unit)
            return true;
    }
    return false;
}

/** Length of the borders begin…end beside pieces of one unit. */
static int64_t length_beside(const struct awarding *awarding, size_t begin, size_t end,
                             uint32_t unit)
{
    int64_t length = 0;

    for (size_t i = begin; i < end; i++)
        length +=
            awarding->units[awarding->borders[i].beside] == unit ? awarding->borders[i].length : 0;
    return length;
}

/** The unit with the longest border along a piece, UNDECIDED when no candidate touches it yet. */
static uint32_t longest_beside(const struct awarding *awarding, size_t begin, size_t end)
{
    uint32_t best = UNDECIDED;
    int64_t best_length = 0;

    for (size_t i = begin; i < end; i++) {
        uint32_t unit = awarding->units[awarding->borders[i].beside];
        int64_t length;

        if (unit >= UNDECIDED ||
            !may_have(awarding->arrangement, awarding->borders[begin].piece, unit))
            continue;
        length = length_beside(awarding, begin, end, unit);
        if (length > best_length || (length == best_length && unit < best)) {
            best = unit;
            best_length = length;
        }
    }
    return best;
}

/** One round: what was decided in it counts from the next round on. */
static enum status award_round(struct awarding *awarding, bool *ret_is_changed)
{
    uint32_t *decided = malloc(((size_t)awarding->arrangement->piece_count + 1) * sizeof *decided);
    size_t end;

    if (decided == NULL)
        return STATUS_NO_MEMORY;
    *ret_is_changed = false;
    for (size_t begin = 0; begin < awarding->border_count; begin = end) {
        uint32_t piece = awarding->borders[begin].piece;

        for (end = begin; end < awarding->border_count && awarding->borders[end].piece == piece;)
            end++;
        decided[piece] = awarding->units[piece] == UNDECIDED ? longest_beside(awarding, begin, end)
                                                             : awarding->units[piece];
    }
    for (size_t i = 0; i < awarding->border_count; i++) {
        uint32_t piece = awarding->borders[i].piece;

        *ret_is_changed = *ret_is_changed || awarding->units[piece] != decided[piece];
        awarding->units[piece] = decided[piece];
    }
    free(decided);
    return STATUS_OK;
}

/** The claimant of whose land a piece is half or more. */
static uint32_t mostly_of(const struct arrangement *arrangement, uint32_t piece, double area_m2,
                          const double unit_areas_m2[])
{
    uint32_t best = UNDECIDED;

    for (uint32_t i = arrangement->pieces[piece].begin; i < arrangement->pieces[piece].end; i++) {
        uint32_t unit = arrangement->owners[i];

        if (2 * area_m2 >= unit_areas_m2[unit] &&
            (best == UNDECIDED || unit_areas_m2[unit] < unit_areas_m2[best]))
            best = unit;
    }
    return best;
}

enum status pieces_award(const struct arrangement *arrangement, const double areas_m2[],
                         const double widths_m[], const double unit_areas_m2[],
                         double max_gap_width_m, uint32_t ret_units[])
{
    struct awarding awarding = {.arrangement = arrangement, .units = ret_units};
    bool is_changed = true;
    enum status status = list_borders(&awarding);

    for (uint32_t piece = 0; piece < arrangement->piece_count; piece++) {
        uint32_t owners = piece_owner_count(arrangement, piece);

        if (piece == PIECE_OUTSIDE || (owners == 0 && widths_m[piece] > max_gap_width_m))
            ret_units[piece] = AWARD_NOBODY;
        else if (owners == 1)
            ret_units[piece] = arrangement->owners[arrangement->pieces[piece].begin];
        else
            ret_units[piece] = mostly_of(arrangement, piece, areas_m2[piece], unit_areas_m2);
    }
    while (status == STATUS_OK && is_changed)
        status = award_round(&awarding, &is_changed);
    free(awarding.borders);
    /* Claimants that touch it nowhere else: the first of them. */
    for (uint32_t piece = 0; piece < arrangement->piece_count; piece++) {
        if (ret_units[piece] == UNDECIDED)
            ret_units[piece] = piece_owner_count(arrangement, piece) == 0
                                   ? AWARD_NOBODY
                                   : arrangement->owners[arrangement->pieces[piece].begin];
    }
    return status;
}
