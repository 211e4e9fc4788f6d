/* The command line's door: the first word names the command, the command does the rest. */
#include <stdio.h>
#include <string.h>

#include "service/cli/command.h"
#include "service/user_language.h"
#include "service/version.h"

static void print_help(enum language language)
{
    bool french = language == LANGUAGE_FR;

    printf(french ? "Usage : lisiere COMMANDE [OPTION…]\n" : "Usage: lisiere COMMAND [OPTION…]\n");
    printf(french ? "Périmètres des contrats de tourisme, et ce qu'aucun ne couvre.\n\n"
                  : "Perimeters of tourism contracts, and what none covers.\n\n");
    for (size_t i = 0; i < command_count; i++)
        printf("  %-10s %s\n", commands[i].name, words_in(commands[i].summary, language));
    printf(french ? "\nExemples :\n" : "\nExamples:\n");
    printf("  lisiere gaps --at 2021-06-01\n"
           "  lisiere perimeter cdt-origines-cote-opale --format csv -o perimetre.csv\n"
           "  lisiere locate 2.3 49.9\n");
    printf(french ? "\nlisiere COMMANDE --help dit tout d'une commande ; lisiered sert les mêmes "
                    "réponses par HTTP.\n"
                  : "\nlisiere COMMAND --help tells all of a command; lisiered serves the same "
                    "answers over HTTP.\n");
}

static size_t common_letters(const char *a, const char *b)
{
    size_t count = 0;

    while (a[count] != '\0' && a[count] == b[count])
        count++;
    return count;
}

/** The command that begins most alike, for a typo. */
static const char *suggest(const char *typed)
{
    const char *best = commands[0].name;

    for (size_t i = 1; i < command_count; i++) {
        if (common_letters(commands[i].name, typed) > common_letters(best, typed))
            best = commands[i].name;
    }
    return common_letters(best, typed) > 0 ? best : "--help";
}

int main(int argc, char **argv)
{
    enum language language = user_language_of_arguments(argc, argv);

    if (argc < 2) {
        print_help(language);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help(language);
        return EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        printf("lisiere %s\n", LISIERE_VERSION);
        return EXIT_OK;
    }
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(commands[i].name, argv[1]) == 0)
            return (int)commands[i].run(argc - 1, argv + 1);
    }
    fprintf(stderr,
            language == LANGUAGE_FR
                ? "lisiere: « %s » n'est pas une commande ; essayez lisiere %s\n"
                : "lisiere: “%s” is not a command; try lisiere %s\n",
            argv[1], suggest(argv[1]));
    return EXIT_USAGE;
}
