#include "geo/corner_heap.h"

#include <stdlib.h>
#include <string.h>

/* Four children lie next to each other in the memory, in a heap half as deep as a binary one. */
enum { CHILDREN = 4 };

enum status corner_heap_init(struct corner_heap *heap, uint32_t corner_count)
{
    size_t room = (size_t)corner_count + 1;

    *heap = (struct corner_heap){
        .queue = malloc(room * sizeof *heap->queue),
        .places = malloc(room * sizeof *heap->places),
    };
    if (heap->queue == NULL || heap->places == NULL)
        return STATUS_NO_MEMORY; /* released by the caller */
    memset(heap->places, 0xFF, room * sizeof *heap->places);
    return STATUS_OK;
}

void corner_heap_release(struct corner_heap *heap)
{
    free(heap->queue);
    free(heap->places);
    *heap = (struct corner_heap){0};
}

static bool is_before(struct queued_corner a, struct queued_corner b)
{
    return a.area_m2 != b.area_m2 ? a.area_m2 < b.area_m2 : a.corner < b.corner;
}

static void set(struct corner_heap *heap, uint32_t place, struct queued_corner queued)
{
    heap->queue[place] = queued;
    heap->places[queued.corner] = place;
}

static void rise(struct corner_heap *heap, uint32_t place, struct queued_corner queued)
{
    while (place > 0 && is_before(queued, heap->queue[(place - 1) / CHILDREN])) {
        set(heap, place, heap->queue[(place - 1) / CHILDREN]);
        place = (place - 1) / CHILDREN;
    }
    set(heap, place, queued);
}

static void sink(struct corner_heap *heap, uint32_t place, struct queued_corner queued)
{
    for (;;) {
        uint32_t first = CHILDREN * place + 1;
        uint32_t end = first + CHILDREN < heap->count ? first + CHILDREN : heap->count;
        uint32_t least = first;

        if (first >= heap->count)
            break;
        for (uint32_t child = first + 1; child < end; child++) {
            if (is_before(heap->queue[child], heap->queue[least]))
                least = child;
        }
        if (!is_before(heap->queue[least], queued))
            break;
        set(heap, place, heap->queue[least]);
        place = least;
    }
    set(heap, place, queued);
}

void corner_heap_put(struct corner_heap *heap, uint32_t corner, double area_m2)
{
    uint32_t place = heap->places[corner];
    struct queued_corner queued = {area_m2, corner};

    if (place == UINT32_MAX) {
        rise(heap, heap->count++, queued);
        return;
    }
    rise(heap, place, queued);
    sink(heap, heap->places[corner], queued);
}

bool corner_heap_take(struct corner_heap *heap, uint32_t *ret_corner, double *ret_area_m2)
{
    struct queued_corner last;

    if (heap->count == 0)
        return false;
    *ret_corner = heap->queue[0].corner;
    *ret_area_m2 = heap->queue[0].area_m2;
    heap->places[*ret_corner] = UINT32_MAX;
    last = heap->queue[--heap->count];
    if (heap->count > 0)
        sink(heap, 0, last);
    return true;
}
