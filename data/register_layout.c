/* What the register's tables are made of. Columns are in the order in which files are written. */
#include "data/register_layout.h"

#include <stdio.h>
#include <string.h>

#include "data/register.h"

#define NOTHING REGISTER_TABLE_COUNT
#define OPTIONAL COLUMN_MAY_BE_EMPTY
#define FILLED COLUMN_MUST_BE_FILLED
#define KEY COLUMN_IS_KEY
#define FULL_KEY COLUMN_IS_FULL_KEY

/* In each of these: the column, its French name, the field, what it needs; last its help. */
#define COLUMN(type, name, name_fr, row, field, need, fr, en)                                      \
    {                                                                                              \
        name, name_fr, type, need, offsetof(struct row, field), NULL, -1, NOTHING, 0,              \
        {                                                                                          \
            fr, en                                                                                 \
        }                                                                                          \
    }
#define TEXT(...) COLUMN(COLUMN_TEXT, __VA_ARGS__)
#define CODE(...) COLUMN(COLUMN_CODE, __VA_ARGS__)
#define DATE(...) COLUMN(COLUMN_DATE, __VA_ARGS__)
#define NUMBER(...) COLUMN(COLUMN_NUMBER, __VA_ARGS__)
#define EUROS(...) COLUMN(COLUMN_EUROS, __VA_ARGS__)
#define CODES(...) COLUMN(COLUMN_CODES, __VA_ARGS__)
/* A text that must be one of some words. */
#define CHOICE(name, name_fr, row, field, need, words, fr, en)                                     \
    {                                                                                              \
        name, name_fr, COLUMN_TEXT, need, offsetof(struct row, field), words, 0, NOTHING, 0,       \
        {                                                                                          \
            fr, en                                                                                 \
        }                                                                                          \
    }
#define WORD(name, name_fr, row, field, need, words, empty, fr, en)                                \
    {                                                                                              \
        name, name_fr, COLUMN_WORD, need, offsetof(struct row, field), words, (int32_t)(empty),    \
            NOTHING, 0,                                                                            \
        {                                                                                          \
            fr, en                                                                                 \
        }                                                                                          \
    }
/* The id of a row of another table. */
#define REFERENCE(name, name_fr, row, field, need, table, fr, en)                                  \
    {                                                                                              \
        name, name_fr, COLUMN_TEXT, need, offsetof(struct row, field), NULL, 0, table, 0,          \
        {                                                                                          \
            fr, en                                                                                 \
        }                                                                                          \
    }
/* The same, and the place of that row beside it. */
#define LINK(name, name_fr, row, field, index, need, table, fr, en)                                \
    {                                                                                              \
        name, name_fr, COLUMN_TEXT, need, offsetof(struct row, field), NULL, 0, table,             \
            offsetof(struct row, index),                                                           \
        {                                                                                          \
            fr, en                                                                                 \
        }                                                                                          \
    }
#define SOURCE(row)                                                                                \
    TEXT("source", "source", row, source, OPTIONAL, "d'où vient cette ligne",                      \
         "where this row comes from")
#define EXTRA(row)                                                                                 \
    TEXT("extra", "autres", row, extra, OPTIONAL,                                                  \
         "autres colonnes, en objet JSON ; remplie par Lisière",                                   \
         "other columns, as a JSON object; filled in by Lisière")
#define VALID(row, what_fr, what_en)                                                               \
    DATE("valid_from", "valide_du", row, valid_from, OPTIONAL, "premier jour " what_fr,            \
         "first day " what_en),                                                                    \
        DATE("valid_to", "valide_au", row, valid_to, OPTIONAL, "dernier jour " what_fr,            \
             "last day " what_en)
#define VISIBLE(row, empty)                                                                        \
    WORD("visibility", "visibilite", row, visibility, OPTIONAL, visibilities, empty,               \
         "public : servi à tous ; interne : vu de la seule ligne de commande",                     \
         "public: served to all; internal: seen by the command line alone")
#define ACT(row, fr, en) REFERENCE("act", "acte", row, act, OPTIONAL, REGISTER_ACTS, fr, en)

#define WORDS(name, ...) static const struct register_word name[] = {__VA_ARGS__, {NULL, NULL}}

WORDS(statuses, {"candidate", "candidat"}, {"in_preparation", "en préparation"},
      {"adopted", "adopté"}, {"signed", "signé"}, {"in_force", "en vigueur"}, {"expired", "échu"},
      {"replaced", "remplacé"}, {"terminated", "résilié"});
WORDS(visibilities, {"public", "public"}, {"internal", "interne"});
WORDS(bases, {"", ""}, {"official", "officiel"}, {"press", "presse"});
WORDS(clips, {"", ""}, {"region", "région"}, {"whole", "entier"});
WORDS(operations, {"include", "inclure"}, {"exclude", "exclure"});
WORDS(member_kinds, {"epci", "EPCI"}, {"commune", "commune"}, {"departement", "département"});
WORDS(modes, {"unstated", "non précisé"}, {"frozen", "figé"}, {"dynamic", "dynamique"});
WORDS(certainties, {"stated", "affirmé"}, {"inferred", "déduit"});
WORDS(categories, {"offer", "offre"}, {"accommodation", "hébergement"}, {"reception", "accueil"},
      {"event", "événement"});
WORDS(causes, {"tourism", "tourisme"}, {"regional_orientation", "orientation régionale"},
      {"territorial_reform", "réforme territoriale"}, {"correction", "correction"});
WORDS(act_objects, {"generation", "génération"}, {"contract", "contrat"}, {"version", "version"},
      {"project", "projet"});
WORDS(act_kinds, {"deliberation", "délibération"}, {"signature", "signature"},
      {"amendment", "avenant"}, {"termination", "résiliation"}, {"call", "appel"});
WORDS(signatory_kinds, {"region", "région"}, {"departement", "département"}, {"epci", "EPCI"},
      {"commune", "commune"}, {"agency", "agence"}, {"association", "association"},
      {"other", "autre"});
WORDS(candidacy_kinds, {"join", "rejoindre"}, {"found", "fonder"});
WORDS(candidacy_statuses, {"received", "reçue"}, {"under_review", "à l'étude"},
      {"accepted", "acceptée"}, {"refused", "refusée"}, {"withdrawn", "retirée"});
WORDS(verdicts, {"passed", "valide"}, {"passed_with_waivers", "valide avec dérogations"},
      {"failed", "non valide"});
WORDS(exception_kinds, {"link", "relier"}, {"cut", "séparer"});

static const struct register_column generations[] = {
    TEXT("generation", "generation", generation, id, FULL_KEY, "CRT, CDT, CRT-NPDC…",
         "CRT, CDT, CRT-NPDC…"),
    TEXT("name", "nom", generation, name, FILLED, "nom en toutes lettres", "name in full"),
    REFERENCE("framework_act", "acte_cadre", generation, framework_act, OPTIONAL, REGISTER_ACTS,
              "acte qui l'institue", "act that founds it"),
    VALID(generation, "de la génération", "of the generation"),
    NUMBER("expected_contracts", "contrats_attendus", generation, expected_contracts, OPTIONAL,
           "combien de contrats sont attendus", "how many contracts are expected"),
    DATE("complete_from", "complet_du", generation, complete_from, OPTIONAL,
         "premier jour où la liste des contrats est déclarée complète",
         "first day on which the list of contracts is declared complete"),
    DATE("complete_to", "complet_au", generation, complete_to, OPTIONAL,
         "dernier jour où elle est déclarée complète", "last day on which it is"),
    TEXT("complete_by", "complet_selon", generation, complete_by, OPTIONAL,
         "qui déclare la liste complète", "who declares the list complete"),
    SOURCE(generation),
    NUMBER("announced_projects", "projets_annonces", generation, announced_projects, OPTIONAL,
           "combien de projets aidés sont annoncés, au moins",
           "how many funded projects are announced, at least"),
    NUMBER("min_communes", "communes_min", generation, min_communes, OPTIONAL,
           "nombre minimal de communes, si la Région en fixe un",
           "least number of communes, if the Région states one"),
    NUMBER("max_communes", "communes_max", generation, max_communes, OPTIONAL,
           "nombre maximal de communes", "greatest number of communes"),
    NUMBER("min_population", "population_min", generation, min_population, OPTIONAL,
           "population minimale", "least population"),
    NUMBER("max_population", "population_max", generation, max_population, OPTIONAL,
           "population maximale", "greatest population"),
    EXTRA(generation),
};
static const struct register_column orientations[] = {
    LINK("generation", "generation", orientation, generation_id, generation, FULL_KEY,
         REGISTER_GENERATIONS, "génération qui la porte", "generation that has it"),
    TEXT("orientation", "orientation", orientation, id, FULL_KEY,
         "mot bref que les objectifs citent", "short word that objectives cite"),
    TEXT("name", "nom", orientation, name, FILLED, "comme la source l'écrit",
         "as the source words it"),
    SOURCE(orientation),
    EXTRA(orientation),
};
static const struct register_column contracts[] = {
    TEXT("contract", "contrat", contract, id, FULL_KEY,
         "cdt- ou crt- puis minuscules, chiffres, tirets",
         "cdt- or crt-, then small letters, digits, hyphens"),
    TEXT("name", "nom", contract, name, FILLED, "nom du contrat", "name of the contract"),
    LINK("generation", "generation", contract, generation_id, generation, FILLED,
         REGISTER_GENERATIONS, "sa génération", "its generation"),
    WORD("status", "statut", contract, status, FILLED, statuses, CONTRACT_CANDIDATE, "où il en est",
         "how far it is"),
    TEXT("carrier", "porteur", contract, carrier, OPTIONAL, "qui porte le contrat",
         "who carries the contract"),
    REFERENCE("succeeds", "succede_a", contract, succeeds, OPTIONAL, REGISTER_CONTRACTS,
              "contrat dont il prend la suite", "contract that it follows"),
    VISIBLE(contract, VISIBILITY_PUBLIC),
    WORD("evidence", "preuve", contract, basis, OPTIONAL, bases, BASIS_UNSTATED,
         "sur la parole de qui il est connu", "on whose word it is known"),
    SOURCE(contract),
    EXTRA(contract),
};
static const struct register_column acts[] = {
    TEXT("act", "acte", act, id, FULL_KEY, "mot qui le nomme partout", "word that names it"),
    REFERENCE("contract", "contrat", act, contract, OPTIONAL, REGISTER_CONTRACTS,
              "contrat qu'il concerne", "contract that it is about"),
    REFERENCE("generation", "generation", act, generation, OPTIONAL, REGISTER_GENERATIONS,
              "génération qu'il concerne", "generation that it is about"),
    CHOICE("decides", "decide_de", act, decides, OPTIONAL, act_objects, "de quoi il décide",
           "what it decides on"),
    CHOICE("kind", "nature", act, kind, OPTIONAL, act_kinds, "nature de l'acte", "kind of act"),
    TEXT("number", "numero", act, number, OPTIONAL, "numéro", "number"),
    TEXT("body", "instance", act, body, OPTIONAL, "instance qui l'a pris", "body that took it"),
    DATE("date", "date", act, date, OPTIONAL, "jour de l'acte", "day of the act"),
    TEXT("document_sha256", "document_sha256", act, document_sha256, OPTIONAL,
         "empreinte SHA-256 du document", "SHA-256 of the document"),
    SOURCE(act),
    EXTRA(act),
};
static const struct register_column signatories[] = {
    LINK("contract", "contrat", signatory, contract_id, contract, FULL_KEY, REGISTER_CONTRACTS,
         "contrat qu'il signe", "contract that it signs"),
    TEXT("name", "nom", signatory, name, FULL_KEY, "nom du signataire", "name of the signatory"),
    CHOICE("kind", "nature", signatory, kind, OPTIONAL, signatory_kinds, "ce qu'il est",
           "what it is"),
    CODE("code", "code", signatory, code, OPTIONAL, "SIREN, code INSEE ou département",
         "SIREN, INSEE code or département"),
    ACT(signatory, "acte qu'il signe", "act that it signs"),
    SOURCE(signatory),
    EXTRA(signatory),
};
static const struct register_column versions[] = {
    LINK("contract", "contrat", version, contract_id, contract, FULL_KEY, REGISTER_CONTRACTS,
         "contrat dont c'est un périmètre", "contract whose perimeter it is"),
    NUMBER("version", "version", version, number, FULL_KEY, "1, 2, 3…", "1, 2, 3…"),
    VALID(version, "du périmètre", "of the perimeter"),
    NUMBER("reference_vintage", "millesime_de_reference", version, reference_vintage, OPTIONAL,
           "année des codes de ses membres", "year of its members' codes"),
    DATE("reference_date", "date_de_reference", version, reference_date, OPTIONAL,
         "jour dont les EPCI figés gardent les communes", "day whose communes frozen EPCI keep"),
    ACT(version, "acte qui le décide", "act that decides it"),
    CHOICE("cause", "cause", version, cause, OPTIONAL, causes, "pourquoi il a été décidé",
           "why it was decided"),
    WORD("clip", "decoupe", version, clip, OPTIONAL, clips, CLIP_UNSTATED,
         "un EPCI à cheval sur deux régions : sa part en région, ou entier",
         "an EPCI over two regions: its part in the region, or whole"),
    TEXT("author", "auteur", version, author, OPTIONAL, "qui a saisi", "who typed it in"),
    VISIBLE(version, VISIBILITY_PUBLIC),
    SOURCE(version),
    EXTRA(version),
};
static const struct register_column members[] = {
    REFERENCE("contract", "contrat", member, contract_id, FULL_KEY, REGISTER_CONTRACTS, "contrat",
              "contract"),
    NUMBER("version", "version", member, number, FULL_KEY, "version du périmètre",
           "version of the perimeter"),
    WORD("op", "operation", member, operation, FULL_KEY, operations, MEMBER_INCLUDE,
         "inclure ou exclure", "include or exclude"),
    WORD("kind", "nature", member, kind, FULL_KEY, member_kinds, MEMBER_EPCI,
         "EPCI, commune ou département", "EPCI, commune or département"),
    CODE("code", "code", member, code, FULL_KEY, "SIREN, code INSEE ou département",
         "SIREN, INSEE code or département"),
    TEXT("label", "libelle", member, label, OPTIONAL, "nom, comme l'acte l'écrit",
         "name, as the act writes it"),
    WORD("mode", "mode", member, mode, OPTIONAL, modes, MEMBER_UNSTATED,
         "figé à la date de référence, ou suit l'EPCI",
         "frozen at the reference date, or follows the EPCI"),
    TEXT("reason", "motif", member, reason, OPTIONAL, "pourquoi", "why"),
    SOURCE(member),
    WORD("certainty", "certitude", member, certainty, OPTIONAL, certainties, CERTAINTY_INFERRED,
         "une source l'affirme, ou on le déduit", "a source states it, or it is inferred"),
    EXTRA(member),
};
static const struct register_column objectives[] = {
    LINK("contract", "contrat", objective, contract_id, contract, FULL_KEY, REGISTER_CONTRACTS,
         "contrat", "contract"),
    TEXT("axis", "axe", objective, axis, FULL_KEY, "orientation de sa génération, ou un autre mot",
         "orientation of its generation, or another word"),
    TEXT("text", "texte", objective, text, FULL_KEY, "ce que le contrat vise",
         "what the contract aims at"),
    ACT(objective, "acte qui le fixe", "act that states it"),
    DATE("valid_from", "valide_du", objective, valid_from, KEY, "premier jour de l'objectif",
         "first day of the objective"),
    DATE("valid_to", "valide_au", objective, valid_to, OPTIONAL, "dernier jour de l'objectif",
         "last day of the objective"),
    SOURCE(objective),
    EXTRA(objective),
};
static const struct register_column projects[] = {
    TEXT("project", "projet", project, id, FULL_KEY, "mot qui le nomme", "word that names it"),
    TEXT("title", "titre", project, title, FILLED, "titre du projet", "title of the project"),
    WORD("category", "categorie", project, category, FILLED, categories, PROJECT_OFFER,
         "offre, hébergement, accueil ou événement", "offer, accommodation, reception or event"),
    REFERENCE("contract", "contrat", project, contract, OPTIONAL, REGISTER_CONTRACTS,
              "contrat au titre duquel il est aidé", "contract under which it is funded"),
    CODES("communes", "communes", project, communes, OPTIONAL, "codes INSEE, un blanc entre deux",
          "INSEE codes, a blank between two"),
    DATE("decided_on", "decide_le", project, decided_on, OPTIONAL, "jour de la décision",
         "day of the decision"),
    ACT(project, "acte qui l'accorde", "act that grants it"),
    EUROS("requested_eur", "demande_eur", project, requested_cents, OPTIONAL, "euros demandés",
          "euros requested"),
    EUROS("granted_eur", "accorde_eur", project, granted_cents, OPTIONAL, "euros accordés",
          "euros granted"),
    EUROS("paid_eur", "verse_eur", project, paid_cents, OPTIONAL, "euros versés", "euros paid"),
    VISIBLE(project, VISIBILITY_PUBLIC),
    SOURCE(project),
    EXTRA(project),
};
static const struct register_column candidacies[] = {
    TEXT("candidacy", "candidature", candidacy, id, FULL_KEY, "mot qui la nomme",
         "word that names it"),
    CHOICE("kind", "nature", candidacy, kind, FILLED, candidacy_kinds,
           "rejoindre un contrat, ou en fonder un", "join a contract, or found one"),
    TEXT("target", "cible", candidacy, target, FILLED,
         "contrat à rejoindre, ou nom du contrat à fonder",
         "contract to join, or name of the one to found"),
    LINK("generation", "generation", candidacy, generation_id, generation, FILLED,
         REGISTER_GENERATIONS, "génération visée", "generation aimed at"),
    DATE("received_on", "recue_le", candidacy, received_on, OPTIONAL, "jour de réception",
         "day it was received"),
    CHOICE("status", "statut", candidacy, status, FILLED, candidacy_statuses, "où elle en est",
           "how far it is"),
    TEXT("answer", "reponse", candidacy, answer, OPTIONAL, "réponse donnée", "answer given"),
    VISIBLE(candidacy, VISIBILITY_INTERNAL),
    SOURCE(candidacy),
    EXTRA(candidacy),
};
static const struct register_column deliberations[] = {
    LINK("candidacy", "candidature", deliberation, candidacy_id, candidacy, FULL_KEY,
         REGISTER_CANDIDACIES, "candidature", "candidacy"),
    CODE("epci", "epci", deliberation, epci, FULL_KEY, "SIREN de l'EPCI", "SIREN of the EPCI"),
    TEXT("number", "numero", deliberation, number, OPTIONAL, "numéro de sa délibération",
         "number of its deliberation"),
    DATE("date", "date", deliberation, date, OPTIONAL, "jour de sa délibération",
         "day of its deliberation"),
    SOURCE(deliberation),
    EXTRA(deliberation),
};
static const struct register_column validations[] = {
    REFERENCE("contract", "contrat", validation, contract_id, FULL_KEY, REGISTER_CONTRACTS,
              "contrat", "contract"),
    NUMBER("version", "version", validation, number, FULL_KEY, "version contrôlée",
           "version that was checked"),
    DATE("date", "date", validation, date, FULL_KEY, "jour de la validation",
         "day of the validation"),
    CHOICE("verdict", "verdict", validation, verdict, FILLED, verdicts, "résultat", "result"),
    TEXT("validated_by", "valide_par", validation, validated_by, FILLED, "qui valide",
         "who validates"),
    TEXT("checks_version", "version_des_controles", validation, checks_version, OPTIONAL,
         "version des contrôles, que lisiere check donne",
         "version of the checks, which lisiere check gives"),
    CODES("waivers", "derogations", validation, waivers, OPTIONAL,
          "contrôles dont on déroge, un blanc entre deux", "checks waived, a blank between two"),
    SOURCE(validation),
    EXTRA(validation),
};
static const struct register_column decisions[] = {
    TEXT("fingerprint", "empreinte", decision, fingerprint, FULL_KEY,
         "empreinte du constat qui pose la question", "fingerprint of the finding that asks"),
    TEXT("option", "choix", decision, option, FILLED, "ce qui est choisi", "what is chosen"),
    TEXT("author", "auteur", decision, author, FILLED, "qui décide", "who decides"),
    TEXT("reason", "motif", decision, reason, OPTIONAL, "pourquoi", "why"),
    ACT(decision, "acte qui l'appuie", "act behind it"),
    DATE("date", "date", decision, date, OPTIONAL, "jour de la décision", "day of the decision"),
    SOURCE(decision),
    EXTRA(decision),
};
static const struct register_column waivers[] = {
    TEXT("check_id", "controle", waiver, check, FULL_KEY, "identifiant du contrôle (ADM-01…)",
         "id of the check (ADM-01…)"),
    REFERENCE("contract", "contrat", waiver, contract, KEY, REGISTER_CONTRACTS,
              "contrat, ou vide pour tous", "contract, or empty for all"),
    CODE("subject", "objet", waiver, subject, KEY, "code en cause, ou vide pour tous",
         "code concerned, or empty for all"),
    TEXT("reason", "motif", waiver, reason, FILLED, "pourquoi on passe outre", "why it is waived"),
    TEXT("author", "auteur", waiver, author, FILLED, "qui passe outre", "who waives it"),
    DATE("until", "jusqu_au", waiver, until, OPTIONAL, "dernier jour, ou vide",
         "last day, or empty"),
    SOURCE(waiver),
    EXTRA(waiver),
};
static const struct register_column adjacency_exceptions[] = {
    CODE("a", "a", adjacency_exception, a, FULL_KEY, "code INSEE d'une commune",
         "INSEE code of a commune"),
    CODE("b", "b", adjacency_exception, b, FULL_KEY, "code INSEE de l'autre",
         "INSEE code of the other"),
    CHOICE("kind", "nature", adjacency_exception, kind, FILLED, exception_kinds,
           "relier deux communes qui ne se touchent pas, ou séparer",
           "link two communes that do not touch, or cut"),
    TEXT("reason", "motif", adjacency_exception, reason, FILLED, "pourquoi", "why"),
    TEXT("author", "auteur", adjacency_exception, author, FILLED, "qui le décide",
         "who decides so"),
    VALID(adjacency_exception, "de l'exception", "of the exception"),
    SOURCE(adjacency_exception),
    EXTRA(adjacency_exception),
};

#define TABLE(table, table_fr, row, list, count, part, noun_fr, noun_en, fr, en)                   \
    {                                                                                              \
#table, table_fr,                                                                          \
            {noun_fr, noun_en },                                                                   \
             {fr, en }, table, sizeof table / sizeof *(table), sizeof(struct row),                 \
              offsetof(struct row, evidence), offsetof(struct register_rows, list),                \
              offsetof(struct register_rows, count), part                                          \
    }

static const struct register_layout layouts[REGISTER_TABLE_COUNT] = {
    [REGISTER_GENERATIONS] =
        TABLE(generations, "generations", generation, generations, generation_count, false,
              "génération", "generation", "les familles de contrats : CRT, CDT…",
              "the families of contracts: CRT, CDT…"),
    [REGISTER_ORIENTATIONS] =
        TABLE(orientations, "orientations", orientation, orientations, orientation_count, false,
              "orientation", "orientation", "ce que l'acte cadre d'une génération demande",
              "what the framework act of a generation asks for"),
    [REGISTER_CONTRACTS] = TABLE(contracts, "contrats", contract, contracts, contract_count, true,
                                 "contrat", "contract", "les contrats", "the contracts"),
    [REGISTER_ACTS] =
        TABLE(acts, "actes", act, acts, act_count, true, "acte", "act",
              "délibérations, signatures, avenants", "deliberations, signatures, amendments"),
    [REGISTER_SIGNATORIES] =
        TABLE(signatories, "signataires", signatory, signatories, signatory_count, true,
              "signataire", "signatory", "qui signe ; ce n'est pas le périmètre",
              "who signs; that is not the perimeter"),
    [REGISTER_VERSIONS] = TABLE(versions, "versions", version, versions, version_count, true,
                                "version", "version", "les périmètres successifs de chaque contrat",
                                "the successive perimeters of each contract"),
    [REGISTER_MEMBERS] =
        TABLE(members, "membres", member, members, member_count, true, "membre", "member",
              "les EPCI et communes de chaque version", "the EPCI and communes of each version"),
    [REGISTER_OBJECTIVES] =
        TABLE(objectives, "objectifs", objective, objectives, objective_count, true, "objectif",
              "objective", "ce que chaque contrat vise", "what each contract aims at"),
    [REGISTER_PROJECTS] =
        TABLE(projects, "projets", project, projects, project_count, false, "projet", "project",
              "les projets aidés", "the projects that are funded"),
    [REGISTER_CANDIDACIES] =
        TABLE(candidacies, "candidatures", candidacy, candidacies, candidacy_count, false,
              "candidature", "candidacy", "qui veut rejoindre ou fonder un contrat",
              "who wants to join or found a contract"),
    [REGISTER_DELIBERATIONS] =
        TABLE(deliberations, "deliberations", deliberation, deliberations, deliberation_count,
              false, "délibération", "deliberation", "ce que décide chaque EPCI d'une candidature",
              "what each EPCI of a candidacy decides"),
    [REGISTER_VALIDATIONS] =
        TABLE(validations, "validations", validation, validations, validation_count, true,
              "validation", "validation", "qu'un périmètre a été contrôlé, et par qui",
              "that a perimeter was checked, and by whom"),
    [REGISTER_DECISIONS] =
        TABLE(decisions, "decisions", decision, decisions, decision_count, false, "décision",
              "decision", "les réponses aux questions que posent les constats",
              "the answers to the questions that findings ask"),
    [REGISTER_WAIVERS] = TABLE(
        waivers, "derogations", waiver, waivers, waiver_count, false, "dérogation", "waiver",
        "les constats sur lesquels quelqu'un passe outre", "the findings that somebody waives"),
    [REGISTER_ADJACENCY_EXCEPTIONS] =
        TABLE(adjacency_exceptions, "exceptions_de_contiguite", adjacency_exception,
              adjacency_exceptions, adjacency_exception_count, false, "exception de contiguïté",
              "adjacency exception", "communes reliées ou séparées malgré le terrain",
              "communes linked or cut whatever the land"),
};

const struct register_layout *register_layout(enum register_table table)
{
    return &layouts[table];
}

bool register_column_is_key(const struct register_column *column)
{
    return column->need == COLUMN_IS_KEY || column->need == COLUMN_IS_FULL_KEY;
}

bool register_column_is_mandatory(const struct register_column *column)
{
    return column->need == COLUMN_MUST_BE_FILLED || column->need == COLUMN_IS_FULL_KEY;
}

const char *register_column_label_fr(const struct register_column *column,
                                     char ret_label[REGISTER_LABEL_SIZE])
{
    bool has_one_name = strcmp(column->name, column->name_fr) == 0;

    (void)snprintf(ret_label, REGISTER_LABEL_SIZE, has_one_name ? "%s" : "%s (%s)", column->name_fr,
                   column->name);
    return ret_label;
}

size_t register_layout_column(const struct register_layout *layout, const char *name)
{
    size_t column = 0;

    while (column < layout->column_count && strcmp(layout->columns[column].name, name) != 0)
        column++;
    return column;
}
