/*
 * Replays the inputs of folders, each a test of TAP: what fuzzing found worth keeping, and what it
 * broke once. A crash ends the program after the name of the input.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/target.h"

enum { INPUT_MAX = 1 << 16 };

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool replay(const char *folder, const char *name)
{
    uint8_t *bytes = malloc(INPUT_MAX);
    char path[4096];
    FILE *file;
    size_t size;

    if (bytes == NULL || snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        abort();
    file = fopen(path, "rb");
    if (file == NULL) {
        free(bytes);
        return false;
    }
    size = fread(bytes, 1, INPUT_MAX, file);
    (void)fclose(file);
    printf("# %s\n", path);
    (void)fflush(stdout);
    (void)LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return true;
}

/** How many inputs of a folder were replayed; -1 when one could not be read. */
static int replay_folder(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_input, by_name);
    bool is_read = true;

    for (int i = 0; i < count; i++) {
        is_read = replay(folder, entries[i]->d_name) && is_read;
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return count >= 0 && is_read ? count : -1;
}

int main(int argument_count, char **arguments)
{
    int failed = 0;

    printf("1..%d\n", argument_count - 1);
    for (int i = 1; i < argument_count; i++) {
        int count = replay_folder(arguments[i]);

        printf("%s %d - %s: %d inputs\n", count < 0 ? "not ok" : "ok", i, arguments[i], count);
        failed += count < 0;
    }
    return failed > 0;
}
