/*
 * A register as one JSON document (RFC 8259): an object with an array of rows for each table, a row
 * an object with a member for each column that is filled. lisiere contracts --write makes one.
 */
#ifndef DATA_SOURCE_REGISTER_DOCUMENT_H
#define DATA_SOURCE_REGISTER_DOCUMENT_H

#include "data/register_builder.h"
#include "geo/text.h"

/**
 * Adds the rows of a document. Codes may be an array of texts, amounts and numbers JSON numbers,
 * extra an object; null is empty. STATUS_FORMAT: not JSON, or not such a document; the sentence
 * says where. STATUS_INVALID: a member that is no table; all of register_builder.h, the subject
 * being "name.json!members:3", the third row of members.
 */
enum status register_document_read(const char *path, struct register_builder *builder,
                                   struct text *unknown, struct error *err) MUST_CHECK;

#endif
