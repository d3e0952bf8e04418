/*
 * Packets that no honest stack sends, for many seeds: some that every stack must drop, between
 * which an honest exchange goes on as if they were not there; and any others, which may end
 * connections but leave nothing behind. MALFORMED_SEED=n in the environment runs one seed alone.
 */
#include "io/connection.h"
#include "lwip/prot/tcp.h"
#include "net_fixture.h"
#include "net_packet.h"
#include "random.h"
#include "unity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS 300u
#define REQUEST_LENGTH 2500u
#define PACKET_MAX 1600u

/* The last packet of a peer, which is the model of the bad ones. */
static uint8_t model[PACKET_MAX];
static size_t model_length;
static uint8_t bad[PACKET_MAX];
static size_t bad_length;

void setUp(void) {
    net_fixture_begin();
    model_length = 0;
}

void tearDown(void) {
    net_fixture_end();
}

static bool remember(enum net_direction direction, const uint8_t *packet, size_t length) {
    if (direction == NET_TO_SERVER) {
        TEST_ASSERT_LESS_OR_EQUAL_UINT(PACKET_MAX, length);
        memcpy(model, packet, length);
        model_length = length;
    }
    return false;
}

/// Damage ///

static uint8_t *tcp_of_bad(void) {
    return bad + net_ip_header(bad);
}

static void copy_model(void) {
    memcpy(bad, model, model_length);
    bad_length = model_length;
}

static bool is_ipv4(void) {
    return bad[0] >> 4 == 4;
}

static void fix_ip_checksum(void) {
    uint16_t tcp_sum = (uint16_t)net_get16(tcp_of_bad() + 16);
    net_put_checksums(bad, bad_length);
    net_put16(tcp_of_bad() + 16, tcp_sum);
}

static void wrong_tcp_checksum(void) {
    size_t at = net_ip_header(bad) + random_below((uint32_t)(bad_length - net_ip_header(bad)));
    bad[at] = (uint8_t)(bad[at] ^ (1u << random_below(8)));
}

static void wrong_ip_checksum(void) {
    if (is_ipv4()) {
        bad[10] = (uint8_t)(bad[10] ^ (1u + random_below(255)));
    } else {
        wrong_tcp_checksum();
    }
}

static void wrong_version(void) {
    bad[0] = (uint8_t)((bad[0] & 15u) | (7u + random_below(9)) << 4);
}

/* Shorter than five words, or longer than what there is. */
static void wrong_ip_header_length(void) {
    if (is_ipv4()) {
        bad[0] = (uint8_t)(0x40u | random_below(5));
        fix_ip_checksum();
    } else {
        wrong_version();
    }
}

static void length_beyond_the_packet(void) {
    net_put16(bad + (is_ipv4() ? 2 : 4), (uint32_t)bad_length + 1 + random_below(30000));
    fix_ip_checksum();
}

static void cut_short(void) {
    bad_length = random_below((uint32_t)bad_length);
}

static void fragment(void) {
    if (is_ipv4()) {
        net_put16(bad + 6, random_below(2) == 0 ? 0x2000u : 1 + random_below(0x1000));
        fix_ip_checksum();
    } else {
        /* A fragment header in front of the segment. */
        memmove(bad + NET_IP6_HEADER + 8, bad + NET_IP6_HEADER, bad_length - NET_IP6_HEADER);
        memset(bad + NET_IP6_HEADER, 0, 8);
        bad[NET_IP6_HEADER] = 6;
        bad[NET_IP6_HEADER + 3] = 1;
        bad[6] = 44;
        bad_length += 8;
        net_put16(bad + 4, (uint32_t)(bad_length - NET_IP6_HEADER));
    }
}

static void wrong_data_offset(void) {
    uint32_t segment = (uint32_t)(bad_length - net_ip_header(bad));
    uint32_t words = random_below(5);
    if (segment < 60 && random_below(2) == 0) {
        words = segment / 4 + 1 + random_below(15 - segment / 4);
    }
    tcp_of_bad()[12] = (uint8_t)(words << 4);
    net_put_checksums(bad, bad_length);
}

static void other_destination(void) {
    bad[is_ipv4() ? 18 : 30] ^= 0x55;
    net_put_checksums(bad, bad_length);
}

static void (*const damages[])(void) = {
    wrong_tcp_checksum, wrong_ip_checksum, wrong_version,     wrong_ip_header_length, length_beyond_the_packet,
    cut_short,          fragment,          wrong_data_offset, other_destination,
};
#define DAMAGES (sizeof damages / sizeof damages[0])

/// What every stack drops ///

/* Each packet of the peer comes in several damaged forms before it comes whole. */
static bool damage_first(enum net_direction direction, const uint8_t *packet, size_t length) {
    (void)remember(direction, packet, length);
    for (uint32_t i = 0; direction == NET_TO_SERVER && i < 4; i++) {
        copy_model();
        damages[random_below(DAMAGES)]();
        if (bad_length > 0) {
            net_deliver(NET_TO_SERVER, bad, bad_length);
        }
    }
    return false;
}

static void connect_peer(struct net_peer *to_connect, bool ipv6, size_t length) {
    to_connect->ipv6 = ipv6;
    to_connect->out_length = length;
    net_connect(to_connect, SCRIPT_PORT);
}

static void assert_answered_under(uint32_t seed) {
    char message[32];
    (void)snprintf(message, sizeof message, "seed %u", (unsigned)seed);
    TEST_ASSERT_TRUE_MESSAGE(peer.finished, message);
    TEST_ASSERT_FALSE_MESSAGE(peer.reset, message);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(HEAD_LENGTH + peer.out_length, peer.received, message);
    TEST_ASSERT_EQUAL_MEMORY_MESSAGE(pattern, answer + HEAD_LENGTH, peer.out_length, message);
}

static void exchange_between_damaged_packets(uint32_t seed) {
    script_when_readable = script_echo;
    script_listen();
    net_intercept = damage_first;
    connect_peer(&peer, seed % 2 == 1, 1 + random_below(1400));
    net_advance(2000);
    assert_answered_under(seed);
    peer.fin = true;
    net_advance(2000);
}

/// What may do harm, to its own connection ///

static void random_header(void) {
    for (uint32_t count = 1 + random_below(6); count > 0; count--) {
        uint32_t headers = (uint32_t)LWIP_MIN(bad_length, net_ip_header(bad) + NET_TCP_HEADER);
        bad[random_below(headers)] = (uint8_t)random_below(256);
    }
}

static void near_the_window(void) {
    static const int32_t distances[] = {-70000, -6000, -1500, -1, 0, 1, 1459, 5839, 5840, 5841, 70000};
    uint32_t sequence = net_get32(tcp_of_bad() + 4);
    net_put32(tcp_of_bad() + 4, sequence + (uint32_t)distances[random_below(sizeof distances / sizeof distances[0])]);
    if (random_below(2) == 0) {
        net_put32(tcp_of_bad() + 8, net_get32(tcp_of_bad() + 8) + (uint32_t)distances[random_below(11)]);
    }
}

static void any_flags(void) {
    tcp_of_bad()[13] = (uint8_t)random_below(256);
}

static void any_window_and_urgent(void) {
    net_put16(tcp_of_bad() + 14, random_below(65536));
    net_put16(tcp_of_bad() + 18, random_below(65536));
}

/* Options of all kinds, lengths that are 0, too long, or cross the end. */
static void any_options(void) {
    size_t header = net_ip_header(bad);
    uint32_t words = 1 + random_below(10);
    size_t data = bad_length - header - NET_TCP_HEADER;
    data = LWIP_MIN(data, PACKET_MAX - header - NET_TCP_HEADER - words * 4u);
    memmove(bad + header + NET_TCP_HEADER + words * 4, bad + header + NET_TCP_HEADER, data);
    for (uint32_t i = 0; i < words * 4; i++) {
        static const uint8_t common[] = {0, 1, 2, 3, 4, 5, 8, 10, 255};
        bad[header + NET_TCP_HEADER + i] = random_below(3) == 0 ? (uint8_t)random_below(256)
                                                                : common[random_below(sizeof common)];
    }
    tcp_of_bad()[12] = (uint8_t)((5 + words) << 4);
    bad_length = header + NET_TCP_HEADER + words * 4 + data;
    net_put16(bad + (is_ipv4() ? 2 : 4), (uint32_t)(is_ipv4() ? bad_length : bad_length - header));
}

static void any_time_to_live(void) {
    bad[is_ipv4() ? 8 : 7] = (uint8_t)random_below(3);
}

/* Source and destination the same, or a source that nobody can have. */
static void impossible_source(void) {
    if (is_ipv4()) {
        static const uint8_t sources[][4] = {{10, 0, 0, 1},  {255, 255, 255, 255}, {10, 0, 0, 255},
                                             {224, 0, 0, 1}, {127, 0, 0, 1},       {0, 0, 0, 0}};
        memcpy(bad + 12, sources[random_below(6)], 4);
        if (random_below(2) == 0) {
            memcpy(tcp_of_bad(), tcp_of_bad() + 2, 2);
        }
    } else {
        memcpy(bad + 8, bad + 24, 16);
        bad[8] = random_below(2) == 0 ? 0xff : bad[8];
    }
}

/* A chain of extension headers, cut anywhere. */
static void extension_headers(void) {
    static const uint8_t kinds[] = {0, 43, 44, 50, 51, 59, 60, 135};
    if (is_ipv4()) {
        return;
    }
    uint8_t *next = bad + 6;
    size_t at = NET_IP6_HEADER;
    for (uint32_t count = 1 + random_below(5); count > 0 && at + 16 < bad_length; count--) {
        *next = kinds[random_below(sizeof kinds)];
        next = bad + at;
        bad[at + 1] = (uint8_t)(random_below(4) == 0 ? random_below(256) : 0);
        at += 8;
    }
    *next = random_below(2) == 0 ? 6 : 59;
}

static void (*const harms[])(void) = {
    random_header, near_the_window,  any_flags,         any_window_and_urgent,
    any_options,   any_time_to_live, impossible_source, extension_headers,
};
#define HARMS (sizeof harms / sizeof harms[0])

static void send_harmful(void) {
    copy_model();
    for (uint32_t count = 1 + random_below(3); count > 0; count--) {
        harms[random_below(HARMS)]();
    }
    if (random_below(4) == 0) {
        bad_length = 1 + random_below((uint32_t)bad_length);
    }
    if (bad_length >= net_ip_header(bad) + NET_TCP_HEADER) {
        net_put_checksums(bad, bad_length); /* so that it gets past the first gate */
    }
    net_deliver(NET_TO_SERVER, bad, bad_length);
}

static void attack_and_serve(uint32_t seed) {
    script_when_readable = seed % 3 == 0 ? NULL : script_echo;
    script_accepts = seed % 5 != 0;
    script_listen();
    net_intercept = remember;
    connect_peer(&other, seed % 2 == 1, random_below(REQUEST_LENGTH));
    if (random_below(3) == 0) {
        other.window = (uint16_t)random_below(100);
    }
    for (uint32_t i = 0; i < 40; i++) {
        if (model_length > 0) {
            send_harmful();
        }
        if (random_below(2) == 0) {
            net_advance(random_below(3) * 300);
        }
    }
    other.deaf = true;
    net_intercept = NULL;
    script_accepts = true;
    script_when_readable = script_echo;
    connect_peer(&peer, seed % 2 == 0, 1 + random_below(1400));
    /*
     * Whoever took the last place without a word is reclaimed after a second; the peer asks again
     * each second.
     */
    net_advance(15000);
    assert_answered_under(seed);
    peer.fin = true;
    net_advance(1000);
    net_unplug(&other);
}

static void for_every_seed(void (*attack)(uint32_t seed)) {
    const char *only = getenv("MALFORMED_SEED");
    uint32_t first = only == NULL ? 1 : (uint32_t)strtoul(only, NULL, 10);
    uint32_t last = only == NULL ? SEEDS : first;
    for (uint32_t seed = first; seed <= last; seed++) {
        random_seed(seed);
        attack(seed);
        tearDown();
        setUp();
    }
}

static void test_damaged_packets_disturb_no_exchange(void) {
    for_every_seed(exchange_between_damaged_packets);
}

static void test_whatever_arrives_leaves_the_server_serving_and_nothing_behind(void) {
    for_every_seed(attack_and_serve);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_damaged_packets_disturb_no_exchange);
    RUN_TEST(test_whatever_arrives_leaves_the_server_serving_and_nothing_behind);
    return UNITY_END();
}
