/* Requests that are wrong, alone and followed by a good one that must not be answered with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "service/http/fixture.h"
#include "service/http/wire.h"

enum ending { KEPT, CLOSED };

struct wrong {
    const char *name;
    const char *request;
    size_t length; /* 0: as long as the string */
    int status;    /* 0: closed without an answer will do as well as any 400 */
    enum ending ending;
};

#define LINE "GET / HTTP/1.1\r\n"
#define HOST "Host: localhost\r\n"
#define SMUGGLED "GET /echo?smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define BYTES(text) text, sizeof(text) - 1

static const struct wrong CORPUS[] = {
    {"no host", LINE "\r\n", 0, 400, CLOSED},
    {"two hosts", LINE HOST "Host: other\r\n\r\n", 0, 400, CLOSED},
    {"a host with a path", LINE "Host: a/b\r\n\r\n", 0, 400, CLOSED},
    {"two lengths", LINE HOST "Content-Length: 0\r\nContent-Length: 49\r\n\r\n" SMUGGLED, 0, 400,
     CLOSED},
    {"twice the same length", LINE HOST "Content-Length: 49\r\nContent-Length: 49\r\n\r\n" SMUGGLED,
     0, 400, CLOSED},
    {"length and coding",
     LINE HOST "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SMUGGLED, 0, 400,
     CLOSED},
    {"unknown coding", LINE HOST "Transfer-Encoding: foo\r\n\r\n" SMUGGLED, 0, 413, CLOSED},
    {"coding after gzip", LINE HOST "Transfer-Encoding: gzip, chunked\r\n\r\n" SMUGGLED, 0, 413,
     CLOSED},
    {"chunked body", LINE HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0, 413, CLOSED},
    {"body", LINE HOST "Content-Length: 49\r\n\r\n" SMUGGLED, 0, 413, CLOSED},
    {"blank before the colon", LINE HOST "Content-Length : 49\r\n\r\n" SMUGGLED, 0, 400, CLOSED},
    {"length that is no number", LINE HOST "Content-Length: abc\r\n\r\n", 0, 0, CLOSED},
    {"negative length", LINE HOST "Content-Length: -1\r\n\r\n", 0, 0, CLOSED},
    {"control byte in a value", LINE HOST "Accept: a\x01z\r\n\r\n", 0, 400, CLOSED},
    {"name with a bracket", LINE HOST "X(Y): 1\r\n\r\n", 0, 400, CLOSED},
    {"escaped NUL", "GET /a%00b HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"raw NUL in the path", BYTES("GET /a\0b HTTP/1.1\r\n" HOST "\r\n"), 400, CLOSED},
    {"escaped line end", "GET /a%0d%0aX:y HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"dots", "GET /a/../b HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"escaped dots", "GET /%2e%2e%2fetc/passwd HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"absolute form", "GET http://localhost/ HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"no slash", "GET a HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"broken escape", "GET /%zz HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"Latin-1", "GET /?q=%e9 HTTP/1.1\r\n" HOST "\r\n", 0, 400, KEPT},
    {"method that is no word", "GE(T / HTTP/1.1\r\n" HOST "\r\n", 0, 400, CLOSED},
    {"unknown method", "BREW / HTTP/1.1\r\n" HOST "\r\n", 0, 405, KEPT},
    {"small letters", "get / HTTP/1.1\r\n" HOST "\r\n", 0, 405, KEPT},
    {"post with a body", "POST / HTTP/1.1\r\n" HOST "Content-Length: 49\r\n\r\n" SMUGGLED, 0, 405,
     CLOSED},
    {"connect", "CONNECT a:1 HTTP/1.1\r\n" HOST "\r\n", 0, 405, KEPT},
    {"HTTP/1.2", "GET / HTTP/1.2\r\n" HOST "\r\n", 0, 505, CLOSED},
};

enum { CORPUS_SIZE = sizeof CORPUS / sizeof CORPUS[0] };

static void send_bytes(int fd, const char *bytes, size_t length, bool fragmented)
{
    for (size_t i = 0; fragmented && i < length; i++) {
        if (!wire_send(fd, bytes + i, 1))
            return; /* the server has seen enough */
        nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
    }
    if (!fragmented)
        wire_send(fd, bytes, length);
}

static void expect_wrong(const struct fixture *fixture, const struct wrong *wrong, bool fragmented)
{
    int fd = wire_connect(fixture->port);
    size_t length = wrong->length != 0 ? wrong->length : strlen(wrong->request);

    send_bytes(fd, wrong->request, length, fragmented);
    struct wire_reply reply = wire_read(fd, false);
    bool right = wrong->status != 0 ? reply.status == wrong->status
                                    : reply.status == 0 || reply.status / 100 == 4;
    if (!right || strstr(reply.body, "smuggled") != NULL)
        fail_msg("%s: %s%s", wrong->name, reply.head, reply.body);
    wire_reply_release(&reply);
    if (wrong->ending == KEPT) {
        assert_true(wire_say(fd, "GET / HTTP/1.1\r\n" HOST "\r\n"));
        reply = wire_read(fd, false);
        if (reply.status != 200)
            fail_msg("%s: the next request gets %d", wrong->name, reply.status);
        wire_reply_release(&reply);
    } else if (wrong->status != 0 && !wire_ends_within(fd, 1000)) {
        fail_msg("%s: the connection did not end, or had a second answer", wrong->name);
    }
    close(fd);
}

static void wrong_requests_are_refused_once(void **state)
{
    for (size_t i = 0; i < CORPUS_SIZE; i++)
        expect_wrong(*state, &CORPUS[i], false);
}

static void the_same_byte_by_byte(void **state)
{
    for (size_t i = 0; i < CORPUS_SIZE; i++)
        expect_wrong(*state, &CORPUS[i], true);
}

static void a_good_request_byte_by_byte_is_answered(void **state)
{
    static const struct wrong good = {"good", LINE HOST "Accept: */*\r\n\r\n", 0, 200, KEPT};

    expect_wrong(*state, &good, true);
}

/** The status for a target of that many bytes. */
static int status_for_length(const struct fixture *fixture, size_t length)
{
    static char request[32768];
    int fd = wire_connect(fixture->port);

    strcpy(request, "GET /?q=");
    memset(request + strlen("GET /?q="), 'a', length - strlen("/?q="));
    strcpy(request + strlen("GET ") + length, " HTTP/1.1\r\n" HOST "\r\n");
    assert_true(wire_say(fd, request));
    struct wire_reply reply = wire_read(fd, false);
    int status = reply.status;
    wire_reply_release(&reply);
    close(fd);
    return status;
}

static void a_target_of_8192_bytes_is_the_longest(void **state)
{
    assert_int_equal(status_for_length(*state, 8192), 200);
    assert_int_equal(status_for_length(*state, 8193), 414);
    assert_int_equal(status_for_length(*state, 9 * 1024), 414);
    assert_int_equal(status_for_length(*state, 30 * 1024), 414);
    for (size_t length = 7000; length <= 8192; length += 149)
        assert_int_equal(status_for_length(*state, length), 200);
}

static void after_a_long_target_the_connection_goes_on(void **state)
{
    struct fixture *fixture = *state;
    static char request[10000];
    int fd = wire_connect(fixture->port);

    memset(request, 'a', 9000);
    memcpy(request, "GET /", 5);
    strcpy(request + 9000, " HTTP/1.1\r\n" HOST "\r\n" LINE HOST "\r\n");
    assert_true(wire_say(fd, request));
    struct wire_reply refused = wire_read(fd, false);
    struct wire_reply next = wire_read(fd, false);
    assert_int_equal(refused.status, 414);
    assert_int_equal(next.status, 200);
    wire_reply_release(&refused);
    wire_reply_release(&next);
    close(fd);
}

static void the_33rd_parameter_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char path[256] = "/echo?a";

    for (int i = 1; i < 32; i++)
        strcat(path, "&a");
    struct wire_reply good = wire_get(fixture->port, path);
    strcat(path, "&a");
    struct wire_reply refused = wire_get(fixture->port, path);
    assert_int_equal(good.status, 200);
    assert_int_equal(refused.status, 400);
    wire_reply_release(&good);
    wire_reply_release(&refused);
}

/** The status for a request with one header of that many bytes. */
static int status_for_header(const struct fixture *fixture, size_t length)
{
    static char request[40000];
    int fd = wire_connect(fixture->port);
    size_t head = (size_t)sprintf(request, LINE HOST "X-Long: ");

    memset(request + head, 'a', length);
    memcpy(request + head + length, "\r\n\r\n", 5);
    wire_say(fd, request);
    struct wire_reply reply = wire_read(fd, false);
    wire_reply_release(&reply);
    close(fd);
    return reply.status;
}

static void headers_beyond_the_room_are_refused(void **state)
{
    assert_int_equal(status_for_header(*state, 12 * 1024), 200);
    for (size_t length = 14 * 1024; length < 20000; length += 97) {
        int status = status_for_header(*state, length);
        /* Where they fill the library's pool to the brim it closes without a word. */
        if (status != 431 && (status != 0 || length < 15500))
            fail_msg("%zu bytes: %d", length, status);
    }
    assert_int_equal(status_for_header(*state, 1), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_requests_are_refused_once),
        cmocka_unit_test(the_same_byte_by_byte),
        cmocka_unit_test(a_good_request_byte_by_byte_is_answered),
        cmocka_unit_test(a_target_of_8192_bytes_is_the_longest),
        cmocka_unit_test(after_a_long_target_the_connection_goes_on),
        cmocka_unit_test(the_33rd_parameter_is_refused),
        cmocka_unit_test(headers_beyond_the_room_are_refused),
    };

    return cmocka_run_group_tests_name("service/http/corpus", tests, fixture_start, fixture_stop);
}
