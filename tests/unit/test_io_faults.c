/*
 * One whole exchange, once for every packet lost or doubled and every allocation that fails; and
 * very many of them.
 */
#include "io/connection.h"
#include "net.h"
#include "net_script.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/heap_internal.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

#define HEAD_LENGTH 64u /* of script_echo's answer */
#define REQUEST_LENGTH 1000u
#if defined(__arm__)
#define MANY 300 /* the emulator has a time limit for a suite */
#else
#define MANY 10000
#endif

static uint8_t request[REQUEST_LENGTH];
static uint8_t answer[HEAD_LENGTH + REQUEST_LENGTH];
static struct net_peer peer;

void setUp(void) {
    test_runtime_start();
    for (size_t i = 0; i < sizeof request; i++) {
        request[i] = (uint8_t)(i * 13);
    }
    net_begin();
    script_begin();
    script_when_readable = script_echo;
}

void tearDown(void) {
    script_end();
    net_end();
    test_runtime_end();
}

static void plug(void) {
    memset(&peer, 0, sizeof peer);
    peer.in = answer;
    peer.in_size = sizeof answer;
    peer.out = request;
    peer.out_length = REQUEST_LENGTH;
    net_connect(&peer, SCRIPT_PORT);
}

/* Until the peer has what it is going to get, then it closes too. */
static void exchange(void) {
    plug();
    net_settle();
    for (int seconds = 0; seconds < 90 && !peer.finished && !peer.reset; seconds++) {
        net_advance(1000);
    }
    peer.fin = true;
    net_settle();
}

static void assert_whole_answer(void) {
    TEST_ASSERT_FALSE(peer.reset);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_EQUAL_UINT(sizeof answer, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(request, answer + HEAD_LENGTH, REQUEST_LENGTH);
}

static void leave(void) {
    net_advance(5000);
    net_unplug(&peer);
}

static uint32_t packets_of_one_exchange(void) {
    net_packets = 0;
    exchange();
    assert_whole_answer();
    leave();
    return net_packets;
}

static void test_every_packet_may_be_lost(void) {
    script_listen();
    uint32_t count = packets_of_one_exchange();
    TEST_ASSERT_GREATER_THAN_UINT32(6, count);
    for (uint32_t lost = 1; lost <= count; lost++) {
        net_packets = 0;
        net_drop = lost;
        exchange();
        assert_whole_answer();
        net_drop = 0;
        leave();
    }
}

static void test_every_packet_may_come_twice(void) {
    script_listen();
    uint32_t count = packets_of_one_exchange();
    for (uint32_t twice = 1; twice <= count; twice++) {
        net_packets = 0;
        net_duplicate = twice;
        exchange();
        assert_whole_answer();
        leave();
    }
}

static void test_every_allocation_of_lwip_may_fail(void) {
    script_listen();
    uint32_t failing = 1;
    for (bool reached = true; reached; failing++) {
        net_fail_allocation = failing;
        exchange();
        reached = net_fail_allocation == 0;
        net_fail_allocation = 0;
        assert_whole_answer();
        leave();
    }
    TEST_ASSERT_GREATER_THAN_UINT32(10, failing);
}

static void test_every_allocation_of_the_script_may_fail(void) {
    script_listen();
    uint32_t failing = 1;
    for (; failing < 100; failing++) {
        tsp_reports_init(); /* so that a report like the last is printed, and not counted */
        tsp_heap_fail_at(failing);
        plug();
        net_settle();
        tsp_heap_fail_at(0);
        if (peer.received == sizeof answer) {
            leave();
            break;
        }
        TEST_ASSERT_NOT_NULL(strstr(test_port_take_output(), "out of memory"));
        if (failing == 1) {
            /* Listener.read() itself: the connection still waits to be read. */
            TEST_ASSERT_NOT_NULL(script_take_over(script_read_listener()));
            net_settle();
            assert_whole_answer();
            peer.fin = true;
        } else {
            /* The callback that ran out threw: its connection is aborted. */
            TEST_ASSERT_TRUE(peer.reset);
            TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
        }
        leave();
    }
    TEST_ASSERT_GREATER_THAN_UINT32(3, failing);
    TEST_ASSERT_LESS_THAN_UINT32(100, failing);
    exchange();
    assert_whole_answer();
    leave();
}

static void test_a_reset_may_come_at_any_moment(void) {
    script_listen();
    uint32_t count = packets_of_one_exchange();
    for (uint32_t at = 1; at <= count; at++) {
        net_packets = 0;
        net_drop = at;
        plug();
        net_settle();
        net_drop = 0;
        net_reset(&peer);
        net_advance(1000);
        net_unplug(&peer);
    }
    exchange();
    assert_whole_answer();
    leave();
}

static void test_very_many_connections_leave_nothing(void) {
    struct tsp_heap_stats before;
    struct tsp_heap_stats after;
    script_listen();
    exchange();
    net_unplug(&peer);
    tsp_collect();
    tsp_heap_get_stats(&before);
    for (int i = 0; i < MANY; i++) {
        plug();
        peer.fin = i % 3 == 0;
        net_settle();
        switch (i % 3) {
        case 0:
            break;
        case 1:
            peer.fin = true;
            net_settle();
            break;
        default:
            net_reset(&peer);
            break;
        }
        TEST_ASSERT_EQUAL_UINT(sizeof answer, peer.received);
        TEST_ASSERT_EQUAL_INT(0, tsp_connection_count());
        net_unplug(&peer);
    }
    tsp_collect();
    tsp_heap_get_stats(&after);
    TEST_ASSERT_EQUAL_UINT(before.used, after.used);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_every_packet_may_be_lost);
    RUN_TEST(test_every_packet_may_come_twice);
    RUN_TEST(test_every_allocation_of_lwip_may_fail);
    RUN_TEST(test_every_allocation_of_the_script_may_fail);
    RUN_TEST(test_a_reset_may_come_at_any_moment);
    RUN_TEST(test_very_many_connections_leave_nothing);
    return UNITY_END();
}
