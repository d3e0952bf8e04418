/* formatValue and formatRaw of lib/internal/util/inspect.js. */
#include "runtime/inspect.h"

#include "runtime/buffer_methods.h"
#include "runtime/inspect_layout.h"
#include "runtime/inspect_parts.h"
#include "runtime/string_internal.h"
#include "runtime/utf8.h"

static void inspect_value(struct tsp_inspector *inspector, tsp_value value);

/* Of one thing, or of several. */
static void put_counted(struct tsp_inspector *inspector, const char *before, uint32_t count, const char *what,
                        const char *after) {
    tsp_put_text(inspector, before);
    tsp_put_number(inspector, count);
    tsp_put_text(inspector, what);
    tsp_put_text(inspector, count > 1 ? "s" : "");
    tsp_put_text(inspector, after);
}

static void end_line(struct tsp_inspector *inspector, unsigned indentation) {
    tsp_put_text(inspector, "\n");
    tsp_put_spaces(inspector, indentation);
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
        tsp_put_text(inspector, "['__proto__']");
    } else if (is_plain_name(key)) {
        tsp_output_string(&inspector->output, key);
    } else {
        tsp_inspect_text(&inspector->output, key, 0);
    }
    tsp_put_text(inspector, ": ");
}

static void put_name(struct tsp_inspector *inspector, const struct tsp_own *own) {
    if (own->key != NULL) {
        put_key(inspector, own->key);
        return;
    }
    tsp_put_text(inspector, "'");
    tsp_put_number(inspector, own->index);
    tsp_put_text(inspector, "': ");
}

/* Its first bytes in hexadecimal digits. */
static void put_contents(struct tsp_inspector *inspector, const struct tsp_buffer *buffer) {
    static const char hex[] = "0123456789abcdef";
    tsp_put_text(inspector, "[Uint8Contents]: <");
    for (uint32_t i = 0; i < buffer->length && i < TSP_MOST_ELEMENTS; i++) {
        char digits[3] = {' ', hex[buffer->bytes[i] >> 4], hex[buffer->bytes[i] & 15]};
        tsp_output_bytes(&inspector->output, i == 0 ? digits + 1 : digits, i == 0 ? 2 : 3);
    }
    if (buffer->length > TSP_MOST_ELEMENTS) {
        put_counted(inspector, " ... ", buffer->length - TSP_MOST_ELEMENTS, " more byte", "");
    }
    tsp_put_text(inspector, ">");
}

static bool put_accessor(struct tsp_inspector *inspector, enum tsp_field_kind kind) {
    const char *text = kind == TSP_FIELD_GETTER     ? "[Getter]"
                       : kind == TSP_FIELD_SETTER   ? "[Setter]"
                       : kind == TSP_FIELD_ACCESSOR ? "[Getter/Setter]"
                                                    : NULL;
    if (text != NULL) {
        tsp_put_text(inspector, text);
    }
    return text != NULL;
}

static void inspect_entry(struct tsp_inspector *inspector, const struct tsp_entries *entries);

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

static void inspect_inside(struct tsp_inspector *inspector, tsp_value value) {
    inspector->indentation = (uint16_t)(inspector->indentation + 2u);
    inspect_value(inspector, value);
    inspector->indentation = (uint16_t)(inspector->indentation - 2u);
}

/* Whether a list of two values stands on one line. */
static bool is_short_list(struct tsp_inspector *inspector, tsp_value first, tsp_value second) {
    struct measuring measuring = start_measure(inspector);
    inspect_value(inspector, first);
    inspect_value(inspector, second);
    struct tsp_extent extent = end_measure(inspector, &measuring);
    bool is_shallow = inspector->level - inspector->inside < 3;
    return is_shallow && !extent.is_broken && tsp_fits_line(2, extent.length, 1, inspector->indentation);
}

/* What an iterator of entries gives next, as a list: formatMapIterInner. */
static void put_list(struct tsp_inspector *inspector, const struct tsp_entries *entries) {
    tsp_value second = entries->contents.value;
    inspector->indentation = (uint16_t)(inspector->indentation + 2u);
    bool is_line = is_short_list(inspector, entries->value, second);
    tsp_put_text(inspector, is_line ? "[ " : "[");
    if (!is_line) {
        end_line(inspector, inspector->indentation + 2u);
    }
    inspect_value(inspector, entries->value);
    tsp_put_text(inspector, is_line ? ", " : ",");
    if (!is_line) {
        end_line(inspector, inspector->indentation + 2u);
    }
    inspect_value(inspector, second);
    if (is_line) {
        tsp_put_text(inspector, " ");
    } else {
        end_line(inspector, inspector->indentation);
    }
    tsp_put_text(inspector, "]");
    inspector->indentation = (uint16_t)(inspector->indentation - 2u);
}

static void inspect_entry(struct tsp_inspector *inspector, const struct tsp_entries *entries) {
    const void *object = tsp_as_object(entries->own.of);
    tsp_value value = entries->value;
    switch (entries->kind) {
    case TSP_ENTRY_HOLES:
        put_counted(inspector, "<", entries->count, " empty item", ">");
        return;
    case TSP_ENTRY_MORE:
        put_counted(inspector, "... ", entries->count, " more item", "");
        return;
    case TSP_ENTRY_CONTENTS:
        put_contents(inspector, object);
        return;
    case TSP_ENTRY_LENGTH:
        tsp_put_text(inspector, "byteLength: ");
        tsp_put_number(inspector, entries->form == TSP_FORM_BUFFER ? ((const struct tsp_buffer *)object)->length
                                                           : ((const struct tsp_view *)object)->length);
        return;
    case TSP_ENTRY_OFFSET:
        tsp_put_text(inspector, "byteOffset: ");
        tsp_put_number(inspector, (uint32_t)tsp_view_get_byte_offset(object));
        return;
    case TSP_ENTRY_BUFFER:
        tsp_put_text(inspector, "buffer: ");
        value = tsp_from_object(((const struct tsp_view *)object)->buffer);
        break;
    case TSP_ENTRY_UNKNOWN:
        tsp_put_text(inspector, "<items unknown>");
        return;
    case TSP_ENTRY_PAIR:
        inspect_inside(inspector, value);
        tsp_put_text(inspector, " => ");
        value = entries->contents.value;
        break;
    case TSP_ENTRY_LIST:
        put_list(inspector, entries);
        return;
    case TSP_ENTRY_PROPERTY:
        put_name(inspector, &entries->own);
        if (put_accessor(inspector, entries->own.kind)) {
            return;
        }
        break;
    default:
        break;
    }
    inspect_inside(inspector, value);
}

static bool are_numbers(const struct tsp_subject *subject, uint32_t count) {
    tsp_value of = tsp_from_object(subject->object);
    uint32_t elements = tsp_element_count(of);
    for (uint32_t i = 0; i < count; i++) {
        if (i >= elements || !tsp_is_number(tsp_element_at(of, i))) {
            return false;
        }
    }
    return true;
}

static void put_line(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    struct tsp_entries entries;
    tsp_entries_start(&entries, subject);
    tsp_put_text(inspector, " ");
    for (const char *before = ""; tsp_entries_next(&entries); before = ", ") {
        tsp_put_text(inspector, before);
        inspect_entry(inspector, &entries);
    }
    tsp_put_text(inspector, " ");
}

/* A line for each entry, or for as many as there are columns. */
static void put_lines(struct tsp_inspector *inspector, const struct tsp_subject *subject,
                      const struct tsp_layout *layout) {
    struct tsp_entries entries;
    unsigned columns = layout->columns == 0 ? 1 : layout->columns;
    uint32_t grouped = layout->columns == 0 ? layout->count : tsp_layout_grouped(layout);
    bool is_right = columns > 1 && are_numbers(subject, layout->count);
    tsp_entries_start(&entries, subject);
    for (uint32_t i = 0; tsp_entries_next(&entries); i++) {
        unsigned column = i < grouped ? i % columns : 0;
        unsigned padding = columns > 1 && i < grouped ? (unsigned)layout->widest[column] - layout->widths[i] : 0;
        bool is_last = i + 1 >= grouped || column + 1 == columns;
        if (column == 0) {
            end_line(inspector, inspector->indentation + 2u);
        }
        tsp_put_spaces(inspector, is_right ? padding : 0);
        inspect_entry(inspector, &entries);
        tsp_put_text(inspector, i + 1 == layout->count ? "" : is_last ? "," : ", ");
        tsp_put_spaces(inspector, is_right || is_last ? 0 : padding);
    }
    end_line(inspector, inspector->indentation);
}

/* Writes all entries to nobody. */
static void measure_entries(struct tsp_inspector *inspector, const struct tsp_subject *subject,
                            struct tsp_layout *layout) {
    struct tsp_entries entries;
    layout->count = 0;
    layout->length = 0;
    layout->is_broken = false;
    tsp_entries_start(&entries, subject);
    while (tsp_entries_next(&entries)) {
        struct measuring measuring = start_measure(inspector);
        inspect_entry(inspector, &entries);
        struct tsp_extent extent = end_measure(inspector, &measuring);
        tsp_layout_add(layout, &extent);
    }
    layout->columns = 0;
    if (tsp_is_list(subject)) {
        tsp_layout_group(layout, inspector->indentation);
    }
}

static bool fits_a_line(struct tsp_inspector *inspector, const struct tsp_subject *subject,
                        const struct tsp_layout *layout) {
    struct measuring measuring = start_measure(inspector);
    tsp_put_opening(inspector, subject);
    struct tsp_extent opening = end_measure(inspector, &measuring);
    uint32_t length = opening.length - (tsp_has_mark_or_base(inspector, subject) ? 1u : 0u);
    bool is_shallow = inspector->level - inspector->inside < 3;
    return is_shallow && layout->columns == 0 && !opening.is_broken &&
           tsp_layout_is_line(layout, length, inspector->indentation);
}

/* An object with something between its braces. */
static void put_braced(struct tsp_inspector *inspector, const struct tsp_subject *subject) {
    struct tsp_layout layout;
    inspector->seen[inspector->inside++] = subject->object;
    inspector->level = inspector->inside;
    uint8_t circular = inspector->circular;
    measure_entries(inspector, subject, &layout);
    bool is_line = fits_a_line(inspector, subject, &layout);
    tsp_put_opening(inspector, subject);
    /* An entry has no mark that Node finds to be needed after it has written the entry. */
    inspector->circular = circular;
    if (is_line) {
        put_line(inspector, subject);
    } else {
        put_lines(inspector, subject, &layout);
    }
    tsp_put_text(inspector, tsp_is_list(subject) ? "]" : "}");
    inspector->inside--;
}

static void put_object(struct tsp_inspector *inspector, const struct tsp_object *object) {
    struct tsp_subject subject = tsp_subject_of(object);
    for (unsigned i = 0; i < inspector->inside; i++) {
        if (inspector->seen[i] == object) {
            tsp_put_mark(inspector, "[Circular *", tsp_mark(inspector, object), "]");
            return;
        }
    }
    if (!tsp_has_entries(&subject) && !tsp_is_iterator(&subject)) {
        tsp_put_base(inspector, &subject);
        if (!tsp_has_base(&subject)) {
            tsp_put_brace(inspector, &subject);
            tsp_put_text(inspector, tsp_is_list(&subject) ? "]" : "}");
        }
    } else if (inspector->inside > inspector->depth) {
        tsp_put_class(inspector, &subject);
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
