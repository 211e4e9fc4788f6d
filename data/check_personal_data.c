/* BIZ-08: an e-mail address or a telephone number in a text of the register, which is public. */
#include <ctype.h>
#include <string.h>

#include "data/check.h"
#include "data/register_text.h"
#include "data/row_place.h"

static bool is_address_letter(char c)
{
    return isalnum((unsigned char)c) || strchr("._%+-", c) != NULL;
}

/** name@host.tld, wherever it stands. */
static bool has_address(const char *text)
{
    for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
        const char *host = at + 1;
        size_t length = 0, last_dot = 0;

        while (host[length] != '\0' && is_address_letter(host[length])) {
            last_dot = host[length] == '.' ? length : last_dot;
            length++;
        }
        if (at > text && is_address_letter(at[-1]) && last_dot > 0 && length - last_dot > 2)
            return true;
    }
    return false;
}

/** The digits of a French number from here: 0 and nine more, or +33 and nine, by ones or in groups.
 */
static bool is_telephone(const char *c)
{
    size_t digits = 0;

    if (strncmp(c, "+33", 3) == 0) {
        c += 3;
        while (*c == ' ')
            c++;
        digits = *c == '0' ? 0 : 1;
    }
    if (digits == 0 && (c[0] != '0' || c[1] < '1' || c[1] > '9'))
        return false;
    for (;; c++) {
        if (isdigit((unsigned char)*c))
            digits++;
        else if (*c == '\0' || strchr(" .-", *c) == NULL || !isdigit((unsigned char)c[1]))
            break;
    }
    return digits == 10;
}

static bool has_telephone(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if ((*c == '0' || *c == '+') && (c == text || !isalnum((unsigned char)c[-1])) &&
            is_telephone(c))
            return true;
    }
    return false;
}

static bool is_free_text(const struct register_column *column)
{
    return column->type == COLUMN_TEXT && column->words == NULL &&
           column->refers_to == REGISTER_TABLE_COUNT;
}

static enum status report(const char *contract, const struct register_layout *layout,
                          const struct register_column *column, struct row_place place,
                          struct findings *findings, struct error *err)
{
    struct finding *finding = findings_add(findings, "BIZ-08", LEVEL_WARNING, contract, 0);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = (struct evidence){place.file, (uint32_t)place.line};
    finding_add_subject(finding, layout->table);
    finding_add_subject(finding, column->name);
    finding_say(finding,
                "the column %s of a %s%.0s%.0s looks like an e-mail address or a telephone number: "
                "what is public names no person, take it out",
                "la colonne %.0s%.0s%s d'une ligne « %s » ressemble à une adresse ou à un numéro "
                "de téléphone : ce qui est public ne désigne personne, retirez-le",
                column->name, layout->noun.en, column->name_fr, layout->noun.fr);
    finding_seal(finding);
    return STATUS_OK;
}

static const char *contract_of(const struct register_layout *layout,
                               const struct register_row_text *text)
{
    size_t column = register_layout_column(layout, "contract");

    return column < layout->column_count ? text->values[column] : "";
}

static enum status check_row(const struct check_scope *scope, enum register_table table, size_t row,
                             struct findings *findings, struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    const struct register_rows *rows = scope->snapshot->rows;
    struct register_row_text text;
    const char *contract;

    register_row_text(rows, table, row, &text);
    contract = findings_keep(findings, contract_of(layout, &text));
    if (contract == NULL)
        return error_no_memory(err);
    if (!check_concerns(scope, contract))
        return STATUS_OK;
    for (size_t i = 0; i < layout->column_count; i++) {
        if (is_free_text(&layout->columns[i]) &&
            (has_address(text.values[i]) || has_telephone(text.values[i])) &&
            report(contract, layout, &layout->columns[i], register_row_place(rows, table, row),
                   findings, err) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

enum status check_personal_data(const struct check_scope *scope, struct findings *findings,
                                struct error *err)
{
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        size_t count = register_row_count(scope->snapshot->rows, (enum register_table)table);

        for (size_t row = 0; row < count; row++) {
            if (check_row(scope, (enum register_table)table, row, findings, err) != STATUS_OK)
                return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}
