/* The oddities of a layer, said once it is read. */
#include "data/source/row_facts.h"

static struct remark remark_of(const struct layer_reading *reading, const char *check,
                               enum level level, const struct oddity *oddity)
{
    return (struct remark){check, level, {reading->file, oddity->line}, NULL};
}

static const char *field_name(const struct layer_reading *reading, int field)
{
    return layer_field_name(reading->layer, (size_t)field);
}

static enum status say_disagreement(const struct layer_reading *reading, enum column column,
                                    struct error *err)
{
    const struct oddity *oddity = &reading->disagree[column];

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(
        reading->gathering->findings, remark_of(reading, "SRC-03", LEVEL_ERROR, oddity), err,
        "the columns %s and %s stand for the same field and differ, rows: %zu (first "
        "%s): remove one of the columns",
        "les colonnes %s et %s désignent le même champ et diffèrent, lignes : %zu "
        "(la première : %s) : retirez une des colonnes",
        field_name(reading, reading->columns.field[column]),
        field_name(reading, reading->columns.rival[column]), oddity->count, oddity->sample);
}

/** What a column may hold: a number where nothing else is said. */
static struct words accepted_in(enum column column)
{
    static const struct words accepted[COLUMN_COUNT] = {
        [COLUMN_EPCI_NATURE] = {"CC, CA, CU, METRO ou MET69", "CC, CA, CU, METRO or MET69"},
        [COLUMN_COM_TYPE] = {"COM, COMA, COMD ou ARM", "COM, COMA, COMD or ARM"},
        [COLUMN_AREA] = {"une surface", "an area"},
        [COLUMN_EVENT_KIND] = {"un code MOD de l'INSEE, comme 32",
                               "a MOD code of INSEE such as 32"},
        [COLUMN_EVENT_DATE] = {"une date, comme 2024-01-01", "a date such as 2024-01-01"},
    };
    static const struct words number = {"un nombre entier", "a whole number"};

    return accepted[column].en == NULL ? number : accepted[column];
}

static enum status say_unknown(const struct layer_reading *reading, enum column column,
                               struct error *err)
{
    const struct oddity *oddity = &reading->unknown[column];
    struct words accepted = accepted_in(column);

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(
        reading->gathering->findings, remark_of(reading, "SRC-12", LEVEL_ERROR, oddity), err,
        "unknown value “%s” in the column %s, rows: %zu; %s%.0s is "
        "expected: correct them",
        "valeur « %s » inconnue dans la colonne %s, lignes : %zu ; on attend %.0s%s : corrigez-les",
        oddity->sample, field_name(reading, reading->columns.field[column]), oddity->count,
        accepted.en, accepted.fr);
}

static enum status say_multiple(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->multiple;

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(
        reading->gathering->findings, remark_of(reading, "SRC-14", LEVEL_INFO, oddity), err,
        "rows that give several EPCI: %zu (first %s); the first EPCI with its own "
        "taxes is kept",
        "lignes qui donnent plusieurs EPCI : %zu (la première : %s) ; le premier EPCI "
        "à fiscalité propre est gardé",
        oddity->count, oddity->sample);
}

static enum status say_damaged(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->damaged;

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(reading->gathering->findings,
                      remark_of(reading, "SRC-05", LEVEL_WARNING, oddity), err,
                      "names of suspicious encoding: %zu (first “%s”); was cp1252 read as Latin-1? "
                      "Take the file from its source again",
                      "noms d'un encodage douteux : %zu (le premier : « %s ») ; du cp1252 lu comme "
                      "du latin-1 ? Reprenez le fichier à sa source",
                      oddity->count, oddity->sample);
}

static enum status say_numbers(const struct layer_reading *reading, struct error *err)
{
    const struct oddity *oddity = &reading->numbers;

    if (oddity->count == 0)
        return STATUS_OK;
    return remark_add(
        reading->gathering->findings, remark_of(reading, "SRC-04", LEVEL_WARNING, oddity), err,
        "the column %s holds numbers, so codes have lost their leading zero: %zu (first %s); "
        "make it a column of text and export it again",
        "la colonne %s contient des nombres, des codes y ont perdu leur zéro initial : %zu (le "
        "premier : %s) ; mettez-la au format texte et exportez-la de nouveau",
        field_name(reading, reading->columns.field[COLUMN_COM_CODE]), oddity->count,
        oddity->sample);
}

/**
 * DGCL's table, known by the département of the seat beside INSEE codes, has what an EPCI is and
 * how many it has: what it lacks goes unchecked.
 */
static enum status say_missing(const struct layer_reading *reading, enum column column,
                               struct error *err)
{
    static const bool is_expected[COLUMN_COUNT] = {
        [COLUMN_EPCI_NAME] = true,  [COLUMN_EPCI_NATURE] = true,     [COLUMN_EPCI_COMMUNES] = true,
        [COLUMN_POPULATION] = true, [COLUMN_EPCI_POPULATION] = true,
    };
    struct remark remark = {"SRC-02", LEVEL_WARNING, {reading->file, 0}, NULL};
    const struct columns *columns = &reading->columns;
    char accepted[160], header[200];

    if (columns->kind != LAYER_MEMBERS || columns->field[COLUMN_EPCI_SEAT] < 0 ||
        columns->field[COLUMN_COM_CODE] < 0 || !is_expected[column] || columns->field[column] >= 0)
        return STATUS_OK;
    columns_show_accepted(LAYER_MEMBERS, column, accepted, sizeof accepted);
    columns_show_header(reading->layer, header, sizeof header);
    return remark_add(
        reading->gathering->findings, remark, err,
        "no column for %s%.0s (accepted names: %s; header read: %s), so that it is "
        "not checked: call the column by one of them",
        "aucune colonne pour %.0s%s (noms acceptés : %s ; en-tête lu : %s), rien n'en "
        "est contrôlé : donnez à la colonne un de ces noms",
        column_words(column).en, column_words(column).fr, accepted, header);
}

enum status row_facts_remark(const struct layer_reading *reading, struct error *err)
{
    enum status status = STATUS_OK;

    for (int column = 0; column < COLUMN_COUNT && status == STATUS_OK; column++) {
        status = say_disagreement(reading, (enum column)column, err);
        if (status == STATUS_OK)
            status = say_unknown(reading, (enum column)column, err);
        if (status == STATUS_OK)
            status = say_missing(reading, (enum column)column, err);
    }
    if (status == STATUS_OK)
        status = say_multiple(reading, err);
    if (status == STATUS_OK)
        status = say_damaged(reading, err);
    return status == STATUS_OK ? say_numbers(reading, err) : status;
}
