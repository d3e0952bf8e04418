/*
 * Whole scenarios, once for each allocation in them that can fail, lwIP's and the script's. lwIP's
 * failures are only delays: the scenario ends as without. The script's are exceptions: they may
 * cost the scenario its connection. Neither leaves anything behind, and the next client is served.
 */
#include "io/connection.h"
#include "net_fixture.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime_port.h"
#include "unity.h"

#include <stdio.h>
#include <string.h>

#define BULK ((uint32_t)sizeof pattern)
#define MOST_ALLOCATIONS 2000u

static const struct tsp_string number_format = TSP_LATIN1_LITERAL("number");

static size_t written;
static size_t read_back;

void setUp(void) {
    net_fixture_begin();
    written = read_back = 0;
}

void tearDown(void) {
    net_fixture_end();
}

/// What programs do ///

static void read_and_count(struct tsp_tcp *socket, int32_t bytes) {
    (void)bytes;
    tsp_value data = tsp_tcp_read(socket, TSP_UNDEFINED);
    if (!tsp_exception_pending()) {
        read_back += ((struct tsp_buffer *)(void *)tsp_as_object(data))->length;
    }
}

static void write_bulk(struct tsp_tcp *socket, int32_t bytes) {
    uint32_t length = (uint32_t)bytes < BULK - (uint32_t)written ? (uint32_t)bytes : BULK - (uint32_t)written;
    if (length > 0 && script_write(socket, pattern + written, length)) {
        written += length;
    }
}

static void hand_over_and_echo(struct tsp_tcp *socket, int32_t bytes) {
    script_when_readable = script_echo;
    (void)bytes;
    script_take_over(tsp_from_object(socket));
}

static void read_bytes_and_answer(struct tsp_tcp *socket, int32_t bytes) {
    tsp_tcp_set_format(socket, &number_format);
    for (; bytes > 0; bytes--) {
        tsp_value byte = tsp_tcp_read(socket, TSP_UNDEFINED);
        tsp_tcp_write(socket, byte, TSP_UNDEFINED);
    }
    tsp_value address = tsp_tcp_get_remote_address(socket);
    if (!tsp_exception_pending()) {
        TEST_ASSERT_TRUE(tsp_is_string(address));
        tsp_tcp_close(socket);
    }
}

/// Scenarios: each says whether the peer got all that it should have ///

static void run_to_the_end(void) {
    for (int seconds = 0; seconds < 100 && !peer.finished && !peer.reset; seconds++) {
        net_advance(1000);
    }
    peer.fin = true;
    net_advance(1000);
}

static bool echo(bool ipv6, size_t length, bool half_closes) {
    script_when_readable = script_echo;
    peer.ipv6 = ipv6;
    peer.out_length = length;
    peer.fin = half_closes;
    net_connect(&peer, SCRIPT_PORT);
    run_to_the_end();
    return peer.finished && peer.received == HEAD_LENGTH + length;
}

static bool echo_over_ipv4(void) {
    return echo(false, 1000, false);
}

static bool echo_over_ipv6(void) {
    return echo(true, 1000, false);
}

static bool echo_to_a_half_closed_client(void) {
    return echo(false, 700, true);
}

static bool echo_to_a_client_that_still_sends(void) {
    script_when_readable = script_echo;
    peer.out_length = BULK;
    net_connect(&peer, SCRIPT_PORT);
    run_to_the_end();
    return peer.finished && peer.received > HEAD_LENGTH;
}

static bool stream_both_ways(void) {
    script_when_readable = read_and_count;
    script_when_writable = write_bulk;
    peer.out_length = BULK;
    peer.fin = true;
    peer.window = 2000;
    net_connect(&peer, SCRIPT_PORT);
    run_to_the_end();
    return peer.finished && peer.received == BULK && read_back == BULK;
}

static bool hand_over(void) {
    script_when_readable = hand_over_and_echo;
    peer.out_length = 300;
    net_connect(&peer, SCRIPT_PORT);
    run_to_the_end();
    return peer.finished && peer.received == HEAD_LENGTH + 300;
}

static bool number_format_and_address(void) {
    script_when_readable = read_bytes_and_answer;
    peer.out_length = 40;
    net_connect(&peer, SCRIPT_PORT);
    run_to_the_end();
    return peer.finished && peer.received == 40;
}

static bool reset_in_the_middle(void) {
    script_when_readable = read_and_count;
    script_when_writable = write_bulk;
    peer.out_length = 3000;
    net_connect(&peer, SCRIPT_PORT);
    net_advance(300);
    net_reset(&peer);
    net_advance(1000);
    return true;
}

static bool nobody_reads_before_the_listener_closes(void) {
    script_accepts = false;
    peer.out_length = 500;
    net_connect(&peer, SCRIPT_PORT);
    for (int seconds = 0; seconds < 20 && !peer.connected; seconds++) {
        net_advance(1000);
    }
    tsp_listener_close(script_listener);
    script_listener = NULL;
    run_to_the_end();
    return peer.finished;
}

static bool (*const scenarios[])(void) = {
    echo_over_ipv4,
    echo_over_ipv6,
    echo_to_a_half_closed_client,
    echo_to_a_client_that_still_sends,
    stream_both_ways,
    hand_over,
    number_format_and_address,
    reset_in_the_middle,
    nobody_reads_before_the_listener_closes,
};
#define SCENARIOS (sizeof scenarios / sizeof scenarios[0])

static void assert_next_is_served(const char *message) {
    net_advance(TSP_END_MS + 1000);
    if (script_listener == NULL) {
        script_listen();
    }
    script_accepts = true;
    script_when_writable = NULL;
    script_when_readable = script_echo;
    other.out_length = 10;
    other.fin = true;
    net_connect(&other, SCRIPT_PORT);
    net_advance(5000);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(HEAD_LENGTH + 10, other.received, message);
}

/// The sweep ///

/* Runs a scenario with its n-th allocation failing; false when it has fewer. */
static bool run_with_failure(size_t scenario, bool of_script, uint32_t n) {
    char message[80];
    (void)snprintf(message, sizeof message, "scenario %u, %s allocation %u", (unsigned)scenario,
                   of_script ? "script" : "lwIP", (unsigned)n);
    script_listen();
    if (of_script) {
        tsp_heap_fail_at(n);
    } else {
        net_fail_allocation = n;
    }
    bool whole = scenarios[scenario]();
    /* Every exception of the script leaves a callback, and is reported. */
    bool reached = of_script ? strstr(test_port_take_output(), "out of memory") != NULL : net_fail_allocation == 0;
    tsp_heap_fail_at(0);
    net_fail_allocation = 0;
    if (!of_script || !reached) {
        TEST_ASSERT_TRUE_MESSAGE(whole, message);
    }
    assert_next_is_served(message);
    tearDown();
    setUp();
    return reached;
}

static void sweep(bool of_script, uint32_t at_least) {
    uint32_t total = 0;
    for (size_t scenario = 0; scenario < SCENARIOS; scenario++) {
        uint32_t n = 1;
        while (run_with_failure(scenario, of_script, n)) {
            n++;
            TEST_ASSERT_LESS_THAN_UINT32(MOST_ALLOCATIONS, n);
        }
        total += n - 1;
    }
    TEST_ASSERT_GREATER_THAN_UINT32(at_least, total);
}

static void test_every_allocation_of_lwip_in_every_scenario_may_fail(void) {
    sweep(false, 100);
}

static void test_every_allocation_of_the_script_in_every_scenario_may_fail(void) {
    sweep(true, 40);
}

/* Where lwIP finds no second way, the constructor throws and holds nothing. */
static void test_every_allocation_of_opening_a_listener_may_fail(void) {
    uint32_t thrown = 0;
    bool reached = true;
    for (uint32_t n = 1; reached; n++) {
        struct tsp_listener_options options = script_listener_options();
        struct tsp_listener *listener = tsp_new(&tsp_listener_shape);
        options.port = tsp_from_int32(SCRIPT_PORT);
        net_fail_allocation = n;
        tsp_listener_construct(listener, &options);
        reached = net_fail_allocation == 0;
        net_fail_allocation = 0;
        if (tsp_exception_pending()) {
            thrown++;
            script_caught(&tsp_error_shape);
            tsp_listener_get_port(listener);
            script_caught(&tsp_error_shape);
        } else {
            TEST_ASSERT_EQUAL_INT32(SCRIPT_PORT, tsp_listener_get_port(listener));
        }
        tsp_listener_close(listener);
    }
    TEST_ASSERT_GREATER_THAN_UINT32(0, thrown);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_every_allocation_of_lwip_in_every_scenario_may_fail);
    RUN_TEST(test_every_allocation_of_the_script_in_every_scenario_may_fail);
    RUN_TEST(test_every_allocation_of_opening_a_listener_may_fail);
    return UNITY_END();
}
