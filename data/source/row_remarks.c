/* The oddities of a layer, said once it is read. */
#include "data/source/row_facts.h"

static struct remark remark_of(const struct layer_reading *reading, const char *check,
                               enum level level, const struct oddity *oddity)
{
    return (struct remark){check, level, {reading->file, oddity->line}, NULL};
}

static enum status say_disagreement(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->disagree;

    if (oddity->count == 0)
        return STATUS_OK;
    for (int column = 0; column < COLUMN_COUNT; column++) {
        int field = reading->columns.field[column], rival = reading->columns.rival[column];

        if (rival >= 0)
            return remark_add(reading->gathering->findings,
                              remark_of(reading, "SRC-03", LEVEL_ERROR, oddity), err,
                              "the columns %s and %s stand for the same field and differ on %zu "
                              "rows (%s): remove one",
                              "les colonnes %s et %s désignent le même champ et diffèrent sur %zu "
                              "lignes (%s) : retirez-en une",
                              layer_field_name(reading->layer, (size_t)field),
                              layer_field_name(reading->layer, (size_t)rival), oddity->count,
                              oddity->sample);
    }
    return STATUS_OK;
}

static enum status say_natures(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->nature;

    if (oddity->count == 0 || reading->gathering->findings == NULL)
        return STATUS_OK; /* kept as it is written */
    return remark_add(
        reading->gathering->findings, remark_of(reading, "SRC-12", LEVEL_ERROR, oddity), err,
        "“%s” is no nature of an EPCI (CC, CA, CU, METRO, MET69), on %zu rows: correct "
        "them",
        "« %s » n'est pas une nature d'EPCI (CC, CA, CU, METRO, MET69), sur %zu "
        "lignes : corrigez-les",
        oddity->sample, oddity->count);
}

static enum status say_multiple(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->multiple;

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(reading->gathering->findings,
                      remark_of(reading, "SRC-14", LEVEL_INFO, oddity), err,
                      "%zu rows give several EPCI (%s): the first one is kept",
                      "%zu lignes donnent plusieurs EPCI (%s) : le premier est gardé",
                      oddity->count, oddity->sample);
}

static enum status say_damaged(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->damaged;

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(reading->gathering->findings,
                      remark_of(reading, "SRC-05", LEVEL_WARNING, oddity), err,
                      "%zu names look as if cp1252 had been read as Latin-1 (“%s”): take the file "
                      "from its source again",
                      "%zu noms semblent du cp1252 lu comme du latin-1 (« %s ») : reprenez le "
                      "fichier à sa source",
                      oddity->count, oddity->sample);
}

static enum status say_numbers(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->numbers;

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(
        reading->gathering->findings, remark_of(reading, "SRC-04", LEVEL_WARNING, oddity), err,
        "the column %s holds numbers, not text: leading zeros lost: %zu (%s)",
        "la colonne %s contient des nombres, pas du texte : zéros initiaux perdus : %zu (%s)",
        layer_field_name(reading->layer, (size_t)reading->columns.field[COLUMN_COM_CODE]),
        oddity->count, oddity->sample);
}

enum status row_facts_remark(const struct layer_reading *reading, struct error *err)
{
    enum status status = say_disagreement(reading, err);

    if (status == STATUS_OK)
        status = say_natures(reading, err);
    if (status == STATUS_OK)
        status = say_multiple(reading, err);
    if (status == STATUS_OK)
        status = say_damaged(reading, err);
    return status == STATUS_OK ? say_numbers(reading, err) : status;
}
