/*
 * Parts of inspect.c: what an object has to show (inspect_entries.c), and what stands before its
 * braces (inspect_opening.c).
 */
#ifndef TSP_RUNTIME_INSPECT_PARTS_H
#define TSP_RUNTIME_INSPECT_PARTS_H

#include "runtime/inspect.h"
#include "runtime/inspect_contents.h"
#include "runtime/own.h"

/* What decides how an object is written. */
enum tsp_form {
    TSP_FORM_PLAIN,
    TSP_FORM_ARRAY,
    TSP_FORM_VIEW,
    TSP_FORM_DATA_VIEW,
    TSP_FORM_BUFFER,
    TSP_FORM_FUNCTION,
    TSP_FORM_ERROR,
    TSP_FORM_DATE,
    TSP_FORM_COLLECTION
};

struct tsp_subject {
    const struct tsp_object *object;
    enum tsp_form form;
    const char *class_name; /* "Object" where no class has a name */
    const struct tsp_name *hidden; /* of a collection: its TSP_FIELD_CONTENTS, else NULL */
};

enum tsp_entry_kind {
    TSP_ENTRY_NONE,
    TSP_ENTRY_ELEMENT,
    TSP_ENTRY_PROPERTY,
    TSP_ENTRY_HOLES,
    TSP_ENTRY_MORE,
    /* of buffers and of DataViews */
    TSP_ENTRY_CONTENTS,
    TSP_ENTRY_LENGTH,
    TSP_ENTRY_OFFSET,
    TSP_ENTRY_BUFFER,
    /* of collections */
    TSP_ENTRY_PAIR,
    TSP_ENTRY_LIST,
    TSP_ENTRY_UNKNOWN
};

/* What stands between the braces, one after the other. */
struct tsp_entries {
    struct tsp_own own;
    enum tsp_form form;
    const struct tsp_contents_kind *collection; /* or NULL */
    struct tsp_contents contents;
    uint32_t elements; /* so many there are, holes among them */
    uint32_t next;     /* of them */
    uint32_t shown;
    /* the one that tsp_entries_next() found */
    enum tsp_entry_kind kind;
    uint32_t count;
    tsp_value value;
};

struct tsp_subject tsp_subject_of(const struct tsp_object *object);
/* Arrays and typed arrays stand between brackets. */
bool tsp_is_list(const struct tsp_subject *subject);
/* Iterators have braces with nothing between them where nothing is left. */
bool tsp_is_iterator(const struct tsp_subject *subject);
void tsp_entries_start(struct tsp_entries *entries, const struct tsp_subject *subject);
/* False behind the last. */
bool tsp_entries_next(struct tsp_entries *entries);
bool tsp_has_entries(const struct tsp_subject *subject);

/* Functions, errors and dates are written without braces where they have no entries. */
bool tsp_has_base(const struct tsp_subject *subject);
void tsp_put_base(struct tsp_inspector *inspector, const struct tsp_subject *subject);
/* The class, where it is none that braces alone stand for, and the brace. */
void tsp_put_brace(struct tsp_inspector *inspector, const struct tsp_subject *subject);
/* In place of an object that lies too deep. */
void tsp_put_class(struct tsp_inspector *inspector, const struct tsp_subject *subject);
/* All that stands before the first entry. */
void tsp_put_opening(struct tsp_inspector *inspector, const struct tsp_subject *subject);
bool tsp_has_mark_or_base(const struct tsp_inspector *inspector, const struct tsp_subject *subject);

/* The number of an object that contains itself, made where it has none. */
unsigned tsp_mark(struct tsp_inspector *inspector, const struct tsp_object *object);
void tsp_put_mark(struct tsp_inspector *inspector, const char *before, unsigned number, const char *after);

static inline void tsp_put_text(struct tsp_inspector *inspector, const char *text) {
    tsp_output_text(&inspector->output, text);
}

static inline void tsp_put_number(struct tsp_inspector *inspector, uint32_t number) {
    tsp_output_value(&inspector->output, tsp_from_uint32(number));
}

static inline void tsp_put_spaces(struct tsp_inspector *inspector, unsigned count) {
    while (count-- > 0) {
        tsp_put_text(inspector, " ");
    }
}

#endif
