#include "data/source/file_remarks.h"

#include <string.h>

#include "data/source/shape_scale.h"

enum status file_remark_source(const struct layer_reading *layer, const struct vintage_file *file,
                               struct findings *findings, struct error *err)
{
    bool has_source = file->source[0] != '\0', has_licence = file->licence[0] != '\0';
    struct remark remark = {"SRC-16", LEVEL_WARNING, {layer->file, 0}, NULL};
    struct words kind = layer_kind_words(layer->columns.kind);
    struct words missing = has_source ? (struct words){"licence", "licence"}
                           : has_licence
                               ? (struct words){"source", "source"}
                               : (struct words){"source et licence", "source and licence"};

    if (has_source && has_licence)
        return STATUS_OK;
    return remark_add(findings, remark, err,
                      "not stated for the layer “%s%.0s”: %s%.0s; state it in the manifest, or "
                      "with --source and --licence",
                      "non renseigné pour la couche « %.0s%s » : %.0s%s ; indiquez-le dans le "
                      "manifeste, ou avec --source et --licence",
                      kind.en, kind.fr, missing.en, missing.fr);
}

enum status file_remark_damage(const struct vintage_file *file, const struct source_file *source,
                               struct findings *findings, struct error *err)
{
    struct encoding_damage damage = source_file_damage(source);
    struct remark remark = {"SRC-05", LEVEL_WARNING, {file->name, damage.line}, NULL};
    enum status status = STATUS_OK;

    if (damage.count > 0)
        status =
            remark_add(findings, remark, err,
                       "suspicious encoding, places: %zu (first “%s”); was cp1252 read as Latin-1? "
                       "Take the file from its source again",
                       "encodage douteux, endroits : %zu (le premier : « %s ») ; du cp1252 lu "
                       "comme du latin-1 ? "
                       "Reprenez le fichier à sa source",
                       damage.count, damage.sample);
    if (status == STATUS_OK && source_file_encoding(source) == ENCODING_CP1252)
        status = remark_add(findings, (struct remark){"SRC-05", LEVEL_INFO, {file->name, 0}, NULL},
                            err, "the file is not UTF-8 and was read as cp1252",
                            "le fichier n'est pas en UTF-8 et a été lu comme du cp1252");
    return status;
}

enum status file_remark_scale(const struct layer_reading *layer, struct findings *findings,
                              struct error *err)
{
    const char *slash = strrchr(layer->file, '/');
    struct remark remark = {"GEO-10", LEVEL_WARNING, {layer->file, 0}, NULL};
    int tolerance_m;

    if (!shape_scale_of_name(slash == NULL ? layer->file : slash + 1, &tolerance_m) &&
        !shape_scale_of_name(layer_name(layer->layer), &tolerance_m))
        return STATUS_OK;
    if (tolerance_m == 0)
        return remark_add(findings, remark, err,
                          "the shapes are generalised, by how much the name does not say: what is "
                          "decided on them proves nothing. Load the full ones",
                          "les contours sont généralisés, de combien le nom ne le dit pas : ce qui "
                          "se décide sur eux n'est pas probant. Chargez les contours complets");
    return remark_add(findings, remark, err,
                      "the shapes are simplified to %d m: what is decided on them proves nothing "
                      "within that distance. Load the full ones",
                      "les contours sont simplifiés à %d m : ce qui se décide sur eux n'est pas "
                      "probant à cette distance près. Chargez les contours complets",
                      tolerance_m);
}
