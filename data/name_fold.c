#include "data/name_fold.h"

#include <string.h>

#include "geo/utf8.h"

enum { WORDS_MAX = 40 };

/** Words as they are found; their letters in one buffer. */
struct words_found {
    char letters[2 * NAME_SIZE];
    size_t length;
    const char *list[WORDS_MAX];
    size_t count;
    bool is_open; /* the last word still grows */
};

static void add_letter(struct words_found *found, char letter)
{
    if (!found->is_open) {
        if (found->count == WORDS_MAX || found->length + 2 >= sizeof found->letters)
            return;
        found->list[found->count++] = found->letters + found->length;
        found->is_open = true;
    }
    if (found->length + 2 < sizeof found->letters)
        found->letters[found->length++] = letter;
}

static void end_word(struct words_found *found)
{
    if (found->is_open)
        found->letters[found->length++] = '\0';
    found->is_open = false;
}

static size_t open_length(const struct words_found *found)
{
    const char *word = found->is_open ? found->list[found->count - 1] : NULL;

    return word == NULL ? 0 : (size_t)(found->letters + found->length - word);
}

/** Letters of À–ÿ (U+00C0 and on) without their accents; '-' parts words. */
static void add_latin(struct words_found *found, unsigned code)
{
    static const char plain[] = "aaaaaa*ceeeeiiiidnooooo-ouuuuyps"
                                "aaaaaa*ceeeeiiiidnooooo-ouuuuypy";
    char letter = plain[code - 0xC0];

    if (letter == '-') {
        end_word(found);
        return;
    }
    add_letter(found, letter == '*' ? 'a' : letter);
    if (letter == '*') /* æ */
        add_letter(found, 'e');
    else if (code == 0xDF) /* ß */
        add_letter(found, 's');
}

static void add_wide(struct words_found *found, const char *bytes, size_t length)
{
    unsigned code = length == 2 ? ((unsigned)bytes[0] & 0x1FU) << 6 | ((unsigned)bytes[1] & 0x3FU)
                                : 0x2000; /* of three bytes, only punctuation is expected */

    if (code >= 0xC0 && code <= 0xFF) {
        add_latin(found, code);
    } else if (code == 0x152 || code == 0x153) { /* œ */
        add_letter(found, 'o');
        add_letter(found, 'e');
    } else if (code == 0x178) { /* Ÿ, whose small letter is among À–ÿ */
        add_letter(found, 'y');
    } else if (code >= 0x300 && code < 0x370) {
        return; /* an accent that follows its letter */
    } else if (code < 0xC0 || length == 3) {
        end_word(found); /* no-break spaces, dashes, ’ and “ */
    } else {
        for (size_t i = 0; i < length; i++)
            add_letter(found, bytes[i]);
    }
}

static void add_plain(struct words_found *found, char letter)
{
    bool is_single = open_length(found) == 1;

    if (letter >= 'A' && letter <= 'Z') {
        add_letter(found, (char)(letter - 'A' + 'a'));
    } else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
        add_letter(found, letter);
    } else if (letter == '/' && is_single && found->letters[found->length - 1] == 's') {
        add_letter(found, 'u');
        add_letter(found, 'r');
        end_word(found);
    } else {
        end_word(found);
    }
}

/** C.C. is one word: a dot after single letters parts nothing until a blank comes. */
static void find_words(const char *name, struct words_found *found)
{
    size_t left = strlen(name);
    bool is_initials = false;

    *found = (struct words_found){.count = 0};
    while (left > 0) {
        size_t length = utf8_character_length(name, left);

        if (length == 0)
            length = 1;
        if (length > 1) {
            add_wide(found, name, length);
        } else if (*name == '.' && found->is_open && (is_initials || open_length(found) == 1)) {
            is_initials = true;
        } else {
            is_initials = is_initials && *name != ' ';
            add_plain(found, *name);
        }
        name += length;
        left -= length;
    }
    end_word(found);
}

/** Abbreviations and figures, written out. */
static const char *write_out(const char *word)
{
    static const char *const pairs[][2] = {
        {"st", "saint"}, {"ste", "sainte"}, {"2", "deux"}, {"3", "trois"}, {"4", "quatre"},
        {"5", "cinq"},   {"6", "six"},      {"7", "sept"}, {"8", "huit"},  {"9", "neuf"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (strcmp(pairs[i][0], word) == 0)
            return pairs[i][1];
    }
    return word;
}

static bool is_article(const char *word)
{
    static const char *const articles[] = {"le", "la", "les", "l", "de", "du", "des", "d", "lez"};

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        if (strcmp(articles[i], word) == 0)
            return true;
    }
    return false;
}

/** What names of one kind begin or end with; the longer ones first. */
struct marker {
    enum name_hint hint;
    bool may_end;
    const char *words[5];
};

static const struct marker markers[] = {
    {HINT_EPCI, true, {"communaute", "de", "communes", NULL}},
    {HINT_EPCI, true, {"communaute", "d", "agglomeration", NULL}},
    {HINT_EPCI, true, {"communaute", "de", "l", "agglomeration", NULL}},
    {HINT_EPCI, true, {"communaute", "d", "agglo", NULL}},
    {HINT_EPCI, true, {"communaute", "communes", NULL}},
    {HINT_EPCI, true, {"communaute", "agglomeration", NULL}},
    {HINT_EPCI, true, {"communaute", "urbaine", NULL}},
    {HINT_EPCI, false, {"communaute", NULL}},
    {HINT_EPCI, true, {"agglomeration", NULL}},
    {HINT_EPCI, true, {"agglo", NULL}},
    {HINT_EPCI, true, {"metropole", NULL}},
    {HINT_EPCI, true, {"interco", NULL}},
    {HINT_EPCI, false, {"intercommunalite", NULL}},
    {HINT_EPCI, false, {"comcom", NULL}},
    {HINT_EPCI, false, {"epci", NULL}},
    {HINT_EPCI, false, {"cc", NULL}},
    {HINT_EPCI, false, {"ca", NULL}},
    {HINT_EPCI, false, {"cu", NULL}},
    {HINT_COMMUNE, false, {"commune", NULL}},
    {HINT_COMMUNE, false, {"mairie", NULL}},
    {HINT_COMMUNE, false, {"ville", "de", NULL}},
    {HINT_COMMUNE, false, {"ville", "d", NULL}},
};

static size_t marker_length(const struct marker *marker)
{
    size_t length = 0;

    while (marker->words[length] != NULL)
        length++;
    return length;
}

static bool has_words(const char *const list[], const struct marker *marker, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (strcmp(list[i], marker->words[i]) != 0)
            return false;
    }
    return true;
}

/** Takes a marker off the beginning, and the articles behind it; something must remain. */
static enum name_hint take_beginning(const char *const list[], size_t *begin, size_t end)
{
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        size_t rest = *begin + marker_length(&markers[i]);

        if (rest >= end || !has_words(list + *begin, &markers[i], rest - *begin))
            continue;
        while (rest + 1 < end && is_article(list[rest]))
            rest++;
        *begin = rest;
        return markers[i].hint;
    }
    return HINT_NONE;
}

static enum name_hint take_ending(const char *const list[], size_t begin, size_t *end)
{
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        size_t length = marker_length(&markers[i]);

        if (!markers[i].may_end || begin + length >= *end ||
            !has_words(list + *end - length, &markers[i], length))
            continue;
        *end -= length;
        return markers[i].hint;
    }
    return HINT_NONE;
}

static void join(char *to, const char *word, const char *between)
{
    size_t length = strlen(to);
    size_t wanted = strlen(word) + (length > 0 ? strlen(between) : 0);

    if (length + wanted >= NAME_SIZE)
        return;
    if (length > 0)
        strcat(to, between);
    strcat(to, word);
}

static void fold(const char *name, bool takes_markers, struct folded_name *ret_folded)
{
    struct words_found found;
    size_t begin = 0;
    size_t end;

    *ret_folded = (struct folded_name){.hint = HINT_NONE};
    find_words(name, &found);
    end = found.count;
    if (takes_markers)
        ret_folded->hint = take_beginning(found.list, &begin, end);
    if (takes_markers && ret_folded->hint != HINT_COMMUNE) {
        enum name_hint ending = take_ending(found.list, begin, &end);

        ret_folded->hint = ending == HINT_NONE ? ret_folded->hint : ending;
    }
    for (size_t i = begin; i < end; i++) {
        const char *word = write_out(found.list[i]);

        join(ret_folded->plain, word, " ");
        if (is_article(word))
            continue;
        join(ret_folded->core, word, " ");
        join(ret_folded->tight, word, "");
    }
    if (ret_folded->core[0] == '\0') {
        strcpy(ret_folded->core, ret_folded->plain);
        for (size_t i = begin; i < end; i++)
            join(ret_folded->tight, found.list[i], "");
    }
}

void name_fold(const char *name, struct folded_name *ret_folded)
{
    fold(name, true, ret_folded);
}

void name_fold_commune(const char *name, struct folded_name *ret_folded)
{
    fold(name, false, ret_folded);
}
