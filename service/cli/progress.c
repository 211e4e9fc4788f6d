#include "service/cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { BAR_WIDTH = 30 };

void progress_begin(struct progress *progress)
{
    *progress = (struct progress){.is_terminal = isatty(STDERR_FILENO) == 1, .last_percent = -1};
}

void progress_tell(void *context, const char *layer, size_t done, size_t total)
{
    struct progress *progress = context;
    int percent = total == 0 ? 0 : (int)(100 * done / total);
    char bar[BAR_WIDTH + 1];

    if (!progress->is_terminal || percent == progress->last_percent)
        return;
    for (int i = 0; i < BAR_WIDTH; i++)
        bar[i] = i * 100 < percent * BAR_WIDTH ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%-14s [%s] %3d %%", layer, bar, percent);
    progress->last_percent = percent;
    progress->is_shown = true;
}

void progress_end(struct progress *progress)
{
    if (progress->is_shown)
        fprintf(stderr, "\r\033[K");
    progress->is_shown = false;
}
