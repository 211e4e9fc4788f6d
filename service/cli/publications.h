/* What a published hash was, as people and as programs read it. */
#ifndef SERVICE_CLI_PUBLICATIONS_H
#define SERVICE_CLI_PUBLICATIONS_H

#include "data/published.h"
#include "geo/text.h"

void publications_write_text(struct text *text, const char *hash,
                             const struct publications *publications, enum language language);

/**
 * {"hash", "revision", "found": [{"kind": perimeter | gap | document | source, "sha256",
 * "contract", "version", "vintage", …}]}; days are ISO dates, the last one included, null where
 * there is none.
 */
void publications_write_json(struct text *text, const char *hash,
                             const struct publications *publications);

#endif
