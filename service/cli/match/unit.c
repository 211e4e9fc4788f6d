/* What the forms say of a unit, and of how it was found. */
#include <string.h>

#include "service/cli/match/form.h"

const char *match_unit_code(const struct vintage *vintage, enum code_kind kind, uint32_t unit)
{
    return kind == CODE_EPCI ? vintage->epcis[unit].siren.code : vintage->communes[unit].insee.code;
}

const char *match_unit_name(const struct vintage *vintage, enum code_kind kind, uint32_t unit)
{
    return kind == CODE_EPCI ? vintage->epcis[unit].name : vintage->communes[unit].name;
}

const char *match_unit_departement(const struct vintage *vintage, enum code_kind kind,
                                   uint32_t unit)
{
    return kind == CODE_EPCI ? "" : vintage->departements[vintage->communes[unit].departement].code;
}

const char *match_unit_epci(const struct vintage *vintage, enum code_kind kind, uint32_t unit)
{
    uint32_t epci = kind == CODE_EPCI ? UNIT_NONE : vintage->communes[unit].epci;

    return epci == UNIT_NONE ? "" : vintage->epcis[epci].siren.code;
}

const char *match_via(const struct match_sheet *sheet, const struct name_proposal *proposal)
{
    const struct name_entry *entry = proposal->entry;

    return strcmp(entry->name, name_entry_unit_name(sheet->book, entry)) == 0 ? NULL : entry->name;
}

const char *match_via_code(const struct match_sheet *sheet, const struct name_proposal *proposal)
{
    const struct name_entry *entry = proposal->entry;

    return strcmp(entry->code, name_entry_unit_code(sheet->book, entry)) == 0 ? NULL : entry->code;
}
