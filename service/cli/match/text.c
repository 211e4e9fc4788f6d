/* Proposals as people read them. */
#include <math.h>

#include "service/cli/match/form.h"
#include "service/report/wording.h"

static const char *certainty_word(enum match_certainty certainty, enum language language)
{
    static const struct words words[] = {
        {"sûr    ", "sure    "}, {"douteux", "doubtful"}, {"inconnu", "unknown "}};

    return words_in(words[certainty], language);
}

static struct words doubt_words(const struct name_match *match)
{
    static const struct words words[] = {
        [DOUBT_NONE] = {"", ""},
        [DOUBT_HOMONYMS] = {"plusieurs portent ce nom ou ce code",
                            "several have this name or code"},
        [DOUBT_BOTH_KINDS] = {"une commune et un EPCI portent ce nom",
                              "a commune and an EPCI are called so"},
        [DOUBT_OTHER_DAY] = {"un nom ou un code d'une autre date, ou d'une partie de commune",
                             "a name or a code of another day, or of a part of a commune"},
        [DOUBT_SPELLING] = {"personne ne s'appelle ainsi ; s'en approchent",
                            "nobody is called so; near are"},
    };
    static const struct words unknown = {"rien ne s'en approche", "nothing is near"};
    static const struct words nearest = {"rien n'en est assez proche ; le moins loin, non proposé",
                                         "nothing is near enough; the least far, not proposed"};

    if (match->doubt == DOUBT_NOTHING)
        return match->count == 0 ? unknown : nearest;
    return words[match->doubt];
}

/** « 62447 Hesdin-la-Forêt (commune, 62, CC des 7 Vallées) ». */
static void add_unit(struct match_sheet *sheet, enum code_kind kind, uint32_t unit)
{
    const struct vintage *vintage = sheet->vintage;
    enum language language = sheet->common->language;

    text_addf(sheet->text, "%s %s", match_unit_code(vintage, kind, unit),
              match_unit_name(vintage, kind, unit));
    if (kind == CODE_EPCI) {
        int64_t count = vintage->epcis[unit].commune_count;

        text_addf(sheet->text, " (EPCI, %lld %s)", (long long)count,
                  wording_noun(NOUN_COMMUNE, count, language));
        return;
    }
    text_addf(sheet->text, " (commune, %s", match_unit_departement(vintage, kind, unit));
    if (vintage->communes[unit].epci != UNIT_NONE)
        text_addf(sheet->text, ", %s", vintage->epcis[vintage->communes[unit].epci].name);
    if (!vintage->communes[unit].in_region)
        text_add(sheet->text,
                 language == LANGUAGE_FR ? ", hors de la région" : ", outside the region");
    text_add(sheet->text, ")");
}

/** By which name or code of which day. */
static void add_how(struct match_sheet *sheet, const struct name_proposal *proposal)
{
    bool french = sheet->common->language == LANGUAGE_FR;
    const struct name_entry *entry = proposal->entry;
    char date[NUMBER_MAX];

    wording_date(entry->date, sheet->common->language, date);
    switch (proposal->how) {
    case MATCH_BY_ALIAS:
        text_addf(sheet->text, french ? ", nom d'usage %s" : ", alias %s", entry->name);
        break;
    case MATCH_BY_PAST:
        text_addf(sheet->text, french ? " : %s (%s), encore le %s" : ": %s (%s), still on %s",
                  entry->name, entry->code, date);
        break;
    case MATCH_BY_LATER:
        text_addf(sheet->text, french ? " : %s (%s) à partir du %s" : ": %s (%s) from %s on",
                  entry->name, entry->code, date);
        break;
    case MATCH_BY_DELEGATE:
        text_addf(sheet->text,
                  french ? " : commune déléguée ou associée %s (%s)"
                         : ": delegated or associated commune %s (%s)",
                  entry->name, entry->code);
        break;
    case MATCH_BY_WORDS:
    case MATCH_BY_SPELLING:
        if (match_via(sheet, proposal) != NULL)
            text_addf(sheet->text, french ? ", par %s" : ", by %s", entry->name);
        break;
    case MATCH_BY_CODE:
    case MATCH_BY_NAME:
        break;
    }
}

static void add_proposal(struct match_sheet *sheet, const struct name_proposal *proposal)
{
    add_unit(sheet, proposal->entry->kind, proposal->entry->unit);
    add_how(sheet, proposal);
    text_add(sheet->text, "\n");
}

static void write_names(struct match_sheet *sheet, const struct match_row *row)
{
    enum language language = sheet->common->language;
    const struct name_match *match = row->names;
    const char *colon = language == LANGUAGE_FR ? " : " : ": ";

    text_add(sheet->text, colon);
    if (row->certainty == MATCH_SURE) {
        add_proposal(sheet, &match->list[0]);
        return;
    }
    text_addf(sheet->text, "%s\n", words_in(doubt_words(match), language));
    for (size_t i = 0; i < match->count; i++) {
        text_add(sheet->text, "           ");
        add_proposal(sheet, &match->list[i]);
    }
    if (match->found > match->count && row->certainty != MATCH_UNKNOWN)
        text_addf(sheet->text,
                  language == LANGUAGE_FR ? "           … et %zu autres\n"
                                          : "           … and %zu others\n",
                  match->found - match->count);
}

static void add_percent(struct match_sheet *sheet, double share)
{
    bool french = sheet->common->language == LANGUAGE_FR;
    long tenths = lround(1000 * share);

    /* What is not whole is not said to be. */
    if (tenths == 1000 && share < 0.9999)
        tenths = 999;
    if (tenths % 10 == 0)
        text_addf(sheet->text, french ? "%ld\u00a0%%" : "%ld%%", tenths / 10);
    else
        text_addf(sheet->text, french ? "%ld,%ld\u00a0%%" : "%ld.%ld%%", tenths / 10, tenths % 10);
}

static void write_drawing(struct match_sheet *sheet, const struct match_row *row)
{
    enum language language = sheet->common->language;
    bool french = language == LANGUAGE_FR;
    const struct drawing_match *drawing = row->drawing;
    char area[NUMBER_MAX], outside[NUMBER_MAX];

    text_addf(sheet->text,
              french ? " : dessin de %s, dont %s hors de la région\n"
                     : ": a drawing of %s, %s of it outside the region\n",
              wording_area(drawing->area_m2, language, area),
              wording_area(drawing->outside_m2, language, outside));
    for (size_t i = 0; i < row->part_count; i++) {
        text_addf(sheet->text, "  %s  ",
                  certainty_word(row->parts[i].is_sure ? MATCH_SURE : MATCH_DOUBTFUL, language));
        add_unit(sheet, row->parts[i].kind, row->parts[i].unit);
        text_add(sheet->text, french ? " : " : ": ");
        add_percent(sheet, row->parts[i].share);
        text_add(sheet->text, "\n");
    }
    if (drawing->slight_count > 0)
        text_addf(sheet->text,
                  french ? "  et %u %s à moins de 2\u00a0%% (%s en tout), non proposées\n"
                         : "  and %u %s by less than 2%% (%s in all), not proposed\n",
                  drawing->slight_count,
                  wording_noun(NOUN_COMMUNE, drawing->slight_count, language),
                  wording_area(drawing->slight_m2, language, area));
}

void match_text_row(struct match_sheet *sheet, const struct match_row *row)
{
    text_addf(sheet->text, "%s  %s", certainty_word(row->certainty, sheet->common->language),
              row->name);
    if (row->names != NULL)
        write_names(sheet, row);
    else
        write_drawing(sheet, row);
}

void match_text_tail(struct match_sheet *sheet)
{
    bool french = sheet->common->language == LANGUAGE_FR;
    const size_t *counts = sheet->counts;

    text_addf(sheet->text,
              french ? "\nCodes de %d. Sûrs : %zu ; douteux : %zu ; inconnus : %zu. Rien n'est "
                       "appliqué.\n"
                     : "\nCodes of %d. Sure: %zu; doubtful: %zu; unknown: %zu. Nothing is "
                       "applied.\n",
              sheet->vintage->year, counts[MATCH_SURE], counts[MATCH_DOUBTFUL],
              counts[MATCH_UNKNOWN]);
    if (sheet->has_drawings)
        text_add(sheet->text,
                 french ? "! Un dessin propose, les codes décident : contours et dessins sont "
                          "généralisés.\n"
                        : "! A drawing proposes, codes decide: shapes and drawings are "
                          "generalised.\n");
}
