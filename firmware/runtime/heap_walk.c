/*
 * Two versions of one loop. On the boards it is written in the instructions of the Cortex-M0+ (the
 * Cortex-M33 has them too): what GCC 12 makes of the C takes half as long again, because it spills
 * half of what the loop needs. The suites run both.
 */
#include "runtime/heap_walk.h"

#include "runtime/array.h"
#include "runtime/string.h"

#if defined(__thumb__)

_Static_assert(sizeof(struct tsp_slot) == 4 && offsetof(struct tsp_shape, kind) == 10 &&
                   offsetof(struct tsp_shape, slot_count) == 11 && offsetof(struct tsp_shape, slots) == 12 &&
                   offsetof(struct tsp_shape, parent) == 4 && offsetof(struct tsp_shape, trace) == 20,
               "the code below knows where these are");
_Static_assert(offsetof(struct tsp_string, u) == 8, "the storage lies in the byte before");
_Static_assert(offsetof(struct tsp_pages, arena) == 0 && offsetof(struct tsp_pages, end) == 4 &&
                   offsetof(struct tsp_pages, todo) == 8 && offsetof(struct tsp_pages, waiting) == 12 &&
                   TSP_PAGE_SIZE == 512,
               "the bounds of the arena, the list of pages");
_Static_assert(TSP_BODY_OFFSET == 8 && offsetof(struct tsp_elements, count) == 4, "and the storage of arrays");

_Static_assert(offsetof(struct tsp_array, elements) == 12, "and the word before them, whose top bit is `shifted`");

_Static_assert(TSP_GRANULE == 16 && TSP_TAG_STRING >> 48 == 0xFFFB, "and these values");

/*
 * What follows a reference in r6: nothing if it leads out of the arena or to a marked object, else
 * its mark, at r4.
 */
#define REACH(next, wait)                                                                                              \
    "    cmp r6, r8\n"                                                                                                 \
    "    bcc " next "\n"                                                                                               \
    "    cmp r6, r9\n"                                                                                                 \
    "    bcs " next "\n"                                                                                               \
    "    lsrs r4, r6, #4\n"                                                                                            \
    "    add r4, r10\n"                                                                                                \
    "    ldrb r5, [r4]\n"                                                                                              \
    "    cmp r5, #0\n"                                                                                                 \
    "    bne " next "\n"                                                                                               \
    "    cmp r1, r11\n"                                                                                                \
    "    beq " wait "\n"                                                                                               \
    "    movs r5, #1\n"                                                                                                \
    "    strb r5, [r4]\n"                                                                                              \
    "    stmia r1!, {r6}\n"

/*
 * r0 shape, r1 top, r2 slot, r3 object, r4 and r5 scratch, r6 the address that a slot holds, r7 end
 * of the slots; r8 and r9 bounds of the arena, r10 marks, r11 limit, r12 the lowest tag of a
 * reference, lr bottom. In the storage of an array, r3 is the next element, r7 the end of them, and
 * r2 0 for values, 1 for pointers, where no slot lies.
 */
__attribute__((naked)) uint32_t tsp_walk(__attribute__((unused)) struct tsp_walk *walk) {
    __asm volatile(
        ".syntax unified\n"
        "    push {r4-r7, lr}\n"
        "    mov r4, r8\n"
        "    mov r5, r9\n"
        "    mov r6, r10\n"
        "    mov r7, r11\n"
        "    push {r0, r4-r7}\n"
        "    ldr r1, =tsp_pages\n"
        "    ldmia r1!, {r2, r3}\n"
        "    mov r8, r2\n"
        "    mov r9, r3\n"
        "    ldr r1, =0xFFFB0000\n"
        "    mov r12, r1\n"
        "    mov r4, r0\n"
        "    ldmia r4!, {r1, r2, r3, r5}\n" /* top, bottom, limit, marks */
        "    mov lr, r2\n"
        "    mov r11, r3\n"
        "    mov r10, r5\n"
        "    ldmia r4!, {r3, r5, r6, r7}\n" /* object, shape, slot, end */
        "    mov r0, r5\n"
        "    mov r2, r6\n"
        "    cmp r3, #0\n"
        "    bne 3f\n"
        /* the next object */
        "1:  cmp r1, lr\n"
        "    beq 6f\n"
        "    subs r1, #4\n"
        "    ldr r3, [r1]\n"
        "    ldr r0, [r3]\n"
        /* a shape's slots */
        "2:  ldrb r7, [r0, #11]\n"
        "    ldr r2, [r0, #12]\n"
        "    lsls r7, r7, #2\n"
        "    adds r7, r7, r2\n"
        "    b 3f\n"
        "4:  ldmia r2!, {r4}\n" /* offset and kind */
        "    lsrs r5, r4, #16\n"
        "    bne 5f\n"
        "    ldr r6, [r3, r4]\n"
        "7:\n" REACH("3f", "20f")
        "3:  cmp r2, r7\n"
        "    bne 4b\n"
        "    ldr r4, [r0, #20]\n" /* trace */
        "    ldr r5, [r0, #4]\n"  /* parent */
        "    orrs r5, r4\n"
        "    beq 1b\n"
        "    cmp r4, #0\n"
        "    bne 9f\n"
        "    mov r0, r5\n"
        "    b 2b\n"
        "6:  movs r5, %[empty]\n"
        "    movs r3, #0\n"
        "    b 10f\n"
        /* a value, or an unusual slot */
        "5:  uxth r4, r4\n"
        "    cmp r5, #1\n"
        "    bne 11f\n"
        "    adds r4, r4, r3\n"
        "    ldr r5, [r4, #4]\n" /* tag */
        "    cmp r5, r12\n"
        "    bcc 3b\n"
        "    ldr r6, [r4]\n"
        "    b 7b\n"
        /*
         * the left part of a rope; a string keeps its storage in the top bits of the word behind
         * its header
         */
        "11: ldr r6, [r3, r4]\n"
        "    cmp r5, %[rope]\n"
        "    bne 12f\n"
        "    ldrb r5, [r3, #7]\n"
        "    cmp r5, %[storage]\n"
        "    bcc 3b\n"
        "    b 7b\n"
        /* the elements of an array: where it is shifted, C finds their block */
        "12: cmp r5, %[elements]\n"
        "    bne 13f\n"
        "    ldr r5, [r3, #8]\n"
        "    cmp r5, #0\n"
        "    bpl 13f\n"
        "    movs r5, %[shifted]\n"
        "    b 10f\n"
        /* a body, in a block of its own or behind the object's fields */
        "13: subs r4, r6, r3\n"
        "    cmp r4, #16\n"
        "    bcc 3b\n"
        "    subs r6, #8\n"
        "    b 7b\n"
        /* the stack is full: the object waits, and so does its page */
        "20: movs r5, #2\n"
        "    strb r5, [r4]\n"
        "    mov r4, r8\n"
        "    subs r6, r6, r4\n"
        "    lsrs r6, r6, #9\n"
        "    push {r0}\n"
        "    ldr r4, =tsp_pages\n"
        "    ldr r0, [r4, #8]\n"
        "    lsls r5, r6, #1\n"
        "    adds r0, r0, r5\n"
        "    ldrh r5, [r0]\n"
        "    cmp r5, #0\n"
        "    bne 21f\n"
        "    ldr r5, [r4, #12]\n"
        "    strh r5, [r0]\n"
        "    adds r6, #2\n"
        "    str r6, [r4, #12]\n"
        "21: pop {r0}\n"
        "    cmp r2, #1\n"
        "    beq 33f\n"
        "    bcc 31f\n"
        "    b 3b\n"
        /* the storage of an array, or what has a trace function */
        "9:  ldrb r5, [r0, #10]\n"
        "    cmp r5, %[values]\n"
        "    bcc 40f\n"
        "    ldr r7, [r3, #4]\n" /* count */
        "    adds r3, #8\n"
        "    cmp r5, %[pointers]\n"
        "    beq 32f\n"
        "    lsls r7, r7, #3\n"
        "    adds r7, r7, r3\n"
        "    movs r2, #0\n"
        "    b 31f\n"
        "30: ldmia r3!, {r5, r6}\n"
        "    cmp r6, r12\n"
        "    bcc 31f\n"
        "    mov r6, r5\n" REACH("31f", "20b")
        "31: cmp r3, r7\n"
        "    bne 30b\n"
        "    b 1b\n"
        "32: lsls r7, r7, #2\n"
        "    adds r7, r7, r3\n"
        "    movs r2, #1\n"
        "    b 33f\n"
        "34: ldmia r3!, {r6}\n" REACH("33f", "20b")
        "33: cmp r3, r7\n"
        "    bne 34b\n"
        "    b 1b\n"
        "40: movs r5, %[trace]\n"
        "10: pop {r4}\n"
        "    str r1, [r4]\n"
        "    str r3, [r4, #16]\n"
        "    str r0, [r4, #20]\n"
        "    str r2, [r4, #24]\n"
        "    str r7, [r4, #28]\n"
        "    mov r0, r5\n"
        "    pop {r4-r7}\n"
        "    mov r8, r4\n"
        "    mov r9, r5\n"
        "    mov r10, r6\n"
        "    mov r11, r7\n"
        "    pop {r4-r7, pc}\n"
        "    .ltorg\n"
        :
        : [trace] "i"(TSP_WALK_TRACE), [empty] "i"(TSP_WALK_EMPTY), [shifted] "i"(TSP_WALK_SHIFTED),
          [elements] "i"(TSP_SLOT_ELEMENTS), [rope] "i"(TSP_SLOT_ROPE),
          [storage] "i"(TSP_ROPE << 5), [values] "i"(TSP_KIND_VALUES), [pointers] "i"(TSP_KIND_POINTERS));
}

#else

static uintptr_t reference_of(tsp_value value) {
    return value >= TSP_TAG_STRING ? (uintptr_t)(value & TSP_PAYLOAD_MASK) : 0;
}

static void reach(struct tsp_walk *walk, uintptr_t address) {
    if (!tsp_in_arena(address)) {
        return;
    }
    uint8_t *mark = (uint8_t *)(walk->marks + address / TSP_GRANULE);
    if (*mark != TSP_UNMARKED) {
        return;
    }
    if (walk->top == walk->limit) {
        tsp_mark_let_wait(address);
    } else {
        *mark = TSP_MARKED;
        *walk->top++ = (struct tsp_object *)address;
    }
}

static void begin_shape(struct tsp_walk *walk, const struct tsp_shape *shape) {
    walk->shape = shape;
    walk->slot = shape->slots;
    walk->end = shape->slot_count == 0 ? walk->slot : walk->slot + shape->slot_count;
}

static void reach_slot(struct tsp_walk *walk, const struct tsp_slot *slot) {
    const void *at = (const uint8_t *)walk->object + slot->offset;
    if (slot->kind == TSP_SLOT_VALUE) {
        reach(walk, reference_of(*(const tsp_value *)at));
        return;
    }
    uintptr_t address = *(const uintptr_t *)at;
    if (slot->kind == TSP_SLOT_POINTER) {
        reach(walk, address);
    } else if (slot->kind == TSP_SLOT_ROPE) {
        if (((const struct tsp_string *)(const void *)walk->object)->storage >= TSP_ROPE) {
            reach(walk, address);
        }
    } else if (address - (uintptr_t)walk->object >= 2u * TSP_BODY_OFFSET) {
        reach(walk, address - TSP_BODY_OFFSET);
    }
}

static bool reach_elements(struct tsp_walk *walk) {
    if (walk->shape->kind == TSP_KIND_VALUES) {
        const struct tsp_elements *elements = (const struct tsp_elements *)walk->object;
        for (uint32_t i = 0; i < elements->count; i++) {
            reach(walk, reference_of(elements->values[i]));
        }
    } else if (walk->shape->kind == TSP_KIND_POINTERS) {
        const struct tsp_pointers *elements = (const struct tsp_pointers *)walk->object;
        for (uint32_t i = 0; i < elements->count; i++) {
            reach(walk, (uintptr_t)elements->pointers[i]);
        }
    } else {
        return false;
    }
    walk->object = NULL;
    return true;
}

uint32_t tsp_walk(struct tsp_walk *walk) {
    for (;;) {
        if (walk->object == NULL) {
            if (walk->top == walk->bottom) {
                return TSP_WALK_EMPTY;
            }
            walk->object = *--walk->top;
            begin_shape(walk, walk->object->shape);
        }
        while (walk->slot != walk->end) {
            const struct tsp_slot *slot = walk->slot++;
            if (slot->kind == TSP_SLOT_ELEMENTS && ((const struct tsp_array *)(const void *)walk->object)->shifted) {
                return TSP_WALK_SHIFTED;
            }
            reach_slot(walk, slot);
        }
        if (walk->shape->trace != NULL) {
            if (!reach_elements(walk)) {
                return TSP_WALK_TRACE;
            }
        } else if (walk->shape->parent != NULL) {
            begin_shape(walk, walk->shape->parent);
        } else {
            walk->object = NULL;
        }
    }
}

#endif
