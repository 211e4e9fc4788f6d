/* lisiere backup FILE */
#include "data/backup.h"

#include <stdio.h>

#include "service/cli/usage.h"
#include "service/report/wording.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "backup",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Copie toute la base dans un fichier, vérifiée, pendant qu'on la sert.",
                "Copies the whole store to a file, verified, while it is served."},
    .details = {"La copie est l'état de la base à un instant ; elle n'a son nom qu'une fois sur le "
                "disque et vérifiée (lisiere verify).\nUn fichier qui existe n'est jamais écrasé. "
                "Un simple cp de la base peut perdre ce qui vient d'être écrit.",
                "The copy is the state of the store at one moment; it has its name only once it is "
                "on the disk and verified (lisiere verify).\nA file that exists is never "
                "overwritten. A plain cp of the store may lose what was just written."},
    .options = options,
    .argument_max = 1,
};

static void tell(const struct common *common, const char *path, const struct backup *backup)
{
    const struct verified *verified = &backup->verified;
    char bytes[NUMBER_MAX];

    wording_integer(backup->bytes, common->language, bytes);
    printf(common->language == LANGUAGE_FR
               ? "%s : copie vérifiée de la révision %lld (%zu %s, %zu %s), %s octets\nsha256 %s\n"
               : "%s: verified copy of revision %lld (%zu %s, %zu %s), %s bytes\nsha256 %s\n",
           path, (long long)verified->revision, verified->vintages,
           wording_noun(NOUN_VINTAGE, (int64_t)verified->vintages, common->language),
           verified->contracts,
           wording_noun(NOUN_CONTRACT, (int64_t)verified->contracts, common->language), bytes,
           backup->digest.hex);
}

enum exit_code run_backup(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct backup backup;
    struct error err = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name the file to write",
                            "nommez le fichier à écrire");
    if (store_path_check(&common.store, &err) != STATUS_OK ||
        backup_write(common.store.bytes, arguments.list[0], &backup, &err) != STATUS_OK)
        return command_fail(&common, &err);
    tell(&common, arguments.list[0], &backup);
    return EXIT_OK;
}
