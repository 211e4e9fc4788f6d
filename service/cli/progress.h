/* A progress bar on stderr, on a terminal only. */
#ifndef SERVICE_CLI_PROGRESS_H
#define SERVICE_CLI_PROGRESS_H

#include <stdbool.h>

#include "data/source/vintage_files.h"

struct progress {
    bool is_terminal;
    bool is_shown;
    int last_percent;
};

void progress_begin(struct progress *progress);
/** Fits struct import_progress; context is the struct progress. */
void progress_tell(void *context, const char *layer, size_t done, size_t total);
/** Wipes the bar. */
void progress_end(struct progress *progress);

#endif
