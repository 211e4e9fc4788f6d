/* What a file as a whole gives rise to say: its encoding, its origin, how generalised it is. */
#ifndef DATA_SOURCE_FILE_REMARKS_H
#define DATA_SOURCE_FILE_REMARKS_H

#include "data/source/row_facts.h"
#include "data/source/vintage_files.h"

/** SRC-05: bytes that an encoding spoilt, or that are not UTF-8. */
enum status file_remark_damage(const struct vintage_file *file, const struct source_file *source,
                               struct findings *findings, struct error *err) MUST_CHECK;
/** SRC-16: nobody can check later what came from nobody knows where. */
enum status file_remark_source(const struct layer_reading *layer, const struct vintage_file *file,
                               struct findings *findings, struct error *err) MUST_CHECK;
/** GEO-10: shapes whose file or layer says that they were simplified. */
enum status file_remark_scale(const struct layer_reading *layer, struct findings *findings,
                              struct error *err) MUST_CHECK;

#endif
