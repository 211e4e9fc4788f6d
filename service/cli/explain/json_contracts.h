/* The contracts that speak of a commune or an EPCI, as JSON. */
#ifndef SERVICE_CLI_EXPLAIN_JSON_CONTRACTS_H
#define SERVICE_CLI_EXPLAIN_JSON_CONTRACTS_H

#include "data/covering.h"
#include "service/report/json.h"

/** The member "contracts", an array: a version an item, in force on the date or not. */
void explain_json_contracts(struct json *json, const struct snapshot *snapshot,
                            const struct covering coverings[], uint32_t count);

/** The member "named_by", an array: the members of the register that give the very code. */
void explain_json_namings(struct json *json, const struct snapshot *snapshot,
                          const struct member *const namings[], uint32_t count);

#endif
