#include "service/cli/known_at.h"

#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "data/store.h"

static enum status revision_on(const struct common *common, const char *day, int64_t *ret_revision,
                               struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(common->store.bytes, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_revision_on(store, day, ret_revision, err);
    if (status == STATUS_OK && *ret_revision == 0)
        return error_set(err, STATUS_NOT_FOUND, day,
                         "nothing was recorded by that day yet; lisiere history CONTRACT has the "
                         "days",
                         "rien n'était encore enregistré ce jour-là ; lisiere history CONTRAT dit "
                         "les jours");
    return status;
}

static bool is_number(const char *text)
{
    return text[0] != '\0' && strlen(text) < 18 && strspn(text, "0123456789") == strlen(text);
}

enum status known_at_load(const struct common *common, struct snapshot **ret_snapshot,
                          struct error *err)
{
    const char *known_at = common->known_at;
    struct date date;
    int64_t revision = 0;
    enum status status;

    if (known_at == NULL)
        return load_snapshot(common->store.bytes, ret_snapshot, err);
    if (is_number(known_at)) {
        revision = strtoll(known_at, NULL, 10);
    } else {
        if (date_parse(known_at, &date, NULL) != STATUS_OK)
            return error_set(err, STATUS_FORMAT, known_at,
                             "this is neither a day, such as 2021-04-14, nor the number of a "
                             "revision",
                             "ce n'est ni un jour, comme 2021-04-14, ni le numéro d'une révision");
        status = revision_on(common, known_at, &revision, err);
        if (status != STATUS_OK)
            return status;
    }
    return load_snapshot_at(common->store.bytes, revision, ret_snapshot, err);
}

void known_at_write(struct text *text, const struct common *common, const struct snapshot *snapshot)
{
    if (common->known_at == NULL)
        return;
    text_addf(
        text,
        common->language == LANGUAGE_FR
            ? "! Ce qu'on savait à la révision %lld, avec les millésimes chargés aujourd'hui.\n"
            : "! What was known at revision %lld, with the vintages that are loaded today.\n",
        (long long)snapshot->revision);
}
