/*
 * What happens between a packet and the turn that it asked for: tasks that are queued when their
 * connection or listener goes.
 */
#include "io/connection.h"
#include "net.h"
#include "net_script.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

static const uint8_t text[] = "request";
static struct net_peer peers[3];

void setUp(void) {
    test_runtime_start();
    memset(peers, 0, sizeof peers);
    for (size_t i = 0; i < sizeof peers / sizeof peers[0]; i++) {
        peers[i].out = text;
    }
    net_begin();
    script_begin();
}

void tearDown(void) {
    script_end();
    net_end();
    test_runtime_end();
}

/* Packets move, turns do not. */
static void hold_turns(void) {
    net_holds_turns = true;
}

static void let_turns_go(void) {
    net_holds_turns = false;
    net_settle();
}

static void test_close_takes_back_the_announcement_of_data(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    hold_turns();
    net_send(&peers[0], 7);
    tsp_tcp_close(script_socket);
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
    TEST_ASSERT_TRUE(peers[0].finished);
}

/*
 * The slot of a connection that ended while its task was queued serves the next one, whose own task
 * must come too.
 */
static void test_slot_whose_task_was_queued_serves_the_next_connection(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    script_log[0] = '\0';
    struct tsp_connection *connection = script_socket->connection;
    hold_turns();
    net_send(&peers[0], 7);
    net_send(&peers[1], 7);
    tsp_connection_abort(connection);
    net_connect(&peers[2], SCRIPT_PORT);
    net_send(&peers[2], 7);
    TEST_ASSERT_EQUAL_INT(2, tsp_connection_count());
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("R7 L1 R7 ", script_log);
    net_reset(&peers[0]);
    net_reset(&peers[1]);
    net_reset(&peers[2]);
    net_advance(TSP_END_MS + 1000);
}

static void test_listener_closed_while_a_connection_waits_is_not_called(void) {
    script_listen();
    hold_turns();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    tsp_listener_close(script_listener);
    script_listen();
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("L1 ", script_log);
    TEST_ASSERT_TRUE(peers[0].finished);
    TEST_ASSERT_FALSE(peers[1].finished);
    net_reset(&peers[1]);
}

/*
 * The closed listener's place is taken by the next; what was queued behind its task must not be
 * lost with it.
 */
static void test_task_of_a_closed_listener_takes_no_other_with_it(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    script_log[0] = '\0';
    hold_turns();
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    net_send(&peers[0], 7);
    tsp_listener_close(script_listener);
    script_listen();
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("R7 ", script_log);
    net_reset(&peers[0]);
    net_advance(TSP_END_MS + 1000);
}

static void test_reset_overtakes_the_announcement_of_data_and_both_come(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    hold_turns();
    net_send(&peers[0], 7);
    net_reset(&peers[0]);
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("L1 R7 ", script_log);
    tsp_tcp_read(script_socket, TSP_UNDEFINED);
    net_settle();
    TEST_ASSERT_EQUAL_STRING("L1 R7 E ", script_log);
}

static void test_arrivals_between_two_turns_are_announced_together(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    hold_turns();
    net_send(&peers[0], 3);
    net_send(&peers[0], 4);
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("L1 R7 ", script_log);
    net_reset(&peers[0]);
    net_advance(TSP_END_MS + 1000);
}

static void close_other(struct tsp_tcp *socket, int32_t bytes) {
    (void)socket;
    (void)bytes;
    struct tsp_connection *other = script_socket->connection;
    if (other != NULL && other->owner != socket) {
        tsp_tcp_close(script_socket);
    }
}

static void test_callback_may_close_a_connection_whose_turn_is_next(void) {
    script_listen();
    net_connect(&peers[0], SCRIPT_PORT);
    net_settle();
    net_connect(&peers[1], SCRIPT_PORT);
    net_settle();
    script_when_readable = close_other;
    script_log[0] = '\0';
    hold_turns();
    net_send(&peers[0], 7);
    net_send(&peers[1], 7);
    let_turns_go();
    TEST_ASSERT_EQUAL_STRING("R7 ", script_log);
    TEST_ASSERT_TRUE(peers[1].finished);
    net_reset(&peers[0]);
    net_advance(TSP_END_MS + 1000);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_close_takes_back_the_announcement_of_data);
    RUN_TEST(test_slot_whose_task_was_queued_serves_the_next_connection);
    RUN_TEST(test_listener_closed_while_a_connection_waits_is_not_called);
    RUN_TEST(test_task_of_a_closed_listener_takes_no_other_with_it);
    RUN_TEST(test_reset_overtakes_the_announcement_of_data_and_both_come);
    RUN_TEST(test_arrivals_between_two_turns_are_announced_together);
    RUN_TEST(test_callback_may_close_a_connection_whose_turn_is_next);
    return UNITY_END();
}
