/*
 * The console on USB against hosts that read, read slowly, and do not read: how long a program that
 * prints can be held.
 */
#include <string.h>

#include "console.h"
#include "fake_cdc.h"
#include "pico/time.h"
#include "unity.h"

/* What the SDK's printf hands to a driver at once. */
#define CHUNK 128u

static char text[8192];

void setUp(void) {
    fake_cdc_start();
    tsp_usb_console_start();
    tsp_usb_console_turn();
    memset(text, 'x', sizeof(text));
    /* Whatever a test before has left: a host that reads makes the console patient again. */
    fake_cdc.driver->out_chars(text, 1);
    fake_cdc_pass(10000);
    fake_cdc.received = 0;
}

/* TinyUSB's task runs in an interrupt, which must not come in between. */
void tearDown(void) {
    TEST_ASSERT_EQUAL_INT(0, fake_cdc.locks);
    TEST_ASSERT_EQUAL_UINT(0, fake_cdc.bare);
}

/* Prints so many bytes in chunks; returns the microseconds that it took. */
static uint64_t print(uint32_t length) {
    uint64_t began = time_us_64();
    while (length > 0) {
        uint32_t count = length < CHUNK ? length : CHUNK;
        fake_cdc.driver->out_chars(text, (int)count);
        length -= count;
    }
    return time_us_64() - began;
}

static void test_a_host_that_reads_gets_every_byte(void) {
    for (int i = 0; i < 10; i++) {
        (void)print(sizeof(text));
    }
    fake_cdc_pass(100000);
    TEST_ASSERT_EQUAL_UINT32(10 * sizeof(text), fake_cdc.received);
}

static void test_a_host_that_is_slower_than_the_program_gets_every_byte_within_the_turn(void) {
    fake_cdc.pause_us = 3000;
    (void)print(sizeof(text));
    fake_cdc_pass(1000000);
    TEST_ASSERT_EQUAL_UINT32(sizeof(text), fake_cdc.received);
}

static void test_a_host_that_does_not_read_holds_the_program_for_20_ms_once(void) {
    fake_cdc.bytes = 0;
    fake_cdc.pause_us = 1;
    TEST_ASSERT_UINT32_WITHIN(200, 20000, (uint32_t)print(sizeof(text)));
    TEST_ASSERT_EQUAL_UINT32(0, (uint32_t)print(sizeof(text)));
}

static void test_a_host_that_takes_a_byte_every_19_ms_holds_one_long_print_for_half_a_second(void) {
    fake_cdc.bytes = 1;
    fake_cdc.pause_us = 19000;
    uint64_t began = time_us_64();
    fake_cdc.driver->out_chars(text, sizeof(text));
    TEST_ASSERT_LESS_OR_EQUAL_UINT32(500200, (uint32_t)(time_us_64() - began));
}

static void test_a_host_that_takes_a_byte_every_19_ms_holds_many_prints_for_half_a_second_together(void) {
    fake_cdc.bytes = 1;
    fake_cdc.pause_us = 19000;
    uint64_t took = 0;
    for (int i = 0; i < 20; i++) {
        took += print(1000);
    }
    TEST_ASSERT_LESS_OR_EQUAL_UINT32(500200, (uint32_t)took);
}

static void test_after_a_turn_that_was_cut_short_a_host_that_reads_gets_everything_again(void) {
    fake_cdc.bytes = 1;
    fake_cdc.pause_us = 19000;
    (void)print(sizeof(text));
    fake_cdc_start();
    fake_cdc.held = CFG_TUD_CDC_TX_BUFSIZE;
    tsp_usb_console_turn();
    (void)print(sizeof(text));
    fake_cdc_pass(100000);
    TEST_ASSERT_EQUAL_UINT32(CFG_TUD_CDC_TX_BUFSIZE + sizeof(text), fake_cdc.received);
}

static void test_only_the_boot_loaders_speed_starts_it(void) {
    cdc_line_coding_t coding = {.bit_rate = 115200};
    tud_cdc_line_coding_cb(0, &coding);
    TEST_ASSERT_EQUAL_UINT(0, fake_cdc.boots);
    coding.bit_rate = 1200;
    tud_cdc_line_coding_cb(0, &coding);
    TEST_ASSERT_EQUAL_UINT(1, fake_cdc.boots);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_host_that_reads_gets_every_byte);
    RUN_TEST(test_a_host_that_is_slower_than_the_program_gets_every_byte_within_the_turn);
    RUN_TEST(test_a_host_that_does_not_read_holds_the_program_for_20_ms_once);
    RUN_TEST(test_a_host_that_takes_a_byte_every_19_ms_holds_one_long_print_for_half_a_second);
    RUN_TEST(test_a_host_that_takes_a_byte_every_19_ms_holds_many_prints_for_half_a_second_together);
    RUN_TEST(test_after_a_turn_that_was_cut_short_a_host_that_reads_gets_everything_again);
    RUN_TEST(test_only_the_boot_loaders_speed_starts_it);
    return UNITY_END();
}
