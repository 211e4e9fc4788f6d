#include "service/cli/command.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const struct command commands[] = {
    {"import",
     {"charge un jeu de données ou des fichiers d'un millésime",
      "loads a dataset, or the files of a vintage"},
     run_import},
    {"activate",
     {"rend vrai ce que import --stage a préparé", "makes true what import --stage has prepared"},
     run_activate},
    {"contracts",
     {"liste les contrats, ou charge un registre", "lists the contracts, or loads a register"},
     run_contracts},
    {"perimeter",
     {"communes et contour d'un contrat à une date",
      "communes and outline of a contract on a date"},
     run_perimeter},
    {"gaps",
     {"ce qu'aucun contrat ne couvre, ou dont on ne sait rien",
      "what no contract covers, or nothing is known of"},
     run_gaps},
    {"diff",
     {"ce qui change d'un contrat, d'une génération ou d'un millésime à l'autre",
      "what changes from one contract, generation or vintage to another"},
     run_diff},
    {"check", {"contrôle les périmètres", "checks the perimeters"}, run_check},
    {"locate",
     {"commune, situation et contrat en un point", "commune, standing and contract at a point"},
     run_locate},
    {"explain",
     {"ce qu'est un code, ce qu'il est devenu, ses contrats et pourquoi",
      "what a code is, what became of it, its contracts and why"},
     run_explain},
    {"match",
     {"propose des codes pour des noms ou des polygones dessinés",
      "proposes codes for names or drawn polygons"},
     run_match},
    {"objectives",
     {"ce que visent les contrats, par axe", "what the contracts aim at, by axis"},
     run_objectives},
    {"projects",
     {"les projets aidés, en nombre et en euros", "the funded projects, in number and euros"},
     run_projects},
    {"history",
     {"qui a changé quoi d'un contrat, et pourquoi", "who changed what of a contract, and why"},
     run_history},
    {"verify",
     {"contrôle la base, ou dit de quoi une empreinte publiée était",
      "checks the store, or says what a published hash was of"},
     run_verify},
    {"backup",
     {"copie vérifiée de toute la base", "a verified copy of the whole store"},
     run_backup},
    {"restore",
     {"remet une copie à la place de la base", "puts a copy in the place of the store"},
     run_restore},
    {"coverage",
     {"le moteur géométrique sur toute couche de polygones",
      "the geometry engine on any layer of polygons"},
     run_coverage},
};

const size_t command_count = sizeof commands / sizeof *commands;

enum exit_code command_fail(const struct common *common, const struct error *err)
{
    char line[ERROR_SUBJECT_MAX + ERROR_MESSAGE_MAX];

    error_line(err, common->language, line, sizeof line);
    if (err->check == NULL || err->check[0] == '\0')
        fprintf(stderr, "lisiere: %s\n", line);
    else
        fprintf(stderr, "lisiere: %s [%s]\n", line, err->check);
    return err->status == STATUS_NO_MEMORY || err->status == STATUS_INTERNAL ? EXIT_INTERNAL
                                                                             : EXIT_REFUSED;
}

// NOLINTBEGIN(concurrency-mt-unsafe): the command line has one thread
const char *command_login(void)
{
    const char *name = getenv("USER");
    const struct passwd *account = name == NULL ? getpwuid(getuid()) : NULL;

    if (name != NULL)
        return name;
    return account == NULL ? "" : account->pw_name;
}
// NOLINTEND(concurrency-mt-unsafe)
