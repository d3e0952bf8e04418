/*
 * What peers do not end by themselves ends at a deadline, on the virtual clock: one moment before
 * it nothing has happened. docs/decisions/008-socket-deadlines.md
 */
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

static void test_unread_data_holds_the_error_back_only_until_the_deadline(void) {
    script_listen();
    peer.out_length = 5;
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_END_MS - 1000);
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    net_advance(2000);
    TEST_ASSERT_EQUAL_STRING("L1 R5 E ", script_log);
}

static void test_silent_client_is_let_go_at_its_deadline_only(void) {
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_SILENT_MS - 1000);
    TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
    net_advance(2000);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_TRUE(peer.reset);
}

static void test_silent_client_whose_bytes_nobody_reads_is_let_go_too(void) {
    script_listen();
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_SILENT_MS / 2);
    tsp_tcp_read(script_socket, tsp_from_int32(1));
    net_advance(TSP_SILENT_MS - 1000);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "the program has read since");
    net_advance(2000);
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    read_all(script_socket, 4);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R5 E ", script_log);
}

static void test_client_that_nobody_accepts_is_let_go_at_its_deadline(void) {
    script_accepts = false;
    script_listen();
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_SILENT_MS - 1000);
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    net_advance(2000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_TRUE(script_read_listener() == TSP_UNDEFINED);
}

static void test_client_that_keeps_sending_is_not_silent(void) {
    script_when_readable = read_all;
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    for (int i = 0; i < 4; i++) {
        net_send(&peer, 1);
        net_advance(TSP_SILENT_MS - 1000);
    }
    TEST_ASSERT_EQUAL_STRING("L1 R1 R1 R1 R1 ", script_log);
    TEST_ASSERT_FALSE(peer.reset);
}

static void fill(struct tsp_tcp *socket, int32_t bytes) {
    script_write(socket, pattern, (uint32_t)bytes);
}

static void test_reader_with_a_shut_window_is_aborted_at_its_deadline(void) {
    script_when_writable = fill;
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    peer.window = 0;
    net_advance(TSP_STALL_MS - 1000);
    TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
    net_advance(4000);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
}

static void test_half_closed_client_that_reads_late_loses_nothing(void) {
    half_closed_client_connects();
    peer.window = 0;
    net_advance(TSP_END_MS + 20000);
    TEST_ASSERT_EQUAL_STRING("L1 R1 ", script_log);
    peer.window = 20000;
    net_acknowledge(&peer);
    net_advance(1000);
    assert_written_again();
}

static void test_half_closed_client_that_reads_nothing_is_aborted_at_its_deadline(void) {
    half_closed_client_connects();
    peer.window = 0;
    net_advance(TSP_STALL_MS - 1000);
    TEST_ASSERT_EQUAL_STRING("L1 R1 ", script_log);
    net_advance(4000);
    TEST_ASSERT_EQUAL_STRING("L1 R1 E ", script_log);
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_vanished_client_is_given_up(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_drop = 4;
    net_settle();
    peer.deaf = true;
    net_advance(TSP_STALL_MS + 4000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_client_that_never_closes_is_left_behind(void) {
    script_when_readable = script_echo;
    script_listen();
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_LINGER_MS - 1000);
    assert_answered(100);
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    net_advance(2000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    TEST_ASSERT_FALSE(peer.reset);
}

/* Whoever takes the server's bytes is there. */
static void test_client_that_only_reads_is_not_silent(void) {
    script_listen();
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    for (int i = 0; i < 5; i++) {
        net_advance(TSP_SILENT_MS / 2);
        TEST_ASSERT_TRUE(script_write(script_socket, pattern, 10));
        net_settle();
    }
    TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
    TEST_ASSERT_EQUAL_UINT(50, peer.received);
    TEST_ASSERT_FALSE(peer.reset);
}

static void test_keep_alive_takes_the_place_of_the_silence_deadline(void) {
    struct tsp_tcp_options options = script_tcp_options();
    struct tsp_tcp *donor = connected(0);
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    options.from = tsp_from_object(donor);
    options.keepAlive = tsp_from_int32(60000);
    tsp_tcp_construct(socket, &options);
    net_advance(2 * TSP_SILENT_MS);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "it answers every probe");
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    TEST_ASSERT_TRUE(script_write_text(socket, "still here"));
    net_settle();
    TEST_ASSERT_EQUAL_UINT(10, peer.received);
    tsp_tcp_close(socket);
}

static void test_heir_without_keep_alive_has_the_silence_deadline_again(void) {
    struct tsp_tcp_options options = script_tcp_options();
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    options.from = tsp_from_object(connected(0));
    options.keepAlive = tsp_from_int32(60000);
    tsp_tcp_construct(socket, &options);
    script_take_over(tsp_from_object(socket));
    net_advance(TSP_SILENT_MS + 1000);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_TRUE(peer.reset);
}

static void test_reset_of_a_client_that_was_silent_for_long_ends_at_the_deadline_too(void) {
    script_listen();
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_SILENT_MS - 5000);
    net_reset(&peer);
    net_advance(TSP_END_MS - 1000);
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    net_advance(2000);
    TEST_ASSERT_EQUAL_STRING("L1 R5 E ", script_log);
}

static void test_reset_after_the_end_of_stream_does_not_begin_the_deadline_anew(void) {
    script_listen();
    peer.out_length = 5;
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(TSP_END_MS - 5000);
    net_reset(&peer);
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    net_advance(6000);
    TEST_ASSERT_EQUAL_STRING("L1 R5 E ", script_log);
}

/* Polled, or not yet handed on: it keeps what came, and its end, for a while. */
static void test_socket_without_callbacks_keeps_its_end_until_the_deadline(void) {
    script_accepts = false;
    script_listen();
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    tsp_value socket = script_read_listener();
    struct tsp_pin pin = {0};
    tsp_pin(&pin, tsp_as_object(socket));
    net_advance(TSP_END_MS - 1000);
    TEST_ASSERT_EQUAL_INT(1, tsp_connection_count());
    TEST_ASSERT_FALSE(peer.finished);
    net_advance(2000);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE(peer.reset);
    tsp_unpin(&pin);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_unread_data_holds_the_error_back_only_until_the_deadline);
    RUN_TEST(test_silent_client_is_let_go_at_its_deadline_only);
    RUN_TEST(test_silent_client_whose_bytes_nobody_reads_is_let_go_too);
    RUN_TEST(test_client_that_nobody_accepts_is_let_go_at_its_deadline);
    RUN_TEST(test_client_that_keeps_sending_is_not_silent);
    RUN_TEST(test_reader_with_a_shut_window_is_aborted_at_its_deadline);
    RUN_TEST(test_half_closed_client_that_reads_late_loses_nothing);
    RUN_TEST(test_half_closed_client_that_reads_nothing_is_aborted_at_its_deadline);
    RUN_TEST(test_vanished_client_is_given_up);
    RUN_TEST(test_client_that_never_closes_is_left_behind);
    RUN_TEST(test_client_that_only_reads_is_not_silent);
    RUN_TEST(test_keep_alive_takes_the_place_of_the_silence_deadline);
    RUN_TEST(test_heir_without_keep_alive_has_the_silence_deadline_again);
    RUN_TEST(test_reset_of_a_client_that_was_silent_for_long_ends_at_the_deadline_too);
    RUN_TEST(test_reset_after_the_end_of_stream_does_not_begin_the_deadline_anew);
    RUN_TEST(test_socket_without_callbacks_keeps_its_end_until_the_deadline);
    return UNITY_END();
}
