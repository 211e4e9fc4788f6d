/* A client that sends bytes as they are and reads one answer at a time. */
#ifndef TESTS_SERVICE_HTTP_WIRE_H
#define TESTS_SERVICE_HTTP_WIRE_H

#include <stdbool.h>
#include <stddef.h>

struct wire_reply {
    int status; /* 0 when the connection ended before an answer */
    char head[4096];
    char *body; /* terminated */
    size_t length;
    bool complete; /* the body has the length that the head announced */
};

/** Connected to 127.0.0.1; reading gives up after three seconds. */
int wire_connect(unsigned port);
bool wire_send(int fd, const char *bytes, size_t length);
bool wire_say(int fd, const char *text);

/** The next answer; `bodiless` for HEAD. */
struct wire_reply wire_read(int fd, bool bodiless);
void wire_reply_release(struct wire_reply *reply);

/** The value of a header, in a buffer that the next call overwrites; NULL when absent. */
const char *wire_header(const struct wire_reply *reply, const char *name);

/** True when the server ends the connection, without a further byte, before the time is over. */
bool wire_ends_within(int fd, int milliseconds);

/** Connects, sends one request without a body for the path, reads the answer, leaves. */
struct wire_reply wire_get(unsigned port, const char *path);

#endif
