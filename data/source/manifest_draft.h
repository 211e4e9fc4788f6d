/* The lines of a manifest as they come, before they are checked and put together. */
#ifndef DATA_SOURCE_MANIFEST_DRAFT_H
#define DATA_SOURCE_MANIFEST_DRAFT_H

#include "data/source/manifest.h"

enum { MANIFEST_FILES_MAX = 64, MANIFEST_VINTAGES_MAX = 16, MANIFEST_LAYERS_MAX = 8 };

struct manifest_draft {
    struct manifest *manifest;
    struct vintage_file files[MANIFEST_FILES_MAX]; /* every [file …] section */
    size_t file_count;
    struct {
        int year;
        const char *layers[MANIFEST_LAYERS_MAX];
        const char *names[MANIFEST_LAYERS_MAX];
        size_t count;
        int epci_year, population_year;
        bool derives_shapes;
    } vintages[MANIFEST_VINTAGES_MAX];
    size_t vintage_count;
    const char *movements, *delegates, *cuts; /* names of files; NULL when there are none */
    const char *aliases;
    char complaint_key[64];
    bool is_unknown_key;
};

/**
 * Into a draft that is zero but for its manifest, whose arena takes the strings. STATUS_IO: not
 * readable. STATUS_FORMAT: a line is no INI. STATUS_INVALID: an unknown key or section, a value
 * that it cannot have, no id or no vintage; the subject is "manifest.ini:line".
 */
enum status manifest_draft_read(const char *path, struct manifest_draft *draft, struct error *err)
    MUST_CHECK;

/** NULL when no section [file …] is of this name. */
const struct vintage_file *manifest_draft_file(const struct manifest_draft *draft,
                                               const char *name);

#endif
