#include "data/source/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/contents_family.h"
#include "data/derive.h"
#include "data/restatement.h"
#include "data/source/register_files.h"
#include "data/source/unit_alias_file.h"
#include "data/source/vintage_build.h"

void import_release(struct import *import)
{
    findings_release(&import->findings);
    contents_release(&import->contents);
    manifest_free(import->manifest);
    cut_file_free(import->cuts);
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct insee *)a)->code, ((const struct insee *)b)->code);
}

/** The codes of the vintages that are there already, to know a code that lost its zero. */
static enum status list_known_codes(const struct contents *contents, struct insee **ret_codes,
                                    size_t *ret_count, struct error *err)
{
    size_t count = 0;
    struct insee *codes;

    for (size_t i = 0; i < contents->vintage_count; i++)
        count += contents->vintages[i]->commune_count;
    codes = malloc((count + 1) * sizeof *codes);
    if (codes == NULL)
        return error_no_memory(err);
    count = 0;
    for (size_t i = 0; i < contents->vintage_count; i++) {
        const struct vintage *vintage = contents->vintages[i];

        for (uint32_t c = 0; c < vintage->commune_count; c++)
            codes[count++] = vintage->communes[c].insee;
    }
    if (count > 1)
        qsort(codes, count, sizeof *codes, compare_codes);
    *ret_codes = codes;
    *ret_count = count;
    return STATUS_OK;
}

static enum status note_year(struct import *import, int year, struct error *err)
{
    for (size_t i = 0; i < import->year_count; i++) {
        if (import->years[i] == year)
            return STATUS_OK;
    }
    if (import->year_count == IMPORT_YEARS_MAX)
        return error_set(err, STATUS_LIMIT, "", "more than %d vintages", "plus de %d millésimes",
                         IMPORT_YEARS_MAX);
    import->years[import->year_count++] = year;
    return STATUS_OK;
}

/** What the list says anew of the days that the stored movements cover. */
static enum status tell_restated(struct import *import, const struct lineage *offered,
                                 const char *file, struct error *err)
{
    const struct lineage *stored = import->contents.lineage;
    struct restatement restatement;
    struct date after;

    if (stored == NULL || stored->movement_count == 0)
        return STATUS_OK;
    after = date_plus(stored->movements[stored->movement_count - 1].date, 1);
    restatement = restatement_between(stored, offered, after);
    return restatement_report(&restatement, file, &import->findings, err);
}

/** Of movements for all of France, those that touch the départements of the store. */
static enum status keep_lineage(struct import *import, struct lineage *whole, const char *file,
                                struct error *err)
{
    const struct contents *contents = &import->contents;
    struct lineage *kept = NULL;
    enum status status;

    if (contents->vintage_count == 0 || contents->vintages[0]->region[0] == '\0') {
        kept = whole;
    } else {
        status = contents_restrict_lineage(contents, whole, &kept, err);
        lineage_free(whole);
        if (status != STATUS_OK)
            return status;
    }
    status = tell_restated(import, kept, file, err);
    if (status != STATUS_OK) {
        lineage_free(kept);
        return status;
    }
    contents_put_lineage(&import->contents, kept);
    import->has_lineage = true;
    return STATUS_OK;
}

static enum status refuse_without_base(int year, struct error *err)
{
    char subject[16];

    (void)snprintf(subject, sizeof subject, "%d", year);
    return error_set(err, STATUS_NOT_FOUND, subject,
                     "there are no shapes of another year to derive from: import those first",
                     "il n'y a pas de contours d'une autre année dont dériver : importez-les "
                     "d'abord");
}

/**
 * Cuts the shapes that those of a year derive from, where the years up to it need it; all vintages
 * that rest on them then rest on the cut ones.
 */
static enum status prepare_shapes(struct import *import, int year, const struct vintage **ret_base,
                                  struct error *err)
{
    struct contents *contents = &import->contents;
    const struct vintage *base = contents_nearest(contents, year);
    AUTO(shape_family) old = NULL;
    AUTO(shape_family) cut = NULL;
    enum status status;

    if (base == NULL)
        return refuse_without_base(year, err);
    old = shape_family_acquire(base->family);
    *ret_base = base;
    if (import->cuts == NULL)
        return STATUS_OK;
    status = derive_cuts(old, contents->lineage, year, import->cuts->list, import->cuts->count,
                         &cut, err);
    if (status != STATUS_OK || cut == old)
        return status;
    for (size_t i = 0; i < contents->vintage_count && status == STATUS_OK; i++) {
        if (contents->vintages[i]->family == old)
            status = note_year(import, contents->vintages[i]->year, err);
    }
    return status == STATUS_OK ? contents_change_family(contents, old, cut, err) : status;
}

/** INSEE's movements and its code list are kept; movements alone are only compared with. */
static enum status read_lineage(struct import *import, const struct vintage_request *request,
                                const struct vintage_reading *reading, struct lineage **ret_lineage,
                                struct error *err)
{
    struct lineage *lineage = NULL;
    enum status status;

    if (import->manifest != NULL || reading->movements.path == NULL)
        return STATUS_OK;
    if (request->derives_shapes && reading->delegates.path == NULL)
        return error_set(err, STATUS_INVALID, reading->movements.name,
                         "movements come with the code list of their year: give both",
                         "les mouvements vont avec la liste des communes de leur année : donnez "
                         "les deux");
    status = lineage_files_read(reading->movements, reading->delegates, &lineage, err);
    if (status != STATUS_OK)
        return status;
    if (reading->delegates.path != NULL)
        return keep_lineage(import, lineage, reading->movements.name, err);
    *ret_lineage = lineage;
    return STATUS_OK;
}

/** The nearest earlier one. */
static const struct vintage *vintage_before(const struct contents *contents, int year)
{
    const struct vintage *before = NULL;

    for (size_t i = 0; i < contents->vintage_count; i++) {
        if (contents->vintages[i]->year < year)
            before = contents->vintages[i];
    }
    return before;
}

/** What was found of a year is told beside. */
static enum status refuse_errors(const struct import *import, int year, struct error *err)
{
    char name[16];

    (void)snprintf(name, sizeof name, "%d", year);
    return findings_refuse(&import->findings, LEVEL_ERROR, name, err);
}

static enum status build(struct import *import, const struct vintage_request *request,
                         struct vintage_reading *reading, struct vintage **ret_vintage,
                         struct error *err)
{
    const struct contents *contents = &import->contents;
    AUTO(lineage) lineage = NULL;
    AUTO(vintage) vintage = NULL;
    struct vintage_ground ground = {
        .rows = contents->rows,
        .history = {contents->vintages, contents->vintage_count},
    };
    enum status status = read_lineage(import, request, reading, &lineage, err);

    if (status == STATUS_OK && request->derives_shapes)
        status = prepare_shapes(import, request->year, &ground.base, err);
    if (status != STATUS_OK)
        return status;
    ground.before = (struct land_before){vintage_before(contents, request->year),
                                         lineage != NULL ? lineage : contents->lineage};
    status = vintage_build(request, reading, &ground, &vintage, err);
    if (status == STATUS_OK)
        status = refuse_errors(import, request->year, err);
    if (status == STATUS_OK)
        *ret_vintage = TAKE(vintage);
    return status;
}

static enum status read_vintage(struct import *import, struct vintage_request *request,
                                struct error *err)
{
    const struct contents *contents = &import->contents;
    SCOPED(vintage_reading) reading = {.shapes = ""};
    struct expectation expectation =
        expectation_of(request->region, request->year, contents->vintages, contents->vintage_count);
    AUTO(vintage) vintage = NULL;
    struct insee *codes = NULL;
    enum status status = list_known_codes(contents, &codes, &request->known.count, err);

    if (status != STATUS_OK)
        return status;
    request->known.list = codes;
    request->expectation = &expectation;
    request->repair = import->repair;
    request->progress = import->progress.tell == NULL ? NULL : &import->progress;
    request->findings = &import->findings;
    status = vintage_files_read(request, &reading, err);
    free(codes);
    /* What follows from errors in the lists is no news. */
    if (status == STATUS_OK)
        status = refuse_errors(import, request->year, err);
    if (status == STATUS_OK)
        status = build(import, request, &reading, &vintage, err);
    if (status == STATUS_OK)
        status = note_year(import, request->year, err);
    return status == STATUS_OK ? contents_put_vintage(&import->contents, TAKE(vintage), err)
                               : status;
}

static enum status read_cuts(struct import *import, const char *path, const char *name,
                             struct error *err)
{
    return cut_file_read(path, name, &import->cuts, err);
}

static enum status read_dataset_lineage(struct import *import, struct error *err)
{
    const struct manifest *manifest = import->manifest;
    struct lineage *lineage = NULL;
    enum status status;

    if (manifest->movements == NULL)
        return STATUS_OK;
    status = lineage_files_read(
        (struct lineage_file){manifest->movements->path, manifest->movements->name},
        (struct lineage_file){manifest->delegates->path, manifest->delegates->name}, &lineage, err);
    if (status != STATUS_OK)
        return status;
    contents_put_lineage(&import->contents, lineage);
    import->has_lineage = true;
    if (manifest->cuts == NULL)
        return STATUS_OK;
    return read_cuts(import, manifest->cuts->path, manifest->cuts->name, err);
}

/** Those that bring shapes, then those that derive them. */
static enum status read_vintages(struct import *import, bool derive_shapes, struct error *err)
{
    const struct manifest *manifest = import->manifest;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < manifest->vintage_count && status == STATUS_OK; i++) {
        const struct manifest_vintage *vintage = &manifest->vintages[i];
        struct vintage_request request = {
            .files = vintage->files,
            .file_count = vintage->file_count,
            .year = vintage->year,
            .region = manifest->region,
            .epci_year = vintage->epci_year,
            .population_year = vintage->population_year,
            .derives_shapes = derive_shapes,
        };

        if (vintage->derives_shapes != derive_shapes)
            continue;
        status = read_vintage(import, &request, err);
    }
    return status;
}

/** Those of the dataset take the place of all there were. */
static enum status read_aliases(struct import *import, struct error *err)
{
    const struct vintage_file *file = import->manifest->aliases;
    struct unit_aliases *aliases = NULL;
    enum status status;

    if (file == NULL)
        return STATUS_OK;
    status = unit_alias_file_read(file->path, file->name, &aliases, err);
    if (status != STATUS_OK)
        return status;
    contents_put_aliases(&import->contents, aliases);
    import->has_aliases = true;
    return STATUS_OK;
}

/** The dataset's register goes only where nobody has put one. */
static enum status read_register(struct import *import, struct error *err)
{
    AUTO(register_builder) builder = NULL;
    const char *folder = import->manifest->register_folder;
    char *unknown = NULL;
    enum status status;

    if (folder == NULL || import->contents.rows->contract_count > 0)
        return STATUS_OK;
    status = register_builder_new(&builder, err);
    if (status == STATUS_OK)
        status = register_files_read(folder, builder, &unknown, err);
    free(unknown);
    if (status == STATUS_OK)
        status = register_files_digest(folder, &import->register_digest, err);
    if (status == STATUS_OK)
        status = contents_lay_register(&import->contents, builder, err);
    import->has_register = status == STATUS_OK;
    return status;
}

enum status import_dataset(struct import *import, const char *folder, bool with_register,
                           struct error *err)
{
    enum status status = manifest_read(folder, &import->manifest, err);

    if (status == STATUS_OK)
        status = read_dataset_lineage(import, err);
    if (status == STATUS_OK)
        status = read_vintages(import, false, err);
    if (status == STATUS_OK)
        status = read_vintages(import, true, err);
    if (status == STATUS_OK)
        status = read_aliases(import, err);
    return status == STATUS_OK && with_register ? read_register(import, err) : status;
}

enum status import_files(struct import *import, const struct import_request *request,
                         struct error *err)
{
    struct vintage_request vintage = {
        .files = request->files,
        .file_count = request->file_count,
        .year = request->year,
        .region = request->region,
        .epci_year = request->epci_year,
        .population_year = request->population_year,
        .derives_shapes = request->derives_shapes,
    };
    const struct vintage *nearest = contents_nearest(&import->contents, request->year);
    enum status status = STATUS_OK;

    if (request->cuts_path != NULL)
        status = read_cuts(import, request->cuts_path, request->cuts_path, err);
    if (vintage.region == NULL)
        vintage.region = nearest == NULL ? "" : nearest->region;
    return status == STATUS_OK ? read_vintage(import, &vintage, err) : status;
}
