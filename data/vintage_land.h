/* The land of a vintage: its communes put together from the tiles of a family of shapes. */
#ifndef DATA_VINTAGE_LAND_H
#define DATA_VINTAGE_LAND_H

#include "data/vintage.h"

/**
 * Gives the communes of a vintage their tiles, shapes and areas, and the vintage its coverage and
 * locator; the family is acquired. commune_of[t] is the commune that owns tile t. Land the vintage
 * had before is released. STATUS_INVALID: a commune without tile; the sentence lists them (GEO-02).
 * Cost: 2 ms for Hauts-de-France.
 */
enum status vintage_land(struct vintage *vintage, struct shape_family *family,
                         const uint32_t commune_of[], struct error *err) MUST_CHECK;

/** Lets go of all that vintage_land() made. */
void vintage_land_release(struct vintage *vintage);

#endif
