#include "runtime/copy.h"

#if defined(__arm__)

/*
 * In instructions, because GCC 12 keeps neither the words nor the shifts where the Cortex-M0+ can
 * use them: what it makes of the C takes two and a half times as long for each word, and three
 * times as long before the first.
 *
 * r0 target, r1 source, r2 words that are held, r3 to r6 words, r7 scratch; r12 end of the blocks,
 * lr length from the first whole word on.
 */

/*
 * The words at the source lie `low` bits above those of the target. Words around the source are
 * read, and what lies in them outside of it is not used.
 */
#define SHIFTED(name, low, high, bytes, back)                                                                          \
    name ":\n"                                                                                                         \
    "    subs r1, #" bytes "\n"                                                                                        \
    "    ldmia r1!, {r2}\n"                                                                                            \
    "    lsrs r2, r2, #" low "\n"                                                                                      \
    "    cmp r0, r12\n"                                                                                                \
    "    beq 2f\n"                                                                                                     \
    "1:  ldmia r1!, {r3, r4, r5, r6}\n"                                                                                \
    "    lsls r7, r3, #" high "\n"                                                                                     \
    "    orrs r2, r7\n"                                                                                                \
    "    lsrs r3, r3, #" low "\n"                                                                                      \
    "    lsls r7, r4, #" high "\n"                                                                                     \
    "    orrs r3, r7\n"                                                                                                \
    "    lsrs r4, r4, #" low "\n"                                                                                      \
    "    lsls r7, r5, #" high "\n"                                                                                     \
    "    orrs r4, r7\n"                                                                                                \
    "    lsrs r5, r5, #" low "\n"                                                                                      \
    "    lsls r7, r6, #" high "\n"                                                                                     \
    "    orrs r5, r7\n"                                                                                                \
    "    stmia r0!, {r2, r3, r4, r5}\n"                                                                                \
    "    lsrs r2, r6, #" low "\n"                                                                                      \
    "    cmp r0, r12\n"                                                                                                \
    "    bne 1b\n"                                                                                                     \
    "2:  mov r3, lr\n"                                                                                                 \
    "    movs r7, #12\n"                                                                                               \
    "    ands r3, r7\n"                                                                                                \
    "    beq 4f\n"                                                                                                     \
    "3:  ldmia r1!, {r4}\n"                                                                                            \
    "    lsls r7, r4, #" high "\n"                                                                                     \
    "    orrs r2, r7\n"                                                                                                \
    "    stmia r0!, {r2}\n"                                                                                            \
    "    lsrs r2, r4, #" low "\n"                                                                                      \
    "    subs r3, #4\n"                                                                                                \
    "    bne 3b\n"                                                                                                     \
    "4:  subs r1, #" back "\n"                                                                                         \
    "    b 20b\n"

/* Below eight bytes, getting ready costs more than it saves. */
__attribute__((naked)) void *tsp_copy(__attribute__((unused)) void *to, __attribute__((unused)) const void *from,
                                      __attribute__((unused)) size_t length) {
    __asm volatile(
        ".syntax unified\n"
        "    push {r0, r4-r7, lr}\n"
        "    cmp r2, #8\n"
        "    bcc 21f\n"
        /* bytes up to the target's first whole word */
        "10: lsls r3, r0, #30\n"
        "    beq 11f\n"
        "    ldrb r3, [r1]\n"
        "    strb r3, [r0]\n"
        "    adds r1, #1\n"
        "    adds r0, #1\n"
        "    subs r2, #1\n"
        "    b 10b\n"
        "11: mov lr, r2\n"
        "    lsrs r3, r2, #4\n"
        "    lsls r3, r3, #4\n"
        "    adds r3, r3, r0\n"
        "    mov r12, r3\n"
        "    lsls r3, r1, #30\n"
        "    beq 13f\n"
        "    lsrs r3, r3, #30\n"
        "    cmp r3, #2\n"
        "    bcc 30f\n"
        "    beq 40f\n"
        "    b 50f\n"
        "12: ldmia r1!, {r3-r6}\n"
        "    stmia r0!, {r3-r6}\n"
        "13: cmp r0, r12\n"
        "    bne 12b\n"
        "    movs r3, #12\n"
        "    ands r3, r2\n"
        "    beq 20f\n"
        "14: ldmia r1!, {r4}\n"
        "    stmia r0!, {r4}\n"
        "    subs r3, #4\n"
        "    bne 14b\n"
        /* bytes behind the last whole word */
        "20: mov r2, lr\n"
        "    lsls r2, r2, #30\n"
        "    lsrs r2, r2, #30\n"
        "21: cmp r2, #0\n"
        "    beq 23f\n"
        "22: ldrb r3, [r1]\n"
        "    strb r3, [r0]\n"
        "    adds r1, #1\n"
        "    adds r0, #1\n"
        "    subs r2, #1\n"
        "    bne 22b\n"
        "23: pop {r0, r4-r7, pc}\n"
        SHIFTED("30", "8", "24", "1", "3")
        SHIFTED("40", "16", "16", "2", "2")
        SHIFTED("50", "24", "8", "3", "1"));
}

#endif
