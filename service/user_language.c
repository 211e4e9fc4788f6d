#include "service/user_language.h"

#include <stdlib.h>
#include <string.h>

bool user_language_parse(const char *text, enum language *ret_language)
{
    if (strlen(text) > 2 && strchr("_.@", text[2]) == NULL)
        return false;
    if (strncmp(text, "fr", 2) == 0)
        *ret_language = LANGUAGE_FR;
    else if (strncmp(text, "en", 2) == 0)
        *ret_language = LANGUAGE_EN;
    else
        return false;
    return true;
}

enum language user_language_from_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum language language = LANGUAGE_FR;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]); // NOLINT(concurrency-mt-unsafe): nobody sets it
        if (value != NULL && value[0] != '\0') {
            user_language_parse(value, &language);
            return language;
        }
    }
    return language;
}

enum language user_language_of_arguments(int argc, char *const argv[])
{
    enum language language = user_language_from_environment();

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            user_language_parse(argv[i] + 7, &language);
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            user_language_parse(argv[i + 1], &language);
    }
    return language;
}
