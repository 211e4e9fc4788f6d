/*
 * An API and a store small enough to see through, in the place of the real ones (the linker takes
 * these first). The store is a file that holds a revision number; anything else in it is refused.
 *
 *   /            {"revision":N}
 *   /revisions   the number many times over, so that a mixed answer shows
 *   /large       STAND_IN_LARGE bytes
 *   /pause       as /, after 300 ms
 *   /page        HTML
 *   /echo        base URL, path, parameters and the two Accept headers, one a line
 */
#ifndef TESTS_SERVICE_HTTP_STAND_IN_H
#define TESTS_SERVICE_HTTP_STAND_IN_H

enum { STAND_IN_LARGE = 16 * 1024 * 1024 };

/** Snapshots that nobody has released. */
int stand_in_snapshots(void);

#endif
