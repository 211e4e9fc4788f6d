#include "data/objective_matrix.h"

#include <stdlib.h>
#include <string.h>

void objective_matrix_free(struct objective_matrix *matrix)
{
    if (matrix == NULL)
        return;
    arena_release(&matrix->arena);
    free(matrix);
}

const char *aim_name(enum aim aim)
{
    static const char *const names[] = {
        [AIM_NOT_KNOWN] = "not_known", [AIM_IN_DOUBT] = "in_doubt", [AIM_SET] = "set"};

    return names[aim];
}

const char *objective_revision_name(enum objective_revision revision)
{
    static const char *const names[] = {
        [REVISION_NONE] = "",
        [REVISION_NEW] = "new",
        [REVISION_CHANGED] = "changed",
        [REVISION_UNCHANGED] = "unchanged",
    };

    return names[revision];
}

enum aim objective_on(const struct objective *objective, struct date date)
{
    struct loose_date from = objective->valid_from, to = objective->valid_to;

    if (date.day < from.earliest.day || date.day > to.latest.day)
        return AIM_NOT_KNOWN;
    if ((from.precision != DATE_UNKNOWN && date.day < from.latest.day) ||
        (to.precision != DATE_UNKNOWN && date.day > to.earliest.day))
        return AIM_IN_DOUBT;
    return AIM_SET;
}

enum objective_revision objective_revision_of(const struct register_rows *rows,
                                              const struct objective *objective)
{
    const char *before = rows->contracts[objective->contract].succeeds;
    enum objective_revision revision = REVISION_NEW;

    if (register_contract(rows, before) == UINT32_MAX)
        return REVISION_NONE;
    for (uint32_t i = 0; i < rows->objective_count; i++) {
        const struct objective *other = &rows->objectives[i];

        if (strcmp(other->contract_id, before) != 0 || strcmp(other->axis, objective->axis) != 0)
            continue;
        if (strcmp(other->text, objective->text) == 0)
            return REVISION_UNCHANGED;
        revision = REVISION_CHANGED;
    }
    return revision;
}

static bool is_asked(const char *id, const char *const ids[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0)
            return true;
    }
    return false;
}

/** What is being gathered; the matrix keeps it read only. */
struct gathering {
    uint32_t *contracts;
    struct objective_axis *axes;
    enum aim *aims;
};

static enum status gather_contracts(struct objective_matrix *matrix,
                                    const struct snapshot *snapshot, struct date date,
                                    const char *const ids[], size_t id_count,
                                    struct gathering *gathering, struct error *err)
{
    const struct register_rows *rows = snapshot->rows;

    gathering->contracts = arena_alloc(&matrix->arena, ((size_t)rows->contract_count + 1) *
                                                           sizeof *gathering->contracts);
    if (gathering->contracts == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        const struct contract *contract = &rows->contracts[i];
        enum force force = FORCE_NO;

        if (contract->generation != matrix->generation)
            continue;
        if (id_count > 0
                ? is_asked(contract->id, ids, id_count)
                : contract->status >= CONTRACT_ADOPTED &&
                      snapshot_version_on(snapshot, i, date, &force) != NULL && force != FORCE_NO)
            gathering->contracts[matrix->contract_count++] = i;
    }
    matrix->contracts = gathering->contracts;
    return STATUS_OK;
}

static bool holds_contract(const struct objective_matrix *matrix, uint32_t contract)
{
    for (uint32_t i = 0; i < matrix->contract_count; i++) {
        if (matrix->contracts[i] == contract)
            return true;
    }
    return false;
}

static uint32_t find_axis(const struct objective_matrix *matrix, const struct gathering *gathering,
                          const char *id)
{
    uint32_t axis = 0;

    while (axis < matrix->axis_count && strcmp(gathering->axes[axis].id, id) != 0)
        axis++;
    return axis;
}

static int compare_axes(const void *a, const void *b)
{
    const struct objective_axis *left = a, *right = b;

    return strcmp(left->id, right->id);
}

/** The orientations, then what the objectives of these contracts name beside them. */
static enum status gather_axes(struct objective_matrix *matrix, const struct register_rows *rows,
                               struct gathering *gathering, struct error *err)
{
    uint32_t orientation_count;

    gathering->axes =
        arena_alloc(&matrix->arena, ((size_t)rows->orientation_count + rows->objective_count + 1) *
                                        sizeof *gathering->axes);
    if (gathering->axes == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->orientation_count; i++) {
        if (rows->orientations[i].generation == matrix->generation)
            gathering->axes[matrix->axis_count++] =
                (struct objective_axis){rows->orientations[i].id, &rows->orientations[i]};
    }
    orientation_count = matrix->axis_count;
    for (uint32_t i = 0; i < rows->objective_count; i++) {
        const struct objective *objective = &rows->objectives[i];

        if (holds_contract(matrix, objective->contract) &&
            find_axis(matrix, gathering, objective->axis) == matrix->axis_count)
            gathering->axes[matrix->axis_count++] = (struct objective_axis){objective->axis, NULL};
    }
    if (matrix->axis_count > orientation_count)
        qsort(gathering->axes + orientation_count, matrix->axis_count - orientation_count,
              sizeof *gathering->axes, compare_axes);
    matrix->axes = gathering->axes;
    return STATUS_OK;
}

static enum status gather_aims(struct objective_matrix *matrix, const struct register_rows *rows,
                               struct date date, struct gathering *gathering, struct error *err)
{
    gathering->aims =
        arena_alloc(&matrix->arena, ((size_t)matrix->contract_count * matrix->axis_count + 1) *
                                        sizeof *gathering->aims);
    if (gathering->aims == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->objective_count; i++) {
        const struct objective *objective = &rows->objectives[i];
        enum aim aim = objective_on(objective, date);

        for (uint32_t c = 0; c < matrix->contract_count; c++) {
            enum aim *cell = &gathering->aims[(size_t)c * matrix->axis_count +
                                              find_axis(matrix, gathering, objective->axis)];

            if (matrix->contracts[c] == objective->contract && aim > *cell)
                *cell = aim;
        }
    }
    matrix->aims = gathering->aims;
    return STATUS_OK;
}

enum status objective_matrix_new(const struct snapshot *snapshot, uint32_t generation,
                                 struct date date, const char *const ids[], size_t id_count,
                                 struct objective_matrix **ret_matrix, struct error *err)
{
    AUTO(objective_matrix) matrix = calloc(1, sizeof *matrix);
    struct gathering gathering = {NULL, NULL, NULL};
    enum status status;

    if (matrix == NULL)
        return error_no_memory(err);
    arena_init(&matrix->arena);
    matrix->generation = generation;
    status = gather_contracts(matrix, snapshot, date, ids, id_count, &gathering, err);
    if (status == STATUS_OK)
        status = gather_axes(matrix, snapshot->rows, &gathering, err);
    if (status == STATUS_OK)
        status = gather_aims(matrix, snapshot->rows, date, &gathering, err);
    if (status == STATUS_OK)
        *ret_matrix = TAKE(matrix);
    return status;
}

enum aim objective_matrix_aim(const struct objective_matrix *matrix, uint32_t contract,
                              uint32_t axis)
{
    return matrix->aims[(size_t)contract * matrix->axis_count + axis];
}
