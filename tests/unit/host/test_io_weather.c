/*
 * Exchanges over a link that loses, doubles, delays and so reorders packets, for many seeds: every
 * byte arrives in order, nobody is reset, and pools and heaps are as before. A seed that fails is
 * named in the message; WEATHER_SEED=n in the environment runs it alone.
 */
#include "io/connection.h"
#include "net.h"
#include "net_script.h"
#include "random.h"
#include "runtime/buffer.h"
#include "runtime_port.h"
#include "unity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS 100u
#define IN_FLIGHT 256
#define PACKET_MAX 1600u
#define HEAD_LENGTH 64u
#define PEERS 6
#define BULK 60000u
#define PATIENCE_S 900

/// The link ///

struct flight {
    bool used;
    enum net_direction direction;
    uint32_t number; /* in order of departure */
    uint32_t due;
    size_t length;
    uint8_t packet[PACKET_MAX];
};

struct weather {
    uint32_t loss; /* of 1000 packets */
    uint32_t doubles;
    uint32_t delay; /* at most, ms; each packet has its own, so they overtake each other */
};

static struct flight flights[IN_FLIGHT];
static struct weather weather;
static uint32_t now;
static uint32_t lost;
static uint32_t departed;
static uint32_t newest_landed;
static uint32_t overtaken;

static void take_off(enum net_direction direction, const uint8_t *packet, size_t length) {
    for (struct flight *f = flights; f != flights + IN_FLIGHT; f++) {
        if (!f->used) {
            f->used = true;
            f->direction = direction;
            f->number = ++departed;
            f->due = now + random_below(weather.delay + 1);
            f->length = length;
            TEST_ASSERT_LESS_OR_EQUAL_UINT(PACKET_MAX, length);
            memcpy(f->packet, packet, length);
            return;
        }
    }
    lost++; /* the queue of a link is finite too */
}

static bool intercept(enum net_direction direction, const uint8_t *packet, size_t length) {
    if (random_below(1000) < weather.loss) {
        lost++;
        return true;
    }
    take_off(direction, packet, length);
    if (random_below(1000) < weather.doubles) {
        take_off(direction, packet, length);
    }
    return true;
}

/* Lands what is due, the earliest first; packets of one instant in no particular order. */
static bool land(void) {
    struct flight *next = NULL;
    for (struct flight *f = flights; f != flights + IN_FLIGHT; f++) {
        if (f->used && (int32_t)(now - f->due) >= 0 && (next == NULL || (int32_t)(f->due - next->due) < 0)) {
            next = f;
        }
    }
    if (next == NULL) {
        return false;
    }
    overtaken += next->number < newest_landed;
    newest_landed = LWIP_MAX(newest_landed, next->number);
    next->used = false;
    net_deliver(next->direction, next->packet, next->length);
    return true;
}

static void advance(uint32_t milliseconds) {
    for (uint32_t passed = 0; passed < milliseconds; passed += 10) {
        now += 10;
        net_advance(10);
    }
}

static void change_weather(uint32_t seed) {
    memset(flights, 0, sizeof flights);
    random_seed(seed);
    /* with much more, retransmission itself runs into TSP_STALL_MS */
    weather.loss = random_below(80);
    weather.doubles = random_below(250);
    weather.delay = random_below(300);
    net_intercept = intercept;
    net_when_settling = land;
}

/// Exchanges ///

static uint8_t pattern[BULK];
static uint8_t received[PEERS][BULK];
static struct net_peer peers[PEERS];
static size_t written;
static size_t read_back;

void setUp(void) {
    test_runtime_start();
    memset(peers, 0, sizeof peers);
    written = read_back = 0;
    net_begin();
    script_begin();
}

void tearDown(void) {
    net_intercept = NULL;
    net_when_settling = NULL;
    script_end();
    net_end();
    test_runtime_end();
}

static void plug(int index, size_t length) {
    peers[index].in = received[index];
    peers[index].in_size = BULK;
    peers[index].out = pattern;
    peers[index].out_length = length;
    net_connect(&peers[index], SCRIPT_PORT);
}

static void wait_for_the_end(int index, uint32_t seed) {
    char message[64];
    (void)snprintf(message, sizeof message, "seed %u, peer %d", (unsigned)seed, index);
    for (int seconds = 0; seconds < PATIENCE_S && !peers[index].finished && !peers[index].reset; seconds++) {
        advance(1000);
    }
    /*
     * A reset that comes first hides the end. One may come after it: an old packet of the peer's
     * finds no connection any more.
     */
    TEST_ASSERT_TRUE_MESSAGE(peers[index].finished, message);
    peers[index].fin = true;
}

static void assert_received(int index, size_t skipped, size_t length, uint32_t seed) {
    char message[64];
    (void)snprintf(message, sizeof message, "seed %u, peer %d", (unsigned)seed, index);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(skipped + length, peers[index].received, message);
    TEST_ASSERT_EQUAL_MEMORY_MESSAGE(pattern, received[index] + skipped, length, message);
}

static void echo_several(uint32_t seed) {
    script_when_readable = script_echo;
    script_listen();
    for (int i = 0; i < PEERS; i++) {
        peers[i].ipv6 = i % 2 == 1;
        plug(i, 1 + random_below(TCP_MSS)); /* one segment: the example answers what has arrived */
        advance(random_below(200));
    }
    for (int i = 0; i < PEERS; i++) {
        wait_for_the_end(i, seed);
        assert_received(i, HEAD_LENGTH, peers[i].out_length, seed);
    }
}

static void read_some(struct tsp_tcp *socket, int32_t bytes) {
    (void)bytes;
    tsp_value data = tsp_tcp_read(socket, TSP_UNDEFINED);
    struct tsp_buffer *buffer = (struct tsp_buffer *)(void *)tsp_as_object(data);
    TEST_ASSERT_EQUAL_MEMORY_MESSAGE(pattern + read_back, buffer->bytes, buffer->length,
                                     "the server reads other bytes than were sent");
    read_back += buffer->length;
}

static void write_more(struct tsp_tcp *socket, int32_t bytes) {
    uint32_t length = LWIP_MIN((uint32_t)bytes, (uint32_t)(BULK - written));
    if (length > 0) {
        TEST_ASSERT_TRUE(script_write(socket, pattern + written, length));
        written += length;
    }
}

/* Both sides send at once, more than any window or ring holds. */
static void bulk_both_ways(uint32_t seed) {
    script_when_readable = read_some;
    script_when_writable = write_more;
    script_listen();
    plug(0, BULK);
    peers[0].segment = (uint16_t)(1 + random_below(TCP_MSS));
    peers[0].window = (uint16_t)(500 + random_below(20000));
    if (peers[0].segment < 100) {
        peers[0].out_length = 3000; /* small segments only cost time */
    }
    peers[0].fin = true;
    wait_for_the_end(0, seed);
    TEST_ASSERT_EQUAL_UINT(peers[0].out_length, read_back);
    assert_received(0, 0, BULK, seed);
}

/* The server closes at once; what it wrote still arrives, whatever the peer sends meanwhile. */
static void close_with_data_on_the_way(uint32_t seed) {
    script_listen();
    plug(0, 20000);
    for (int i = 0; i < 100 && script_socket == NULL; i++) {
        advance(500);
    }
    TEST_ASSERT_NOT_NULL(script_socket);
    TEST_ASSERT_TRUE(script_write(script_socket, pattern, 6000));
    tsp_tcp_close(script_socket);
    wait_for_the_end(0, seed);
    assert_received(0, 0, 6000, seed);
}

static void in_every_weather(void (*exchange)(uint32_t seed)) {
    const char *only = getenv("WEATHER_SEED");
    uint32_t first = only == NULL ? 1 : (uint32_t)strtoul(only, NULL, 10);
    uint32_t last = only == NULL ? SEEDS : first;
    for (uint32_t seed = first; seed <= last; seed++) {
        change_weather(seed);
        exchange(seed);
        advance(5000);
        tearDown();
        setUp();
    }
}

static void test_answers_are_whole_in_every_weather(void) {
    in_every_weather(echo_several);
    TEST_ASSERT_GREATER_THAN_UINT32(0, lost);
    TEST_ASSERT_GREATER_THAN_UINT32(0, overtaken);
}

static void test_streams_are_whole_in_every_weather(void) {
    in_every_weather(bulk_both_ways);
}

static void test_answer_before_close_is_whole_in_every_weather(void) {
    in_every_weather(close_with_data_on_the_way);
}

int main(void) {
    for (size_t i = 0; i < sizeof pattern; i++) {
        pattern[i] = (uint8_t)(i * 7 + i / 251);
    }
    UNITY_BEGIN();
    RUN_TEST(test_answers_are_whole_in_every_weather);
    RUN_TEST(test_streams_are_whole_in_every_weather);
    RUN_TEST(test_answer_before_close_is_whole_in_every_weather);
    return UNITY_END();
}
