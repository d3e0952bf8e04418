/*
 * The console on USB of a Wi-Fi board: how long a host that reads slowly can hold a program that
 * prints.
 */
#include "bounded_console.h"
#include "fake_cdc.h"
#include "fake_stdio_usb.h"
#include "pico/time.h"
#include "unity.h"

static char text[100 * 1024];

void setUp(void) {
    fake_cdc_start();
    fake_stdio_usb.received = 0;
    fake_stdio_usb.packet_us = 50;
    tsp_bounded_console_start();
    tsp_bounded_console_turn();
}

void tearDown(void) {}

static uint32_t print(int length) {
    uint64_t began = time_us_64();
    fake_cdc.driver->out_chars(text, length);
    return (uint32_t)(time_us_64() - began);
}

static void test_a_host_that_reads_gets_every_byte(void) {
    (void)print(sizeof(text));
    TEST_ASSERT_EQUAL_UINT32(sizeof(text), fake_stdio_usb.received);
}

/* The SDK's driver waits for each packet of such a host, and would wait for eleven minutes. */
static void test_a_host_that_takes_a_packet_now_and_then_holds_a_turn_for_half_a_second(void) {
    fake_stdio_usb.packet_us = 400000;
    TEST_ASSERT_LESS_OR_EQUAL_UINT32(900200, print(sizeof(text)));
    TEST_ASSERT_EQUAL_UINT32(0, print(1000));
    tsp_bounded_console_turn();
    (void)print(10);
    TEST_ASSERT_EQUAL_UINT32(2 * 64 + 10, fake_stdio_usb.received);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_host_that_reads_gets_every_byte);
    RUN_TEST(test_a_host_that_takes_a_packet_now_and_then_holds_a_turn_for_half_a_second);
    return UNITY_END();
}
