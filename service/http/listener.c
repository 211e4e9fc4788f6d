#include "service/http/listener.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "data/system_reason.h"

enum { BACKLOG = 1024, PORT_MAX = 65535 };

static enum status malformed(const char *text, struct error *err)
{
    return error_set(err, STATUS_FORMAT, text,
                     "this is not an address to listen on: write HOST:PORT, as in 127.0.0.1:8080 "
                     "or [::1]:8080",
                     "ce n'est pas une adresse d'écoute : écrivez HÔTE:PORT, par exemple "
                     "127.0.0.1:8080 ou [::1]:8080");
}

static bool port_is_valid(const char *port)
{
    size_t digits = strspn(port, "0123456789");

    return digits > 0 && digits < 6 && port[digits] == '\0' && strtol(port, NULL, 10) <= PORT_MAX;
}

enum status address_parse(const char *text, struct address *ret_address, struct error *err)
{
    const char *colon = strrchr(text, ':');
    const char *host = text;
    struct address address;

    if (colon == NULL || !port_is_valid(colon + 1))
        return malformed(text, err);
    size_t length = (size_t)(colon - text);
    bool bracketed = length > 2 && text[0] == '[' && text[length - 1] == ']';
    if (bracketed) {
        host++;
        length -= 2;
    }
    bool has_colon = memchr(host, ':', length) != NULL;
    bool has_bracket = memchr(host, '[', length) != NULL || memchr(host, ']', length) != NULL;
    if (length == 0 || length >= sizeof address.host || has_colon != bracketed || has_bracket)
        return malformed(text, err);

    snprintf(address.host, sizeof address.host, "%.*s", (int)length, host);
    snprintf(address.port, sizeof address.port, "%s", colon + 1);
    *ret_address = address;
    return STATUS_OK;
}

static enum status refused(const struct address *address, int error_number, struct error *err)
{
    switch (error_number) {
    case EADDRINUSE:
        return error_set(err, STATUS_IO, "",
                         "port %s of %s is already taken: stop the program that holds it, or "
                         "choose another address with --listen",
                         "le port %s de %s est déjà pris : arrêtez le programme qui l'occupe, ou "
                         "choisissez une autre adresse par --listen",
                         address->port, address->host);
    case EACCES:
        return error_set(err, STATUS_IO, "",
                         "port %s of %s is reserved: choose one above 1023 with --listen",
                         "le port %s de %s est réservé : choisissez-en un au-dessus de 1023 par "
                         "--listen",
                         address->port, address->host);
    case EADDRNOTAVAIL:
        return error_set(
            err, STATUS_IO, "",
            "this machine does not have the address %s: choose another with --listen",
            "cette machine n'a pas l'adresse %s : choisissez-en une autre par --listen",
            address->host);
    default:
        return error_set(err, STATUS_IO, "", "cannot listen on port %s of %s: %s%.0s",
                         "impossible d'écouter sur le port %s de %s : %.0s%s", address->port,
                         address->host, system_reason(error_number).en,
                         system_reason(error_number).fr);
    }
}

/** A socket, or -1 with errno. */
static int listen_on(const struct addrinfo *where)
{
    int on = 1;
    int fd = socket(where->ai_family, where->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
                    where->ai_protocol);

    if (fd < 0)
        return -1;
    /* A restart must not wait for the connections of the previous run to be forgotten. */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        bind(fd, where->ai_addr, where->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;

    int error_number = errno;
    close(fd);
    errno = error_number;
    return -1;
}

enum status listener_open(const struct address *address, int *ret_fd, struct error *err)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    int error_number = EADDRNOTAVAIL;
    int fd = -1;

    if (getaddrinfo(address->host, address->port, &hints, &found) != 0)
        return error_set(err, STATUS_IO, "", "%s is not the name of an address of this machine",
                         "%s n'est pas le nom d'une adresse de cette machine", address->host);
    for (const struct addrinfo *where = found; where != NULL && fd < 0; where = where->ai_next) {
        fd = listen_on(where);
        if (fd < 0)
            error_number = errno;
    }
    freeaddrinfo(found);
    if (fd < 0)
        return refused(address, error_number, err);
    *ret_fd = fd;
    return STATUS_OK;
}

enum status listener_url(int fd, char ret_url[LISTENER_URL_MAX], struct error *err)
{
    struct sockaddr_storage bound = {0};
    socklen_t length = sizeof bound;
    char host[256];
    char port[8];

    if (getsockname(fd, (struct sockaddr *)&bound, &length) != 0 ||
        getnameinfo((struct sockaddr *)&bound, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return error_set(err, STATUS_INTERNAL, "", "the listening socket has no address",
                         "la prise d'écoute n'a pas d'adresse");
    bool bracketed = bound.ss_family == AF_INET6;
    snprintf(ret_url, LISTENER_URL_MAX, "http://%s%s%s:%s", bracketed ? "[" : "", host,
             bracketed ? "]" : "", port);
    return STATUS_OK;
}
