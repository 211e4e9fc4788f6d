/* Names as people write them: how they are folded, and how far one is from another. */
#include <string.h>

#include "data/name_distance.h"
#include "data/name_fold.h"
#include "support/expect.h"

static void expect_folds(const char *name, enum name_hint hint, const char *plain, const char *core)
{
    struct folded_name folded;
    char tight[NAME_SIZE] = "";

    name_fold(name, &folded);
    if (strcmp(folded.plain, plain) != 0 || strcmp(folded.core, core) != 0)
        fail_msg("“%s” folds to “%s”, “%s”; wanted “%s”, “%s”", name, folded.plain, folded.core,
                 plain, core);
    if (folded.hint != hint)
        fail_msg("“%s” has the hint %d, wanted %d", name, (int)folded.hint, (int)hint);
    for (const char *c = core; *c != '\0'; c++)
        strncat(tight, c, *c == ' ' ? 0 : 1);
    assert_string_equal(folded.tight, tight);
}

static void case_accents_and_marks_go(void **state)
{
    (void)state;
    expect_folds("Œuilly", HINT_NONE, "oeuilly", "oeuilly");
    expect_folds("OEUILLY", HINT_NONE, "oeuilly", "oeuilly");
    expect_folds("Étréaupont", HINT_NONE, "etreaupont", "etreaupont");
    expect_folds("E\xCC\x81treaupont", HINT_NONE, "etreaupont", "etreaupont");
    expect_folds("Villeneuve-d’Ascq", HINT_NONE, "villeneuve d ascq", "villeneuve ascq");
    expect_folds("villeneuve  d'ascq ", HINT_NONE, "villeneuve d ascq", "villeneuve ascq");
    expect_folds("L'Haÿ", HINT_NONE, "l hay", "hay");
    expect_folds("Bois\xC2\xA0–\xC2\xA0Robert", HINT_NONE, "bois robert", "bois robert");
    expect_folds("", HINT_NONE, "", "");
    expect_folds("La", HINT_NONE, "la", "la");
}

static void abbreviations_are_written_out(void **state)
{
    (void)state;
    expect_folds("St-Omer", HINT_NONE, "saint omer", "saint omer");
    expect_folds("St.Omer", HINT_NONE, "saint omer", "saint omer");
    expect_folds("Ste Austreberthe", HINT_NONE, "sainte austreberthe", "sainte austreberthe");
    expect_folds("Boulogne s/ Mer", HINT_NONE, "boulogne sur mer", "boulogne sur mer");
    expect_folds("Terre des 2 Caps", HINT_NONE, "terre des deux caps", "terre deux caps");
    expect_folds("St-Martin-lez-Tatinghem", HINT_NONE, "saint martin lez tatinghem",
                 "saint martin tatinghem");
}

static void the_nature_of_an_epci_is_a_hint(void **state)
{
    (void)state;
    expect_folds("CC de la Haute Somme", HINT_EPCI, "haute somme", "haute somme");
    expect_folds("C.C. du Ternois", HINT_EPCI, "ternois", "ternois");
    expect_folds("Communauté de communes des 7 Vallées", HINT_EPCI, "sept vallees", "sept vallees");
    expect_folds("Communauté d’agglomération du Pays de Saint-Omer", HINT_EPCI,
                 "pays de saint omer", "pays saint omer");
    expect_folds("CU d'Arras", HINT_EPCI, "arras", "arras");
    expect_folds("Amiens Métropole", HINT_EPCI, "amiens", "amiens");
    expect_folds("CA Amiens Métropole", HINT_EPCI, "amiens", "amiens");
    expect_folds("Métropole Européenne de Lille", HINT_EPCI, "europeenne de lille",
                 "europeenne lille");
    expect_folds("CA2BM", HINT_NONE, "ca2bm", "ca2bm");
    expect_folds("CAPSO", HINT_NONE, "capso", "capso");
    expect_folds("M.E.L.", HINT_NONE, "mel", "mel");
    expect_folds("CC", HINT_NONE, "cc", "cc"); /* nothing would remain */
    expect_folds("Commune de Berck", HINT_COMMUNE, "berck", "berck");
    expect_folds("Ville d'Étaples", HINT_COMMUNE, "etaples", "etaples");
    expect_folds("Ville-le-Marclet", HINT_NONE, "ville le marclet", "ville marclet");
}

static void nothing_is_taken_off_a_commune(void **state)
{
    struct folded_name folded;

    (void)state;
    name_fold_commune("Ville de Métropole", &folded);
    assert_string_equal(folded.plain, "ville de metropole");
    assert_int_equal(folded.hint, HINT_NONE);
}

/** Bytes that are no UTF-8 and names without end are only cut. */
static void any_bytes_can_be_folded(void **state)
{
    struct folded_name folded;
    char name[4096];

    (void)state;
    name_fold("\xFF\xFE"
              "a\xC3",
              &folded);
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    name_fold(name, &folded);
    assert_true(strlen(folded.tight) < NAME_SIZE);
    for (size_t i = 1; i < sizeof name - 1; i += 2)
        name[i] = ' ';
    name_fold(name, &folded);
    assert_true(strlen(folded.plain) < NAME_SIZE);
}

static void expect_distance(const char *a, const char *b, unsigned limit, unsigned wanted)
{
    unsigned there = name_distance(a, b, limit);
    unsigned back = name_distance(b, a, limit);

    if (there != wanted || back != wanted)
        fail_msg("%s – %s: %u and %u, wanted %u", a, b, there, back, wanted);
}

static void a_distance_counts_letters(void **state)
{
    (void)state;
    expect_distance("montreuil", "montreuil", 3, 0);
    expect_distance("montreuil", "montruil", 3, 1);
    expect_distance("montreuil", "montrueil", 3, 1);
    expect_distance("montreuil", "monteruli", 3, 2);
    expect_distance("montreuil", "montreuilsurmer", 3, 4);
    expect_distance("montreuil", "montreuilsurmer", 9, 6);
    expect_distance("ca", "abc", 9, 3); /* optimal string alignment: no part is touched twice */
    expect_distance("", "abc", 3, 3);
    expect_distance("", "", 0, 0);
    expect_distance("abc", "xyz", 1, 2);
}

static void words_of_a_name_are_part_of_another(void **state)
{
    (void)state;
    assert_true(name_words_within("haute somme", "haute somme combles peronne roisel"));
    assert_true(name_words_within("somme haute", "haute somme"));
    assert_false(name_words_within("haut somme", "haute somme"));
    assert_false(name_words_within("sur", "boulogne sur mer")); /* too short to tell */
    assert_false(name_words_within("", "boulogne sur mer"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_accents_and_marks_go),
        cmocka_unit_test(abbreviations_are_written_out),
        cmocka_unit_test(the_nature_of_an_epci_is_a_hint),
        cmocka_unit_test(nothing_is_taken_off_a_commune),
        cmocka_unit_test(any_bytes_can_be_folded),
        cmocka_unit_test(a_distance_counts_letters),
        cmocka_unit_test(words_of_a_name_are_part_of_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
