/*
 * What callbacks throw, and what is left of their connection: in onError, after an exception, after
 * close() and hand-over.
 */
#include "io/connection.h"
#include "net_fixture.h"
#include "runtime/error.h"
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

static void misuse_in_error(struct tsp_tcp *socket) {
    TEST_ASSERT_FALSE(script_write_text(socket, "late"));
    script_caught(&tsp_error_shape);
    TEST_ASSERT_TRUE(tsp_tcp_read(socket, TSP_UNDEFINED) == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_tcp_get_remote_port(socket) == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_tcp_get_remote_address(socket) == TSP_UNDEFINED);
    script_take_over(tsp_from_object(socket));
    script_caught(&tsp_error_shape);
}

static void test_only_close_is_left_inside_on_error(void) {
    script_when_error = misuse_in_error;
    script_listen();
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_EQUAL_UINT(0, peer.received);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE(peer.reset);
}

static void throw_after_close(struct tsp_tcp *socket, int32_t bytes) {
    script_echo(socket, bytes);
    tsp_throw_error("thrown by the test");
}

static void test_exception_after_close_leaves_the_answer_alone(void) {
    script_when_readable = throw_after_close;
    script_listen();
    peer.out_length = 300;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(300);
}

static void throw_after_hand_over(struct tsp_tcp *socket, int32_t bytes) {
    (void)bytes;
    script_when_readable = script_echo;
    script_take_over(tsp_from_object(socket));
    tsp_throw_error("thrown by the test");
}

static void test_exception_after_hand_over_leaves_the_heir_alone(void) {
    script_when_readable = throw_after_hand_over;
    script_listen();
    peer.out_length = 300;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(300);
    TEST_ASSERT_EQUAL_STRING("L1 R300 R300 ", script_log);
}

static void test_exception_in_on_writable_aborts_its_connection(void) {
    script_when_writable = throw_error;
    script_listen();
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R5 ", script_log);
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void write_and_throw(struct tsp_tcp *socket, int32_t bytes) {
    (void)bytes;
    TEST_ASSERT_TRUE(script_write_text(socket, "lost"));
    tsp_throw_error("thrown by the test");
}

static void test_what_a_turn_wrote_before_its_exception_does_not_leave(void) {
    script_when_readable = write_and_throw;
    script_listen();
    peer.out_length = 5;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(peer.reset);
    TEST_ASSERT_EQUAL_UINT(0, peer.received);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_exception_in_a_callback_aborts_its_connection_alone);
    RUN_TEST(test_exception_in_on_error_aborts_a_connection_whose_peer_half_closed);
    RUN_TEST(test_exception_in_a_listener_aborts_what_it_read_and_did_not_hand_on);
    RUN_TEST(test_only_close_is_left_inside_on_error);
    RUN_TEST(test_exception_after_close_leaves_the_answer_alone);
    RUN_TEST(test_exception_after_hand_over_leaves_the_heir_alone);
    RUN_TEST(test_exception_in_on_writable_aborts_its_connection);
    RUN_TEST(test_what_a_turn_wrote_before_its_exception_does_not_leave);
    return UNITY_END();
}
