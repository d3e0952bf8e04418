/* What an object has to show, one after the other. */
#include "runtime/inspect_parts.h"

#include "runtime/buffer_methods.h"
#include "runtime/date.h"
#include "runtime/inspect_layout.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"

/* What stands first between the braces; the last is TSP_ENTRY_NONE. */
static const enum tsp_entry_kind buffer_entries[] = {TSP_ENTRY_CONTENTS, TSP_ENTRY_LENGTH, TSP_ENTRY_NONE};
static const enum tsp_entry_kind data_view_entries[] = {TSP_ENTRY_LENGTH, TSP_ENTRY_OFFSET, TSP_ENTRY_BUFFER,
                                                        TSP_ENTRY_NONE};

static enum tsp_form form_of_view(const struct tsp_object *object) {
    return tsp_view_shape_of(object)->elements == NULL ? TSP_FORM_DATA_VIEW : TSP_FORM_VIEW;
}

/* Iterators: they have a tag alone. */
static bool is_classless(const struct tsp_subject *subject) {
    return subject->hidden != NULL && tsp_contents_kind_of(subject->hidden)->form >= TSP_CONTENTS_LEFT;
}

struct tsp_subject tsp_subject_of(const struct tsp_object *object) {
    struct tsp_subject subject = {object, TSP_FORM_PLAIN, "", NULL};
    for (const struct tsp_shape *shape = object->shape; shape != NULL && *subject.class_name == 0;
         shape = shape->parent) {
        subject.class_name = shape->name;
    }
    if (object->shape == &tsp_general_shape) {
        subject.class_name = tsp_general_name((const struct tsp_general *)(const void *)object);
    }
    switch (object->shape->kind) {
    case TSP_KIND_ARRAY:
        subject.form = TSP_FORM_ARRAY;
        subject.class_name = "Array";
        break;
    case TSP_KIND_FUNCTION:
        subject.form = TSP_FORM_FUNCTION;
        break;
    case TSP_KIND_ERROR:
        subject.form = TSP_FORM_ERROR;
        break;
    default:
        subject.hidden = tsp_own_contents(object);
        subject.form = subject.hidden != NULL                       ? TSP_FORM_COLLECTION
                       : tsp_view_shape_of(object) != NULL          ? form_of_view(object)
                       : tsp_is_instance(object, &tsp_buffer_shape) ? TSP_FORM_BUFFER
                       : tsp_is_instance(object, &tsp_date_shape)   ? TSP_FORM_DATE
                                                                    : TSP_FORM_PLAIN;
        if (*subject.class_name == 0 || is_classless(&subject)) {
            subject.class_name = "Object";
        }
    }
    return subject;
}

void tsp_entries_start(struct tsp_entries *entries, const struct tsp_subject *subject) {
    tsp_value of = tsp_from_object(subject->object);
    entries->form = subject->form;
    entries->collection = subject->hidden == NULL ? NULL : tsp_contents_kind_of(subject->hidden);
    if (entries->collection != NULL && entries->collection->start != NULL) {
        entries->collection->start(&entries->contents, subject->object, subject->hidden + 1);
    }
    entries->elements = tsp_element_count(of);
    entries->next = 0;
    entries->shown = 0;
    tsp_own_start_behind_elements(&entries->own, of);
}

static void next_elements(struct tsp_entries *entries) {
    uint32_t first = entries->next;
    entries->count = entries->elements - first;
    if (entries->shown++ == TSP_MOST_ELEMENTS) {
        entries->kind = TSP_ENTRY_MORE;
        entries->next = entries->elements;
        return;
    }
    entries->value = tsp_element_at(entries->own.of, entries->next++);
    entries->kind = TSP_ENTRY_ELEMENT;
    if (entries->value == TSP_ABSENT) {
        entries->kind = TSP_ENTRY_HOLES;
        while (entries->next < entries->elements && tsp_element_at(entries->own.of, entries->next) == TSP_ABSENT) {
            entries->next++;
        }
        entries->count = entries->next - first;
    }
}

/* Of a collection: what it holds. */
static enum tsp_entry_kind next_content(struct tsp_entries *entries) {
    static const enum tsp_entry_kind kinds[] = {[TSP_CONTENTS_PAIRS] = TSP_ENTRY_PAIR,
                                                [TSP_CONTENTS_VALUES] = TSP_ENTRY_ELEMENT,
                                                [TSP_CONTENTS_LEFT] = TSP_ENTRY_ELEMENT,
                                                [TSP_CONTENTS_LISTS] = TSP_ENTRY_LIST};
    struct tsp_contents *contents = &entries->contents;
    if (entries->collection->start == NULL) {
        bool is_first = entries->shown == 0 && entries->collection->form == TSP_CONTENTS_UNKNOWN;
        return is_first ? TSP_ENTRY_UNKNOWN : TSP_ENTRY_NONE;
    }
    if (contents->left == 0 || entries->shown > TSP_MOST_ELEMENTS) {
        return TSP_ENTRY_NONE;
    }
    if (entries->shown == TSP_MOST_ELEMENTS) {
        entries->count = contents->left;
        return TSP_ENTRY_MORE;
    }
    entries->value = entries->collection->next(contents);
    return kinds[entries->collection->form];
}

bool tsp_entries_next(struct tsp_entries *entries) {
    entries->kind = TSP_ENTRY_NONE;
    if (entries->collection != NULL) {
        entries->kind = next_content(entries);
    } else if (entries->form == TSP_FORM_BUFFER) {
        entries->kind = buffer_entries[entries->shown];
    } else if (entries->form == TSP_FORM_DATA_VIEW) {
        entries->kind = data_view_entries[entries->shown];
    }
    if (entries->kind != TSP_ENTRY_NONE) {
        entries->shown++;
    } else if (entries->next < entries->elements) {
        next_elements(entries);
    } else if (tsp_own_next(&entries->own) && !entries->own.is_named) {
        entries->kind = TSP_ENTRY_PROPERTY;
        entries->value = entries->own.value;
    }
    return entries->kind != TSP_ENTRY_NONE;
}

bool tsp_has_entries(const struct tsp_subject *subject) {
    struct tsp_entries entries;
    tsp_entries_start(&entries, subject);
    return tsp_entries_next(&entries);
}

bool tsp_is_list(const struct tsp_subject *subject) {
    return subject->form == TSP_FORM_ARRAY || subject->form == TSP_FORM_VIEW;
}

bool tsp_is_iterator(const struct tsp_subject *subject) {
    if (subject->hidden == NULL) {
        return false;
    }
    enum tsp_contents_form form = tsp_contents_kind_of(subject->hidden)->form;
    return form == TSP_CONTENTS_LEFT || form == TSP_CONTENTS_LISTS;
}
