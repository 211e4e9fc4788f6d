#include "data/source/columns.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX_LENGTH = 64 };

const char *layer_kind_name(enum layer_kind kind)
{
    static const char *const names[] = {[LAYER_UNKNOWN] = "",
                                        [LAYER_COMMUNES] = "communes",
                                        [LAYER_EPCI] = "epci",
                                        [LAYER_DEPARTEMENTS] = "departements",
                                        [LAYER_SHAPES] = "shapes"};

    return names[kind];
}

/** Lower case without accents, separators left out: « Nature_Juridique », "nature juridique". */
static void fold(const char *name, char ret_folded[NAME_MAX_LENGTH])
{
    size_t length = 0;

    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        unsigned char letter = *c;

        if (length + 1 >= NAME_MAX_LENGTH)
            break;
        if (letter == 0xC3 && c[1] != '\0') { /* À–ÿ: U+00C0 + the second byte */
            static const char plain[] =
                "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";

            letter = (unsigned char)plain[(*++c - 0x80) & 0x3F];
        } else if (letter == 0xC2) { /* ° and no-break space */
            c += c[1] != '\0';
            continue;
        }
        if (letter >= 'A' && letter <= 'Z')
            letter = (unsigned char)(letter - 'A' + 'a');
        if (letter != '_' && letter != '-' && letter != ' ' && letter != '\'')
            ret_folded[length++] = (char)letter;
    }
    ret_folded[length] = '\0';
}

/* Accepted names by layer kind and column, folded, ended by NULL, the first one preferred. */

static const char *const *aliases(enum layer_kind kind, enum column column)
{
    static const char *const none[] = {NULL};
    bool is_epci = kind == LAYER_EPCI;
    bool is_departement = kind == LAYER_DEPARTEMENTS;

    switch (column) {
    case COLUMN_COM_CODE: {
        static const char *const names[] = {
            "inseecom",    "codeinsee",   "codgeo", "depcom", "insee", "inseecommune",
            "codecommune", "communecode", "com",    "code",   NULL};
        return is_epci || is_departement ? none : names;
    }
    case COLUMN_COM_NAME: {
        static const char *const names[] = {"nomcom",    "nomofficiel", "libelle", "libgeo",
                                            "nommembre", "nomcommune",  "nom",     "commune",
                                            "label",     NULL};
        return is_epci || is_departement ? none : names;
    }
    case COLUMN_COM_TYPE: {
        static const char *const names[] = {"typecom", "type", NULL};
        return is_epci || is_departement ? none : names;
    }
    case COLUMN_DEP_CODE: {
        static const char *const names[] = {"inseedep", "codeinseedudepartement", "dep",
                                            "depcom",   "codedepartement",        "departement",
                                            NULL};
        static const char *const own[] = {"dep",  "inseedep", "codeinsee", "codedepartement",
                                          "code", NULL};
        return is_departement ? own : is_epci ? none : names;
    }
    case COLUMN_DEP_NAME: {
        static const char *const names[] = {"nomdep", "nomofficiel", "libelle", "nom", NULL};
        return is_departement ? names : none;
    }
    case COLUMN_REG_CODE: {
        static const char *const names[] = {
            "inseereg", "codeinseedelaregion", "reg", "regcom", "coderegion", "region", NULL};
        return is_epci ? none : names;
    }
    case COLUMN_EPCI_SIREN: {
        static const char *const names[] = {"sirenepci", "codeepci",        "codessirendesepci",
                                            "epci",      "sirengroupement", "codesirendelepci",
                                            NULL};
        static const char *const own[] = {
            "sirenepci",       "codeepci",         "codesiren", "siren", "nsiren",
            "sirengroupement", "codesirendelepci", "code",      NULL};
        return is_epci ? own : is_departement ? none : names;
    }
    case COLUMN_EPCI_NAME: {
        static const char *const names[] = {
            "nomepci",       "nomofficiel", "raisonsociale", "libepci", "nomdugroupement",
            "libgroupement", "nominterco",  "nom",           NULL};
        return is_epci ? names : none;
    }
    case COLUMN_EPCI_NATURE: {
        static const char *const names[] = {"nature", "typeepci", "naturejuridique", "type", NULL};
        return is_epci ? names : none;
    }
    case COLUMN_EPCI_COMMUNES: {
        static const char *const names[] = {"nbmembres", NULL};
        return is_epci ? names : none;
    }
    case COLUMN_EPCI_POPULATION: {
        static const char *const names[] = {"totalpopmun", NULL};
        return is_epci ? names : none;
    }
    case COLUMN_POPULATION: {
        static const char *const names[] = {"population", "pmun", NULL};
        return is_epci || is_departement ? none : names;
    }
    case COLUMN_COUNT:
        break;
    }
    return none;
}

static int find_field(const struct layer *layer, const char *const names[])
{
    for (size_t n = 0; names[n] != NULL; n++) {
        for (size_t i = 0; i < layer_field_count(layer); i++) {
            char folded[NAME_MAX_LENGTH];

            fold(layer_field_name(layer, i), folded);
            if (strcmp(folded, names[n]) == 0)
                return (int)i;
        }
    }
    return -1;
}

static struct columns bind(const struct layer *layer, enum layer_kind kind)
{
    struct columns columns = {.kind = kind};

    for (int column = 0; column < COLUMN_COUNT; column++)
        columns.field[column] = find_field(layer, aliases(kind, (enum column)column));
    return columns;
}

static bool has(const struct columns *columns, enum column column)
{
    return columns->field[column] >= 0;
}

/**
 * The signature of each kind: a list of communes says which EPCI each is in; EPCI have a SIREN and
 * a nature or a count, and no commune; départements a code, a name and a region.
 */
static enum layer_kind recognise(const struct layer *layer)
{
    struct columns communes = bind(layer, LAYER_COMMUNES);
    struct columns epci = bind(layer, LAYER_EPCI);
    struct columns departements = bind(layer, LAYER_DEPARTEMENTS);
    int insee = find_field(layer, (const char *const[]){"inseecom", "codeinsee", "insee", "com",
                                                        "codgeo", "depcom", NULL});

    if (has(&communes, COLUMN_COM_CODE) && has(&communes, COLUMN_EPCI_SIREN))
        return LAYER_COMMUNES;
    if (has(&epci, COLUMN_EPCI_SIREN) && has(&epci, COLUMN_EPCI_NAME) && insee < 0 &&
        (has(&epci, COLUMN_EPCI_NATURE) || has(&epci, COLUMN_EPCI_COMMUNES)))
        return LAYER_EPCI;
    if (insee < 0 && has(&departements, COLUMN_DEP_CODE) && has(&departements, COLUMN_DEP_NAME) &&
        has(&departements, COLUMN_REG_CODE) && !layer_has_polygons(layer))
        return LAYER_DEPARTEMENTS;
    if (has(&communes, COLUMN_COM_CODE) && layer_has_polygons(layer))
        return LAYER_SHAPES;
    return LAYER_UNKNOWN;
}

static void show_header(const struct layer *layer, char *header, size_t size)
{
    size_t length = 0;

    header[0] = '\0';
    for (size_t i = 0; i < layer_field_count(layer) && length < size; i++)
        length += (size_t)snprintf(header + length, size - length, "%s%s", i > 0 ? ", " : "",
                                   layer_field_name(layer, i));
}

enum status columns_bind(const struct layer *layer, const char *file, struct columns *ret_columns,
                         struct error *err)
{
    enum layer_kind kind = recognise(layer);
    char header[200];

    if (kind == LAYER_UNKNOWN) {
        show_header(layer, header, sizeof header);
        return error_set(err, STATUS_INVALID, file,
                         "the layer %s is of no known kind: columns for communes (INSEE code and "
                         "EPCI), EPCI (SIREN, name, nature), départements or shapes are expected; "
                         "header read: %s",
                         "la couche %s n'est d'aucune sorte connue : on attend les colonnes des "
                         "communes (code INSEE et EPCI), des EPCI (SIREN, nom, nature), des "
                         "départements ou de contours ; en-tête lu : %s",
                         layer_name(layer), header);
    }
    *ret_columns = bind(layer, kind);
    return STATUS_OK;
}

static enum status refuse_missing(const struct layer *layer, const char *file,
                                  const char *const names[], struct error *err)
{
    char header[160];
    char accepted[160] = "";
    size_t length = 0;

    show_header(layer, header, sizeof header);
    for (size_t i = 0; names[i] != NULL && length < sizeof accepted; i++)
        length += (size_t)snprintf(accepted + length, sizeof accepted - length, "%s%s",
                                   i > 0 ? ", " : "", names[i]);
    return error_set(err, STATUS_INVALID, file,
                     "a column is missing, accepted under the names %s; header read: %s",
                     "une colonne manque, acceptée sous les noms %s ; en-tête lu : %s", accepted,
                     header);
}

enum status columns_bind_as(const struct layer *layer, const char *file, enum layer_kind kind,
                            struct columns *ret_columns, struct error *err)
{
    static const enum column needed[][3] = {
        [LAYER_UNKNOWN] = {COLUMN_COUNT},
        [LAYER_COMMUNES] = {COLUMN_COM_CODE, COLUMN_EPCI_SIREN, COLUMN_COUNT},
        [LAYER_EPCI] = {COLUMN_EPCI_SIREN, COLUMN_EPCI_NAME, COLUMN_COUNT},
        [LAYER_DEPARTEMENTS] = {COLUMN_DEP_CODE, COLUMN_DEP_NAME, COLUMN_COUNT},
        [LAYER_SHAPES] = {COLUMN_COM_CODE, COLUMN_COUNT},
    };
    struct columns columns = bind(layer, kind);

    for (size_t i = 0; needed[kind][i] != COLUMN_COUNT; i++) {
        if (!has(&columns, needed[kind][i]))
            return refuse_missing(layer, file, aliases(kind, needed[kind][i]), err);
    }
    *ret_columns = columns;
    return STATUS_OK;
}
