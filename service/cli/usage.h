/*
 * The arguments of a command: parsed by argp, helped in the user's language. Messages about
 * arguments name what was typed and what may be typed.
 */
#ifndef SERVICE_CLI_USAGE_H
#define SERVICE_CLI_USAGE_H

#include <stdbool.h>

#include "service/cli/command.h"

struct option_line {
    const char *name;   /* without the hyphens; NULL ends the list */
    int key;            /* from USAGE_OWN_KEY */
    struct words value; /* what it takes; NULL when it takes nothing */
    struct words meaning;
};

/* A command's own options have keys from here to the end. */
enum { USAGE_OWN_KEY = 512, USAGE_OWN_KEY_END = 600 };

struct usage {
    const char *command;
    struct words arguments; /* "ID" */
    struct words summary;
    struct words details; /* after the options; may be empty */
    const struct option_line *options;
    const char *formats; /* accepted by --format, the default first: "text, json, csv" */
    bool has_date;       /* takes --at */
    bool has_vintage;    /* takes --vintage */
    bool has_known_at;   /* takes --known-at */
    bool has_no_store;   /* does not take --db */
    size_t argument_max;
};

/** One option of the command itself; false refuses it with a sentence about its value. */
typedef bool usage_handler(int key, const char *value, void *context);

struct arguments {
    const char *list[16];
    size_t count;
};

/**
 * Parses, or prints help. False when the command is over: *ret_exit says how.
 * The handler (may be NULL) takes the command's own options.
 */
bool usage_parse(const struct usage *usage, int argc, char **argv, usage_handler *handle,
                 void *context, struct common *ret_common, struct arguments *ret_arguments,
                 enum exit_code *ret_exit);

/** A sentence about wrong usage on stderr, followed by where help is. */
enum exit_code usage_refuse(const struct usage *usage, const struct common *common, const char *en,
                            const char *fr, ...) PRINTF_LIKE(3, 5) PRINTF_LIKE(4, 5);

#endif
