/* /collections/{id}/items/{item}: one feature. */
#include <stdlib.h>

#include "service/api/collection.h"
#include "service/api/feature_page.h"
#include "service/api/route.h"

static enum status absent(const struct collection *collection, const struct question *question,
                          struct error *err)
{
    char fr[DATE_TEXT_MAX], en[DATE_TEXT_MAX]; /* the day */

    if (collection->explain_absence != NULL)
        return collection->explain_absence(&question->view, question->item, err);
    date_format_words(question->view.at, LANGUAGE_FR, fr);
    date_format_words(question->view.at, LANGUAGE_EN, en);
    return error_set(err, STATUS_NOT_FOUND, question->item,
                     "the collection %s has no such feature on %s%.0s; ask another date with "
                     "datetime=",
                     "la collection %s n'a pas cet objet le %.0s%s ; demandez une autre date avec "
                     "datetime=",
                     collection->id, en, fr);
}

static void write_item_json(const struct collection *collection, const struct question *question,
                            const struct feature *feature, struct text *text)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    feature_write_members(&json, collection, feature);
    view_write(&json, &question->view);
    json_key(&json, "links");
    json_array_begin(&json);
    link_write(&json, question, "self", "application/geo+json",
               (struct words){"Cet objet", "This feature"}, "/collections/%s/items/%s%s",
               collection->id, feature->id, question_repeat(question, REPEAT_FILTERS, '?').bytes);
    link_write(&json, question, "alternate", "text/html",
               (struct words){"Cet objet en page", "This feature as a page"},
               "/collections/%s/items/%s?f=html%s", collection->id, feature->id,
               question_repeat(question, REPEAT_ALL, '&').bytes);
    link_write(&json, question, "collection", "application/json",
               (struct words){"La collection", "The collection"}, "/collections/%s%s",
               collection->id, question_repeat(question, REPEAT_DATE, '?').bytes);
    json_array_end(&json);
    json_object_end(&json);
}

enum status write_item(const struct question *question, struct text *text, struct error *err)
{
    const struct collection *collection;
    struct feature *feature;
    uint32_t index;
    enum status status = collection_find(question->id, &collection, err);

    if (status != STATUS_OK)
        return status;
    index = collection->find(&question->view, question->item);
    if (index == UINT32_MAX)
        return absent(collection, question, err);
    feature = calloc(1, sizeof *feature);
    if (feature == NULL)
        return error_no_memory(err);
    collection->read(&question->view, index, feature);
    if (question->format == FORMAT_HTML)
        feature_page_one(collection, question, feature, text);
    else
        write_item_json(collection, question, feature, text);
    free(feature);
    return STATUS_OK;
}
