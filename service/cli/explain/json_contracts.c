#include "service/cli/explain/json_contracts.h"

static const char *force_name(enum force force)
{
    static const char *const names[] = {
        [FORCE_NO] = "no", [FORCE_IN_DOUBT] = "in_doubt", [FORCE_YES] = "yes"};

    return names[force];
}

static const char *clip_name(enum clip clip)
{
    static const char *const names[] = {
        [CLIP_UNSTATED] = "unstated", [CLIP_REGION] = "region", [CLIP_WHOLE] = "whole"};

    return names[clip];
}

static const char *result_name(enum member_result result)
{
    static const char *const names[] = {
        [MEMBER_RESOLVED] = "resolved",
        [MEMBER_UNKNOWN_CODE] = "unknown_code",
        [MEMBER_NOT_EVALUATED] = "not_evaluated",
        [MEMBER_MIXED] = "mixed",
    };

    return names[result];
}

static void write_member_fields(struct json *json, const struct member *member)
{
    json_member_string(json, "op", member->operation == MEMBER_INCLUDE ? "include" : "exclude");
    json_member_string(json, "kind", member_kind_name(member->kind));
    json_member_string(json, "code", member->code);
    json_member_string(json, "label", member->label);
    json_member_string(json, "mode", member_mode_name(member->mode));
    json_member_string(json, "certainty", certainty_name(member->certainty));
    json_member_string(json, "reason", member->reason);
    json_member_string(json, "source", member->source);
}

static void write_version(struct json *json, const struct snapshot *snapshot,
                          const struct version *version)
{
    const struct contract *contract = &snapshot->rows->contracts[version->contract];
    bool is_public =
        contract->visibility == VISIBILITY_PUBLIC && version->visibility == VISIBILITY_PUBLIC;
    char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

    loose_date_format(version->valid_from, from);
    loose_date_format(version->valid_to, to);
    json_member_string(json, "contract", contract->id);
    json_member_string(json, "name", contract->name);
    json_member_string(json, "generation", snapshot->rows->generations[contract->generation].id);
    json_member_string(json, "status", contract_status_name(contract->status));
    json_member_string(json, "visibility", is_public ? "public" : "internal");
    json_member_integer(json, "version", version->number);
    json_member_string(json, "valid_from", from);
    json_member_string(json, "valid_to", to);
    json_member_string(json, "act", version->act);
    json_member_string(json, "clip", clip_name(version->clip));
}

void explain_json_contracts(struct json *json, const struct snapshot *snapshot,
                            const struct covering coverings[], uint32_t count)
{
    json_key(json, "contracts");
    json_array_begin(json);
    for (uint32_t i = 0; i < count; i++) {
        const struct covering *covering = &coverings[i];
        const struct perimeter *perimeter = covering->perimeter;

        json_object_begin(json);
        write_version(json, snapshot, perimeter->version);
        json_member_string(json, "in_force", force_name(covering->force));
        json_key(json, "communes");
        json_object_begin(json);
        json_member_integer(json, "held", covering->held);
        json_member_integer(json, "inferred", covering->inferred);
        json_member_integer(json, "doubtful", covering->doubtful);
        json_member_integer(json, "clipped", covering->clipped);
        json_member_integer(json, "excluded", covering->excluded);
        json_object_end(json);
        json_key(json, "members");
        json_array_begin(json);
        for (uint32_t k = 0; k < covering->member_count; k++) {
            json_object_begin(json);
            write_member_fields(json, &perimeter->version->members[covering->members[k]]);
            json_member_string(json, "result",
                               result_name(perimeter->results[covering->members[k]]));
            json_object_end(json);
        }
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

void explain_json_namings(struct json *json, const struct snapshot *snapshot,
                          const struct member *const namings[], uint32_t count)
{
    json_key(json, "named_by");
    json_array_begin(json);
    for (uint32_t i = 0; i < count; i++) {
        const struct version *version = &snapshot->rows->versions[namings[i]->version];

        json_object_begin(json);
        json_member_string(json, "contract", snapshot->rows->contracts[version->contract].id);
        json_member_integer(json, "version", version->number);
        write_member_fields(json, namings[i]);
        json_object_end(json);
    }
    json_array_end(json);
}
