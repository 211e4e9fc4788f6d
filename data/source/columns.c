#include "data/source/columns.h"

#include <stdio.h>
#include <string.h>

#include "data/source/aliases.h"

/** First field that fits one of the names, in their order; `but` is passed over. */
static int find_field(const struct layer *layer, const char *const names[], int but, int *ret_year)
{
    for (size_t n = 0; names[n] != NULL; n++) {
        for (size_t i = 0; i < layer_field_count(layer); i++) {
            char folded[ALIAS_SIZE];

            alias_fold(layer_field_name(layer, i), folded);
            if ((int)i != but && alias_fits(names[n], folded, ret_year))
                return (int)i;
        }
    }
    return -1;
}

static bool has_any(const struct layer *layer, const char *const names[])
{
    int year;

    return find_field(layer, names, -1, &year) >= 0;
}

#define HAS_ANY(layer, ...) has_any(layer, (const char *const[]){__VA_ARGS__, NULL})

/** Codes that two columns of one layer may give: only of these is a second one looked for. */
static int find_rival(const struct layer *layer, enum layer_kind kind, enum column column, int but)
{
    static const char *const communes[] = {"inseecom",     "codeinsee",   "codgeo", "insee",
                                           "inseecommune", "codecommune", "com",    NULL};
    static const char *const epcis[] = {"sirenepci", "codeepci", "sirengroupement", NULL};
    int year;

    if (but < 0 || kind == LAYER_PARTS)
        return -1;
    if (column == COLUMN_COM_CODE)
        return find_field(layer, communes, but, &year);
    return column == COLUMN_EPCI_SIREN ? find_field(layer, epcis, but, &year) : -1;
}

static struct columns bind(const struct layer *layer, enum layer_kind kind)
{
    struct columns columns = {.kind = kind};

    columns.is_cog = HAS_ANY(layer, "typecom");
    for (int column = 0; column < COLUMN_COUNT; column++) {
        /* `commune` is a name here and the parent of an arrondissement there, never both. */
        int but = column == COLUMN_COM_PARENT ? columns.field[COLUMN_COM_NAME]
                  : column == COLUMN_DEP_CODE ? columns.field[COLUMN_COM_CODE]
                                              : -1;
        int *year = column == COLUMN_POPULATION ? &columns.population_year : &(int){0};

        columns.field[column] = find_field(layer, aliases_of(kind, (enum column)column), but, year);
        columns.rival[column] = find_rival(layer, kind, (enum column)column, columns.field[column]);
    }
    return columns;
}

static bool has(const struct columns *columns, enum column column)
{
    return columns->field[column] >= 0;
}

/** A column whose very name says that it holds the INSEE code of a commune. */
static bool names_communes(const struct layer *layer)
{
    return HAS_ANY(layer, "inseecom", "insee", "com", "codgeo", "depcom", "inseecommune",
                   "codecommune", "communecode");
}

/** Layers that say by their names what `code` and `nom` are about: "regions-100m", "canton". */
static bool is_named(const struct layer *layer, const char *beginning)
{
    char folded[ALIAS_SIZE];

    alias_fold(layer_name(layer), folded);
    return strncmp(folded, beginning, strlen(beginning)) == 0;
}

static bool is_of_parts(const struct layer *layer)
{
    return HAS_ANY(layer, "inseearm", "inseecad", "inseeratt", "codeinseedelacommunederattach",
                   "codeinseedelacommunederattachement") ||
           is_named(layer, "arrondissementmunicipal") || is_named(layer, "communesassociees") ||
           is_named(layer, "communeassociee");
}

static bool is_of_divisions(const struct layer *layer)
{
    static const char *const names[] = {"arrondissement", "canton",   "cheflieu", "collectivite",
                                        "academie",       "circonsc", "ept"};

    if (HAS_ANY(layer, "arr") && HAS_ANY(layer, "dep") && !HAS_ANY(layer, "com"))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_named(layer, names[i]) && !names_communes(layer))
            return true;
    }
    return false;
}

/** Members say both what they are and what the EPCI is called, or how many they are. */
static bool is_of_members(const struct layer *layer)
{
    struct columns columns = bind(layer, LAYER_MEMBERS);

    if (!has(&columns, COLUMN_EPCI_SIREN) || HAS_ANY(layer, "idcrte"))
        return false;
    if (has(&columns, COLUMN_COM_CODE) && (names_communes(layer) || HAS_ANY(layer, "parentcode")))
        return has(&columns, COLUMN_EPCI_NAME) || has(&columns, COLUMN_EPCI_COMMUNES);
    /* Banatic knows members by their SIREN; epcicom has both, and misses the code if it does not.
     */
    return has(&columns, COLUMN_EPCI_NAME) && HAS_ANY(layer, "sirenmembre") &&
           !HAS_ANY(layer, "nbmembres");
}

static bool is_of_communes(const struct layer *layer)
{
    struct columns columns = bind(layer, LAYER_COMMUNES);

    if (!has(&columns, COLUMN_COM_CODE))
        return false;
    return has(&columns, COLUMN_EPCI_SIREN) || columns.is_cog ||
           (has(&columns, COLUMN_COM_TYPE) && has(&columns, COLUMN_DEP_CODE) &&
            has(&columns, COLUMN_COM_NAME)) ||
           (HAS_ANY(layer, "codedepartement") && HAS_ANY(layer, "code"));
}

static bool is_of_epci(const struct layer *layer)
{
    struct columns columns = bind(layer, LAYER_EPCI);

    if (!has(&columns, COLUMN_EPCI_SIREN) || !has(&columns, COLUMN_EPCI_NAME) ||
        names_communes(layer) || HAS_ANY(layer, "idcrte", "sirenmembre", "departement"))
        return false;
    return is_named(layer, "epci") || has(&columns, COLUMN_EPCI_NATURE) ||
           has(&columns, COLUMN_EPCI_COMMUNES);
}

static bool is_of_departements(const struct layer *layer)
{
    struct columns columns = bind(layer, LAYER_DEPARTEMENTS);

    return !names_communes(layer) && has(&columns, COLUMN_DEP_CODE) &&
           has(&columns, COLUMN_DEP_NAME) && has(&columns, COLUMN_REG_CODE) &&
           (!layer_has_polygons(layer) || is_named(layer, "departement"));
}

static bool is_of_regions(const struct layer *layer)
{
    return !names_communes(layer) && !HAS_ANY(layer, "dep", "departement", "siren", "population") &&
           (is_named(layer, "region") ||
            (HAS_ANY(layer, "reg") && HAS_ANY(layer, "libelle", "nom") &&
             HAS_ANY(layer, "cheflieu")));
}

static bool is_of_populations(const struct layer *layer)
{
    struct columns columns = bind(layer, LAYER_POPULATIONS);

    return names_communes(layer) && !HAS_ANY(layer, "nbmembres", "sirenmembre") &&
           (has(&columns, COLUMN_POPULATION) || has(&columns, COLUMN_COM_SIREN)) &&
           !layer_has_polygons(layer);
}

/** From the most telling signature to the least. */
static enum layer_kind recognise(const struct layer *layer)
{
    struct columns shapes = bind(layer, LAYER_SHAPES);

    if (HAS_ANY(layer, "mod") && HAS_ANY(layer, "dateeff") && HAS_ANY(layer, "comav"))
        return LAYER_MOVEMENTS;
    if (is_of_parts(layer))
        return LAYER_PARTS;
    if (is_of_divisions(layer))
        return LAYER_DIVISIONS;
    if (is_of_members(layer))
        return LAYER_MEMBERS;
    if (is_of_epci(layer))
        return LAYER_EPCI;
    if (is_of_communes(layer))
        return LAYER_COMMUNES;
    if (is_of_regions(layer))
        return LAYER_REGIONS;
    if (is_of_departements(layer))
        return LAYER_DEPARTEMENTS;
    if (is_of_populations(layer))
        return LAYER_POPULATIONS;
    if (has(&shapes, COLUMN_COM_CODE) && layer_has_polygons(layer))
        return LAYER_SHAPES;
    return LAYER_UNKNOWN;
}

static enum status refuse_missing(const struct layer *layer, const char *file, enum layer_kind kind,
                                  enum column column, struct error *err)
{
    char header[160], accepted[160];

    columns_show_header(layer, header, sizeof header);
    columns_show_accepted(kind, column, accepted, sizeof accepted);
    (void)error_set(
        err, STATUS_INVALID, file,
        "no column for %s%.0s in %s (names accepted, in any case: %s; header read: %s): call the "
        "column by one of them",
        "aucune colonne pour %.0s%s dans %s (noms acceptés, à la casse près : %s ; en-tête lu : "
        "%s) : "
        "donnez à la colonne un de ces noms",
        column_words(column).en, column_words(column).fr, layer_name(layer), accepted, header);
    return error_cite(err, STATUS_INVALID, "SRC-02");
}

/** Columns by which a layer of a kind is known even when one of them is missing. */
struct signature {
    enum layer_kind kind;
    enum column columns[4];
    size_t count;
};

static const struct signature signatures[] = {
    {LAYER_MEMBERS,
     {COLUMN_COM_CODE, COLUMN_EPCI_SIREN, COLUMN_EPCI_NAME, COLUMN_EPCI_COMMUNES},
     4},
    {LAYER_COMMUNES, {COLUMN_COM_CODE, COLUMN_COM_TYPE, COLUMN_COM_NAME, COLUMN_DEP_CODE}, 4},
    {LAYER_EPCI, {COLUMN_EPCI_SIREN, COLUMN_EPCI_NAME, COLUMN_EPCI_NATURE}, 3},
    {LAYER_DEPARTEMENTS, {COLUMN_DEP_CODE, COLUMN_DEP_NAME, COLUMN_REG_CODE}, 3},
};

/** The one column that a layer lacks for a signature; COLUMN_COUNT when it lacks none or several.
 */
static enum column lacks_one(const struct layer *layer, const struct signature *signature)
{
    struct columns columns = bind(layer, signature->kind);
    enum column missing = COLUMN_COUNT;
    size_t lacking = 0;

    for (size_t i = 0; i < signature->count; i++) {
        if (!has(&columns, signature->columns[i])) {
            missing = signature->columns[i];
            lacking++;
        }
    }
    return lacking == 1 ? missing : COLUMN_COUNT;
}

/** The signature that a layer would fit best but for one column; NULL for none, or for two. */
static const struct signature *nearest_signature(const struct layer *layer)
{
    const struct signature *nearest = NULL;
    bool is_tied = false;

    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (lacks_one(layer, &signatures[i]) == COLUMN_COUNT)
            continue;
        /* A code and a name are too little to be a département by. */
        if (signatures[i].kind == LAYER_DEPARTEMENTS && !HAS_ANY(layer, "dep", "cheflieu") &&
            !is_named(layer, "departement"))
            continue;
        is_tied = nearest != NULL && nearest->count == signatures[i].count;
        if (nearest == NULL)
            nearest = &signatures[i];
    }
    return is_tied ? NULL : nearest;
}

/** Without its regions or names, INSEE's list would be taken for that of another country. */
static enum column missing_in_code_list(const struct columns *columns)
{
    static const enum column needed[] = {COLUMN_COM_CODE, COLUMN_COM_NAME, COLUMN_DEP_CODE,
                                         COLUMN_REG_CODE};

    for (size_t i = 0; i < sizeof needed / sizeof *needed && columns->is_cog; i++) {
        if (!has(columns, needed[i]))
            return needed[i];
    }
    return COLUMN_COUNT;
}

/** Binds a layer of a kind that is known, if it has all that the kind needs. */
static enum status bind_known(const struct layer *layer, const char *file, enum layer_kind kind,
                              struct columns *ret_columns, struct error *err)
{
    struct columns columns = bind(layer, kind);
    enum column missing = kind == LAYER_COMMUNES ? missing_in_code_list(&columns) : COLUMN_COUNT;

    if (missing != COLUMN_COUNT)
        return refuse_missing(layer, file, kind, missing, err);
    *ret_columns = columns;
    return STATUS_OK;
}

enum status columns_bind(const struct layer *layer, const char *file, struct columns *ret_columns,
                         struct error *err)
{
    enum layer_kind kind = recognise(layer);
    const struct signature *nearest;
    char header[200];

    if (kind != LAYER_UNKNOWN)
        return bind_known(layer, file, kind, ret_columns, err);
    nearest = nearest_signature(layer);
    if (nearest != NULL)
        return refuse_missing(layer, file, nearest->kind, lacks_one(layer, nearest), err);
    columns_show_header(layer, header, sizeof header);
    (void)error_set(err, STATUS_INVALID, file,
                    "the layer %s is of no known kind: columns for communes (INSEE code and "
                    "EPCI), EPCI (SIREN, name, nature), départements or shapes are expected; "
                    "header read: %s",
                    "la couche %s n'est d'aucune sorte connue : on attend les colonnes des "
                    "communes (code INSEE et EPCI), des EPCI (SIREN, nom, nature), des "
                    "départements ou de contours ; en-tête lu : %s",
                    layer_name(layer), header);
    return error_cite(err, STATUS_INVALID, "SRC-01");
}

enum status columns_bind_as(const struct layer *layer, const char *file, enum layer_kind kind,
                            struct columns *ret_columns, struct error *err)
{
    static const enum column needed[LAYER_KIND_COUNT][3] = {
        [LAYER_UNKNOWN] = {COLUMN_COUNT},
        [LAYER_COMMUNES] = {COLUMN_COM_CODE, COLUMN_EPCI_SIREN, COLUMN_COUNT},
        [LAYER_EPCI] = {COLUMN_EPCI_SIREN, COLUMN_EPCI_NAME, COLUMN_COUNT},
        [LAYER_DEPARTEMENTS] = {COLUMN_DEP_CODE, COLUMN_DEP_NAME, COLUMN_COUNT},
        [LAYER_SHAPES] = {COLUMN_COM_CODE, COLUMN_COUNT},
        [LAYER_MEMBERS] = {COLUMN_EPCI_SIREN, COLUMN_EPCI_NAME, COLUMN_COUNT},
        [LAYER_POPULATIONS] = {COLUMN_COM_CODE, COLUMN_POPULATION, COLUMN_COUNT},
        [LAYER_REGIONS] = {COLUMN_REG_CODE, COLUMN_COUNT},
        [LAYER_PARTS] = {COLUMN_COM_CODE, COLUMN_COUNT},
        [LAYER_DIVISIONS] = {COLUMN_COUNT},
        [LAYER_MOVEMENTS] = {COLUMN_EVENT_KIND, COLUMN_EVENT_DATE, COLUMN_COUNT},
    };
    struct columns columns = bind(layer, kind);

    /* INSEE's code list has no EPCI: another file of the manifest must. */
    for (size_t i = 0; needed[kind][i] != COLUMN_COUNT; i++) {
        if (!has(&columns, needed[kind][i]) &&
            !(columns.is_cog && needed[kind][i] == COLUMN_EPCI_SIREN))
            return refuse_missing(layer, file, kind, needed[kind][i], err);
    }
    return bind_known(layer, file, kind, ret_columns, err);
}
