#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "service/http/listener.h"

static void expect_address(const char *text, const char *host, const char *port)
{
    struct address address;
    struct error err;

    if (address_parse(text, &address, &err) != STATUS_OK)
        fail_msg("%s: %s", text, err.en);
    assert_string_equal(address.host, host);
    assert_string_equal(address.port, port);
}

static void an_address_is_host_and_port(void **state)
{
    (void)state;
    expect_address("127.0.0.1:8080", "127.0.0.1", "8080");
    expect_address("localhost:0", "localhost", "0");
    expect_address("0.0.0.0:65535", "0.0.0.0", "65535");
    expect_address("[::1]:8080", "::1", "8080");
    expect_address("[::]:80", "::", "80");
}

static void anything_else_is_refused_with_an_example(void **state)
{
    static const char *const bad[] = {"",        "8080",     ":8080",         "localhost",
                                      "a:",      "a:65536",  "a:123456",      "a:-1",
                                      "a:8080x", "::1:8080", "[::1]8080",     "[]:80",
                                      "[a:80",   "a]:80",    "[127.0.0.1]:80"};
    struct address address;
    struct error err;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (address_parse(bad[i], &address, &err) != STATUS_FORMAT)
            fail_msg("taken for an address: %s", bad[i]);
        assert_non_null(strstr(err.fr, "127.0.0.1:8080"));
        assert_string_equal(err.subject, bad[i]);
    }
}

static int open_on(const char *text, struct error *err)
{
    struct address address;
    int fd = -1;

    assert_int_equal(address_parse(text, &address, err), STATUS_OK);
    return listener_open(&address, &fd, err) == STATUS_OK ? fd : -1;
}

static void port_0_gives_a_port_that_the_url_tells(void **state)
{
    char url[LISTENER_URL_MAX];
    struct error err;
    int fd = open_on("127.0.0.1:0", &err);

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(listener_url(fd, url, &err), STATUS_OK);
    assert_memory_equal(url, "http://127.0.0.1:", strlen("http://127.0.0.1:"));
    assert_string_not_equal(url, "http://127.0.0.1:0");
    close(fd);
}

static void an_ipv6_url_has_brackets(void **state)
{
    char url[LISTENER_URL_MAX];
    struct error err;
    int fd = open_on("[::1]:0", &err);

    (void)state;
    if (fd < 0)
        skip(); /* a machine without IPv6 */
    assert_int_equal(listener_url(fd, url, &err), STATUS_OK);
    assert_memory_equal(url, "http://[::1]:", strlen("http://[::1]:"));
    close(fd);
}

static void a_taken_port_is_one_clear_sentence(void **state)
{
    char url[LISTENER_URL_MAX];
    struct error err;
    int first = open_on("127.0.0.1:0", &err);

    (void)state;
    assert_true(first >= 0);
    assert_int_equal(listener_url(first, url, &err), STATUS_OK);
    const char *address = url + strlen("http://");
    const char *port = strrchr(url, ':') + 1;
    assert_int_equal(open_on(address, &err), -1);
    assert_non_null(strstr(err.fr, port));
    assert_non_null(strstr(err.fr, "de 127.0.0.1 est déjà pris"));
    assert_non_null(strstr(err.fr, "--listen"));
    assert_non_null(strstr(err.en, "already taken"));
    close(first);
}

static void an_address_of_another_machine_is_refused(void **state)
{
    struct error err;

    (void)state;
    assert_int_equal(open_on("192.0.2.1:0", &err), -1);
    assert_non_null(strstr(err.en, "192.0.2.1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_host_and_port),
        cmocka_unit_test(anything_else_is_refused_with_an_example),
        cmocka_unit_test(port_0_gives_a_port_that_the_url_tells),
        cmocka_unit_test(an_ipv6_url_has_brackets),
        cmocka_unit_test(a_taken_port_is_one_clear_sentence),
        cmocka_unit_test(an_address_of_another_machine_is_refused),
    };

    return cmocka_run_group_tests_name("service/http/listener", tests, NULL, NULL);
}
