/*
 * After close(): the answer arrives, however slow the peer is, and the connection ends by its
 * deadlines. docs/decisions/008-socket-deadlines.md
 */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_fixture.h"
#include "net_packet.h"
#include "unity.h"

#define TIME_WAIT_MS 120000u

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
}

static void close_now(struct tsp_tcp *socket) {
    tsp_tcp_close(socket);
    net_settle();
}

static void test_connection_that_idled_is_closed_gracefully_and_lingers_from_then(void) {
    struct tsp_tcp *socket = connected(0);
    net_advance(TSP_STALL_MS + 30000);
    close_now(socket);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "nothing was owed");
    net_advance(TSP_LINGER_MS - 1000);
    TEST_ASSERT_EQUAL_INT_MESSAGE(1, tsp_connection_count(), "the peer has its time from the close on");
    net_advance(2000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_linger_begins_when_the_answer_has_arrived(void) {
    struct tsp_tcp *socket = connected(1);
    TEST_ASSERT_TRUE(script_write(socket, pattern, 100));
    peer.deaf = true;
    close_now(socket);
    net_advance(TSP_LINGER_MS + 2000);
    peer.deaf = false;
    for (int i = 0; i < 60 && !peer.finished; i++) {
        net_advance(1000);
    }
    TEST_ASSERT_EQUAL_UINT(100, peer.received);
    net_advance(TSP_LINGER_MS - 2000);
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    net_advance(3000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_peer_that_sends_on_is_listened_to_until_its_own_deadline(void) {
    struct tsp_tcp *socket = connected(1);
    close_now(socket);
    for (uint32_t passed = 0; passed < TSP_LINGER_TOTAL_MS - 5000; passed += 5000) {
        net_send(&peer, 1);
        net_advance(5000);
        TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    }
    net_send(&peer, 1);
    net_advance(6000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "lwIP goes on with it");
}

/* A peer that takes a segment and shuts its window again. */
static bool shut_window(enum net_direction direction, const uint8_t *packet, size_t length) {
    (void)packet;
    if (direction == NET_TO_PEER && length > NET_IP4_HEADER + NET_TCP_HEADER) {
        peer.window = 0;
    }
    return false;
}

/* Longer in all than a peer may acknowledge nothing. */
static void test_slow_reader_gets_the_whole_answer(void) {
    struct tsp_tcp *socket = connected(1);
    TEST_ASSERT_TRUE(script_write(socket, pattern, 5000));
    net_intercept = shut_window;
    peer.window = TCP_MSS;
    net_acknowledge(&peer);
    close_now(socket);
    int halves = 0;
    for (; peer.received < 5000 && halves < 10; halves++) {
        net_advance(TSP_STALL_MS / 2);
        peer.window = TCP_MSS;
        net_acknowledge(&peer);
    }
    TEST_ASSERT_GREATER_THAN_INT(2, halves);
    net_intercept = NULL;
    net_advance(5000);
    TEST_ASSERT_FALSE(peer.reset);
    TEST_ASSERT_EQUAL_UINT(5000, peer.received);
    TEST_ASSERT_TRUE(peer.finished);
}

/*
 * lwIP frees such a pcb two minutes later without a word, or earlier for a newcomer: who has it
 * must have let go.
 */
static void wait_out_time_wait(void) {
    net_advance(TIME_WAIT_MS + 1000);
    net_holds_turns = false;
    net_settle();
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE(peer.reset);
}

static void test_pcb_in_time_wait_is_let_go_of_at_once(void) {
    struct tsp_tcp *socket = connected(1);
    close_now(socket);
    net_holds_turns = true;
    peer.fin = true;
    net_settle();
    wait_out_time_wait();
}

static bool lose(enum net_direction direction, const uint8_t *packet, size_t length) {
    (void)packet;
    (void)length;
    return direction == NET_TO_PEER;
}

static void test_pcb_whose_last_byte_is_acknowledged_after_both_ends_is_let_go_of_at_once(void) {
    struct tsp_tcp *socket = connected(1);
    TEST_ASSERT_TRUE(script_write(socket, pattern, 10));
    net_intercept = lose;
    close_now(socket);
    net_holds_turns = true;
    peer.fin = true;
    net_settle();
    net_intercept = NULL;
    net_advance(10000);
    TEST_ASSERT_EQUAL_UINT(10, peer.received);
    wait_out_time_wait();
}

/* A slot that is free or has another user is none of a closed socket's business. */
static void test_second_close_reaches_no_later_connection(void) {
    struct tsp_tcp *socket = connected(1);
    close_now(socket);
    peer.fin = true;
    net_settle();
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    tsp_tcp_close(socket);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    struct tsp_pin pin = {0};
    tsp_pin(&pin, &socket->header);
    script_when_readable = script_echo;
    net_connect(&other, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    tsp_tcp_close(socket);
    net_settle();
    TEST_ASSERT_FALSE(other.finished);
    net_send(&other, 10);
    TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + 10, other.received);
    tsp_unpin(&pin);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_connection_that_idled_is_closed_gracefully_and_lingers_from_then);
    RUN_TEST(test_linger_begins_when_the_answer_has_arrived);
    RUN_TEST(test_peer_that_sends_on_is_listened_to_until_its_own_deadline);
    RUN_TEST(test_slow_reader_gets_the_whole_answer);
    RUN_TEST(test_pcb_in_time_wait_is_let_go_of_at_once);
    RUN_TEST(test_pcb_whose_last_byte_is_acknowledged_after_both_ends_is_let_go_of_at_once);
    RUN_TEST(test_second_close_reaches_no_later_connection);
    return UNITY_END();
}
