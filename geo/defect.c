/* The names of what a coverage check finds. */
#include "geo/coverage_check.h"

const char *defect_name(enum defect_kind kind)
{
    static const char *const names[DEFECT_KINDS] = {
        [DEFECT_FLAT_RING] = "flat_ring",         [DEFECT_SPIKE] = "spike",
        [DEFECT_SELF_TOUCH] = "self_touch",       [DEFECT_SPLIT] = "split_interior",
        [DEFECT_CROSSING] = "crossing",           [DEFECT_JUNCTION] = "t_junction",
        [DEFECT_COLLINEAR] = "collinear_overlap", [DEFECT_SAME_SIDE] = "same_side",
        [DEFECT_INCONSISTENT] = "mismatch",       [DEFECT_MISSING_HOLE] = "missing_hole",
        [DEFECT_STRAY_HOLE] = "stray_hole",       [DEFECT_EULER] = "euler",
    };

    return names[kind];
}

struct words defect_words(enum defect_kind kind)
{
    static const struct words words[DEFECT_KINDS] = {
        [DEFECT_FLAT_RING] = {"un anneau n'enferme aucune surface", "a ring encloses no area"},
        [DEFECT_SPIKE] = {"le polygone est des deux côtés d'une arête (pointe ou fente)",
                          "the polygon lies on both sides of an edge (a spike or a slit)"},
        [DEFECT_SELF_TOUCH] = {"un anneau passe deux fois par ce sommet",
                               "a ring passes this vertex twice"},
        [DEFECT_SPLIT] = {"des anneaux du polygone se touchent et coupent son intérieur",
                          "rings of the polygon touch and cut its inside in pieces"},
        [DEFECT_CROSSING] = {"deux arêtes se croisent", "two edges cross"},
        [DEFECT_JUNCTION] = {"un sommet est posé sur l'arête d'un autre (jonction en T)",
                             "a vertex lies on another's edge (a T-junction)"},
        [DEFECT_COLLINEAR] = {"deux arêtes se longent sans être la même",
                              "two edges run along each other without being one"},
        [DEFECT_SAME_SIDE] = {"deux unités sont du même côté d'une arête : elles se superposent",
                              "two units lie on the same side of an edge: they overlap"},
        [DEFECT_INCONSISTENT] = {"deux limites qui devraient coïncider s'écartent ici",
                                 "two borders that should coincide part here"},
        [DEFECT_MISSING_HOLE] = {"une unité est à l'intérieur d'une autre, qui n'a pas de trou "
                                 "pour elle",
                                 "a unit lies inside another that has no hole for it"},
        [DEFECT_STRAY_HOLE] = {"un trou est hors de son enveloppe",
                               "a hole lies outside its shell"},
        [DEFECT_EULER] = {"sommets, arêtes et faces ne s'accordent pas (formule d'Euler)",
                          "vertices, edges and faces do not add up (Euler's formula)"},
    };

    return words[kind];
}
