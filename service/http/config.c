#include "service/http/config.h"

#include <argp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/http/guard.h"
#include "service/user_language.h"
#include "service/version.h"

enum { THREADS_MAX = 64, EXIT_USAGE = 2 };
enum {
    KEY_DB = 256,
    KEY_LISTEN,
    KEY_BASE_URL,
    KEY_THREADS,
    KEY_VERBOSE,
    KEY_LANG,
    KEY_HEALTHCHECK,
    KEY_HELP,
    KEY_USAGE,
    KEY_VERSION
};

struct option_words {
    const char *name;
    int key;
    struct words value;
    struct words help;
};

static const struct option_words OPTIONS[] = {
    {"db",
     KEY_DB,
     {.en = "FILE", .fr = "FICHIER"},
     {.en = "the store (else LISIERE_DB, else ~/.local/share/lisiere/lisiere.db)",
      .fr = "la base (sinon LISIERE_DB, sinon ~/.local/share/lisiere/lisiere.db)"}},
    {"listen",
     KEY_LISTEN,
     {.en = "HOST:PORT", .fr = "ADRESSE"},
     {.en = "address to serve on (127.0.0.1:8080); [::1]:8080 for IPv6",
      .fr = "adresse d'écoute (127.0.0.1:8080) ; [::1]:8080 en IPv6"}},
    {"base-url",
     KEY_BASE_URL,
     {.en = "URL", .fr = "URL"},
     {.en = "what links begin with, behind a proxy (else what the client asked for)",
      .fr = "début des liens, derrière un relais (sinon ce que le client a demandé)"}},
    {"threads",
     KEY_THREADS,
     {.en = "N", .fr = "N"},
     {.en = "serving threads (one per core)", .fr = "fils d'exécution (un par cœur)"}},
    {"verbose",
     KEY_VERBOSE,
     {NULL, NULL},
     {.en = "log every request", .fr = "journalise chaque requête"}},
    {"lang",
     KEY_LANG,
     {.en = "fr|en", .fr = "fr|en"},
     {.en = "language of the messages (else LANG)", .fr = "langue des messages (sinon LANG)"}},
    {"healthcheck",
     KEY_HEALTHCHECK,
     {.en = "URL", .fr = "URL"},
     {.en = "ask a running service and leave: 0 when it answers 200, else 4",
      .fr = "interroge un service et quitte : 0 s'il répond 200, sinon 4"}},
    {"help", KEY_HELP, {NULL, NULL}, {.en = "this text", .fr = "ce texte"}},
    {"usage", KEY_USAGE, {NULL, NULL}, {.en = "the options alone", .fr = "les options seules"}},
    {"version", KEY_VERSION, {NULL, NULL}, {.en = "the version", .fr = "la version"}},
};

enum { OPTION_COUNT = sizeof OPTIONS / sizeof OPTIONS[0] };

static const struct words ABOUT = {
    .en = "Serves perimeters, territories and what no contract covers, over HTTP.\v"
          "SIGHUP reads the store again; SIGTERM ends the running answers, then the program.\n"
          "Exit codes: 0 ok, 2 usage, 3 store unreadable or refused, 4 port taken or service "
          "unreachable, 5 internal.",
    .fr = "Sert par HTTP les périmètres, les territoires et ce qu'aucun contrat ne couvre.\v"
          "SIGHUP relit la base ; SIGTERM termine les réponses en cours, puis le programme.\n"
          "Codes de sortie : 0 bien, 2 usage, 3 base illisible ou refusée, 4 port pris ou service "
          "injoignable, 5 erreur interne.",
};

/** What the parser needs beside the config. */
struct parse {
    struct config *config;
    const char *db;
};

static unsigned core_count(void)
{
    cpu_set_t cores;

    if (sched_getaffinity(0, sizeof cores, &cores) != 0)
        return 1;
    int count = CPU_COUNT(&cores);
    return count > THREADS_MAX ? THREADS_MAX : (unsigned)count;
}

void config_init(struct config *config, enum language language)
{
    *config = (struct config){
        .address = {.host = "127.0.0.1", .port = "8080"},
        .threads = core_count(),
        .language = language,
        .limits = {.connections = 4096,
                   .pool_bytes = HEAD_MAX_BYTES + HEAD_ANSWER_BYTES,
                   .silence_s = 30,
                   .header_ms = 5000,
                   .farewell_ms = 1000,
                   .drain_ms = 10000},
    };
}

// NOLINTBEGIN(concurrency-mt-unsafe): there are no threads before the arguments are read
static void refuse(struct argp_state *state, enum language language, struct words sentence,
                   const char *value)
{
    argp_error(state, "%s%s%s", words_in(sentence, language),
               language == LANGUAGE_FR ? " : " : ": ", value);
}

static void set_threads(struct config *config, const char *value, struct argp_state *state)
{
    char *end;
    long threads = strtol(value, &end, 10);

    if (end == value || *end != '\0' || threads < 1 || threads > THREADS_MAX)
        refuse(state, config->language,
               (struct words){.en = "--threads needs a number from 1 to 64",
                              .fr = "--threads veut un nombre de 1 à 64"},
               value);
    config->threads = (unsigned)threads;
}

static void set_base_url(struct config *config, char *value, struct argp_state *state)
{
    size_t length = strlen(value);
    bool web = strncmp(value, "http://", 7) == 0 || strncmp(value, "https://", 8) == 0;

    while (length > 0 && value[length - 1] == '/')
        value[--length] = '\0';
    if (!web || length < 8 || length > 256 || strpbrk(value, " \"<>?#") != NULL)
        refuse(state, config->language,
               (struct words){.en = "--base-url needs http://… or https://…, without a query",
                              .fr = "--base-url veut http://… ou https://…, sans requête"},
               value);
    config->base_url = value;
}

static void set_address(struct config *config, const char *value, struct argp_state *state)
{
    struct error err;
    char line[ERROR_SUBJECT_MAX + ERROR_MESSAGE_MAX];

    if (address_parse(value, &config->address, &err) == STATUS_OK)
        return;
    error_line(&err, config->language, line, sizeof line);
    argp_error(state, "%s", line);
}

static error_t parse_option(int key, char *value, struct argp_state *state)
{
    struct parse *parse = state->input;
    struct config *config = parse->config;

    switch (key) {
    case KEY_DB:
        parse->db = value;
        return 0;
    case KEY_LISTEN:
        set_address(config, value, state);
        return 0;
    case KEY_BASE_URL:
        set_base_url(config, value, state);
        return 0;
    case KEY_THREADS:
        set_threads(config, value, state);
        return 0;
    case KEY_VERBOSE:
        config->verbose = true;
        return 0;
    case KEY_LANG:
        if (!user_language_parse(value, &config->language))
            refuse(state, config->language,
                   (struct words){.en = "--lang needs fr or en", .fr = "--lang veut fr ou en"},
                   value);
        return 0;
    case KEY_HEALTHCHECK:
        config->healthcheck_url = value;
        return 0;
    case KEY_HELP:
        argp_state_help(state, stdout, ARGP_HELP_STD_HELP);
        return 0;
    case KEY_USAGE:
        argp_state_help(state, stdout, ARGP_HELP_USAGE | ARGP_HELP_EXIT_OK);
        return 0;
    case KEY_VERSION:
        puts("lisiered " LISIERE_VERSION);
        exit(EXIT_SUCCESS);
    case ARGP_KEY_ARG:
        refuse(state, config->language,
               (struct words){.en = "only options are understood",
                              .fr = "seules les options sont comprises"},
               value);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static char *without_notes(int key, const char *text, void *input)
{
    (void)input;
    /* argp speaks English here: a list of few options explains itself. */
    return text == NULL || key == ARGP_KEY_HELP_DUP_ARGS_NOTE ? NULL : strdup(text);
}

void config_parse(struct config *config, int argc, char *argv[])
{
    enum language language = user_language_of_arguments(argc, argv);
    struct argp_option options[OPTION_COUNT + 1] = {0};
    struct parse parse = {.config = config};
    struct error err;
    char line[ERROR_SUBJECT_MAX + ERROR_MESSAGE_MAX];

    for (size_t i = 0; i < OPTION_COUNT; i++)
        options[i] = (struct argp_option){.name = OPTIONS[i].name,
                                          .key = OPTIONS[i].key,
                                          .arg = words_in(OPTIONS[i].value, language),
                                          .doc = words_in(OPTIONS[i].help, language)};
    struct argp argp = {.options = options,
                        .parser = parse_option,
                        .doc = words_in(ABOUT, language),
                        .help_filter = without_notes};

    config_init(config, language);
    argp_err_exit_status = EXIT_USAGE;
    argp_parse(&argp, argc, argv, ARGP_NO_HELP, NULL, &parse);
    if (config->healthcheck_url != NULL ||
        store_path_choose(parse.db, &config->store, &err) == STATUS_OK)
        return;
    error_line(&err, language, line, sizeof line);
    fprintf(stderr, "lisiered: %s\n", line);
    exit(EXIT_USAGE);
}
// NOLINTEND(concurrency-mt-unsafe)
