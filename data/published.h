/*
 * What a published hash was: years later somebody holds a list of communes with its SHA-256, or the
 * first digits of one, and asks which contract, version, vintage and dates it was of.
 */
#ifndef DATA_PUBLISHED_H
#define DATA_PUBLISHED_H

#include "data/digest.h"
#include "data/register.h"
#include "data/standing.h"

enum { HASH_DIGITS_MIN = 8 };

enum publication_kind {
    PUBLICATION_PERIMETER, /* members_sha256 of a contract's version in the codes of a vintage */
    PUBLICATION_GAP,       /* members_sha256 of a gap */
    PUBLICATION_DOCUMENT,  /* document_sha256 of an act */
    PUBLICATION_SOURCE,    /* sha256 of a file that a vintage was made from */
};

struct publication {
    enum publication_kind kind;
    struct digest digest;
    const char *id;         /* of the contract, gap or act; layer of the file */
    const char *name;       /* of the contract; file name; "" */
    int32_t version;        /* of a perimeter */
    int32_t vintage;        /* 0 for a document */
    uint32_t communes;      /* of a perimeter or gap */
    enum standing standing; /* of a gap */
    /* Of a perimeter or gap: the days it was the answer about, the first and the one after the
     * last; none for a perimeter that was of no day, and only ever shown in the codes of a vintage.
     */
    bool has_days;
    struct date from, until;
    int64_t known_from,
        known_to; /* revisions it was the answer in, when the store had this vintage */
};

struct publications {
    struct publication *list; /* by kind, id, version, vintage, from, revision */
    size_t count;
    int64_t revision; /* the present one */
    struct arena arena;
};

void publications_release(struct publications *publications);
DEFINE_SCOPED(publications)

/** STATUS_FORMAT: not 8 to 64 hexadecimal digits. */
enum status published_check_hash(const char *hash, struct error *err) MUST_CHECK;

/**
 * Every revision of the register, each in every vintage that the store holds now, and its periods.
 * Nothing found is a count of 0. publications begins as {0}. Cost: 50 ms a revision of the
 * register.
 */
enum status published_find(const char *store_path, const char *hash,
                           struct publications *ret_publications, struct error *err) MUST_CHECK;

#endif
