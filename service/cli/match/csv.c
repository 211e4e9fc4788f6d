/* Tables of proposals: all of them, and the members that are sure. */
#include <stdio.h>

#include "service/cli/match/form.h"

static void head(struct match_sheet *sheet, const char *const names[], size_t count)
{
    csv_init(&sheet->csv, sheet->text);
    for (size_t i = 0; i < count; i++)
        csv_field(&sheet->csv, names[i]);
    csv_end_row(&sheet->csv);
}

void match_csv_head(struct match_sheet *sheet)
{
    static const char *const names[] = {"row",  "name",          "certainty",   "doubt", "kind",
                                        "code", "official_name", "departement", "epci",  "how",
                                        "via",  "via_code",      "share"};

    head(sheet, names, sizeof names / sizeof *names);
}

static void begin(struct match_sheet *sheet, const struct match_row *row,
                  enum match_certainty certainty)
{
    csv_integer(&sheet->csv, (int64_t)row->number);
    csv_field(&sheet->csv, row->name);
    csv_field(&sheet->csv, match_certainty_name(certainty));
    csv_field(&sheet->csv, row->names == NULL ? "" : match_doubt_name(row->names->doubt));
}

static void unit(struct match_sheet *sheet, enum code_kind kind, uint32_t index)
{
    csv_field(&sheet->csv, code_kind_name(kind));
    csv_field(&sheet->csv, match_unit_code(sheet->vintage, kind, index));
    csv_field(&sheet->csv, match_unit_name(sheet->vintage, kind, index));
    csv_field(&sheet->csv, match_unit_departement(sheet->vintage, kind, index));
    csv_field(&sheet->csv, match_unit_epci(sheet->vintage, kind, index));
}

static void text_or_nothing(struct match_sheet *sheet, const char *text)
{
    csv_field(&sheet->csv, text == NULL ? "" : text);
}

void match_csv_row(struct match_sheet *sheet, const struct match_row *row)
{
    size_t count = row->names == NULL || row->certainty == MATCH_UNKNOWN ? 0 : row->names->count;

    for (size_t i = 0; i < count; i++) {
        const struct name_proposal *proposal = &row->names->list[i];

        begin(sheet, row, row->certainty);
        unit(sheet, proposal->entry->kind, proposal->entry->unit);
        csv_field(&sheet->csv, match_how_name(proposal->how));
        text_or_nothing(sheet, match_via(sheet, proposal));
        text_or_nothing(sheet, match_via_code(sheet, proposal));
        csv_field(&sheet->csv, "");
        csv_end_row(&sheet->csv);
    }
    for (size_t i = 0; i < row->part_count; i++) {
        const struct match_part *part = &row->parts[i];

        begin(sheet, row, part->is_sure ? MATCH_SURE : MATCH_DOUBTFUL);
        unit(sheet, part->kind, part->unit);
        csv_field(&sheet->csv, "share");
        csv_field(&sheet->csv, "");
        csv_field(&sheet->csv, "");
        csv_number(&sheet->csv, 100 * part->share, 2);
        csv_end_row(&sheet->csv);
    }
    if (count + row->part_count > 0)
        return;
    begin(sheet, row, MATCH_UNKNOWN);
    for (int i = 0; i < 9; i++)
        csv_field(&sheet->csv, "");
    csv_end_row(&sheet->csv);
}

void match_members_head(struct match_sheet *sheet)
{
    static const char *const names[] = {"op", "kind", "code", "label"};

    head(sheet, names, sizeof names / sizeof *names);
}

static void member(struct match_sheet *sheet, enum code_kind kind, uint32_t index)
{
    if (sheet->is_listed[kind][index])
        return;
    sheet->is_listed[kind][index] = true;
    csv_field(&sheet->csv, "include");
    csv_field(&sheet->csv, code_kind_name(kind));
    csv_field(&sheet->csv, match_unit_code(sheet->vintage, kind, index));
    csv_field(&sheet->csv, match_unit_name(sheet->vintage, kind, index));
    csv_end_row(&sheet->csv);
}

void match_members_row(struct match_sheet *sheet, const struct match_row *row)
{
    if (row->names != NULL && row->certainty == MATCH_SURE)
        member(sheet, row->names->list[0].entry->kind, row->names->list[0].entry->unit);
    for (size_t i = 0; i < row->part_count; i++) {
        if (row->parts[i].is_sure)
            member(sheet, row->parts[i].kind, row->parts[i].unit);
    }
}

/** What is left out must not be missed: it is said beside. */
void match_members_tail(struct match_sheet *sheet)
{
    size_t left_out = sheet->counts[MATCH_DOUBTFUL] + sheet->counts[MATCH_UNKNOWN];

    if (left_out > 0)
        fprintf(stderr,
                sheet->common->language == LANGUAGE_FR
                    ? "! rien n'est retenu de ce qui n'est pas sûr : %zu lignes à revoir "
                      "(--format text)\n"
                    : "! nothing that is not sure is kept: %zu rows to look at (--format text)\n",
                left_out);
}
