/* Lineage from INSEE's files: the list of movements, and the delegated communes of a code list. */
#ifndef DATA_SOURCE_LINEAGE_FILES_H
#define DATA_SOURCE_LINEAGE_FILES_H

#include "data/lineage.h"

struct lineage_file {
    const char *path;
    const char *name; /* for sentences */
};

/**
 * movements has INSEE's columns MOD, DATE_EFF, TYPECOM_AV, COM_AV, LIBELLE_AV, TYPECOM_AP, COM_AP,
 * LIBELLE_AP; delegates TYPECOM, COM, LIBELLE, COMPARENT, other rows than COMD and COMA are passed
 * over; without a path there are none. STATUS_INVALID: a column is missing, a kind of movement,
 * type, date or code is not one; the subject is "file:line". Errors of source_file_open() and
 * layer_next().
 */
enum status lineage_files_read(struct lineage_file movements, struct lineage_file delegates,
                               struct lineage **ret_lineage, struct error *err) MUST_CHECK;

#endif
