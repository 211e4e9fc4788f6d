#include "service/http/target.h"

#include <stdint.h>
#include <string.h>

static const struct refusal NOT_A_PATH = {
    400,
    false,
    {.en = "The address must begin with a slash and hold no blank: ask for a path of this service.",
     .fr =
         "L'adresse doit commencer par une barre oblique et ne contenir aucun blanc : demandez un "
         "chemin de ce service."}};
static const struct refusal BAD_ESCAPE = {
    400,
    false,
    {.en = "A percent sign in the address is not followed by two hexadecimal digits: write %25 for "
           "the sign itself.",
     .fr =
         "Un signe pour cent de l'adresse n'est pas suivi de deux chiffres hexadécimaux : écrivez "
         "%25 pour le signe lui-même."}};
static const struct refusal CONTROL_BYTE = {
    400,
    false,
    {.en = "The address holds a control character: remove it.",
     .fr = "L'adresse contient un caractère de contrôle : retirez-le."}};
static const struct refusal NOT_UTF8 = {
    400,
    false,
    {.en = "The address is not UTF-8 once decoded: encode its accents as UTF-8.",
     .fr = "L'adresse décodée n'est pas de l'UTF-8 : encodez ses accents en UTF-8."}};
static const struct refusal DOT_SEGMENT = {
    400,
    false,
    {.en = "The address holds \".\" or \"..\" as a step of its path: write the path in full.",
     .fr =
         "L'adresse contient « . » ou « .. » comme étape du chemin : écrivez le chemin complet."}};
static const struct refusal TOO_MANY_PARAMETERS = {
    400,
    false,
    {.en = "More than 32 parameters: remove some.", .fr = "Plus de 32 paramètres : retirez-en."}};

static int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/** Length of the well-formed character at the front (Unicode 15, table 3-7), 0 when there is none.
 */
static size_t utf8_length(const unsigned char *text)
{
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    size_t length;

    if (text[0] < 0x80)
        return 1;
    if (text[0] < 0xc2 || text[0] > 0xf4)
        return 0;
    if (text[0] < 0xe0) {
        length = 2;
    } else if (text[0] < 0xf0) {
        length = 3;
        low = text[0] == 0xe0 ? 0xa0 : low;
        high = text[0] == 0xed ? 0x9f : high;
    } else {
        length = 4;
        low = text[0] == 0xf0 ? 0x90 : low;
        high = text[0] == 0xf4 ? 0x8f : high;
    }
    if (text[1] < low || text[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

static bool is_utf8(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at != '\0') {
        size_t length = utf8_length(at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

/** Decodes a terminated text in place. */
static const struct refusal *decode(char *text, bool plus_is_blank)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        unsigned char byte = (unsigned char)*from;
        if (byte == '%') {
            int high = hex_value(from[1]);
            int low = high < 0 ? -1 : hex_value(from[2]);
            if (low < 0)
                return &BAD_ESCAPE;
            byte = (unsigned char)(high * 16 + low);
            from += 2;
        } else if (byte == '+' && plus_is_blank) {
            byte = ' ';
        }
        if (byte < ' ' || byte == 0x7f)
            return &CONTROL_BYTE;
        *to++ = (char)byte;
    }
    *to = '\0';
    return is_utf8(text) ? NULL : &NOT_UTF8;
}

static bool has_dot_segment(const char *path)
{
    for (const char *at = strchr(path, '/'); at != NULL; at = strchr(at + 1, '/')) {
        size_t length = strcspn(at + 1, "/");
        if ((length == 1 || length == 2) && strspn(at + 1, ".") >= length)
            return true;
    }
    return false;
}

static const struct refusal *parse_query(char *query, struct target *target)
{
    const struct refusal *refusal = NULL;

    for (char *rest = query; rest != NULL && refusal == NULL;) {
        char *name = strsep(&rest, "&");
        if (name[0] == '\0')
            continue;
        if (target->parameter_count == TARGET_MAX_PARAMETERS)
            return &TOO_MANY_PARAMETERS;
        char *value = name;
        strsep(&value, "=");
        refusal = decode(name, true);
        if (refusal == NULL && value != NULL)
            refusal = decode(value, true);
        target->parameters[target->parameter_count++] =
            (struct parameter){name, value != NULL ? value : ""};
    }
    return refusal;
}

static const struct refusal *parse(char *text, struct target *target)
{
    char *query = text;

    if (text[0] != '/' || strpbrk(text, " #") != NULL)
        return &NOT_A_PATH;
    strsep(&query, "?");
    const struct refusal *refusal = decode(text, false);
    if (refusal == NULL && has_dot_segment(text))
        refusal = &DOT_SEGMENT;
    if (refusal == NULL && query != NULL)
        refusal = parse_query(query, target);
    target->path = text;
    return refusal;
}

const struct refusal *target_parse(char *text, struct target *ret_target)
{
    *ret_target = (struct target){.path = "/"};
    const struct refusal *refusal = parse(text, ret_target);

    if (refusal != NULL)
        *ret_target = (struct target){.path = "/"};
    return refusal;
}
