#include "data/source/encoding.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/utf8.h"

struct words encoding_words(enum encoding encoding)
{
    static const struct words words[] = {
        [ENCODING_UTF8] = {"UTF-8", "UTF-8"},
        [ENCODING_UTF8_MARKED] = {"UTF-8 avec marque d'ordre", "UTF-8 with a byte order mark"},
        [ENCODING_CP1252] = {"cp1252", "cp1252"},
    };

    return words[encoding];
}

/* cp1252, 0x80 to 0x9F: what differs from Latin-1; 0 where nothing is assigned. */
static const unsigned short cp1252_high[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/** The character of a byte, 0 when cp1252 has none. */
static unsigned cp1252_character(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80] : byte;
}

static size_t put_utf8(unsigned character, char *to)
{
    if (character < 0x80) {
        to[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        to[0] = (char)(0xC0 | character >> 6);
        to[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | character >> 12);
    to[1] = (char)(0x80 | (character >> 6 & 0x3F));
    to[2] = (char)(0x80 | (character & 0x3F));
    return 3;
}

/** What stands in a text, counted once. */
struct census {
    size_t wide;          /* characters of several bytes, sound UTF-8 */
    size_t broken;        /* bytes that begin none */
    size_t unassigned;    /* of these, not cp1252 either */
    size_t nothing;       /* zero bytes */
    size_t first_nothing; /* lines */
    size_t first_broken;
};

static struct census take_census(const struct file_bytes *text)
{
    struct census census = {0};
    size_t line = 1;

    for (size_t at = 0; at < text->length;) {
        size_t length = utf8_character_length(text->list + at, text->length - at);
        unsigned char byte = (unsigned char)text->list[at];

        if (length == 0 && census.broken++ == 0)
            census.first_broken = line;
        census.unassigned += length == 0 && cp1252_character(byte) == 0;
        census.wide += length > 1;
        if (byte == 0 && census.nothing++ == 0)
            census.first_nothing = line;
        line += byte == '\n';
        at += length == 0 ? 1 : length;
    }
    return census;
}

static enum status convert(struct file_bytes *text, struct error *err)
{
    char *wide = malloc(3 * text->length + 1);
    size_t length = 0;

    if (wide == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < text->length; i++)
        length += put_utf8(cp1252_character((unsigned char)text->list[i]), wide + length);
    wide[length] = '\0';
    free(text->list);
    *text = (struct file_bytes){wide, length};
    return STATUS_OK;
}

static enum status refuse(const char *name, size_t line, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%.70s:%zu", name, line);
    return error_set(
        err, STATUS_FORMAT, subject,
        "the line is neither UTF-8 nor cp1252: save the file as “CSV UTF-8”",
        "la ligne n'est ni en UTF-8 ni en cp1252 : enregistrez le fichier en « CSV UTF-8 »");
}

static bool begins_with(const struct file_bytes *text, const char *mark)
{
    return text->length >= strlen(mark) && memcmp(text->list, mark, strlen(mark)) == 0;
}

enum status encoding_settle(struct file_bytes *text, const char *name, enum encoding *ret_encoding,
                            struct error *err)
{
    struct census census;
    enum status status = STATUS_OK;

    *ret_encoding = ENCODING_UTF8;
    if (begins_with(text, "\xFF\xFE") || begins_with(text, "\xFE\xFF"))
        return error_set(err, STATUS_FORMAT, name, "the file is UTF-16: save it as “CSV UTF-8”",
                         "le fichier est en UTF-16 : enregistrez-le en « CSV UTF-8 »");
    if (begins_with(text, "\xEF\xBB\xBF")) {
        *ret_encoding = ENCODING_UTF8_MARKED;
        text->length -= 3;
        memmove(text->list, text->list + 3, text->length + 1);
    }
    census = take_census(text);
    if (census.nothing > 0)
        return refuse(name, census.first_nothing, err);
    if (census.broken == 0)
        return STATUS_OK;
    /* Sound accents and broken ones side by side are a UTF-8 file that was cut or patched. */
    if (census.unassigned > 0 || *ret_encoding == ENCODING_UTF8_MARKED ||
        census.wide * 10 > census.broken)
        return refuse(name, census.first_broken, err);
    status = convert(text, err);
    if (status == STATUS_OK)
        *ret_encoding = ENCODING_CP1252;
    return status;
}

static bool is_letter(const char *text, size_t at)
{
    unsigned char c = (unsigned char)text[at];

    return isalpha(c) != 0 || (c >= 0x80 && c != 0xC2);
}

/** Bytes of the damaged character at a place, 0 when it is sound. */
static size_t damage_at(const char *text, size_t at, size_t length)
{
    const unsigned char *c = (const unsigned char *)text + at;
    size_t left = length - at;

    if (c[0] < 0xC2 || left < 2)
        return 0;
    if (left >= 3 && c[0] == 0xEF && c[1] == 0xBF && c[2] == 0xBD) /* U+FFFD */
        return 3;
    if (c[0] == 0xC2 && c[1] < 0xA0) /* C1 controls: cp1252 read as Latin-1 */
        return 2;
    if (c[0] == 0xC2 && c[1] >= 0xBC && c[1] <= 0xBE) /* ¼ ½ ¾: Latin-9 read as Latin-1 */
        return (at > 0 && is_letter(text, at - 1)) || (left > 2 && is_letter(text, at + 2)) ? 2 : 0;
    if (left >= 4 && c[0] == 0xC3 && c[1] == 0x83 && c[2] == 0xC2) /* Ã©: UTF-8 read as Latin-1 */
        return 4;
    if (left >= 5 && c[0] == 0xC3 && c[1] == 0x85 && memcmp(c + 2, "\xE2\x80\x9C", 3) == 0) /* Å“ */
        return 5;
    return 0;
}

static bool ends_cell(char c)
{
    return strchr(",;\t\"{}[]", c) != NULL || (unsigned char)c < ' ';
}

void encoding_hide_controls(char *text)
{
    for (char *c = text; *c != '\0'; c++) {
        if ((unsigned char)c[0] == 0xC2 && ((unsigned char)c[1] & 0xE0) == 0x80)
            c[1] = (char)0xA4; /* ¤ */
        else if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = '?';
    }
}

/** The cell around a place, or as much of it as there is room for, whole characters. */
static void copy_sample(const char *text, size_t at, size_t length, char *sample, size_t size)
{
    size_t begin = at, end = at;

    while (begin > 0 && at - begin < size / 2 && !ends_cell(text[begin - 1]))
        begin--;
    while (begin < at && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin++;
    while (end < length && end - begin + 1 < size && !ends_cell(text[end]))
        end++;
    memcpy(sample, text + begin, end - begin);
    sample[end - begin] = '\0';
    utf8_end_at_character(sample);
    encoding_hide_controls(sample);
}

struct encoding_damage encoding_damage_find(const char *text, size_t length)
{
    struct encoding_damage damage = {.count = 0};
    size_t line = 1;

    for (size_t at = 0; at < length;) {
        size_t damaged = damage_at(text, at, length);

        if (damaged > 0 && damage.count++ == 0) {
            damage.line = line;
            copy_sample(text, at, length, damage.sample, sizeof damage.sample);
        }
        line += text[at] == '\n';
        at += damaged > 0 ? damaged : 1;
    }
    return damage;
}

bool encoding_is_damaged(const char *value)
{
    return encoding_damage_find(value, strlen(value)).count > 0;
}
