/* Which two perimeters or generations are meant, and their difference in the form asked for. */
#include "service/cli/diff/sides.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/reexpression.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/report/wording.h"

enum { ID_MAX = 128 };

/** "id@2024-12-31" or "id@v2", taken apart. */
struct side {
    char id[ID_MAX];
    struct date date;
    int32_t version;               /* 0: that of the date */
    uint32_t contract, generation; /* one is UINT32_MAX */
};

static enum status refuse_moment(const char *typed, struct error *err)
{
    return error_set(err, STATUS_FORMAT, typed,
                     "after the @ a day is expected, such as @2024-12-31, or a version, such as "
                     "@v2",
                     "après le @ on attend un jour, comme @2024-12-31, ou une version, comme @v2");
}

static enum status parse_moment(const char *typed, const char *moment, struct side *side,
                                struct error *err)
{
    char *end;

    if (moment[0] != 'v')
        return date_parse(moment, &side->date, NULL) == STATUS_OK ? STATUS_OK
                                                                  : refuse_moment(typed, err);
    side->version = (int32_t)strtol(moment + 1, &end, 10);
    return *end == '\0' && side->version > 0 ? STATUS_OK : refuse_moment(typed, err);
}

static enum status parse_side(const char *typed, const struct register_rows *rows, struct date date,
                              struct side *side, struct error *err)
{
    const char *at = strrchr(typed, '@');
    size_t length = at == NULL ? strlen(typed) : (size_t)(at - typed);
    enum status status = STATUS_OK;

    side->date = date;
    if (length >= ID_MAX)
        return error_set(err, STATUS_LIMIT, "", "the identifier is too long",
                         "l'identifiant est trop long");
    memcpy(side->id, typed, length);
    side->id[length] = '\0';
    if (at != NULL)
        status = parse_moment(typed, at + 1, side, err);
    side->contract = register_contract(rows, side->id);
    side->generation = register_generation(rows, side->id);
    if (status == STATUS_OK && side->contract == UINT32_MAX && side->generation == UINT32_MAX)
        return error_set(err, STATUS_NOT_FOUND, side->id,
                         "no contract and no generation has this identifier; lisiere contracts "
                         "lists them",
                         "aucun contrat ni aucune génération n'a cet identifiant ; lisiere "
                         "contracts les liste");
    return status;
}

static const struct version *find_version(const struct register_rows *rows, const struct side *side)
{
    for (uint32_t i = 0; i < rows->version_count; i++) {
        if (rows->versions[i].contract == side->contract &&
            rows->versions[i].number == side->version)
            return &rows->versions[i];
    }
    return NULL;
}

/** The version, and the day that it is looked at: its own first one where only it is named. */
static enum status choose_version(const struct snapshot *snapshot, struct side *side,
                                  struct perimeter_side *ret_side, struct error *err)
{
    const struct register_rows *rows = snapshot->rows;

    ret_side->contract = &rows->contracts[side->contract];
    ret_side->version = side->version == 0 ? snapshot_version_on(snapshot, side->contract,
                                                                 side->date, &ret_side->force)
                                           : find_version(rows, side);
    if (ret_side->version == NULL)
        return error_set(err, STATUS_NOT_FOUND, side->id,
                         "this contract has no version %d; lisiere history tells those it has",
                         "ce contrat n'a pas de version %d ; lisiere history dit celles qu'il a",
                         side->version);
    if (side->version != 0 && ret_side->version->valid_from.precision != DATE_UNKNOWN)
        side->date = ret_side->version->valid_from.latest;
    ret_side->date = side->date;
    ret_side->force = version_force(rows, ret_side->version, side->date);
    return STATUS_OK;
}

static enum status choose_vintage(const struct snapshot *snapshot, struct date date, int year,
                                  const struct vintage **ret_vintage, struct error *err)
{
    AUTO(reexpression) reexpression = NULL;
    const struct period *period;
    char day_fr[DATE_TEXT_MAX], day_en[DATE_TEXT_MAX];
    enum status status = period_on(snapshot, date, year, &reexpression, &period, err);

    if (status != STATUS_OK)
        return status;
    *ret_vintage = period->vintage;
    if (*ret_vintage != NULL)
        return STATUS_OK;
    date_format_words(date, LANGUAGE_FR, day_fr);
    date_format_words(date, LANGUAGE_EN, day_en);
    return error_set(err, STATUS_NOT_FOUND, "",
                     "nothing is evaluated on %s%.0s: the first loaded vintage is %d; name another "
                     "day, or --vintage",
                     "rien n'est évalué le %.0s%s : le premier millésime chargé est %d ; donnez un "
                     "autre jour, ou --vintage",
                     day_en, day_fr, snapshot->vintages[0]->year);
}

static enum status find_perimeter(const struct snapshot *snapshot, struct side *side, int year,
                                  struct perimeter_side *ret_side, struct error *err)
{
    const struct vintage *vintage = NULL;
    enum status status = choose_version(snapshot, side, ret_side, err);

    if (status == STATUS_OK)
        status = choose_vintage(snapshot, side->date, year, &vintage, err);
    if (status == STATUS_OK)
        ret_side->perimeter = snapshot_perimeter(snapshot, vintage, ret_side->version);
    return status;
}

static bool has_form(const struct common *common, const char *form)
{
    return common->format != NULL && strcmp(common->format, form) == 0;
}

static enum status write_perimeters(const struct common *common,
                                    const struct diff_question *question,
                                    const struct snapshot *snapshot, struct side sides[2],
                                    struct text *text, struct error *err)
{
    AUTO(perimeter_difference) difference = NULL;
    struct perimeter_side before, after;
    enum status status = find_perimeter(snapshot, &sides[0], question->vintage, &before, err);

    if (status == STATUS_OK)
        status = find_perimeter(snapshot, &sides[1], question->vintage, &after, err);
    if (status == STATUS_OK)
        status = perimeter_difference_new(snapshot, &before, &after, &difference, err);
    if (status != STATUS_OK)
        return status;
    if (has_form(common, "csv"))
        perimeter_difference_write_csv(text, difference);
    else if (has_form(common, "json"))
        perimeter_difference_write_json(text, difference);
    else
        perimeter_difference_write_text(text, difference, snapshot, common->language);
    return STATUS_OK;
}

static enum status write_generations(const struct common *common,
                                     const struct diff_question *question,
                                     const struct snapshot *snapshot, const struct side sides[2],
                                     struct text *text, struct error *err)
{
    AUTO(generation_difference) difference = NULL;
    const struct generation_side before = {sides[0].generation, sides[0].date};
    const struct generation_side after = {sides[1].generation, sides[1].date};
    const struct vintage *vintage = NULL;
    enum status status = choose_vintage(snapshot, question->date, question->vintage, &vintage, err);

    if (status == STATUS_OK)
        status = generation_difference_new(snapshot, vintage, before, after, &difference, err);
    if (status != STATUS_OK)
        return status;
    if (has_form(common, "csv"))
        generation_difference_write_csv(text, difference, snapshot->rows);
    else if (has_form(common, "json"))
        generation_difference_write_json(text, difference, snapshot->rows);
    else
        generation_difference_write_text(text, difference, snapshot, common->language);
    return STATUS_OK;
}

static enum status compare(const struct common *common, const struct diff_question *question,
                           const struct snapshot *snapshot, struct text *text, struct error *err)
{
    struct side sides[2] = {{.version = 0}};
    enum status status =
        parse_side(question->before, snapshot->rows, question->date, &sides[0], err);

    if (status == STATUS_OK)
        status = parse_side(question->after, snapshot->rows, question->date, &sides[1], err);
    if (status != STATUS_OK)
        return status;
    if (sides[0].contract != UINT32_MAX && sides[1].contract != UINT32_MAX)
        return write_perimeters(common, question, snapshot, sides, text, err);
    if (sides[0].contract != UINT32_MAX || sides[1].contract != UINT32_MAX)
        return error_set(err, STATUS_INVALID, "",
                         "a contract and a generation cannot be compared: name two contracts, or "
                         "two generations",
                         "un contrat et une génération ne se comparent pas : nommez deux contrats, "
                         "ou deux générations");
    if (sides[0].version != 0 || sides[1].version != 0)
        return error_set(err, STATUS_INVALID, "",
                         "a generation has no versions: name a day after the @",
                         "une génération n'a pas de versions : donnez un jour après le @");
    return write_generations(common, question, snapshot, sides, text, err);
}

enum exit_code diff_sides(const struct common *common, const struct diff_question *question)
{
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    SCOPED(text) text = {0};
    enum status status = known_at_load(common, &snapshot, &err);

    text_init(&text, OUTPUT_MAX);
    if (status == STATUS_OK && !has_form(common, "csv") && !has_form(common, "json"))
        known_at_write(&text, common, snapshot);
    if (status == STATUS_OK)
        status = compare(common, question, snapshot, &text, &err);
    snapshot_release(snapshot);
    return status == STATUS_OK ? output_finish(common, &text) : command_fail(common, &err);
}
