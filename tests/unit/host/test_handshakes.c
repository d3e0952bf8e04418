/* The bridge's memory of connection requests that the program has not answered. */
#include "handshakes.h"
#include "unity.h"

#include <string.h>

enum { SYN = 0x02, RST = 0x04, ACK = 0x10, FIN = 0x01 };

static struct handshakes table;
static uint8_t frame[HANDSHAKE_FRAME_MAX + 1];

void setUp(void) {
    memset(&table, 0, sizeof table);
}

void tearDown(void) {
}

static void put_ports(uint8_t *tcp, uint16_t from, uint16_t to, uint8_t flags) {
    tcp[0] = (uint8_t)(from >> 8);
    tcp[1] = (uint8_t)from;
    tcp[2] = (uint8_t)(to >> 8);
    tcp[3] = (uint8_t)to;
    tcp[13] = flags;
}

/* An IPv4 segment whose IP header has `words` words; returns the frame's length. */
static size_t ipv4(uint16_t from, uint16_t to, uint8_t flags, uint8_t words) {
    memset(frame, 0, sizeof frame);
    frame[12] = 0x08;
    frame[14] = (uint8_t)(0x40 | words);
    frame[14 + 9] = 6;
    put_ports(frame + 14 + words * 4, from, to, flags);
    return 14u + words * 4u + 20u;
}

static size_t ipv6(uint16_t from, uint16_t to, uint8_t flags) {
    memset(frame, 0, sizeof frame);
    frame[12] = 0x86;
    frame[13] = 0xdd;
    frame[14] = 0x60;
    frame[14 + 6] = 6;
    put_ports(frame + 14 + 40, from, to, flags);
    return 14 + 40 + 20;
}

static void request(uint16_t from, int64_t now_ms) {
    size_t length = ipv4(from, 80, SYN, 5);
    handshakes_note_request(&table, frame, length, now_ms);
}

static void answer(uint16_t to, uint8_t flags) {
    size_t length = ipv4(80, to, flags, 5);
    handshakes_note_answer(&table, frame, length);
}

static void test_tcp_header_is_found_behind_both_kinds_of_ip(void) {
    TEST_ASSERT_EQUAL_PTR(frame + 34, handshake_tcp_header(frame, ipv4(1, 2, SYN, 5)));
    TEST_ASSERT_EQUAL_PTR(frame + 74, handshake_tcp_header(frame, ipv4(1, 2, SYN, 15)));
    TEST_ASSERT_EQUAL_PTR(frame + 54, handshake_tcp_header(frame, ipv6(1, 2, SYN)));
}

static void test_frame_without_a_whole_tcp_header_has_none(void) {
    for (size_t length = 0; length < 54; length++) {
        (void)ipv4(1, 2, SYN, 5);
        TEST_ASSERT_NULL(handshake_tcp_header(frame, length));
    }
    for (size_t length = 0; length < 74; length++) {
        (void)ipv6(1, 2, SYN);
        TEST_ASSERT_NULL(handshake_tcp_header(frame, length));
    }
    size_t length = ipv4(1, 2, SYN, 5);
    frame[14 + 9] = 17;
    TEST_ASSERT_NULL_MESSAGE(handshake_tcp_header(frame, length), "UDP");
    (void)ipv4(1, 2, SYN, 5);
    frame[13] = 0x06;
    TEST_ASSERT_NULL_MESSAGE(handshake_tcp_header(frame, length), "ARP");
    (void)ipv4(1, 2, SYN, 0);
    TEST_ASSERT_NULL_MESSAGE(handshake_tcp_header(frame, length), "an IP header without length");
}

static void test_request_is_repeated_until_it_is_answered(void) {
    request(1000, 0);
    TEST_ASSERT_NULL(handshakes_take_due(&table, HANDSHAKE_REPEAT_MS - 1));
    const struct handshake *due = handshakes_take_due(&table, HANDSHAKE_REPEAT_MS);
    TEST_ASSERT_NOT_NULL(due);
    TEST_ASSERT_EQUAL_UINT(54, due->length);
    TEST_ASSERT_EQUAL_MEMORY(frame, due->frame, 54);
    TEST_ASSERT_NULL_MESSAGE(handshakes_take_due(&table, HANDSHAKE_REPEAT_MS), "once each time");
    TEST_ASSERT_NOT_NULL(handshakes_take_due(&table, 2 * HANDSHAKE_REPEAT_MS));
    answer(1000, SYN | ACK);
    TEST_ASSERT_EQUAL_UINT(0, table.used);
    TEST_ASSERT_NULL(handshakes_take_due(&table, 9 * HANDSHAKE_REPEAT_MS));
}

static void test_refusal_ends_it_too(void) {
    request(1000, 0);
    answer(1000, RST | ACK);
    TEST_ASSERT_EQUAL_UINT(0, table.used);
}

static void test_other_segments_are_neither_request_nor_answer(void) {
    request(1000, 0);
    answer(1000, ACK);
    answer(1001, SYN | ACK);
    TEST_ASSERT_EQUAL_UINT(1, table.used);
    size_t length = ipv4(2000, 80, SYN | ACK, 5);
    handshakes_note_request(&table, frame, length, 0);
    length = ipv4(2000, 80, ACK | FIN, 5);
    handshakes_note_request(&table, frame, length, 0);
    length = ipv4(2000, 80, SYN, 5);
    handshakes_note_request(&table, frame, sizeof frame, 0);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(1, table.used, "and a frame that is too long is left to libslirp");
    length = ipv6(80, 1000, SYN | ACK);
    handshakes_note_answer(&table, frame, length);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(1, table.used, "the same ports over the other IP are another connection");
}

static void test_request_that_comes_again_takes_no_second_place(void) {
    request(1000, 0);
    request(1000, 400);
    TEST_ASSERT_EQUAL_UINT(1, table.used);
    TEST_ASSERT_NULL_MESSAGE(handshakes_take_due(&table, HANDSHAKE_REPEAT_MS), "its time counts from the last one");
    TEST_ASSERT_NOT_NULL(handshakes_take_due(&table, 400 + HANDSHAKE_REPEAT_MS));
}

static void test_request_is_given_up_with_its_client(void) {
    int64_t now = 0;
    int repeated = 0;
    request(1000, 0);
    for (; table.used > 0 && now <= 2 * HANDSHAKE_LIFE_MS; now += HANDSHAKE_REPEAT_MS) {
        repeated += handshakes_take_due(&table, now) != NULL;
    }
    TEST_ASSERT_EQUAL_UINT(0, table.used);
    TEST_ASSERT_EQUAL_INT(HANDSHAKE_LIFE_MS / HANDSHAKE_REPEAT_MS, repeated);
}

static void test_full_table_keeps_what_it_has(void) {
    for (uint16_t i = 0; i < HANDSHAKE_COUNT + 5; i++) {
        request((uint16_t)(1000 + i), i);
    }
    TEST_ASSERT_EQUAL_UINT(HANDSHAKE_COUNT, table.used);
    answer(1000 + HANDSHAKE_COUNT, SYN | ACK);
    TEST_ASSERT_EQUAL_UINT(HANDSHAKE_COUNT, table.used);
    answer(1010, SYN | ACK);
    request(1000 + HANDSHAKE_COUNT, 0);
    TEST_ASSERT_EQUAL_UINT(HANDSHAKE_COUNT, table.used);
    int due = 0;
    while (handshakes_take_due(&table, 10000) != NULL) {
        due++;
    }
    TEST_ASSERT_EQUAL_INT_MESSAGE(HANDSHAKE_COUNT, due, "each is due once");
}

static void test_wait_is_until_the_next_is_due(void) {
    TEST_ASSERT_EQUAL_UINT32(1000, handshakes_until_due(&table, 0, 1000));
    request(1000, 0);
    request(1001, 100);
    TEST_ASSERT_EQUAL_UINT32(HANDSHAKE_REPEAT_MS - 200, handshakes_until_due(&table, 200, 1000));
    TEST_ASSERT_EQUAL_UINT32(50, handshakes_until_due(&table, 200, 50));
    TEST_ASSERT_EQUAL_UINT32(0, handshakes_until_due(&table, 700, 1000));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_tcp_header_is_found_behind_both_kinds_of_ip);
    RUN_TEST(test_frame_without_a_whole_tcp_header_has_none);
    RUN_TEST(test_request_is_repeated_until_it_is_answered);
    RUN_TEST(test_refusal_ends_it_too);
    RUN_TEST(test_other_segments_are_neither_request_nor_answer);
    RUN_TEST(test_request_that_comes_again_takes_no_second_place);
    RUN_TEST(test_request_is_given_up_with_its_client);
    RUN_TEST(test_full_table_keeps_what_it_has);
    RUN_TEST(test_wait_is_until_the_next_is_due);
    return UNITY_END();
}
