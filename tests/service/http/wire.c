#include "service/http/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int wire_connect(unsigned port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timeval patience = {.tv_sec = 3};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

bool wire_send(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        length -= (size_t)sent;
    }
    return true;
}

bool wire_say(int fd, const char *text)
{
    return wire_send(fd, text, strlen(text));
}

/** Byte by byte, so that nothing of the next answer is taken. */
static bool read_head(int fd, struct wire_reply *reply)
{
    size_t length = 0;

    while (length + 1 < sizeof reply->head) {
        if (recv(fd, reply->head + length, 1, 0) != 1)
            return false;
        reply->head[++length] = '\0';
        if (length >= 4 && strcmp(reply->head + length - 4, "\r\n\r\n") == 0)
            return true;
    }
    return false;
}

struct wire_reply wire_read(int fd, bool bodiless)
{
    struct wire_reply reply = {0};

    reply.body = calloc(1, 1);
    if (!read_head(fd, &reply) || sscanf(reply.head, "HTTP/1.1 %d ", &reply.status) != 1)
        return reply;
    const char *announced = wire_header(&reply, "Content-Length");
    size_t length = announced == NULL || bodiless ? 0 : strtoul(announced, NULL, 10);
    free(reply.body);
    reply.body = calloc(1, length + 1);
    while (reply.length < length) {
        ssize_t got = recv(fd, reply.body + reply.length, length - reply.length, 0);
        if (got <= 0)
            break;
        reply.length += (size_t)got;
    }
    reply.complete = reply.length == length;
    return reply;
}

void wire_reply_release(struct wire_reply *reply)
{
    free(reply->body);
    reply->body = NULL;
}

const char *wire_header(const struct wire_reply *reply, const char *name)
{
    static _Thread_local char value[512];
    char pattern[80];

    snprintf(pattern, sizeof pattern, "\r\n%s: ", name);
    const char *at = strcasestr(reply->head, pattern);
    if (at == NULL)
        return NULL;
    at += strlen(pattern);
    snprintf(value, sizeof value, "%.*s", (int)strcspn(at, "\r"), at);
    return value;
}

bool wire_ends_within(int fd, int milliseconds)
{
    struct pollfd poll_fd = {fd, POLLIN, 0};
    char byte;

    return poll(&poll_fd, 1, milliseconds) == 1 && recv(fd, &byte, 1, 0) <= 0;
}

struct wire_reply wire_get(unsigned port, const char *path)
{
    char request[512];
    int fd = wire_connect(port);

    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path);
    if (fd < 0 || !wire_say(fd, request))
        return (struct wire_reply){.body = calloc(1, 1)};
    struct wire_reply reply = wire_read(fd, false);
    close(fd);
    return reply;
}
