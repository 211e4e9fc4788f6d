/*
 * The snapshot that is being served, and its replacement while it is.
 *
 * Loading happens in a thread of its own; requests only take a reference under a mutex that is held
 * for two instructions. A store that is refused changes nothing: the sentence goes to the log.
 */
#ifndef SERVICE_HTTP_PUBLISH_H
#define SERVICE_HTTP_PUBLISH_H

#include "data/snapshot.h"
#include "service/http/log.h"

struct publisher;

void publisher_free(struct publisher *publisher);
DEFINE_AUTO(publisher)

/** Loads the first snapshot before it returns; its failure is that of load_snapshot(). */
enum status publisher_new(const char *store_path, const struct log *log,
                          struct publisher **ret_publisher, struct error *err) MUST_CHECK;

/** What is published now; release it. Any thread. */
struct snapshot *publisher_acquire(struct publisher *publisher);

/** Asks for a new reading of the store and returns at once; asking twice may load once. */
void publisher_reload(struct publisher *publisher);

#endif
