/* The programs' only clock; everything below is told the date. */
#ifndef SERVICE_CLOCK_H
#define SERVICE_CLOCK_H

#include <time.h>

#include "data/date.h"

/** The civil date in Europe/Paris at that second (EU summer time rule, directive 2000/84/EC). */
struct date clock_date_in_paris(time_t utc);

struct date clock_today(void);

#endif
