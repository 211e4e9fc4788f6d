/*
 * What the daemon tells its operator: one line an event, written at once, so that threads do not
 * mix their lines. Control bytes are escaped here, whoever they come from.
 */
#ifndef SERVICE_HTTP_LOG_H
#define SERVICE_HTTP_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/attr.h"
#include "geo/status.h"

/** syslog's numbers: journald reads them from "<3>" at the beginning of a line. */
enum log_priority { LOG_ERROR = 3, LOG_WARNING = 4, LOG_NOTICE = 5, LOG_ACCESS = 6 };

/** Immutable once initialised, shared by all threads. */
struct log {
    int fd;
    bool journal; /* lines begin with their priority */
    bool verbose; /* requests are told too */
    enum language language;
};

struct access {
    const char *id;
    const char *method;
    const char *target; /* raw, or NULL */
    unsigned status;
    size_t bytes;
    int64_t microseconds;
};

void log_init(struct log *log, int fd, bool verbose, enum language language);

/** Both formats consume the same values in the same order, as in error_set(). */
void log_event(const struct log *log, enum log_priority priority, const char *en, const char *fr,
               ...) PRINTF_LIKE(3, 5) PRINTF_LIKE(4, 5);

/** The sentence of a failure, after what it prevented. */
void log_failure(const struct log *log, struct words what, const struct error *err);

/** Nothing unless verbose. */
void log_access(const struct log *log, const struct access *access);

#endif
