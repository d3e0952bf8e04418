/* formatValue and formatRaw of lib/internal/util/inspect.js. */
#include "runtime/inspect.h"

#include "runtime/array.h"
#include "runtime/buffer_methods.h"
#include "runtime/date.h"
#include "runtime/error.h"
#include "runtime/inspect_layout.h"
#include "runtime/own.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"
#include "runtime/utf8.h"

/* What decides how an object is written. */
enum form { FORM_PLAIN, FORM_ARRAY, FORM_VIEW, FORM_DATA_VIEW, FORM_BUFFER, FORM_FUNCTION, FORM_ERROR, FORM_DATE };

struct subject {
    const struct tsp_object *object;
    enum form form;
    const char *class_name; /* "Object" where no class has a name */
};

enum entry_kind {
    ENTRY_NONE,
    ENTRY_ELEMENT,
    ENTRY_PROPERTY,
    ENTRY_HOLES,
    ENTRY_MORE,
    /* of buffers and of DataViews */
    ENTRY_CONTENTS,
    ENTRY_LENGTH,
    ENTRY_OFFSET,
    ENTRY_BUFFER
};

/* What stands first between the braces; the last is ENTRY_NONE. */
static const enum entry_kind buffer_entries[] = {ENTRY_CONTENTS, ENTRY_LENGTH, ENTRY_NONE};
static const enum entry_kind data_view_entries[] = {ENTRY_LENGTH, ENTRY_OFFSET, ENTRY_BUFFER, ENTRY_NONE};

/* What stands between the braces, one after the other. */
struct entries {
    struct tsp_own own;
    enum form form;
    uint32_t elements; /* so many there are, holes among them */
    uint32_t next;     /* of them */
    uint32_t shown;
    /* the one that next_entry() found */
    enum entry_kind kind;
    uint32_t count;
    tsp_value value;
};

static void inspect_value(struct tsp_inspector *inspector, tsp_value value);

static void put_text(struct tsp_inspector *inspector, const char *text) {
    tsp_output_text(&inspector->output, text);
}

static void put_number(struct tsp_inspector *inspector, uint32_t number) {
    tsp_output_value(&inspector->output, tsp_from_uint32(number));
}

/* Of one thing, or of several. */
static void put_counted(struct tsp_inspector *inspector, const char *before, uint32_t count, const char *what,
                        const char *after) {
    put_text(inspector, before);
    put_number(inspector, count);
    put_text(inspector, what);
    put_text(inspector, count > 1 ? "s" : "");
    put_text(inspector, after);
}

static void put_spaces(struct tsp_inspector *inspector, unsigned count) {
    while (count-- > 0) {
        put_text(inspector, " ");
    }
}

static void end_line(struct tsp_inspector *inspector, unsigned indentation) {
    put_text(inspector, "\n");
    put_spaces(inspector, indentation);
}

static enum form form_of_view(const struct tsp_object *object) {
    return tsp_view_shape_of(object)->elements == NULL ? FORM_DATA_VIEW : FORM_VIEW;
}

/* The constructor that the prototypes name, as Node looks for it. */
static const char *name_of_general(const struct tsp_general *object) {
    static const struct tsp_string constructor = TSP_LATIN1_LITERAL("constructor");
    const struct tsp_general *at = object;
    while (at->prototype != NULL) {
        at = at->prototype;
        tsp_value found = tsp_general_find(at, tsp_from_string(&constructor));
        tsp_value value = tsp_is_property(found) ? tsp_as_property(found)->value : found;
        bool is_named = tsp_is_object(value) && tsp_as_object(value)->shape->kind == TSP_KIND_FUNCTION &&
                        *tsp_as_object(value)->shape->name != '\0';
        if (is_named) {
            return tsp_as_object(value)->shape->name;
        }
    }
    return (at->flags & TSP_GENERAL_BARE) != 0 ? "[Object: null prototype]" : "Object";
}

static struct subject subject_of(const struct tsp_object *object) {
    struct subject subject = {object, FORM_PLAIN, ""};
    for (const struct tsp_shape *shape = object->shape; shape != NULL && *subject.class_name == 0;
         shape = shape->parent) {
        subject.class_name = shape->name;
    }
    if (object->shape == &tsp_general_shape) {
        subject.class_name = name_of_general((const struct tsp_general *)(const void *)object);
    }
    switch (object->shape->kind) {
    case TSP_KIND_ARRAY:
        subject.form = FORM_ARRAY;
        subject.class_name = "Array";
        break;
    case TSP_KIND_FUNCTION:
        subject.form = FORM_FUNCTION;
        break;
    case TSP_KIND_ERROR:
        subject.form = FORM_ERROR;
        break;
    default:
        subject.form = tsp_view_shape_of(object) != NULL            ? form_of_view(object)
                       : tsp_is_instance(object, &tsp_buffer_shape) ? FORM_BUFFER
                       : tsp_is_instance(object, &tsp_date_shape)   ? FORM_DATE
                                                                    : FORM_PLAIN;
        if (*subject.class_name == 0) {
            subject.class_name = "Object";
        }
    }
    return subject;
}

static void start_entries(struct entries *entries, const struct subject *subject) {
    tsp_value of = tsp_from_object(subject->object);
    entries->form = subject->form;
    entries->elements = tsp_element_count(of);
    entries->next = 0;
    entries->shown = 0;
    tsp_own_start_behind_elements(&entries->own, of);
}

static void next_elements(struct entries *entries) {
    uint32_t first = entries->next;
    entries->count = entries->elements - first;
    if (entries->shown++ == TSP_MOST_ELEMENTS) {
        entries->kind = ENTRY_MORE;
        entries->next = entries->elements;
        return;
    }
    entries->value = tsp_element_at(entries->own.of, entries->next++);
    entries->kind = ENTRY_ELEMENT;
    if (entries->value == TSP_ABSENT) {
        entries->kind = ENTRY_HOLES;
        while (entries->next < entries->elements && tsp_element_at(entries->own.of, entries->next) == TSP_ABSENT) {
            entries->next++;
        }
        entries->count = entries->next - first;
    }
}

static bool next_entry(struct entries *entries) {
    entries->kind = ENTRY_NONE;
    if (entries->form == FORM_BUFFER) {
        entries->kind = buffer_entries[entries->shown];
    } else if (entries->form == FORM_DATA_VIEW) {
        entries->kind = data_view_entries[entries->shown];
    }
    if (entries->kind != ENTRY_NONE) {
        entries->shown++;
    } else if (entries->next < entries->elements) {
        next_elements(entries);
    } else if (tsp_own_next(&entries->own) && !entries->own.is_named) {
        entries->kind = ENTRY_PROPERTY;
        entries->value = entries->own.value;
    }
    return entries->kind != ENTRY_NONE;
}

static bool is_plain_name(const struct tsp_string *key) {
    for (uint32_t i = 0; i < key->length; i++) {
        uint16_t unit = tsp_string_peek(key, i);
        bool is_letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_';
        if (!is_letter && (i == 0 || unit < '0' || unit > '9')) {
            return false;
        }
    }
    return key->length > 0;
}

static void put_key(struct tsp_inspector *inspector, const struct tsp_string *key) {
    static const struct tsp_string prototype = TSP_LATIN1_LITERAL("__proto__");
    if (tsp_string_equals(key, &prototype)) {
        put_text(inspector, "['__proto__']");
    } else if (is_plain_name(key)) {
        tsp_output_string(&inspector->output, key);
    } else {
        tsp_inspect_text(&inspector->output, key, 0);
    }
    put_text(inspector, ": ");
}

static void put_name(struct tsp_inspector *inspector, const struct tsp_own *own) {
    if (own->key != NULL) {
        put_key(inspector, own->key);
        return;
    }
    put_text(inspector, "'");
    put_number(inspector, own->index);
    put_text(inspector, "': ");
}

/* Its first bytes in hexadecimal digits. */
static void put_contents(struct tsp_inspector *inspector, const struct tsp_buffer *buffer) {
    static const char hex[] = "0123456789abcdef";
    put_text(inspector, "[Uint8Contents]: <");
    for (uint32_t i = 0; i < buffer->length && i < TSP_MOST_ELEMENTS; i++) {
        char digits[3] = {' ', hex[buffer->bytes[i] >> 4], hex[buffer->bytes[i] & 15]};
        tsp_output_bytes(&inspector->output, i == 0 ? digits + 1 : digits, i == 0 ? 2 : 3);
    }
    if (buffer->length > TSP_MOST_ELEMENTS) {
        put_counted(inspector, " ... ", buffer->length - TSP_MOST_ELEMENTS, " more byte", "");
    }
    put_text(inspector, ">");
}

static bool put_accessor(struct tsp_inspector *inspector, enum tsp_field_kind kind) {
    const char *text = kind == TSP_FIELD_GETTER     ? "[Getter]"
                       : kind == TSP_FIELD_SETTER   ? "[Setter]"
                       : kind == TSP_FIELD_ACCESSOR ? "[Getter/Setter]"
                                                    : NULL;
    if (text != NULL) {
        put_text(inspector, text);
    }
    return text != NULL;
}

static void inspect_entry(struct tsp_inspector *inspector, const struct entries *entries) {
    const void *object = tsp_as_object(entries->own.of);
    tsp_value value = entries->value;
    switch (entries->kind) {
    case ENTRY_HOLES:
        put_counted(inspector, "<", entries->count, " empty item", ">");
        return;
    case ENTRY_MORE:
        put_counted(inspector, "... ", entries->count, " more item", "");
        return;
    case ENTRY_CONTENTS:
        put_contents(inspector, object);
        return;
    case ENTRY_LENGTH:
        put_text(inspector, "byteLength: ");
        put_number(inspector, entries->form == FORM_BUFFER ? ((const struct tsp_buffer *)object)->length
                                                           : ((const struct tsp_view *)object)->length);
        return;
    case ENTRY_OFFSET:
        put_text(inspector, "byteOffset: ");
        put_number(inspector, (uint32_t)tsp_view_get_byte_offset(object));
        return;
    case ENTRY_BUFFER:
        put_text(inspector, "buffer: ");
        value = tsp_from_object(((const struct tsp_view *)object)->buffer);
        break;
    case ENTRY_PROPERTY:
        put_name(inspector, &entries->own);
        if (put_accessor(inspector, entries->own.kind)) {
            return;
        }
        break;
    default:
        break;
    }
    inspector->indentation = (uint16_t)(inspector->indentation + 2u);
    inspect_value(inspector, value);
    inspector->indentation = (uint16_t)(inspector->indentation - 2u);
}

static void measure_bytes(struct tsp_output *output, const char *bytes, size_t length) {
    struct tsp_extent *extent = &((struct tsp_inspector *)(void *)output)->extent;
    for (uint32_t at = 0; at < length;) {
        int32_t point = tsp_utf8_decode((const uint8_t *)(const void *)bytes, (uint32_t)length, &at);
        extent->length += point > 0xffff ? 2u : 1u;
        extent->width += tsp_columns_of(point);
        extent->is_broken = extent->is_broken || point == '\n';
    }
}

/* What goes to nobody until end_measure(). */
struct measuring {
    struct tsp_extent outside;
    void (*take)(struct tsp_output *output, const char *bytes, size_t length);
};

static struct measuring start_measure(struct tsp_inspector *inspector) {
    struct measuring measuring = {inspector->extent, inspector->output.take};
    inspector->output.take = measure_bytes;
    memset(&inspector->extent, 0, sizeof inspector->extent);
    return measuring;
}

static struct tsp_extent end_measure(struct tsp_inspector *inspector, const struct measuring *measuring) {
    struct tsp_extent extent = inspector->extent;
    inspector->output.take = measuring->take;
    inspector->extent = measuring->outside;
    return extent;
}

/* The number of an object that contains itself, or 0. */
static unsigned mark_of(const struct tsp_inspector *inspector, const struct tsp_object *object) {
    for (unsigned i = 0; i < inspector->circular; i++) {
        if (inspector->marked[i] == object) {
            return i + 1u;
        }
    }
    return 0;
}

static unsigned mark(struct tsp_inspector *inspector, const struct tsp_object *object) {
    unsigned known = mark_of(inspector, object);
    if (known == 0 && inspector->circular < TSP_INSPECT_MOST_CIRCULAR) {
        inspector->marked[inspector->circular++] = object;
    }
    return known != 0 ? known : inspector->circular;
}

static void put_mark(struct tsp_inspector *inspector, const char *before, unsigned number, const char *after) {
    put_text(inspector, before);
    put_number(inspector, number);
    put_text(inspector, after);
}

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
            put_spaces(inspector, inspector->indentation);
        }
    }
}

/*
 * The stack of an error, down to its frames (formatError, improveStack). What is laid out around it
 * has to give way to the frames in any case.
 */
static void put_error(struct tsp_inspector *inspector, const struct subject *subject) {
    const struct tsp_error *error = (const struct tsp_error *)(const void *)subject->object;
    const struct tsp_string *name = tsp_error_get_name(error);
    const struct tsp_string *message = tsp_error_get_message(error);
    bool is_class = ends_with_error(name) && contains(subject->class_name, name);
    if (is_class || ends_with_error(name)) {
        put_text(inspector, subject->class_name);
    }
    if (!is_class) {
        bool is_beside = ends_with_error(name);
        put_text(inspector, is_beside ? " [" : "");
        tsp_output_string(&inspector->output, name);
        put_text(inspector, is_beside ? "]" : "");
    }
    put_text(inspector, name->length != 0 && message->length != 0 ? ": " : "");
    put_message(inspector, message);
    inspector->extent.is_broken = true;
    inspector->extent.width = 255;
}

static void put_function(struct tsp_inspector *inspector, const struct tsp_object *function) {
    const char *name = function->shape->name;
    /* The compiler writes the whole text of a class behind such a character. */
    bool is_class = *name == 1;
    put_text(inspector, is_class ? "[" : *name != 0 ? "[Function: " : "[Function (anonymous)");
    put_text(inspector, is_class ? name + 1 : name);
    put_text(inspector, "]");
}

static void put_date(struct tsp_inspector *inspector, const struct subject *subject) {
    int64_t time = ((const struct tsp_date *)(const void *)subject->object)->time;
    char text[TSP_DATE_ISO_SIZE];
    if (strcmp(subject->class_name, "Date") != 0) {
        put_text(inspector, subject->class_name);
        put_text(inspector, " ");
    }
    if (time == TSP_TIME_INVALID) {
        put_text(inspector, "Invalid Date");
    } else {
        tsp_output_bytes(&inspector->output, text, tsp_date_to_iso(time, text));
    }
}

static bool has_base(const struct subject *subject) {
    return subject->form == FORM_FUNCTION || subject->form == FORM_ERROR || subject->form == FORM_DATE;
}

static void put_base(struct tsp_inspector *inspector, const struct subject *subject) {
    if (subject->form == FORM_FUNCTION) {
        put_function(inspector, subject->object);
    } else if (subject->form == FORM_ERROR) {
        put_error(inspector, subject);
    } else if (subject->form == FORM_DATE) {
        put_date(inspector, subject);
    }
}

static bool is_list(const struct subject *subject) {
    return subject->form == FORM_ARRAY || subject->form == FORM_VIEW;
}

/* Of a buffer or view, whatever class extends it. */
static const char *native_name(const struct subject *subject) {
    switch (subject->form) {
    case FORM_VIEW:
    case FORM_DATA_VIEW:
        return tsp_view_shape_of(subject->object)->name;
    case FORM_BUFFER:
        return tsp_buffer_shape.name;
    default:
        return NULL;
    }
}

/* The class, where it is none that braces alone stand for, and the brace. */
static void put_brace(struct tsp_inspector *inspector, const struct subject *subject) {
    const char *native = native_name(subject);
    bool is_named = native != NULL || (subject->form == FORM_PLAIN && strcmp(subject->class_name, "Object") != 0);
    if (is_named) {
        put_text(inspector, subject->class_name);
        if (subject->form == FORM_VIEW) {
            put_mark(inspector, "(", tsp_element_count(tsp_from_object(subject->object)), ")");
        }
        if (native != NULL && strcmp(subject->class_name, native) != 0) {
            put_text(inspector, " [");
            put_text(inspector, native);
            put_text(inspector, "]");
        }
        put_text(inspector, " ");
    }
    put_text(inspector, is_list(subject) ? "[" : "{");
}

static bool has_mark_or_base(const struct tsp_inspector *inspector, const struct subject *subject) {
    return has_base(subject) || mark_of(inspector, subject->object) != 0;
}

static void put_opening(struct tsp_inspector *inspector, const struct subject *subject) {
    unsigned number = mark_of(inspector, subject->object);
    if (number != 0) {
        put_mark(inspector, "<ref *", number, "> ");
    }
    if (has_base(subject)) {
        put_base(inspector, subject);
        put_text(inspector, " ");
    }
    put_brace(inspector, subject);
}

static bool are_numbers(const struct subject *subject, uint32_t count) {
    tsp_value of = tsp_from_object(subject->object);
    uint32_t elements = tsp_element_count(of);
    for (uint32_t i = 0; i < count; i++) {
        if (i >= elements || !tsp_is_number(tsp_element_at(of, i))) {
            return false;
        }
    }
    return true;
}

static void put_line(struct tsp_inspector *inspector, const struct subject *subject) {
    struct entries entries;
    start_entries(&entries, subject);
    for (const char *before = " "; next_entry(&entries); before = ", ") {
        put_text(inspector, before);
        inspect_entry(inspector, &entries);
    }
    put_text(inspector, " ");
}

/* A line for each entry, or for as many as there are columns. */
static void put_lines(struct tsp_inspector *inspector, const struct subject *subject,
                      const struct tsp_layout *layout) {
    struct entries entries;
    unsigned columns = layout->columns == 0 ? 1 : layout->columns;
    uint32_t grouped = layout->columns == 0 ? layout->count : tsp_layout_grouped(layout);
    bool is_right = columns > 1 && are_numbers(subject, layout->count);
    start_entries(&entries, subject);
    for (uint32_t i = 0; next_entry(&entries); i++) {
        unsigned column = i < grouped ? i % columns : 0;
        unsigned padding = columns > 1 && i < grouped ? (unsigned)layout->widest[column] - layout->widths[i] : 0;
        bool is_last = i + 1 >= grouped || column + 1 == columns;
        if (column == 0) {
            end_line(inspector, inspector->indentation + 2u);
        }
        put_spaces(inspector, is_right ? padding : 0);
        inspect_entry(inspector, &entries);
        put_text(inspector, i + 1 == layout->count ? "" : is_last ? "," : ", ");
        put_spaces(inspector, is_right || is_last ? 0 : padding);
    }
    end_line(inspector, inspector->indentation);
}

/* Writes all entries to nobody. */
static void measure_entries(struct tsp_inspector *inspector, const struct subject *subject,
                            struct tsp_layout *layout) {
    struct entries entries;
    layout->count = 0;
    layout->length = 0;
    layout->is_broken = false;
    start_entries(&entries, subject);
    while (next_entry(&entries)) {
        struct measuring measuring = start_measure(inspector);
        inspect_entry(inspector, &entries);
        struct tsp_extent extent = end_measure(inspector, &measuring);
        tsp_layout_add(layout, &extent);
    }
    layout->columns = 0;
    if (is_list(subject)) {
        tsp_layout_group(layout, inspector->indentation);
    }
}

static bool fits_a_line(struct tsp_inspector *inspector, const struct subject *subject,
                        const struct tsp_layout *layout) {
    struct measuring measuring = start_measure(inspector);
    put_opening(inspector, subject);
    struct tsp_extent opening = end_measure(inspector, &measuring);
    uint32_t length = opening.length - (has_mark_or_base(inspector, subject) ? 1u : 0u);
    bool is_shallow = inspector->level - inspector->inside < 3;
    return is_shallow && layout->columns == 0 && !opening.is_broken &&
           tsp_layout_is_line(layout, length, inspector->indentation);
}

/* An object with something between its braces. */
static void put_braced(struct tsp_inspector *inspector, const struct subject *subject) {
    struct tsp_layout layout;
    inspector->seen[inspector->inside++] = subject->object;
    inspector->level = inspector->inside;
    uint8_t circular = inspector->circular;
    measure_entries(inspector, subject, &layout);
    bool is_line = fits_a_line(inspector, subject, &layout);
    put_opening(inspector, subject);
    /* An entry has no mark that Node finds to be needed after it has written the entry. */
    inspector->circular = circular;
    if (is_line) {
        put_line(inspector, subject);
    } else {
        put_lines(inspector, subject, &layout);
    }
    put_text(inspector, is_list(subject) ? "]" : "}");
    inspector->inside--;
}

static void put_object(struct tsp_inspector *inspector, const struct tsp_object *object) {
    struct subject subject = subject_of(object);
    struct entries entries;
    for (unsigned i = 0; i < inspector->inside; i++) {
        if (inspector->seen[i] == object) {
            put_mark(inspector, "[Circular *", mark(inspector, object), "]");
            return;
        }
    }
    start_entries(&entries, &subject);
    if (!next_entry(&entries)) {
        put_base(inspector, &subject);
        if (!has_base(&subject)) {
            put_brace(inspector, &subject);
            put_text(inspector, is_list(&subject) ? "]" : "}");
        }
    } else if (inspector->inside > inspector->depth) {
        put_text(inspector, "[");
        put_text(inspector, subject.class_name);
        put_text(inspector, "]");
    } else {
        put_braced(inspector, &subject);
    }
}

static void inspect_value(struct tsp_inspector *inspector, tsp_value value) {
    if (tsp_is_object(value)) {
        put_object(inspector, tsp_as_object(value));
    } else if (tsp_is_string(value)) {
        tsp_inspect_text(&inspector->output, tsp_as_string(value), inspector->indentation);
    } else {
        tsp_output_value(&inspector->output, value);
    }
}

void tsp_inspect(struct tsp_inspector *inspector, tsp_value value, unsigned depth) {
    inspector->depth = (uint8_t)depth;
    inspector->level = 0;
    inspector->indentation = 0;
    inspector->inside = 0;
    inspector->circular = 0;
    memset(&inspector->extent, 0, sizeof inspector->extent);
    inspect_value(inspector, value);
}
