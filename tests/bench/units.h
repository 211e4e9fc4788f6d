/*
 * The one file all programs read: a line a unit, sorted by code, of tab-separated columns: code,
 * number of its EPCI, number of its region, 1 when it is among the fifty, shape as hexadecimal WKB.
 * A number is -1 where there is none; regions are those of the mainland.
 */
#ifndef BENCH_UNITS_H
#define BENCH_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct units {
    size_t count;
    char **shapes;
    int *epci, *regions;
    bool *is_fifty;
    int epci_count, region_count;
};

/** Ends the program when the file is not to be read; nothing is freed. */
void units_read(struct units *units, const char *path);

/** The points to locate: the same for all, over the box of the units. */
struct points {
    size_t count;
    int32_t (*e7)[2]; /* longitude, latitude */
};
void points_read(struct points *points, const char *path);

#endif
