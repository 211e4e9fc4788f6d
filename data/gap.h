/*
 * Gaps: connected sets of communes of the region with the same standing, not_covered or unknown.
 * Connected by a shared border; a contact at a point does not join.
 */
#ifndef DATA_GAP_H
#define DATA_GAP_H

#include "data/standing.h"

enum { GAP_ID_SIZE = 16 };

struct gap_epci {
    uint32_t epci;
    uint32_t commune_count; /* of it in the gap */
    bool is_whole;          /* all its communes of the region are */
};

struct gap {
    char id[GAP_ID_SIZE]; /* smallest code and 8 hexadecimal digits of the members' digest:
                             59097-1a2b3c4d */
    enum standing standing;
    const uint32_t *communes; /* ascending */
    uint32_t commune_count;
    const struct gap_epci *epcis; /* ascending; communes of none are not counted here */
    uint32_t epci_count;
    uint32_t whole_epci_count;
    int64_t population;
    double area_m2;
    struct digest members_digest;
    const struct outline *outline;
};

/**
 * All gaps of a vintage, by standing (not_covered first), then by smallest code. standings has one
 * value a commune; those outside the region take no part.
 */
enum status gaps_find(const struct vintage *vintage, const enum standing standings[],
                      struct outlines *outlines, struct arena *arena, struct gap **ret_gaps,
                      size_t *ret_count, struct error *err) MUST_CHECK;

#endif
