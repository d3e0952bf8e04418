/* More clients than places, and what each is promised then. */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net.h"
#include "net_script.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

#define HEAD_LENGTH 64u /* of script_echo's answer */

static uint8_t pattern[9000];
static uint8_t answer[6200];
static struct net_peer peer;
static struct net_peer other;

void setUp(void) {
    test_runtime_start();
    memset(&peer, 0, sizeof peer);
    memset(&other, 0, sizeof other);
    for (size_t i = 0; i < sizeof pattern; i++) {
        pattern[i] = (uint8_t)(i * 7 + i / 251);
    }
    peer.in = answer;
    peer.in_size = sizeof answer;
    peer.out = other.out = pattern;
    net_begin();
    script_begin();
}

void tearDown(void) {
    script_end();
    net_end();
    test_runtime_end();
}

static void assert_answered(size_t body) {
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "the answer was destroyed by a reset");
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + body, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(pattern, answer + HEAD_LENGTH, body);
}

static void test_silent_clients_that_leave_make_room_without_a_handler(void) {
    script_handles_errors = false;
    script_when_readable = script_echo;
    script_listen();
    for (int i = 0; i < 20; i++) {
        memset(&other, 0, sizeof other);
        other.fin = true;
        net_connect(&other, SCRIPT_PORT);
        net_advance(50);
        TEST_ASSERT_TRUE(other.finished);
        net_unplug(&other);
    }
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(100);
}

static void test_silent_connections_give_way_to_a_client_that_waits(void) {
    static struct net_peer silent[TSP_CONNECTIONS];
    script_when_readable = script_echo;
    script_listen();
    memset(silent, 0, sizeof silent);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        net_connect(&silent[i], SCRIPT_PORT);
        net_settle();
    }
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(500);
    TEST_ASSERT_FALSE_MESSAGE(peer.connected, "nobody is reclaimed in its first second");
    TEST_ASSERT_FALSE(silent[0].reset);
    net_advance(3000);
    assert_answered(100);
    int resets = 0;
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        resets += silent[i].reset;
        net_unplug(&silent[i]);
    }
    TEST_ASSERT_EQUAL_INT(1, resets);
    script_listener = (tsp_listener_close(script_listener), NULL);
    net_advance(TSP_SILENT_MS);
}

static void test_connections_that_spoke_make_newcomers_wait(void) {
    static struct net_peer busy[TSP_CONNECTIONS];
    script_listen();
    memset(busy, 0, sizeof busy);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        busy[i].out = pattern;
        busy[i].out_length = 1;
        net_connect(&busy[i], SCRIPT_PORT);
        net_settle();
    }
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(5000);
    TEST_ASSERT_FALSE(peer.connected);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        TEST_ASSERT_FALSE(busy[i].reset);
    }
    script_when_readable = script_echo;
    net_reset(&busy[3]);
    net_advance(TSP_END_MS + 3000);
    assert_answered(100);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        net_reset(&busy[i]);
    }
    net_advance(TSP_END_MS + 1000);
}

static void test_one_byte_segments_that_nobody_reads_starve_nobody(void) {
    script_listen();
    peer.segment = 1;
    peer.out_length = 200;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_UINT(201, peer.acked);
    script_when_readable = script_echo;
    other.out_length = 100;
    net_connect(&other, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + 100, other.received);
    net_reset(&peer);
    net_advance(TSP_END_MS + 1000);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_silent_clients_that_leave_make_room_without_a_handler);
    RUN_TEST(test_silent_connections_give_way_to_a_client_that_waits);
    RUN_TEST(test_connections_that_spoke_make_newcomers_wait);
    RUN_TEST(test_one_byte_segments_that_nobody_reads_starve_nobody);
    return UNITY_END();
}
