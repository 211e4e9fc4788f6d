/*
 * All that is known of a code on a date: which commune or EPCI it names, what became of it and what
 * it comes from, the contracts that speak of it, the shape that stands for it, its years.
 *
 * A code names one commune after another. Asked without a day, the one that has it on the date is
 * meant; else the last one before it; else the first one after. Asked with a day, the one of that
 * day.
 */
#ifndef DATA_EXPLANATION_H
#define DATA_EXPLANATION_H

#include "data/ancestry.h"
#include "data/code_years.h"
#include "data/covering.h"
#include "data/epci_passage.h"
#include "data/epci_years.h"
#include "data/shape_basis.h"
#include "data/tenure.h"

/** A commune of the vintage that serves the date: the one meant, or one that holds its land now. */
struct explained_commune {
    uint32_t commune;
    const struct covering *coverings;
    uint32_t covering_count;
    struct shape_basis shape;
};

/** An EPCI of the vintage that serves the date. */
struct explained_epci {
    uint32_t epci;
    uint32_t standings[STANDING_COUNT]; /* of its communes in the region */
    const struct covering *coverings;
    uint32_t covering_count;
};

struct explanation {
    struct code_asked asked;
    struct date at;
    const struct period *period;
    enum tenure tenure;       /* of the code on the date */
    struct date held_on;      /* a day on which the one that is meant has the code; unless never */
    const char *name;         /* on that day; NULL when nothing tells it */
    bool has_lineage;         /* movements are known, and the three that follow are filled */
    struct succession became; /* from held_on to the date; empty when that lies before */
    struct succession later;  /* from held_on to the last vintage */
    struct ancestry ancestry; /* of the one that is meant, on held_on */
    struct chronicle chronicle;         /* the events of `became` */
    struct chronicle later_chronicle;   /* those of `later` that come after the date */
    const struct delegate *delegate;    /* of that code; NULL when there is none */
    struct explained_commune *communes; /* ascending */
    uint32_t commune_count;
    struct explained_epci *epci; /* NULL when the vintage that serves has none of that number */
    const struct code_years *years;
    uint32_t year_count;
    const struct epci_change *changes;
    uint32_t change_count;
    const struct epci_passage *passages;
    uint32_t passage_count;
    const struct member **namings; /* members of the register that give this very code */
    uint32_t naming_count;
    struct arena arena;
};

void explanation_free(struct explanation *explanation);
DEFINE_AUTO(explanation)

/**
 * STATUS_NOT_FOUND: nothing that is loaded knows the code, or nobody had it on the day asked for;
 * the sentence says what is near, or when it was. STATUS_INVALID: the day asked for is after the
 * date. Cost: some passes over the movements, under a millisecond.
 */
enum status explanation_new(const struct snapshot *snapshot, const struct code_asked *asked,
                            struct date at, struct explanation **ret_explanation, struct error *err)
    MUST_CHECK;

#endif
