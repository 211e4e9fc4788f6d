/* The language of the person at the terminal. */
#ifndef SERVICE_USER_LANGUAGE_H
#define SERVICE_USER_LANGUAGE_H

#include <stdbool.h>

#include "geo/language.h"

/** "fr", "en", and forms such as "en_GB.UTF-8"; false for anything else. */
bool user_language_parse(const char *text, enum language *ret_language);

/** As LC_ALL, LC_MESSAGES or LANG say, the first that is set; French when they name neither. */
enum language user_language_from_environment(void);

/** The same, unless the arguments hold --lang: messages about the arguments need it early. */
enum language user_language_of_arguments(int argc, char *const argv[]);

#endif
