/*
 * An explanation as JSON. Names are stable; what is not known, or does not apply, is null or an
 * empty array, never left out. Days are "2024-01-01", codes text, kinds of movement INSEE's
 * numbers, words those of the register's files.
 *
 *   asked, kind (commune, epci), code
 *   tenure     held, ended, to_come, never: has somebody the code on the date?
 *   held_on    a day on which the one that is meant has it; name: as it is called then
 *   years      [{first, last, …}]: vintages in a row that say the same of the code
 *   passages   [{year, before {siren, name}, after, fate, common, of}]: whom the number of an EPCI
 *              went into, or came out of; empty for a commune
 *   named_by   [member + {contract, version}]: the register gives this very code
 *
 * Of a commune:
 *   lineage    {from, until, successors, status (same, moved, split), rule (movements, comparent,
 *              delegate restored, split), by_movements, steps [{date, kind, from, to}],
 *              events [event], events_after [event]}: what became of it; null without movements
 *   origins    {on, codes, events}: what it comes from
 *   event      {date, kind, before [{code, name}], after [{code, name}]}
 *   delegate   {code, type, name, parent}: the delegated or associated commune of the code
 *   communes   [{code, name, departement, departement_name, in_region, epci, population, area_m2,
 *              delegates, standing (null outside the region), contracts, shape}]: it, or those that
 *              hold its land on the date
 *   shape      {year, derived, tiles [{code, name, side}], cut {date, tile, left, right,
 *              approximate, prolonged_m, reason_fr, reason_en, source}, mended_m2, source, licence}
 *
 * Of an EPCI:
 *   epci       {siren, name, nature, communes, communes_outside_region, population, area_m2,
 *              standings {…: communes}, contracts}; null when the vintage lacks it
 *   changes    [{year, joined, left}]: [{code, name, in_both, epci, successors}], the EPCI being
 *              the one of the other vintage
 *
 * Of both, every version that speaks of it, by id:
 *   contracts  [{contract, name, generation, status, visibility, version, valid_from, valid_to,
 *              act, clip, in_force (yes, in_doubt, no), communes, members}]
 *   communes   {held, inferred, doubtful, clipped, excluded}: how many of those asked about
 *   members    [{op, kind, code, label, mode, certainty, reason, source, result}]: that name one
 */
#ifndef SERVICE_CLI_EXPLAIN_JSON_H
#define SERVICE_CLI_EXPLAIN_JSON_H

#include "data/explanation.h"
#include "service/report/json.h"

/** One object; asked is the code as it was typed. */
void explain_json_write(struct json *json, const struct snapshot *snapshot, const char *asked,
                        const struct explanation *explanation);

#endif
