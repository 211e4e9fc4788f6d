#include "service/cli/usage.h"

#include <argp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/reexpression.h"
#include "service/clock.h"
#include "service/user_language.h"

enum {
    KEY_OUTPUT = 'o',
    KEY_DB = 256,
    KEY_AT,
    KEY_VINTAGE,
    KEY_KNOWN_AT,
    KEY_FORMAT,
    KEY_LANG,
    KEY_HELP
};
enum { OPTION_MAX = 24 };

static const struct option_line common_options[] = {
    {"at",
     KEY_AT,
     {"DATE", "DATE"},
     {"la date dont on parle (aujourd'hui)", "the date in question (today)"}},
    {"vintage",
     KEY_VINTAGE,
     {"ANNÉE", "YEAR"},
     {"dans les codes de cette année, au lieu de ceux de la date",
      "in the codes of that year, in place of those of the date"}},
    {"known-at",
     KEY_KNOWN_AT,
     {"DATE|N", "DATE|N"},
     {"ce qu'on savait ce jour-là, ou à la révision N",
      "what was known on that day, or at revision N"}},
    {"format", KEY_FORMAT, {"FORMAT", "FORMAT"}, {"forme du résultat", "form of the result"}},
    {"output",
     KEY_OUTPUT,
     {"FICHIER", "FILE"},
     {"écrit le résultat dans un fichier, d'un coup", "writes the result to a file, all at once"}},
    {"db",
     KEY_DB,
     {"FICHIER", "FILE"},
     {"la base (sinon LISIERE_DB, sinon ~/.local/share/lisiere/lisiere.db)",
      "the store (else LISIERE_DB, else ~/.local/share/lisiere/lisiere.db)"}},
    {"lang", KEY_LANG, {"fr|en", "fr|en"}, {"langue des messages", "language of the messages"}},
    {"help", KEY_HELP, {NULL, NULL}, {"cette aide", "this help"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

/** What the parser carries along. */
struct parse {
    const struct usage *usage;
    struct common *common;
    struct arguments *arguments;
    usage_handler *handle;
    void *context;
    const char *db;
    enum exit_code exit_code;
    bool is_over;
};

static bool takes(const struct usage *usage, const struct option_line *option)
{
    if (option->key == KEY_AT)
        return usage->has_date;
    if (option->key == KEY_VINTAGE)
        return usage->has_vintage;
    if (option->key == KEY_KNOWN_AT)
        return usage->has_known_at;
    if (option->key == KEY_DB)
        return !usage->has_no_store;
    if (option->key == KEY_FORMAT || option->key == KEY_OUTPUT)
        return usage->formats != NULL;
    return true;
}

/** The text, filled up with blanks to a width in characters. */
static void print_filled(const char *text, size_t width)
{
    size_t count = 0;

    for (const char *c = text; *c != '\0'; c++)
        count += ((unsigned char)*c & 0xC0) != 0x80; /* not the inside of a character */
    printf("%s%*s", text, count < width ? (int)(width - count) : 0, "");
}

static void print_options(const struct usage *usage, const struct option_line *options,
                          enum language language)
{
    for (const struct option_line *option = options; option->name != NULL; option++) {
        const char *value = words_in(option->value, language);
        char left[48];

        if (!takes(usage, option))
            continue;
        (void)snprintf(left, sizeof left, "%s--%s%s%s", option->key == KEY_OUTPUT ? "-o, " : "",
                       option->name, value == NULL ? "" : "=", value == NULL ? "" : value);
        printf("  ");
        print_filled(left, 24);
        printf(" %s", words_in(option->meaning, language));
        if (option->key == KEY_FORMAT)
            printf(" (%s)", usage->formats);
        printf("\n");
    }
}

static void print_help(const struct usage *usage, enum language language)
{
    const char *details = words_in(usage->details, language);
    const char *arguments = words_in(usage->arguments, language);

    printf(language == LANGUAGE_FR ? "Usage : lisiere %s [OPTION…]%s%s\n"
                                   : "Usage: lisiere %s [OPTION…]%s%s\n",
           usage->command, arguments[0] == '\0' ? "" : " ", arguments);
    printf("%s\n\n", words_in(usage->summary, language));
    print_options(usage, usage->options, language);
    print_options(usage, common_options, language);
    if (details[0] != '\0')
        printf("\n%s\n", details);
    printf(
        language == LANGUAGE_FR
            ? "\nCodes de sortie : 0 bien, 1 constats, 2 usage, 3 entrée illisible ou refusée, 5 "
              "erreur interne.\n"
            : "\nExit codes: 0 ok, 1 findings, 2 usage, 3 input unreadable or refused, 5 "
              "internal.\n");
}

enum exit_code usage_refuse(const struct usage *usage, const struct common *common, const char *en,
                            const char *fr, ...)
{
    va_list arguments;
    char line[512];
    bool french = common->language == LANGUAGE_FR;

    va_start(arguments, fr);
    if (french)
        (void)vsnprintf(line, sizeof line, fr, arguments);
    else
        (void)vsnprintf(line, sizeof line, en, arguments);
    va_end(arguments);
    fprintf(stderr,
            french ? "lisiere %s : %s (voir lisiere %s --help)\n"
                   : "lisiere %s: %s (see lisiere %s --help)\n",
            usage->command, line, usage->command);
    return EXIT_USAGE;
}

static void end(struct parse *parse, enum exit_code exit_code)
{
    parse->is_over = true;
    parse->exit_code = exit_code;
}

static bool is_in_list(const char *word, const char *list)
{
    size_t length = strlen(word);

    for (const char *at = strstr(list, word); at != NULL; at = strstr(at + 1, word)) {
        bool begins = at == list || at[-1] == ' ';

        if (begins && (at[length] == ',' || at[length] == '\0'))
            return true;
    }
    return false;
}

static void take_common(struct parse *parse, int key, const char *value)
{
    struct common *common = parse->common;
    struct error err = {0};

    switch (key) {
    case KEY_DB:
        parse->db = value;
        break;
    case KEY_AT:
        common->has_date = true;
        if (date_parse(value, &common->at, &err) != STATUS_OK)
            end(parse, usage_refuse(parse->usage, common, "%s%.0s", "%.0s%s", err.en, err.fr));
        break;
    case KEY_VINTAGE:
        if (vintage_year_parse(value, &common->vintage, &err) != STATUS_OK)
            end(parse, usage_refuse(parse->usage, common, "%s%.0s", "%.0s%s", err.en, err.fr));
        break;
    case KEY_KNOWN_AT:
        common->known_at = value;
        break;
    case KEY_FORMAT:
        common->format = value;
        if (!is_in_list(value, parse->usage->formats))
            end(parse, usage_refuse(parse->usage, common, "“%s” is not a format; there are: %s",
                                    "« %s » n'est pas un format ; il y a : %s", value,
                                    parse->usage->formats));
        break;
    case KEY_OUTPUT:
        common->output = value;
        break;
    case KEY_LANG:
        if (!user_language_parse(value, &common->language))
            end(parse, usage_refuse(parse->usage, common, "“%s” is not a language: fr or en",
                                    "« %s » n'est pas une langue : fr ou en", value));
        break;
    case KEY_HELP:
        print_help(parse->usage, common->language);
        end(parse, EXIT_OK);
        break;
    default:
        break;
    }
}

static error_t take(int key, char *value, struct argp_state *state)
{
    struct parse *parse = state->input;

    if (parse->is_over)
        return 0;
    if (key >= USAGE_OWN_KEY && key < USAGE_OWN_KEY_END) {
        if (!parse->handle(key, value, parse->context))
            end(parse,
                usage_refuse(parse->usage, parse->common, "“%s” is not what this option takes",
                             "« %s » n'est pas ce que cette option attend", value));
        return 0;
    }
    if (key == ARGP_KEY_ARG) {
        if (parse->arguments->count == parse->usage->argument_max)
            end(parse, usage_refuse(parse->usage, parse->common, "“%s” is one argument too many",
                                    "« %s » est un argument de trop", value));
        else
            parse->arguments->list[parse->arguments->count++] = value;
        return 0;
    }
    if (key != KEY_OUTPUT && (key < KEY_DB || key > KEY_HELP))
        return ARGP_ERR_UNKNOWN;
    take_common(parse, key, value);
    return 0;
}

static size_t add_options(struct argp_option *to, size_t count, const struct usage *usage,
                          const struct option_line *options)
{
    for (; options->name != NULL && count < OPTION_MAX; options++) {
        if (!takes(usage, options))
            continue;
        to[count++] = (struct argp_option){
            .name = options->name,
            .key = options->key,
            .arg = options->value.fr,
        };
    }
    return count;
}

/** The option of a list that an argument names, by its whole name; NULL when none is. */
static const struct option_line *
find_option(const struct usage *usage, const struct option_line *options, const char *argument)
{
    size_t length = strcspn(argument + 2, "=");

    for (; options->name != NULL; options++) {
        if (takes(usage, options) && strlen(options->name) == length &&
            strncmp(options->name, argument + 2, length) == 0)
            return options;
    }
    return NULL;
}

/** The argument that argp stumbled over, which it does not tell. */
static const char *find_wrong(const struct usage *usage, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const struct option_line *option;

        if (argv[i][0] != '-' || argv[i][1] == '\0' || strcmp(argv[i], "-o") == 0)
            continue;
        if (argv[i][1] != '-')
            return argv[i];
        option = find_option(usage, usage->options, argv[i]);
        if (option == NULL)
            option = find_option(usage, common_options, argv[i]);
        if (option == NULL)
            return argv[i];
        if (option->value.fr != NULL && strchr(argv[i], '=') == NULL && ++i == argc)
            return argv[argc - 1];
    }
    return argv[argc - 1];
}

bool usage_parse(const struct usage *usage, int argc, char **argv, usage_handler *handle,
                 void *context, struct common *ret_common, struct arguments *ret_arguments,
                 enum exit_code *ret_exit)
{
    struct argp_option options[OPTION_MAX + 1] = {0};
    struct argp argp = {.options = options, .parser = take};
    struct parse parse = {usage, ret_common, ret_arguments, handle, context, NULL, EXIT_OK, false};
    struct error err = {0};
    size_t count = add_options(options, 0, usage, usage->options);

    (void)add_options(options, count, usage, common_options);
    *ret_arguments = (struct arguments){0};
    *ret_common =
        (struct common){.language = user_language_of_arguments(argc, argv), .today = clock_today()};
    ret_common->at = ret_common->today;
    if (argp_parse(&argp, argc, argv, ARGP_NO_HELP | ARGP_NO_ERRS | ARGP_NO_EXIT, NULL, &parse) !=
            0 &&
        !parse.is_over)
        end(&parse, usage_refuse(usage, ret_common, "“%s” is not an option, or lacks its value",
                                 "« %s » n'est pas une option, ou il lui manque sa valeur",
                                 find_wrong(usage, argc, argv)));
    if (!parse.is_over && store_path_choose(parse.db, &ret_common->store, &err) != STATUS_OK)
        end(&parse, command_fail(ret_common, &err));
    *ret_exit = parse.exit_code;
    return !parse.is_over;
}
