/*
 * Two versions of one loop. On the boards it is written in the instructions of the Cortex-M0+ (the Cortex-M33 has them too): what GCC
 * 12 makes of the C takes half as long again, because it spills half of what the loop needs. The suites run both.
 */
#include "runtime/heap_walk.h"

#include "runtime/string.h"

#if defined(__thumb__)

_Static_assert(sizeof(struct tsp_slot) == 4 && offsetof(struct tsp_shape, slot_count) == 11 &&
                   offsetof(struct tsp_shape, slots) == 12 && offsetof(struct tsp_shape, parent) == 4 &&
                   offsetof(struct tsp_shape, trace) == 20,
               "the code below knows where these are");
_Static_assert(offsetof(struct tsp_string, u) == 8, "the storage lies in the byte before");
_Static_assert(TSP_GRANULE == 16 && TSP_TAG_STRING >> 48 == 0xFFFB, "and these values");

/*
 * r0 shape, r1 top, r2 slot, r3 object, r4 and r5 scratch, r6 the address that a slot holds, r7 end of the slots; r8 and r9 bounds of the
 * arena, r10 marks, r11 limit, r12 the lowest tag of a reference, lr bottom.
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
        "    ldr r1, =tsp_arena\n"
        "    mov r8, r1\n"
        "    ldr r1, =tsp_arena + %c[size]\n"
        "    mov r9, r1\n"
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
        "7:  cmp r6, r8\n"
        "    bcc 3f\n"
        "    cmp r6, r9\n"
        "    bcs 3f\n"
        "    lsrs r4, r6, #4\n"
        "    add r4, r10\n"
        "    ldrb r5, [r4]\n"
        "    cmp r5, #0\n"
        "    bne 3f\n"
        "    movs r5, #1\n"
        "    strb r5, [r4]\n"
        "    cmp r1, r11\n"
        "    beq 8f\n"
        "    stmia r1!, {r6}\n"
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
        /* the left part of a rope; a string keeps its storage in the top bits of the word behind its header */
        "11: ldr r6, [r3, r4]\n"
        "    cmp r5, %[rope]\n"
        "    bne 12f\n"
        "    ldrb r5, [r3, #7]\n"
        "    cmp r5, %[storage]\n"
        "    bcc 3b\n"
        "    b 7b\n"
        /* an interior pointer, most often into the object's own block */
        "12: subs r4, r6, r3\n"
        "    cmp r4, #16\n"
        "    bcc 3b\n"
        "    b 10f\n"
        "9:  movs r5, %[trace]\n"
        "    b 10f\n"
        "8:  movs r5, %[full]\n"
        "    b 10f\n"
        "6:  movs r5, %[empty]\n"
        "    movs r3, #0\n"
        "10: pop {r4}\n"
        "    str r1, [r4]\n"
        "    str r3, [r4, #16]\n"
        "    str r0, [r4, #20]\n"
        "    str r2, [r4, #24]\n"
        "    str r7, [r4, #28]\n"
        "    str r6, [r4, #32]\n"
        "    mov r0, r5\n"
        "    pop {r4-r7}\n"
        "    mov r8, r4\n"
        "    mov r9, r5\n"
        "    mov r10, r6\n"
        "    mov r11, r7\n"
        "    pop {r4-r7, pc}\n"
        "    .ltorg\n"
        :
        : [size] "i"(sizeof tsp_arena), [trace] "i"(TSP_WALK_TRACE), [full] "i"(TSP_WALK_FULL),
          [empty] "i"(TSP_WALK_EMPTY), [rope] "i"(TSP_SLOT_ROPE), [storage] "i"(TSP_ROPE << 4));
}

#else

static uintptr_t reference_of(tsp_value value) {
    return value >= TSP_TAG_STRING ? (uintptr_t)(value & TSP_PAYLOAD_MASK) : 0;
}

/* False when the stack has no room for it. */
static bool reach(struct tsp_walk *walk, uintptr_t address) {
    uint8_t *mark = (uint8_t *)(walk->marks + address / TSP_GRANULE);
    if (address - (uintptr_t)tsp_arena >= sizeof tsp_arena || *mark != 0) {
        return true;
    }
    *mark = 1;
    if (walk->top == walk->limit) {
        walk->address = address;
        return false;
    }
    *walk->top++ = (struct tsp_object *)address;
    return true;
}

static void begin_shape(struct tsp_walk *walk, const struct tsp_shape *shape) {
    walk->shape = shape;
    walk->slot = shape->slots;
    walk->end = shape->slots + shape->slot_count;
}

/* The slots of the shape under way; TSP_WALK_EMPTY when all are done. */
static uint32_t walk_slots(struct tsp_walk *walk) {
    while (walk->slot != walk->end) {
        const struct tsp_slot *slot = walk->slot++;
        const void *at = (const uint8_t *)walk->object + slot->offset;
        if (slot->kind > TSP_SLOT_VALUE) {
            return slot->kind;
        }
        if (!reach(walk, slot->kind == TSP_SLOT_VALUE ? reference_of(*(const tsp_value *)at) : *(const uintptr_t *)at)) {
            return TSP_WALK_FULL;
        }
    }
    return TSP_WALK_EMPTY;
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
        uint32_t reason = walk_slots(walk);
        if (reason != TSP_WALK_EMPTY) {
            return reason;
        }
        if (walk->shape->trace != NULL) {
            return TSP_WALK_TRACE;
        }
        if (walk->shape->parent != NULL) {
            begin_shape(walk, walk->shape->parent);
        } else {
            walk->object = NULL;
        }
    }
}

#endif
