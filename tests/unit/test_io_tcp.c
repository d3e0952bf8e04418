/* TCP as ECMA-419 describes it: reading, writing, properties and errors. */
#include "io/connection.h"
#include "net_fixture.h"
#include "runtime/data_view.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

static const uint8_t text[] = "HTTP/1.1 rest of it";
static const uint8_t big[TSP_SEND_RING + 1];

static const struct tsp_string buffer_format = TSP_LATIN1_LITERAL("buffer");
static const struct tsp_string number_format = TSP_LATIN1_LITERAL("number");
static const struct tsp_string other_format = TSP_LATIN1_LITERAL("socket/tcp");

void setUp(void) {
    net_fixture_begin();
    peer.out = text;
}

void tearDown(void) {
    net_fixture_end();
}

/// Reading ///

static void test_read_without_argument_gives_all_bytes_once(void) {
    struct tsp_tcp *socket = connected(8);
    struct tsp_buffer *data = buffer_of(tsp_tcp_read(socket, TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_UINT(8, data->length);
    TEST_ASSERT_EQUAL_MEMORY("HTTP/1.1", data->bytes, 8);
    TEST_ASSERT_TRUE(tsp_tcp_read(socket, TSP_UNDEFINED) == TSP_UNDEFINED);
}

static void test_read_of_a_count_gives_at_most_what_is_there(void) {
    struct tsp_tcp *socket = connected(8);
    TEST_ASSERT_EQUAL_MEMORY("HTTP", buffer_of(tsp_tcp_read(socket, tsp_from_int32(4)))->bytes, 4);
    TEST_ASSERT_EQUAL_UINT(4, buffer_of(tsp_tcp_read(socket, tsp_from_int32(400)))->length);
}

static void test_read_into_a_view_fills_it_and_nothing_beside_it(void) {
    struct tsp_tcp *socket = connected(8);
    struct tsp_buffer *whole = tsp_buffer_new(32);
    struct tsp_view *view = tsp_view_new(whole, 10, 4);
    TEST_ASSERT_EQUAL_INT32(4, tsp_as_int32(tsp_tcp_read(socket, tsp_from_object(view))));
    TEST_ASSERT_EQUAL_MEMORY("\0HTTP\0", whole->bytes + 9, 6);
    TEST_ASSERT_EQUAL_INT32(4, tsp_as_int32(tsp_tcp_read(socket, tsp_from_object(whole))));
    TEST_ASSERT_EQUAL_MEMORY("/1.1\0", whole->bytes, 5);
}

static void test_read_of_no_positive_integer_throws_and_takes_nothing(void) {
    struct tsp_tcp *socket = connected(8);
    static const double counts[] = {0, -1, 1.5, -0.5};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        tsp_tcp_read(socket, tsp_from_double(counts[i]));
        script_caught(&tsp_range_error_shape);
    }
    tsp_tcp_read(socket, tsp_from_object(socket));
    script_caught(&tsp_type_error_shape);
    tsp_tcp_read(socket, tsp_from_string(&buffer_format));
    script_caught(&tsp_type_error_shape);
    TEST_ASSERT_EQUAL_UINT(8, buffer_of(tsp_tcp_read(socket, TSP_UNDEFINED))->length);
}

static void test_read_with_nothing_there_does_not_look_at_its_argument(void) {
    struct tsp_tcp *socket = connected(0);
    TEST_ASSERT_TRUE(tsp_tcp_read(socket, tsp_from_int32(-1)) == TSP_UNDEFINED);
    TEST_ASSERT_FALSE(tsp_exception_pending());
}

static void test_format_number_reads_single_bytes_and_may_change_midway(void) {
    struct tsp_tcp *socket = connected(8);
    tsp_tcp_set_format(socket, &number_format);
    assert_string("number", tsp_tcp_get_format(socket));
    TEST_ASSERT_EQUAL_INT32('H', tsp_as_int32(tsp_tcp_read(socket, TSP_UNDEFINED)));
    tsp_tcp_read(socket, tsp_from_int32(1));
    script_caught(&tsp_type_error_shape);
    tsp_tcp_set_format(socket, &other_format);
    script_caught(&tsp_range_error_shape);
    assert_string("number", tsp_tcp_get_format(socket));
    tsp_tcp_set_format(socket, &buffer_format);
    TEST_ASSERT_EQUAL_MEMORY("TTP/1.1", buffer_of(tsp_tcp_read(socket, TSP_UNDEFINED))->bytes, 7);
}

static void test_leftovers_are_not_announced_again(void) {
    struct tsp_tcp *socket = connected(8);
    tsp_tcp_read(socket, tsp_from_int32(3));
    net_advance(3000);
    TEST_ASSERT_EQUAL_STRING("L1 R8 ", script_log);
    net_send(&peer, 2);
    TEST_ASSERT_EQUAL_STRING("L1 R8 R7 ", script_log);
}

static void test_read_without_memory_throws_and_takes_nothing(void) {
    struct tsp_tcp *socket = connected(8);
    tsp_heap_fail_at(1);
    tsp_tcp_read(socket, TSP_UNDEFINED);
    script_caught(&tsp_range_error_shape);
    TEST_ASSERT_EQUAL_UINT(8, buffer_of(tsp_tcp_read(socket, TSP_UNDEFINED))->length);
}

static void test_reading_opens_the_window_again(void) {
    static const uint8_t much[3 * TSP_RECEIVE_RING];
    script_listen();
    peer.out = much;
    peer.out_length = sizeof much;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    size_t total = 0;
    TEST_ASSERT_EQUAL_UINT(TSP_RECEIVE_RING + 1, peer.acked);
    for (int i = 0; i < 20 && total < sizeof much; i++) {
        tsp_value data = tsp_tcp_read(script_socket, TSP_UNDEFINED);
        total += data == TSP_UNDEFINED ? 0 : buffer_of(data)->length;
        net_advance(100);
    }
    TEST_ASSERT_EQUAL_UINT(sizeof much, total);
}

/// Writing ///

static void test_write_returns_what_still_fits_and_takes_all_or_nothing(void) {
    struct tsp_tcp *socket = connected(0);
    struct tsp_buffer *data = tsp_buffer_new(100);
    TEST_ASSERT_EQUAL_INT32(TSP_SEND_RING - 100, tsp_tcp_write(socket, tsp_from_object(data), TSP_UNDEFINED));
    TEST_ASSERT_FALSE(script_write(socket, big, TSP_SEND_RING - 99));
    script_caught(&tsp_error_shape);
    TEST_ASSERT_EQUAL_INT32(0,
                            tsp_tcp_write(socket, tsp_from_object(tsp_buffer_new(TSP_SEND_RING - 100)), TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_INT32(0, tsp_tcp_write(socket, tsp_from_object(tsp_buffer_new(0)), TSP_UNDEFINED));
    TEST_ASSERT_FALSE(tsp_exception_pending());
    net_advance(500);
    TEST_ASSERT_EQUAL_UINT(TSP_SEND_RING, peer.received);
}

static void test_announced_room_holds_that_many_single_bytes(void) {
    struct tsp_tcp *socket = connected(0);
    tsp_tcp_set_format(socket, &number_format);
    for (int32_t i = 0; i < TSP_SEND_RING - 1; i++) {
        TEST_ASSERT_EQUAL_INT32(TSP_SEND_RING - 1 - i, tsp_tcp_write(socket, tsp_from_int32(i & 255), TSP_UNDEFINED));
    }
    tsp_tcp_set_format(socket, &buffer_format);
    struct tsp_view *view = tsp_view_new(tsp_buffer_new(3), 1, 1);
    TEST_ASSERT_EQUAL_INT32(0, tsp_tcp_write(socket, tsp_from_object(view), TSP_UNDEFINED));
    tsp_tcp_set_format(socket, &number_format);
    tsp_tcp_write(socket, tsp_from_int32(1), TSP_UNDEFINED);
    script_caught(&tsp_error_shape);
    net_advance(500);
    TEST_ASSERT_EQUAL_UINT(TSP_SEND_RING, peer.received);
    TEST_ASSERT_EQUAL_UINT8(7, answer[7]);
}

static void test_every_view_is_written_by_its_bytes(void) {
    struct tsp_tcp *socket = connected(0);
    struct tsp_buffer *data = tsp_buffer_new(12);
    for (uint8_t i = 0; i < 12; i++) {
        data->bytes[i] = i;
    }
    const struct tsp_view *words = tsp_view_new_of(&tsp_uint32array_shape, data, 4, 2);
    const struct tsp_view *view = tsp_view_new_of(&tsp_data_view_shape, data, 1, 2);
    tsp_tcp_write(socket, tsp_from_object(words), TSP_UNDEFINED);
    tsp_tcp_write(socket, tsp_from_object(view), TSP_UNDEFINED);
    net_advance(500);
    static const uint8_t expected[] = {4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
    TEST_ASSERT_EQUAL_UINT(sizeof expected, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(expected, answer, sizeof expected);
}

static void test_write_of_the_wrong_type_throws(void) {
    struct tsp_tcp *socket = connected(0);
    tsp_tcp_write(socket, tsp_from_int32(32), TSP_UNDEFINED);
    script_caught(&tsp_type_error_shape);
    tsp_tcp_write(socket, TSP_UNDEFINED, TSP_UNDEFINED);
    script_caught(&tsp_type_error_shape);
    tsp_tcp_set_format(socket, &number_format);
    static const double numbers[] = {256, -1, 0.5};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        tsp_tcp_write(socket, tsp_from_double(numbers[i]), TSP_UNDEFINED);
        script_caught(&tsp_range_error_shape);
    }
    tsp_tcp_write(socket, TSP_UNDEFINED, TSP_UNDEFINED);
    script_caught(&tsp_range_error_shape);
    tsp_tcp_write(socket, tsp_from_object(tsp_buffer_new(1)), TSP_UNDEFINED);
    script_caught(&tsp_type_error_shape);
    net_advance(500);
    TEST_ASSERT_EQUAL_UINT(0, peer.received);
}

static void test_room_is_announced_at_first_and_when_everything_arrived(void) {
    script_logs_writable = true;
    struct tsp_tcp *socket = connected(0);
    TEST_ASSERT_EQUAL_STRING("L1 W6096 ", script_log);
    script_write(socket, big, 10);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 W6096 W6096 ", script_log);
}

static void test_write_to_a_connection_that_is_gone_throws(void) {
    script_when_error = NULL;
    struct tsp_tcp *socket = connected(0);
    net_reset(&peer);
    TEST_ASSERT_EQUAL_STRING("L1 E ", script_log);
    TEST_ASSERT_FALSE(script_write(socket, big, 1));
    script_caught(&tsp_error_shape);
    tsp_tcp_write(socket, TSP_NULL, TSP_UNDEFINED); /* what cannot be written is not looked at */
    script_caught(&tsp_error_shape);
    TEST_ASSERT_TRUE(tsp_tcp_read(socket, TSP_UNDEFINED) == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_tcp_get_remote_port(socket) == TSP_UNDEFINED);
    tsp_tcp_close(socket);
}

/// Properties and close ///

static void test_peer_is_named_by_address_and_port(void) {
    struct tsp_tcp *socket = connected(0);
    assert_string("10.0.0.2", tsp_as_string(tsp_tcp_get_remote_address(socket)));
    TEST_ASSERT_EQUAL_INT32(peer.local, tsp_as_int32(tsp_tcp_get_remote_port(socket)));
}

static void test_ipv6_peer_is_named_by_eight_padded_groups(void) {
    peer.ipv6 = true;
    struct tsp_tcp *socket = connected(0);
    assert_string("fd00:0000:0000:0000:0000:0000:0000:0002", tsp_as_string(tsp_tcp_get_remote_address(socket)));
}

static void test_closed_socket_throws_everywhere_but_in_close(void) {
    struct tsp_tcp *socket = connected(8);
    tsp_tcp_close(socket);
    tsp_tcp_close(socket);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    tsp_tcp_read(socket, TSP_UNDEFINED);
    script_caught(&tsp_error_shape);
    TEST_ASSERT_FALSE(script_write(socket, big, 1));
    script_caught(&tsp_error_shape);
    tsp_tcp_get_remote_address(socket);
    script_caught(&tsp_error_shape);
    tsp_tcp_get_remote_port(socket);
    script_caught(&tsp_error_shape);
    tsp_tcp_get_format(socket);
    script_caught(&tsp_error_shape);
    net_send(&peer, 2);
    net_advance(1000);
    TEST_ASSERT_EQUAL_STRING("L1 R8 ", script_log);
}

static void test_close_with_unread_bytes_still_delivers_the_answer(void) {
    struct tsp_tcp *socket = connected(8);
    script_write(socket, big, 5000);
    tsp_tcp_close(socket);
    net_advance(1000);
    TEST_ASSERT_EQUAL_UINT(5000, peer.received);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE(peer.reset);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_read_without_argument_gives_all_bytes_once);
    RUN_TEST(test_read_of_a_count_gives_at_most_what_is_there);
    RUN_TEST(test_read_into_a_view_fills_it_and_nothing_beside_it);
    RUN_TEST(test_read_of_no_positive_integer_throws_and_takes_nothing);
    RUN_TEST(test_read_with_nothing_there_does_not_look_at_its_argument);
    RUN_TEST(test_format_number_reads_single_bytes_and_may_change_midway);
    RUN_TEST(test_leftovers_are_not_announced_again);
    RUN_TEST(test_read_without_memory_throws_and_takes_nothing);
    RUN_TEST(test_reading_opens_the_window_again);
    RUN_TEST(test_write_returns_what_still_fits_and_takes_all_or_nothing);
    RUN_TEST(test_announced_room_holds_that_many_single_bytes);
    RUN_TEST(test_every_view_is_written_by_its_bytes);
    RUN_TEST(test_write_of_the_wrong_type_throws);
    RUN_TEST(test_room_is_announced_at_first_and_when_everything_arrived);
    RUN_TEST(test_write_to_a_connection_that_is_gone_throws);
    RUN_TEST(test_peer_is_named_by_address_and_port);
    RUN_TEST(test_ipv6_peer_is_named_by_eight_padded_groups);
    RUN_TEST(test_closed_socket_throws_everywhere_but_in_close);
    RUN_TEST(test_close_with_unread_bytes_still_delivers_the_answer);
    return UNITY_END();
}
