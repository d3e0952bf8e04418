/* What clients do to a server, and how each ends: with its answer, and with nothing left behind. */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
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

/* The ring is full and the window shut when the program closes: what it did not read must not keep the client from sending on. */
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

static void throw_error(struct tsp_tcp *socket, int32_t bytes) {
    (void)socket;
    (void)bytes;
    tsp_throw_error("thrown by the test");
}

static void test_exception_in_a_callback_aborts_its_connection_alone(void) {
    script_listen();
    other.out_length = 1;
    net_connect(&other, SCRIPT_PORT);
    net_settle();
    script_when_readable = throw_error;
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_NOT_NULL(strstr(test_port_take_output(), "thrown by the test"));
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_FALSE(other.reset);
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    net_reset(&other);
    net_advance(TSP_END_MS + 1000);
}

static void throw_in_error(struct tsp_tcp *socket) {
    (void)socket;
    tsp_throw_error("thrown by the test");
}

static void test_exception_in_on_error_aborts_a_connection_whose_peer_half_closed(void) {
    script_when_error = throw_in_error;
    script_listen();
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void throw_when_accepted(struct tsp_tcp *socket) {
    (void)socket;
    tsp_listener_read(script_listener);
    tsp_throw_error("thrown by the test");
}

static void test_exception_in_a_listener_aborts_what_it_read_and_did_not_hand_on(void) {
    script_accepts = false;
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    script_accepts = true;
    script_when_accepted = throw_when_accepted;
    net_connect(&other, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 L2 ", script_log);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "the first was handed on");
    TEST_ASSERT_TRUE_MESSAGE(other.reset, "the second was only read");
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
    RUN_TEST(test_exception_in_a_callback_aborts_its_connection_alone);
    RUN_TEST(test_exception_in_on_error_aborts_a_connection_whose_peer_half_closed);
    RUN_TEST(test_exception_in_a_listener_aborts_what_it_read_and_did_not_hand_on);
    RUN_TEST(test_data_in_flight_when_the_socket_closes_reaches_nobody);
    RUN_TEST(test_small_answer_leaves_at_the_end_of_the_turn);
    return UNITY_END();
}
