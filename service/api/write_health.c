/* /healthz, /readyz and /version: what an operator's probes ask. */
#include "service/api/route.h"
#include "service/version.h"

enum status write_health(const struct question *question, struct text *text, struct error *err)
{
    (void)question;
    (void)err;
    text_add(text, "{\"status\":\"ok\"}");
    return STATUS_OK;
}

enum status write_ready(const struct question *question, struct text *text, struct error *err)
{
    struct json json;

    (void)err;
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "status", "ready");
    json_member_integer(&json, "revision", question->view.snapshot->revision);
    json_object_end(&json);
    return STATUS_OK;
}

enum status write_version(const struct question *question, struct text *text, struct error *err)
{
    const struct snapshot *snapshot = question->view.snapshot;
    struct json json;

    (void)err;
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "program", "lisiered");
    json_member_string(&json, "version", LISIERE_VERSION);
    if (snapshot != NULL) {
        json_member_integer(&json, "revision", snapshot->revision);
        json_key(&json, "vintages");
        json_array_begin(&json);
        for (size_t i = 0; i < snapshot->vintage_count; i++)
            json_integer(&json, snapshot->vintages[i]->year);
        json_array_end(&json);
    }
    json_object_end(&json);
    return STATUS_OK;
}
