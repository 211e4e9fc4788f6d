/* Slow clients, a store that changes while it is served, and the end. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "service/http/fixture.h"
#include "service/http/stand_in.h"
#include "service/http/stopwatch.h"
#include "service/http/wire.h"

#define REQUEST(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\n\r\n"

static void sleep_ms(int milliseconds)
{
    nanosleep(&(struct timespec){.tv_sec = milliseconds / 1000,
                                 .tv_nsec = (long)(milliseconds % 1000) * 1000 * 1000},
              NULL);
}

/** Sends a header byte every 20 ms until the server has had enough; how long that took. */
static int64_t drip(int fd)
{
    int64_t began_ms = stopwatch_ms();

    while (stopwatch_ms() - began_ms < 2000 && wire_say(fd, "a")) {
        if (wire_ends_within(fd, 20))
            break;
    }
    return stopwatch_ms() - began_ms;
}

static void a_dripping_client_is_cut_at_the_deadline(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    assert_true(wire_say(fd, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
    int64_t took_ms = drip(fd);
    assert_in_range(took_ms, 100, 1900);
    close(fd);
}

static void a_client_that_says_nothing_is_cut_too(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    assert_true(wire_ends_within(fd, 1900));
    close(fd);
}

static void dripping_a_second_request_does_not_help(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    assert_true(wire_say(fd, REQUEST("/")));
    struct wire_reply reply = wire_read(fd, false);
    assert_int_equal(reply.status, 200);
    wire_reply_release(&reply);
    assert_true(wire_say(fd, "GET / HTTP/1.1\r\nX-Slow: "));
    assert_in_range(drip(fd), 100, 1900);
    close(fd);
}

static void others_are_served_while_hundreds_drip(void **state)
{
    struct fixture *fixture = *state;
    int fds[300];

    for (int i = 0; i < 300; i++) {
        fds[i] = wire_connect(fixture->port);
        assert_true(wire_say(fds[i], "GET / HTTP/1.1\r\nX: "));
    }
    for (int i = 0; i < 20; i++) {
        struct wire_reply reply = wire_get(fixture->port, "/");
        assert_int_equal(reply.status, 200);
        wire_reply_release(&reply);
    }
    for (int i = 0; i < 300; i++) {
        assert_true(wire_ends_within(fds[i], 1000));
        close(fds[i]);
    }
}

struct reader {
    unsigned port;
    atomic_bool *stop;
    unsigned answers;
    unsigned failed;
    unsigned mixed;
};

static bool is_mixed(const char *body)
{
    size_t line = strcspn(body, "\n") + 1;

    return memcmp(body, body + line, strlen(body) - line) != 0;
}

static void *read_revisions(void *argument)
{
    struct reader *reader = argument;
    int fd = wire_connect(reader->port);

    while (!atomic_load(reader->stop)) {
        struct wire_reply reply = {0};
        if (wire_say(fd, REQUEST("/revisions")))
            reply = wire_read(fd, false);
        reader->answers++;
        reader->failed += reply.status != 200 || !reply.complete;
        reader->mixed += reply.status == 200 && is_mixed(reply.body);
        wire_reply_release(&reply);
    }
    close(fd);
    return NULL;
}

static void reloading_under_load_fails_and_mixes_nothing(void **state)
{
    struct fixture *fixture = *state;
    atomic_bool stop = false;
    struct reader readers[4];
    pthread_t threads[4];
    char content[16];

    for (int i = 0; i < 4; i++) {
        readers[i] = (struct reader){.port = fixture->port, .stop = &stop};
        assert_int_equal(pthread_create(&threads[i], NULL, read_revisions, &readers[i]), 0);
    }
    for (int revision = 2; revision <= 100; revision++) {
        snprintf(content, sizeof content, "%d", revision);
        fixture_store(fixture, content);
        publisher_reload(fixture->publisher);
        sleep_ms(5);
    }
    bool last_reached = fixture_will_log(fixture, "reloaded: revision 100");
    atomic_store(&stop, true);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    assert_true(last_reached);
    for (int i = 0; i < 4; i++) {
        assert_true(readers[i].answers > 0);
        assert_int_equal(readers[i].failed, 0);
        assert_int_equal(readers[i].mixed, 0);
    }
    assert_int_equal(stand_in_snapshots(), 1);
}

static void a_refused_reload_keeps_what_was_served(void **state)
{
    struct fixture *fixture = *state;

    fixture_store(fixture, "not a store");
    publisher_reload(fixture->publisher);
    assert_true(fixture_will_log(fixture, "reload refused, the previous state is still served: "));
    assert_true(fixture_logged(fixture, "is not a store"));
    struct wire_reply reply = wire_get(fixture->port, "/");
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.body, "{\"revision\":1}\n");
    wire_reply_release(&reply);

    fixture_store(fixture, "7");
    publisher_reload(fixture->publisher);
    assert_true(fixture_will_log(fixture, "reloaded: revision 7"));
    reply = wire_get(fixture->port, "/");
    assert_string_equal(reply.body, "{\"revision\":7}\n");
    wire_reply_release(&reply);
}

static void *drain(void *argument)
{
    struct fixture *fixture = argument;

    server_drain(fixture->server);
    return NULL;
}

static void draining_ends_the_running_answers(void **state)
{
    struct fixture *fixture = *state;
    pthread_t thread;
    int pausing = wire_connect(fixture->port);
    int reading = wire_connect(fixture->port);
    int idle = wire_connect(fixture->port);

    assert_true(wire_say(idle, REQUEST("/")));
    struct wire_reply reply = wire_read(idle, false);
    wire_reply_release(&reply);
    assert_true(wire_say(reading, REQUEST("/large")));
    assert_true(wire_say(pausing, REQUEST("/pause")));
    sleep_ms(100); /* both are being answered */
    assert_int_equal(pthread_create(&thread, NULL, drain, fixture), 0);
    sleep_ms(50);

    reply = wire_read(reading, false);
    assert_true(reply.complete);
    assert_int_equal(reply.length, STAND_IN_LARGE);
    wire_reply_release(&reply);
    reply = wire_read(pausing, false);
    assert_int_equal(reply.status, 200);
    wire_reply_release(&reply);
    assert_true(wire_ends_within(idle, 2000));
    pthread_join(thread, NULL);
    assert_true(wire_connect(fixture->port) < 0);
    assert_false(fixture_logged(fixture, "were cut"));
    close(pausing);
    close(reading);
    close(idle);
}

static void while_draining_answers_say_close(void **state)
{
    struct fixture *fixture = *state;
    pthread_t thread;
    int large = wire_connect(fixture->port);
    int fd = wire_connect(fixture->port);

    assert_true(wire_say(large, REQUEST("/large"))); /* holds the drain open */
    assert_true(wire_say(fd, REQUEST("/")));
    struct wire_reply reply = wire_read(fd, false);
    assert_null(wire_header(&reply, "Connection"));
    wire_reply_release(&reply);
    assert_int_equal(pthread_create(&thread, NULL, drain, fixture), 0);
    sleep_ms(40);
    assert_true(wire_say(fd, REQUEST("/")));
    reply = wire_read(fd, false);
    assert_int_equal(reply.status, 200);
    assert_string_equal(wire_header(&reply, "Connection"), "close");
    assert_true(wire_ends_within(fd, 1000));
    wire_reply_release(&reply);
    reply = wire_read(large, false);
    assert_true(reply.complete);
    wire_reply_release(&reply);
    pthread_join(thread, NULL);
    close(large);
    close(fd);
}

static void a_drain_does_not_wait_for_ever(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    fixture->config.limits.drain_ms = 300;
    assert_true(wire_say(fd, REQUEST("/large"))); /* and never reads it */
    sleep_ms(50);
    int64_t began_ms = stopwatch_ms();
    server_drain(fixture->server);
    assert_in_range(stopwatch_ms() - began_ms, 250, 2500);
    assert_true(fixture_logged(fixture, "were cut"));
    close(fd);
}

static void a_server_nobody_drained_stops_at_once(void **state)
{
    struct fixture *fixture = *state;
    int fd = wire_connect(fixture->port);

    assert_true(wire_say(fd, REQUEST("/large")));
    sleep_ms(20);
    int64_t began_ms = stopwatch_ms();
    server_free(fixture->server);
    fixture->server = NULL;
    assert_true(stopwatch_ms() - began_ms < 1500);
    close(fd);
}

#define LIFE(test) cmocka_unit_test_setup_teardown(test, fixture_start_hasty, fixture_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LIFE(a_dripping_client_is_cut_at_the_deadline),
        LIFE(a_client_that_says_nothing_is_cut_too),
        LIFE(dripping_a_second_request_does_not_help),
        LIFE(others_are_served_while_hundreds_drip),
        LIFE(reloading_under_load_fails_and_mixes_nothing),
        LIFE(a_refused_reload_keeps_what_was_served),
        LIFE(draining_ends_the_running_answers),
        LIFE(while_draining_answers_say_close),
        LIFE(a_drain_does_not_wait_for_ever),
        LIFE(a_server_nobody_drained_stops_at_once),
    };

    return cmocka_run_group_tests_name("service/http/life", tests, NULL, NULL);
}
