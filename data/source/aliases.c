#include "data/source/aliases.h"

#include <stdlib.h>
#include <string.h>

void alias_fold(const char *name, char ret_folded[ALIAS_SIZE])
{
    size_t length = 0;

    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) {
        unsigned char letter = *c;

        if (length + 1 >= ALIAS_SIZE)
            break;
        if (letter == 0xC3 && c[1] != '\0') { /* À–ÿ: U+00C0 + the second byte */
            static const char plain[] =
                "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";

            letter = (unsigned char)plain[(*++c - 0x80) & 0x3F];
        } else if (letter == 0xC2) { /* ° and no-break space */
            c += c[1] != '\0';
            continue;
        } else if (letter == 0xE2 && c[1] == 0x80 && c[2] != '\0') { /* ’ */
            c += 2;
            continue;
        }
        if (letter >= 'A' && letter <= 'Z')
            letter = (unsigned char)(letter - 'A' + 'a');
        if (letter >= 0x80 || strchr("_-. '\"\t", letter) == NULL)
            ret_folded[length++] = (char)letter;
    }
    ret_folded[length] = '\0';
}

bool alias_fits(const char *alias, const char *folded, int *ret_year)
{
    size_t length = strlen(alias);

    if (length == 0 || alias[length - 1] != '#')
        return strcmp(alias, folded) == 0;
    if (strncmp(alias, folded, length - 1) != 0 || strlen(folded) != length - 1 + 4 ||
        strspn(folded + length - 1, "0123456789") != 4)
        return false;
    *ret_year = atoi(folded + length - 1);
    return true;
}

/* Kinds of layers, as bits of a set. */
#define IN(kind) (1U << (kind))
#define IN_LISTS                                                                                   \
    (IN(LAYER_COMMUNES) | IN(LAYER_SHAPES) | IN(LAYER_MEMBERS) | IN(LAYER_POPULATIONS) |           \
     IN(LAYER_PARTS))

struct alias {
    enum column column;
    unsigned kinds;
    const char *names[12];
};

static const struct alias dictionary[] = {
    /* `dep_com` folds like DEPCOM and is a département beside `insee`: it comes late. */
    {COLUMN_COM_CODE,
     IN_LISTS & ~IN(LAYER_MEMBERS),
     {"inseecom", "codeinsee", "codgeo", "insee", "inseecommune", "codecommune", "communecode",
      "com", "depcom", "code", NULL}},
    {COLUMN_COM_CODE,
     IN(LAYER_MEMBERS),
     {"inseecom", "codeinsee", "codgeo", "insee", "inseecommune", "codecommune", "communecode",
      "com", "code", NULL}},
    {COLUMN_COM_NAME,
     IN_LISTS,
     {"nomcom", "nomofficiel", "libelle", "libgeo", "nomcommune", "nom", "commune", "label", NULL}},
    {COLUMN_MEMBER_NAME, IN_LISTS, {"nommembre", NULL}},
    {COLUMN_COM_TYPE,
     IN(LAYER_COMMUNES) | IN(LAYER_SHAPES) | IN(LAYER_PARTS),
     {"typecom", "type", NULL}},
    {COLUMN_COM_PARENT,
     IN_LISTS,
     {"comparent", "codeparent", "inseeratt", "codeinseedelacommunederattachement",
      "codeinseedelacommunederattach", "cheflieu", "commune", NULL}},
    {COLUMN_COM_SIREN,
     IN(LAYER_COMMUNES) | IN(LAYER_SHAPES) | IN(LAYER_POPULATIONS),
     {"sirenmembre", "codesiren", "sirencommune", "siren", NULL}},
    {COLUMN_COM_SIREN, IN(LAYER_MEMBERS), {"sirenmembre", "siren", NULL}},
    {COLUMN_DEP_CODE,
     IN_LISTS,
     {"inseedep", "codeinseedudepartement", "dep", "depcom", "codedepartement", "departement",
      NULL}},
    {COLUMN_DEP_CODE,
     IN(LAYER_DEPARTEMENTS),
     {"dep", "inseedep", "codeinsee", "codedepartement", "code", NULL}},
    {COLUMN_DEP_NAME, IN(LAYER_DEPARTEMENTS), {"nomdep", "nomofficiel", "libelle", "nom", NULL}},
    {COLUMN_REG_CODE,
     IN_LISTS | IN(LAYER_DEPARTEMENTS),
     {"inseereg", "codeinseedelaregion", "reg", "regcom", "coderegion", "region", NULL}},
    {COLUMN_REG_CODE, IN(LAYER_REGIONS), {"reg", "inseereg", "codeinsee", "code", NULL}},
    {COLUMN_EPCI_SIREN,
     IN(LAYER_COMMUNES) | IN(LAYER_SHAPES),
     {"sirenepci", "codeepci", "codessirendesepci", "epci", "sirengroupement", "codesirendelepci",
      "epcicode", NULL}},
    {COLUMN_EPCI_SIREN,
     IN(LAYER_MEMBERS),
     {"parentcode", "sirenepci", "codeepci", "codessirendesepci", "epci", "nsiren",
      "sirengroupement", "codesirendelepci", "siren", NULL}},
    {COLUMN_EPCI_SIREN,
     IN(LAYER_EPCI),
     {"sirenepci", "codeepci", "codesiren", "siren", "nsiren", "sirengroupement",
      "codesirendelepci", "epci", "code", NULL}},
    {COLUMN_EPCI_NAME,
     IN(LAYER_EPCI),
     {"nomepci", "nomofficiel", "raisonsociale", "libepci", "nomdugroupement", "libgroupement",
      "nominterco", "nom", NULL}},
    {COLUMN_EPCI_NAME,
     IN(LAYER_MEMBERS),
     {"parentnom", "nomepci", "raisonsociale", "libepci", "nomdugroupement", "libgroupement",
      "nominterco", NULL}},
    {COLUMN_EPCI_NATURE,
     IN(LAYER_EPCI) | IN(LAYER_MEMBERS),
     {"nature", "typeepci", "naturejuridique", "parenttype", "type", NULL}},
    {COLUMN_EPCI_SEAT, IN(LAYER_MEMBERS), {"dept", "departementsiege", NULL}},
    {COLUMN_EPCI_COMMUNES, IN(LAYER_EPCI) | IN(LAYER_MEMBERS), {"nbmembres", NULL}},
    {COLUMN_EPCI_POPULATION, IN(LAYER_EPCI), {"totalpopmun", "populationmunicipale", NULL}},
    {COLUMN_EPCI_POPULATION,
     IN(LAYER_MEMBERS),
     {"totalpopmun", "parentpopulationmunicipale", NULL}},
    {COLUMN_POPULATION, IN(LAYER_MEMBERS), {"pmun#", "pmun", "populationmunicipale", NULL}},
    {COLUMN_POPULATION,
     IN(LAYER_COMMUNES) | IN(LAYER_SHAPES) | IN(LAYER_POPULATIONS),
     {"pmun#", "pmun", "populationmunicipale", "population", NULL}},
    {COLUMN_AREA,
     IN(LAYER_COMMUNES) | IN(LAYER_SHAPES) | IN(LAYER_POPULATIONS),
     {"superficiecadastrale", "surfaceenha", "surfaceha", "surface", "superficie", NULL}},
    {COLUMN_CENSUS_DATE,
     IN(LAYER_COMMUNES) | IN(LAYER_SHAPES),
     {"datedurecensement", "daterecens", NULL}},
    {COLUMN_EVENT_KIND, IN(LAYER_MOVEMENTS), {"mod", NULL}},
    {COLUMN_EVENT_DATE, IN(LAYER_MOVEMENTS), {"dateeff", NULL}},
};

const char *const *aliases_of(enum layer_kind kind, enum column column)
{
    static const char *const none[] = {NULL};

    for (size_t i = 0; i < sizeof dictionary / sizeof *dictionary; i++) {
        if (dictionary[i].column == column && (dictionary[i].kinds & IN(kind)) != 0)
            return dictionary[i].names;
    }
    return none;
}
