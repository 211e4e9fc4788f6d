#include "data/project_place.h"

#include <string.h>

const char *project_place_name(enum project_place place)
{
    static const char *const names[PROJECT_PLACE_COUNT] = {
        [PROJECT_INSIDE] = "inside",
        [PROJECT_PARTLY] = "partly",
        [PROJECT_OUTSIDE] = "outside",
        [PROJECT_WITHOUT_CONTRACT] = "without_contract",
        [PROJECT_NOT_EVALUATED] = "not_evaluated",
    };

    return names[place];
}

const char *project_category_name(enum project_category category)
{
    static const char *const names[PROJECT_CATEGORY_COUNT] = {
        [PROJECT_OFFER] = "offer",
        [PROJECT_ACCOMMODATION] = "accommodation",
        [PROJECT_RECEPTION] = "reception",
        [PROJECT_EVENT] = "event",
    };

    return names[category];
}

struct words project_category_words(enum project_category category)
{
    static const struct words words[PROJECT_CATEGORY_COUNT] = {
        [PROJECT_OFFER] = {"création d'offre", "creation of offer"},
        [PROJECT_ACCOMMODATION] = {"hébergement", "accommodation"},
        [PROJECT_RECEPTION] = {"conditions d'accueil", "reception of visitors"},
        [PROJECT_EVENT] = {"événement", "event"},
    };

    return words[category];
}

bool project_next_commune(const char **at, struct insee *ret_insee)
{
    size_t length = strcspn(*at, " ");

    if (length == 0 || length >= sizeof ret_insee->code)
        return false;
    memcpy(ret_insee->code, *at, length);
    ret_insee->code[length] = '\0';
    *at += length + ((*at)[length] == ' ');
    return true;
}

enum project_place project_place_on(const struct snapshot *snapshot, const struct project *project,
                                    struct date date)
{
    struct date day =
        project->decided_on.precision == DATE_UNKNOWN ? date : project->decided_on.latest;
    const struct vintage *vintage = vintage_at(snapshot_vintages(snapshot), day);
    uint32_t contract = register_contract(snapshot->rows, project->contract);
    uint32_t inside = 0, total = 0;
    const char *at = project->communes;
    const struct perimeter *perimeter;
    struct insee insee;
    enum force force;

    if (contract == UINT32_MAX)
        return PROJECT_WITHOUT_CONTRACT;
    if (vintage == NULL || at[0] == '\0')
        return PROJECT_NOT_EVALUATED;
    perimeter =
        snapshot_perimeter(snapshot, vintage, snapshot_version_on(snapshot, contract, day, &force));
    while (project_next_commune(&at, &insee)) {
        uint32_t commune = vintage_commune(vintage, insee.code);

        if (commune == UNIT_NONE)
            return PROJECT_NOT_EVALUATED;
        inside += perimeter_holds(perimeter, commune);
        total++;
    }
    return inside == total ? PROJECT_INSIDE : inside > 0 ? PROJECT_PARTLY : PROJECT_OUTSIDE;
}
