/*
 * What an RP2350 says of its last reset. The RP2040 is in the emulator
 * (tests/emulator/board-life.test.ts), which has no RP2350.
 */
#include <string.h>

#include "chip_reset.h"
#include "hardware/structs/powman.h"
#include "hardware/structs/watchdog.h"
#include "unity.h"

static struct fake_watchdog watchdog;
static struct fake_powman powman;
struct fake_watchdog *watchdog_hw = &watchdog;
struct fake_powman *powman_hw = &powman;

void setUp(void) {
    memset(&watchdog, 0, sizeof(watchdog));
}

void tearDown(void) {
}

static enum tsp_reset_reason after(uint32_t chip_reset) {
    /* A reset of the chip clears the scratch registers. */
    setUp();
    powman.chip_reset = chip_reset;
    return tsp_chip_reset_take();
}

static void test_each_cause_has_its_reason(void) {
    TEST_ASSERT_EQUAL_INT(TSP_RESET_POWER_ON, after(POWMAN_CHIP_RESET_HAD_POR_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_BROWN_OUT, after(POWMAN_CHIP_RESET_HAD_BOR_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_BROWN_OUT, after(POWMAN_CHIP_RESET_HAD_GLITCH_DETECT_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_RUN_PIN, after(POWMAN_CHIP_RESET_HAD_RUN_LOW_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_DEBUGGER, after(POWMAN_CHIP_RESET_HAD_RESCUE_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_DEBUGGER, after(POWMAN_CHIP_RESET_HAD_DP_RESET_REQ_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_DEBUGGER, after(POWMAN_CHIP_RESET_HAD_HZD_SYS_RESET_REQ_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_NONE, after(0));
}

static void test_a_reset_by_the_watchdog_is_not_the_reset_before_it(void) {
    TEST_ASSERT_EQUAL_INT(TSP_RESET_POWER_ON, after(POWMAN_CHIP_RESET_HAD_POR_BITS));
    watchdog.reason = 1;
    TEST_ASSERT_EQUAL_INT(TSP_RESET_NONE, tsp_chip_reset_take());
}

static void test_a_processor_that_starts_again_in_a_chip_that_stayed_was_reset_by_a_debugger(void) {
    TEST_ASSERT_EQUAL_INT(TSP_RESET_POWER_ON, after(POWMAN_CHIP_RESET_HAD_POR_BITS));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_DEBUGGER, tsp_chip_reset_take());
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_each_cause_has_its_reason);
    RUN_TEST(test_a_reset_by_the_watchdog_is_not_the_reset_before_it);
    RUN_TEST(test_a_processor_that_starts_again_in_a_chip_that_stayed_was_reset_by_a_debugger);
    return UNITY_END();
}
