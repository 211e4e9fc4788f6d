/* Readers: files as people have them, and files as they should not be. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/source/columns.h"
#include "data/source/manifest.h"
#include "data/source/register_files.h"
#include "data/source/vintage_files.h"
#include "support/expect.h"
#include "support/reading.h"

/** A folder of its own for each test. */
static char folder[64];

static int set_up(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/lisiere-source-XXXXXX");
    return mkdtemp(folder) == NULL ? -1 : 0;
}

/** Runs a command of the shell in the folder. */
static int run(const char *command)
{
    char line[1024];

    (void)snprintf(line, sizeof line, "cd %s && { %s; } >/dev/null 2>&1", folder, command);
    return system(line);
}

static int tear_down(void **state)
{
    (void)state;
    return run("rm -rf \"$PWD\"");
}

/** The path of a file in the folder; good until the next but seven. */
static const char *at(const char *name)
{
    static char paths[8][128];
    static int next;
    char *path = paths[next++ % 8];

    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static const char *write_file(const char *name, const char *content)
{
    const char *path = at(name);
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

static const char communes_csv[] = "insee,nom,dep,reg,epci,population\n"
                                   "80001,Abbeville,80,32,200069029,100\n"
                                   "80002,\"Acheux, en Vimeu\",80,32,200069235,20\n";
static const char squares_geojson[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"insee\":\"80001\",\"nom\":\"A\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[2,49],[2.01,49],[2.01,49.01],[2,49.01],[2,49]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"insee\":\"80002\",\"nom\":\"B\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[2.01,49],[2.02,49],[2.02,49.01],[2.01,49.01],"
    "[2.01,49]]]}}]}";

static struct vintage_file file_at(const char *path)
{
    return (struct vintage_file){path, "", strrchr(path, '/') + 1, "", "", "", ""};
}

static enum status read_two(const char *first, const char *second, struct vintage **ret_vintage,
                            struct error *err)
{
    struct vintage_file files[2] = {file_at(first), file_at(second == NULL ? first : second)};
    struct vintage_request request = {
        .files = files, .file_count = second == NULL ? 1 : 2, .year = 2021, .region = "32"};

    return read_vintage(&request, ret_vintage, err);
}

static void expect_refused(const char *first, const char *second, enum status wanted,
                           const char *const words[])
{
    AUTO(vintage) vintage = NULL;
    struct error err = {0};

    expect_refusal(read_two(first, second, &vintage, &err), wanted, &err, words);
    assert_null(vintage);
}

static void lists_and_shapes_become_a_vintage(void **state)
{
    AUTO(vintage) vintage = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(read_two(write_file("communes.csv", communes_csv),
                       write_file("shapes.geojson", squares_geojson), &vintage, &err),
              &err);
    assert_int_equal(vintage->commune_count, 2);
    assert_string_equal(vintage->communes[1].name, "Acheux, en Vimeu");
    assert_int_equal(vintage->population, 120);
    assert_int_equal(vintage->source_count, 2);
    assert_string_equal(vintage->sources[0].layer, "communes");
    assert_string_equal(vintage->sources[1].layer, "shapes");
    assert_string_equal(vintage->sources[1].sha256.hex,
                        digest_of(squares_geojson, strlen(squares_geojson)).hex);
}

static void a_spreadsheet_s_csv_reads_the_same(void **state)
{
    AUTO(vintage) vintage = NULL;
    struct error err = {0};

    (void)state;
    /* A byte order mark, semicolons, CRLF, blanks around cells and in numbers, a blank last line.
     */
    expect_ok(
        read_two(write_file("communes.csv", "\xEF\xBB\xBFINSEE_COM;NOM_COM;CODE_EPCI;POPULATION\r\n"
                                            "80001; Abbeville ;200069029;22 837\r\n"
                                            "80002;Acheux;ZZZZZZZZZ;1\xC2\xA0"
                                            "020\r\n\r\n"),
                 write_file("shapes.geojson", squares_geojson), &vintage, &err),
        &err);
    assert_string_equal(vintage->communes[0].name, "Abbeville");
    assert_int_equal(vintage->population, 22837 + 1020);
    assert_true(vintage->communes[1].epci == UNIT_NONE);
}

/* Headers of the dictionary, the layer's name being that of its file. */
static void published_headers_are_recognised(void **state)
{
    static const struct {
        const char *file;
        const char *header;
        enum layer_kind kind;
    } cases[] = {
        /* ADMIN EXPRESS, from 1.x to 4.0 */
        {"COMMUNE",
         "ID,NOM_COM,NOM_COM_M,INSEE_COM,STATUT,INSEE_CAN,INSEE_ARR,INSEE_DEP,INSEE_REG,CODE_EPCI,"
         "POPULATION,TYPE",
         LAYER_COMMUNES},
        {"EPCI", "ID,CODE_EPCI,NOM_EPCI,TYPE_EPCI", LAYER_EPCI},
        {"ENTITE_RATTACHEE", "ID,NOM,NOM_M,INSEE_COM,INSEE_RATT,TYPE", LAYER_PARTS},
        {"COMMUNE",
         "ID,NOM,NOM_M,INSEE_COM,STATUT,POPULATION,INSEE_CAN,INSEE_ARR,INSEE_DEP,INSEE_REG,SIREN_"
         "EPCI",
         LAYER_COMMUNES},
        {"EPCI", "ID,CODE_SIREN,NOM,NATURE", LAYER_EPCI},
        {"ARRONDISSEMENT_MUNICIPAL", "ID,NOM,NOM_M,INSEE_ARM,INSEE_COM,POPULATION", LAYER_PARTS},
        {"COMMUNE_ASSOCIEE_OU_DELEGUEE", "ID,NOM,NOM_M,INSEE_CAD,INSEE_COM,NATURE,POPULATION",
         LAYER_PARTS},
        {"commune",
         "cleabs,nom_officiel,nom_officiel_en_majuscules,code_insee,code_insee_du_canton,code_"
         "insee_de_l_arrondissement,code_insee_du_departement,code_insee_de_la_region,codes_siren_"
         "des_epci,population,code_postal,code_siren,date_du_recensement,organisme_recenseur,"
         "superficie_cadastrale",
         LAYER_COMMUNES},
        {"epci", "cleabs,code_siren,nom_officiel,nom_officiel_en_majuscules,nature", LAYER_EPCI},
        {"departement", "cleabs,code_insee,nom_officiel,code_siren,code_insee_de_la_region",
         LAYER_DEPARTEMENTS},
        {"region", "cleabs,code_insee,nom_officiel,code_siren", LAYER_REGIONS},
        {"arrondissement",
         "cleabs,code_insee,nom_officiel,code_insee_du_departement,code_insee_de_la_region",
         LAYER_DIVISIONS},
        {"canton", "cleabs,code_insee,code_insee_du_departement,code_insee_de_la_region",
         LAYER_DIVISIONS},
        {"arrondissement_municipal",
         "cleabs,code_insee,nom_officiel,code_insee_de_la_commune_de_rattach", LAYER_PARTS},
        /* API Carto, Etalab, geo.api.gouv.fr, decoupage-administratif */
        {"a",
         "id,statut,insee_com,nom_com,nom_com_m,insee_arr,insee_dep,nom_dep,insee_reg,nom_reg,code_"
         "epci,population,code_insee_du_canton,code_postal,code_siren,date_du_recensement,"
         "organisme_recenseur,superficie_cadastrale",
         LAYER_COMMUNES},
        {"communes-5m", "code,nom,departement,region,epci,plm,commune", LAYER_COMMUNES},
        {"communes-associees-deleguees-5m", "code,nom,type,departement,region,epci", LAYER_PARTS},
        {"epci-5m", "code,nom", LAYER_EPCI},
        {"departements-5m", "code,nom,region", LAYER_DEPARTEMENTS},
        {"regions-5m", "code,nom", LAYER_REGIONS},
        {"a",
         "nom,code,codeParent,siren,surface,codeEpci,codeDepartement,codeRegion,population,zone",
         LAYER_COMMUNES},
        {"a", "nom,code,population,financement,type", LAYER_EPCI},
        {"communes",
         "code,nom,typeLiaison,zone,arrondissement,departement,region,type,rangChefLieu,siren,"
         "population,chefLieu,commune",
         LAYER_COMMUNES},
        {"a", "code,nom,type,modeFinancement,populationTotale,populationMunicipale", LAYER_EPCI},
        {"membres",
         "parent.code,parent.nom,parent.type,code,siren,nom,populationTotale,populationMunicipale",
         LAYER_MEMBERS},
        {"departements", "code,region,chefLieu,nom,typeLiaison,zone", LAYER_DEPARTEMENTS},
        {"regions", "code,chefLieu,nom,typeLiaison,zone", LAYER_REGIONS},
        {"arrondissements", "code,departement,region,chefLieu,nom,typeLiaison,zone",
         LAYER_DIVISIONS},
        {"ept", "code,nom,type,modeFinancement,populationTotale,populationMunicipale",
         LAYER_DIVISIONS},
        /* INSEE */
        {"a", "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT", LAYER_COMMUNES},
        {"a", "typecom,com,reg,dep,arr,tncc,ncc,nccenr,libelle,can,comparent", LAYER_COMMUNES},
        {"a",
         "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,"
         "TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP",
         LAYER_MOVEMENTS},
        {"a", "DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE", LAYER_DEPARTEMENTS},
        {"a", "REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE", LAYER_REGIONS},
        {"a", "ARR,DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE", LAYER_DIVISIONS},
        {"a", "CODGEO,LIBGEO,EPCI,LIBEPCI,DEP,REG", LAYER_MEMBERS},
        {"a", "REG,Région,DEP,CODARR,CODCAN,CODCOM,COM,Commune,PMUN,PCAP,PTOT", LAYER_POPULATIONS},
        /* DGCL, Banatic */
        {"a",
         "dept,siren,raison_sociale,nature_juridique,mode_financ,nb_membres,total_pop_tot,total_"
         "pop_mun,dep_com,insee,siren_membre,nom_membre,ptot_2025,pmun_2025",
         LAYER_MEMBERS},
        {"a", "siren,insee,dept,dep_com,nb_membres,ptot_2019,pmun_2019", LAYER_MEMBERS},
        {"a",
         "Région siège,Département siège,Commune siège,N° SIREN,Nom du groupement,Nature "
         "juridique,Date d'effet,Type,Siren membre,Nom membre,C1004",
         LAYER_MEMBERS},
        {"a",
         "N° SIREN,Nom du groupement,Nature juridique,Siren membre,Nom membre,Catégorie des "
         "membres du groupement,5510 - Plan local d'urbanisme",
         LAYER_MEMBERS},
        {"a", "Reg_com,dep_com,siren,insee,nom_com,ptot_2025,pmun_2025,pcap_2025",
         LAYER_POPULATIONS},
        /* ours, and what is nobody's */
        {"a", "insee,nom,dep,reg,epci,population", LAYER_COMMUNES},
        {"a", "siren,nom,nature,nb_membres,total_pop_mun", LAYER_EPCI},
        {"a", "dep,nom,reg", LAYER_DEPARTEMENTS},
        {"a", "colour,taste", LAYER_UNKNOWN},
        {"a", "insee,nom", LAYER_UNKNOWN}, /* without shapes it says nothing */
        {"a",
         "insee_reg,lib_reg,dep_chef_file,lib_dep,id_crte,lib_crte,type_grp_crte,siren_groupement,"
         "lib_groupement,nature_juridique",
         LAYER_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO(source_file) file = NULL;
        struct columns columns = {.kind = LAYER_UNKNOWN};
        struct error err = {0};
        char content[600], name[64];

        (void)snprintf(content, sizeof content, "%s\n", cases[i].header);
        (void)snprintf(name, sizeof name, "%s.csv", cases[i].file);
        expect_ok(source_file_open(write_file(name, content), &file, &err), &err);
        if (columns_bind(source_file_layer(file, 0), name, &columns, &err) != STATUS_OK)
            assert_int_equal(columns.kind, LAYER_UNKNOWN);
        if (columns.kind != cases[i].kind)
            fail_msg("“%s” was taken for %s", cases[i].header, layer_kind_name(columns.kind));
    }
}

static void delegated_communes_are_not_communes(void **state)
{
    AUTO(vintage) vintage = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(read_two(write_file("communes.csv", "TYPECOM,COM,REG,DEP,LIBELLE,EPCI\n"
                                                  "COM,80001,32,80,A,200069029\n"
                                                  "COMD,80001,,,A ancien,\n"
                                                  "COM,80002,32,80,B,200069029\n"),
                       write_file("shapes.geojson", squares_geojson), &vintage, &err),
              &err);
    assert_int_equal(vintage->commune_count, 2);
    assert_string_equal(vintage->communes[0].name, "A");
}

static void a_wrong_row_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *content;
        enum status wanted;
        const char *words[3];
    } cases[] = {
        {"insee,nom,epci\n80001,A,200069029\n2016,B,200069029\n",
         STATUS_INVALID,
         {"communes.csv:3", "02016", NULL}},
        {"insee,nom,epci\n80001,A,200069028\n",
         STATUS_INVALID,
         {"communes.csv:2", "200069028", NULL}},
        {"insee,nom,epci\n80001,A,200069029\n80002,B\n", STATUS_FORMAT, {"communes.csv:3", NULL}},
        {"insee,nom,epci\n80001,A,B,200069029\n", STATUS_FORMAT, {"communes.csv:2", "4", NULL}},
        {"insee,nom,epci\n80001,\"A,200069029\n", STATUS_FORMAT, {"communes.csv:2", NULL}},
        {"insee,nom,epci\n80001,A,200069029\n80002,\u00c9tr\xC9,200069029\n",
         STATUS_FORMAT,
         {"communes.csv:3", "UTF-8", NULL}},
        {"insee,nom,epci,population\n80001,A,200069029,many\n",
         STATUS_INVALID,
         {"communes.csv:2", "many", NULL}},
        {"insee,nom,epci\n80001,A,200069029\n\n80001,A,200069029\n",
         STATUS_INVALID,
         {"communes.csv:4", "80001", NULL}},
        {"nom,couleur\nA,rouge\n", STATUS_INVALID, {"communes.csv", "couleur", NULL}},
        {"", STATUS_FORMAT, {"communes.csv", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refused(write_file("communes.csv", cases[i].content),
                       write_file("shapes.geojson", squares_geojson), cases[i].wanted,
                       cases[i].words);
}

static void what_is_no_file_of_ours_is_refused(void **state)
{
    static const char vrt[] = "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>"
                              "/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";

    (void)state;
    expect_refused(at("none.csv"), NULL, STATUS_NOT_FOUND, (const char *const[]){"none.csv", NULL});
    expect_refused(write_file("vrt.json", vrt), NULL, STATUS_FORMAT,
                   (const char *const[]){"vrt.json", "GeoPackage", NULL});
    expect_refused(write_file("a.geojson", "%PDF-1.4"), NULL, STATUS_FORMAT,
                   (const char *const[]){"a.geojson", NULL});
}

static void names_that_gdal_would_follow_are_refused(void **state)
{
    static const char *const names[] = {"/vsicurl/http://127.0.0.1/x.csv", "/vsizip/x.zip/x.csv",
                                        "GPKG:x.gpkg:y", "/tmp/a:b"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        AUTO(source_file) file = NULL;

        assert_int_equal(source_file_open(names[i], &file, NULL), STATUS_FORMAT);
        assert_null(file);
    }
    {
        AUTO(source_file) file = NULL;

        assert_int_equal(source_file_open(folder, &file, NULL), STATUS_IO);
    }
}

/** Writes the squares in another format and projection. */
static const char *translated(const char *name, const char *options)
{
    char command[400];

    (void)write_file("squares.geojson", squares_geojson);
    (void)snprintf(command, sizeof command, "ogr2ogr %s %s squares.geojson", options, name);
    assert_int_equal(run(command), 0);
    return at(name);
}

static void shapes_come_to_degrees_from_lambert_93(void **state)
{
    static const char *const formats[][2] = {
        {"s.gpkg", "-t_srs EPSG:2154"},
        {"s.shp", "-t_srs EPSG:2154"},
        {"s.fgb", "-t_srs EPSG:2154"},
        {"t.gpkg", ""},
        {"t.fgb", ""},
        {"t.shp", "-lco ENCODING=UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        AUTO(vintage) vintage = NULL;
        struct error err = {0};
        const struct multipolygon *shape;
        bool has_corner = false;

        expect_ok(read_two(write_file("communes.csv", communes_csv),
                           translated(formats[i][0], formats[i][1]), &vintage, &err),
                  &err);
        shape = vintage->communes[0].shape;
        for (uint32_t p = 0; p < shape->position_count; p++)
            has_corner = has_corner || (abs(shape->positions[p].lon_e7 - 20100000) <= 1 &&
                                        abs(shape->positions[p].lat_e7 - 490100000) <= 1);
        if (!has_corner)
            fail_msg("%s: the corner 2.01 49.01 is not where it was", formats[i][0]);
    }
}

static void metres_that_pretend_to_be_degrees_are_refused(void **state)
{
    (void)state;
    (void)translated("metres.gpkg", "-t_srs EPSG:2154");
    assert_int_equal(run("ogr2ogr -a_srs EPSG:4326 wrong.gpkg metres.gpkg"), 0);
    expect_refused(write_file("communes.csv", communes_csv), at("wrong.gpkg"), STATUS_INVALID,
                   (const char *const[]){"wrong.gpkg:1", NULL});
}

static void a_file_that_is_cut_is_never_a_shorter_list(void **state)
{
    static const char *const names[] = {"s.fgb", "s.gpkg", "s.shp", "squares.geojson"};
    static const int parts[] = {30, 50, 80, 97};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            AUTO(vintage) vintage = NULL;
            char command[400];

            (void)translated(strcmp(names[i], "squares.geojson") == 0 ? "other.gpkg" : names[i],
                             "");
            (void)snprintf(command, sizeof command,
                           "s=$(stat -c %%s %s); truncate -s $((s * %d / 100)) %s", names[i],
                           parts[p], names[i]);
            assert_int_equal(run(command), 0);
            if (read_two(write_file("communes.csv", communes_csv), at(names[i]), &vintage, NULL) ==
                STATUS_OK)
                fail_msg("%s cut to %d %% was read", names[i], parts[p]);
            assert_int_equal(run("rm -f s.* *.gpkg"), 0);
        }
    }
}

static void a_point_is_no_commune(void **state)
{
    static const char point[] = "{\"type\":\"Feature\",\"properties\":{\"insee\":\"80003\"},"
                                "\"geometry\":{\"type\":\"Point\",\"coordinates\":[2,49]}}]}";
    char content[sizeof squares_geojson + sizeof point];

    (void)state;
    (void)snprintf(content, sizeof content, "%.*s,%s", (int)strlen(squares_geojson) - 2,
                   squares_geojson, point);
    expect_refused(write_file("communes.csv", communes_csv), write_file("p.geojson", content),
                   STATUS_INVALID, (const char *const[]){"p.geojson:3", NULL});
}

static void a_file_that_is_not_the_pinned_one_is_not_read(void **state)
{
    struct vintage_file file = file_at(write_file("communes.csv", communes_csv));
    struct vintage_request request = {.files = &file, .file_count = 1, .year = 2021, .region = ""};
    AUTO(vintage) vintage = NULL;
    struct error err = {0};

    (void)state;
    file.sha256 = digest_of("x", 1).hex;
    expect_refusal(read_vintage(&request, &vintage, &err), STATUS_INVALID, &err,
                   (const char *const[]){"communes.csv", "SHA-256", NULL});
}

static void write_register(const char *members)
{
    (void)write_file("generations.csv", "generation,name\nCDT,x\n");
    (void)write_file("contracts.csv",
                     "contract,name,generation,status,couleur\ncdt-a,A,CDT,signed,bleu\n");
    (void)write_file("versions.csv", "contract,version\ncdt-a,1\n");
    (void)write_file("members.csv", members);
}

/** Reads the folder, and links what it has. */
static enum status read_register(const char *path, struct register_rows **ret_rows,
                                 char **ret_unknown, struct error *err)
{
    AUTO(register_builder) builder = NULL;
    enum status status = register_builder_new(&builder, err);

    if (status == STATUS_OK)
        status = register_files_read(path, builder, ret_unknown, err);
    if (status == STATUS_OK)
        status = register_builder_finish(builder, ret_rows, err);
    if (status != STATUS_OK) {
        free(*ret_unknown);
        *ret_unknown = NULL;
    }
    return status;
}

static void a_folder_of_tables_is_a_register(void **state)
{
    AUTO(register_rows) rows = NULL;
    char *unknown = NULL;
    struct error err = {0};

    (void)state;
    write_register("contract,version,op,kind,code\ncdt-a,1,include,epci,200069029\n");
    expect_ok(read_register(folder, &rows, &unknown, &err), &err);
    assert_int_equal(rows->member_count, 1);
    assert_int_equal(rows->members[0].evidence.line, 2);
    assert_string_equal(rows->members[0].evidence.file, "members.csv");
    assert_string_equal(unknown, "contracts.csv: couleur"); /* told, never dropped in silence */
    assert_string_equal(rows->contracts[0].extra, "{\"couleur\":\"bleu\"}");
    free(unknown);
}

static void columns_may_have_french_names_and_words(void **state)
{
    AUTO(register_rows) rows = NULL;
    char *unknown = NULL;
    struct error err = {0};

    (void)state;
    write_register("Contrat,Version,Opération,Nature,Code,Certitude\n"
                   "cdt-a,1,inclure,EPCI,200069029,affirmé\n");
    expect_ok(read_register(folder, &rows, &unknown, &err), &err);
    assert_int_equal(rows->members[0].kind, MEMBER_EPCI);
    assert_int_equal(rows->members[0].certainty, CERTAINTY_STATED);
    free(unknown);
}

static void a_register_is_known_by_its_digest(void **state)
{
    struct digest first, again, other;
    struct error err = {0};

    (void)state;
    write_register("contract,version,op,kind,code\ncdt-a,1,include,epci,200069029\n");
    expect_ok(register_files_digest(folder, &first, &err), &err);
    expect_ok(register_files_digest(folder, &again, &err), &err);
    assert_string_equal(first.hex, again.hex);
    write_register("contract,version,op,kind,code\ncdt-a,1,include,epci,200069235\n");
    expect_ok(register_files_digest(folder, &other, &err), &err);
    assert_string_not_equal(first.hex, other.hex);
    expect_refusal(register_files_digest(at("none"), &other, &err), STATUS_NOT_FOUND, &err,
                   (const char *const[]){"none", NULL});
}

static void a_register_that_lacks_something_is_refused(void **state)
{
    AUTO(register_rows) rows = NULL;
    char *unknown = NULL;
    struct error err = {0};

    (void)state;
    expect_refusal(read_register(at("none"), &rows, &unknown, &err), STATUS_NOT_FOUND, &err,
                   (const char *const[]){"none", "members.csv", NULL});
    write_register("contract,version,op,kind\ncdt-a,1,include,epci\n");
    expect_refusal(read_register(folder, &rows, &unknown, &err), STATUS_INVALID, &err,
                   (const char *const[]){"members.csv", "code", NULL});
    assert_int_equal(unlink(at("members.csv")), 0);
    expect_refusal(read_register(folder, &rows, &unknown, &err), STATUS_INVALID, &err,
                   (const char *const[]){"versions.csv:2", "members", NULL});
    assert_int_equal(unlink(at("contracts.csv")), 0);
    expect_refusal(read_register(folder, &rows, &unknown, &err), STATUS_INVALID, &err,
                   (const char *const[]){"versions.csv:2", "cdt-a", "contracts", NULL});
    assert_null(rows);
}

static void a_manifest_names_every_file(void **state)
{
    static const char good[] = "[dataset]\nid = x\n[vintage 2021]\ncommunes = c.csv\n"
                               "[file c.csv]\nsha256 = 0\nsource = s\n[download y]\nanything = z\n";
    static const struct {
        const char *content;
        const char *words[3];
    } wrong[] = {
        {"[dataset]\nid = x\n", {"manifest.ini", "vintage", NULL}},
        {"[dataset]\nid = x\n[vintage 2021]\ncommunes = c.csv\n", {"c.csv", "sha256", NULL}},
        {"[dataset]\nid = x\ncolour = red\n", {"manifest.ini:3", "colour", NULL}},
        {"[dataset]\nid = x\nrubbish\n", {"manifest.ini:3", NULL}},
        {"[dataset]\nid = x\n[vintage 2021]\ncommunes = ../c.csv\n[file ../c.csv]\nsha256 = 0\n",
         {"../c.csv", NULL}},
    };
    AUTO(manifest) manifest = NULL;
    struct error err = {0};

    (void)state;
    (void)write_file("manifest.ini", good);
    expect_ok(manifest_read(folder, &manifest, &err), &err);
    assert_int_equal(manifest->vintage_count, 1);
    assert_int_equal(manifest->vintages[0].year, 2021);
    assert_string_equal(manifest->vintages[0].files[0].source, "s");
    assert_string_equal(manifest->digest.hex, digest_of(good, strlen(good)).hex);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct manifest *none = NULL;

        (void)write_file("manifest.ini", wrong[i].content);
        expect_refusal(manifest_read(folder, &none, &err),
                       strstr(wrong[i].content, "rubbish") == NULL ? STATUS_INVALID : STATUS_FORMAT,
                       &err, wrong[i].words);
        assert_null(none);
    }
}

int main(void)
{
#define SOURCE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        SOURCE_TEST(lists_and_shapes_become_a_vintage),
        SOURCE_TEST(a_spreadsheet_s_csv_reads_the_same),
        SOURCE_TEST(published_headers_are_recognised),
        SOURCE_TEST(delegated_communes_are_not_communes),
        SOURCE_TEST(a_wrong_row_is_refused_with_its_line),
        SOURCE_TEST(what_is_no_file_of_ours_is_refused),
        SOURCE_TEST(names_that_gdal_would_follow_are_refused),
        SOURCE_TEST(shapes_come_to_degrees_from_lambert_93),
        SOURCE_TEST(metres_that_pretend_to_be_degrees_are_refused),
        SOURCE_TEST(a_file_that_is_cut_is_never_a_shorter_list),
        SOURCE_TEST(a_point_is_no_commune),
        SOURCE_TEST(a_file_that_is_not_the_pinned_one_is_not_read),
        SOURCE_TEST(a_folder_of_tables_is_a_register),
        SOURCE_TEST(columns_may_have_french_names_and_words),
        SOURCE_TEST(a_register_is_known_by_its_digest),
        SOURCE_TEST(a_register_that_lacks_something_is_refused),
        SOURCE_TEST(a_manifest_names_every_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
