#include "service/http/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 2048, TARGET_SHOWN = 512 };

/** A line that grows to a limit and then ends early. */
struct line {
    char bytes[LINE_MAX_BYTES];
    size_t length;
};

void log_init(struct log *log, int fd, bool verbose, enum language language)
{
    const char *journal = getenv("JOURNAL_STREAM"); // NOLINT(concurrency-mt-unsafe): before threads

    *log = (struct log){fd, journal != NULL, verbose, language};
}

static void line_begin(struct line *line, const struct log *log, enum log_priority priority)
{
    line->length = 0;
    if (log->journal)
        line->length = (size_t)snprintf(line->bytes, sizeof line->bytes, "<%d>", (int)priority);
}

/** Bytes below the blank, DEL, and those from `high` on are written as \xNN. */
static void line_add(struct line *line, const char *bytes, size_t length, unsigned high)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < length && line->length + 6 < sizeof line->bytes; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte >= ' ' && byte != 0x7f && byte < high) {
            line->bytes[line->length++] = (char)byte;
            continue;
        }
        memcpy(line->bytes + line->length, "\\x", 2);
        line->bytes[line->length + 2] = digits[byte >> 4];
        line->bytes[line->length + 3] = digits[byte & 15];
        line->length += 4;
    }
}

static void line_write(struct line *line, const struct log *log)
{
    line->bytes[line->length++] = '\n';
    /* Where nobody reads the log there is nobody to tell. */
    ssize_t written = write(log->fd, line->bytes, line->length);
    (void)written;
}

void log_event(const struct log *log, enum log_priority priority, const char *en, const char *fr,
               ...)
{
    char sentence[LINE_MAX_BYTES];
    struct line line;
    va_list values;

    va_start(values, fr);
    int length =
        vsnprintf(sentence, sizeof sentence, log->language == LANGUAGE_FR ? fr : en, values);
    va_end(values);
    if (length < 0)
        return;
    line_begin(&line, log, priority);
    line_add(&line, sentence, strlen(sentence), 0x100);
    line_write(&line, log);
}

void log_failure(const struct log *log, struct words what, const struct error *err)
{
    char sentence[ERROR_SUBJECT_MAX + ERROR_MESSAGE_MAX + 8];

    error_line(err, log->language, sentence, sizeof sentence);
    log_event(log, LOG_ERROR, "%s: %s", "%s : %s", words_in(what, log->language), sentence);
}

void log_access(const struct log *log, const struct access *access)
{
    struct line line;
    char figures[96];

    if (!log->verbose)
        return;
    line_begin(&line, log, LOG_ACCESS);
    line_add(&line, access->method, strnlen(access->method, 16), 0x7f);
    line_add(&line, " ", 1, 0x7f);
    if (access->target == NULL)
        line_add(&line, "-", 1, 0x7f);
    else
        line_add(&line, access->target, strnlen(access->target, TARGET_SHOWN), 0x7f);
    snprintf(figures, sizeof figures, " %u %zu %lld µs ", access->status, access->bytes,
             (long long)access->microseconds);
    line_add(&line, figures, strlen(figures), 0x100);
    line_add(&line, access->id, strlen(access->id), 0x7f);
    line_write(&line, log);
}
