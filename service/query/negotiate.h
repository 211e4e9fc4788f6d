/* Which representation and which language a client wants. Never a 406: something is always given.
 */
#ifndef SERVICE_QUERY_NEGOTIATE_H
#define SERVICE_QUERY_NEGOTIATE_H

#include "geo/language.h"
#include "geo/status.h"

enum format { FORMAT_JSON, FORMAT_HTML };

/**
 * The f parameter (json, geojson, html) decides; else HTML when the Accept header ranks text/html
 * above every JSON type, as browsers do; else JSON. Either may be NULL. STATUS_INVALID: an f that
 * is not known.
 */
enum status format_negotiate(const char *f, const char *accept, enum format *ret_format,
                             struct error *err) MUST_CHECK;

/** The lang parameter (fr, en) decides; else the better ranked in Accept-Language; else French. */
enum status language_negotiate(const char *lang, const char *accept_language,
                               enum language *ret_language, struct error *err) MUST_CHECK;

#endif
