/*
 * Alone with something in a folder, among all programs: a lock that the system takes back when the
 * program ends, however it ends. The file that stands for it is removed with it; one that a killed
 * program left is taken over. For local file systems, flock(2).
 */
#ifndef DATA_FILE_LOCK_H
#define DATA_FILE_LOCK_H

#include "geo/status.h"

enum { FILE_LOCK_PATH_SIZE = 4200 };

struct file_lock {
    int descriptor; /* -1: not held */
    char path[FILE_LOCK_PATH_SIZE];
};

#define FILE_LOCK_NONE                                                                             \
    {                                                                                              \
        .descriptor = -1                                                                           \
    }

/** STATUS_LIMIT: somebody else holds it; does not wait. STATUS_IO: the file cannot be made. */
enum status file_lock_take(const char *path, struct file_lock *ret_lock, struct error *err)
    MUST_CHECK;

void file_lock_release(struct file_lock *lock);
DEFINE_SCOPED(file_lock)

#endif
