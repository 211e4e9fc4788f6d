#include "service/report/register_template.h"

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "data/register_layout.h"

/* A day in the life of no file: templates of two days are alike. */
enum { CREATED = 1704067200, ROW_COUNT = 2000, WORD_MAX = 16, WORD_SIZE = 64, TEXT_MAX = 512 };

struct template
{
    lxw_workbook *workbook;
    lxw_format *header, *help, *text, *plain;
    enum language language;
};

static bool is_for_people(const struct register_column *column)
{
    return strcmp(column->name, "extra") != 0;
}

static void make_formats(struct template *template)
{
    template->header = workbook_add_format(template->workbook);
    format_set_bold(template->header);
    format_set_bottom(template->header, LXW_BORDER_THIN);
    format_set_num_format(template->header, "@");
    template->help = workbook_add_format(template->workbook);
    format_set_italic(template->help);
    format_set_font_color(template->help, 0x595959);
    format_set_text_wrap(template->help);
    format_set_align(template->help, LXW_ALIGN_VERTICAL_TOP);
    template->text = workbook_add_format(template->workbook);
    format_set_num_format(template->text, "@");
    template->plain = workbook_add_format(template->workbook);
}

static const char *word_in(const struct register_word *word, enum language language)
{
    return language == LANGUAGE_FR ? word->fr : word->name;
}

/** A list to choose from, below the help. */
static void add_choice(struct template *template, lxw_worksheet *sheet, lxw_col_t place,
                       const struct register_column *column)
{
    /* The library reads them only, and does not say so. */
    char copies[WORD_MAX][WORD_SIZE];
    char *words[WORD_MAX] = {NULL};
    lxw_data_validation validation = {.validate = LXW_VALIDATION_TYPE_LIST,
                                      .value_list = words,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    size_t count = 0;

    for (const struct register_word *word = column->words; word->name != NULL; word++) {
        if (word->name[0] == '\0' || count + 1 == WORD_MAX)
            continue;
        (void)snprintf(copies[count], WORD_SIZE, "%s", word_in(word, template->language));
        words[count] = copies[count];
        count++;
    }
    (void)worksheet_data_validation_range(sheet, 2, place, ROW_COUNT, place, &validation);
}

static void write_help(struct template *template, lxw_worksheet *sheet, lxw_col_t place,
                       const struct register_column *column)
{
    bool is_french = template->language == LANGUAGE_FR;
    char text[TEXT_MAX];

    (void)snprintf(text, sizeof text, "%s%s%s", place == 0 ? "# " : "",
                   words_in(column->help, template->language),
                   !register_column_is_mandatory(column) ? ""
                   : is_french                           ? " (à remplir)"
                                                         : " (to be filled in)");
    (void)worksheet_write_string(sheet, 1, place, text, template->help);
}

static void add_column(struct template *template, lxw_worksheet *sheet, lxw_col_t place,
                       const struct register_column *column)
{
    const char *name = template->language == LANGUAGE_FR ? column->name_fr : column->name;
    bool is_number = column->type == COLUMN_NUMBER || column->type == COLUMN_EUROS;

    (void)worksheet_set_column(sheet, place, place, 22,
                               is_number ? template->plain : template->text);
    (void)worksheet_write_string(sheet, 0, place, name, template->header);
    write_help(template, sheet, place, column);
    if (column->words != NULL)
        add_choice(template, sheet, place, column);
}

static bool add_table(struct template *template, enum register_table table)
{
    const struct register_layout *layout = register_layout(table);
    lxw_worksheet *sheet = workbook_add_worksheet(
        template->workbook, template->language == LANGUAGE_FR ? layout->table_fr : layout->table);
    lxw_col_t place = 0;

    if (sheet == NULL)
        return false;
    worksheet_freeze_panes(sheet, 2, 0);
    (void)worksheet_set_row(sheet, 1, 60, template->help);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (is_for_people(&layout->columns[i]))
            add_column(template, sheet, place++, &layout->columns[i]);
    }
    return true;
}

enum status register_template_write(const char *path, enum language language, struct error *err)
{
    struct template template = {.workbook = workbook_new(path), .language = language};
    char title_fr[] = "Registre des contrats", title_en[] = "Register of contracts";
    lxw_doc_properties properties = {.title = language == LANGUAGE_FR ? title_fr : title_en,
                                     .created = CREATED};
    bool is_whole = template.workbook != NULL;

    if (!is_whole)
        return error_no_memory(err);
    (void)workbook_set_properties(template.workbook, &properties);
    make_formats(&template);
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++)
        is_whole = add_table(&template, (enum register_table)table) && is_whole;
    if (workbook_close(template.workbook) != LXW_NO_ERROR || !is_whole)
        return error_set(err, STATUS_IO, path, "the workbook cannot be written",
                         "le classeur ne peut être écrit");
    return STATUS_OK;
}
