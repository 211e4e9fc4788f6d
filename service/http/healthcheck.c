#include "service/http/healthcheck.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "data/system_reason.h"
#include "service/http/guard.h"
#include "service/http/listener.h"
#include "service/http/stopwatch.h"

enum { LIMIT_MS = 3000, STATUS_LINE_MIN = sizeof "HTTP/1.1 200" - 1 };

struct question {
    struct address address;
    char authority[280];
    const char *path;
};

static enum status parse_url(const char *url, struct question *ret_question, struct error *err)
{
    static const char scheme[] = "http://";
    struct question question;
    char with_port[300];
    const char *authority = url + sizeof scheme - 1;

    if (strncmp(url, scheme, sizeof scheme - 1) == 0) {
        size_t length = strcspn(authority, "/");
        if (host_is_valid(authority, length)) {
            question.path = authority[length] == '/' ? authority + length : "/";
            snprintf(question.authority, sizeof question.authority, "%.*s", (int)length, authority);
            snprintf(with_port, sizeof with_port, "%s:80", question.authority);
            if (address_parse(question.authority, &question.address, NULL) == STATUS_OK ||
                address_parse(with_port, &question.address, NULL) == STATUS_OK) {
                *ret_question = question;
                return STATUS_OK;
            }
        }
    }
    return error_set(err, STATUS_FORMAT, url, "write the address to check as http://HOST:PORT/PATH",
                     "écrivez l'adresse à vérifier http://HÔTE:PORT/CHEMIN");
}

static enum status unreachable(const char *url, int error_number, struct error *err)
{
    return error_set(err, STATUS_IO, url, "the service does not answer: %s%.0s",
                     "le service ne répond pas : %.0s%s", system_reason(error_number).en,
                     system_reason(error_number).fr);
}

/** 0, or an errno. */
static int wait_for(int fd, short events, int64_t deadline_ms)
{
    struct pollfd poll_fd = {fd, events, 0};
    int64_t left_ms = deadline_ms - stopwatch_ms();
    int ready = left_ms > 0 ? poll(&poll_fd, 1, (int)left_ms) : 0;

    if (ready < 0)
        return errno;
    return ready == 0 ? ETIMEDOUT : 0;
}

/** A connected socket, or -1 with errno. */
static int connect_to(const struct address *address, int64_t deadline_ms)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    socklen_t size = sizeof(int);
    int error_number = EHOSTUNREACH;

    if (getaddrinfo(address->host, address->port, &hints, &found) != 0)
        found = NULL;
    for (const struct addrinfo *to = found; to != NULL; to = to->ai_next) {
        int fd = socket(to->ai_family, to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0)
            continue;
        error_number = connect(fd, to->ai_addr, to->ai_addrlen) == 0 ? 0 : errno;
        if (error_number == EINPROGRESS) {
            error_number = wait_for(fd, POLLOUT, deadline_ms);
            if (error_number == 0)
                getsockopt(fd, SOL_SOCKET, SO_ERROR, &error_number, &size);
        }
        if (error_number == 0) {
            freeaddrinfo(found);
            return fd;
        }
        close(fd);
    }
    if (found != NULL)
        freeaddrinfo(found);
    errno = error_number;
    return -1;
}

/** Reads no more than the status line. 0, or an errno. */
static int converse(int fd, const struct question *question, int64_t deadline_ms,
                    char ret_line[STATUS_LINE_MIN + 1])
{
    char request[1024];
    char line[STATUS_LINE_MIN + 1] = "";
    size_t got = 0;
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n",
                          question->path, question->authority);

    if (length >= (int)sizeof request)
        return ENAMETOOLONG;
    if (send(fd, request, (size_t)length, MSG_NOSIGNAL) != length)
        return errno;
    while (got < STATUS_LINE_MIN) {
        int error_number = wait_for(fd, POLLIN, deadline_ms);
        if (error_number != 0)
            return error_number;
        ssize_t count = recv(fd, line + got, STATUS_LINE_MIN - got, 0);
        if (count < 0)
            return errno;
        if (count == 0)
            return ECONNRESET;
        got += (size_t)count;
    }
    memcpy(ret_line, line, sizeof line);
    return 0;
}

enum status healthcheck(const char *url, struct error *err)
{
    int64_t deadline_ms = stopwatch_ms() + LIMIT_MS;
    struct question question = {0};
    char line[STATUS_LINE_MIN + 1];
    enum status status = parse_url(url, &question, err);

    if (status != STATUS_OK)
        return status;
    int fd = connect_to(&question.address, deadline_ms);
    if (fd < 0)
        return unreachable(url, errno, err);
    int error_number = converse(fd, &question, deadline_ms, line);
    close(fd);
    if (error_number != 0)
        return unreachable(url, error_number, err);
    if (strncmp(line, "HTTP/1.", 7) != 0)
        return error_set(err, STATUS_INVALID, url, "what answers does not speak HTTP",
                         "ce qui répond ne parle pas HTTP");
    if (strcmp(line + 9, "200") != 0)
        return error_set(err, STATUS_INVALID, url, "the service answers %s, not 200",
                         "le service répond %s au lieu de 200", line + 9);
    return STATUS_OK;
}
