/* /locate?lon=&lat= : which commune, standing and contract at a point, and how sure that is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/derivation.h"
#include "service/api/collection.h"
#include "service/api/page_head.h"
#include "service/api/route.h"
#include "service/report/place_sentence.h"

static enum status parse_degrees(const char *text, const char *name, double *ret_value,
                                 struct error *err)
{
    char *end;

    if (text == NULL || strspn(text, "0123456789+-.eE") != strlen(text) || text[0] == '\0')
        return error_set(err, STATUS_INVALID, name, "give the point in degrees: lon=2.3&lat=49.9",
                         "donnez le point en degrés : lon=2.3&lat=49.9");
    *ret_value = strtod(text, &end);
    if (*end != '\0')
        return error_set(err, STATUS_INVALID, name, "“%.40s” is not a number of degrees",
                         "« %.40s » n'est pas un nombre de degrés", text);
    return STATUS_OK;
}

static enum status parse_point(const struct question *question, struct position *ret_position,
                               struct error *err)
{
    double lon_deg, lat_deg;
    enum status status = parse_degrees(question_parameter(question, "lon"), "lon", &lon_deg, err);

    if (status == STATUS_OK)
        status = parse_degrees(question_parameter(question, "lat"), "lat", &lat_deg, err);
    return status == STATUS_OK ? position_from_degrees(lon_deg, lat_deg, ret_position, err)
                               : status;
}

static void write_contracts(struct json *json, const struct view *view, uint32_t commune)
{
    const struct period_version *versions[16];
    size_t count =
        commune == UNIT_NONE ? 0 : period_versions_of(view->period, commune, versions, 16);

    json_key(json, "contracts");
    json_array_begin(json);
    for (size_t i = 0; i < count; i++) {
        const struct version *version = versions[i]->perimeter->version;
        const struct contract *contract = &view->snapshot->rows->contracts[version->contract];

        json_object_begin(json);
        json_member_string(json, "contract", contract->id);
        json_member_string(json, "name", contract->name);
        json_member_integer(json, "version", version->number);
        json_member_string(json, "in_force", versions[i]->force == FORCE_YES ? "yes" : "in_doubt");
        json_member_string(json, "act", version->act);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_commune(struct json *json, const struct view *view, const struct place *place)
{
    const struct vintage *vintage = view->period->vintage;
    const struct commune *commune;
    SCOPED(text) derivation = {0};
    const char *made_from;
    size_t length;

    json_key(json, "commune");
    if (place->commune == UNIT_NONE) {
        json_null(json);
        return;
    }
    commune = &vintage->communes[place->commune];
    json_object_begin(json);
    json_member_string(json, "code", commune->insee.code);
    json_member_string(json, "name", commune->name);
    if (commune->epci != UNIT_NONE) {
        json_member_string(json, "epci", vintage->epcis[commune->epci].siren.code);
        json_member_string(json, "epci_name", vintage->epcis[commune->epci].name);
    }
    text_init(&derivation, FEATURE_TEXT_MAX);
    derivation_add(&derivation, vintage, &place->commune, 1);
    json_key(json, "derivation");
    if (text_view(&derivation, &made_from, &length) == STATUS_OK && length > 0)
        json_string(json, made_from);
    else
        json_null(json);
    json_key(json, "in_region");
    json_boolean(json, commune->in_region);
    if (commune->in_region)
        json_member_string(json, "standing",
                           standing_name(view->period->standings[place->commune]));
    json_object_end(json);
}

static void write_json(const struct question *question, const struct place *place,
                       struct position position, struct text *text)
{
    const struct view *view = &question->view;
    struct sentence sentence;
    struct json json;

    place_sentence(view->snapshot, view->period, place, &sentence);
    json_init(&json, text);
    json_object_begin(&json);
    json_key(&json, "lon");
    json_raw(&json);
    text_add_degrees(text, position.lon_e7);
    json_key(&json, "lat");
    json_raw(&json);
    text_add_degrees(text, position.lat_e7);
    write_commune(&json, view, place);
    write_contracts(&json, view, place->commune);
    json_key(&json, "nearest_border_m");
    json_number(&json, place->border_m, 1);
    json_key(&json, "to_confirm");
    json_boolean(&json, place->is_to_confirm);
    json_key(&json, "answer");
    json_object_begin(&json);
    json_member_string(&json, "fr", sentence.fr);
    json_member_string(&json, "en", sentence.en);
    json_object_end(&json);
    view_write(&json, view);
    json_object_end(&json);
}

static void add_form(struct html *html, const struct question *question)
{
    static const char *const names[] = {"lon", "lat"};

    html_markup(html, "<form action=\"");
    html_text(html, question->ask->base_url);
    html_markup(html, "/locate\"><p>");
    for (size_t i = 0; i < 2; i++) {
        const char *value = question_parameter(question, names[i]);

        html_markup(html, "<label>");
        html_words(html, i == 0 ? "Longitude (degrés) " : "Latitude (degrés) ",
                   i == 0 ? "Longitude (degrees) " : "Latitude (degrees) ");
        html_markup(html, "<input name=\"");
        html_text(html, names[i]);
        html_markup(html, "\" inputmode=\"decimal\" required value=\"");
        html_text(html, value == NULL ? "" : value);
        html_markup(html, "\"></label> ");
    }
    form_repeat(html, question, "datetime");
    form_repeat(html, question, "vintage");
    form_repeat(html, question, "lang");
    html_markup(html, "<input type=\"hidden\" name=\"f\" value=\"html\"><button>");
    html_words(html, "Chercher", "Search");
    html_markup(html, "</button></p></form>\n");
}

static void write_page(const struct question *question, const struct place *place,
                       struct text *text)
{
    static const struct words title = {"Quel contrat en ce point ?",
                                       "Which contract at this point?"};
    struct html html;
    struct sentence sentence;

    html_init(&html, text, question->language);
    if (place != NULL)
        page_begin(&html, question, words_in(title, question->language));
    else
        page_begin_unasked(&html, question, words_in(title, question->language));
    add_form(&html, question);
    if (place != NULL) {
        place_sentence(question->view.snapshot, question->view.period, place, &sentence);
        html_markup(&html, "<p class=\"headline\">");
        html_text(&html, sentence_in(&sentence, question->language));
        html_markup(&html, ".</p>\n");
    }
    html_page_end(&html);
}

enum status write_locate(const struct question *question, struct text *text, struct error *err)
{
    struct position position;
    struct place place;
    enum status status;

    if (question->format == FORMAT_HTML && question_parameter(question, "lon") == NULL &&
        question_parameter(question, "lat") == NULL) {
        write_page(question, NULL, text);
        return STATUS_OK;
    }
    status = parse_point(question, &position, err);
    if (status == STATUS_OK)
        status = place_find(question->view.snapshot, question->view.period, position, &place, err);
    if (status != STATUS_OK)
        return status;
    if (question->format == FORMAT_HTML)
        write_page(question, &place, text);
    else
        write_json(question, &place, position, text);
    return STATUS_OK;
}
