/* What `lisiere contracts` does, by its arguments. */
#ifndef SERVICE_CLI_CONTRACTS_CONTRACTS_H
#define SERVICE_CLI_CONTRACTS_CONTRACTS_H

#include <stdbool.h>

#include "data/register.h"
#include "data/vintage.h"
#include "geo/text.h"
#include "service/cli/command.h"

/** How a register is to be loaded. */
struct contracts_loading {
    const char *path;
    const char *author; /* NULL: the login name */
    const char *message;
    bool is_dry_run;
    bool replaces_all;  /* it becomes the whole register */
    bool is_agreed;     /* what goes may go */
    bool is_correction; /* statuses may go back */
};

/** To that path, in the language of the user. */
enum exit_code contracts_template(const struct common *common, const char *path);
/** Into a new folder. */
enum exit_code contracts_describe(const struct common *common, const char *path);
enum exit_code contracts_list(const struct common *common);
enum exit_code contracts_load(const struct common *common, const struct contracts_loading *loading);
enum exit_code contracts_answer_is_current(const struct common *common, const char *path);

/** The whole register into a .json or a new folder of CSV tables; "-" is the document on the
 * standard output. */
enum exit_code contracts_write(const struct common *common, const char *path);

/** Candidacies, each with the deliberations of its EPCI, named as in the vintage (may be NULL);
 * nothing when there is none. */
void contracts_write_candidacies(struct text *text, const struct register_rows *rows,
                                 const struct vintage *vintage, enum language language);

#endif
