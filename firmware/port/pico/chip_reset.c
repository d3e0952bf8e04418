#include "chip_reset.h"

#include "hardware/structs/watchdog.h"
#include "pico.h"

/*
 * A debugger that resets the processor leaves the chip's registers as they are, these too: they
 * would tell the last reset but one. Whoever resets the chip clears the scratch registers.
 */
#define STARTED 3
#define MAGIC 0x7473703fu

#if PICO_RP2040

#include "hardware/structs/vreg_and_chip_reset.h"

#define CHIP(cause) VREG_AND_CHIP_RESET_CHIP_RESET_##cause##_BITS

static uint32_t __uninitialized_ram(left)[2];

static bool ram_was_kept(void) {
    bool kept = left[0] == MAGIC && left[1] == ~MAGIC;
    left[0] = MAGIC;
    left[1] = ~MAGIC;
    return kept;
}

static enum tsp_reset_reason told_by_chip(void) {
    uint32_t told = vreg_and_chip_reset_hw->chip_reset;
    bool kept = ram_was_kept();
    if (told & CHIP(HAD_POR)) {
        return kept ? TSP_RESET_BROWN_OUT : TSP_RESET_POWER_ON;
    }
    if (told & CHIP(HAD_RUN)) {
        return TSP_RESET_RUN_PIN;
    }
    return told & CHIP(HAD_PSM_RESTART) ? TSP_RESET_DEBUGGER : TSP_RESET_NONE;
}

#else

#include "hardware/structs/powman.h"

#define CHIP(cause) POWMAN_CHIP_RESET_##cause##_BITS

static enum tsp_reset_reason told_by_chip(void) {
    uint32_t told = powman_hw->chip_reset;
    if (told & (CHIP(HAD_BOR) | CHIP(HAD_GLITCH_DETECT))) {
        return TSP_RESET_BROWN_OUT;
    }
    if (told & CHIP(HAD_POR)) {
        return TSP_RESET_POWER_ON;
    }
    if (told & CHIP(HAD_RUN_LOW)) {
        return TSP_RESET_RUN_PIN;
    }
    bool debugger = (told & (CHIP(HAD_RESCUE) | CHIP(HAD_DP_RESET_REQ) | CHIP(HAD_HZD_SYS_RESET_REQ))) != 0;
    return debugger ? TSP_RESET_DEBUGGER : TSP_RESET_NONE;
}

#endif

enum tsp_reset_reason tsp_chip_reset_take(void) {
    enum tsp_reset_reason told = told_by_chip();
    bool chip_stayed = watchdog_hw->scratch[STARTED] == MAGIC;
    watchdog_hw->scratch[STARTED] = MAGIC;
    if (watchdog_hw->reason != 0) {
        return TSP_RESET_NONE;
    }
    return chip_stayed ? TSP_RESET_DEBUGGER : told;
}
