#include "service/report/register_page.h"

#include <string.h>

#include "data/register_layout.h"

static const struct words heading = {
    "# Les tables du registre\n"
    "\n"
    "Un registre est un dossier de fichiers CSV, un par table (`contracts.csv` ou `contrats.csv`), "
    "un\n"
    "classeur XLSX ou ODS avec une feuille par table, ou un document JSON. Seules les tables\n"
    "dont on a quelque chose à dire sont nécessaires. `lisiere contracts REGISTRE --dry-run` "
    "montre ce qu'il\n"
    "changerait, `lisiere contracts --write DOSSIER` écrit celui qui est en base,\n"
    "`register.schema.json` décrit le document, `NOM.table.json` chaque table (Table Schema).\n"
    "\n"
    "- Les colonnes portent le nom français ou anglais, dans n'importe quel ordre ; les mots à "
    "choisir aussi.\n"
    "  Une colonne que la table n'a pas est gardée, et signalée.\n"
    "- Un code est du texte : `02016`, jamais `2016`.\n"
    "- Une date s'écrit `2021-04-14`, `2021-04` ou `2021`, et reste vide si personne ne la donne. "
    "Une fin est\n"
    "  le dernier jour.\n"
    "- Dans un classeur, une feuille sans ligne ne dit rien de sa table, une feuille dont le nom "
    "commence par\n"
    "  `#` est laissée de côté, et une ligne dont la première cellule commence par `#` est une "
    "aide.\n"
    "- Un périmètre publié ne change plus : un avenant est une nouvelle version, une erreur se "
    "corrige par une\n"
    "  version de cause `correction`.\n",
    "# The tables of the register\n"
    "\n"
    "A register is a folder of CSV files, one a table (`contracts.csv` or `contrats.csv`), an XLSX "
    "or\n"
    "ODS workbook with a sheet a table, or a JSON document. Only the tables that one has something "
    "to say in\n"
    "are needed. `lisiere contracts REGISTER --dry-run` shows what it would change, `lisiere "
    "contracts --write\n"
    "FOLDER` writes the one that is stored, `register.schema.json` describes the document, "
    "`NAME.table.json`\n"
    "each table (Table Schema).\n"
    "\n"
    "- Columns have the English or the French name, in any order; so have the words to choose "
    "from. A column\n"
    "  that the table does not have is kept, and reported.\n"
    "- A code is text: `02016`, never `2016`.\n"
    "- A date is written `2021-04-14`, `2021-04` or `2021`, and left empty when nobody states it. "
    "An end is the\n"
    "  last day.\n"
    "- In a workbook a sheet without rows says nothing of its table, a sheet whose name begins "
    "with # is left\n"
    "  out, and a row whose first cell begins with `#` is help.\n"
    "- A published perimeter does not change any more: an amendment is a new version, a mistake is "
    "corrected\n"
    "  by a version whose cause is `correction`.\n",
};

static const struct words table_head = {
    "| colonne | en anglais | | ce qu'on y écrit |\n|---|---|---|---|\n",
    "| column | in French | | what to write |\n|---|---|---|---|\n"};
static const struct words is_key = {"clé", "key"};
static const struct words is_filled = {"à remplir", "to be filled in"};
static const struct words of_table = {"un identifiant de", "an id of"};

static void add_words(struct text *text, const struct register_word *words, enum language language)
{
    const char *before = language == LANGUAGE_FR ? " : " : ": ";

    for (; words->name != NULL; words++) {
        const char *word = language == LANGUAGE_FR ? words->fr : words->name;

        if (word[0] == '\0')
            continue;
        text_addf(text, "%s`%s`", before, word);
        before = ", ";
    }
}

static void add_column(struct text *text, const struct register_column *column,
                       enum language language)
{
    bool is_french = language == LANGUAGE_FR;

    text_addf(text, "| `%s` | `%s` | %s | %s", is_french ? column->name_fr : column->name,
              is_french ? column->name : column->name_fr,
              register_column_is_key(column)         ? words_in(is_key, language)
              : register_column_is_mandatory(column) ? words_in(is_filled, language)
                                                     : "",
              words_in(column->help, language));
    if (column->words != NULL)
        add_words(text, column->words, language);
    if (column->refers_to != REGISTER_TABLE_COUNT) {
        const struct register_layout *other = register_layout(column->refers_to);

        text_addf(text, " (%s `%s`)", words_in(of_table, language),
                  is_french ? other->table_fr : other->table);
    }
    text_add(text, " |\n");
}

static void add_table(struct text *text, const struct register_layout *layout,
                      enum language language)
{
    bool is_french = language == LANGUAGE_FR;

    text_addf(text, "\n## `%s`\n\n", is_french ? layout->table_fr : layout->table);
    text_addf(text, is_french ? "En anglais `%s` : %s\n\n" : "In French `%s`: %s\n\n",
              is_french ? layout->table : layout->table_fr, words_in(layout->help, language));
    text_add(text, words_in(table_head, language));
    for (size_t i = 0; i < layout->column_count; i++) {
        if (strcmp(layout->columns[i].name, "extra") != 0)
            add_column(text, &layout->columns[i], language);
    }
}

void register_page_write(struct text *text, enum language language)
{
    text_add(text, words_in(heading, language));
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++)
        add_table(text, register_layout((enum register_table)table), language);
}
