/*
 * Loaded before the C library: counts the calls that change files and, at the one that LISIERE_CALL
 * names, before it is done, kills the program (LISIERE_SIGNAL=9) or halts it (19). So every state
 * that a killed program can leave in the files is met, one after the other.
 *
 * LISIERE_LOG: a file for "N NAME" of every call; and "unsynced NAME" where a file is renamed whose
 * last bytes are not on the disk.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DESCRIPTORS = 256, INODES = 64 };

static long call_number;
static struct {
    ino_t inode;
    bool is_dirty;
} inodes[INODES];
static int inode_count;

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    const char *path = getenv("LISIERE_LOG");
    char line[512];
    va_list list;
    int length, descriptor;

    if (path == NULL)
        return;
    va_start(list, format);
    length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0644);
    (void)syscall(SYS_write, descriptor, line, length);
    (void)syscall(SYS_close, descriptor);
}

static void count(const char *name, const char *path)
{
    const char *wanted = getenv("LISIERE_CALL");

    call_number++;
    say("%ld %s %s\n", call_number, name, path == NULL ? "" : path);
    if (wanted != NULL && strtol(wanted, NULL, 10) == call_number)
        (void)kill(getpid(), atoi(getenv("LISIERE_SIGNAL")));
}

static bool is_file(int descriptor, ino_t *ret_inode)
{
    struct stat status;

    if (descriptor <= STDERR_FILENO || fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    *ret_inode = status.st_ino;
    return true;
}

static void mark(ino_t inode, bool is_dirty)
{
    int i = 0;

    while (i < inode_count && inodes[i].inode != inode)
        i++;
    if (i == INODES)
        abort();
    inode_count += i == inode_count;
    inodes[i].inode = inode;
    inodes[i].is_dirty = is_dirty;
}

static bool is_dirty(const char *path)
{
    struct stat status;

    for (int i = 0; stat(path, &status) == 0 && i < inode_count; i++) {
        if (inodes[i].inode == status.st_ino)
            return inodes[i].is_dirty;
    }
    return false;
}

/** The next definition of the function that stands in for it; ISO C converts no object to one. */
#define NEXT(function)                                                                             \
    void *found = dlsym(RTLD_NEXT, #function);                                                     \
    __typeof__(&function) next;                                                                    \
                                                                                                   \
    memcpy(&next, &found, sizeof next)

#define CHANGES_DESCRIPTOR(function, parameters, arguments)                                        \
    __attribute__((visibility("default"))) ssize_t function parameters                             \
    {                                                                                              \
        NEXT(function);                                                                            \
        ino_t inode;                                                                               \
                                                                                                   \
        if (is_file(descriptor, &inode)) {                                                         \
            count(#function, NULL);                                                                \
            mark(inode, true);                                                                     \
        }                                                                                          \
        return next arguments;                                                                     \
    }

CHANGES_DESCRIPTOR(write, (int descriptor, const void *bytes, size_t size),
                   (descriptor, bytes, size))
CHANGES_DESCRIPTOR(pwrite, (int descriptor, const void *bytes, size_t size, off_t at),
                   (descriptor, bytes, size, at))
CHANGES_DESCRIPTOR(pwrite64, (int descriptor, const void *bytes, size_t size, off64_t at),
                   (descriptor, bytes, size, at))

#define TRUNCATES(function, type)                                                                  \
    __attribute__((visibility("default"))) int function(int descriptor, type size)                 \
    {                                                                                              \
        NEXT(function);                                                                            \
        ino_t inode;                                                                               \
                                                                                                   \
        if (is_file(descriptor, &inode)) {                                                         \
            count(#function, NULL);                                                                \
            mark(inode, true);                                                                     \
        }                                                                                          \
        return next(descriptor, size);                                                             \
    }

TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

#define SYNCS(function)                                                                            \
    __attribute__((visibility("default"))) int function(int descriptor)                            \
    {                                                                                              \
        NEXT(function);                                                                            \
        ino_t inode;                                                                               \
        int result;                                                                                \
                                                                                                   \
        count(#function, NULL);                                                                    \
        result = next(descriptor);                                                                 \
        if (result == 0 && is_file(descriptor, &inode))                                            \
            mark(inode, false);                                                                    \
        return result;                                                                             \
    }

SYNCS(fsync)
SYNCS(fdatasync)

__attribute__((visibility("default"))) int unlink(const char *path)
{
    NEXT(unlink);

    count("unlink", path);
    return next(path);
}

__attribute__((visibility("default"))) int unlinkat(int folder, const char *path, int flags)
{
    NEXT(unlinkat);

    count("unlinkat", path);
    return next(folder, path, flags);
}

__attribute__((visibility("default"))) int rename(const char *from, const char *to)
{
    NEXT(rename);

    count("rename", to);
    if (is_dirty(from))
        say("unsynced %s\n", to);
    return next(from, to);
}

#define OPENS(function)                                                                            \
    __attribute__((visibility("default"))) int function(const char *path, int flags, ...)          \
    {                                                                                              \
        NEXT(function);                                                                            \
        va_list list;                                                                              \
        mode_t mode = 0;                                                                           \
                                                                                                   \
        va_start(list, flags);                                                                     \
        if ((flags & O_CREAT) != 0) {                                                              \
            mode = (mode_t)va_arg(list, int);                                                      \
            count(#function, path);                                                                \
        }                                                                                          \
        va_end(list);                                                                              \
        return next(path, flags, mode);                                                            \
    }

OPENS(open)
OPENS(open64)
