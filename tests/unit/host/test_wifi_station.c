/*
 * The Wi-Fi station against an access point that is there, away, another one, or silent; with the
 * clock of the tests.
 */
#include <string.h>

#include "fake_radio.h"
#include "net.h"
#include "net_script.h"
#include "pico/cyw43_arch.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "station.h"
#include "unity.h"

static const struct tsp_wifi_network home = {.ssid = "home", .password = "a password", .country = "DE"};
static const struct tsp_wifi_network open_network = {.ssid = "open"};
static const struct tsp_wifi_network none;

void setUp(void) {
    test_runtime_start();
    fake_radio_start();
    fake_flash_erase();
    tsp_station_use(&none);
    fake_radio.leaves = 0;
}

void tearDown(void) {
    fake_radio.refuses = false;
    tsp_station_use(&none);
    test_runtime_end();
}

static void pass(uint32_t milliseconds) {
    for (uint32_t end = tsp_port_now() + milliseconds; tsp_port_now() != end;) {
        test_port_set_time(tsp_port_now() + 10);
        tsp_station_poll();
    }
}

static void at_home(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    tsp_station_use(&home);
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_it_joins_and_is_up_with_an_address(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    tsp_station_use(&home);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    pass(FAKE_RADIO_JOIN_MS + FAKE_RADIO_DHCP_MS - 50);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    pass(100);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
    TEST_ASSERT_TRUE(tsp_station_was_up());
    pass(100000);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
}

static void test_a_network_without_password_is_joined_as_an_open_one(void) {
    fake_radio.ssid = "open";
    tsp_station_use(&open_network);
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_without_a_network_the_radio_is_left_alone(void) {
    pass(100000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_IDLE, tsp_station_state());
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.joins + fake_radio.leaves);
}

/*
 * The waits between attempts, each of which comes to nothing in so many milliseconds: 1, 2, 4 ...
 * seconds, then a minute each.
 */
static void assert_backs_off(uint32_t attempt_ms) {
    uint32_t expected = 1000;
    unsigned joins = fake_radio.joins;
    for (int attempt = 0; attempt < 9; attempt++) {
        uint32_t before = fake_radio.joined_at;
        while (fake_radio.joins == joins) {
            pass(10);
        }
        joins = fake_radio.joins;
        TEST_ASSERT_UINT32_WITHIN(30, expected + attempt_ms, fake_radio.joined_at - before);
        expected = expected * 2 < 60000 ? expected * 2 : 60000;
    }
}

static void test_a_missing_network_is_tried_ever_more_seldom(void) {
    tsp_station_use(&home);
    assert_backs_off(FAKE_RADIO_JOIN_MS);
}

static void test_a_wrong_password_is_tried_ever_more_seldom(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "another one";
    tsp_station_use(&home);
    assert_backs_off(FAKE_RADIO_JOIN_MS + 2000);
}

static void test_an_attempt_that_failed_is_left_before_the_next(void) {
    tsp_station_use(&home);
    pass(500);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_WAITING, tsp_station_state());
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.leaves);
}

static void test_the_network_is_joined_when_it_appears(void) {
    tsp_station_use(&home);
    pass(200000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_WAITING, tsp_station_state());
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    pass(61000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_a_silent_access_point_is_given_up_after_twenty_seconds(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    fake_radio.silent = true;
    tsp_station_use(&home);
    pass(19900);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    pass(200);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_WAITING, tsp_station_state());
    fake_radio.silent = false;
    pass(2000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_a_network_without_dhcp_server_is_given_up_after_thirty_seconds_more(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    fake_radio.no_dhcp = true;
    tsp_station_use(&home);
    pass(30000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    pass(500);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_WAITING, tsp_station_state());
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.leaves);
}

static void test_a_deauthenticated_station_joins_again_at_once(void) {
    at_home();
    fake_radio_deauthenticate();
    pass(250);
    TEST_ASSERT_EQUAL_UINT(2, fake_radio.joins);
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_a_lost_access_point_is_joined_again_when_it_is_back(void) {
    at_home();
    fake_radio_lose();
    fake_radio.ssid = NULL;
    pass(10);
    TEST_ASSERT_NOT_EQUAL(TSP_STATION_UP, tsp_station_state());
    pass(20000);
    unsigned tried = fake_radio.joins;
    TEST_ASSERT_UINT_WITHIN(2, 6, tried);
    fake_radio.ssid = "home";
    pass(20000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
    /* After a success the waits begin from the beginning. */
    fake_radio_lose();
    fake_radio.ssid = NULL;
    pass(400);
    assert_backs_off(FAKE_RADIO_JOIN_MS);
}

/* As the driver does when it was not started: it refuses, and nothing else happens. */
static void test_a_join_that_the_driver_refuses_is_tried_ever_more_seldom(void) {
    fake_radio.refuses = true;
    tsp_station_use(&home);
    pass(40000);
    TEST_ASSERT_UINT_WITHIN(1, 6, fake_radio.joins);
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.resets);
}

static void test_a_radio_that_dies_silently_while_the_network_is_up_is_started_again(void) {
    at_home();
    fake_radio.dead = true;
    uint32_t died = tsp_port_now();
    unsigned asked = fake_radio.questions;
    FAKE_RADIO_RESETS(pass(60000));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_NO_HARDWARE, fake_radio.reset_reason);
    TEST_ASSERT_EQUAL_UINT(asked + 3, fake_radio.questions);
    TEST_ASSERT_LESS_OR_EQUAL_UINT32(12100, tsp_port_now() - died);
    fake_radio.dead = false;
}

static void test_a_radio_that_answers_again_is_left_alone(void) {
    at_home();
    for (int round = 0; round < 4; round++) {
        fake_radio.dead = true;
        unsigned before = fake_radio.questions;
        while (fake_radio.questions < before + 2) {
            pass(10);
        }
        fake_radio.dead = false;
        pass(5000);
        TEST_ASSERT_EQUAL_UINT(before + 3, fake_radio.questions);
    }
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.resets);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
}

static void test_a_living_radio_is_asked_every_ten_seconds(void) {
    at_home();
    unsigned asked = fake_radio.questions;
    pass(100000);
    TEST_ASSERT_UINT_WITHIN(1, asked + 10, fake_radio.questions);
}

/* The driver ignores every answer of the radio to a join. */
static void assert_a_dead_radio_is_found_within(uint32_t milliseconds) {
    fake_radio.dead = true;
    uint32_t died = tsp_port_now();
    FAKE_RADIO_RESETS(pass(milliseconds));
    TEST_ASSERT_EQUAL_INT(TSP_RESET_NO_HARDWARE, fake_radio.reset_reason);
    TEST_ASSERT_LESS_OR_EQUAL_UINT32(milliseconds, tsp_port_now() - died);
    fake_radio.dead = false;
}

static void test_a_radio_that_dies_while_joining_is_found_out(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    fake_radio.silent = true;
    tsp_station_use(&home);
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    assert_a_dead_radio_is_found_within(12100);
}

static void test_a_radio_that_dies_between_two_attempts_is_found_out(void) {
    tsp_station_use(&home);
    pass(10000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_WAITING, tsp_station_state());
    assert_a_dead_radio_is_found_within(12100);
}

static void test_a_radio_that_is_dead_is_not_asked_to_join(void) {
    fake_radio.dead = true;
    tsp_station_use(&home);
    FAKE_RADIO_RESETS(pass(5000));
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.joins);
    fake_radio.dead = false;
}

static void test_a_reset_while_the_radio_is_asked_to_join_is_the_radios(void) {
    at_home(); /* the stand-in looks at the suspect when it is asked */
    TEST_ASSERT_EQUAL_INT(TSP_RESET_NONE, fake_radio.suspect);
}

/* ---- The address ---- */

static void test_an_address_of_the_network_before_does_not_count(void) {
    at_home();
    fake_radio_deauthenticate();
    fake_radio.no_dhcp = true;
    pass(2000);
    TEST_ASSERT_FALSE(ip4_addr_isany(netif_ip4_addr(&cyw43_state.netif[CYW43_ITF_STA])));
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    fake_radio.no_dhcp = false;
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_another_network_does_not_see_the_old_address(void) {
    at_home();
    tsp_station_use(&open_network);
    TEST_ASSERT_TRUE(ip4_addr_isany(netif_ip4_addr(&cyw43_state.netif[CYW43_ITF_STA])));
}

static void test_an_address_that_is_taken_back_is_not_a_lost_network(void) {
    at_home();
    unsigned leaves = fake_radio.leaves;
    fake_radio.address = PP_HTONL(LWIP_MAKEU32(192, 168, 1, 99));
    fake_radio_take_address();
    pass(20);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_JOINING, tsp_station_state());
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
    TEST_ASSERT_EQUAL_UINT(leaves, fake_radio.leaves);
}

static void test_a_network_that_gives_no_other_address_is_joined_anew(void) {
    at_home();
    fake_radio.no_dhcp = true;
    fake_radio_take_address();
    pass(30100);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_WAITING, tsp_station_state());
}

/* ---- Refusals and late words ---- */

static void test_a_refusal_that_the_chip_mends_itself_is_none(void) {
    fake_radio.ssid = "home";
    fake_radio.password = "a password";
    fake_radio.refuses_first_ms = 1500;
    tsp_station_use(&home);
    pass(3000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.joins);
}

static void test_the_radio_is_asked_for_its_signal_in_a_network_alone(void) {
    tsp_station_print();
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.channel_questions);
    at_home();
    unsigned asked = fake_radio.questions;
    tsp_station_print();
    TEST_ASSERT_EQUAL_UINT(asked + 1, fake_radio.questions);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.channel_questions);
    fake_radio.dead = true;
    tsp_station_print();
    fake_radio.dead = false;
    TEST_ASSERT_EQUAL_UINT_MESSAGE(1, fake_radio.channel_questions, "each question without an answer takes a second");
    TEST_ASSERT_EQUAL_UINT(0, fake_radio.resets);
}

static void test_nobody_joins_within_200_ms_of_leaving(void) {
    at_home();
    fake_radio_deauthenticate();
    pass(1000);
    TEST_ASSERT_GREATER_OR_EQUAL_UINT32(200, fake_radio.joined_at - fake_radio.left_at);
    tsp_station_use(&open_network);
    pass(1000);
    TEST_ASSERT_GREATER_OR_EQUAL_UINT32(200, fake_radio.joined_at - fake_radio.left_at);
}

static void test_another_network_is_joined_in_place_of_the_first(void) {
    at_home();
    fake_radio.ssid = "open";
    fake_radio.password = NULL;
    tsp_station_use(&open_network);
    TEST_ASSERT_EQUAL_UINT(1, fake_radio.leaves);
    pass(1000);
    TEST_ASSERT_EQUAL_INT(TSP_STATION_UP, tsp_station_state());
}

static void test_the_clock_may_wrap_while_it_waits(void) {
    test_port_set_time(0xFFFFFFFF - 299);
    tsp_station_use(&home);
    pass(2000);
    TEST_ASSERT_EQUAL_UINT(2, fake_radio.joins);
    test_port_set_time(0);
}

/* ---- What the program sees of a loss ---- */

static void test_open_sockets_learn_of_a_lost_network_and_the_listener_stays(void) {
    static const uint8_t request[] = "hello";
    struct net_peer open_peer = {0};
    struct net_peer waiting = {0};
    net_begin();
    script_begin();
    script_handles_errors = true;
    script_listen();
    net_connect(&open_peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(open_peer.connected);
    script_accepts = false;
    net_connect(&waiting, SCRIPT_PORT);
    net_settle();
    open_peer.out = request;
    at_home();
    script_log[0] = '\0';
    fake_radio_lose();
    pass(10);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("E ", script_log);
    net_unplug(&open_peer);
    net_unplug(&waiting);
    script_accepts = true;
    struct net_peer later = {0};
    net_connect(&later, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE_MESSAGE(later.connected, "the listener serves again");
    net_reset(&later);
    net_settle();
    net_unplug(&later);
    script_drop_socket();
    script_end();
    net_end();
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_it_joins_and_is_up_with_an_address);
    RUN_TEST(test_a_network_without_password_is_joined_as_an_open_one);
    RUN_TEST(test_without_a_network_the_radio_is_left_alone);
    RUN_TEST(test_a_missing_network_is_tried_ever_more_seldom);
    RUN_TEST(test_a_wrong_password_is_tried_ever_more_seldom);
    RUN_TEST(test_an_attempt_that_failed_is_left_before_the_next);
    RUN_TEST(test_the_network_is_joined_when_it_appears);
    RUN_TEST(test_a_silent_access_point_is_given_up_after_twenty_seconds);
    RUN_TEST(test_a_network_without_dhcp_server_is_given_up_after_thirty_seconds_more);
    RUN_TEST(test_a_deauthenticated_station_joins_again_at_once);
    RUN_TEST(test_a_lost_access_point_is_joined_again_when_it_is_back);
    RUN_TEST(test_a_join_that_the_driver_refuses_is_tried_ever_more_seldom);
    RUN_TEST(test_a_radio_that_dies_silently_while_the_network_is_up_is_started_again);
    RUN_TEST(test_a_radio_that_answers_again_is_left_alone);
    RUN_TEST(test_a_living_radio_is_asked_every_ten_seconds);
    RUN_TEST(test_a_radio_that_dies_while_joining_is_found_out);
    RUN_TEST(test_a_radio_that_dies_between_two_attempts_is_found_out);
    RUN_TEST(test_a_radio_that_is_dead_is_not_asked_to_join);
    RUN_TEST(test_a_reset_while_the_radio_is_asked_to_join_is_the_radios);
    RUN_TEST(test_an_address_of_the_network_before_does_not_count);
    RUN_TEST(test_another_network_does_not_see_the_old_address);
    RUN_TEST(test_an_address_that_is_taken_back_is_not_a_lost_network);
    RUN_TEST(test_a_network_that_gives_no_other_address_is_joined_anew);
    RUN_TEST(test_a_refusal_that_the_chip_mends_itself_is_none);
    RUN_TEST(test_the_radio_is_asked_for_its_signal_in_a_network_alone);
    RUN_TEST(test_nobody_joins_within_200_ms_of_leaving);
    RUN_TEST(test_another_network_is_joined_in_place_of_the_first);
    RUN_TEST(test_the_clock_may_wrap_while_it_waits);
    RUN_TEST(test_open_sockets_learn_of_a_lost_network_and_the_listener_stays);
    return UNITY_END();
}
