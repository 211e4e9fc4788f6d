/* Why the system refused, in both languages: the C library speaks only English here. */
#ifndef DATA_SYSTEM_REASON_H
#define DATA_SYSTEM_REASON_H

#include "geo/language.h"

/** Of an errno; one that is not in the table is « erreur du système ». Constant strings. */
struct words system_reason(int error_number);

#endif
