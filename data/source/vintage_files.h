/*
 * A vintage from files as they are published: each layer is recognised, bound and read, and what
 * they say is put together (see gathering.h) before it goes into the builder.
 */
#ifndef DATA_SOURCE_VINTAGE_FILES_H
#define DATA_SOURCE_VINTAGE_FILES_H

#include "data/perimeter.h"
#include "data/source/gathering.h"
#include "data/source/vintage_clues.h"

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

struct vintage_request {
    const struct vintage_file *files;
    size_t file_count;
    int year;
    const char *region;                     /* "" for all */
    const struct repair_limits *repair;     /* NULL: shapes that do not tile are refused */
    const struct import_progress *progress; /* may be NULL */
    struct known_codes known;               /* of other vintages, to restore lost zeros; or none */
    struct land_before before; /* to compare the land with; may be {0}: movements among the files
                                  are taken when it has none */
    const struct register_rows *rows; /* contracts to look at with it; may be NULL */
    struct vintage_list history;      /* of their frozen members */
    struct findings *findings;        /* NULL: errors are refused, the rest is not said */
    struct table_clues *clues;        /* what each table says of its vintage; may be NULL */
};

/**
 * Reads every file; shapes that nearly tile are mended within the limits of repair. Each file must
 * hold at least one known layer; one that says nothing of a vintage (movements, regions) is only
 * looked at for its year. A file whose digest differs from the pinned one is refused before it is
 * opened. Findings name files by the request's strings. Whether to take a vintage with findings of
 * LEVEL_ERROR is for the caller to say. Errors: see source_file_open(), layer_next(),
 * columns_bind(), gathering_settle(), vintage_builder.h.
 */
enum status vintage_request_read(const struct vintage_request *request,
                                 struct vintage **ret_vintage, struct error *err) MUST_CHECK;

/** Only the lists, settled, without building: shapes are not looked at. */
enum status vintage_request_gather(const struct vintage_request *request,
                                   struct gathering **ret_gathering, struct error *err) MUST_CHECK;

/** The same without findings, clues and codes known from elsewhere. */
enum status vintage_files_read(const struct vintage_file files[], size_t count, int year,
                               const char *region, const struct repair_limits *repair,
                               const struct import_progress *progress, struct vintage **ret_vintage,
                               struct error *err) MUST_CHECK;

#endif
