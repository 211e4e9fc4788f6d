#include "geo/corner_heap.h"

#include <stdlib.h>
#include <string.h>

enum status corner_heap_init(struct corner_heap *heap, uint32_t corner_count)
{
    size_t room = (size_t)corner_count + 1;

    *heap = (struct corner_heap){
        .corners = malloc(room * sizeof *heap->corners),
        .places = malloc(room * sizeof *heap->places),
        .areas_m2 = malloc(room * sizeof *heap->areas_m2),
    };
    if (heap->corners == NULL || heap->places == NULL || heap->areas_m2 == NULL)
        return STATUS_NO_MEMORY; /* released by the caller */
    memset(heap->places, 0xFF, room * sizeof *heap->places);
    return STATUS_OK;
}

void corner_heap_release(struct corner_heap *heap)
{
    free(heap->corners);
    free(heap->places);
    free(heap->areas_m2);
    *heap = (struct corner_heap){0};
}

static bool is_before(const struct corner_heap *heap, uint32_t a, uint32_t b)
{
    if (heap->areas_m2[a] != heap->areas_m2[b])
        return heap->areas_m2[a] < heap->areas_m2[b];
    return a < b;
}

static void set(struct corner_heap *heap, uint32_t place, uint32_t corner)
{
    heap->corners[place] = corner;
    heap->places[corner] = place;
}

static void rise(struct corner_heap *heap, uint32_t place, uint32_t corner)
{
    while (place > 0 && is_before(heap, corner, heap->corners[(place - 1) / 2])) {
        set(heap, place, heap->corners[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    set(heap, place, corner);
}

static void sink(struct corner_heap *heap, uint32_t place, uint32_t corner)
{
    for (;;) {
        uint32_t child = 2 * place + 1;

        if (child >= heap->count)
            break;
        if (child + 1 < heap->count &&
            is_before(heap, heap->corners[child + 1], heap->corners[child]))
            child++;
        if (!is_before(heap, heap->corners[child], corner))
            break;
        set(heap, place, heap->corners[child]);
        place = child;
    }
    set(heap, place, corner);
}

void corner_heap_put(struct corner_heap *heap, uint32_t corner, double area_m2)
{
    uint32_t place = heap->places[corner];

    heap->areas_m2[corner] = area_m2;
    if (place == UINT32_MAX) {
        rise(heap, heap->count++, corner);
        return;
    }
    rise(heap, place, corner);
    sink(heap, heap->places[corner], corner);
}

bool corner_heap_take(struct corner_heap *heap, uint32_t *ret_corner, double *ret_area_m2)
{
    uint32_t last;

    if (heap->count == 0)
        return false;
    *ret_corner = heap->corners[0];
    *ret_area_m2 = heap->areas_m2[*ret_corner];
    heap->places[*ret_corner] = UINT32_MAX;
    last = heap->corners[--heap->count];
    if (heap->count > 0)
        sink(heap, 0, last);
    return true;
}
