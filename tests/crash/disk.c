#include "crash/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sqlite3.h>

#include "property/random.h"

enum { SECTOR = 512, FD_MAX = 1024, INODE_MAX = 512, PATH_SIZE = 256, IMAGE_MAX = 1 << 23 };

enum operation_kind {
    OPERATION_WRITE,
    OPERATION_TRUNCATE,
    OPERATION_SYNC,
    OPERATION_NAME,
    OPERATION_UNNAME
};

struct operation {
    enum operation_kind kind;
    int inode;
    char *name;                  /* NAME, UNNAME: what follows the recorded path: "", "-wal" */
    int64_t at;                  /* WRITE: offset; TRUNCATE: size */
    size_t size;                 /* WRITE */
    char *bytes;                 /* WRITE */
    int64_t acknowledged, begun; /* as of the last note */
};

/* A file as it was when the recording began. */
struct base {
    char *name;
    char *bytes;
    size_t size;
};

static struct {
    bool is_recording;
    char path[PATH_SIZE];
    struct operation *list;
    size_t count, capacity;
    struct base bases[8];
    int base_count;
    int inode_count;
    int inode_of[FD_MAX]; /* of an open file, plus 1 */
    int64_t acknowledged, begun;
    char *names[INODE_MAX]; /* under which an inode can be found, NULL when it cannot */
} disk;

static struct {
    bool is_on;
    uint64_t from, count;
    int error_number;
} failure;

static bool fails(void)
{
    if (!failure.is_on || failure.count++ < failure.from)
        return false;
    errno = failure.error_number;
    return true;
}

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "disk: %s\n", what);
    abort();
}

static struct operation *append(enum operation_kind kind, int inode)
{
    if (disk.count == disk.capacity) {
        disk.capacity = disk.capacity == 0 ? 1024 : 2 * disk.capacity;
        disk.list = realloc(disk.list, disk.capacity * sizeof *disk.list);
        if (disk.list == NULL)
            give_up("no memory");
    }
    disk.list[disk.count] = (struct operation){
        .kind = kind, .inode = inode, .acknowledged = disk.acknowledged, .begun = disk.begun};
    return &disk.list[disk.count++];
}

/** What follows the recorded path in a name; NULL for other files, and for the shared memory, which
 * no power cut leaves behind. */
static const char *rest_of(const char *path)
{
    size_t length = strlen(disk.path);

    if (!disk.is_recording || strncmp(path, disk.path, length) != 0 ||
        strcmp(path + length, "-shm") == 0)
        return NULL;
    return path + length;
}

static int find_inode(const char *rest)
{
    for (int i = 0; i < disk.inode_count; i++) {
        if (disk.names[i] != NULL && strcmp(disk.names[i], rest) == 0)
            return i;
    }
    return -1;
}

static int new_inode(const char *rest)
{
    if (disk.inode_count == INODE_MAX)
        give_up("too many files");
    disk.names[disk.inode_count] = strdup(rest);
    return disk.inode_count++;
}

static int recording_open(const char *path, int flags, int mode)
{
    const char *rest = rest_of(path);
    int fd, inode;

    if ((flags & O_CREAT) != 0 && fails())
        return -1;
    fd = open(path, flags, mode);
    if (fd < 0 || fd >= FD_MAX)
        return fd;
    disk.inode_of[fd] = 0;
    if (rest == NULL)
        return fd;
    inode = find_inode(rest);
    if (inode < 0) {
        inode = new_inode(rest);
        append(OPERATION_NAME, inode)->name = strdup(rest);
    }
    disk.inode_of[fd] = inode + 1;
    return fd;
}

static int recording_close(int fd)
{
    if (fd >= 0 && fd < FD_MAX)
        disk.inode_of[fd] = 0;
    return close(fd);
}

/** The file that a descriptor is recorded as; -1 for none. */
static int inode_of(int fd)
{
    return disk.is_recording && fd >= 0 && fd < FD_MAX ? disk.inode_of[fd] - 1 : -1;
}

static ssize_t recording_pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    int inode = inode_of(fd);

    if (fails())
        return -1;
    if (inode >= 0) {
        struct operation *operation = append(OPERATION_WRITE, inode);

        operation->at = at;
        operation->size = size;
        operation->bytes = malloc(size);
        if (operation->bytes == NULL)
            give_up("no memory");
        memcpy(operation->bytes, bytes, size);
    }
    return pwrite(fd, bytes, size, at);
}

static ssize_t recording_write(int fd, const void *bytes, size_t size)
{
    if (inode_of(fd) >= 0)
        give_up("a write without a place");
    return fails() ? -1 : write(fd, bytes, size);
}

static int recording_ftruncate(int fd, off_t size)
{
    int inode = inode_of(fd);

    if (fails())
        return -1;
    if (inode >= 0)
        append(OPERATION_TRUNCATE, inode)->at = size;
    return ftruncate(fd, size);
}

static int recording_unlink(const char *path)
{
    const char *rest = rest_of(path);
    int inode = rest == NULL ? -1 : find_inode(rest);

    if (fails())
        return -1;
    if (inode >= 0) {
        append(OPERATION_UNNAME, inode)->name = strdup(rest);
        free(disk.names[inode]);
        disk.names[inode] = NULL;
    }
    return unlink(path);
}

/** Is a folder, whose sync makes names durable? All that SQLite opens here is of the one store. */
static bool is_recorded_folder(int fd)
{
    struct stat found;

    return disk.is_recording && fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
}

/* SQLite's own syncs, found by the linker here before they are found in the C library. Nothing has
 * to reach a real disk. */
int fdatasync(int fd)
{
    int inode = inode_of(fd);

    if (fails())
        return -1;
    if (inode >= 0 || is_recorded_folder(fd))
        (void)append(OPERATION_SYNC, inode);
    return 0;
}

int fsync(int fd)
{
    return fdatasync(fd);
}

void disk_install(void)
{
    static const struct {
        const char *name;
        sqlite3_syscall_ptr call;
    } calls[] = {
        {"open", (sqlite3_syscall_ptr)recording_open},
        {"close", (sqlite3_syscall_ptr)recording_close},
        {"pwrite", (sqlite3_syscall_ptr)recording_pwrite},
        {"pwrite64", (sqlite3_syscall_ptr)recording_pwrite},
        {"write", (sqlite3_syscall_ptr)recording_write},
        {"ftruncate", (sqlite3_syscall_ptr)recording_ftruncate},
        {"unlink", (sqlite3_syscall_ptr)recording_unlink},
    };
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (vfs->xSetSystemCall(vfs, calls[i].name, calls[i].call) != SQLITE_OK)
            give_up(calls[i].name);
    }
}

static void read_base(const char *rest)
{
    char path[PATH_SIZE + 16];
    struct stat found;
    struct base *base = &disk.bases[disk.base_count];
    int fd;

    (void)snprintf(path, sizeof path, "%s%s", disk.path, rest);
    fd = open(path, O_RDONLY);
    if (fd < 0)
        return;
    if (fstat(fd, &found) != 0)
        give_up("a file without a size");
    *base = (struct base){strdup(rest), malloc((size_t)found.st_size + 1), (size_t)found.st_size};
    if (read(fd, base->bytes, base->size) != (ssize_t)base->size)
        give_up("a file that cannot be read");
    (void)close(fd);
    (void)new_inode(rest);
    disk.base_count++;
}

void disk_record(const char *path)
{
    disk_forget();
    (void)snprintf(disk.path, sizeof disk.path, "%s", path);
    disk.is_recording = true;
    read_base("");
    read_base("-wal");
    read_base("-journal");
}

void disk_note(int64_t acknowledged, int64_t begun)
{
    disk.acknowledged = acknowledged;
    disk.begun = begun;
}

void disk_stop(void)
{
    disk.is_recording = false;
}

size_t disk_length(void)
{
    return disk.count;
}

void disk_forget(void)
{
    for (size_t i = 0; i < disk.count; i++) {
        free(disk.list[i].name);
        free(disk.list[i].bytes);
    }
    for (int i = 0; i < disk.base_count; i++) {
        free(disk.bases[i].name);
        free(disk.bases[i].bytes);
    }
    for (int i = 0; i < disk.inode_count; i++)
        free(disk.names[i]);
    free(disk.list);
    memset(&disk, 0, sizeof disk);
}

/* A file of the image while it is put together. */
struct image {
    char *bytes;
    size_t size;
};

static void grow(struct image *image, size_t size)
{
    if (size > IMAGE_MAX)
        give_up("a file too large for an image");
    if (size > image->size) {
        image->bytes = realloc(image->bytes, size);
        if (image->bytes == NULL)
            give_up("no memory");
        memset(image->bytes + image->size, 0, size - image->size);
        image->size = size;
    }
}

static void put(struct image *image, const struct operation *operation, size_t from, size_t size)
{
    grow(image, (size_t)operation->at + from + size);
    memcpy(image->bytes + operation->at + from, operation->bytes + from, size);
}

static void apply_torn(struct image *image, const struct operation *operation, uint64_t *random)
{
    for (size_t from = 0; from < operation->size;) {
        size_t in_sector = SECTOR - (size_t)(operation->at + (int64_t)from) % SECTOR;
        size_t size = operation->size - from < in_sector ? operation->size - from : in_sector;

        if (random_chance(random, 50))
            put(image, operation, from, size);
        from += size;
    }
}

static void apply(struct image *image, const struct operation *operation)
{
    if (operation->kind == OPERATION_WRITE) {
        put(image, operation, 0, operation->size);
        return;
    }
    grow(image, (size_t)operation->at);
    image->size = (size_t)operation->at;
    if (image->size > 0)
        image->bytes = realloc(image->bytes, image->size);
}

static void apply_lossy(struct image *image, const struct operation *operation, enum loss loss,
                        uint64_t *random)
{
    switch (loss) {
    case LOSS_ALL:
        return;
    case LOSS_NONE:
        apply(image, operation);
        return;
    case LOSS_SOME:
        if (random_chance(random, 50))
            apply(image, operation);
        return;
    case LOSS_TORN:
        if (operation->kind == OPERATION_WRITE)
            apply_torn(image, operation, random);
        else if (random_chance(random, 50))
            apply(image, operation);
        return;
    case LOSS_COUNT:
        break;
    }
}

/** The content of a file after a moment: all up to its last sync, and what the loss leaves. */
static struct image content_of(int inode, size_t moment, enum loss loss, uint64_t *random)
{
    struct image image = {NULL, 0};
    size_t synced = 0;

    if (inode < disk.base_count) {
        grow(&image, disk.bases[inode].size);
        if (image.size > 0)
            memcpy(image.bytes, disk.bases[inode].bytes, image.size);
    }
    for (size_t i = 0; i < moment; i++) {
        if (disk.list[i].kind == OPERATION_SYNC && disk.list[i].inode == inode)
            synced = i;
    }
    for (size_t i = 0; i < moment; i++) {
        const struct operation *operation = &disk.list[i];

        if (operation->inode != inode ||
            (operation->kind != OPERATION_WRITE && operation->kind != OPERATION_TRUNCATE))
            continue;
        if (i < synced)
            apply(&image, operation);
        else
            apply_lossy(&image, operation, loss, random);
    }
    return image;
}

/** Which names stand, and of which files: up to the last sync of any, then up to a random point. */
static void names_at(size_t moment, enum loss loss, uint64_t *random, const char *ret_names[])
{
    size_t until = 0;

    for (size_t i = 0; i < moment; i++) {
        if (disk.list[i].kind == OPERATION_SYNC)
            until = i;
    }
    if (loss == LOSS_NONE)
        until = moment;
    else if (loss != LOSS_ALL)
        until += random_below(random, moment - until + 1);
    for (int i = 0; i < disk.base_count; i++)
        ret_names[i] = disk.bases[i].name;
    for (size_t i = 0; i < until; i++) {
        if (disk.list[i].kind == OPERATION_NAME)
            ret_names[disk.list[i].inode] = disk.list[i].name;
        else if (disk.list[i].kind == OPERATION_UNNAME)
            ret_names[disk.list[i].inode] = NULL;
    }
}

static void write_image(const char *path, const char *rest, const struct image *image)
{
    char name[PATH_SIZE + 16];
    int fd;

    (void)snprintf(name, sizeof name, "%s%s", path, rest);
    fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || (image->size > 0 && write(fd, image->bytes, image->size) != (ssize_t)image->size))
        give_up("an image that cannot be written");
    (void)close(fd);
}

void disk_lay_down(size_t moment, enum loss loss, uint64_t *random, const char *path,
                   int64_t *ret_acknowledged, int64_t *ret_begun)
{
    static const char *const endings[] = {"", "-wal", "-journal", "-shm"};
    const char *names[INODE_MAX] = {NULL};

    for (size_t i = 0; i < 4; i++) {
        char name[PATH_SIZE + 16];

        (void)snprintf(name, sizeof name, "%s%s", path, endings[i]);
        (void)unlink(name);
    }
    names_at(moment, loss, random, names);
    for (int inode = 0; inode < disk.inode_count; inode++) {
        struct image image;

        if (names[inode] == NULL)
            continue;
        image = content_of(inode, moment, loss, random);
        write_image(path, names[inode], &image);
        free(image.bytes);
    }
    /* The cut comes at the latest: all that was said before the next operation had been said. */
    *ret_acknowledged = moment < disk.count ? disk.list[moment].acknowledged : disk.acknowledged;
    *ret_begun = moment < disk.count ? disk.list[moment].begun : disk.begun;
}

void disk_fail_from(uint64_t call, int error_number)
{
    failure.is_on = true;
    failure.from = call;
    failure.count = 0;
    failure.error_number = error_number;
}

uint64_t disk_mend(void)
{
    failure.is_on = false;
    return failure.count;
}
