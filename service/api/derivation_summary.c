#include "service/api/derivation_summary.h"

#include "data/derivation.h"

enum { CODES_MAX = 1 << 20 };

/** Communes of the region whose land was that of others in the year of the shapes. */
static void write_united(struct json *json, const struct vintage *vintage)
{
    SCOPED(text) text = {0};
    const char *codes;
    size_t length;

    text_init(&text, CODES_MAX);
    derivation_add(&text, vintage, vintage->region_communes, vintage->region_commune_count);
    json_key(json, "united");
    if (text_view(&text, &codes, &length) == STATUS_OK && length > 0)
        json_string(json, codes);
    else
        json_null(json);
}

static void write_cut(struct json *json, const struct shape_cut *cut)
{
    char name[CUT_NAME_SIZE], date[DATE_TEXT_MAX];

    date_format(cut->date, date);
    json_object_begin(json);
    json_member_string(json, "name", cut_name(cut, name));
    json_member_string(json, "date", date);
    json_key(json, "approximate");
    json_boolean(json, cut->is_approximate);
    json_key(json, "prolonged_m");
    json_array_begin(json);
    json_number(json, cut->prolonged_m[0], 1);
    json_number(json, cut->prolonged_m[1], 1);
    json_array_end(json);
    json_member_string(json, "source", cut->source);
    json_key(json, "reason");
    json_object_begin(json);
    json_member_string(json, "fr", cut->reason.fr);
    json_member_string(json, "en", cut->reason.en);
    json_object_end(json);
    json_object_end(json);
}

void derivation_summary_write(struct json *json, const struct vintage *vintage)
{
    json_key(json, "derivation");
    if (vintage == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    json_member_integer(json, "shapes", vintage->family->year);
    json_member_integer(json, "epci", vintage->epci_year);
    json_member_integer(json, "population", vintage->population_year);
    json_member_integer(json, "mended", vintage->family->repair_count);
    write_united(json, vintage);
    json_key(json, "cuts");
    json_array_begin(json);
    for (uint32_t i = 0; i < vintage->family->cut_count; i++) {
        if (vintage_rests_on_cut(vintage, &vintage->family->cuts[i]))
            write_cut(json, &vintage->family->cuts[i]);
    }
    json_array_end(json);
    json_object_end(json);
}

void derivation_summary_add(struct html *html, const struct vintage *vintage)
{
    for (uint32_t i = 0; vintage != NULL && i < vintage->family->cut_count; i++) {
        const struct shape_cut *cut = &vintage->family->cuts[i];
        char name[CUT_NAME_SIZE];

        if (!vintage_rests_on_cut(vintage, cut))
            continue;
        html_markup(html, "<p><code>");
        html_text(html, cut_name(cut, name));
        html_markup(html, "</code> ");
        html_words(html, cut->reason.fr, cut->reason.en);
        html_markup(html, "</p>\n");
    }
}
