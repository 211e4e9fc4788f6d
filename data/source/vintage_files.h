/* A vintage from files: each layer is recognised, bound, and read into the builder. */
#ifndef DATA_SOURCE_VINTAGE_FILES_H
#define DATA_SOURCE_VINTAGE_FILES_H

#include "data/vintage_builder.h"

struct vintage_file {
    const char *path;
    const char *layer;  /* communes, epci, departements or shapes, as the manifest has it; or "" */
    const char *name;   /* as the manifest or the command line has it, for sentences */
    const char *source; /* "" when not stated */
    const char *licence;
    const char *declared; /* vintage, "" when not stated */
    const char *sha256;   /* pinned; "" when not */
};

/** Told as the rows go by, when not NULL: done of total (0 when unknown). */
struct import_progress {
    void (*tell)(void *context, const char *layer, size_t done, size_t total);
    void *context;
};

/**
 * Reads every file; shapes that nearly tile are mended within the limits of repair (may be NULL:
 * they are refused). Each file must hold at least one known layer. A file whose digest differs from
 * the pinned one is refused before it is opened. Errors: see source_file_open(), layer_next(),
 * columns_bind(), vintage_builder.h.
 */
enum status vintage_files_read(const struct vintage_file files[], size_t count, int year,
                               const char *region, const struct repair_limits *repair,
                               const struct import_progress *progress, struct vintage **ret_vintage,
                               struct error *err) MUST_CHECK;

#endif
