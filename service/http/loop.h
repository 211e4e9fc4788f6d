/*
 * One thread, one libmicrohttpd daemon, one event loop of ours around it.
 *
 * The loop is ours because the library's own stalls when exactly 128 sockets are ready, knows no
 * deadline and cannot drain.
 */
#ifndef SERVICE_HTTP_LOOP_H
#define SERVICE_HTTP_LOOP_H

#include "service/http/exchange.h"

struct loop;

/** Waits for the loop to end, which the phase in `serving` must have told it to; NULL is nothing.
 */
void loop_free(struct loop *loop);
DEFINE_AUTO(loop)

/** Starts the thread. The listening socket is borrowed: the loop keeps a duplicate. */
enum status loop_new(struct serving *serving, int listen_fd, unsigned connections,
                     struct loop **ret_loop, struct error *err) MUST_CHECK;

/** Makes the loop look at the phase. */
void loop_wake(struct loop *loop);

#endif
