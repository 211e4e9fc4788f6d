#include "service/cli/match/form.h"

static void string_or_null(struct json *json, const char *name, const char *value)
{
    json_key(json, name);
    if (value == NULL || value[0] == '\0')
        json_null(json);
    else
        json_string(json, value);
}

static void begin_unit(struct match_sheet *sheet, enum code_kind kind, uint32_t unit)
{
    struct json *json = &sheet->json;

    json_object_begin(json);
    json_member_string(json, "kind", code_kind_name(kind));
    json_member_string(json, "code", match_unit_code(sheet->vintage, kind, unit));
    json_member_string(json, "name", match_unit_name(sheet->vintage, kind, unit));
    string_or_null(json, "departement", match_unit_departement(sheet->vintage, kind, unit));
    string_or_null(json, "epci", match_unit_epci(sheet->vintage, kind, unit));
}

static void write_proposal(struct match_sheet *sheet, const struct name_proposal *proposal,
                           enum match_certainty certainty)
{
    struct json *json = &sheet->json;

    begin_unit(sheet, proposal->entry->kind, proposal->entry->unit);
    json_member_string(json, "certainty", match_certainty_name(certainty));
    json_member_string(json, "how", match_how_name(proposal->how));
    string_or_null(json, "via", match_via(sheet, proposal));
    string_or_null(json, "via_code", match_via_code(sheet, proposal));
    json_key(json, "share");
    json_null(json);
    json_object_end(json);
}

static void write_part(struct match_sheet *sheet, const struct match_part *part)
{
    struct json *json = &sheet->json;

    begin_unit(sheet, part->kind, part->unit);
    json_member_string(json, "certainty",
                       match_certainty_name(part->is_sure ? MATCH_SURE : MATCH_DOUBTFUL));
    json_member_string(json, "how", "share");
    string_or_null(json, "via", NULL);
    string_or_null(json, "via_code", NULL);
    json_key(json, "share");
    json_number(json, 100 * part->share, 2);
    json_object_end(json);
}

/** The list of a name under a key: it is there, or empty. */
static void write_names(struct match_sheet *sheet, const char *key, const struct match_row *row,
                        bool is_there)
{
    json_key(&sheet->json, key);
    json_array_begin(&sheet->json);
    for (size_t i = 0; is_there && i < row->names->count; i++)
        write_proposal(sheet, &row->names->list[i], row->certainty);
    json_array_end(&sheet->json);
}

static void write_drawing(struct match_sheet *sheet, const struct match_row *row)
{
    struct json *json = &sheet->json;

    json_key(json, "proposals");
    json_array_begin(json);
    for (size_t i = 0; i < row->part_count; i++)
        write_part(sheet, &row->parts[i]);
    json_array_end(json);
    json_key(json, "area_m2");
    json_number(json, row->drawing->area_m2, 0);
    json_key(json, "outside_m2");
    json_number(json, row->drawing->outside_m2, 0);
    json_key(json, "slight");
    json_object_begin(json);
    json_member_integer(json, "count", row->drawing->slight_count);
    json_key(json, "area_m2");
    json_number(json, row->drawing->slight_m2, 0);
    json_object_end(json);
}

void match_json_row(struct match_sheet *sheet, const struct match_row *row)
{
    struct json *json = &sheet->json;

    json_object_begin(json);
    json_member_integer(json, "row", (int64_t)row->number);
    json_member_string(json, "name", row->name);
    json_member_string(json, "certainty", match_certainty_name(row->certainty));
    if (row->names == NULL) {
        write_drawing(sheet, row);
    } else {
        string_or_null(json, "doubt", match_doubt_name(row->names->doubt));
        write_names(sheet, "proposals", row, row->certainty != MATCH_UNKNOWN);
        write_names(sheet, "nearest", row, row->certainty == MATCH_UNKNOWN);
        json_member_integer(json, "found",
                            row->certainty == MATCH_UNKNOWN ? 0 : (int64_t)row->names->found);
    }
    json_object_end(json);
}
