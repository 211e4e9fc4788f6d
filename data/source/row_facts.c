#include "data/source/row_facts.h"

#include <stdio.h>
#include <string.h>

#include "data/movement.h"
#include "data/source/encoding.h"
#include "data/source/values.h"
#include "geo/utf8.h"

/** The value of a column without the blanks around it, in a buffer of its own; NULL for none. */
static const char *value_of(const struct layer_reading *reading, const struct layer_row *row,
                            enum column column, char buffer[VALUE_SIZE])
{
    int index = reading->columns.field[column];

    if (index < 0)
        return NULL;
    value_trim(row->values[index], buffer);
    return buffer;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/** NULL for "": a table that has the column and leaves it blank says nothing. */
static const char *or_null(const char *text)
{
    return text != NULL && text[0] == '\0' ? NULL : text;
}

static struct row_place place_of(const struct layer_reading *reading, const struct layer_row *row)
{
    return (struct row_place){reading->file, row->line};
}

static void note(struct oddity *oddity, size_t line, const char *sample)
{
    if (oddity->count++ == 0) {
        oddity->line = line;
        (void)snprintf(oddity->sample, sizeof oddity->sample, "%.90s", sample);
        utf8_end_at_character(oddity->sample);
        encoding_hide_controls(oddity->sample);
    }
}

/** -1 when the table does not say, or says something that is no number, which is noted. */
static int64_t count_of(struct layer_reading *reading, const struct layer_row *row,
                        enum column column)
{
    char buffer[VALUE_SIZE];
    const char *text = value_of(reading, row, column, buffer);
    int64_t count = -1;

    if (text != NULL && !value_is_none(text) && !value_count_parse(text, &count))
        note(&reading->unknown[column], row->line, text);
    return count;
}

/** The SIREN of the EPCI; NULL when the table has no such column, "" for in none. */
static const char *epci_of(struct layer_reading *reading, const struct layer_row *row,
                           char siren[VALUE_SIZE])
{
    char buffer[VALUE_SIZE];
    const char *text = value_of(reading, row, COLUMN_EPCI_SIREN, buffer);
    bool is_multiple;

    if (text == NULL)
        return NULL;
    value_siren(text, siren, &is_multiple);
    if (is_multiple)
        note(&reading->multiple, row->line, text);
    return siren;
}

/** A département that a spreadsheet made a number: "2" → "02". */
static void restore_departement(char departement[VALUE_SIZE])
{
    if (departement[0] >= '1' && departement[0] <= '9' && departement[1] == '\0')
        memcpy(departement, (const char[]){'0', departement[0], '\0'}, 3);
}

static const char *departement_of(const struct layer_reading *reading, const struct layer_row *row,
                                  enum column column, char buffer[VALUE_SIZE])
{
    const char *text = value_of(reading, row, column, buffer);

    if (text == NULL)
        return NULL;
    if (reading->gathering->findings != NULL)
        restore_departement(buffer);
    return or_null(text);
}

/** Two columns for one code must say the same. */
static void compare_rivals(struct layer_reading *reading, const struct layer_row *row)
{
    for (int column = 0; column < COLUMN_COUNT; column++) {
        int field = reading->columns.field[column], rival = reading->columns.rival[column];
        char sample[96];

        if (rival < 0 || row->values[rival][0] == '\0' || row->values[field][0] == '\0' ||
            strcmp(row->values[field], row->values[rival]) == 0)
            continue;
        (void)snprintf(sample, sizeof sample, "%.30s ≠ %.30s", row->values[field],
                       row->values[rival]);
        note(&reading->disagree[column], row->line, sample);
    }
}

static void look_at_names(struct layer_reading *reading, const struct layer_row *row,
                          const char *name)
{
    if (name != NULL && !reading->is_damage_said && encoding_is_damaged(name))
        note(&reading->damaged, row->line, name);
}

static enum status add_shape(const struct layer_reading *reading, struct layer_row *row,
                             const char *insee, struct error *err)
{
    struct shape_row shape = {insee, row->shape};

    row->shape = NULL;
    return gathering_add_shape(reading->gathering, shape, place_of(reading, row), err);
}

/** Is the row about a part of a commune? COMPARENT and etalab's `commune` name the whole. */
static bool is_of_part(struct layer_reading *reading, const struct layer_row *row)
{
    char type_buffer[VALUE_SIZE], parent_buffer[VALUE_SIZE];
    const char *type = or_empty(value_of(reading, row, COLUMN_COM_TYPE, type_buffer));
    const char *parent = or_empty(value_of(reading, row, COLUMN_COM_PARENT, parent_buffer));

    if (reading->columns.is_cog && !value_is_type(type))
        note(&reading->unknown[COLUMN_COM_TYPE], row->line, type);
    return value_is_part(type) || (type[0] == '\0' && parent[0] != '\0');
}

/** The official area, where the table has one. */
static enum status add_area(struct layer_reading *reading, const struct layer_row *row,
                            const char *insee, struct error *err)
{
    char buffer[VALUE_SIZE];
    const char *text = value_of(reading, row, COLUMN_AREA, buffer);
    double value;

    if (text == NULL || value_is_none(text))
        return STATUS_OK;
    if (!value_decimal_parse(text, &value))
        note(&reading->unknown[COLUMN_AREA], row->line, text);
    else
        return gathering_add_area(reading->gathering, insee, value, place_of(reading, row), err);
    return STATUS_OK;
}

/** A row about the shape of a commune and no more. */
static enum status add_bare_shape(struct layer_reading *reading, struct layer_row *row,
                                  struct error *err)
{
    char insee[VALUE_SIZE];
    const char *code = or_empty(value_of(reading, row, COLUMN_COM_CODE, insee));
    enum status status = add_area(reading, row, code, err);

    return status == STATUS_OK ? add_shape(reading, row, code, err) : status;
}

static enum fact_rank rank_of(const struct layer_reading *reading)
{
    if (reading->columns.kind == LAYER_MEMBERS)
        return RANK_MEMBERS;
    if (reading->columns.kind == LAYER_POPULATIONS)
        return RANK_POPULATIONS;
    return reading->columns.is_cog ? RANK_COG : RANK_COMMUNES;
}

/** A row about a commune, of lists, members and populations alike; its own shape goes with it. */
static enum status add_commune(struct layer_reading *reading, struct layer_row *row,
                               struct error *err)
{
    char insee[VALUE_SIZE], siren[VALUE_SIZE], name[VALUE_SIZE], member_name[VALUE_SIZE];
    char departement[VALUE_SIZE], region[VALUE_SIZE], epci[VALUE_SIZE], census[VALUE_SIZE];
    struct commune_fact fact = {
        .insee = or_empty(value_of(reading, row, COLUMN_COM_CODE, insee)),
        .siren = or_null(value_of(reading, row, COLUMN_COM_SIREN, siren)),
        .name = or_null(value_of(reading, row, COLUMN_COM_NAME, name)),
        .member_name = or_null(value_of(reading, row, COLUMN_MEMBER_NAME, member_name)),
        .departement = departement_of(reading, row, COLUMN_DEP_CODE, departement),
        .region = or_null(value_of(reading, row, COLUMN_REG_CODE, region)),
        .epci = epci_of(reading, row, epci),
        .population = count_of(reading, row, COLUMN_POPULATION),
        .rank = rank_of(reading),
        .table = reading->table,
        .place = place_of(reading, row),
    };
    const char *census_date = value_of(reading, row, COLUMN_CENSUS_DATE, census);
    struct date date;
    enum status status;

    if (census_date != NULL && value_date_parse(census_date, &date) &&
        date.day > reading->last_census.day)
        reading->last_census = date;
    look_at_names(reading, row, fact.name);
    if (insee_lost_zero(fact.insee) &&
        layer_field_kind(reading->layer, (size_t)reading->columns.field[COLUMN_COM_CODE]) ==
            FIELD_NUMBER)
        note(&reading->numbers, row->line, fact.insee);
    status = gathering_add_commune(reading->gathering, &fact, err);
    if (status == STATUS_OK)
        status = add_area(reading, row, fact.insee, err);
    return status == STATUS_OK && row->shape != NULL ? add_shape(reading, row, fact.insee, err)
                                                     : status;
}

/** The nature of the EPCI of a row, into *ret_nature; an unknown one is noted. */
static enum epci_nature nature_of(struct layer_reading *reading, const struct layer_row *row,
                                  char buffer[VALUE_SIZE], const char **ret_nature)
{
    const char *written = or_empty(value_of(reading, row, COLUMN_EPCI_NATURE, buffer));
    enum epci_nature kind = value_nature_parse(written, ret_nature);

    /* Where nobody listens it is kept as it is written. */
    if (kind == NATURE_UNKNOWN && reading->gathering->findings != NULL)
        note(&reading->unknown[COLUMN_EPCI_NATURE], row->line, written);
    return kind;
}

static enum status add_epci(struct layer_reading *reading, struct layer_row *row, struct error *err)
{
    char siren[VALUE_SIZE], name[VALUE_SIZE], nature[VALUE_SIZE];
    struct epci_fact fact = {
        .siren = or_empty(epci_of(reading, row, siren)),
        .name = or_empty(value_of(reading, row, COLUMN_EPCI_NAME, name)),
        .declared_communes = count_of(reading, row, COLUMN_EPCI_COMMUNES),
        .declared_population = count_of(reading, row, COLUMN_EPCI_POPULATION),
        .member_population = -1,
        .table = reading->table,
        .place = place_of(reading, row),
    };
    enum status status;

    look_at_names(reading, row, fact.name);
    if (nature_of(reading, row, nature, &fact.nature) == NATURE_OTHER_GROUPING)
        return STATUS_OK;
    status = gathering_add_epci(reading->gathering, &fact, err);
    return status == STATUS_OK && row->shape != NULL
               ? gathering_add_epci_shape(reading->gathering, fact.siren, TAKE(row->shape),
                                          fact.place, err)
               : status;
}

/** A member's row speaks of the EPCI and of the commune. */
static enum status add_member(struct layer_reading *reading, struct layer_row *row,
                              struct error *err)
{
    char siren[VALUE_SIZE], name[VALUE_SIZE], nature[VALUE_SIZE], seat[VALUE_SIZE];
    char departement[VALUE_SIZE];
    struct epci_fact fact = {
        .siren = or_empty(epci_of(reading, row, siren)),
        .name = or_null(value_of(reading, row, COLUMN_EPCI_NAME, name)),
        .seat = departement_of(reading, row, COLUMN_EPCI_SEAT, seat),
        .declared_communes = count_of(reading, row, COLUMN_EPCI_COMMUNES),
        .declared_population = count_of(reading, row, COLUMN_EPCI_POPULATION),
        .is_member_row = true,
        .member_departement = departement_of(reading, row, COLUMN_DEP_CODE, departement),
        .member_population = count_of(reading, row, COLUMN_POPULATION),
        .table = reading->table,
        .place = place_of(reading, row),
    };
    enum status status = STATUS_OK;

    look_at_names(reading, row, fact.name);
    if (nature_of(reading, row, nature, &fact.nature) == NATURE_OTHER_GROUPING)
        return STATUS_OK;
    if (fact.siren[0] != '\0')
        status = gathering_add_epci(reading->gathering, &fact, err);
    return status == STATUS_OK ? add_commune(reading, row, err) : status;
}

static enum status add_departement(const struct layer_reading *reading, const struct layer_row *row,
                                   struct error *err)
{
    char code[VALUE_SIZE], name[VALUE_SIZE], region[VALUE_SIZE];
    struct departement_row departement = {
        .code = or_empty(departement_of(reading, row, COLUMN_DEP_CODE, code)),
        .name = or_empty(value_of(reading, row, COLUMN_DEP_NAME, name)),
        .region = or_empty(value_of(reading, row, COLUMN_REG_CODE, region)),
    };

    return gathering_add_departement(reading->gathering, &departement, place_of(reading, row), err);
}

static void look_at_event(struct layer_reading *reading, const struct layer_row *row)
{
    char kind_buffer[VALUE_SIZE], date_buffer[VALUE_SIZE];
    const char *written = or_empty(value_of(reading, row, COLUMN_EVENT_KIND, kind_buffer));
    const char *text = or_empty(value_of(reading, row, COLUMN_EVENT_DATE, date_buffer));
    enum movement_kind kind;
    struct date date;

    if (!movement_kind_parse(written, &kind))
        note(&reading->unknown[COLUMN_EVENT_KIND], row->line, written);
    if (!value_date_parse(text, &date))
        note(&reading->unknown[COLUMN_EVENT_DATE], row->line, text);
    else if (date.day > reading->last_event.day)
        reading->last_event = date;
}

enum status row_facts_add(struct layer_reading *reading, struct layer_row *row, struct error *err)
{

    reading->row_count++;
    compare_rivals(reading, row);
    switch (reading->columns.kind) {
    case LAYER_COMMUNES:
    case LAYER_POPULATIONS:
        return is_of_part(reading, row) ? STATUS_OK : add_commune(reading, row, err);
    case LAYER_MEMBERS:
        return add_member(reading, row, err);
    case LAYER_EPCI:
        return add_epci(reading, row, err);
    case LAYER_DEPARTEMENTS:
        return add_departement(reading, row, err);
    case LAYER_SHAPES:
        return is_of_part(reading, row) ? STATUS_OK : add_bare_shape(reading, row, err);
    case LAYER_MOVEMENTS:
        look_at_event(reading, row);
        break;
    case LAYER_UNKNOWN:
    case LAYER_REGIONS:
    case LAYER_PARTS:
    case LAYER_DIVISIONS:
        break;
    }
    return STATUS_OK;
}
