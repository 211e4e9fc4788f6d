#include "data/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/system_reason.h"

void file_lock_release(struct file_lock *lock)
{
    if (lock->descriptor < 0)
        return;
    (void)unlink(lock->path); /* while it is held: nobody else's can stand there */
    (void)close(lock->descriptor);
    lock->descriptor = -1;
}

/** Whoever held it before may have removed the file while we were opening it. */
static bool is_still_there(int descriptor, const char *path)
{
    struct stat held, found;

    return fstat(descriptor, &held) == 0 && stat(path, &found) == 0 &&
           held.st_ino == found.st_ino && held.st_dev == found.st_dev;
}

static enum status refuse(const char *path, int error_number, struct error *err)
{
    return error_set(err, STATUS_IO, path, "the file cannot be made (%s%.0s)",
                     "le fichier ne peut être créé (%.0s%s)", system_reason(error_number).en,
                     system_reason(error_number).fr);
}

enum status file_lock_take(const char *path, struct file_lock *ret_lock, struct error *err)
{
    struct file_lock lock = FILE_LOCK_NONE;

    if (snprintf(lock.path, sizeof lock.path, "%s", path) >= (int)sizeof lock.path)
        return error_set(err, STATUS_LIMIT, path, "the path is too long",
                         "le chemin est trop long");
    for (;;) {
        int failure;

        lock.descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (lock.descriptor < 0)
            return refuse(path, errno, err);
        failure = flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
        if (failure == 0 && is_still_there(lock.descriptor, path))
            break;
        (void)close(lock.descriptor);
        if (failure == EWOULDBLOCK)
            return error_set(err, STATUS_LIMIT, path, "another program is at it",
                             "un autre programme y travaille");
        if (failure != 0 && failure != EINTR)
            return refuse(path, failure, err);
    }
    *ret_lock = lock;
    return STATUS_OK;
}
