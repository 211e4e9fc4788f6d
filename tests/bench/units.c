#include "units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker.h"

static void *grow(void *items, size_t count, size_t size)
{
    items = realloc(items, (count + 1) * size);
    if (items == NULL)
        worker_give_up("memory is short");
    return items;
}

static void add(struct units *units, char *line)
{
    size_t at = units->count;
    char *cells[5];

    for (int i = 0; i < 5; i++) {
        cells[i] = strsep(&line, "\t");
        if (cells[i] == NULL)
            worker_give_up("the file of units is cut");
    }
    units->shapes = grow(units->shapes, at, sizeof *units->shapes);
    units->epci = grow(units->epci, at, sizeof *units->epci);
    units->regions = grow(units->regions, at, sizeof *units->regions);
    units->is_fifty = grow(units->is_fifty, at, sizeof *units->is_fifty);
    units->epci[at] = atoi(cells[1]);
    units->regions[at] = atoi(cells[2]);
    units->is_fifty[at] = cells[3][0] == '1';
    units->shapes[at] = strdup(cells[4]);
    if (units->epci[at] >= units->epci_count)
        units->epci_count = units->epci[at] + 1;
    if (units->regions[at] >= units->region_count)
        units->region_count = units->regions[at] + 1;
    units->count++;
}

void units_read(struct units *units, const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    *units = (struct units){0};
    if (file == NULL)
        worker_give_up("the file of units is missing");
    while ((length = getline(&line, &room, file)) > 0) {
        line[strcspn(line, "\n")] = '\0';
        add(units, line);
    }
    free(line);
    (void)fclose(file);
}

void points_read(struct points *points, const char *path)
{
    FILE *file = fopen(path, "rb");
    long size;

    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0)
        worker_give_up("the file of points is missing");
    rewind(file);
    points->count = (size_t)size / sizeof *points->e7;
    points->e7 = malloc((size_t)size);
    if (points->e7 == NULL || fread(points->e7, 1, (size_t)size, file) != (size_t)size)
        worker_give_up("the file of points is cut");
    (void)fclose(file);
}
