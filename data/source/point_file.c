#include "data/source/point_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void point_file_free(struct point_file *points)
{
    if (points == NULL)
        return;
    free(points->list);
    free(points);
}

/** Two numbers and a comma between them; blanks around are passed over. */
static bool parse_line(const char *line, double *ret_lon_deg, double *ret_lat_deg)
{
    char *end;
    const char *second;

    *ret_lon_deg = strtod(line, &end);
    end += strspn(end, " \t\"");
    if (end == line || (*end != ',' && *end != ';'))
        return false;
    second = end + 1 + strspn(end + 1, "\"");
    *ret_lat_deg = strtod(second, &end);
    end += strspn(end, " \t\r\n\"");
    return end != second && (*end == '\0' || *end == ',' || *end == ';');
}

static enum status append(struct point_file *points, struct position position)
{
    if (points->count == points->capacity) {
        size_t capacity = 2 * points->capacity + 256;
        struct position *list = realloc(points->list, capacity * sizeof *list);

        if (list == NULL)
            return STATUS_NO_MEMORY;
        points->list = list;
        points->capacity = capacity;
    }
    points->list[points->count++] = position;
    return STATUS_OK;
}

static enum status read_lines(FILE *file, const char *path, struct point_file *points,
                              struct error *err)
{
    char *line = NULL;
    size_t size = 0;
    enum status status = STATUS_OK;

    for (size_t number = 1; status == STATUS_OK && getline(&line, &size, file) >= 0; number++) {
        struct position position;
        double lon_deg, lat_deg;
        char subject[ERROR_SUBJECT_MAX];

        if (line[strspn(line, " \t\r\n")] == '\0')
            continue;
        (void)snprintf(subject, sizeof subject, "%.70s:%zu", path, number);
        if (!parse_line(line, &lon_deg, &lat_deg)) {
            if (number > 1)
                status = error_set(err, STATUS_FORMAT, subject,
                                   "this line is no point: write longitude,latitude in degrees",
                                   "cette ligne n'est pas un point : écrivez longitude,latitude en "
                                   "degrés");
            continue;
        }
        status = position_from_degrees(lon_deg, lat_deg, &position, err);
        if (status != STATUS_OK)
            (void)snprintf(err->subject, sizeof err->subject, "%s", subject);
        else if (append(points, position) != STATUS_OK)
            status = error_no_memory(err);
    }
    free(line);
    return status;
}

enum status point_file_read(const char *path, struct point_file **ret_points, struct error *err)
{
    AUTO(point_file) points = calloc(1, sizeof *points);
    bool is_input = strcmp(path, "-") == 0;
    FILE *file = is_input ? stdin : fopen(path, "r");
    enum status status;

    if (file == NULL)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, path,
                         "the file of points cannot be read: check its path and its rights",
                         "le fichier de points est illisible : vérifiez son chemin et ses droits");
    status = points == NULL ? error_no_memory(err) : read_lines(file, path, points, err);
    if (!is_input)
        (void)fclose(file);
    if (status == STATUS_OK)
        *ret_points = TAKE(points);
    return status;
}
