/* GEOS, to compare with: the one line that says where overlay_coverage_union() is. */
#ifndef TESTS_PROPERTY_SECOND_OPINION_H
#define TESTS_PROPERTY_SECOND_OPINION_H

#include "support/overlay.h"

#endif
