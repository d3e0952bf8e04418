/* TCP as ECMA-419 describes it: construction, hand-over, options. */
#include "io/connection.h"
#include "net_fixture.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

static const struct tsp_string number_format = TSP_LATIN1_LITERAL("number");

void setUp(void) {
    net_fixture_begin();
}

void tearDown(void) {
    net_fixture_end();
}

/// Construction and hand-over ///

static void test_hand_over_moves_data_and_closes_the_donor(void) {
    struct tsp_tcp *donor = connected(8);
    tsp_tcp_set_format(donor, &number_format);
    tsp_tcp_read(donor, TSP_UNDEFINED);
    struct tsp_tcp *heir = script_take_over(tsp_from_object(donor));
    TEST_ASSERT_EQUAL_STRING("L1 R8 ", script_log);
    assert_string("buffer", tsp_tcp_get_format(heir));
    tsp_tcp_read(donor, TSP_UNDEFINED);
    script_caught(&tsp_error_shape);
    tsp_tcp_close(donor);
    tsp_tcp_read(donor, TSP_UNDEFINED);
    script_caught(&tsp_error_shape);
    script_take_over(tsp_from_object(donor));
    script_caught(&tsp_error_shape);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R8 R7 ", script_log);
    TEST_ASSERT_EQUAL_UINT(7, buffer_of(tsp_tcp_read(heir, TSP_UNDEFINED))->length);
}

static void test_hand_over_moves_end_of_stream_and_reset(void) {
    script_accepts = false;
    script_listen();
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    tsp_value first = script_read_listener();
    net_settle();
    script_take_over(first);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
}

static void test_bad_option_leaves_the_donor_as_it_was(void) {
    struct tsp_tcp *donor = connected(8);
    for (int i = 0; i < 6; i++) {
        struct tsp_tcp_options options = script_tcp_options();
        tsp_value *const each[] = {&options.keepAlive, &options.format, &options.onReadable,
                                   &options.onWritable, &options.onError, &options.keepAlive};
        options.from = tsp_from_object(donor);
        *each[i] = i == 5 ? TSP_UNDEFINED : tsp_from_int32(-1);
        tsp_tcp_construct(tsp_new(&tsp_tcp_shape), &options);
        script_caught(i == 0 || i == 1 ? &tsp_range_error_shape : i == 5 ? &tsp_error_shape : &tsp_type_error_shape);
    }
    TEST_ASSERT_EQUAL_UINT(8, buffer_of(tsp_tcp_read(donor, TSP_UNDEFINED))->length);
}

static void test_construction_without_a_connection_throws(void) {
    struct tsp_tcp_options options = script_tcp_options();
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    tsp_tcp_construct(socket, NULL);
    script_caught(&tsp_type_error_shape);
    tsp_tcp_construct(socket, &options);
    script_caught(&tsp_error_shape);
    options.from = TSP_UNDEFINED;
    tsp_tcp_construct(socket, &options);
    script_caught(&tsp_type_error_shape);
    tsp_tcp_read(socket, TSP_UNDEFINED);
    script_caught(&tsp_error_shape);
    tsp_tcp_close(socket);
}

static void close_in_error(struct tsp_tcp *socket) {
    tsp_tcp_close(socket);
}

static void test_close_inside_on_error_calls_nothing_more(void) {
    script_when_error = close_in_error;
    connected(0);
    peer.fin = true;
    net_advance(20000);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_TRUE(peer.finished);
}

static void test_open_socket_lives_without_references(void) {
    connected(0);
    script_drop_socket();
    tsp_collect();
    net_send(&peer, 4);
    TEST_ASSERT_EQUAL_STRING("L1 R4 ", script_log);
    net_reset(&peer);
    net_advance(TSP_END_MS + 1000);
}

static void test_keep_alive_finds_a_vanished_peer(void) {
    struct tsp_tcp *donor = connected(0);
    struct tsp_tcp_options options = script_tcp_options();
    options.from = tsp_from_object(donor);
    options.keepAlive = tsp_from_int32(2000);
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    tsp_tcp_construct(socket, &options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    peer.deaf = true;
    net_advance(12000);
    TEST_ASSERT_FALSE(script_write(socket, pattern, 1));
    script_caught(&tsp_error_shape);
    net_advance(TSP_END_MS);
    TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
}

static void test_keep_alive_of_any_positive_integer_is_taken(void) {
    static const double intervals[] = {1073741824.0, 4294967296.0, 9007199254740991.0};
    struct tsp_tcp *socket = connected(0);
    for (size_t i = 0; i < sizeof intervals / sizeof intervals[0]; i++) {
        struct tsp_tcp_options options = script_tcp_options();
        options.from = tsp_from_object(socket);
        options.keepAlive = tsp_from_double(intervals[i]);
        socket = tsp_new(&tsp_tcp_shape);
        tsp_tcp_construct(socket, &options);
        TEST_ASSERT_FALSE(tsp_exception_pending());
        net_advance(20000);
        TEST_ASSERT_FALSE_MESSAGE(peer.reset, "too early by far");
    }
    tsp_tcp_close(socket);
    peer.fin = true;
}

/* Packets that a second small write costs while the first is not acknowledged. */
static uint32_t packets_of_a_second_write(tsp_value no_delay) {
    struct tsp_tcp_options options = script_tcp_options();
    options.from = script_read_listener();
    options.noDelay = no_delay;
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    tsp_tcp_construct(socket, &options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    net_settle();
    peer.deaf = true;
    TEST_ASSERT_TRUE(script_write_text(socket, "a"));
    net_settle();
    uint32_t before = net_packets;
    TEST_ASSERT_TRUE(script_write_text(socket, "b"));
    net_settle();
    uint32_t packets = net_packets - before;
    peer.deaf = false;
    net_reset(&peer);
    tsp_tcp_close(socket);
    return packets;
}

static void test_no_delay_sends_small_writes_at_once(void) {
    script_accepts = false;
    script_listen();
    static const tsp_value values[] = {TSP_ABSENT, TSP_FALSE, TSP_TRUE};
    static const uint32_t expected[] = {0, 0, 1};
    for (int i = 0; i < 3; i++) {
        memset(&peer, 0, sizeof peer);
        net_connect(&peer, SCRIPT_PORT);
        net_settle();
        TEST_ASSERT_EQUAL_UINT32(expected[i], packets_of_a_second_write(values[i]));
        net_unplug(&peer);
    }
}

static void test_target_and_format_are_the_options(void) {
    struct tsp_tcp_options options = script_tcp_options();
    struct tsp_tcp *donor = connected(2);
    TEST_ASSERT_TRUE(tsp_tcp_get_target(donor) == TSP_UNDEFINED);
    options.from = tsp_from_object(donor);
    options.target = tsp_from_int32(7);
    options.format = tsp_from_string(&number_format);
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    tsp_tcp_construct(socket, &options);
    TEST_ASSERT_EQUAL_INT32(7, tsp_as_int32(tsp_tcp_get_target(socket)));
    for (int i = 0; i < 2; i++) {
        TEST_ASSERT_TRUE(tsp_tcp_read(socket, TSP_UNDEFINED) == tsp_from_int32(pattern[i]));
    }
    tsp_tcp_close(socket);
    TEST_ASSERT_EQUAL_INT32(7, tsp_as_int32(tsp_tcp_get_target(socket)));
}

static void test_options_of_a_client_are_checked_before_it_is_refused(void) {
    struct tsp_tcp_options options = script_tcp_options();
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    static const struct tsp_string address = TSP_LATIN1_LITERAL("192.0.2.1");
    options.address = tsp_from_string(&address);
    tsp_tcp_construct(socket, &options);
    script_caught(&tsp_error_shape);
    options.port = tsp_from_int32(65536);
    tsp_tcp_construct(socket, &options);
    script_caught(&tsp_range_error_shape);
    options.port = tsp_from_int32(65535);
    tsp_tcp_construct(socket, &options);
    script_caught(&tsp_error_shape);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_hand_over_moves_data_and_closes_the_donor);
    RUN_TEST(test_hand_over_moves_end_of_stream_and_reset);
    RUN_TEST(test_bad_option_leaves_the_donor_as_it_was);
    RUN_TEST(test_construction_without_a_connection_throws);
    RUN_TEST(test_close_inside_on_error_calls_nothing_more);
    RUN_TEST(test_open_socket_lives_without_references);
    RUN_TEST(test_keep_alive_finds_a_vanished_peer);
    RUN_TEST(test_keep_alive_of_any_positive_integer_is_taken);
    RUN_TEST(test_no_delay_sends_small_writes_at_once);
    RUN_TEST(test_target_and_format_are_the_options);
    RUN_TEST(test_options_of_a_client_are_checked_before_it_is_refused);
    return UNITY_END();
}
