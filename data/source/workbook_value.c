#include "data/source/workbook_value.h"

#include <string.h>

enum fault {
    FAULT_NONE,
    FAULT_MERGED,
    FAULT_FORMULA,
    FAULT_ERROR,
    FAULT_BOOLEAN,
    FAULT_CODE_DATE,
    FAULT_CODE_NUMBER,
    FAULT_TEXT_DATE,
    FAULT_DATE_NUMBER,
    FAULT_DATE_TIME,
};

static bool is_digits(const char *text, size_t length)
{
    return strlen(text) == length && strspn(text, "0123456789") == length;
}

/** Five digits and nine are whole codes; fewer may have lost a zero, others were never codes. */
static bool is_whole_code(const char *text)
{
    return is_digits(text, 5) || is_digits(text, 9);
}

static enum fault judge_number(const struct workbook_cell *cell,
                               const struct register_column *column)
{
    switch (column->type) {
    case COLUMN_CODE:
    case COLUMN_CODES:
        return is_whole_code(cell->text) ? FAULT_NONE : FAULT_CODE_NUMBER;
    case COLUMN_DATE: /* a year alone */
        return is_digits(cell->text, 4) ? FAULT_NONE : FAULT_DATE_NUMBER;
    case COLUMN_TEXT:
    case COLUMN_NUMBER:
    case COLUMN_EUROS:
    case COLUMN_WORD:
        break;
    }
    return FAULT_NONE;
}

static enum fault judge_date(const struct workbook_cell *cell, const struct register_column *column)
{
    if (column->type == COLUMN_CODE || column->type == COLUMN_CODES)
        return FAULT_CODE_DATE;
    if (column->type != COLUMN_DATE)
        return FAULT_TEXT_DATE;
    return strchr(cell->text, ' ') == NULL ? FAULT_NONE : FAULT_DATE_TIME;
}

static enum fault judge(const struct workbook_cell *cell, const struct register_column *column)
{
    if (cell->is_merged)
        return FAULT_MERGED;
    switch (cell->kind) {
    case CELL_FORMULA:
        return FAULT_FORMULA;
    case CELL_ERROR:
        return FAULT_ERROR;
    case CELL_BOOLEAN:
        return column == NULL ? FAULT_NONE : FAULT_BOOLEAN;
    case CELL_NUMBER:
        return column == NULL ? FAULT_NONE : judge_number(cell, column);
    case CELL_DATE:
        return column == NULL ? FAULT_NONE : judge_date(cell, column);
    case CELL_TEXT:
        break;
    }
    return FAULT_NONE;
}

/** What the program did, and what to do about it. */
struct advice {
    struct words problem, remedy;
};

static const struct advice advices[] = {
    [FAULT_MERGED] = {{"cellule fusionnée avec d'autres", "a cell merged with others"},
                      {"annulez la fusion et remplissez chaque ligne",
                       "split it and fill in each row"}},
    [FAULT_FORMULA] = {{"c'est une formule", "this is a formula"},
                       {"remplacez-la par sa valeur (collage spécial, valeurs)",
                        "replace it by its value (paste special, values)"}},
    [FAULT_ERROR] = {{"c'est une erreur du tableur", "this is an error of the spreadsheet"},
                     {"corrigez-la", "mend it"}},
    [FAULT_BOOLEAN] = {{"le tableur en a fait un vrai ou faux",
                        "the spreadsheet has made it a true or false"},
                       {"mettez la colonne au format texte et retapez-le",
                        "format the column as text and type it again"}},
    [FAULT_CODE_DATE] = {{"le tableur a fait de ce code une date",
                          "the spreadsheet has made this code a date"},
                         {"mettez la colonne au format texte et retapez le code",
                          "format the column as text and type the code again"}},
    [FAULT_CODE_NUMBER] =
        {{"le tableur a fait de ce code un nombre, un zéro initial a pu se perdre",
          "the spreadsheet has made this code a number, a leading zero may be "
          "lost"},
         {"mettez la colonne au format texte et retapez le code",
          "format the column as text and type the code again"}},
    [FAULT_TEXT_DATE] = {{"le tableur en a fait une date", "the spreadsheet has made it a date"},
                         {"mettez la colonne au format texte et retapez-le",
                          "format the column as text and type it again"}},
    [FAULT_DATE_NUMBER] = {{"c'est un nombre, une date est attendue",
                            "this is a number, a date is expected"},
                           {"écrivez-la 2021-04-14, 2021-04 ou 2021",
                            "write it 2021-04-14, 2021-04 or 2021"}},
    [FAULT_DATE_TIME] = {{"une heure suit le jour", "a time follows the day"},
                         {"gardez le jour seul", "keep the day alone"}},
};

enum status workbook_value_check(const struct workbook_cell *cell,
                                 const struct register_column *column, struct row_place place,
                                 struct error *err)
{
    enum fault fault = judge(cell, column);
    char subject[ERROR_SUBJECT_MAX], label[REGISTER_LABEL_SIZE];

    if (fault == FAULT_NONE)
        return STATUS_OK;
    row_place_format(place, subject, sizeof subject);
    return error_set(err, STATUS_INVALID, subject, "“%.60s” in the column %s%.0s: %s%.0s; %s%.0s",
                     "« %.60s » dans la colonne %.0s%s : %.0s%s ; %.0s%s", cell->text,
                     column == NULL ? "?" : column->name,
                     column == NULL ? "?" : register_column_label_fr(column, label),
                     advices[fault].problem.en, advices[fault].problem.fr, advices[fault].remedy.en,
                     advices[fault].remedy.fr);
}
