#include "service/cli/coverage/repair_story.h"

#include <stdio.h>

static void print_change(const struct polygon_file *file, const struct repair_change *change,
                         bool french)
{
    double difference_m2 = change->after_m2 - change->before_m2;

    fprintf(stderr,
            french ? "  %s : %+.3f m² (%+.5f %%), %.3f perdus, %.3f gagnés\n"
                   : "  %s: %+.3f m² (%+.5f %%), %.3f lost, %.3f gained\n",
            file->units[change->unit].id, difference_m2,
            change->before_m2 > 0 ? 100 * difference_m2 / change->before_m2 : 0, change->lost_m2,
            change->gained_m2);
}

static void print_gifts(const struct polygon_file *file, const struct repair *repair, bool french)
{
    for (size_t i = 0; i < repair->gift_count; i++) {
        const struct repair_gift *gift = &repair->gifts[i];

        if (gift->owner_count == 0)
            fprintf(stderr,
                    french ? "  %.7f %.7f  vide de %.3f m² → %s\n"
                           : "  %.7f %.7f  gap of %.3f m² → %s\n",
                    gift->place.lon_deg, gift->place.lat_deg, gift->area_m2,
                    file->units[gift->to].id);
        else
            fprintf(stderr,
                    french ? "  %.7f %.7f  superposition de %.3f m² → %s\n"
                           : "  %.7f %.7f  overlap of %.3f m² → %s\n",
                    gift->place.lon_deg, gift->place.lat_deg, gift->area_m2,
                    file->units[gift->to].id);
    }
}

void repair_story_print(const struct coverage_source *source, enum language language)
{
    const struct polygon_file *file = source->file;
    const struct repair *repair = &source->repair;
    bool french = language == LANGUAGE_FR;

    if (repair->change_count == 0) {
        fprintf(stderr, french ? "Rien à réparer : ces polygones pavent.\n"
                               : "Nothing to repair: these polygons tile.\n");
        return;
    }
    fprintf(stderr, french ? "Entités touchées : %zu sur %zu\n" : "Features touched: %zu of %zu\n",
            repair->change_count, file->unit_count);
    for (size_t i = 0; i < repair->change_count; i++)
        print_change(file, &repair->changes[i], french);
    if (repair->gift_count > 0)
        fprintf(stderr, french ? "Morceaux attribués : %zu\n" : "Pieces given: %zu\n",
                repair->gift_count);
    print_gifts(file, repair, french);
    for (size_t i = 0; i < repair->contact_count; i++)
        fprintf(stderr,
                french ? "  %s et %s ne se touchent que par un morceau attribué : n'en déduisez "
                         "pas qu'ils sont voisins\n"
                       : "  %s and %s touch through a given piece only: do not take them for "
                         "neighbours\n",
                file->units[repair->contacts[i].a].id, file->units[repair->contacts[i].b].id);
}
