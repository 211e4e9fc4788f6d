/*
 * An import in memory: a dataset folder, or the files of one vintage, read into what a store holds.
 * Nothing is written; commit_write() does that, when the whole is taken.
 */
#ifndef DATA_SOURCE_IMPORT_H
#define DATA_SOURCE_IMPORT_H

#include "data/contents.h"
#include "data/source/cut_file.h"
#include "data/source/manifest.h"

enum { IMPORT_YEARS_MAX = 64 };

struct import {
    struct contents contents;     /* what the store holds, and then what it shall hold */
    struct findings findings;     /* strings borrowed from the manifest and the request */
    struct repair_limits *repair; /* NULL: shapes that do not tile are refused */
    struct import_progress progress;
    struct manifest *manifest; /* of a dataset; NULL for single files */
    struct cut_file *cuts;
    int years[IMPORT_YEARS_MAX]; /* that are new or rest on other shapes now */
    size_t year_count;
    bool has_lineage;              /* the movements are new */
    bool has_aliases;              /* the names that people use are the dataset's */
    bool has_register;             /* the register is the dataset's */
    struct digest register_digest; /* with has_register */
};

void import_release(struct import *import);

/**
 * A folder with its manifest: the movements, the vintages, those without shapes of their own last,
 * and the register when wanted and nobody has put one in the store.
 * Errors: manifest_read(), vintage_request_read(), derive_owners(), derive_cuts(),
 * register_files_read(); STATUS_INVALID when a finding is an error.
 */
enum status import_dataset(struct import *import, const char *folder, bool with_register,
                           struct error *err) MUST_CHECK;

/** The files of one vintage. INSEE's movements and code list, when among them, are kept too. */
struct import_request {
    const struct vintage_file *files;
    size_t file_count;
    int year;
    int epci_year, population_year; /* 0: of the year */
    const char *region;             /* NULL: that of the nearest vintage in the store, else all */
    bool derives_shapes;            /* from those of the nearest year in the store */
    const char *cuts_path;          /* NULL: no commune is divided */
};
enum status import_files(struct import *import, const struct import_request *request,
                         struct error *err) MUST_CHECK;

#endif
