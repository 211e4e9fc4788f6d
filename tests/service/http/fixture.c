#include "service/http/fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "service/http/stand_in.h"

void fixture_store(struct fixture *fixture, const char *content)
{
    char temporary[PATH_MAX + 8];

    snprintf(temporary, sizeof temporary, "%s.new", fixture->config.store.bytes);
    FILE *file = fopen(temporary, "w");
    if (file == NULL)
        abort();
    fputs(content, file);
    fclose(file);
    if (rename(temporary, fixture->config.store.bytes) != 0)
        abort();
}

static bool start(struct fixture *fixture)
{
    struct error err = {0};
    int fd;

    if (publisher_new(fixture->config.store.bytes, &fixture->log, &fixture->publisher, &err) ==
            STATUS_OK &&
        listener_open(&fixture->config.address, &fd, &err) == STATUS_OK &&
        server_new(&fixture->config, &fixture->log, fixture->publisher, fd, &fixture->server,
                   &err) == STATUS_OK)
        return true;
    fprintf(stderr, "%s\n", err.en);
    return false;
}

static struct fixture *prepare(void)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->snapshots_before = stand_in_snapshots();
    config_init(&fixture->config, LANGUAGE_EN);
    strcpy(fixture->config.address.port, "0");
    strcpy(fixture->config.store.bytes, "/tmp/lisiere-http-test-XXXXXX");
    close(mkstemp(fixture->config.store.bytes));
    fixture_store(fixture, "1");
    fixture->config.threads = 2;
    fixture->log_fd = memfd_create("log", MFD_CLOEXEC);
    fcntl(fixture->log_fd, F_SETFL, O_APPEND);
    log_init(&fixture->log, fixture->log_fd, true, LANGUAGE_EN);
    return fixture;
}

static int finish(struct fixture *fixture, void **state)
{
    *state = fixture;
    if (!start(fixture))
        return -1;
    fixture->port = (unsigned)strtoul(strrchr(server_url(fixture->server), ':') + 1, NULL, 10);
    return 0;
}

int fixture_start(void **state)
{
    return finish(prepare(), state);
}

int fixture_start_hasty(void **state)
{
    struct fixture *fixture = prepare();

    fixture->config.limits.header_ms = 200;
    fixture->config.limits.farewell_ms = 500;
    fixture->config.limits.drain_ms = 3000;
    return finish(fixture, state);
}

int fixture_start_with_base_url(void **state)
{
    struct fixture *fixture = prepare();

    fixture->config.base_url = "https://lisiere.example/api";
    return finish(fixture, state);
}

int fixture_stop(void **state)
{
    struct fixture *fixture = *state;

    server_free(fixture->server);
    publisher_free(fixture->publisher);
    close(fixture->log_fd);
    unlink(fixture->config.store.bytes);
    int lost = stand_in_snapshots() - fixture->snapshots_before;
    if (lost != 0)
        fprintf(stderr, "%d snapshots were not released\n", lost);
    free(fixture);
    return lost;
}

bool fixture_logged(struct fixture *fixture, const char *text)
{
    off_t length = lseek(fixture->log_fd, 0, SEEK_END);

    if (length <= 0)
        return false;
    char *content = mmap(NULL, (size_t)length, PROT_READ, MAP_SHARED, fixture->log_fd, 0);
    if (content == MAP_FAILED)
        return false;
    bool found = memmem(content, (size_t)length, text, strlen(text)) != NULL;
    munmap(content, (size_t)length);
    return found;
}

bool fixture_will_log(struct fixture *fixture, const char *text)
{
    for (int i = 0; i < 200 && !fixture_logged(fixture, text); i++)
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    return fixture_logged(fixture, text);
}
