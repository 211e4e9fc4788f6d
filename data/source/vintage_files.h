/*
 * A vintage from files as they are published: each layer is recognised, bound and read, and what
 * they say is put together (see gathering.h) before it goes into the builder.
 */
#ifndef DATA_SOURCE_VINTAGE_FILES_H
#define DATA_SOURCE_VINTAGE_FILES_H

#include "data/source/gathering.h"
#include "data/source/lineage_files.h"
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
    const struct expectation *expectation;  /* NULL: nothing is expected */
    int epci_year, population_year;         /* of what the tables say of these; 0: of the year */
    bool derives_shapes;                    /* shapes in the files are passed over */
    bool lists_only;                        /* so are they, and where the files come from */
    struct findings *findings;              /* NULL: errors are refused, the rest is not said */
};

/** What the files say, settled. Strings are borrowed from the request and the gathering. */
struct vintage_reading {
    struct gathering *gathering;
    struct vintage_source *sources; /* of each layer that is kept */
    size_t source_count;
    struct table_clues clues;                 /* what each table says of its vintage */
    struct lineage_file movements, delegates; /* files that have them; no path when none has */
    const char *shapes;                       /* the file that has them; "" when none has */
    uint32_t table_count;
};

void vintage_reading_release(struct vintage_reading *reading);
DEFINE_SCOPED(vintage_reading)

/**
 * Reads every file. Each must hold at least one known layer; one that says nothing of a vintage
 * (movements, regions) is only looked at. A file whose digest differs from the pinned one is
 * refused before it is opened. Findings name files by the request's strings; whether to go on with
 * what was found is for the caller to say. Errors: see source_file_open(), layer_next(),
 * columns_bind(), gathering_settle().
 */
enum status vintage_files_read(const struct vintage_request *request,
                               struct vintage_reading *ret_reading, struct error *err) MUST_CHECK;

#endif
