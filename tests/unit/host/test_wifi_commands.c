/*
 * The console of a Wi-Fi board: lines, the `wifi` command, and the network that is joined at the
 * start.
 */
#include <stdio.h>
#include <string.h>

#include "command_line.h"
#include "fake_radio.h"
#include "link.h"
#include "pico/cyw43_arch.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "settings.h"
#include "station.h"
#include "unity.h"
#include "wifi_commands.h"

static struct tsp_command_line line;

void setUp(void) {
    fake_radio_start();
    fake_flash_erase();
    memset(&line, 0, sizeof(line));
}

void tearDown(void) {
    static const struct tsp_wifi_network none;
    tsp_station_use(&none);
}

static int type(const char *text) {
    for (; *text != '\0'; text++) {
        TEST_ASSERT_FALSE(tsp_command_line_take(&line, *text));
    }
    TEST_ASSERT_TRUE(tsp_command_line_take(&line, '\r'));
    return tsp_command_line_split(&line);
}

static void run(const char *text) {
    int words = type(text);
    TEST_ASSERT_GREATER_THAN_INT(0, words);
    TEST_ASSERT_TRUE(tsp_link_command(words, line.words));
}

/* Whoever left a network waits before the next join. */
static void settle(void) {
    test_port_set_time(tsp_port_now() + 250);
    (void)tsp_link_poll();
}

static void start(void) {
    TEST_ASSERT_NOT_NULL(tsp_link_start());
}

static void assert_remembered(const char *ssid, const char *password, const char *country) {
    struct tsp_wifi_network network;
    TEST_ASSERT_TRUE(tsp_settings_load(&network));
    TEST_ASSERT_EQUAL_STRING(ssid, network.ssid);
    TEST_ASSERT_EQUAL_STRING(password, network.password);
    TEST_ASSERT_EQUAL_STRING(country, network.country);
}

/* ---- Lines ---- */

static void test_words_are_separated_by_spaces(void) {
    TEST_ASSERT_EQUAL_INT(3, type("  wifi home   secret  "));
    TEST_ASSERT_EQUAL_STRING("wifi", line.words[0]);
    TEST_ASSERT_EQUAL_STRING("home", line.words[1]);
    TEST_ASSERT_EQUAL_STRING("secret", line.words[2]);
    TEST_ASSERT_EQUAL_INT(0, type(""));
    TEST_ASSERT_EQUAL_INT(0, type("   "));
}

static void test_quotes_hold_spaces_quotes_and_nothing(void) {
    TEST_ASSERT_EQUAL_INT(4, type("wifi \"my home\" \"a \\\"b\\\\\" \"\""));
    TEST_ASSERT_EQUAL_STRING("my home", line.words[1]);
    TEST_ASSERT_EQUAL_STRING("a \"b\\", line.words[2]);
    TEST_ASSERT_EQUAL_STRING("", line.words[3]);
    TEST_ASSERT_EQUAL_INT(-1, type("wifi \"my home"));
}

static void test_typing_errors_can_be_taken_back(void) {
    TEST_ASSERT_EQUAL_INT(1, type("\b\bwhat\x15wfi\b\bi\x7Fifi"));
    TEST_ASSERT_EQUAL_STRING("wifi", line.words[0]);
}

static void test_characters_that_nobody_types_do_not_spoil_a_line(void) {
    /* A receiver that is open at power-on reads a zero. */
    static const char noise[] = {'\0', '\x01', '\x1b', '\x1f', '\t'};
    for (size_t i = 0; i < sizeof(noise); i++) {
        TEST_ASSERT_FALSE(tsp_command_line_take(&line, noise[i]));
        TEST_ASSERT_EQUAL_INT(1, type("help"));
        TEST_ASSERT_EQUAL_STRING("help", line.words[0]);
    }
    TEST_ASSERT_EQUAL_INT(2, type("wifi caf\xc3\xa9"));
    TEST_ASSERT_EQUAL_STRING("caf\xc3\xa9", line.words[1]);
}

static void test_a_line_with_lost_characters_is_refused(void) {
    TEST_ASSERT_EQUAL_INT(-1, type("wifi home sec\x18t"));
    TEST_ASSERT_EQUAL_INT(-1, type("wifi home secret\x18"));
    TEST_ASSERT_EQUAL_INT(1, type("wifi home sec\x18\x15help"));
    TEST_ASSERT_EQUAL_INT(1, type("help"));
}

static void test_overlong_lines_and_too_many_words_are_refused_whole(void) {
    for (int i = 0; i < 1000; i++) {
        (void)tsp_command_line_take(&line, 'x');
    }
    TEST_ASSERT_TRUE(tsp_command_line_take(&line, '\n'));
    TEST_ASSERT_EQUAL_INT(-1, tsp_command_line_split(&line));
    TEST_ASSERT_EQUAL_INT(-1, type("1 2 3 4 5 6 7"));
    TEST_ASSERT_EQUAL_INT(6, type("1 2 3 4 5 6"));
}

static void test_every_byte_and_length_of_a_line_stays_inside(void) {
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        seed = seed * 1664525u + 1013904223u;
        for (uint32_t left = seed >> 24; left > 0; left--) {
            seed = seed * 1664525u + 1013904223u;
            (void)tsp_command_line_take(&line, " \"\\a\x80\x08"[(seed >> 24) % 6]);
        }
        int words = tsp_command_line_split(&line);
        for (int i = 0; i < words; i++) {
            TEST_ASSERT_TRUE(line.words[i] >= line.text &&
                             line.words[i] + strlen(line.words[i]) < line.text + sizeof(line.text));
        }
    }
}

/* ---- The network to join ---- */

static void test_the_network_of_the_build_is_joined_with_its_country(void) {
    start();
    TEST_ASSERT_EQUAL_UINT32(CYW43_COUNTRY('D', 'E', 0), fake_radio.country);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
    fake_radio.ssid = "built in";
    fake_radio.password = "built-password";
    test_port_set_time(0);
    TEST_ASSERT_FALSE(tsp_link_ready());
}

static void test_a_typed_network_is_joined_and_remembered_over_a_restart(void) {
    start();
    run("wifi \"my home\" \"my password\"");
    settle();
    assert_remembered("my home", "my password", "DE");
    TEST_ASSERT_EQUAL_UINT(2, fake_radio.joins);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.leaves);
    fake_radio_start();
    fake_radio.ssid = "my home";
    fake_radio.password = "my password";
    start();
    for (int i = 0; i < 8; i++) {
        settle();
    }
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
    TEST_ASSERT_TRUE(tsp_link_ready());
}

static void test_another_country_starts_the_board_again(void) {
    start();
    FAKE_RADIO_RESETS(run("wifi home \"my password\" JP"));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_COMMAND, fake_radio.reset_reason);
    assert_remembered("home", "my password", "JP");
    fake_radio_start();
    start();
    TEST_ASSERT_EQUAL_UINT32(CYW43_COUNTRY('J', 'P', 0), fake_radio.country);
}

static void test_forgetting_brings_the_network_of_the_build_back(void) {
    struct tsp_wifi_network network;
    start();
    run("wifi home \"my password\"");
    settle();
    run("wifi forget");
    settle();
    TEST_ASSERT_FALSE(tsp_settings_load(&network));
    tsp_wifi_first_network(&network);
    TEST_ASSERT_EQUAL_STRING("built in", network.ssid);
    TEST_ASSERT_EQUAL_UINT(3, fake_radio.joins);
}

static void test_an_open_network_needs_no_password(void) {
    start();
    run("wifi cafe");
    assert_remembered("cafe", "", "DE");
}

static void test_mistakes_change_nothing(void) {
    static const char *const mistakes[] = {
        "wifi", "wifi home short", "wifi \"\" \"my password\"", "wifi home \"my password\" de",
        "wifi home \"my password\" DEU", "wifi home \"my password\" DE more",
        "wifi 123456789012345678901234567890123 \"my password\"",
        "wifi home 1234567890123456789012345678901234567890123456789012345678901234"};
    struct tsp_wifi_network network;
    start();
    for (unsigned i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
        run(mistakes[i]);
        TEST_ASSERT_FALSE_MESSAGE(tsp_settings_load(&network), mistakes[i]);
    }
    run("wifi status");
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
}

static void test_a_network_that_cannot_be_remembered_is_joined_all_the_same(void) {
    start();
    fake_radio.writable = false;
    run("wifi home \"my password\"");
    settle();
    TEST_ASSERT_EQUAL_UINT(2, fake_radio.joins);
}

/* A restart would come back without the network, so the one that is joined stays. */
static void test_another_country_that_cannot_be_remembered_changes_nothing(void) {
    struct tsp_wifi_network network;
    start();
    fake_radio.writable = false;
    fake_radio.resets = 0;
    if (setjmp(fake_reset) == 0) {
        run("wifi home \"my password\" JP");
    }
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.resets);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.leaves);
    TEST_ASSERT_FALSE(tsp_settings_load(&network));
}

static void test_other_words_are_not_for_the_radio(void) {
    TEST_ASSERT_EQUAL_INT(1, type("hello"));
    TEST_ASSERT_FALSE(tsp_link_command(1, line.words));
}

static void test_a_radio_that_does_not_answer_is_no_link(void) {
    fake_radio.broken = true;
    TEST_ASSERT_NULL(tsp_link_start());
    TEST_ASSERT_EQUAL_UINT_MESSAGE(0, fake_radio.joins, "there is nothing to join with");
}

static void test_the_radio_does_not_sleep_unless_it_is_asked_to(void) {
    start();
    TEST_ASSERT_EQUAL_HEX32(CYW43_NONE_PM, fake_radio.power);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_words_are_separated_by_spaces);
    RUN_TEST(test_quotes_hold_spaces_quotes_and_nothing);
    RUN_TEST(test_typing_errors_can_be_taken_back);
    RUN_TEST(test_characters_that_nobody_types_do_not_spoil_a_line);
    RUN_TEST(test_a_line_with_lost_characters_is_refused);
    RUN_TEST(test_overlong_lines_and_too_many_words_are_refused_whole);
    RUN_TEST(test_every_byte_and_length_of_a_line_stays_inside);
    RUN_TEST(test_the_network_of_the_build_is_joined_with_its_country);
    RUN_TEST(test_a_typed_network_is_joined_and_remembered_over_a_restart);
    RUN_TEST(test_another_country_starts_the_board_again);
    RUN_TEST(test_forgetting_brings_the_network_of_the_build_back);
    RUN_TEST(test_an_open_network_needs_no_password);
    RUN_TEST(test_mistakes_change_nothing);
    RUN_TEST(test_a_network_that_cannot_be_remembered_is_joined_all_the_same);
    RUN_TEST(test_another_country_that_cannot_be_remembered_changes_nothing);
    RUN_TEST(test_other_words_are_not_for_the_radio);
    RUN_TEST(test_a_radio_that_does_not_answer_is_no_link);
    RUN_TEST(test_the_radio_does_not_sleep_unless_it_is_asked_to);
    return UNITY_END();
}
