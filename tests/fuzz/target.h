/* What a fuzz target offers: to libFuzzer, and to replay.c where there is no clang. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/** Tries one input; aborts when something is wrong. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
