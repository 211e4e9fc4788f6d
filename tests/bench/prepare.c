/*
 * prepare DATASET/VINTAGE OUTDIR: reads shapes.fgb and communes.csv, writes the files that all
 * programs read: units.tsv (units.h) and points.bin.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/layer.h"
#include "geo/coverage.h"
#include "geo/wkb.h"
#include "worker.h"

enum { POINTS = 2000000, FIFTY = 50 };

struct commune {
    char code[16], epci[16], region[8];
    struct multipolygon *shape;
};

struct communes {
    struct commune *list;
    size_t count;
};

static void demand(enum status status, const struct error *err)
{
    char line[1024];

    if (status == STATUS_OK)
        return;
    error_line(err, LANGUAGE_EN, line, sizeof line);
    worker_give_up(line);
}

static size_t column(const struct layer *layer, const char *name)
{
    for (size_t i = 0; i < layer_field_count(layer); i++) {
        if (strcmp(layer_field_name(layer, i), name) == 0)
            return i;
    }
    worker_give_up("a column is missing");
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct commune *)a)->code, ((const struct commune *)b)->code);
}

static void copy(char *to, size_t size, const char *from)
{
    (void)snprintf(to, size, "%s", from);
}

static void read_shapes(struct communes *communes, const char *path)
{
    AUTO(source_file) file = NULL;
    struct error err = {0};
    struct layer_row row;
    bool more = true;

    demand(source_file_open(path, &file, &err), &err);
    for (;;) {
        struct layer *layer = source_file_layer(file, 0);

        demand(layer_next(layer, SHAPES_SOUND, &row, &more, &err), &err);
        if (!more)
            break;
        communes->list = realloc(communes->list, (communes->count + 1) * sizeof *communes->list);
        communes->list[communes->count] = (struct commune){.shape = row.shape};
        copy(communes->list[communes->count++].code, sizeof communes->list->code,
             row.values[column(layer, "insee")]);
    }
    qsort(communes->list, communes->count, sizeof *communes->list, compare);
}

static void read_groups(struct communes *communes, const char *path)
{
    AUTO(source_file) file = NULL;
    struct error err = {0};
    struct layer_row row;
    bool more = true;

    demand(source_file_open(path, &file, &err), &err);
    for (;;) {
        struct layer *layer = source_file_layer(file, 0);
        struct commune key = {0}, *commune;

        demand(layer_next(layer, SHAPES_NONE, &row, &more, &err), &err);
        if (!more)
            return;
        copy(key.code, sizeof key.code, row.values[column(layer, "insee")]);
        commune = bsearch(&key, communes->list, communes->count, sizeof key, compare);
        if (commune == NULL)
            continue;
        copy(commune->epci, sizeof commune->epci, row.values[column(layer, "epci")]);
        copy(commune->region, sizeof commune->region, row.values[column(layer, "reg")]);
    }
}

/** The connected fifty around Amiens, which every dataset here holds. */
static void choose_fifty(const struct communes *communes, bool is_chosen[])
{
    const struct multipolygon **units = calloc(communes->count, sizeof *units);
    uint32_t *queue = calloc(communes->count, sizeof *queue);
    AUTO(coverage) coverage = NULL;
    struct error err = {0};
    size_t queued = 0;

    for (size_t i = 0; i < communes->count; i++) {
        units[i] = communes->list[i].shape;
        if (strcmp(communes->list[i].code, "80021") == 0)
            queue[queued++] = (uint32_t)i;
    }
    demand(coverage_new(units, communes->count, &coverage, NULL, &err), &err);
    if (queued == 0)
        worker_give_up("Amiens is missing");
    is_chosen[queue[0]] = true;
    for (size_t at = 0; at < queued && queued < FIFTY; at++) {
        size_t count;
        const uint32_t *neighbours =
            adjacency_neighbours(coverage_adjacency(coverage), queue[at], &count);

        for (size_t i = 0; i < count && queued < FIFTY; i++) {
            if (is_chosen[neighbours[i]])
                continue;
            is_chosen[neighbours[i]] = true;
            queue[queued++] = neighbours[i];
        }
    }
    free(units);
    free(queue);
}

/** Its number in the order of first sight. */
static int number_of(const char *name, char names[][16], int *count)
{
    for (int i = 0; i < *count; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    copy(names[*count], sizeof names[0], name);
    return (*count)++;
}

static void write_hex(FILE *file, const unsigned char *bytes, size_t size)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < size; i++) {
        (void)putc(digits[bytes[i] >> 4], file);
        (void)putc(digits[bytes[i] & 15], file);
    }
    (void)putc('\n', file);
}

static bool is_mainland(const struct commune *commune)
{
    return strcmp(commune->region, "10") > 0;
}

static void write_units(const struct communes *communes, const char *path)
{
    bool *is_fifty = calloc(communes->count, sizeof *is_fifty);
    char(*epci)[16] = calloc(communes->count, sizeof *epci);
    char(*regions)[16] = calloc(communes->count, sizeof *regions);
    int epci_count = 0, region_count = 0;
    FILE *file = fopen(path, "w");
    struct error err = {0};

    if (file == NULL)
        worker_give_up("the file of units cannot be written");
    choose_fifty(communes, is_fifty);
    for (size_t i = 0; i < communes->count; i++) {
        const struct commune *commune = &communes->list[i];
        void *bytes;
        size_t size;

        demand(wkb_write(commune->shape, &bytes, &size, &err), &err);
        (void)fprintf(file, "%s\t%d\t%d\t%d\t", commune->code,
                      commune->epci[0] == '\0' ? -1 : number_of(commune->epci, epci, &epci_count),
                      is_mainland(commune) ? number_of(commune->region, regions, &region_count)
                                           : -1,
                      is_fifty[i]);
        write_hex(file, bytes, size);
        free(bytes);
    }
    if (fclose(file) != 0)
        worker_give_up("the file of units cannot be written");
}

/** Over the mainland: a box that reached overseas would hold little but sea. */
static void write_points(const struct communes *communes, const char *path)
{
    FILE *file = fopen(path, "wb");
    struct box box = box_empty();
    unsigned short state[3] = {3, 1, 4};

    if (file == NULL)
        worker_give_up("the file of points cannot be written");
    for (size_t i = 0; i < communes->count; i++) {
        if (is_mainland(&communes->list[i]))
            box = box_join(box, multipolygon_box(communes->list[i].shape));
    }
    for (int i = 0; i < POINTS; i++) {
        int32_t point[2] = {
            (int32_t)(box.west_e7 + erand48(state) * ((double)box.east_e7 - box.west_e7)),
            (int32_t)(box.south_e7 + erand48(state) * ((double)box.north_e7 - box.south_e7))};

        (void)fwrite(point, sizeof point, 1, file);
    }
    if (fclose(file) != 0)
        worker_give_up("the file of points cannot be written");
}

int main(int argc, char **argv)
{
    struct communes communes = {0};
    char path[4096];

    if (argc != 3)
        worker_give_up("usage: prepare DATASET/VINTAGE OUTDIR");
    (void)snprintf(path, sizeof path, "%s/shapes.fgb", argv[1]);
    read_shapes(&communes, path);
    (void)snprintf(path, sizeof path, "%s/communes.csv", argv[1]);
    read_groups(&communes, path);
    (void)snprintf(path, sizeof path, "%s/units.tsv", argv[2]);
    write_units(&communes, path);
    (void)snprintf(path, sizeof path, "%s/points.bin", argv[2]);
    write_points(&communes, path);
    return 0;
}
