/* The columns of the register's tables, as files and the store have them. */
#include "data/register_builder.h"

#define COLUMNS(list) list, sizeof list / sizeof *list

static const char *const generations[] = {
    "generation",         "name",          "framework_act", "valid_from",  "valid_to",
    "expected_contracts", "complete_from", "complete_to",   "complete_by", "source",
};
static const char *const contracts[] = {
    "contract", "name",       "generation", "status", "carrier",
    "succeeds", "visibility", "evidence",   "source",
};
static const char *const acts[] = {
    "act",    "contract", "generation", "decides",         "kind",
    "number", "body",     "date",       "document_sha256", "source",
};
static const char *const versions[] = {
    "contract", "version", "valid_from", "valid_to", "reference_vintage", "reference_date",
    "act",      "cause",   "clip",       "author",   "visibility",        "source",
};
static const char *const members[] = {
    "contract", "version", "op", "kind", "code", "label", "mode", "reason", "source", "certainty",
};

const struct register_layout *register_layout(enum register_table table)
{
    static const struct register_layout layouts[REGISTER_TABLE_COUNT] = {
        [REGISTER_GENERATIONS] = {"generations", COLUMNS(generations), 2},
        [REGISTER_CONTRACTS] = {"contracts", COLUMNS(contracts), 4},
        [REGISTER_ACTS] = {"acts", COLUMNS(acts), 1},
        [REGISTER_VERSIONS] = {"versions", COLUMNS(versions), 2},
        [REGISTER_MEMBERS] = {"members", COLUMNS(members), 5},
    };

    return &layouts[table];
}
