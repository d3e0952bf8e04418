/* What clients do to a server, and how each ends: with its answer, and with nothing left behind. */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_fixture.h"
#include "runtime/buffer.h"
#include "unity.h"

#include <string.h>

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
}

static void test_request_is_answered_and_closed_without_waiting_for_a_timer(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.out_length = 300;
    peer.fin = false;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(300);
    TEST_ASSERT_EQUAL_STRING("L1 R300 ", script_log);
}

static void test_request_over_ipv6_is_answered(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.ipv6 = true;
    peer.out_length = 300;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(300);
}

static void test_request_in_several_segments_is_announced_as_it_comes(void) {
    script_when_readable = read_all;
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    net_send(&peer, 10);
    net_advance(100);
    net_send(&peer, 20);
    TEST_ASSERT_EQUAL_STRING("L1 R10 R20 ", script_log);
}

static void test_full_receive_ring_fits_into_the_answer(void) {
    script_when_readable = script_echo;
    script_accepts = false;
    script_listen();
    peer.out_length = TSP_RECEIVE_RING + 2000;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    struct tsp_tcp *socket = script_take_over(script_read_listener());
    TEST_ASSERT_NOT_NULL(socket);
    net_advance(100);
    assert_answered(TSP_RECEIVE_RING);
    TEST_ASSERT_EQUAL_STRING("L1 R5840 ", script_log);
}

static void test_client_that_still_sends_gets_the_whole_answer(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.out_length = sizeof pattern;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(2000);
    TEST_ASSERT_EQUAL_UINT(sizeof pattern + 1u, peer.acked);
    assert_answered(peer.received - HEAD_LENGTH);
    TEST_ASSERT_GREATER_THAN_UINT(HEAD_LENGTH, peer.received);
}

/*
 * The ring is full and the window shut when the program closes: what it did not read must not keep
 * the client from sending on.
 */
static void test_bytes_unread_at_close_are_given_back_to_the_window(void) {
    script_listen();
    peer.out_length = TSP_RECEIVE_RING + 2000;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_UINT(TSP_RECEIVE_RING + 1, peer.acked);
    TEST_ASSERT_TRUE(script_write(script_socket, pattern, 3000));
    tsp_tcp_close(script_socket);
    net_advance(500); /* the last acknowledgement is delayed */
    TEST_ASSERT_EQUAL_UINT(TSP_RECEIVE_RING + 2001, peer.acked);
    TEST_ASSERT_EQUAL_UINT(3000, peer.received);
    net_advance(TSP_LINGER_MS + 1000);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "lwIP resets a connection that is closed with its window not whole");
}

static void test_half_closed_client_gets_its_answer(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.out_length = 500;
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(500);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_half_closed_client_gets_an_answer_written_piece_by_piece(void) {
    half_closed_client_connects();
    net_advance(1000);
    assert_written_again();
}

static void test_end_of_stream_is_an_error_after_the_unread_data(void) {
    script_listen();
    peer.out_length = 5;
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    tsp_tcp_read(script_socket, tsp_from_int32(4));
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    tsp_tcp_read(script_socket, TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R5 E ", script_log);
}

static void test_reset_keeps_the_data_that_came_before_it(void) {
    script_listen();
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    net_reset(&peer);
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    TEST_ASSERT_EQUAL_INT32(peer.local, tsp_as_int32(tsp_tcp_get_remote_port(script_socket)));
    read_all(script_socket, 5);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R5 E ", script_log);
}

static void test_reset_without_data_is_one_error(void) {
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    net_reset(&peer);
    net_advance(60000);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_data_in_flight_when_the_socket_closes_reaches_nobody(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.out_length = 10;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    net_send(&peer, 10);
    net_advance(1000);
    TEST_ASSERT_EQUAL_STRING("L1 R10 ", script_log);
    assert_answered(10);
}

static void test_small_answer_leaves_at_the_end_of_the_turn(void) {
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(script_write_text(script_socket, "now"));
    TEST_ASSERT_EQUAL_UINT(0, peer.received);
    net_settle();
    TEST_ASSERT_EQUAL_UINT(3, peer.received);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_request_is_answered_and_closed_without_waiting_for_a_timer);
    RUN_TEST(test_request_over_ipv6_is_answered);
    RUN_TEST(test_request_in_several_segments_is_announced_as_it_comes);
    RUN_TEST(test_full_receive_ring_fits_into_the_answer);
    RUN_TEST(test_client_that_still_sends_gets_the_whole_answer);
    RUN_TEST(test_bytes_unread_at_close_are_given_back_to_the_window);
    RUN_TEST(test_half_closed_client_gets_its_answer);
    RUN_TEST(test_half_closed_client_gets_an_answer_written_piece_by_piece);
    RUN_TEST(test_end_of_stream_is_an_error_after_the_unread_data);
    RUN_TEST(test_reset_keeps_the_data_that_came_before_it);
    RUN_TEST(test_reset_without_data_is_one_error);
    RUN_TEST(test_data_in_flight_when_the_socket_closes_reaches_nobody);
    RUN_TEST(test_small_answer_leaves_at_the_end_of_the_turn);
    return UNITY_END();
}
