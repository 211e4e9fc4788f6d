/* lisiere coverage COMMAND … */
#include "service/cli/coverage/coverage.h"

#include <stdio.h>
#include <string.h>

#include "service/user_language.h"

static const struct command subcommands[] = {
    {"check",
     {"contrôle que les polygones pavent : ni superposition, ni limites qui s'écartent",
      "checks that polygons tile: no overlap, no borders that part"},
     run_coverage_check},
    {"dissolve",
     {"réunit les entités qui ont une même valeur", "unites the features that share a value"},
     run_coverage_dissolve},
    {"adjacency",
     {"qui touche qui, et sur quelle longueur", "who touches whom, and along what length"},
     run_coverage_adjacency},
    {"simplify",
     {"moins de sommets, les mêmes voisins", "fewer vertices, the same neighbours"},
     run_coverage_simplify},
    {"repair",
     {"ajuste des contours qui ne pavent pas tout à fait", "mends shapes that nearly tile"},
     run_coverage_repair},
    {"locate",
     {"dans quelle entité tombe chaque point", "which feature holds each point"},
     run_coverage_locate},
};

enum { SUBCOMMAND_COUNT = sizeof subcommands / sizeof *subcommands };

static void print_help(enum language language)
{
    bool french = language == LANGUAGE_FR;

    printf(french ? "Usage : lisiere coverage COMMANDE FICHIER [OPTION…]\n"
                  : "Usage: lisiere coverage COMMAND FILE [OPTION…]\n");
    printf(french
               ? "Le moteur géométrique, sur toute couche de polygones (GeoJSON, FlatGeobuf, "
                 "GeoPackage, Shapefile).\n\n"
               : "The geometry engine, on any layer of polygons (GeoJSON, FlatGeobuf, GeoPackage, "
                 "Shapefile).\n\n");
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        printf("  %-10s %s\n", subcommands[i].name, words_in(subcommands[i].summary, language));
    printf(french ? "\nlisiere coverage COMMANDE --help dit tout d'une commande.\n"
                  : "\nlisiere coverage COMMAND --help tells all of a command.\n");
}

enum exit_code run_coverage(int argc, char **argv)
{
    enum language language = user_language_of_arguments(argc, argv);
    const char *name = argc < 2 ? "" : argv[1];

    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++) {
        if (strcmp(subcommands[i].name, name) == 0)
            return subcommands[i].run(argc - 1, argv + 1);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help(language);
        return EXIT_OK;
    }
    if (argc < 2) {
        print_help(language);
        return EXIT_USAGE;
    }
    fprintf(stderr,
            language == LANGUAGE_FR
                ? "lisiere coverage: « %s » n'est pas une commande (voir lisiere coverage --help)\n"
                : "lisiere coverage: “%s” is not a command (see lisiere coverage --help)\n",
            name);
    return EXIT_USAGE;
}
