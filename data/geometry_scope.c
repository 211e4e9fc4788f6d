#include "data/geometry_scope.h"

#include <string.h>

bool vintages_share_shapes(const struct vintage *a, const struct vintage *b)
{
    return a->family == b->family || strcmp(a->family->name.hex, b->family->name.hex) == 0;
}

struct finding *geometry_finding_begin(const struct geometry_scope *scope, const char *check,
                                       enum level level, uint32_t commune,
                                       struct findings *findings)
{
    struct finding *finding = findings_add(findings, check, level, "", 0);

    if (finding == NULL)
        return NULL;
    finding_add_subject(finding, scope->vintage->communes[commune].insee.code);
    finding->place = coverage_unit_box(scope->vintage->coverage, commune);
    finding->evidence.file = scope->file;
    return finding;
}
