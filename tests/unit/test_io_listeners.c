/*
 * Several listeners in one program, listeners without callbacks, and what keeps the program awake.
 */
#include "io/connection.h"
#include "net_fixture.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

#define SECOND_PORT 81

static struct tsp_listener *second;

void setUp(void) {
    net_fixture_begin();
    second = NULL;
}

void tearDown(void) {
    if (second != NULL) {
        tsp_listener_close(second);
    }
    net_fixture_end();
}

/* Without callbacks: the program polls. */
static struct tsp_listener *listen_on_second_port(void) {
    struct tsp_listener_options options = script_listener_options();
    options.port = tsp_from_int32(SECOND_PORT);
    second = tsp_new(&tsp_listener_shape);
    tsp_listener_construct(second, &options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    return second;
}

static void connect_second(struct net_peer *client) {
    net_connect(client, SECOND_PORT);
    net_settle();
    TEST_ASSERT_TRUE(client->connected);
}

static void test_listener_without_callback_is_polled(void) {
    listen_on_second_port();
    TEST_ASSERT_TRUE(tsp_listener_read(second) == TSP_UNDEFINED);
    peer.out_length = 5;
    connect_second(&peer);
    tsp_value socket = tsp_listener_read(second);
    TEST_ASSERT_TRUE(tsp_is_object(socket));
    TEST_ASSERT_TRUE(tsp_listener_read(second) == TSP_UNDEFINED);
    struct tsp_tcp *tcp = (struct tsp_tcp *)(void *)tsp_as_object(socket);
    read_all(tcp, 5);
    TEST_ASSERT_TRUE(script_write_text(tcp, "polled"));
    tsp_tcp_close(tcp);
    net_settle();
    TEST_ASSERT_EQUAL_UINT(6, peer.received);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_EQUAL_STRING("", script_log);
}

static void read_second_and_throw(struct tsp_tcp *socket) {
    (void)socket;
    tsp_listener_read(second);
    tsp_throw_error("thrown by the test");
}

/*
 * Whose callback it was decides, not whose connection: nobody else knows of the one that it read.
 */
static void test_exception_in_a_listener_aborts_what_it_read_from_another(void) {
    script_listen();
    listen_on_second_port();
    connect_second(&other);
    script_when_accepted = read_second_and_throw;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_NOT_NULL(strstr(test_port_take_output(), "thrown by the test"));
    TEST_ASSERT_TRUE(other.reset);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "it was handed on");
}

static void read_second_and_keep(struct tsp_tcp *socket, int32_t bytes) {
    (void)socket;
    (void)bytes;
    tsp_listener_read(second);
}

static void throw_error(struct tsp_tcp *socket) {
    (void)socket;
    tsp_throw_error("thrown by the test");
}

static void test_exception_in_a_listener_leaves_what_others_read(void) {
    script_listen();
    listen_on_second_port();
    connect_second(&other);
    script_when_readable = read_second_and_keep;
    peer.out_length = 1;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    static struct net_peer third;
    memset(&third, 0, sizeof third);
    script_when_accepted = throw_error;
    net_connect(&third, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_FALSE(other.reset);
    TEST_ASSERT_FALSE(third.reset);
    net_reset(&other);
    net_reset(&peer);
    net_reset(&third);
    net_advance(TSP_END_MS + 1000);
}

static void test_closing_one_listener_leaves_the_other_and_its_clients(void) {
    script_when_readable = script_echo;
    script_listen();
    listen_on_second_port();
    connect_second(&other);
    tsp_listener_close(second);
    net_settle();
    TEST_ASSERT_TRUE(other.finished);
    peer.out_length = 100;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    assert_answered(100);
}

static void test_listeners_and_connections_keep_the_program_awake(void) {
    TEST_ASSERT_FALSE(tsp_loop_alive());
    struct tsp_tcp *socket = connected(1);
    TEST_ASSERT_TRUE(tsp_loop_alive());
    tsp_listener_close(script_listener);
    script_listener = NULL;
    TEST_ASSERT_TRUE_MESSAGE(tsp_loop_alive(), "the connection can still wake it");
    tsp_tcp_close(socket);
    net_settle();
    TEST_ASSERT_TRUE_MESSAGE(tsp_loop_alive(), "the peer has not finished");
    peer.fin = true;
    net_settle();
    TEST_ASSERT_FALSE(tsp_loop_alive());
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_listener_without_callback_is_polled);
    RUN_TEST(test_exception_in_a_listener_aborts_what_it_read_from_another);
    RUN_TEST(test_exception_in_a_listener_leaves_what_others_read);
    RUN_TEST(test_closing_one_listener_leaves_the_other_and_its_clients);
    RUN_TEST(test_listeners_and_connections_keep_the_program_awake);
    return UNITY_END();
}
