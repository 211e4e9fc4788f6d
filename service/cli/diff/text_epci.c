/* What changed between two vintages, to be read: the EPCI. */
#include <string.h>

#include "service/cli/diff/form.h"
#include "service/report/wording.h"

bool diff_is_epci_changed(const struct vintage_change *change, uint32_t epci)
{
    const struct epci_succession *succession = &change->epcis->successions[epci];

    return succession->fate != EPCI_KEPT || succession->has_new_name ||
           succession->has_new_nature || !land_change_is_none(&succession->land) ||
           change->crosswalk->before->epcis[epci].commune_count !=
               change->crosswalk->after->epcis[succession->heir].commune_count;
}

static void add_line(struct text *text, enum language language, struct words words)
{
    text_addf(text, "      %s\n", words_in(words, language));
}

static void add_labels(struct text *text, const struct epci_succession *succession,
                       const struct epci *before, const struct epci *after, enum language language)
{
    if (succession->has_new_nature)
        text_addf(text, "      %s%s → %s\n",
                  language == LANGUAGE_FR ? "nature : " : "nature: ", before->nature,
                  after->nature);
    if (succession->has_new_name)
        text_addf(text, "      %s%s → %s\n",
                  language == LANGUAGE_FR ? "nom : " : "name: ", before->name, after->name);
}

static void add_land(struct text *text, const struct land_change *land, uint32_t before,
                     uint32_t after, enum language language)
{
    text_addf(text, "      communes%s%u → %u", language == LANGUAGE_FR ? " : " : ": ", before,
              after);
    if (land_change_is_none(land))
        text_add(text, language == LANGUAGE_FR ? " ; même territoire" : "; the same territory");
    if (land->joined.count + land->appeared.count > 0)
        text_addf(text, language == LANGUAGE_FR ? " ; arrivées : %u" : "; arrivals: %u",
                  land->joined.count + land->appeared.count);
    if (land->left.count > 0)
        text_addf(text, language == LANGUAGE_FR ? " ; départs : %u" : "; departures: %u",
                  land->left.count);
    text_add(text, "\n");
}

/** « 10 de 246201149 CA du Calaisis »: what made it up, or where its communes are. */
static void add_share(struct text *text, uint32_t common, const struct epci *epci,
                      enum language language)
{
    text_addf(text,
              language == LANGUAGE_FR ? "      dont %u %s de %s %s\n" : "      %u %s of %s %s\n",
              common, wording_noun(NOUN_COMMUNE, common, language), epci->siren.code, epci->name);
}

static void add_heirs(struct text *text, const struct vintage_change *change, uint32_t epci,
                      enum language language)
{
    const struct vintage *after = change->crosswalk->after;

    for (uint32_t i = 0; i < change->epcis->share_count; i++) {
        const struct epci_share *share = &change->epcis->shares[i];

        if (share->before == epci)
            text_addf(text, "      %u %s %s %s %s\n", share->common,
                      wording_noun(NOUN_COMMUNE, share->common, language),
                      language == LANGUAGE_FR ? "dans" : "in",
                      after->epcis[share->after].siren.code, after->epcis[share->after].name);
    }
}

static void add_succession(struct text *text, const struct vintage_change *change, uint32_t epci,
                           enum language language)
{
    const struct epci_succession *succession = &change->epcis->successions[epci];
    const struct epci *before = &change->crosswalk->before->epcis[epci];
    const struct epci *heir =
        succession->heir == UNIT_NONE ? NULL : &change->crosswalk->after->epcis[succession->heir];

    text_addf(text, "  %s %s", before->siren.code,
              heir == NULL || succession->fate != EPCI_KEPT ? before->name : heir->name);
    if (heir != NULL && succession->fate != EPCI_KEPT)
        text_addf(text, " → %s %s", heir->siren.code, heir->name);
    text_add(text, "\n");
    if (succession->fate == EPCI_SUCCEEDED)
        add_line(text, language,
                 (struct words){"nouveau SIREN pour le même EPCI, par ses communes",
                                "a new SIREN for the same EPCI, by its communes"});
    if (succession->fate == EPCI_GONE)
        add_line(text, language,
                 (struct words){"aucune de ses communes n'est dans un EPCI du second millésime",
                                "none of its communes is in an EPCI of the second vintage"});
    if (succession->fate == EPCI_ABSORBED)
        text_addf(text,
                  language == LANGUAGE_FR
                      ? "      dissous : %u de ses %u communes sont dans %s, qui en a %u\n"
                      : "      dissolved: %u of its %u communes are in %s, which has %u\n",
                  succession->common, succession->recoded, heir->siren.code, heir->commune_count);
    if (succession->fate == EPCI_DIVIDED) {
        add_line(text, language,
                 (struct words){"dissous, et partagé entre plusieurs", "dissolved, and divided"});
        add_heirs(text, change, epci, language);
    }
    if (succession->fate == EPCI_KEPT || succession->fate == EPCI_SUCCEEDED) {
        add_labels(text, succession, before, heir, language);
        add_land(text, &succession->land, before->commune_count, heir->commune_count, language);
    }
}

static void add_created(struct text *text, const struct vintage_change *change, uint32_t created,
                        enum language language)
{
    const struct vintage *before = change->crosswalk->before;
    const struct epci *epci = &change->crosswalk->after->epcis[created];

    if (epci_lineage_predecessor(change->epcis, created) != UNIT_NONE)
        return; /* told with the one that it continues */
    text_addf(text,
              language == LANGUAGE_FR ? "  %s %s\n      nouveau SIREN : %u %s\n"
                                      : "  %s %s\n      a new SIREN: %u %s\n",
              epci->siren.code, epci->name, epci->commune_count,
              wording_noun(NOUN_COMMUNE, epci->commune_count, language));
    for (uint32_t i = 0; i < change->epcis->share_count; i++) {
        const struct epci_share *share = &change->epcis->shares[i];

        if (share->after == created)
            add_share(text, share->common, &before->epcis[share->before], language);
    }
}

static void add_epci(struct text *text, const struct vintage *vintage, uint32_t epci,
                     enum language language)
{
    if (epci == UNIT_NONE)
        text_add(text, language == LANGUAGE_FR ? "aucun EPCI" : "no EPCI");
    else
        text_addf(text, "%s %s", vintage->epcis[epci].siren.code, vintage->epcis[epci].name);
}

static void add_transfers(struct text *text, const struct vintage_change *change,
                          enum language language)
{
    const struct vintage *before = change->crosswalk->before, *after = change->crosswalk->after;

    if (change->epcis->transfer_count == 0)
        return;
    text_addf(text,
              language == LANGUAGE_FR ? "  communes passées d'un EPCI à un autre (%u)\n"
                                      : "  communes that went from one EPCI to another (%u)\n",
              change->epcis->transfer_count);
    for (uint32_t i = 0; i < change->epcis->transfer_count; i++) {
        const struct epci_transfer *transfer = &change->epcis->transfers[i];
        const struct commune *commune = &before->communes[transfer->commune_before];

        text_addf(text, "    %s %s%s", commune->insee.code, commune->name,
                  language == LANGUAGE_FR ? " : " : ": ");
        add_epci(text, before, transfer->epci_before, language);
        text_add(text, " → ");
        add_epci(text, after, transfer->epci_after, language);
        text_add(text, "\n");
    }
}

void diff_write_epcis(struct text *text, const struct vintage_change *change,
                      enum language language)
{
    const struct epci_lineage *epcis = change->epcis;
    uint32_t count = change->crosswalk->before->epci_count, changed = 0;

    for (uint32_t i = 0; i < count; i++)
        changed += diff_is_epci_changed(change, i);
    text_addf(text,
              language == LANGUAGE_FR ? "\nEPCI : inchangés, %u\n" : "\nEPCI: unchanged, %u\n",
              count - changed);
    for (uint32_t i = 0; i < count; i++) {
        if (diff_is_epci_changed(change, i))
            add_succession(text, change, i, language);
    }
    for (uint32_t i = 0; i < epcis->created_count; i++)
        add_created(text, change, epcis->created[i], language);
    add_transfers(text, change, language);
}
