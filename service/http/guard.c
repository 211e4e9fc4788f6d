#include "service/http/guard.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { HOST_MAX = 255, PORT_DIGITS_MAX = 5, HEADER_RECORD_BYTES = 96 };

static const struct refusal BAD_METHOD = {
    400,
    true,
    {.en = "The method is not a word: send GET, HEAD or OPTIONS.",
     .fr = "La méthode n'est pas un mot : envoyez GET, HEAD ou OPTIONS."}};
static const struct refusal BAD_VERSION = {505,
                                           true,
                                           {.en = "Only HTTP/1.1 and HTTP/1.0 are spoken here.",
                                            .fr = "Seuls HTTP/1.1 et HTTP/1.0 sont parlés ici."}};
static const struct refusal BAD_NAME = {
    400,
    true,
    {.en = "A header name holds a character that no header name may hold: correct the request.",
     .fr = "Un nom d'en-tête contient un caractère interdit : corrigez la requête."}};
static const struct refusal BAD_VALUE = {
    400,
    true,
    {.en = "A header value holds a control character: remove it.",
     .fr = "Une valeur d'en-tête contient un caractère de contrôle : retirez-le."}};
static const struct refusal BAD_HOST = {
    400,
    true,
    {.en = "The request needs exactly one Host header, a host name and perhaps a port.",
     .fr = "La requête doit avoir un seul en-tête Host : un nom de machine et au besoin un port."}};
static const struct refusal BAD_LENGTH = {
    400,
    true,
    {.en = "The length of the request is unclear: send one Content-Length, or none at all.",
     .fr = "La longueur de la requête est ambiguë : envoyez un seul Content-Length, ou aucun."}};
static const struct refusal METHOD_NOT_ALLOWED = {
    405,
    false,
    {.en = "This service is read only: use GET, HEAD or OPTIONS.",
     .fr = "Ce service se lit seulement : utilisez GET, HEAD ou OPTIONS."}};
static const struct refusal METHOD_WITH_BODY = {
    405,
    true,
    {.en = "This service is read only: use GET, HEAD or OPTIONS, without a body.",
     .fr = "Ce service se lit seulement : utilisez GET, HEAD ou OPTIONS, sans corps."}};
static const struct refusal BODY_REFUSED = {
    413,
    true,
    {.en = "No request has a body here: send the question in the address.",
     .fr = "Aucune requête n'a de corps ici : posez la question dans l'adresse."}};

static const struct refusal HEAD_TOO_LONG = {
    431,
    true,
    {.en =
         "The address and the headers together are longer than 14 KiB: send fewer or shorter ones.",
     .fr = "L'adresse et les en-têtes dépassent ensemble 14 Kio : envoyez-en moins, ou de plus "
           "courts."}};

const struct refusal REFUSAL_TARGET_TOO_LONG = {
    414,
    false,
    {.en = "The address is longer than 8,192 bytes: ask for less at a time.",
     .fr = "L'adresse dépasse 8 192 octets : demandez moins à la fois."}};

/** RFC 9110 §5.6.2. */
static bool is_token(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x80 || (!isalnum(byte) && strchr("!#$%&'*+-.^_`|~", byte) == NULL) ||
            byte == '\0')
            return false;
    }
    return length > 0;
}

static bool has_control(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < ' ' && byte != '\t') || byte == 0x7f)
            return true;
    }
    return false;
}

/** As strspn() over a text that is not terminated. */
static size_t span(const char *text, size_t length, const char *allowed)
{
    size_t count = 0;

    while (count < length && text[count] != '\0' && strchr(allowed, text[count]) != NULL)
        count++;
    return count;
}

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

bool host_is_valid(const char *host, size_t length)
{
    size_t name;

    if (length == 0 || length > HOST_MAX)
        return false;
    if (host[0] == '[') {
        size_t inside = span(host + 1, length - 1, DIGITS "abcdefABCDEF:.");
        if (inside < 2 || inside + 2 > length || host[inside + 1] != ']')
            return false;
        name = inside + 2;
    } else {
        name = span(host, length, DIGITS LETTERS "-._");
        if (name == 0)
            return false;
    }
    if (name == length)
        return true;
    size_t digits = length - name - 1;
    return host[name] == ':' && digits > 0 && digits <= PORT_DIGITS_MAX &&
           span(host + name + 1, digits, DIGITS) == digits;
}

static bool is(const char *name, size_t length, const char *expected)
{
    return length == strlen(expected) && strncasecmp(name, expected, length) == 0;
}

void guard_begin(struct guard *guard, const char *method, size_t target_length, const char *version)
{
    *guard = (struct guard){.head_bytes = target_length};
    guard->method_is_token = is_token(method, strlen(method));
    guard->known_method =
        strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 || strcmp(method, "OPTIONS") == 0;
    /* HTTP/1.0 knows no Host: the health checks of load balancers speak it. */
    guard->needs_host = strcmp(version, "HTTP/1.0") != 0;
    guard->known_version = !guard->needs_host || strcmp(version, "HTTP/1.1") == 0;
}

void guard_header(struct guard *guard, const char *name, size_t name_length, const char *value,
                  size_t value_length)
{
    guard->head_bytes += name_length + value_length + HEADER_RECORD_BYTES;
    guard->bad_name |= !is_token(name, name_length);
    guard->bad_value |= has_control(value, value_length);
    if (is(name, name_length, "Host")) {
        guard->hosts++;
        guard->bad_host |= !host_is_valid(value, value_length);
    } else if (is(name, name_length, "Content-Length")) {
        guard->lengths++;
        guard->bad_length |= value_length == 0 || span(value, value_length, DIGITS) != value_length;
        guard->has_body |= span(value, value_length, "0") != value_length;
    } else if (is(name, name_length, "Transfer-Encoding")) {
        guard->codings++;
        guard->has_body = true;
    }
}

const struct refusal *guard_verdict(const struct guard *guard)
{
    if (!guard->method_is_token)
        return &BAD_METHOD;
    if (!guard->known_version)
        return &BAD_VERSION;
    if (guard->bad_name)
        return &BAD_NAME;
    if (guard->bad_value)
        return &BAD_VALUE;
    if (guard->bad_length || guard->lengths + guard->codings > 1)
        return &BAD_LENGTH;
    if (guard->bad_host || guard->hosts > 1 || (guard->hosts == 0 && guard->needs_host))
        return &BAD_HOST;
    /* The library has one pool for both heads: without room for ours it would say nothing at all.
     */
    if (guard->head_bytes > HEAD_MAX_BYTES)
        return &HEAD_TOO_LONG;
    if (!guard->known_method)
        return guard->has_body ? &METHOD_WITH_BODY : &METHOD_NOT_ALLOWED;
    return guard->has_body ? &BODY_REFUSED : NULL;
}
