/*
 * Segments of a stranger that reach assertions of lwIP 2.2.1 where nothing keeps them out:
 * io/guard.c says how.
 */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_fixture.h"
#include "unity.h"

#include <string.h>

#define WINDOW ((int32_t)TCP_WND)

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
}

/* What `peer` sends at `offset` from what the server expects, as part of the pattern. */
static void send_at(uint8_t flags, int32_t offset, size_t length) {
    net_inject_data(&peer, TCP_ACK | flags, offset, pattern + offset, length);
}

static void send_in_order(int32_t from, int32_t to) {
    while (from < to) {
        int32_t length = to - from < TCP_MSS ? to - from : TCP_MSS;
        send_at(0, from, (size_t)length);
        from += length;
    }
}

static void assert_read(struct tsp_tcp *socket, size_t length) {
    struct tsp_buffer *buffer = buffer_of(tsp_tcp_read(socket, TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_UINT(length, buffer->length);
    TEST_ASSERT_EQUAL_MEMORY(pattern, buffer->bytes, length);
}

static void assert_serves_on(void) {
    script_when_readable = script_echo;
    peer.deaf = true;
    other.out_length = 10;
    net_connect(&other, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(other.finished);
    TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + 10, other.received);
}

/// What lies beyond the window ///

static void test_what_is_ahead_and_reaches_beyond_the_window_is_cut_to_it(void) {
    struct tsp_tcp *socket = connected(0);
    send_at(0, WINDOW - 1, TCP_MSS);
    send_in_order(0, WINDOW - 1);
    assert_read(socket, TCP_WND);
    assert_serves_on();
}

static void test_what_replaces_a_segment_ahead_is_cut_to_the_window_too(void) {
    struct tsp_tcp *socket = connected(0);
    send_at(0, WINDOW - 100, 10);
    send_at(0, WINDOW - TCP_MSS + 1, TCP_MSS);
    send_in_order(0, WINDOW - TCP_MSS + 1);
    assert_read(socket, TCP_WND);
    assert_serves_on();
}

static void test_an_end_that_lies_beyond_the_window_is_no_end_yet(void) {
    struct tsp_tcp *socket = connected(0);
    send_at(TCP_FIN, WINDOW - 10, 10);
    send_in_order(0, WINDOW - 10);
    assert_read(socket, TCP_WND);
    net_advance(1000);
    TEST_ASSERT_EQUAL_STRING("L1 R1460 R2920 R4380 R5840 ", script_log);
    send_at(TCP_FIN, WINDOW, 0);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R1460 R2920 R4380 R5840 E ", script_log);
}

static void test_a_whole_window_ahead_of_a_lost_byte_is_kept(void) {
    struct tsp_tcp *socket = connected(0);
    send_in_order(1, WINDOW);
    send_at(0, 0, 1);
    assert_read(socket, TCP_WND);
}

/// What lies behind an end ///

static void test_bytes_behind_an_end_that_came_ahead_are_cut_off(void) {
    struct tsp_tcp *socket = connected(0);
    send_in_order(0, WINDOW - TCP_MSS);
    send_at(TCP_FIN, WINDOW - 1000, 0);
    send_in_order(WINDOW - TCP_MSS, WINDOW);
    assert_read(socket, TCP_WND - 1000);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R1460 R2920 R4380 R4840 E ", script_log);
    assert_serves_on();
}

static void test_bytes_ahead_that_cover_an_end_are_cut_off(void) {
    struct tsp_tcp *socket = connected(0);
    send_at(TCP_FIN, WINDOW - 1000, 0);
    send_at(0, WINDOW - TCP_MSS, TCP_MSS);
    send_at(0, WINDOW - 500, 500);
    send_in_order(0, WINDOW - TCP_MSS);
    assert_read(socket, TCP_WND - 1000);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R1460 R2920 R4840 E ", script_log);
    assert_serves_on();
}

/// A segment size that shrinks ///

/* What the window does not hold waits, and the next bytes are appended to it. */
static void test_the_segment_size_is_the_one_of_the_handshake(void) {
    peer.window = TCP_MSS + 500;
    peer.mss = 536;
    struct tsp_tcp *socket = connected(0);
    peer.deaf = true;
    TEST_ASSERT_TRUE(script_write(socket, pattern, 4000));
    net_settle();
    peer.mss = 1;
    peer.repeats_mss = true;
    net_inject(&peer, TCP_ACK, 0);
    TEST_ASSERT_TRUE(script_write(socket, pattern + 4000, 1000));
    net_settle();
    peer.deaf = false;
    net_advance(30000);
    TEST_ASSERT_EQUAL_UINT(5000, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(pattern, answer, 5000);
}

static bool change_size(enum net_direction direction, const uint8_t *packet, size_t length) {
    (void)packet;
    (void)length;
    if (direction == NET_TO_PEER) {
        peer.mss = 100;
    }
    return false;
}

static void test_options_of_a_segment_without_syn_do_not_matter_in_the_handshake_either(void) {
    peer.repeats_mss = true;
    peer.mss = 536;
    net_intercept = change_size;
    struct tsp_tcp *socket = connected(0);
    TEST_ASSERT_EQUAL_UINT16(536, socket->connection->pcb->mss);
}

/*
 * lwIP makes whole segments while it knows of no window, and of at most half the largest window
 * afterwards.
 */
static void test_a_window_that_begins_with_nothing_and_stays_small_takes_all(void) {
    peer.shut = true;
    struct tsp_tcp *socket = connected(0);
    TEST_ASSERT_TRUE(script_write(socket, pattern, 1000));
    net_settle();
    peer.shut = false;
    peer.window = 800;
    net_acknowledge(&peer);
    TEST_ASSERT_TRUE(script_write(socket, pattern + 1000, 300));
    net_settle();
    net_advance(10000);
    TEST_ASSERT_EQUAL_UINT(1300, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(pattern, answer, 1300);
    TEST_ASSERT_FALSE(peer.reset);
}

/// Segments that lwIP splits ///

/* It leaves the end of stream on the first half too. */
static void test_an_end_of_stream_is_behind_all_bytes_for_a_window_that_shrinks(void) {
    peer.window = 3000;
    struct tsp_tcp *socket = connected(1);
    peer.deaf = true;
    TEST_ASSERT_TRUE(script_write(socket, pattern, 4000));
    net_settle();
    peer.window = 700;
    peer.expected += 2920;
    net_inject(&peer, TCP_ACK, 0);
    tsp_tcp_close(socket);
    net_settle();
    peer.received = 2920;
    peer.deaf = false;
    net_advance(20000);
    TEST_ASSERT_EQUAL_UINT(4000, peer.received);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE(peer.reset);
    TEST_ASSERT_EQUAL_MEMORY(pattern + 2920, answer + 2920, 1080);
}

/// Acknowledgements while the window is shut ///

static void test_the_last_byte_can_be_acknowledged_by_a_shut_window(void) {
    peer.window = 0;
    peer.shut = true;
    struct tsp_tcp *socket = connected(0);
    TEST_ASSERT_TRUE(script_write(socket, pattern, 1));
    net_advance(10000);
    TEST_ASSERT_EQUAL_UINT(1, peer.received);
    net_advance(10000);
    TEST_ASSERT_EQUAL_UINT(0, socket->connection->sent.length);
    TEST_ASSERT_FALSE(peer.reset);
    peer.shut = false;
    peer.window = 5000;
    net_acknowledge(&peer);
    TEST_ASSERT_TRUE(script_write(socket, pattern + 1, 2999));
    net_advance(10000);
    TEST_ASSERT_EQUAL_UINT(3000, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(pattern, answer, 3000);
}

/*
 * The bytes go out a second time while the window is shut, wait for it, and are acknowledged all
 * the same.
 */
static void test_what_waits_to_be_repeated_can_be_acknowledged(void) {
    peer.window = 2000;
    struct tsp_tcp *socket = connected(1);
    peer.deaf = true;
    TEST_ASSERT_TRUE(script_write(socket, pattern, 1000));
    net_settle();
    peer.shut = true;
    net_inject(&peer, TCP_ACK, 0);
    net_advance(8000);
    peer.expected += 1000;
    net_inject(&peer, TCP_ACK, 0);
    net_advance(8000);
    TEST_ASSERT_EQUAL_UINT(0, socket->connection->sent.length);
    peer.deaf = false;
    peer.shut = false;
    net_acknowledge(&peer);
    TEST_ASSERT_TRUE(script_write(socket, pattern, 1000));
    net_advance(8000);
    TEST_ASSERT_EQUAL_UINT(1000, peer.received);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_what_is_ahead_and_reaches_beyond_the_window_is_cut_to_it);
    RUN_TEST(test_what_replaces_a_segment_ahead_is_cut_to_the_window_too);
    RUN_TEST(test_an_end_that_lies_beyond_the_window_is_no_end_yet);
    RUN_TEST(test_a_whole_window_ahead_of_a_lost_byte_is_kept);
    RUN_TEST(test_bytes_behind_an_end_that_came_ahead_are_cut_off);
    RUN_TEST(test_bytes_ahead_that_cover_an_end_are_cut_off);
    RUN_TEST(test_the_segment_size_is_the_one_of_the_handshake);
    RUN_TEST(test_options_of_a_segment_without_syn_do_not_matter_in_the_handshake_either);
    RUN_TEST(test_a_window_that_begins_with_nothing_and_stays_small_takes_all);
    RUN_TEST(test_an_end_of_stream_is_behind_all_bytes_for_a_window_that_shrinks);
    RUN_TEST(test_the_last_byte_can_be_acknowledged_by_a_shut_window);
    RUN_TEST(test_what_waits_to_be_repeated_can_be_acknowledged);
    return UNITY_END();
}
