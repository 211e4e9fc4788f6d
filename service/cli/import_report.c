#include "service/cli/import_report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/amount.h"
#include "service/cli/output.h"
#include "service/report/findings.h"
#include "service/report/wording.h"

/** "file:line" of a failure, taken apart; the file is NULL when memory is short. */
static struct evidence evidence_of(struct findings *findings, const char *subject)
{
    const char *colon = strrchr(subject, ':');
    char file[ERROR_SUBJECT_MAX];
    uint32_t line = 0;

    (void)snprintf(file, sizeof file, "%s", subject);
    if (colon != NULL && colon[1] != '\0' && strspn(colon + 1, "0123456789") == strlen(colon + 1)) {
        line = (uint32_t)strtoul(colon + 1, NULL, 10);
        file[colon - subject] = '\0';
    }
    return (struct evidence){findings_keep(findings, file), line};
}

enum status import_report_add(struct findings *findings, const struct error *failure,
                              struct error *err)
{
    struct finding *finding;

    if (failure->check == NULL || failure->check[0] == '\0')
        return STATUS_OK;
    finding = findings_add(findings, failure->check, LEVEL_FATAL, "", 0);
    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding, "%s%.0s", "%.0s%s", failure->en, failure->fr);
    if (insee_is_well_formed(failure->subject) || siren_has_form(failure->subject))
        finding_add_subject(finding, failure->subject);
    else
        finding->evidence = evidence_of(findings, failure->subject);
    if (finding->evidence.file == NULL)
        return error_no_memory(err);
    finding_seal(finding);
    return STATUS_OK;
}

/** How many of one check and level are told as text before the first few stand for all. */
static size_t shown_of(enum level level, size_t count)
{
    if (level == LEVEL_INFO)
        return count > 8 ? 1 : count;
    return level == LEVEL_WARNING && count > 24 ? 8 : count;
}

/** The findings are sorted: those of one level and check stand together. */
static void write_text(struct text *text, const struct findings *findings, bool is_refused,
                       enum language language)
{
    for (size_t begin = 0, end; begin < findings->count; begin = end) {
        const struct finding *first = &findings->list[begin];
        struct findings some = {.list = &findings->list[begin]};

        for (end = begin + 1; end < findings->count; end++) {
            if (findings->list[end].level != first->level ||
                strcmp(findings->list[end].check, first->check) != 0)
                break;
        }
        if (is_refused && first->level == LEVEL_INFO)
            continue;
        some.count = shown_of(first->level, end - begin);
        findings_write_lines(text, &some, language);
        if (some.count < end - begin)
            text_addf(text,
                      language == LANGUAGE_FR
                          ? "  … et %zu autres de même sorte ; --format jsonl les donne tous [%s]\n"
                          : "  … and %zu more of the kind; --format jsonl gives them all [%s]\n",
                      end - begin - some.count, first->check);
    }
}

enum exit_code import_report_write(const struct common *common, struct findings *findings,
                                   bool is_refused)
{
    const char *format = common->format == NULL ? "text" : common->format;
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    findings_sort(findings);
    if (strcmp(format, "jsonl") == 0)
        findings_write_jsonl(&text, findings);
    else if (strcmp(format, "csv") == 0)
        findings_write_csv(&text, findings);
    else
        write_text(&text, findings, is_refused, common->language);
    return output_finish(common, &text);
}

static void tell_repairs(const struct vintage *vintage, bool french)
{
    const struct shape_family *family = vintage->family;

    if (family->repair_count > 0)
        fprintf(stderr,
                french ? "Contours de %d ajustés à l'import, communes touchées : %u\n"
                       : "Shapes of %d mended on import, communes touched: %u\n",
                family->year, family->repair_count);
    for (uint32_t i = 0; i < family->repair_count; i++) {
        const struct shape_repair *repair = &family->repairs[i];
        uint32_t count;
        uint32_t tile = shape_family_tiles_of(family, repair->insee.code, &count);

        double change_m2 = repair->after_m2 - repair->before_m2;
        struct amount area = amount_of_area(fabs(change_m2));
        struct amount share = amount_of_share(fabs(change_m2) / repair->before_m2);
        const char *sign = change_m2 < 0 ? "−" : "+";

        fprintf(stderr, french ? "  %s %s : %s%s (%s%s)\n" : "  %s %s: %s%s (%s%s)\n",
                repair->insee.code, family->tiles[tile].name, sign, french ? area.fr : area.en,
                sign, french ? share.fr : share.en);
    }
    for (uint32_t i = 0; i < family->false_contact_count; i++)
        fprintf(stderr,
                french
                    ? "  %s et %s ne sont pas tenues pour voisines : elles ne se touchent que par "
                      "un ajustement\n"
                    : "  %s and %s are not taken for neighbours: they touch through a mending "
                      "only\n",
                family->false_contacts[i].a.code, family->false_contacts[i].b.code);
}

/** Of each family once: vintages of one are not always next to each other, but its first is first.
 */
static bool is_first_of_family(const struct snapshot *snapshot, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (snapshot->vintages[i]->family == snapshot->vintages[index]->family)
            return false;
    }
    return true;
}

void import_report_tell(const struct common *common, const struct snapshot *snapshot,
                        bool has_register)
{
    bool french = common->language == LANGUAGE_FR;

    for (size_t i = 0; i < snapshot->vintage_count; i++) {
        const struct vintage *vintage = snapshot->vintages[i];
        char communes[NUMBER_MAX];

        if (is_first_of_family(snapshot, i))
            tell_repairs(vintage, french);
        wording_integer(vintage->region_commune_count, common->language, communes);
        fprintf(stderr,
                french ? "Millésime %d : %s communes, %u EPCI\n"
                       : "Vintage %d: %s communes, %u EPCI\n",
                vintage->year, communes, vintage->epci_count);
    }
    fprintf(stderr, french ? "Contrats au registre : %u%s\n" : "Contracts in the register: %u%s\n",
            snapshot->rows->contract_count,
            has_register ? ""
            : french     ? " (inchangé)"
                         : " (unchanged)");
}

void import_report_tell_staged(const struct common *common)
{
    const char *path = common->store.bytes;

    fprintf(stderr,
            common->language == LANGUAGE_FR
                ? "Rien n'est encore changé. Regardez ce qui attend avec --db %s.staged ; puis "
                  "lisiere activate le rend vrai.\n"
                : "Nothing is changed yet. Look at what waits with --db %s.staged; then lisiere "
                  "activate makes it true.\n",
            path);
}
