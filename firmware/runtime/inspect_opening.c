/* What stands before the braces of an object, or in place of them. */
#include "runtime/inspect_parts.h"

#include "runtime/array.h"
#include "runtime/buffer_methods.h"
#include "runtime/date.h"
#include "runtime/error.h"
#include "runtime/own.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"

/// Marks of objects that contain themselves ///

/* The number of an object that contains itself, or 0. */
static unsigned mark_of(const struct tsp_inspector *inspector, const struct tsp_object *object) {
    for (unsigned i = 0; i < inspector->circular; i++) {
        if (inspector->marked[i] == object) {
            return i + 1u;
        }
    }
    return 0;
}

unsigned tsp_mark(struct tsp_inspector *inspector, const struct tsp_object *object) {
    unsigned known = mark_of(inspector, object);
    if (known == 0 && inspector->circular < TSP_INSPECT_MOST_CIRCULAR) {
        inspector->marked[inspector->circular++] = object;
    }
    return known != 0 ? known : inspector->circular;
}

void tsp_put_mark(struct tsp_inspector *inspector, const char *before, unsigned number, const char *after) {
    tsp_put_text(inspector, before);
    tsp_put_number(inspector, number);
    tsp_put_text(inspector, after);
}

/// Errors, functions, dates ///

static bool ends_with_error(const struct tsp_string *name) {
    static const char word[] = "Error";
    const uint32_t length = sizeof word - 1u;
    for (uint32_t i = 0; i < length; i++) {
        if (name->length < length || tsp_string_peek(name, name->length - length + i) != (uint8_t)word[i]) {
            return false;
        }
    }
    return true;
}

/* Whether the name of a class contains another name. */
static bool contains(const char *class_name, const struct tsp_string *name) {
    for (; *class_name != 0; class_name++) {
        uint32_t i = 0;
        while (i < name->length && tsp_string_peek(name, i) == (uint8_t)class_name[i]) {
            i++;
        }
        if (i == name->length) {
            return true;
        }
    }
    return name->length == 0;
}

/* The lines of the message are indented, as those of the stack would be. */
static void put_message(struct tsp_inspector *inspector, const struct tsp_string *message) {
    for (uint32_t i = 0; i < message->length;) {
        bool is_end = tsp_string_peek(message, i) == '\n';
        tsp_output_unit(&inspector->output, message, &i);
        if (is_end) {
            tsp_put_spaces(inspector, inspector->indentation);
        }
    }
}

/*
 * The stack of an error, down to its frames (formatError, improveStack). What is laid out around it
 * has to give way to the frames in any case.
 */
static void put_error(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    const struct tsp_error *error = (const struct tsp_error *)(const void *)subject->object;
    const struct tsp_string *name = tsp_error_get_name(error);
    const struct tsp_string *message = tsp_error_get_message(error);
    bool is_class = ends_with_error(name) && contains(subject->class_name, name);
    if (is_class || ends_with_error(name)) {
        tsp_put_text(inspector, subject->class_name);
    }
    if (!is_class) {
        bool is_beside = ends_with_error(name);
        tsp_put_text(inspector, is_beside ? " [" : "");
        tsp_output_string(&inspector->output, name);
        tsp_put_text(inspector, is_beside ? "]" : "");
    }
    tsp_put_text(inspector, name->length != 0 && message->length != 0 ? ": " : "");
    put_message(inspector, message);
    inspector->extent.is_broken = true;
    inspector->extent.width = 255;
}

/* Of a class in general form, what it extends. */
static void put_base_class(struct tsp_inspector *inspector, const struct tsp_object *function) {
    static const struct tsp_string prototype = TSP_LATIN1_LITERAL("prototype");
    const struct tsp_general *beside = tsp_own_beside == NULL ? NULL : tsp_own_beside(function);
    tsp_value found = beside == NULL ? TSP_UNDEFINED : tsp_general_find(beside, tsp_from_string(&prototype));
    const struct tsp_general *object = tsp_is_property(found) ? tsp_general_of(tsp_as_property(found)->value) : NULL;
    if (object == NULL) {
        return;
    }
    bool is_bare = (object->flags & TSP_GENERAL_BARE) != 0;
    if (object->prototype != NULL || is_bare) {
        tsp_put_text(inspector, " extends ");
        tsp_put_text(inspector, is_bare ? "null" : tsp_general_name(object));
    }
}

static void put_function(struct tsp_inspector *inspector, const struct tsp_object *function) {
    const char *name = function->shape->name;
    /* The compiler writes the whole text of a class behind such a character. */
    bool is_class = *name == 1;
    tsp_put_text(inspector, is_class ? "[" : *name != 0 ? "[Function: " : "[Function (anonymous)");
    tsp_put_text(inspector, is_class ? name + 1 : name);
    if (is_class) {
        put_base_class(inspector, function);
    }
    tsp_put_text(inspector, "]");
}

static void put_date(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    int64_t time = ((const struct tsp_date *)(const void *)subject->object)->time;
    char text[TSP_DATE_ISO_SIZE];
    if (strcmp(subject->class_name, "Date") != 0) {
        tsp_put_text(inspector, subject->class_name);
        tsp_put_text(inspector, " ");
    }
    if (time == TSP_TIME_INVALID) {
        tsp_put_text(inspector, "Invalid Date");
    } else {
        tsp_output_bytes(&inspector->output, text, tsp_date_to_iso(time, text));
    }
}

bool tsp_has_base(const struct tsp_subject *subject) {
    return subject->form == TSP_FORM_FUNCTION || subject->form == TSP_FORM_ERROR || subject->form == TSP_FORM_DATE;
}

void tsp_put_base(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    if (subject->form == TSP_FORM_FUNCTION) {
        put_function(inspector, subject->object);
    } else if (subject->form == TSP_FORM_ERROR) {
        put_error(inspector, subject);
    } else if (subject->form == TSP_FORM_DATE) {
        put_date(inspector, subject);
    }
}

/* Of a buffer, view or collection, whatever class extends it: what Symbol.toStringTag says. */
static const char *tag_of(const struct tsp_subject *subject) {
    switch (subject->form) {
    case TSP_FORM_VIEW:
    case TSP_FORM_DATA_VIEW:
        return tsp_view_shape_of(subject->object)->name;
    case TSP_FORM_BUFFER:
        return tsp_buffer_shape.name;
    case TSP_FORM_COLLECTION:
        return (const char *)tsp_contents_kind_of(subject->hidden)->tag.u.latin1; /* a literal, terminated */
    default:
        return NULL;
    }
}

/* How many elements or entries stand behind the class, or -1. */
static int32_t size_of(const struct tsp_subject *subject) {
    if (subject->form == TSP_FORM_VIEW) {
        return (int32_t)tsp_element_count(tsp_from_object(subject->object));
    }
    if (subject->form != TSP_FORM_COLLECTION || tsp_contents_kind_of(subject->hidden)->form > TSP_CONTENTS_VALUES) {
        return -1;
    }
    struct tsp_contents contents;
    tsp_contents_kind_of(subject->hidden)->start(&contents, subject->object, subject->hidden + 1);
    return (int32_t)contents.left;
}

/* getPrefix without the space behind it; `size` is -1 where none is written. */
static void put_prefix(struct tsp_inspector *inspector, const struct tsp_subject *subject, int32_t size) {
    const char *tag = tag_of(subject);
    tsp_put_text(inspector, subject->class_name);
    if (size >= 0) {
        tsp_put_mark(inspector, "(", (unsigned)size, ")");
    }
    if (tag != NULL && strcmp(subject->class_name, tag) != 0) {
        tsp_put_text(inspector, " [");
        tsp_put_text(inspector, tag);
        tsp_put_text(inspector, "]");
    }
}

void tsp_put_class(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    tsp_put_text(inspector, "[");
    put_prefix(inspector, subject, -1);
    tsp_put_text(inspector, "]");
}

void tsp_put_brace(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    if (tsp_is_iterator(subject)) {
        tsp_put_text(inspector, "[");
        tsp_put_text(inspector, tag_of(subject));
        tsp_put_text(inspector, "] ");
    } else if (tag_of(subject) != NULL ||
               (subject->form == TSP_FORM_PLAIN && strcmp(subject->class_name, "Object") != 0)) {
        put_prefix(inspector, subject, size_of(subject));
        tsp_put_text(inspector, " ");
    }
    tsp_put_text(inspector, tsp_is_list(subject) ? "[" : "{");
}

bool tsp_has_mark_or_base(const struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    return tsp_has_base(subject) || mark_of(inspector, subject->object) != 0;
}

void tsp_put_opening(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    unsigned number = mark_of(inspector, subject->object);
    if (number != 0) {
        tsp_put_mark(inspector, "<ref *", number, "> ");
    }
    if (tsp_has_base(subject)) {
        tsp_put_base(inspector, subject);
        tsp_put_text(inspector, " ");
    }
    tsp_put_brace(inspector, subject);
}
