#include "service/report/json.h"

#include <math.h>

void json_init(struct json *json, struct text *text)
{
    *json = (struct json){.text = text};
}

static void begin_value(struct json *json)
{
    if (json->needs_comma)
        text_add_bytes(json->text, ",", 1);
    json->needs_comma = true;
}

static void open(struct json *json, const char *bracket)
{
    begin_value(json);
    text_add_bytes(json->text, bracket, 1);
    json->needs_comma = false;
}

static void close(struct json *json, const char *bracket)
{
    text_add_bytes(json->text, bracket, 1);
    json->needs_comma = true;
}

void json_object_begin(struct json *json)
{
    open(json, "{");
}

void json_object_end(struct json *json)
{
    close(json, "}");
}

void json_array_begin(struct json *json)
{
    open(json, "[");
}

void json_array_end(struct json *json)
{
    close(json, "]");
}

static void add_quoted(struct text *text, const char *utf8)
{
    text_add_bytes(text, "\"", 1);
    while (*utf8 != '\0') {
        size_t plain = 0;

        while ((unsigned char)utf8[plain] >= 0x20 && utf8[plain] != '"' && utf8[plain] != '\\')
            plain++;
        text_add_bytes(text, utf8, plain);
        utf8 += plain;
        if (*utf8 == '\0')
            break;
        if (*utf8 == '"' || *utf8 == '\\')
            text_addf(text, "\\%c", *utf8);
        else
            text_addf(text, "\\u%04x", (unsigned)(unsigned char)*utf8);
        utf8++;
    }
    text_add_bytes(text, "\"", 1);
}

void json_key(struct json *json, const char *name)
{
    begin_value(json);
    add_quoted(json->text, name);
    text_add_bytes(json->text, ":", 1);
    json->needs_comma = false;
}

void json_string(struct json *json, const char *utf8)
{
    begin_value(json);
    add_quoted(json->text, utf8);
}

void json_integer(struct json *json, int64_t value)
{
    begin_value(json);
    text_add_integer(json->text, value);
}

void json_number(struct json *json, double value, int decimals)
{
    if (!isfinite(value)) {
        json_null(json);
        return;
    }
    begin_value(json);
    text_add_decimal(json->text, value, decimals);
}

void json_boolean(struct json *json, bool value)
{
    begin_value(json);
    text_add(json->text, value ? "true" : "false");
}

void json_null(struct json *json)
{
    begin_value(json);
    text_add(json->text, "null");
}

void json_raw(struct json *json)
{
    begin_value(json);
}

void json_member_string(struct json *json, const char *name, const char *utf8)
{
    json_key(json, name);
    json_string(json, utf8);
}

void json_member_integer(struct json *json, const char *name, int64_t value)
{
    json_key(json, name);
    json_integer(json, value);
}
