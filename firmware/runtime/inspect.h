/*
 * Values as Node's util.inspect writes them with its default options (lib/internal/util/inspect.js
 * of Node 20), straight to an output: how a part is laid out is found by writing it to nobody
 * first, so that nothing is allocated. Objects need their tables of names (own.h). The frames of an
 * error's stack are left out; everything else stands as if they were there.
 */
#ifndef TSP_RUNTIME_INSPECT_H
#define TSP_RUNTIME_INSPECT_H

#include "runtime/output.h"

/* A string between quotes; where it is long, behind each of its lines, which stand in columns. */
void tsp_inspect_text(struct tsp_output *output, const struct tsp_string *string, unsigned indentation);

/* How deep objects are shown, and the most that a format asks for. */
#define TSP_INSPECT_DEPTH 2u
#define TSP_INSPECT_MOST_DEPTH 4u
/* Objects of one value that contain themselves; those beyond share the last number. */
#define TSP_INSPECT_MOST_CIRCULAR 32u

/* What was written, as the layout around it needs to know it. */
struct tsp_extent {
    uint32_t length; /* units of UTF-16 */
    uint32_t width;  /* columns */
    bool is_broken;  /* a line ended in it */
};

struct tsp_inspector {
    struct tsp_output output; /* comes first: what writes takes it alone */
    struct tsp_extent extent; /* of what goes to nobody */
    uint8_t depth;
    uint8_t level;    /* of the innermost object that was written last, as Node's currentDepth */
    uint16_t indentation;
    uint8_t inside;   /* so many objects are being written */
    uint8_t circular; /* so many of all objects contain themselves */
    const struct tsp_object *seen[TSP_INSPECT_MOST_DEPTH + 1u];
    const struct tsp_object *marked[TSP_INSPECT_MOST_CIRCULAR];
};

/*
 * To the inspector's output, which has been started: `depth` levels of objects inside the value, at
 * most TSP_INSPECT_MOST_DEPTH.
 */
void tsp_inspect(struct tsp_inspector *inspector, tsp_value value, unsigned depth);

#endif
