/*
 * A disk that remembers: every write, truncation, creation, removal and sync that SQLite asks for
 * is recorded, and any moment of it can be laid down again as a power cut would have left it. Or a
 * disk that fails: from some call on, with the error of one's choice.
 *
 * The model, that of a journalling file system at its worst: what was written to a file since its
 * last sync is there or not, each write for itself, or torn at sectors of 512 bytes; what was done
 * to names is there up to some point, in order, and all that came before any sync is there. A name
 * whose removal was lost is still that of the old file, whatever was written under it since.
 */
#ifndef TESTS_CRASH_DISK_H
#define TESTS_CRASH_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How much of what was not synced survives. */
enum loss { LOSS_ALL, LOSS_NONE, LOSS_SOME, LOSS_TORN, LOSS_COUNT };

/** Puts itself between SQLite and the system; until the program ends. */
void disk_install(void);

/** Begins to record what happens to the files whose path begins so; what they are now is durable.
 */
void disk_record(const char *path);
/** A mark in the record: what was acknowledged, or begun, at this moment. */
void disk_note(int64_t acknowledged, int64_t begun);
void disk_stop(void);
/** Operations in the record. */
size_t disk_length(void);
/** Forgets the record. */
void disk_forget(void);

/**
 * Writes the files as they were after `moment` operations and a power cut, under another path;
 * ret_acknowledged and ret_begun are those of the last note before it.
 */
void disk_lay_down(size_t moment, enum loss loss, uint64_t *random, const char *path,
                   int64_t *ret_acknowledged, int64_t *ret_begun);

/** Writing calls fail with this errno, from the k-th on (from 0). */
void disk_fail_from(uint64_t call, int error_number);
/** No call fails any more; the number of those that could have since disk_fail_from(). */
uint64_t disk_mend(void);

#endif
