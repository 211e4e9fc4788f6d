#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "service/http/log.h"

struct written {
    int fd;
    char text[8192];
};

static struct log open_log(struct written *written, bool verbose, enum language language)
{
    struct log log;

    written->fd = memfd_create("log", MFD_CLOEXEC);
    log_init(&log, written->fd, verbose, language);
    return log;
}

static const char *read_log(struct written *written)
{
    ssize_t length = pread(written->fd, written->text, sizeof written->text - 1, 0);

    assert_true(length >= 0);
    written->text[length] = '\0';
    close(written->fd);
    return written->text;
}

static const struct access VISIT = {
    .id = "a-1", .method = "GET", .target = "/x", .status = 200, .bytes = 15, .microseconds = 42};

static void an_event_is_one_line_in_the_language(void **state)
{
    struct written written;
    struct log log = open_log(&written, false, LANGUAGE_FR);

    (void)state;
    log_event(&log, LOG_NOTICE, "revision %d", "révision %d", 7);
    assert_string_equal(read_log(&written), "révision 7\n");
}

static void under_the_journal_a_line_begins_with_its_priority(void **state)
{
    struct written written;

    (void)state;
    setenv("JOURNAL_STREAM", "8:12345", 1);
    struct log log = open_log(&written, true, LANGUAGE_EN);
    unsetenv("JOURNAL_STREAM");
    log_event(&log, LOG_ERROR, "bad", "mal");
    log_access(&log, &VISIT);
    assert_string_equal(read_log(&written), "<3>bad\n<6>GET /x 200 15 42 µs a-1\n");
}

static void control_bytes_are_escaped(void **state)
{
    struct written written;
    struct log log = open_log(&written, false, LANGUAGE_EN);

    (void)state;
    log_event(&log, LOG_NOTICE, "%s", "%s", "a\nb\x1b[31m\x7f\tc");
    assert_string_equal(read_log(&written), "a\\x0ab\\x1b[31m\\x7f\\x09c\n");
}

static void a_target_shows_ascii_only(void **state)
{
    struct written written;
    struct log log = open_log(&written, true, LANGUAGE_EN);
    struct access access = VISIT;

    (void)state;
    access.target = "/\xc2\x9b\r\nGET";
    log_access(&log, &access);
    access.target = NULL;
    log_access(&log, &access);
    assert_string_equal(read_log(&written), "GET /\\xc2\\x9b\\x0d\\x0aGET 200 15 42 µs a-1\n"
                                            "GET - 200 15 42 µs a-1\n");
}

static void requests_are_silent_unless_verbose(void **state)
{
    struct written written;
    struct log log = open_log(&written, false, LANGUAGE_EN);

    (void)state;
    log_access(&log, &VISIT);
    assert_string_equal(read_log(&written), "");
}

static void a_failure_is_told_with_what_it_prevented(void **state)
{
    struct written written;
    struct log log = open_log(&written, false, LANGUAGE_FR);
    struct error err;

    (void)state;
    assert_int_equal(error_set(&err, STATUS_IO, "x.db", "gone", "disparue"), STATUS_IO);
    log_failure(&log, (struct words){.fr = "rechargement refusé", .en = "reload refused"}, &err);
    assert_string_equal(read_log(&written), "rechargement refusé : x.db : disparue\n");
}

static void an_endless_line_ends(void **state)
{
    static char endless[5000];
    struct written written;
    struct log log = open_log(&written, true, LANGUAGE_EN);
    struct access access = VISIT;

    (void)state;
    memset(endless, '\x01', sizeof endless - 1);
    access.target = endless;
    log_event(&log, LOG_NOTICE, "%s", "%s", endless);
    log_access(&log, &access);
    const char *text = read_log(&written);
    const char *first_end = strchr(text, '\n');
    assert_true(first_end != NULL && first_end - text <= 2048);
    assert_int_equal(text[strlen(text) - 1], '\n');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_one_line_in_the_language),
        cmocka_unit_test(under_the_journal_a_line_begins_with_its_priority),
        cmocka_unit_test(control_bytes_are_escaped),
        cmocka_unit_test(a_target_shows_ascii_only),
        cmocka_unit_test(requests_are_silent_unless_verbose),
        cmocka_unit_test(a_failure_is_told_with_what_it_prevented),
        cmocka_unit_test(an_endless_line_ends),
    };

    return cmocka_run_group_tests_name("service/http/log", tests, NULL, NULL);
}
