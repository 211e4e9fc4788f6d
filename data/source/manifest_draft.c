#include "data/source/manifest_draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

static bool take_dataset(struct manifest_draft *draft, const char *key, const char *value)
{
    struct manifest *manifest = draft->manifest;
    struct {
        const char *key;
        const char **to;
    } const keys[] = {
        {"id", &manifest->id},
        {"title", &manifest->title},
        {"region", &manifest->region},
        {"recorded_at", &manifest->recorded_at},
        {"author", &manifest->author},
        {"message", &manifest->message},
        {"register", &manifest->register_folder},
        {"aliases", &draft->aliases},
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].key, key) == 0) {
            *keys[i].to = arena_string(&manifest->arena, value);
            return *keys[i].to != NULL;
        }
    }
    return false;
}

static bool take_vintage(struct manifest_draft *draft, int year, const char *key, const char *value)
{
    static const char *const layers[] = {"communes",    "epci",    "departements",
                                         "populations", "members", "shapes"};
    size_t last = draft->vintage_count;
    bool is_layer = false;

    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        is_layer = is_layer || strcmp(layers[i], key) == 0;
    if (!is_layer || year < 1943)
        return false;
    if (last == 0 || draft->vintages[last - 1].year != year) {
        if (last == MANIFEST_VINTAGES_MAX)
            return false;
        draft->vintages[last].year = year;
        draft->vintage_count++;
    } else {
        last--;
    }
    if (strcmp(key, "shapes") == 0 && strcmp(value, "derived") == 0) {
        draft->vintages[last].derives_shapes = true;
        return true;
    }
    if (draft->vintages[last].count == MANIFEST_LAYERS_MAX)
        return false;
    draft->vintages[last].layers[draft->vintages[last].count] =
        arena_string(&draft->manifest->arena, key);
    draft->vintages[last].names[draft->vintages[last].count++] =
        arena_string(&draft->manifest->arena, value);
    return true;
}

/** [years 2026]: what the tables of a vintage, named before, are of another year in. */
static bool take_years(struct manifest_draft *draft, int year, const char *key, const char *value)
{
    int of = strlen(value) == 4 ? atoi(value) : 0;

    for (size_t i = 0; i < draft->vintage_count; i++) {
        if (draft->vintages[i].year != year || of < 1943)
            continue;
        if (strcmp(key, "epci") == 0)
            draft->vintages[i].epci_year = of;
        else if (strcmp(key, "population") == 0)
            draft->vintages[i].population_year = of;
        else
            return false;
        return true;
    }
    return false;
}

static bool take_lineage(struct manifest_draft *draft, const char *key, const char *value)
{
    struct {
        const char *key;
        const char **to;
    } const keys[] = {
        {"movements", &draft->movements},
        {"delegates", &draft->delegates},
        {"cuts", &draft->cuts},
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(keys[i].key, key) == 0) {
            *keys[i].to = arena_string(&draft->manifest->arena, value);
            return *keys[i].to != NULL;
        }
    }
    return false;
}

/** The number of files when none is of this name. */
static size_t file_index(const struct manifest_draft *draft, const char *name)
{
    size_t index = 0;

    while (index < draft->file_count && strcmp(draft->files[index].name, name) != 0)
        index++;
    return index;
}

const struct vintage_file *manifest_draft_file(const struct manifest_draft *draft, const char *name)
{
    size_t index = file_index(draft, name);

    return index < draft->file_count ? &draft->files[index] : NULL;
}

/** What else stands in a [file …] section informs people. */
static bool take_file(struct manifest_draft *draft, const char *name, const char *key,
                      const char *value)
{
    size_t index = file_index(draft, name);
    struct vintage_file *file = &draft->files[index];
    struct arena *arena = &draft->manifest->arena;

    if (index == MANIFEST_FILES_MAX)
        return false;
    if (index == draft->file_count) {
        draft->file_count++;
        *file = (struct vintage_file){.layer = "",
                                      .name = arena_string(arena, name),
                                      .source = "",
                                      .licence = "",
                                      .declared = "",
                                      .sha256 = ""};
    }
    if (strcmp(key, "sha256") == 0)
        file->sha256 = arena_string(arena, value);
    else if (strcmp(key, "source") == 0)
        file->source = arena_string(arena, value);
    else if (strcmp(key, "licence") == 0)
        file->licence = arena_string(arena, value);
    else if (strcmp(key, "vintage") == 0)
        file->declared = arena_string(arena, value);
    return true;
}

/* libinih stops at the first line for which this gives 0. */
static int take_line(void *context, const char *section, const char *key, const char *value)
{
    struct manifest_draft *draft = context;
    bool is_taken = false;

    if (strcmp(section, "dataset") == 0)
        is_taken = take_dataset(draft, key, value);
    else if (strncmp(section, "vintage ", 8) == 0)
        is_taken = take_vintage(draft, atoi(section + 8), key, value);
    else if (strncmp(section, "years ", 6) == 0)
        is_taken = take_years(draft, atoi(section + 6), key, value);
    else if (strcmp(section, "lineage") == 0)
        is_taken = take_lineage(draft, key, value);
    else if (strncmp(section, "file ", 5) == 0)
        is_taken = take_file(draft, section + 5, key, value);
    else if (strncmp(section, "download ", 9) == 0)
        is_taken = true;
    if (is_taken || draft->is_unknown_key)
        return is_taken;
    draft->is_unknown_key = true;
    (void)snprintf(draft->complaint_key, sizeof draft->complaint_key, "[%.30s] %.30s", section,
                   key);
    return 0;
}

static enum status refuse_line(const struct manifest_draft *draft, int line, struct error *err)
{
    char subject[32];

    (void)snprintf(subject, sizeof subject, "manifest.ini:%d", line);
    if (draft->is_unknown_key)
        return error_set(
            err, STATUS_INVALID, subject, "%s is not known here, or is wrong: mend the line",
            "%s n'est pas connu ici, ou est faux : corrigez la ligne", draft->complaint_key);
    return error_set(err, STATUS_FORMAT, subject,
                     "the line is neither a section nor “key = value”: mend it",
                     "la ligne n'est ni une section ni « clé = valeur » : corrigez-la");
}

enum status manifest_draft_read(const char *path, struct manifest_draft *draft, struct error *err)
{
    struct manifest *manifest = draft->manifest;
    int line = ini_parse(path, take_line, draft);

    if (line > 0)
        return refuse_line(draft, line, err);
    if (line < 0)
        return error_set(err, STATUS_IO, path, "the manifest cannot be read",
                         "le manifeste ne peut être lu");
    if (manifest->id == NULL || draft->vintage_count == 0)
        return error_set(err, STATUS_INVALID, "manifest.ini",
                         "a section [dataset] with an id and a section [vintage YEAR] are needed",
                         "il faut une section [dataset] avec un id et une section [vintage ANNÉE]");
    return STATUS_OK;
}
