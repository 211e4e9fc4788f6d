/* lisiere match FILE */
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "data/source/name_file.h"
#include "data/source/polygon_file.h"
#include "service/api/question.h"
#include "service/cli/match/form.h"
#include "service/cli/output.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"

enum { KEY_KIND = USAGE_OWN_KEY, KEY_LAYER, KEY_ID };

static const struct option_line options[] = {
    {"kind",
     KEY_KIND,
     {"commune|epci", "commune|epci"},
     {"ne propose que des communes, ou que des EPCI", "proposes communes only, or EPCI only"}},
    {"layer",
     KEY_LAYER,
     {"NOM", "NAME"},
     {"d'un dessin, la couche à lire (la première de polygones)",
      "of a drawing, the layer to read (the first of polygons)"}},
    {"id",
     KEY_ID,
     {"CHAMP", "FIELD"},
     {"d'un dessin, le champ qui nomme les entités (nom, name…, sinon leur rang)",
      "of a drawing, the field that names the features (name, nom…, else their place)"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "match",
    .arguments = {"FICHIER", "FILE"},
    .summary = {"Propose des codes pour des noms comme on les écrit, ou pour des polygones "
                "dessinés ; n'applique rien.",
                "Proposes codes for names as people write them, or for drawn polygons; applies "
                "nothing."},
    .details =
        {"FICHIER est un texte, un nom par ligne (« - » lit l'entrée standard), une table avec une "
         "colonne de noms (nom, libelle, label, territoire, epci, commune…), ou une couche de "
         "polygones. Un nom peut porter son département : « Fleury (62) ».\n"
         "Sûr : un code, un nom officiel ou un nom d'usage que nul autre ne porte ; d'un dessin, "
         "98 % de la surface au moins, et un EPCI quand toutes ses communes y sont. Douteux : "
         "homonymes, ancien nom, commune déléguée, orthographe proche ; d'un dessin, de 2 à 98 %.\n"
         "members donne ce qui est sûr, en lignes op, kind, code, label d'un registre.\n"
         "Code de sortie 1 quand quelque chose est douteux ou inconnu.",
         "FILE is a text, one name a line (“-” reads the standard input), a table with a column of "
         "names (name, nom, libelle, label, territoire, epci, commune…), or a layer of polygons. A "
         "name may come with its département: “Fleury (62)”.\n"
         "Sure: a code, an official name or an alias that no other unit has; of a drawing, 98% of "
         "the land at least, and an EPCI when all its communes are inside. Doubtful: homonyms, a "
         "former name, a delegated commune, a near spelling; of a drawing, from 2 to 98%.\n"
         "members gives what is sure, as rows op, kind, code, label of a register.\n"
         "Exit code 1 when something is doubtful or unknown."},
    .options = options,
    .formats = "text, csv, json, members",
    .has_date = true,
    .has_vintage = true,
    .argument_max = 1,
};

struct wishes {
    enum match_kinds kinds;
    const char *layer, *id;
};

static bool take_option(int key, const char *value, void *context)
{
    struct wishes *wishes = context;
    enum code_kind kind;

    if (key == KEY_LAYER)
        wishes->layer = value;
    else if (key == KEY_ID)
        wishes->id = value;
    else if (!code_kind_parse(value, &kind))
        return false;
    else
        wishes->kinds = kind == CODE_EPCI ? MATCH_EPCIS : MATCH_COMMUNES;
    return true;
}

static const struct match_form forms[] = {
    {"text", NULL, match_text_row, match_text_tail},
    {"csv", match_csv_head, match_csv_row, NULL},
    {"json", NULL, match_json_row, NULL},
    {"members", match_members_head, match_members_row, match_members_tail},
};

static const struct match_form *form_of(const char *format)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms && format != NULL; i++) {
        if (strcmp(forms[i].name, format) == 0)
            return &forms[i];
    }
    return &forms[0];
}

static void write_row(struct match_sheet *sheet, const struct match_row *row)
{
    sheet->counts[row->certainty]++;
    sheet->form->row(sheet, row);
}

static enum status match_names(struct match_sheet *sheet, const char *path,
                               const struct wishes *wishes, struct error *err)
{
    AUTO(name_file) names = NULL;
    enum status status = name_file_read(path, &names, err);

    for (size_t i = 0; status == STATUS_OK && i < names->count; i++) {
        struct name_match match;
        struct match_row row = {
            .number = names->list[i].line, .name = names->list[i].text, .names = &match};

        name_match_find(sheet->book, row.name, wishes->kinds, &match);
        row.certainty = match.certainty;
        write_row(sheet, &row);
    }
    return status;
}

/** What of a drawing is proposed: at most every EPCI and every commune that it touches. */
static size_t list_parts(const struct vintage *vintage, const struct drawing_match *match,
                         enum match_kinds kinds, struct match_part *ret_parts)
{
    size_t count = 0;

    for (uint32_t i = 0; i < match->epci_count && kinds != MATCH_COMMUNES; i++) {
        const struct drawing_epci *epci = &match->epcis[i];

        if (epci->is_whole || (kinds == MATCH_EPCIS && epci->share >= DRAWING_LEAST_SHARE))
            ret_parts[count++] =
                (struct match_part){CODE_EPCI, epci->epci, epci->is_whole, epci->share};
    }
    for (uint32_t i = 0; i < match->commune_count && kinds != MATCH_EPCIS; i++) {
        const struct drawing_commune *commune = &match->communes[i];
        bool is_in_epci = false;

        for (size_t part = 0; part < count && !is_in_epci; part++)
            is_in_epci = ret_parts[part].kind == CODE_EPCI &&
                         ret_parts[part].unit == vintage->communes[commune->commune].epci;
        if (!is_in_epci)
            ret_parts[count++] =
                (struct match_part){CODE_COMMUNE, commune->commune,
                                    commune->share >= DRAWING_SURE_SHARE, commune->share};
    }
    return count;
}

static enum match_certainty weigh(const struct match_part parts[], size_t count)
{
    enum match_certainty certainty = count == 0 ? MATCH_UNKNOWN : MATCH_SURE;

    for (size_t i = 0; i < count; i++) {
        if (!parts[i].is_sure)
            certainty = MATCH_DOUBTFUL;
    }
    return certainty;
}

/** What a feature is called: by the field that was asked for, else by one that holds names. */
static const char *name_of(const struct polygon_file *file, const struct polygon_unit *unit,
                           bool is_asked)
{
    const char *name = unit->id;
    size_t best = SIZE_MAX;

    for (size_t f = 0; f < file->field_count && !is_asked; f++) {
        size_t rank;

        if (unit->values[f] == NULL || unit->values[f][0] == '\0' ||
            !name_head_rank(file->field_names[f], &rank) || rank >= best)
            continue;
        name = unit->values[f];
        best = rank;
    }
    return name;
}

static enum status match_drawing(struct match_sheet *sheet, const struct polygon_file *file,
                                 uint32_t place, const struct wishes *wishes, struct error *err)
{
    SCOPED(drawing_match) match = {0};
    const struct polygon_unit *unit = &file->units[file->in_file_order[place]];
    struct match_part *parts;
    struct match_row row = {
        .number = place + 1, .name = name_of(file, unit, wishes->id != NULL), .drawing = &match};
    enum status status = STATUS_OK;

    if (unit->shape != NULL && unit->shape->ring_count > 0)
        status = drawing_match_find(sheet->vintage, unit->shape, &match, err);
    if (status != STATUS_OK)
        return status;
    parts = malloc(((size_t)match.epci_count + match.commune_count + 1) * sizeof *parts);
    if (parts == NULL)
        return error_no_memory(err);
    row.part_count = list_parts(sheet->vintage, &match, wishes->kinds, parts);
    row.parts = parts;
    row.certainty = weigh(parts, row.part_count);
    write_row(sheet, &row);
    free(parts);
    return STATUS_OK;
}

static enum status match_drawings(struct match_sheet *sheet, const char *path,
                                  const struct wishes *wishes, struct error *err)
{
    AUTO(polygon_file) file = NULL;
    enum status status = polygon_file_read(path, wishes->layer, wishes->id, &file, err);

    sheet->has_drawings = true;
    for (uint32_t i = 0; status == STATUS_OK && i < file->unit_count; i++)
        status = match_drawing(sheet, file, i, wishes, err);
    return status;
}

static enum status match_all(struct match_sheet *sheet, const char *path,
                             const struct wishes *wishes, struct error *err)
{
    const struct match_form *form = sheet->form;
    bool has_names = true;
    enum status status = name_file_is_one(path, &has_names, err);

    if (status == STATUS_OK && form->head != NULL)
        form->head(sheet);
    if (status == STATUS_OK)
        status = has_names ? match_names(sheet, path, wishes, err)
                           : match_drawings(sheet, path, wishes, err);
    if (status == STATUS_OK && form->tail != NULL)
        form->tail(sheet);
    return status;
}

/** The document of json around its rows. */
static enum status match_document(struct match_sheet *sheet, const struct view *view,
                                  const char *path, const struct wishes *wishes, struct error *err)
{
    struct json *json = &sheet->json;
    enum status status;

    if (strcmp(sheet->form->name, "json") != 0)
        return match_all(sheet, path, wishes, err);
    json_init(json, sheet->text);
    json_object_begin(json);
    view_write(json, view);
    json_key(json, "rows");
    json_array_begin(json);
    status = match_all(sheet, path, wishes, err);
    json_array_end(json);
    json_member_integer(json, "sure", (int64_t)sheet->counts[MATCH_SURE]);
    json_member_integer(json, "doubtful", (int64_t)sheet->counts[MATCH_DOUBTFUL]);
    json_member_integer(json, "unknown", (int64_t)sheet->counts[MATCH_UNKNOWN]);
    json_object_end(json);
    text_add(sheet->text, "\n");
    return status;
}

static enum status refuse_date(struct error *err)
{
    return error_set(err, STATUS_NOT_FOUND, "",
                     "no list of communes is loaded for that date: choose a later one, or a year "
                     "with --vintage",
                     "aucune liste de communes n'est chargée pour cette date : choisissez-en une "
                     "plus tardive, ou une année avec --vintage");
}

static enum exit_code answer(const struct common *common, const struct snapshot *snapshot,
                             const char *path, const struct wishes *wishes)
{
    AUTO(reexpression) reexpression = NULL;
    AUTO(name_book) book = NULL;
    SCOPED(text) text = {0};
    struct view view = {.snapshot = snapshot, .at = common->at};
    struct match_sheet sheet = {.common = common, .form = form_of(common->format), .text = &text};
    struct error err = {0};
    enum exit_code exit_code;
    bool *listed = NULL;
    enum status status =
        period_on(snapshot, common->at, common->vintage, &reexpression, &view.period, &err);

    text_init(&text, OUTPUT_MAX);
    if (status == STATUS_OK && view.period->vintage == NULL)
        status = refuse_date(&err);
    if (status == STATUS_OK)
        status = name_book_new(snapshot, view.period->vintage, &book, &err);
    if (status != STATUS_OK)
        return command_fail(common, &err);
    sheet.vintage = view.period->vintage;
    sheet.book = book;
    listed = calloc((size_t)sheet.vintage->commune_count + sheet.vintage->epci_count + 1,
                    sizeof *listed);
    sheet.is_listed[CODE_COMMUNE] = listed;
    sheet.is_listed[CODE_EPCI] = listed == NULL ? NULL : listed + sheet.vintage->commune_count;
    status =
        listed == NULL ? error_no_memory(&err) : match_document(&sheet, &view, path, wishes, &err);
    free(listed);
    if (status != STATUS_OK)
        return command_fail(common, &err);
    exit_code = output_finish(common, &text);
    if (exit_code == EXIT_OK && sheet.counts[MATCH_DOUBTFUL] + sheet.counts[MATCH_UNKNOWN] > 0)
        return EXIT_FINDINGS;
    return exit_code;
}

enum exit_code run_match(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct wishes wishes = {.kinds = MATCH_ANY_KIND};
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, take_option, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "give a file of names or of polygons, or “-”",
                            "donnez un fichier de noms ou de polygones, ou « - »");
    if (load_snapshot(common.store.bytes, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    exit_code = answer(&common, snapshot, arguments.list[0], &wishes);
    snapshot_release(snapshot);
    return exit_code;
}
