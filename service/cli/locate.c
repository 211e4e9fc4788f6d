/* lisiere locate LON LAT */
#include <stdlib.h>
#include <string.h>

#include "data/place.h"
#include "data/reexpression.h"
#include "service/cli/http_answer.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"
#include "service/report/place_sentence.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "locate",
    .arguments = {"LONGITUDE LATITUDE", "LONGITUDE LATITUDE"},
    .summary = {"Commune, situation et contrat en un point, donné en degrés.",
                "Commune, standing and contract at a point given in degrees."},
    .details = {"Exemple : lisiere locate 2.3 49.9 --at 2021-06-01. Une longitude ouest s'écrit "
                "après « -- » : lisiere locate -- -1.5 48.6",
                "Example: lisiere locate 2.3 49.9 --at 2021-06-01. A western longitude goes after "
                "“--”: lisiere locate -- -1.5 48.6"},
    .options = options,
    .formats = "text, json",
    .has_date = true,
    .has_vintage = true,
    .has_known_at = true,
    .argument_max = 2,
};

static bool parse_degrees(const char *text, double *ret_value)
{
    char *end;

    if (text[0] == '\0' || strspn(text, "0123456789+-.eE") != strlen(text))
        return false;
    *ret_value = strtod(text, &end);
    return *end == '\0';
}

static enum exit_code answer(const struct common *common, const struct snapshot *snapshot,
                             struct position position)
{
    AUTO(reexpression) reexpression = NULL;
    const struct period *period;
    struct sentence sentence;
    struct place place;
    struct error err = {0};
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    if (period_on(snapshot, common->at, common->vintage, &reexpression, &period, &err) !=
            STATUS_OK ||
        place_find(snapshot, period, position, &place, &err) != STATUS_OK)
        return command_fail(common, &err);
    place_sentence(snapshot, period, &place, &sentence);
    text_addf(&text, "%s\n", sentence_in(&sentence, common->language));
    sheet_notices(&text, common, snapshot, period);
    known_at_write(&text, common, snapshot);
    return output_finish(common, &text);
}

enum exit_code run_locate(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    struct position position;
    double lon_deg, lat_deg;
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count != 2 || !parse_degrees(arguments.list[0], &lon_deg) ||
        !parse_degrees(arguments.list[1], &lat_deg))
        return usage_refuse(&usage, &common, "give a longitude and a latitude in degrees",
                            "donnez une longitude et une latitude en degrés");
    if (position_from_degrees(lon_deg, lat_deg, &position, &err) != STATUS_OK ||
        known_at_load(&common, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    if (common.format != NULL && strcmp(common.format, "json") == 0) {
        struct parameter point[] = {{"lon", arguments.list[0]}, {"lat", arguments.list[1]}};

        exit_code = http_answer(&common, snapshot, "/locate", point, 2);
    } else {
        exit_code = answer(&common, snapshot, position);
    }
    snapshot_release(snapshot);
    return exit_code;
}
