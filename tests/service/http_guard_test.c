#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "service/http/guard.h"

struct header {
    const char *name;
    const char *value;
};

#define HOST                                                                                       \
    {                                                                                              \
        "Host", "localhost:8080"                                                                   \
    }

/** What the guard says of a request; 0 when it lets it through. */
static unsigned verdict(const char *method, const char *version, const struct header *headers,
                        bool *ret_close)
{
    struct guard guard;

    guard_begin(&guard, method, 1, version);
    for (; headers->name != NULL; headers++)
        guard_header(&guard, headers->name, strlen(headers->name), headers->value,
                     strlen(headers->value));
    const struct refusal *refusal = guard_verdict(&guard);
    *ret_close = refusal != NULL && refusal->close;
    if (refusal != NULL) {
        assert_non_null(refusal->detail.fr);
        assert_non_null(refusal->detail.en);
    }
    return refusal == NULL ? 0 : refusal->status;
}

#define HEADERS(...) ((const struct header[]){__VA_ARGS__, {NULL, NULL}})

static void expect(unsigned status, bool close, const char *method, const struct header *headers)
{
    bool closed;
    unsigned found = verdict(method, "HTTP/1.1", headers, &closed);

    if (found != status || closed != close)
        print_error("%s with %s: %s\n", method, headers[0].name, headers[0].value);
    assert_int_equal(found, status);
    assert_int_equal(closed, close);
}

static void an_ordinary_request_passes(void **state)
{
    (void)state;
    expect(0, false, "GET", HEADERS(HOST, {"Accept", "text/html,*/*;q=0.8"}));
    expect(0, false, "HEAD", HEADERS(HOST));
    expect(0, false, "OPTIONS", HEADERS(HOST, {"Origin", "https://carte.example"}));
    expect(0, false, "GET", HEADERS(HOST, {"Content-Length", "0"}));
    expect(0, false, "GET", HEADERS(HOST, {"X-Note", "caf\xc3\xa9\tnoir"}, {"X-Empty", ""}));
}

static void exactly_one_host_is_needed(void **state)
{
    (void)state;
    expect(400, true, "GET", HEADERS({"Accept", "*/*"}));
    expect(400, true, "GET", HEADERS(HOST, HOST));
    expect(400, true, "GET", HEADERS(HOST, {"host", "other"}));
}

static void http_1_0_may_do_without_a_host(void **state)
{
    bool closed;

    (void)state;
    assert_int_equal(verdict("GET", "HTTP/1.0", HEADERS({"Accept", "*/*"}), &closed), 0);
    assert_int_equal(verdict("GET", "HTTP/1.0", HEADERS(HOST, HOST), &closed), 400);
}

static void only_the_two_versions_are_spoken(void **state)
{
    bool closed;

    (void)state;
    assert_int_equal(verdict("GET", "HTTP/1.2", HEADERS(HOST), &closed), 505);
    assert_int_equal(verdict("GET", "HTTP/9.9", HEADERS(HOST), &closed), 505);
    assert_int_equal(verdict("GET", "", HEADERS(HOST), &closed), 505);
    assert_true(closed);
}

static void an_ambiguous_length_closes(void **state)
{
    (void)state;
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length", "0"}, {"Content-Length", "5"}));
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length", "0"}, {"Content-Length", "0"}));
    expect(400, true, "GET",
           HEADERS(HOST, {"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}));
    expect(400, true, "GET",
           HEADERS(HOST, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "identity"}));
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length", "5, 5"}));
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length", "+5"}));
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length", "-1"}));
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length", ""}));
}

static void header_names_are_tokens(void **state)
{
    (void)state;
    expect(400, true, "GET", HEADERS(HOST, {"Content-Length ", "5"}));
    expect(400, true, "GET", HEADERS(HOST, {"", "nameless"}));
    expect(400, true, "GET", HEADERS(HOST, {"X(Note)", "1"}));
    expect(400, true, "GET", HEADERS(HOST, {"X-Caf\xc3\xa9", "1"}));
    expect(0, false, "GET", HEADERS(HOST, {"!#$%&'*+-.^_`|~09azAZ", "1"}));
}

static void control_bytes_in_values_are_refused(void **state)
{
    (void)state;
    expect(400, true, "GET", HEADERS(HOST, {"Accept", "a\rb"}));
    expect(400, true, "GET", HEADERS(HOST, {"Accept", "a\x1b[31m"}));
    expect(400, true, "GET", HEADERS(HOST, {"Accept", "a\x7f"}));
}

static void a_nul_in_a_value_is_refused(void **state)
{
    struct guard guard;

    (void)state;
    guard_begin(&guard, "GET", 1, "HTTP/1.1");
    guard_header(&guard, "Host", 4, "a\0b", 3);
    assert_int_equal(guard_verdict(&guard)->status, 400);
}

static void other_methods_are_not_allowed(void **state)
{
    static const char *const methods[] = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "get", "X"};

    (void)state;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        expect(405, false, methods[i], HEADERS(HOST));
    expect(405, true, "POST", HEADERS(HOST, {"Content-Length", "12"}));
    expect(400, true, "GE(T", HEADERS(HOST));
}

static void bodies_are_refused(void **state)
{
    (void)state;
    expect(413, true, "GET", HEADERS(HOST, {"Content-Length", "1"}));
    expect(413, true, "GET", HEADERS(HOST, {"Transfer-Encoding", "chunked"}));
    expect(413, true, "GET", HEADERS(HOST, {"Transfer-Encoding", "foo"}));
    expect(413, true, "GET", HEADERS(HOST, {"Content-Length", "99999999999999999999999"}));
}

static void heads_that_leave_no_room_for_ours_are_refused(void **state)
{
    static char value[HEAD_MAX_BYTES];
    struct guard guard;

    (void)state;
    memset(value, 'a', sizeof value);
    guard_begin(&guard, "GET", 8192, "HTTP/1.1");
    guard_header(&guard, "Host", 4, "a", 1);
    guard_header(&guard, "Cookie", 6, value, 5900);
    assert_null(guard_verdict(&guard));
    guard_header(&guard, "X", 1, value, 100);
    assert_int_equal(guard_verdict(&guard)->status, 431);
}

static void a_host_is_a_name_or_an_address(void **state)
{
    static const char *const good[] = {"localhost",       "a.example:8080", "127.0.0.1:1", "[::1]",
                                       "[fe80::1]:65535", "x_y.local",      "A-b.C"};
    static const char *const bad[] = {
        "",       "a b",         "a/b",     "a@b",    "a:b",   "a:",  "a:123456",
        "[::1",   "[]",          "[::1]x",  "a\"b",   "<a>",   "a,b", ":80",
        "[::1]:", "caf\xc3\xa9", "a:80:80", "[g::1]", "a?b=c", "a#b"};
    char longest[257];

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(host_is_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (host_is_valid(bad[i], strlen(bad[i])))
            fail_msg("taken for a host: %s", bad[i]);
    }
    memset(longest, 'a', sizeof longest);
    assert_true(host_is_valid(longest, 255));
    assert_false(host_is_valid(longest, 256));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ordinary_request_passes),
        cmocka_unit_test(exactly_one_host_is_needed),
        cmocka_unit_test(http_1_0_may_do_without_a_host),
        cmocka_unit_test(only_the_two_versions_are_spoken),
        cmocka_unit_test(an_ambiguous_length_closes),
        cmocka_unit_test(header_names_are_tokens),
        cmocka_unit_test(control_bytes_in_values_are_refused),
        cmocka_unit_test(a_nul_in_a_value_is_refused),
        cmocka_unit_test(other_methods_are_not_allowed),
        cmocka_unit_test(bodies_are_refused),
        cmocka_unit_test(heads_that_leave_no_room_for_ours_are_refused),
        cmocka_unit_test(a_host_is_a_name_or_an_address),
    };

    return cmocka_run_group_tests_name("service/http/guard", tests, NULL, NULL);
}
