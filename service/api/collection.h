/*
 * The collections, as tables of fields: one definition gives GeoJSON properties, the JSON Schema
 * and the columns of the pages. Features are read one at a time; nothing is copied but small texts.
 */
#ifndef SERVICE_API_COLLECTION_H
#define SERVICE_API_COLLECTION_H

#include "service/api/question.h"

enum field_type { FIELD_TEXT, FIELD_INTEGER, FIELD_NUMBER };
enum { FIELD_MAX = 24, FEATURE_TEXT_MAX = 32768 };

struct field {
    const char *name;
    enum field_type type;
    struct words title;
    bool in_list; /* shown in the page's table of many */
};

/** A text of NULL, and a number that is not finite, are null. */
struct value {
    enum field_type type;
    bool is_null;
    const char *text;
    int64_t integer;
    double number;
};

struct feature {
    const char *id;
    const struct multipolygon *shape;
    struct box box;
    struct value values[FIELD_MAX];
    size_t value_count;
    char texts[FEATURE_TEXT_MAX]; /* where texts made for this feature live */
    size_t text_length;
};

struct collection {
    const char *id;
    struct words title;
    struct words description;
    const struct field *fields;
    size_t field_count;
    uint32_t (*count)(const struct view *view);
    void (*read)(const struct view *view, uint32_t index, struct feature *ret_feature);
    /** Index of the feature with that id, UINT32_MAX. */
    uint32_t (*find)(const struct view *view, const char *id);
    /** Why there is no feature of that id on that date, when more can be said than so; may be NULL.
     */
    enum status (*explain_absence)(const struct view *view, const char *id, struct error *err);
};

extern const struct collection communes_collection;
extern const struct collection epci_collection;
extern const struct collection departements_collection;
extern const struct collection contracts_collection;
extern const struct collection gaps_collection;

enum { COLLECTION_COUNT = 5 };
extern const struct collection *const collections[COLLECTION_COUNT];

/** STATUS_NOT_FOUND names the collections that there are. */
enum status collection_find(const char *id, const struct collection **ret_collection,
                            struct error *err) MUST_CHECK;

/* Filling a feature, in the order of the fields. */
void feature_add_text(struct feature *feature, const char *text);
void feature_add_textf(struct feature *feature, const char *format, ...) PRINTF_LIKE(2, 3);
void feature_add_integer(struct feature *feature, int64_t value);
/** Null for POPULATION_UNKNOWN. */
void feature_add_population(struct feature *feature, int64_t value);
void feature_add_number(struct feature *feature, double value);
void feature_add_null(struct feature *feature);

/** Ids, then names of the public contracts that cover a commune; two values, null when none does.
 */
void feature_add_contracts(struct feature *feature, const struct view *view, uint32_t commune);

/** What the shape was made from: see derivation_add(); null when all is as in its year. */
void feature_add_derivation(struct feature *feature, const struct vintage *vintage,
                            const uint32_t communes[], size_t count);

/* The field for it, in every collection. */
#define DERIVATION_FIELD                                                                           \
    {                                                                                              \
        "derivation", FIELD_TEXT,                                                                  \
            {"Contour dérivé (code=codes réunis ; a/b : séparées le long d'une ligne)",            \
             "Derived shape (code=codes united; a/b: parted along a line)"},                       \
            false                                                                                  \
    }

/** The members of a GeoJSON Feature, into an object that the caller opens and closes. */
void feature_write_members(struct json *json, const struct collection *collection,
                           const struct feature *feature);

#endif
