#include "data/system_reason.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static const struct {
    int error_number;
    const char *fr;
} reasons[] = {
    {EACCES, "accès refusé"},
    {EPERM, "opération non permise"},
    {ENOENT, "fichier ou dossier absent"},
    {EISDIR, "c'est un dossier"},
    {ENOTDIR, "un élément du chemin n'est pas un dossier"},
    {ELOOP, "trop de liens symboliques"},
    {ENAMETOOLONG, "nom trop long"},
    {ENOSPC, "il n'y a plus de place sur le disque"},
    {EDQUOT, "quota de disque atteint"},
    {EFBIG, "fichier trop grand"},
    {EROFS, "système de fichiers en lecture seule"},
    {EIO, "erreur d'entrée-sortie"},
    {EBUSY, "ressource occupée"},
    {EMFILE, "trop de fichiers ouverts par le programme"},
    {ENFILE, "trop de fichiers ouverts sur la machine"},
    {ENOMEM, "la mémoire manque"},
    {EPIPE, "plus personne ne lit"},
    {ENXIO, "personne à l'autre bout"},
    {ECONNREFUSED, "connexion refusée"},
    {ECONNRESET, "connexion interrompue"},
    {ETIMEDOUT, "délai dépassé"},
    {EHOSTUNREACH, "machine injoignable"},
    {ENETUNREACH, "réseau injoignable"},
    {EAFNOSUPPORT, "famille d'adresses non prise en charge"},
};

struct words system_reason(int error_number)
{
    const char *en = strerrordesc_np(error_number);
    struct words words = {"erreur du système", en != NULL ? en : "system error"};

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].error_number == error_number)
            words.fr = reasons[i].fr;
    }
    return words;
}
