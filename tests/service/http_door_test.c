/* The daemon as its operator sees it: a process with options, signals and an exit code. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "service/http/stand_in.h"
#include "service/http/wire.h"

struct door {
    pid_t pid;
    int output_fd; /* both standard streams, in a file without a name */
    char output[65536];
    unsigned port;
};

static char store[] = "/tmp/lisiere-door-test-XXXXXX";

static void write_store(const char *content)
{
    int fd = open(store, O_WRONLY | O_TRUNC | O_CLOEXEC);

    assert_int_equal(write(fd, content, strlen(content)), strlen(content));
    close(fd);
}

/** Arguments end with NULL; LISIERED is the program linked with the stand-in. */
static struct door open_door(const char *const arguments[])
{
    static char language[] = "LANG=en_GB.UTF-8";
    static char home[] = "HOME=/nonexistent";
    static char program[] = LISIERED;
    char *argv[16] = {program};
    char *environment[] = {language, home, NULL};
    struct door door = {.output_fd = memfd_create("output", 0)};
    posix_spawn_file_actions_t actions;

    for (size_t i = 0; arguments[i] != NULL; i++)
        argv[i + 1] = strdup(arguments[i]);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, door.output_fd, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, door.output_fd, STDERR_FILENO);
    assert_int_equal(posix_spawn(&door.pid, LISIERED, &actions, NULL, argv, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    for (size_t i = 1; argv[i] != NULL; i++)
        free(argv[i]);
    return door;
}

#define DOOR(...) open_door((const char *const[]){__VA_ARGS__, NULL})

static bool said(struct door *door, const char *text)
{
    ssize_t length = pread(door->output_fd, door->output, sizeof door->output - 1, 0);

    door->output[length > 0 ? length : 0] = '\0';
    return strstr(door->output, text) != NULL;
}

static bool will_say(struct door *door, const char *text)
{
    for (int i = 0; i < 300 && !said(door, text); i++)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    return said(door, text);
}

/** Waits for the end; the exit code. */
static int left(struct door *door)
{
    int status = 0;

    assert_int_equal(waitpid(door->pid, &status, 0), door->pid);
    said(door, "");
    close(door->output_fd);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static struct door serving_door(void)
{
    struct door door = DOOR("--db", store, "--listen", "127.0.0.1:0", "--threads", "2");

    if (!will_say(&door, " on http://127.0.0.1:"))
        fail_msg("does not start: %s", door.output);
    door.port =
        (unsigned)strtoul(strstr(door.output, "127.0.0.1:") + strlen("127.0.0.1:"), NULL, 10);
    return door;
}

static void expect(struct door door, int exit_code, const char *text)
{
    int found = left(&door);

    if (found != exit_code || strstr(door.output, text) == NULL)
        fail_msg("exit code %d, expected %d and «%s»: %s", found, exit_code, text, door.output);
}

static void help_and_version_are_spoken_in_two_languages(void **state)
{
    (void)state;
    expect(DOOR("--help"), 0, "--healthcheck=URL");
    expect(DOOR("--help"), 0, "log every request");
    expect(DOOR("--help", "--lang", "fr"), 0, "journalise chaque requête");
    expect(DOOR("--version"), 0, "lisiered ");
}

static void wrong_usage_leaves_with_2(void **state)
{
    (void)state;
    expect(DOOR("--frobnicate"), 2, "--frobnicate");
    expect(DOOR("--listen", "8080"), 2, "HOST:PORT");
    expect(DOOR("--threads", "0"), 2, "from 1 to 64");
    expect(DOOR("--threads", "2x"), 2, "from 1 to 64");
    expect(DOOR("--base-url", "ftp://x"), 2, "http://");
    expect(DOOR("--lang", "de"), 2, "fr or en");
    expect(DOOR("file"), 2, "only options");
    expect(DOOR("--lang", "fr", "--threads", "99"), 2, "un nombre de 1 à 64");
}

static void a_missing_store_leaves_with_3_and_says_what_to_run(void **state)
{
    (void)state;
    expect(DOOR("--db", "/nonexistent/lisiere.db"), 3, "/nonexistent/lisiere.db");
    expect(DOOR("--db", "/nonexistent/lisiere.db"), 3, "`lisiere import");
    expect(DOOR("--db", "/nonexistent/lisiere.db"), 3, "`service/run`");
    /* By default under HOME. */
    expect(DOOR("--threads", "1"), 3, "/nonexistent/.local/share/lisiere/lisiere.db");
}

static void a_refused_store_leaves_with_3(void **state)
{
    (void)state;
    write_store("rubbish");
    expect(DOOR("--db", store), 3, "is not a store");
    write_store("1");
}

static void a_taken_port_leaves_with_4(void **state)
{
    struct door first = serving_door();
    char address[32];

    (void)state;
    snprintf(address, sizeof address, "127.0.0.1:%u", first.port);
    expect(DOOR("--db", store, "--listen", address), 4, "already taken");
    kill(first.pid, SIGTERM);
    assert_int_equal(left(&first), 0);
}

static void the_health_check_tells_by_its_exit_code(void **state)
{
    struct door door = serving_door();
    char url[64];

    (void)state;
    snprintf(url, sizeof url, "http://127.0.0.1:%u/readyz", door.port);
    expect(DOOR("--healthcheck", url), 0, "");
    snprintf(url, sizeof url, "http://127.0.0.1:%u/%%00", door.port);
    expect(DOOR("--healthcheck", url), 4, "answers 400, not 200");
    kill(door.pid, SIGTERM);
    assert_int_equal(left(&door), 0);
    expect(DOOR("--healthcheck", url), 4, "does not answer");
    expect(DOOR("--healthcheck", "https://127.0.0.1/"), 2, "http://HOST:PORT/PATH");
}

static void hup_reloads_and_a_refusal_changes_nothing(void **state)
{
    struct door door = serving_door();

    (void)state;
    write_store("2");
    kill(door.pid, SIGHUP);
    assert_true(will_say(&door, "reloaded: revision 2"));
    write_store("rubbish");
    kill(door.pid, SIGHUP);
    assert_true(will_say(&door, "reload refused"));
    struct wire_reply reply = wire_get(door.port, "/");
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.body, "{\"revision\":2}\n");
    wire_reply_release(&reply);
    kill(door.pid, SIGTERM);
    assert_int_equal(left(&door), 0);
    write_store("1");
}

static void term_ends_the_answer_in_flight(void **state)
{
    struct door door = serving_door();
    int fd = wire_connect(door.port);

    (void)state;
    assert_true(wire_say(fd, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    kill(door.pid, SIGTERM);
    assert_true(will_say(&door, "the running answers are finished first"));
    struct wire_reply reply = wire_read(fd, false);
    assert_true(reply.complete);
    assert_int_equal(reply.length, STAND_IN_LARGE);
    wire_reply_release(&reply);
    close(fd);
    assert_int_equal(left(&door), 0);
    assert_non_null(strstr(door.output, "ended\n"));
    assert_null(strstr(door.output, "were cut"));
}

static int make_store(void **state)
{
    (void)state;
    close(mkstemp(store));
    write_store("1");
    return 0;
}

static int remove_store(void **state)
{
    (void)state;
    return unlink(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_and_version_are_spoken_in_two_languages),
        cmocka_unit_test(wrong_usage_leaves_with_2),
        cmocka_unit_test(a_missing_store_leaves_with_3_and_says_what_to_run),
        cmocka_unit_test(a_refused_store_leaves_with_3),
        cmocka_unit_test(a_taken_port_leaves_with_4),
        cmocka_unit_test(the_health_check_tells_by_its_exit_code),
        cmocka_unit_test(hup_reloads_and_a_refusal_changes_nothing),
        cmocka_unit_test(term_ends_the_answer_in_flight),
    };

    return cmocka_run_group_tests_name("service/http/door", tests, make_store, remove_store);
}
