/*
 * Silent connections make room for newcomers, one at a time and the oldest first; those that spoke
 * do not.
 */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_fixture.h"
#include "unity.h"

#include <string.h>

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
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

static void test_client_that_nobody_accepts_gives_way_too(void) {
    static struct net_peer silent[TSP_CONNECTIONS];
    script_accepts = false;
    script_listen();
    memset(silent, 0, sizeof silent);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        silent[i].out = pattern;
        silent[i].out_length = i == 2 ? 0 : 1;
        net_connect(&silent[i], SCRIPT_PORT);
        net_settle();
    }
    net_connect(&peer, SCRIPT_PORT);
    net_advance(4000);
    TEST_ASSERT_TRUE(peer.connected);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        TEST_ASSERT_EQUAL_INT_MESSAGE(i == 2, silent[i].reset, "only who never sent a byte");
    }
    script_listener = (tsp_listener_close(script_listener), NULL);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        net_reset(&silent[i]);
    }
    net_reset(&peer);
}

static void connect_silent(struct net_peer *silent, int count) {
    for (int i = 0; i < count; i++) {
        net_connect(&silent[i], SCRIPT_PORT);
        net_advance(100);
    }
}

static int count_resets(const struct net_peer *peers, int count) {
    int resets = 0;
    for (int i = 0; i < count; i++) {
        resets += peers[i].reset;
    }
    return resets;
}

static void test_oldest_silent_connection_gives_way_first(void) {
    static struct net_peer silent[TSP_CONNECTIONS + 1];
    script_listen();
    memset(silent, 0, sizeof silent);
    connect_silent(silent, TSP_CONNECTIONS);
    net_reset(&silent[0]); /* its slot has the youngest then */
    net_connect(&silent[TSP_CONNECTIONS], SCRIPT_PORT);
    net_advance(TSP_RECLAIM_MS + 100);
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(silent[1].reset);
    TEST_ASSERT_EQUAL_INT(1, count_resets(silent, TSP_CONNECTIONS + 1));
    tsp_listener_close(script_listener);
    script_listener = NULL;
    net_advance(TSP_SILENT_MS);
}

/* As many requests as a burst has between two turns. */
static void test_burst_of_newcomers_takes_one_silent_connection_at_a_time(void) {
    static struct net_peer silent[TSP_CONNECTIONS];
    static struct net_peer burst[4];
    script_listen();
    memset(silent, 0, sizeof silent);
    memset(burst, 0, sizeof burst);
    connect_silent(silent, TSP_CONNECTIONS);
    net_advance(TSP_RECLAIM_MS);
    net_holds_turns = true;
    for (int i = 0; i < 4; i++) {
        net_connect(&burst[i], SCRIPT_PORT);
    }
    net_settle();
    net_holds_turns = false;
    net_settle();
    TEST_ASSERT_EQUAL_INT(1, count_resets(silent, TSP_CONNECTIONS));
    /* Each repeats its request every second. */
    net_advance(5000);
    for (int i = 0; i < 4; i++) {
        TEST_ASSERT_TRUE(burst[i].connected);
    }
    TEST_ASSERT_EQUAL_INT(4, count_resets(silent, TSP_CONNECTIONS));
    tsp_listener_close(script_listener);
    script_listener = NULL;
    net_advance(TSP_SILENT_MS);
}

/* The place is promised to a handshake that lwIP waits twenty seconds for. */
static void test_newcomer_that_vanishes_in_its_handshake_keeps_nobody_out(void) {
    static struct net_peer silent[TSP_CONNECTIONS];
    script_when_readable = script_echo;
    script_listen();
    memset(silent, 0, sizeof silent);
    connect_silent(silent, TSP_CONNECTIONS);
    net_advance(TSP_RECLAIM_MS);
    net_connect(&other, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_INT(TSP_CONNECTIONS - 1, tsp_connection_count());
    other.deaf = true;
    net_inject(&other, TCP_SYN, -1);
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(3000);
    assert_answered(100);
    tsp_listener_close(script_listener);
    script_listener = NULL;
    net_advance(TSP_SILENT_MS);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_silent_connections_give_way_to_a_client_that_waits);
    RUN_TEST(test_connections_that_spoke_make_newcomers_wait);
    RUN_TEST(test_client_that_nobody_accepts_gives_way_too);
    RUN_TEST(test_oldest_silent_connection_gives_way_first);
    RUN_TEST(test_burst_of_newcomers_takes_one_silent_connection_at_a_time);
    RUN_TEST(test_newcomer_that_vanishes_in_its_handshake_keeps_nobody_out);
    return UNITY_END();
}
