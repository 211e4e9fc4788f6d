/* A server of our own on a port that the system chose, over the stand-in store. */
#ifndef TESTS_SERVICE_HTTP_FIXTURE_H
#define TESTS_SERVICE_HTTP_FIXTURE_H

#include "service/http/server.h"

struct fixture {
    struct config config;
    struct log log;
    int log_fd; /* a file without a name */
    struct publisher *publisher;
    struct server *server;
    unsigned port;
    int snapshots_before;
};

/** Two loops with the deadlines of the real service. */
int fixture_start(void **state);
/** 200 ms for headers, 500 ms for farewells, 3 s to drain. */
int fixture_start_hasty(void **state);
int fixture_start_with_base_url(void **state);
int fixture_stop(void **state);

/** Writes a new content into the store. */
void fixture_store(struct fixture *fixture, const char *content);

/** Whether the log holds the text. */
bool fixture_logged(struct fixture *fixture, const char *text);

/** Waits for it, two seconds at most. */
bool fixture_will_log(struct fixture *fixture, const char *text);

#endif
