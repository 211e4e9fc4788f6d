/* What layers and columns are called in sentences. */
#include <stdio.h>
#include <string.h>

#include "data/source/aliases.h"
#include "data/source/columns.h"
#include "data/source/encoding.h"

const char *layer_kind_name(enum layer_kind kind)
{
    static const char *const names[LAYER_KIND_COUNT] = {
        [LAYER_UNKNOWN] = "",
        [LAYER_COMMUNES] = "communes",
        [LAYER_EPCI] = "epci",
        [LAYER_DEPARTEMENTS] = "departements",
        [LAYER_SHAPES] = "shapes",
        [LAYER_MEMBERS] = "members",
        [LAYER_POPULATIONS] = "populations",
        [LAYER_REGIONS] = "regions",
        [LAYER_PARTS] = "parts",
        [LAYER_DIVISIONS] = "divisions",
        [LAYER_MOVEMENTS] = "movements",
    };

    return names[kind];
}

struct words layer_kind_words(enum layer_kind kind)
{
    static const struct words words[LAYER_KIND_COUNT] = {
        [LAYER_UNKNOWN] = {"inconnue", "unknown"},
        [LAYER_COMMUNES] = {"communes", "communes"},
        [LAYER_EPCI] = {"EPCI", "EPCI"},
        [LAYER_DEPARTEMENTS] = {"départements", "départements"},
        [LAYER_SHAPES] = {"contours", "shapes"},
        [LAYER_MEMBERS] = {"membres d'EPCI", "members of EPCI"},
        [LAYER_POPULATIONS] = {"populations", "populations"},
        [LAYER_REGIONS] = {"régions", "regions"},
        [LAYER_PARTS] = {"parties de communes", "parts of communes"},
        [LAYER_DIVISIONS] = {"divisions", "divisions"},
        [LAYER_MOVEMENTS] = {"mouvements", "movements"},
    };

    return words[kind];
}

struct words column_words(enum column column)
{
    static const struct words words[COLUMN_COUNT] = {
        [COLUMN_COM_CODE] = {"le code INSEE de la commune", "the INSEE code of the commune"},
        [COLUMN_COM_NAME] = {"le nom de la commune", "the name of the commune"},
        [COLUMN_MEMBER_NAME] = {"le nom du membre", "the name of the member"},
        [COLUMN_COM_TYPE] = {"le type de commune", "the type of commune"},
        [COLUMN_COM_PARENT] = {"la commune dont elle est une partie", "the commune it is part of"},
        [COLUMN_COM_SIREN] = {"le SIREN de la commune", "the SIREN of the commune"},
        [COLUMN_DEP_CODE] = {"le code du département", "the code of the département"},
        [COLUMN_DEP_NAME] = {"le nom du département", "the name of the département"},
        [COLUMN_REG_CODE] = {"le code de la région", "the code of the region"},
        [COLUMN_EPCI_SIREN] = {"le SIREN de l'EPCI", "the SIREN of the EPCI"},
        [COLUMN_EPCI_NAME] = {"le nom de l'EPCI", "the name of the EPCI"},
        [COLUMN_EPCI_NATURE] = {"la nature de l'EPCI", "the nature of the EPCI"},
        [COLUMN_EPCI_SEAT] = {"le département du siège", "the département of the seat"},
        [COLUMN_EPCI_COMMUNES] = {"le nombre de membres", "the number of members"},
        [COLUMN_EPCI_POPULATION] = {"la population de l'EPCI", "the population of the EPCI"},
        [COLUMN_POPULATION] = {"la population municipale", "the municipal population"},
        [COLUMN_CENSUS_DATE] = {"la date du recensement", "the date of the census"},
        [COLUMN_EVENT_KIND] = {"le type d'événement", "the kind of event"},
        [COLUMN_EVENT_DATE] = {"la date d'effet", "the date of effect"},
    };

    return words[column];
}

/** Adds a name to a list, or an ellipsis once it does not fit; false from then on. */
static bool add_name(char *text, size_t size, const char *name)
{
    static const char ellipsis[] = ", …";
    size_t length = strlen(text);
    size_t wanted = strlen(name) + (length > 0 ? 2 : 0);

    if (length + wanted + sizeof ellipsis > size) {
        (void)snprintf(text + length, size - length, "%s", ellipsis);
        return false;
    }
    (void)snprintf(text + length, size - length, "%s%s", length > 0 ? ", " : "", name);
    return true;
}

void columns_show_header(const struct layer *layer, char *ret_text, size_t size)
{
    ret_text[0] = '\0';
    for (size_t i = 0; i < layer_field_count(layer); i++) {
        if (!add_name(ret_text, size, layer_field_name(layer, i)))
            break;
    }
    encoding_hide_controls(ret_text);
}

void columns_show_accepted(enum layer_kind kind, enum column column, char *ret_text, size_t size)
{
    const char *const *names = aliases_of(kind, column);

    ret_text[0] = '\0';
    for (size_t i = 0; names[i] != NULL; i++) {
        char name[ALIAS_SIZE];
        size_t length = strlen(names[i]);
        bool has_year = length > 0 && names[i][length - 1] == '#';

        (void)snprintf(name, sizeof name, "%.*s%s", (int)(has_year ? length - 1 : length), names[i],
                       has_year ? "2024" : "");
        if (!add_name(ret_text, size, name))
            return;
    }
}
