/* Corners by the area of their triangles, the smallest first; an area can change while queued. */
#ifndef GEO_CORNER_HEAP_H
#define GEO_CORNER_HEAP_H

#include <stdbool.h>
#include <stdint.h>

#include "geo/status.h"

struct queued_corner {
    double area_m2;
    uint32_t corner;
};

struct corner_heap {
    struct queued_corner *queue; /* a heap of four children each; the smallest at 0 */
    uint32_t *places;            /* corner → its place; UINT32_MAX when it is not queued */
    uint32_t count;
};

/** Corners are numbered from 0 to corner_count - 1. */
enum status corner_heap_init(struct corner_heap *heap, uint32_t corner_count) MUST_CHECK;
void corner_heap_release(struct corner_heap *heap);

/** Queues a corner, or changes the area of one that is. */
void corner_heap_put(struct corner_heap *heap, uint32_t corner, double area_m2);

/** Takes the smallest; of equal ones the lowest number. False when none is left. */
bool corner_heap_take(struct corner_heap *heap, uint32_t *ret_corner, double *ret_area_m2);

#endif
