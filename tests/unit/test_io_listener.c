/* Listener as ECMA-419 describes it. */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net.h"
#include "net_script.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

static const uint8_t text[] = "request";
static struct net_peer peers[4];

static const struct tsp_string tcp_format = TSP_LATIN1_LITERAL("socket/tcp");
static const struct tsp_string buffer_format = TSP_LATIN1_LITERAL("buffer");
static const struct tsp_string own_address = TSP_LATIN1_LITERAL("10.0.0.1");
static const struct tsp_string no_address = TSP_LATIN1_LITERAL("example.com");

void setUp(void) {
    test_runtime_start();
    memset(peers, 0, sizeof peers);
    for (size_t i = 0; i < sizeof peers / sizeof peers[0]; i++) {
        peers[i].out = text;
    }
    net_begin();
    script_begin();
    script_accepts = false;
}

void tearDown(void) {
    script_end();
    net_end();
    test_runtime_end();
}

/* So many of the next ports have another user on the machine that the program is reached by. */
static int ports_taken;
static int ports_opened;

bool tsp_port_listening(uint16_t port, bool any_will_do) {
    (void)port;
    bool taken = ports_taken > 0;
    TEST_ASSERT_TRUE_MESSAGE(any_will_do || !taken, "the process would have ended");
    ports_taken -= taken;
    ports_opened += !taken;
    return !taken;
}

static struct tsp_listener *construct(const struct tsp_listener_options *options) {
    struct tsp_listener *listener = tsp_new(&tsp_listener_shape);
    tsp_listener_construct(listener, options);
    return listener;
}

static void test_port_out_of_range_throws(void) {
    struct tsp_listener_options options = script_listener_options();
    static const double ports[] = {-1, 65536, 80.5};
    for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++) {
        options.port = tsp_from_double(ports[i]);
        construct(&options);
        script_caught(&tsp_range_error_shape);
    }
    options.port = TSP_UNDEFINED;
    construct(&options);
    script_caught(&tsp_error_shape);
}

static void test_port_0_and_none_take_a_free_port(void) {
    struct tsp_listener_options options = script_listener_options();
    struct tsp_listener *first = construct(&options);
    options.port = TSP_FALSE; /* ToNumber makes 0 of it; of text, the compiler does */
    struct tsp_listener *second = construct(&options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_listener_get_target(first) == TSP_UNDEFINED);
    TEST_ASSERT_GREATER_THAN_INT32(0, tsp_listener_get_port(first));
    TEST_ASSERT_GREATER_THAN_INT32(0, tsp_listener_get_port(second));
    TEST_ASSERT_TRUE(tsp_listener_get_port(first) != tsp_listener_get_port(second));
    net_connect(&peers[0], (uint16_t)tsp_listener_get_port(second));
    net_settle();
    TEST_ASSERT_TRUE(peers[0].connected);
    TEST_ASSERT_TRUE(tsp_listener_read(first) == TSP_UNDEFINED);
    tsp_listener_close(first);
    tsp_listener_close(second);
}

/* lwIP counts through the private ports. */
static int32_t port_after(int32_t port, int32_t count) {
    return (port - 0xC000 + count) % 0x4000 + 0xC000;
}

static void test_port_0_passes_over_ports_that_others_have(void) {
    struct tsp_listener_options options = script_listener_options();
    struct tsp_listener *before = construct(&options);
    ports_taken = 3;
    ports_opened = 0;
    struct tsp_listener *listener = construct(&options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    TEST_ASSERT_EQUAL_INT(0, ports_taken);
    TEST_ASSERT_EQUAL_INT(1, ports_opened);
    TEST_ASSERT_EQUAL_INT32(port_after(tsp_listener_get_port(before), 4), tsp_listener_get_port(listener));
    net_connect(&peers[0], (uint16_t)port_after(tsp_listener_get_port(before), 1));
    net_connect(&peers[1], (uint16_t)tsp_listener_get_port(listener));
    net_settle();
    TEST_ASSERT_TRUE(peers[0].reset);
    TEST_ASSERT_TRUE(peers[1].connected);
    tsp_listener_close(before);
    tsp_listener_close(listener);
}

static void test_port_in_use_throws_and_harms_nobody(void) {
    struct tsp_listener_options options = script_listener_options();
    script_listen();
    options.port = tsp_from_int32(SCRIPT_PORT);
    construct(&options);
    script_caught(&tsp_error_shape);
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
}

static void test_bad_option_binds_no_port(void) {
    for (int i = 0; i < 4; i++) {
        struct tsp_listener_options options = script_listener_options();
        tsp_value *const each[] = {&options.address, &options.format, &options.onReadable, &options.onError};
        options.port = tsp_from_int32(SCRIPT_PORT);
        *each[i] = i == 0 ? tsp_from_string(&no_address) : i == 1 ? tsp_from_string(&buffer_format) : tsp_from_int32(1);
        construct(&options);
        script_caught(i == 0 ? &tsp_error_shape : i == 1 ? &tsp_range_error_shape : &tsp_type_error_shape);
    }
    construct(NULL);
    script_caught(&tsp_type_error_shape);
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(peers[0].connected);
}

static void test_address_limits_where_it_listens(void) {
    struct tsp_listener_options options = script_listener_options();
    options.port = tsp_from_int32(SCRIPT_PORT);
    options.address = tsp_from_string(&own_address);
    options.format = tsp_from_string(&tcp_format);
    options.onReadable = TSP_NULL;
    struct tsp_listener *listener = construct(&options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    net_connect(&peers[0], SCRIPT_PORT);
    peers[1].ipv6 = true;
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(peers[0].connected);
    TEST_ASSERT_TRUE(peers[1].reset);
    tsp_listener_close(listener);
}

static void test_all_waiting_connections_are_counted_and_read_in_order(void) {
    script_listen();
    for (int i = 0; i < 3; i++) {
        net_connect(&peers[i], SCRIPT_PORT);
        net_settle();
    }
    TEST_ASSERT_EQUAL_STRING("L1 L2 L3 ", script_log);
    for (int i = 0; i < 3; i++) {
        struct tsp_tcp *socket = (struct tsp_tcp *)(void *)tsp_as_object(script_read_listener());
        TEST_ASSERT_EQUAL_INT32(peers[i].local, tsp_as_int32(tsp_tcp_get_remote_port(socket)));
        tsp_tcp_close(socket);
    }
    TEST_ASSERT_TRUE(script_read_listener() == TSP_UNDEFINED);
}

static void test_data_that_came_before_read_is_kept(void) {
    script_listen();
    peers[0].out_length = 7;
    peers[0].fin = true;
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    script_take_over(script_read_listener());
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R7 ", script_log);
}

static void test_client_that_reset_before_read_is_skipped(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    net_reset(&peers[0]);
    struct tsp_tcp *socket = (struct tsp_tcp *)(void *)tsp_as_object(script_read_listener());
    TEST_ASSERT_EQUAL_INT32(peers[1].local, tsp_as_int32(tsp_tcp_get_remote_port(socket)));
    TEST_ASSERT_TRUE(script_read_listener() == TSP_UNDEFINED);
    tsp_tcp_close(socket);
}

static void test_read_without_memory_keeps_the_connection_waiting(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    tsp_heap_fail_at(1);
    script_read_listener();
    script_caught(&tsp_range_error_shape);
    tsp_value socket = script_read_listener();
    TEST_ASSERT_TRUE(tsp_is_object(socket));
    tsp_tcp_close((struct tsp_tcp *)(void *)tsp_as_object(socket));
}

static void test_close_ends_what_waits_and_leaves_what_was_read(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    struct tsp_tcp *socket = script_take_over(script_read_listener());
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    tsp_listener_close(script_listener);
    tsp_listener_close(script_listener);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    tsp_listener_read(script_listener);
    script_caught(&tsp_error_shape);
    tsp_listener_get_port(script_listener);
    script_caught(&tsp_error_shape);
    script_listener = NULL;
    net_settle();
    TEST_ASSERT_TRUE(peers[1].finished);
    TEST_ASSERT_FALSE(peers[0].finished);
    TEST_ASSERT_TRUE(script_write_text(socket, "still here"));
    net_settle();
    TEST_ASSERT_EQUAL_UINT(10, peers[0].received);
    net_connect(&peers[2], SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_TRUE(peers[2].reset);
}

static void test_port_can_be_opened_again_at_once(void) {
    script_accepts = true;
    script_when_readable = script_echo;
    for (int i = 0; i < 20; i++) {
        memset(&peers[0], 0, sizeof peers[0]);
        script_listen();
        peers[0].out = text;
        peers[0].out_length = 7;
        peers[0].fin = true;
        net_connect(&peers[0], SCRIPT_PORT);
        net_settle();
        TEST_ASSERT_EQUAL_UINT(71, peers[0].received);
        tsp_listener_close(script_listener);
        net_unplug(&peers[0]);
    }
    script_listener = NULL;
}

static void test_handshake_under_way_at_close_is_reset(void) {
    script_listen();
    peers[0].window = 1000;
    net_drop = 3; /* the acknowledgement that would complete it */
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    tsp_listener_close(script_listener);
    script_listener = NULL;
    net_acknowledge(&peers[0]);
    TEST_ASSERT_TRUE(peers[0].reset);
}

/*
 * All knock at the same instant: those that find no place wait unanswered, and none is let in to be
 * thrown out.
 */
static void test_more_clients_at_once_than_places_wait_for_their_turn(void) {
    static struct net_peer crowd[TSP_CONNECTIONS + 4];
    int connected = 0;
    memset(crowd, 0, sizeof crowd);
    script_accepts = true;
    script_when_readable = script_echo;
    script_listen();
    for (int i = 0; i < TSP_CONNECTIONS + 4; i++) {
        crowd[i].out = text;
        net_connect(&crowd[i], SCRIPT_PORT);
    }
    net_settle();
    for (int i = 0; i < TSP_CONNECTIONS + 4; i++) {
        TEST_ASSERT_FALSE(crowd[i].reset);
        connected += crowd[i].connected;
    }
    TEST_ASSERT_EQUAL_INT(TSP_CONNECTIONS, connected);
    for (int i = 0; i < TSP_CONNECTIONS + 4; i++) {
        crowd[i].out_length = 7;
        crowd[i].fin = true;
    }
    net_advance(10000);
    for (int i = 0; i < TSP_CONNECTIONS + 4; i++) {
        TEST_ASSERT_EQUAL_UINT(71, crowd[i].received);
        TEST_ASSERT_TRUE(crowd[i].finished);
    }
}

static void test_half_open_scans_leave_the_listener_serving(void) {
    static struct net_peer scans[40];
    script_listen();
    memset(scans, 0, sizeof scans);
    for (size_t i = 0; i < sizeof scans / sizeof scans[0]; i++) {
        net_connect(&scans[i], SCRIPT_PORT);
        net_inject(&scans[i], i % 2 == 0 ? TCP_SYN : TCP_SYN | TCP_FIN | TCP_PSH | TCP_URG, 0);
        scans[i].deaf = true;
    }
    TEST_ASSERT_LESS_OR_EQUAL_INT(TSP_CONNECTIONS, tsp_connection_count());
    net_advance(30000);
    script_accepts = true;
    net_connect(&peers[0], SCRIPT_PORT);
    net_advance(5000);
    TEST_ASSERT_TRUE(peers[0].connected);
    TEST_ASSERT_NOT_NULL(strchr(script_log, 'L'));
    for (size_t i = 0; i < sizeof scans / sizeof scans[0]; i++) {
        net_unplug(&scans[i]);
    }
    tsp_listener_close(script_listener);
    script_listener = NULL;
    net_advance(TSP_SILENT_MS);
}

static void test_target_format_and_write(void) {
    struct tsp_listener_options options = script_listener_options();
    options.target = tsp_from_int32(42);
    struct tsp_listener *listener = construct(&options);
    TEST_ASSERT_EQUAL_INT32(42, tsp_as_int32(tsp_listener_get_target(listener)));
    tsp_listener_set_target(listener, tsp_from_int32(43));
    TEST_ASSERT_EQUAL_INT32(43, tsp_as_int32(tsp_listener_get_target(listener)));
    TEST_ASSERT_TRUE(tsp_string_equals(&tcp_format, tsp_listener_get_format(listener)));
    tsp_listener_set_format(listener, &buffer_format);
    script_caught(&tsp_range_error_shape);
    tsp_listener_set_format(listener, &tcp_format);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    tsp_listener_write(listener, TSP_UNDEFINED);
    script_caught(&tsp_error_shape);
    tsp_listener_close(listener);
}

static void test_listeners_run_out_as_an_error(void) {
    struct tsp_listener_options options = script_listener_options();
    struct tsp_listener *open[TSP_LISTENERS];
    for (int i = 0; i < TSP_LISTENERS; i++) {
        open[i] = construct(&options);
        TEST_ASSERT_FALSE(tsp_exception_pending());
    }
    construct(&options);
    script_caught(&tsp_error_shape);
    for (int i = 0; i < TSP_LISTENERS; i++) {
        tsp_listener_close(open[i]);
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_port_out_of_range_throws);
    RUN_TEST(test_port_0_and_none_take_a_free_port);
    RUN_TEST(test_port_0_passes_over_ports_that_others_have);
    RUN_TEST(test_port_in_use_throws_and_harms_nobody);
    RUN_TEST(test_bad_option_binds_no_port);
    RUN_TEST(test_address_limits_where_it_listens);
    RUN_TEST(test_all_waiting_connections_are_counted_and_read_in_order);
    RUN_TEST(test_data_that_came_before_read_is_kept);
    RUN_TEST(test_client_that_reset_before_read_is_skipped);
    RUN_TEST(test_read_without_memory_keeps_the_connection_waiting);
    RUN_TEST(test_close_ends_what_waits_and_leaves_what_was_read);
    RUN_TEST(test_port_can_be_opened_again_at_once);
    RUN_TEST(test_handshake_under_way_at_close_is_reset);
    RUN_TEST(test_more_clients_at_once_than_places_wait_for_their_turn);
    RUN_TEST(test_half_open_scans_leave_the_listener_serving);
    RUN_TEST(test_target_format_and_write);
    RUN_TEST(test_listeners_run_out_as_an_error);
    return UNITY_END();
}
