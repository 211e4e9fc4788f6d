/* lisiere restore FILE */
#include <stdio.h>

#include "data/backup.h"
#include "service/cli/usage.h"
#include "service/report/wording.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "restore",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Remet à la place de la base une copie faite par lisiere backup.",
                "Puts a copy made by lisiere backup in the place of the store."},
    .details = {"La copie est d'abord vérifiée ; la base est remplacée d'un coup, et celle qui y "
                "était reste à côté (BASE.replaced-1, -2…).\nUn refus laisse tout comme avant. "
                "Ensuite : kill -HUP au démon, qui relit la base.",
                "The copy is verified first; the store is replaced in one step, and the one that "
                "was there stays beside it (STORE.replaced-1, -2…).\nA refusal leaves everything "
                "as it was. Then: kill -HUP to the daemon, which reads the store again."},
    .options = options,
    .argument_max = 1,
};

static void tell(const struct common *common, const struct backup *backup, const char *kept)
{
    const struct verified *verified = &backup->verified;
    bool french = common->language == LANGUAGE_FR;

    printf(french ? "%s : révision %lld (%zu %s, %zu %s)\n"
                  : "%s: revision %lld (%zu %s, %zu %s)\n",
           common->store.bytes, (long long)verified->revision, verified->vintages,
           wording_noun(NOUN_VINTAGE, (int64_t)verified->vintages, common->language),
           verified->contracts,
           wording_noun(NOUN_CONTRACT, (int64_t)verified->contracts, common->language));
    if (kept[0] != '\0')
        printf(french ? "La base remplacée reste ici : %s\n" : "The replaced store is kept: %s\n",
               kept);
}

enum exit_code run_restore(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct backup backup;
    struct error err = {0};
    char kept[PATH_MAX];
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name the backup", "nommez la sauvegarde");
    if (backup_restore(arguments.list[0], common.store.bytes, &backup, kept, &err) != STATUS_OK)
        return command_fail(&common, &err);
    tell(&common, &backup, kept);
    return EXIT_OK;
}
