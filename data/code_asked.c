#include "data/code_asked.h"

#include <stdio.h>
#include <string.h>

static enum status refuse(const char *text, const char *code, struct error *err)
{
    size_t digits = strspn(code, "0123456789");

    if (insee_lost_zero(code))
        return error_set(err, STATUS_FORMAT, text,
                         "a commune's code has five characters: did it lose its leading zero? Ask "
                         "for 0%s",
                         "un code de commune a cinq caractères : a-t-il perdu son zéro initial ? "
                         "Demandez 0%s",
                         code);
    if (siren_has_form(code))
        return error_set(err, STATUS_FORMAT, text,
                         "no SIREN: its last digit does not fit the others; check it for a typo",
                         "ce n'est pas un SIREN : son dernier chiffre ne s'accorde pas aux "
                         "autres ; vérifiez la frappe");
    if (digits == strlen(code) && digits >= 6)
        return error_set(err, STATUS_FORMAT, text,
                         "%zu digits: a commune's code has five, the SIREN of an EPCI nine",
                         "%zu chiffres : un code de commune en a cinq, le SIREN d'un EPCI neuf",
                         digits);
    return error_set(err, STATUS_FORMAT, text,
                     "neither the code of a commune (60054, or 60054@2019-01-01 for the one that "
                     "had it on a day) nor the SIREN of an EPCI (246000582)",
                     "ni un code de commune (60054, ou 60054@2019-01-01 pour celle qui l'avait un "
                     "jour donné) ni le SIREN d'un EPCI (246000582)");
}

enum status code_asked_parse(const char *text, struct code_asked *ret_asked, struct error *err)
{
    struct code_asked asked = {.is_dated = strchr(text, '@') != NULL};
    size_t length = strcspn(text, "@");

    if (length >= sizeof asked.code)
        return refuse(text, text, err);
    memcpy(asked.code, text, length);
    if (insee_is_well_formed(asked.code))
        asked.kind = CODE_COMMUNE;
    else if (siren_is_valid(asked.code))
        asked.kind = CODE_EPCI;
    else
        return refuse(text, asked.code, err);
    if (asked.is_dated && date_parse(text + length + 1, &asked.date, err) != STATUS_OK)
        return STATUS_FORMAT;
    *ret_asked = asked;
    return STATUS_OK;
}
