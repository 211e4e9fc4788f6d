#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "service/http/fixture.h"
#include "service/http/stand_in.h"
#include "service/http/wire.h"

#define SMALL "{\"revision\":1}\n"

/** Sends one request on a connection that stays open, and reads the answer. */
static struct wire_reply ask(int fd, const char *method, const char *path)
{
    char request[512];

    snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: localhost:1\r\n\r\n", method, path);
    assert_true(wire_say(fd, request));
    return wire_read(fd, strcmp(method, "HEAD") == 0);
}

static void expect_header(const struct wire_reply *reply, const char *name, const char *value)
{
    const char *found = wire_header(reply, name);

    if (found == NULL)
        fail_msg("no header %s in:\n%s", name, reply->head);
    assert_string_equal(found, value);
}

static void a_kept_connection_answers_many_times(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    for (int i = 0; i < 20; i++) {
        struct wire_reply reply = ask(fd, "GET", "/");
        assert_int_equal(reply.status, 200);
        assert_string_equal(reply.body, SMALL);
        assert_null(wire_header(&reply, "Connection"));
        wire_reply_release(&reply);
    }
    close(fd);
}

static void every_answer_carries_its_headers(void **state)
{
    struct fixture *fixture = *state;
    struct wire_reply reply = wire_get(fixture->port, "/");

    expect_header(&reply, "Content-Type", "application/json");
    expect_header(&reply, "Content-Language", "en");
    expect_header(&reply, "Vary", "Accept, Accept-Language");
    expect_header(&reply, "Cache-Control", "no-cache");
    expect_header(&reply, "Accept-Ranges", "none");
    expect_header(&reply, "X-Content-Type-Options", "nosniff");
    expect_header(&reply, "Access-Control-Allow-Origin", "*");
    expect_header(&reply, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    assert_non_null(strstr(wire_header(&reply, "Access-Control-Expose-Headers"), "Link"));
    assert_non_null(wire_header(&reply, "Date"));
    assert_non_null(wire_header(&reply, "X-Request-Id"));
    wire_reply_release(&reply);
}

static void a_page_may_have_its_style_inside(void **state)
{
    struct fixture *fixture = *state;
    struct wire_reply reply = wire_get(fixture->port, "/page");
    const char *policy = wire_header(&reply, "Content-Security-Policy");

    assert_non_null(strstr(policy, "style-src 'unsafe-inline'"));
    assert_null(strstr(policy, "script-src"));
    wire_reply_release(&reply);
}

static void head_has_the_length_of_get_and_no_body(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);
    struct wire_reply head = ask(fd, "HEAD", "/");
    struct wire_reply get = ask(fd, "GET", "/");

    assert_int_equal(head.status, 200);
    expect_header(&head, "Content-Length", "15");
    expect_header(&get, "Content-Length", "15");
    assert_string_equal(get.body, SMALL);
    wire_reply_release(&head);
    wire_reply_release(&get);
    close(fd);
}

static void other_methods_get_405_and_the_connection_stays(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);
    struct wire_reply refused = ask(fd, "DELETE", "/");
    struct wire_reply next = ask(fd, "GET", "/");

    assert_int_equal(refused.status, 405);
    expect_header(&refused, "Allow", "GET, HEAD, OPTIONS");
    expect_header(&refused, "Content-Type", "application/problem+json");
    assert_int_equal(next.status, 200);
    wire_reply_release(&refused);
    wire_reply_release(&next);
    close(fd);
}

static void options_answers_the_browser(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);
    struct wire_reply any = ask(fd, "OPTIONS", "*");
    struct wire_reply one = ask(fd, "OPTIONS", "/collections");
    struct wire_reply next = ask(fd, "GET", "/");

    assert_int_equal(any.status, 204);
    assert_int_equal(one.status, 204);
    expect_header(&one, "Allow", "GET, HEAD, OPTIONS");
    expect_header(&one, "Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    expect_header(&one, "Access-Control-Allow-Origin", "*");
    assert_non_null(wire_header(&one, "Access-Control-Allow-Headers"));
    assert_int_equal(next.status, 200);
    wire_reply_release(&any);
    wire_reply_release(&one);
    wire_reply_release(&next);
    close(fd);
}

static void the_question_arrives_decoded(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    assert_true(wire_say(fd, "GET /echo?name=Saint%20Omer&q=a%26b+c HTTP/1.1\r\n"
                             "Host: carte.example:81\r\nAccept: text/html\r\n"
                             "Accept-Language: fr\r\n\r\n"));
    struct wire_reply reply = wire_read(fd, false);
    assert_string_equal(reply.body, "http://carte.example:81\n/echo\nname=Saint Omer\nq=a&b c\n"
                                    "text/html\nfr\n");
    wire_reply_release(&reply);
    close(fd);
}

static void a_base_url_replaces_the_host(void **state)
{
    struct fixture *fixture = *state;
    struct wire_reply reply = wire_get(fixture->port, "/echo");
    assert_memory_equal(reply.body, "https://lisiere.example/api\n", 28);
    wire_reply_release(&reply);
}

static void http_1_0_without_host_uses_the_address(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    assert_true(wire_say(fd, "GET /echo HTTP/1.0\r\n\r\n"));
    struct wire_reply reply = wire_read(fd, false);
    assert_int_equal(reply.status, 200);
    assert_memory_equal(reply.body, server_url(fixture->server),
                        strlen(server_url(fixture->server)));
    assert_true(wire_ends_within(fd, 1000));
    wire_reply_release(&reply);
    close(fd);
}

static void requests_in_one_packet_are_all_answered(void **state)
{
    struct fixture *fixture = *state;
    char requests[100 * 48] = "";
    int fd = wire_connect(fixture->port);

    for (int i = 0; i < 100; i++)
        strcat(requests, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_true(wire_say(fd, requests));
    for (int i = 0; i < 100; i++) {
        struct wire_reply reply = wire_read(fd, false);
        assert_int_equal(reply.status, 200);
        assert_string_equal(reply.body, SMALL);
        wire_reply_release(&reply);
    }
    close(fd);
}

static void a_large_body_arrives_whole(void **state)
{
    struct fixture *fixture = *state;
    struct wire_reply reply = wire_get(fixture->port, "/large");

    assert_true(reply.complete);
    assert_int_equal(reply.length, STAND_IN_LARGE);
    wire_reply_release(&reply);
}

static void many_connections_are_served_together(void **state)
{
    struct fixture *fixture = *state;
    int fds[256];

    /* 256 at once: where libmicrohttpd's own event loop falls asleep. */
    for (int i = 0; i < 256; i++)
        assert_true((fds[i] = wire_connect(fixture->port)) >= 0);
    for (int i = 0; i < 256; i++)
        assert_true(wire_say(fds[i], "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    for (int i = 0; i < 256; i++) {
        struct wire_reply reply = wire_read(fds[i], false);
        assert_int_equal(reply.status, 200);
        wire_reply_release(&reply);
        close(fds[i]);
    }
}

static void requests_are_logged_when_asked(void **state)
{
    struct fixture *fixture = *state;
    struct wire_reply reply = wire_get(fixture->port, "/echo?a=%1b");
    char expected[96];

    assert_int_equal(reply.status, 400);
    snprintf(expected, sizeof expected, "GET /echo?a=%%1b 400 %zu ", reply.length);
    assert_true(fixture_will_log(fixture, expected));
    assert_true(fixture_logged(fixture, wire_header(&reply, "X-Request-Id")));
    wire_reply_release(&reply);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kept_connection_answers_many_times),
        cmocka_unit_test(every_answer_carries_its_headers),
        cmocka_unit_test(a_page_may_have_its_style_inside),
        cmocka_unit_test(head_has_the_length_of_get_and_no_body),
        cmocka_unit_test(other_methods_get_405_and_the_connection_stays),
        cmocka_unit_test(options_answers_the_browser),
        cmocka_unit_test(the_question_arrives_decoded),
        cmocka_unit_test_setup_teardown(a_base_url_replaces_the_host, fixture_start_with_base_url,
                                        fixture_stop),
        cmocka_unit_test(http_1_0_without_host_uses_the_address),
        cmocka_unit_test(requests_in_one_packet_are_all_answered),
        cmocka_unit_test(a_large_body_arrives_whole),
        cmocka_unit_test(many_connections_are_served_together),
        cmocka_unit_test(requests_are_logged_when_asked),
    };

    return cmocka_run_group_tests_name("service/http/server", tests, fixture_start, fixture_stop);
}
