/* The daemon without its door: loops over one listening socket, started, drained, stopped. */
#ifndef SERVICE_HTTP_SERVER_H
#define SERVICE_HTTP_SERVER_H

#include "service/http/config.h"
#include "service/http/log.h"
#include "service/http/publish.h"

struct server;

/** Stops at once what still runs, cutting answers; NULL is nothing. */
void server_free(struct server *server);
DEFINE_AUTO(server)

/**
 * Takes the listening socket, also on failure; the rest is borrowed and must outlive the server.
 * When it returns, requests are being answered.
 */
enum status server_new(const struct config *config, const struct log *log,
                       struct publisher *publisher, int listen_fd, struct server **ret_server,
                       struct error *err) MUST_CHECK;

/** "http://127.0.0.1:8080". */
const char *server_url(const struct server *server);

/**
 * Takes no more connections, lets the running answers end with `Connection: close`, and returns
 * when nobody is connected any more or the time of the limits is over.
 */
void server_drain(struct server *server);

#endif
