#include "net_fixture.h"

#include "io/connection.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

uint8_t pattern[9000];
uint8_t answer[6200];
struct net_peer peer;
struct net_peer other;

void net_fixture_begin(void) {
    test_runtime_start();
    memset(&peer, 0, sizeof peer);
    memset(&other, 0, sizeof other);
    for (size_t i = 0; i < sizeof pattern; i++) {
        pattern[i] = (uint8_t)(i * 7 + i / 251);
    }
    peer.in = answer;
    peer.in_size = sizeof answer;
    peer.out = other.out = pattern;
    net_begin();
    script_begin();
}

void net_fixture_end(void) {
    script_end();
    net_end();
    test_runtime_end();
}

struct tsp_tcp *connected(size_t bytes) {
    script_listen();
    peer.out_length = bytes;
    net_connect(&peer, SCRIPT_PORT);
    net_settle();
    TEST_ASSERT_NOT_NULL(script_socket);
    return script_socket;
}

void read_all(struct tsp_tcp *socket, int32_t bytes) {
    TEST_ASSERT_EQUAL_INT32(bytes, buffer_of(tsp_tcp_read(socket, TSP_UNDEFINED))->length);
}

/* Fills the send ring, five times in all for `peer`. */
static void write_again(struct tsp_tcp *socket, int32_t bytes) {
    static uint32_t pieces;
    if (peer.received == 0 && bytes == TSP_SEND_RING) {
        pieces = 0;
    }
    if (pieces < 5) {
        pieces++;
        TEST_ASSERT_TRUE(script_write(socket, pattern, (uint32_t)bytes));
    }
}

void half_closed_client_connects(void) {
    script_when_writable = write_again;
    script_when_readable = read_all;
    script_listen();
    peer.out_length = 1;
    peer.fin = true;
    net_connect(&peer, SCRIPT_PORT);
}

void assert_written_again(void) {
    TEST_ASSERT_GREATER_THAN_UINT(2u * TSP_SEND_RING, peer.received);
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_FALSE(peer.reset);
    TEST_ASSERT_EQUAL_STRING("L1 R1 E ", script_log);
}

void assert_answered(size_t body) {
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, "the answer was destroyed by a reset");
    TEST_ASSERT_TRUE(peer.finished);
    TEST_ASSERT_EQUAL_UINT(HEAD_LENGTH + body, peer.received);
    TEST_ASSERT_EQUAL_MEMORY(pattern, answer + HEAD_LENGTH, body);
}

struct tsp_buffer *buffer_of(tsp_value value) {
    TEST_ASSERT_TRUE(tsp_is_object(value));
    return (struct tsp_buffer *)(void *)tsp_as_object(value);
}

void assert_string(const char *expected, const struct tsp_string *actual) {
    TEST_ASSERT_EQUAL_UINT(strlen(expected), actual->length);
    TEST_ASSERT_EQUAL_MEMORY(expected, actual->u.latin1, actual->length);
}
