/* More clients than places, and what each is promised then. */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_packet.h"
#include "net_fixture.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
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

static void echo_full_ring(struct tsp_tcp *socket, int32_t bytes) {
    if (bytes == TSP_RECEIVE_RING) {
        script_echo(socket, bytes);
    }
}

static void test_every_connection_can_answer_a_full_receive_ring_at_once(void) {
    static struct net_peer full[TSP_CONNECTIONS];
    uint32_t checksum = 0;
    script_when_readable = echo_full_ring;
    script_listen();
    memset(full, 0, sizeof full);
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        full[i].out = pattern;
        full[i].out_length = TSP_RECEIVE_RING;
        net_connect(&full[i], SCRIPT_PORT);
    }
    net_advance(3000);
    for (size_t i = 0; i < HEAD_LENGTH + TSP_RECEIVE_RING; i++) {
        checksum = net_checksum(checksum, i < HEAD_LENGTH ? (uint8_t)script_echo_head[i] : pattern[i - HEAD_LENGTH]);
    }
    for (int i = 0; i < TSP_CONNECTIONS; i++) {
        TEST_ASSERT_TRUE(full[i].finished);
        TEST_ASSERT_FALSE(full[i].reset);
        TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + TSP_RECEIVE_RING, full[i].received);
        TEST_ASSERT_EQUAL_HEX32(checksum, full[i].checksum);
    }
}

static bool lose_fins(enum net_direction direction, const uint8_t *packet, size_t length) {
    (void)length;
    return direction == NET_TO_PEER && (packet[NET_IP4_HEADER + 13] & TCP_FIN) != 0;
}

static void echo_and_stay(struct tsp_tcp *socket, int32_t bytes) {
    (void)bytes;
    tsp_value request = tsp_tcp_read(socket, TSP_UNDEFINED);
    TEST_ASSERT_TRUE(script_write_text(socket, script_echo_head));
    tsp_tcp_write(socket, request, TSP_UNDEFINED);
}

static struct net_peer gone[2 * TSP_CONNECTIONS];

/*
 * As many clients as there are pcbs get their answer and, later, no FIN; they finish before the
 * server does or after it.
 */
static void lose_clients_at_the_very_end(bool finish_first) {
    script_when_readable = echo_and_stay;
    memset(gone, 0, sizeof gone);
    net_intercept = lose_fins;
    for (int i = 0; i < 2 * TSP_CONNECTIONS; i++) {
        gone[i].out = pattern;
        gone[i].out_length = 10;
        gone[i].fin = finish_first;
        net_connect(&gone[i], SCRIPT_PORT);
        net_settle();
        TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + 10, gone[i].received);
        tsp_tcp_close(script_socket);
        gone[i].fin = true;
        net_settle();
        gone[i].deaf = true;
    }
    net_intercept = NULL;
    script_when_readable = script_echo;
}

/* lwIP waits two minutes for the acknowledgement of our FIN, and has so many pcbs only. */
static void test_clients_that_vanish_at_the_very_end_keep_nobody_out(void) {
    script_listen();
    lose_clients_at_the_very_end(true);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(100);
}

/* Both ends on their way at once, and neither heard of (CLOSING). */
static void test_clients_that_vanish_while_both_close_keep_nobody_out(void) {
    script_listen();
    lose_clients_at_the_very_end(false);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(100);
    for (int i = 0; i < 2 * TSP_CONNECTIONS; i++) {
        net_reset(&gone[i]); /* lwIP repeats its FIN for half an hour */
    }
}

/* Asks, says that it has finished, and goes deaf before the answer comes. */
static void connect_and_wait_deaf(struct net_peer *slow) {
    slow->out = pattern;
    slow->out_length = 10;
    slow->fin = true;
    net_holds_turns = true;
    net_connect(slow, SCRIPT_PORT);
    net_settle();
    slow->deaf = true;
    net_holds_turns = false;
    net_advance(2000);
}

/*
 * Left to itself, lwIP makes room by giving up whom it heard of least among them, also one that
 * waits for its answer.
 */
static void test_newcomer_costs_nobody_the_answer(void) {
    static struct net_peer slow[2];
    script_when_readable = script_echo;
    script_listen();
    memset(slow, 0, sizeof slow);
    connect_and_wait_deaf(&slow[0]);
    lose_clients_at_the_very_end(true);
    connect_and_wait_deaf(&slow[1]);
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(100);
    for (int i = 0; i < 2; i++) {
        TEST_ASSERT_EQUAL_UINT(0, slow[i].received);
        slow[i].deaf = false;
        net_acknowledge(&slow[i]);
    }
    net_advance(15000);
    for (int i = 0; i < 2; i++) {
        TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + 10, slow[i].received);
        TEST_ASSERT_TRUE(slow[i].finished);
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_silent_clients_that_leave_make_room_without_a_handler);
    RUN_TEST(test_one_byte_segments_that_nobody_reads_starve_nobody);
    RUN_TEST(test_every_connection_can_answer_a_full_receive_ring_at_once);
    RUN_TEST(test_clients_that_vanish_at_the_very_end_keep_nobody_out);
    RUN_TEST(test_clients_that_vanish_while_both_close_keep_nobody_out);
    RUN_TEST(test_newcomer_costs_nobody_the_answer);
    return UNITY_END();
}
