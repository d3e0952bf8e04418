/*
 * What the program writes on its way to the peer: when room is announced, how packets are cut and
 * pushed, and when nobody takes them.
 */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_fixture.h"
#include "net_packet.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "unity.h"

#include <string.h>

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
}

static void write_or_fail(struct tsp_tcp *socket, uint32_t length) {
    TEST_ASSERT_TRUE(script_write(socket, pattern, length));
}

static struct tsp_tcp *taken_over(struct tsp_tcp *donor, tsp_value no_delay) {
    struct tsp_tcp_options options = script_tcp_options();
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    options.from = tsp_from_object(donor);
    options.noDelay = no_delay;
    tsp_tcp_construct(socket, &options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    return socket;
}

/// Announcements of room ///

/* Four acknowledgements and more, of which two matter. */
static void test_room_is_announced_at_half_a_ring_and_at_a_whole_one(void) {
    script_logs_writable = true;
    peer.window = TCP_MSS;
    struct tsp_tcp *socket = connected(0);
    write_or_fail(socket, TSP_SEND_RING);
    net_advance(5000);
    TEST_ASSERT_EQUAL_UINT(TSP_SEND_RING, peer.received);
    TEST_ASSERT_EQUAL_STRING("L1 W6096 W4380 W6096 ", script_log);
}

static void test_room_that_is_used_up_by_then_is_not_announced(void) {
    script_logs_writable = true;
    struct tsp_tcp *socket = connected(0);
    write_or_fail(socket, 10);
    TEST_ASSERT_EQUAL_INT(1, tsp_loop_run(1));
    net_holds_turns = true;
    net_settle();
    TEST_ASSERT_EQUAL_UINT(10, peer.received);
    write_or_fail(socket, TSP_SEND_RING);
    net_holds_turns = false;
    peer.deaf = true;
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 W6096 ", script_log);
    script_take_over(tsp_from_object(socket));
    net_settle();
    TEST_ASSERT_EQUAL_STRING_MESSAGE("L1 W6096 ", script_log, "nor to an heir");
    peer.deaf = false;
    net_advance(5000);
    TEST_ASSERT_EQUAL_UINT(TSP_SEND_RING + 10, peer.received);
}

/// Packets ///

static char pushes[64];

static bool note_pushes(enum net_direction direction, const uint8_t *packet, size_t length) {
    const uint8_t *tcp = packet + NET_IP4_HEADER;
    if (direction == NET_TO_PEER && length > NET_IP4_HEADER + (size_t)(tcp[12] >> 4) * 4u) {
        size_t noted = strlen(pushes);
        pushes[noted] = (tcp[13] & TCP_PSH) != 0 ? 'P' : '-';
        pushes[noted + 1] = '\0';
    }
    return false;
}

/*
 * Whoever waits for a push must not wait for the next write; where the ring begins again is no end.
 */
static void test_last_segment_of_a_turn_is_pushed_and_no_other(void) {
    struct tsp_tcp *socket = connected(0);
    write_or_fail(socket, 4000);
    net_advance(1000);
    memset(pushes, 0, sizeof pushes);
    net_intercept = note_pushes;
    write_or_fail(socket, 5000);
    net_settle();
    TEST_ASSERT_EQUAL_UINT(9000, peer.received);
    TEST_ASSERT_GREATER_THAN_UINT(3, strlen(pushes));
    TEST_ASSERT_EQUAL_PTR(pushes + strlen(pushes) - 1, strchr(pushes, 'P'));
}

#define PIECES 40u

/* More packets than lwIP queues for a connection: what it does not take yet waits in the ring. */
static struct tsp_tcp *write_small_pieces_to_a_deaf_peer(void) {
    struct tsp_tcp *socket = taken_over(connected(0), TSP_TRUE);
    peer.deaf = true;
    for (uint32_t i = 0; i < PIECES; i++) {
        TEST_ASSERT_TRUE(script_write(socket, pattern + i * 10, 10));
        net_settle();
    }
    peer.deaf = false;
    return socket;
}

static void assert_pieces_arrived(void) {
    net_advance(15000);
    TEST_ASSERT_FALSE(peer.reset);
    TEST_ASSERT_EQUAL_UINT(PIECES * 10, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(pattern, answer, PIECES * 10);
}

static void test_more_small_writes_than_lwip_queues_all_arrive(void) {
    struct tsp_tcp *socket = write_small_pieces_to_a_deaf_peer();
    assert_pieces_arrived();
    tsp_tcp_close(socket);
}

static void test_close_behind_more_small_writes_than_lwip_queues_loses_none(void) {
    tsp_tcp_close(write_small_pieces_to_a_deaf_peer());
    assert_pieces_arrived();
    TEST_ASSERT_TRUE(peer.finished);
}

/// Who takes nothing ///

static void test_connection_that_idled_can_be_answered(void) {
    struct tsp_tcp *socket = connected(1);
    net_advance(TSP_STALL_MS + 30000);
    write_or_fail(socket, 100);
    net_advance(1000);
    TEST_ASSERT_EQUAL_UINT(100, peer.received);
    TEST_ASSERT_FALSE(peer.reset);
    tsp_tcp_close(socket);
}

static void test_writing_on_does_not_keep_a_peer_that_takes_nothing(void) {
    struct tsp_tcp *socket = connected(0);
    peer.deaf = true;
    for (uint32_t passed = 0; passed < TSP_STALL_MS; passed += 10000) {
        TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
        write_or_fail(socket, 10);
        net_advance(10000);
    }
    net_advance(1000);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_room_is_announced_at_half_a_ring_and_at_a_whole_one);
    RUN_TEST(test_room_that_is_used_up_by_then_is_not_announced);
    RUN_TEST(test_last_segment_of_a_turn_is_pushed_and_no_other);
    RUN_TEST(test_more_small_writes_than_lwip_queues_all_arrive);
    RUN_TEST(test_close_behind_more_small_writes_than_lwip_queues_loses_none);
    RUN_TEST(test_connection_that_idled_can_be_answered);
    RUN_TEST(test_writing_on_does_not_keep_a_peer_that_takes_nothing);
    return UNITY_END();
}
