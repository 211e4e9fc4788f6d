/* What a command of the line gets, and how it ends. */
#ifndef SERVICE_CLI_COMMAND_H
#define SERVICE_CLI_COMMAND_H

#include "data/date.h"
#include "geo/language.h"
#include "geo/status.h"
#include "service/store_path.h"

enum exit_code {
    EXIT_OK = 0,
    EXIT_FINDINGS = 1,
    EXIT_USAGE = 2,
    EXIT_REFUSED = 3, /* input unreadable or refused */
    EXIT_INTERNAL = 5,
};

/** What every command may be told: --db, --at, --vintage, --known-at, --format, --output, --lang.
 */
struct common {
    enum language language;
    struct store_path store;
    struct date today;
    struct date at;
    bool has_date;
    int vintage;          /* in whose codes to answer; 0: those of the date */
    const char *known_at; /* a day or a revision; NULL: now */
    const char *format;   /* NULL: the command's own default */
    const char *output;   /* NULL or "-": the standard output */
};

struct command {
    const char *name;
    struct words summary;
    enum exit_code (*run)(int argc, char **argv);
};

extern const struct command commands[];
extern const size_t command_count;

/** Prints the sentence of an error on stderr and gives the exit code that fits its status. */
enum exit_code command_fail(const struct common *common, const struct error *err);

/** Who is at the keyboard, for the record: the login name, "" when the system has none. */
const char *command_login(void);

/* The commands, each in its file. */
enum exit_code run_import(int argc, char **argv);
enum exit_code run_activate(int argc, char **argv);
enum exit_code run_contracts(int argc, char **argv);
enum exit_code run_perimeter(int argc, char **argv);
enum exit_code run_gaps(int argc, char **argv);
enum exit_code run_diff(int argc, char **argv);
enum exit_code run_check(int argc, char **argv);
enum exit_code run_explain(int argc, char **argv);
enum exit_code run_locate(int argc, char **argv);
enum exit_code run_match(int argc, char **argv);
enum exit_code run_objectives(int argc, char **argv);
enum exit_code run_projects(int argc, char **argv);
enum exit_code run_history(int argc, char **argv);
enum exit_code run_verify(int argc, char **argv);
enum exit_code run_backup(int argc, char **argv);
enum exit_code run_restore(int argc, char **argv);
enum exit_code run_coverage(int argc, char **argv);

#endif
