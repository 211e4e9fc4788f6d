/* A dataset folder: its manifest (INI), which names every file with its digest, source and licence.
 */
#ifndef DATA_SOURCE_MANIFEST_H
#define DATA_SOURCE_MANIFEST_H

#include "data/arena.h"
#include "data/digest.h"
#include "data/source/vintage_files.h"

struct manifest_vintage {
    int year;
    int epci_year, population_year; /* of what its tables say of these; 0: of the year */
    bool derives_shapes;            /* from those of the nearest year that has some */
    const struct vintage_file *files;
    size_t file_count;
};

struct manifest {
    const char *folder;
    const char *id;
    const char *title;
    const char *region;
    const char *recorded_at;
    const char *author;
    const char *message;
    const char *register_folder;             /* path, or NULL when the dataset has none */
    const struct vintage_file *movements;    /* INSEE's list; NULL when the dataset has none */
    const struct vintage_file *delegates;    /* its list of communes; comes with the movements */
    const struct vintage_file *cuts;         /* lines of divided communes, or NULL */
    const struct vintage_file *aliases;      /* names that people use, or NULL */
    const struct manifest_vintage *vintages; /* ascending */
    size_t vintage_count;
    struct digest digest; /* of the manifest itself: names the whole dataset */
    struct arena arena;
};

void manifest_free(struct manifest *manifest);
DEFINE_AUTO(manifest)

/**
 * Reads <folder>/manifest.ini; files of the register, of the lineage and the aliases are checked
 * against their digests here, the others when they are read. STATUS_NOT_FOUND: no folder or
 * manifest. STATUS_FORMAT: an INI line that does not parse. STATUS_INVALID: an unknown key or
 * section, a missing one, a file that is not listed, a path that leaves the folder; the subject is
 * "manifest.ini:line" where a line is to blame.
 */
enum status manifest_read(const char *folder, struct manifest **ret_manifest, struct error *err)
    MUST_CHECK;

#endif
