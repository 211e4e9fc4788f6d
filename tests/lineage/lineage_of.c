/*
 * lineage_of MOVEMENTS DELEGATES: for each line "as_of,code" of standard input, the lineage up to
 * 2026-01-01 as a row of ../shared/expected/lineage.csv.
 */
#include <stdio.h>
#include <string.h>

#include "data/source/lineage_files.h"

/* The words of the expected file; the product has longer ones. */
static const char *kind_name(enum movement_kind kind)
{
    switch (kind) {
    case MOVEMENT_RENAMED:
        return "rename";
    case MOVEMENT_CREATED:
        return "creation";
    case MOVEMENT_RESTORED:
        return "restoration";
    case MOVEMENT_SUPPRESSED:
        return "suppression";
    case MOVEMENT_MERGED:
        return "merger";
    case MOVEMENT_NEW_COMMUNE:
        return "new commune";
    case MOVEMENT_ASSOCIATED:
        return "association";
    case MOVEMENT_ASSOCIATION_MERGED:
        return "association made merger";
    case MOVEMENT_DELEGATE_SUPPRESSED:
        return "delegate removed";
    case MOVEMENT_DEPARTEMENT_CHANGED:
        return "change of departement";
    case MOVEMENT_SEAT_CHANGED:
        return "change of seat";
    case MOVEMENT_ASSOCIATE_DELEGATED:
        return "associated made delegated";
    case MOVEMENT_DELEGATE_RESTORED:
        return "delegate restored";
    case MOVEMENT_DELEGATE_CREATED:
        return "delegate created";
    }
    return "?";
}

static void print_set(const struct code_set *set, char separator)
{
    for (size_t i = 0; i < set->count; i++)
        printf("%s%.1s", set->codes[i].code, i + 1 < set->count ? &separator : "");
}

static bool is_first_of_kind(const struct succession *succession, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (succession->events[i].kind == succession->events[index].kind)
            return false;
    }
    return true;
}

static void print_events(const struct succession *succession)
{
    for (size_t i = 0; i < succession->event_count; i++) {
        if (is_first_of_kind(succession, i))
            printf("%s%s", i == 0 ? "" : "; ", kind_name(succession->events[i].kind));
    }
    for (size_t i = 0; i < succession->event_count; i++) {
        const struct succession_event *event = &succession->events[i];
        char date[DATE_TEXT_MAX];

        date_format(event->date, date);
        printf("%c%s:%d:%s>", i == 0 ? ',' : ' ', date, (int)event->kind, event->from.code);
        print_set(&event->to, '+');
    }
    printf("%s\n", succession->event_count == 0 ? "," : "");
}

static enum status answer(const struct lineage *lineage, const char *as_of, const char *insee,
                          struct error *err)
{
    SCOPED(succession) succession = {.event_count = 0};
    const struct delegate *delegate = lineage_delegate(lineage, insee);
    struct date from;
    enum status status = date_parse(as_of, &from, err);

    if (status == STATUS_OK)
        status = lineage_follow(lineage, insee, from, date_of(2026, 1, 1), &succession, err);
    if (status != STATUS_OK)
        return status;
    printf("%s,%s,", as_of, insee);
    print_set(&succession.successors, ' ');
    printf(",%s,%s,", succession_status_name(succession.status),
           succession_rule_name(succession.rule));
    print_set(&succession.by_movements, ' ');
    printf(",%s,", delegate == NULL ? "" : delegate->parent.code);
    print_events(&succession);
    return STATUS_OK;
}

int main(int argc, char **argv)
{
    AUTO(lineage) lineage = NULL;
    struct error err = {0};
    char line[64];
    enum status status;

    if (argc != 3)
        return 2;
    status = lineage_files_read((struct lineage_file){argv[1], argv[1]},
                                (struct lineage_file){argv[2], argv[2]}, &lineage, &err);
    while (status == STATUS_OK && fgets(line, sizeof line, stdin) != NULL) {
        char *comma = strchr(line, ',');

        line[strcspn(line, "\n")] = '\0';
        if (comma == NULL)
            continue;
        *comma = '\0';
        status = answer(lineage, line, comma + 1, &err);
    }
    if (status != STATUS_OK)
        fprintf(stderr, "%s: %s\n", err.subject, err.en);
    return status == STATUS_OK ? 0 : 1;
}
