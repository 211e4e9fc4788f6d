#include "data/code_years.h"

#include <string.h>

static bool is_same_commune(const struct code_years *years, const struct vintage *vintage,
                            uint32_t commune)
{
    const struct commune *a = &years->vintage->communes[years->unit];
    const struct commune *b = &vintage->communes[commune];
    const struct epci *a_epci = a->epci == UNIT_NONE ? NULL : &years->vintage->epcis[a->epci];
    const struct epci *b_epci = b->epci == UNIT_NONE ? NULL : &vintage->epcis[b->epci];

    if (strcmp(a->name, b->name) != 0 || a->in_region != b->in_region ||
        (a_epci == NULL) != (b_epci == NULL))
        return false;
    return a_epci == NULL || (strcmp(a_epci->siren.code, b_epci->siren.code) == 0 &&
                              strcmp(a_epci->name, b_epci->name) == 0);
}

static bool is_same_epci(const struct code_years *years, const struct vintage *vintage,
                         uint32_t epci)
{
    const struct epci *a = &years->vintage->epcis[years->unit], *b = &vintage->epcis[epci];

    return strcmp(a->name, b->name) == 0 && strcmp(a->nature, b->nature) == 0 &&
           a->commune_count == b->commune_count && a->outside_count == b->outside_count;
}

enum status code_years_find(const struct snapshot *snapshot, const struct code_asked *asked,
                            struct arena *arena, const struct code_years **ret_years,
                            uint32_t *ret_count, struct error *err)
{
    struct code_years *years = arena_alloc(arena, (snapshot->vintage_count + 1) * sizeof *years);
    uint32_t count = 0;

    if (years == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < snapshot->vintage_count; i++) {
        const struct vintage *vintage = snapshot->vintages[i];
        bool is_epci = asked->kind == CODE_EPCI;
        uint32_t unit =
            is_epci ? vintage_epci(vintage, asked->code) : vintage_commune(vintage, asked->code);
        struct code_years *last = count > 0 ? &years[count - 1] : NULL;

        if (unit == UNIT_NONE)
            continue;
        if (last == NULL || last->last != snapshot->vintages[i - 1]->year ||
            !(is_epci ? is_same_epci(last, vintage, unit) : is_same_commune(last, vintage, unit))) {
            last = &years[count++];
            last->first = vintage->year;
        }
        last->last = vintage->year;
        last->vintage = vintage;
        last->unit = unit;
    }
    *ret_years = years;
    *ret_count = count;
    return STATUS_OK;
}
