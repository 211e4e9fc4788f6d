#include "service/cli/publications.h"

#include <string.h>

#include "service/report/json.h"
#include "service/report/wording.h"

/** « du 01/01/2021 au 31/12/2021 », or that no day was ever its own. */
static void add_days(struct text *text, const struct publication *publication,
                     enum language language)
{
    bool french = language == LANGUAGE_FR;
    char from[NUMBER_MAX], last[NUMBER_MAX];

    if (!publication->has_days) {
        text_add(text,
                 french ? "de ses codes seulement, d'aucun jour" : "of its codes only, of no day");
        return;
    }
    wording_date(publication->from, language, from);
    if (publication->until.day == DATE_LAST.day) {
        text_addf(text, french ? "à partir du %s" : "from %s on", from);
        return;
    }
    wording_date(date_plus(publication->until, -1), language, last);
    text_addf(text, french ? "du %s au %s" : "from %s to %s", from, last);
}

static void add_revisions(struct text *text, const struct publication *publication, int64_t present,
                          enum language language)
{
    bool french = language == LANGUAGE_FR;

    if (publication->known_to == present)
        text_addf(text, french ? "connu depuis la révision %lld\n" : "known since revision %lld\n",
                  (long long)publication->known_from);
    else
        text_addf(text,
                  french ? "connu de la révision %lld à la révision %lld, plus maintenant\n"
                         : "known from revision %lld to revision %lld, no longer\n",
                  (long long)publication->known_from, (long long)publication->known_to);
}

static void add_head(struct text *text, const struct publication *publication,
                     enum language language)
{
    bool french = language == LANGUAGE_FR;

    text_addf(text, french ? "%s : " : "%s: ", publication->digest.hex);
    switch (publication->kind) {
    case PUBLICATION_PERIMETER:
        text_addf(text,
                  french ? "périmètre de %s (%s), version %d, %u %s\n"
                         : "perimeter of %s (%s), version %d, %u %s\n",
                  publication->id, publication->name, publication->version, publication->communes,
                  wording_noun(NOUN_COMMUNE, publication->communes, language));
        break;
    case PUBLICATION_GAP:
        text_addf(text, french ? "territoire %s (%s), %u %s\n" : "territory %s (%s), %u %s\n",
                  publication->id, words_in(standing_words(publication->standing), language),
                  publication->communes,
                  wording_noun(NOUN_COMMUNE, publication->communes, language));
        break;
    case PUBLICATION_DOCUMENT:
        text_addf(text, french ? "document de l'acte %s%s%s\n" : "document of the act %s%s%s\n",
                  publication->id, publication->name[0] == '\0' ? "" : ", ", publication->name);
        break;
    case PUBLICATION_SOURCE:
        text_addf(text, french ? "fichier %s (%s)\n" : "file %s (%s)\n", publication->name,
                  publication->id);
        break;
    }
}

/** Of one thing, which a heading names, each vintage has a line. */
static bool has_same_head(const struct publication *a, const struct publication *b)
{
    return a->kind == b->kind && strcmp(a->id, b->id) == 0 && a->version == b->version &&
           strcmp(a->name, b->name) == 0 && strcmp(a->digest.hex, b->digest.hex) == 0;
}

static bool has_revisions(const struct publication *publication)
{
    return publication->kind != PUBLICATION_SOURCE;
}

static bool may_have_days(const struct publication *publication)
{
    return publication->kind == PUBLICATION_PERIMETER || publication->kind == PUBLICATION_GAP;
}

void publications_write_text(struct text *text, const char *hash,
                             const struct publications *publications, enum language language)
{
    if (publications->count == 0)
        text_addf(
            text,
            language == LANGUAGE_FR
                ? "%s : rien dans cette base n'a ou n'a eu cette empreinte, en aucune révision "
                  "et dans aucun des millésimes chargés\n"
                : "%s: nothing in this store has or had this hash, in any revision and in any "
                  "of the loaded vintages\n",
            hash);
    for (size_t i = 0; i < publications->count; i++) {
        const struct publication *publication = &publications->list[i];
        const char *joint = language == LANGUAGE_FR ? " ; " : "; ";

        if (i == 0 || !has_same_head(publication - 1, publication))
            add_head(text, publication, language);
        text_add(text, "  ");
        if (publication->vintage != 0)
            text_addf(text, language == LANGUAGE_FR ? "millésime %d" : "vintage %d",
                      publication->vintage);
        if (may_have_days(publication)) {
            text_add(text, language == LANGUAGE_FR ? " : " : ": ");
            add_days(text, publication, language);
            text_add(text, joint);
        }
        if (has_revisions(publication))
            add_revisions(text, publication, publications->revision, language);
        else
            text_add(text, "\n");
    }
}

static void member_date(struct json *json, const char *name, bool is_known, struct date date)
{
    char text[DATE_TEXT_MAX];

    json_key(json, name);
    if (!is_known) {
        json_null(json);
        return;
    }
    date_format(date, text);
    json_string(json, text);
}

static void write_subject(struct json *json, const struct publication *publication)
{
    static const char *const kinds[] = {
        [PUBLICATION_PERIMETER] = "perimeter",
        [PUBLICATION_GAP] = "gap",
        [PUBLICATION_DOCUMENT] = "document",
        [PUBLICATION_SOURCE] = "source",
    };

    json_member_string(json, "kind", kinds[publication->kind]);
    json_member_string(json, "sha256", publication->digest.hex);
    switch (publication->kind) {
    case PUBLICATION_PERIMETER:
        json_member_string(json, "contract", publication->id);
        json_member_string(json, "name", publication->name);
        json_member_integer(json, "version", publication->version);
        break;
    case PUBLICATION_GAP:
        json_member_string(json, "gap", publication->id);
        json_member_string(json, "standing", standing_name(publication->standing));
        break;
    case PUBLICATION_DOCUMENT:
        json_member_string(json, "act", publication->id);
        json_member_string(json, "contract", publication->name);
        break;
    case PUBLICATION_SOURCE:
        json_member_string(json, "layer", publication->id);
        json_member_string(json, "file", publication->name);
        break;
    }
}

void publications_write_json(struct text *text, const char *hash,
                             const struct publications *publications)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "hash", hash);
    json_member_integer(&json, "revision", publications->revision);
    json_key(&json, "found");
    json_array_begin(&json);
    for (size_t i = 0; i < publications->count; i++) {
        const struct publication *publication = &publications->list[i];
        bool ends = publication->has_days && publication->until.day != DATE_LAST.day;

        json_object_begin(&json);
        write_subject(&json, publication);
        if (publication->kind != PUBLICATION_DOCUMENT)
            json_member_integer(&json, "vintage", publication->vintage);
        if (may_have_days(publication)) {
            json_member_integer(&json, "communes", publication->communes);
            member_date(&json, "from", publication->has_days, publication->from);
            member_date(&json, "to", ends,
                        ends ? date_plus(publication->until, -1) : publication->until);
        }
        if (has_revisions(publication)) {
            json_member_integer(&json, "known_from", publication->known_from);
            json_member_integer(&json, "known_to", publication->known_to);
        }
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}
