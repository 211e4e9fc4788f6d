#include "data/store_defect.h"

#include <stdarg.h>
#include <stdio.h>

void store_defects_add(struct store_defects *defects, const char *en, const char *fr, ...)
{
    va_list values;

    if (defects->count++ >= DEFECT_KEPT_MAX)
        return;
    va_start(values, fr);
    (void)vsnprintf(defects->list[defects->count - 1].en, DEFECT_SENTENCE_MAX, en, values);
    va_end(values);
    va_start(values, fr);
    (void)vsnprintf(defects->list[defects->count - 1].fr, DEFECT_SENTENCE_MAX, fr, values);
    va_end(values);
}
