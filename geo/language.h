/* The two languages people read; codes and machine output have none. */
#ifndef GEO_LANGUAGE_H
#define GEO_LANGUAGE_H

enum language { LANGUAGE_FR, LANGUAGE_EN };

/** One text in both languages; the strings are constant or outlive the struct. */
struct words {
    const char *fr;
    const char *en;
};

static inline const char *words_in(struct words words, enum language language)
{
    return language == LANGUAGE_FR ? words.fr : words.en;
}

#endif
