/* The DHCP server of the USB link: the exchange of RFC 2131, and messages that no client sends. */
#include <stdlib.h>
#include <string.h>

#include "dhcp_answers.h"
#include "random.h"
#include "unity.h"

#define BOARD 0xC0A80701u
#define FUZZ_ROUNDS 200000
#define OPTIONS 240

enum { DISCOVER = 1, OFFER, REQUEST, DECLINE, ACK, NAK, RELEASE, INFORM };

static struct tsp_dhcp_server server;
static uint8_t message[600];
static unsigned length;
static uint8_t answer[TSP_DHCP_ANSWER_SIZE];
static uint32_t destination;

void setUp(void) {
    server = (struct tsp_dhcp_server){.address = BOARD, .mask = 0xFFFFFF00u, .first = BOARD + 1};
    random_seed(419);
}

void tearDown(void) {}

static void put32(uint8_t *at, uint32_t value) {
    at[0] = (uint8_t)(value >> 24);
    at[1] = (uint8_t)(value >> 16);
    at[2] = (uint8_t)(value >> 8);
    at[3] = (uint8_t)value;
}

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void begin(uint8_t client, uint8_t type) {
    memset(message, 0, sizeof(message));
    message[0] = 1;
    message[1] = 1;
    message[2] = 6;
    put32(message + 4, 0xCAFE0000u + client);
    message[10] = 0x80;
    message[28] = 2;
    message[33] = client;
    put32(message + 236, 0x63825363u);
    message[240] = 53;
    message[241] = 1;
    message[242] = type;
    length = 243;
}

static void option(uint8_t code, uint32_t value) {
    message[length] = code;
    message[length + 1] = 4;
    put32(message + length + 2, value);
    length += 6;
}

/* Asks with a copy that is exactly as long as the message. */
static bool ask(void) {
    message[length++] = 255;
    uint8_t *copy = malloc(length);
    memcpy(copy, message, length);
    bool answered = tsp_dhcp_answer(&server, copy, length, answer, &destination);
    free(copy);
    return answered;
}

static const uint8_t *answered_option(uint8_t code) {
    for (unsigned at = OPTIONS; at < TSP_DHCP_ANSWER_SIZE && answer[at] != 255; at += 2u + answer[at + 1]) {
        if (answer[at] == code) {
            return answer + at + 2;
        }
    }
    return NULL;
}

static void assert_answer(uint8_t type, uint32_t address) {
    TEST_ASSERT_EQUAL_UINT(2, answer[0]);
    TEST_ASSERT_EQUAL_MEMORY(message + 4, answer + 4, 4);
    TEST_ASSERT_EQUAL_MEMORY(message + 10, answer + 10, 2);
    TEST_ASSERT_EQUAL_MEMORY(message + 28, answer + 28, 16);
    TEST_ASSERT_EQUAL_HEX32(address, get32(answer + 16));
    TEST_ASSERT_EQUAL_HEX32(0x63825363u, get32(answer + 236));
    TEST_ASSERT_EQUAL_UINT(type, *answered_option(53));
    TEST_ASSERT_EQUAL_HEX32(BOARD, get32(answered_option(54)));
}

static void test_a_discovery_is_offered_the_address_behind_the_boards(void) {
    begin(1, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    assert_answer(OFFER, BOARD + 1);
    TEST_ASSERT_EQUAL_HEX32(0xFFFFFFFF, destination);
    TEST_ASSERT_EQUAL_HEX32(0xFFFFFF00, get32(answered_option(1)));
    TEST_ASSERT_EQUAL_UINT(TSP_DHCP_LEASE_TIME, get32(answered_option(51)));
    TEST_ASSERT_NULL_MESSAGE(answered_option(3), "the board is no router");
    TEST_ASSERT_NULL_MESSAGE(answered_option(6), "nor a name server");
}

static void test_the_offered_address_is_confirmed(void) {
    begin(1, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    begin(1, REQUEST);
    option(50, BOARD + 1);
    option(54, BOARD);
    TEST_ASSERT_TRUE(ask());
    assert_answer(ACK, BOARD + 1);
}

static void test_a_client_keeps_its_address(void) {
    for (int round = 0; round < 20; round++) {
        begin((uint8_t)(round % 2), DISCOVER);
        TEST_ASSERT_TRUE(ask());
        assert_answer(OFFER, BOARD + 1 + (uint32_t)(round % 2));
    }
}

static void test_a_renewal_is_answered_to_the_clients_address(void) {
    begin(1, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    begin(1, REQUEST);
    put32(message + 12, BOARD + 1);
    TEST_ASSERT_TRUE(ask());
    assert_answer(ACK, BOARD + 1);
    TEST_ASSERT_EQUAL_HEX32(BOARD + 1, get32(answer + 12));
    TEST_ASSERT_EQUAL_HEX32(BOARD + 1, destination);
}

static void test_after_a_reset_the_board_confirms_what_the_client_remembers(void) {
    begin(9, REQUEST);
    option(50, BOARD + 3);
    TEST_ASSERT_TRUE(ask());
    assert_answer(ACK, BOARD + 3);
}

static void test_a_foreign_address_is_refused(void) {
    begin(1, REQUEST);
    option(50, 0x0A000005);
    TEST_ASSERT_TRUE(ask());
    assert_answer(NAK, 0);
    TEST_ASSERT_EQUAL_HEX32(0xFFFFFFFF, destination);
    TEST_ASSERT_NULL(answered_option(51));
    begin(1, REQUEST);
    put32(message + 12, 0x0A000005);
    TEST_ASSERT_TRUE(ask());
    assert_answer(NAK, 0);
    TEST_ASSERT_EQUAL_HEX32_MESSAGE(0xFFFFFFFF, destination, "nothing can be sent to that address");
    begin(1, REQUEST);
    option(50, BOARD);
    TEST_ASSERT_TRUE(ask());
    assert_answer(NAK, 0);
}

static void test_an_address_of_another_client_is_refused(void) {
    begin(1, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    begin(2, REQUEST);
    option(50, BOARD + 1);
    TEST_ASSERT_TRUE(ask());
    assert_answer(NAK, 0);
}

static void test_a_request_to_another_server_is_not_answered(void) {
    begin(1, REQUEST);
    option(50, BOARD + 1);
    option(54, BOARD + 77);
    TEST_ASSERT_FALSE(ask());
}

static void test_an_inform_is_answered_without_lease(void) {
    begin(1, INFORM);
    put32(message + 12, BOARD + 50);
    TEST_ASSERT_TRUE(ask());
    assert_answer(ACK, 0);
    TEST_ASSERT_NULL(answered_option(51));
    TEST_ASSERT_EQUAL_HEX32(BOARD + 50, destination);
}

/* Of another network, of the board, and what is no address of a computer. */
static void test_an_answer_stays_on_the_cable_whatever_address_the_client_names(void) {
    static const uint32_t named[] = {0x08080808u, BOARD, BOARD & 0xFFFFFF00u, BOARD | 0xFFu, 0xC0A80801u, 0xFFFFFFFFu};
    for (unsigned i = 0; i < sizeof named / sizeof *named; i++) {
        begin(1, INFORM);
        put32(message + 12, named[i]);
        TEST_ASSERT_TRUE(ask());
        TEST_ASSERT_EQUAL_HEX32(0xFFFFFFFF, destination);
    }
}

static void test_a_released_address_is_given_again(void) {
    begin(1, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    begin(1, RELEASE);
    put32(message + 12, BOARD + 1);
    TEST_ASSERT_FALSE(ask());
    begin(2, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    assert_answer(OFFER, BOARD + 1);
}

static void test_when_all_are_taken_the_oldest_is_given_away(void) {
    for (uint8_t client = 1; client <= TSP_DHCP_LEASES; client++) {
        begin(client, DISCOVER);
        TEST_ASSERT_TRUE(ask());
        assert_answer(OFFER, BOARD + client);
    }
    begin(1, REQUEST);
    option(50, BOARD + 1);
    TEST_ASSERT_TRUE(ask());
    begin(99, DISCOVER);
    TEST_ASSERT_TRUE(ask());
    assert_answer(OFFER, BOARD + 2);
}

static void test_what_is_no_request_of_a_client_on_the_cable_is_not_answered(void) {
    static const struct {
        unsigned at;
        uint8_t value;
    } changes[] = {{0, 2},   {1, 6},       {2, 16},    {2, 0},    {24, 10},      {236, 0},
                   {242, 0}, {242, OFFER}, {242, ACK}, {242, 77}, {242, DECLINE}};
    for (unsigned i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        begin(1, DISCOVER);
        message[changes[i].at] = changes[i].value;
        TEST_ASSERT_FALSE_MESSAGE(ask(), "a change that must silence the server");
    }
    for (unsigned short_of = 0; short_of < OPTIONS; short_of++) {
        begin(1, DISCOVER);
        TEST_ASSERT_FALSE(tsp_dhcp_answer(&server, message, short_of, answer, &destination));
    }
}

static void test_options_that_leave_the_message_end_it(void) {
    begin(1, DISCOVER);
    message[length++] = 50;
    message[length++] = 200;
    TEST_ASSERT_TRUE(ask());
    assert_answer(OFFER, BOARD + 1);
    begin(1, DISCOVER);
    message[241] = 9;
    TEST_ASSERT_FALSE_MESSAGE(ask(), "a type of another length");
}

static void test_random_messages_get_good_answers_or_none(void) {
    unsigned answers = 0;
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
        begin((uint8_t)random_below(8), (uint8_t)(1 + random_below(8)));
        for (uint32_t options = random_below(3); options > 0; options--) {
            option((uint8_t)(random_below(2) ? 50 : 54), BOARD + random_below(6));
        }
        for (uint32_t changes = random_below(4); changes > 0; changes--) {
            message[random_below(4) ? OPTIONS + random_below(20) : random_below(length)] = (uint8_t)random_below(256);
        }
        if (random_below(8) == 0) {
            length = random_below(length);
        }
        if (ask()) {
            answers++;
            uint32_t address = get32(answer + 16);
            TEST_ASSERT_TRUE(address == 0 || (address > BOARD && address <= BOARD + TSP_DHCP_LEASES));
            TEST_ASSERT_EQUAL_UINT(2, answer[0]);
        }
    }
    TEST_ASSERT_GREATER_THAN_UINT(FUZZ_ROUNDS / 10, answers);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_discovery_is_offered_the_address_behind_the_boards);
    RUN_TEST(test_the_offered_address_is_confirmed);
    RUN_TEST(test_a_client_keeps_its_address);
    RUN_TEST(test_a_renewal_is_answered_to_the_clients_address);
    RUN_TEST(test_after_a_reset_the_board_confirms_what_the_client_remembers);
    RUN_TEST(test_a_foreign_address_is_refused);
    RUN_TEST(test_an_address_of_another_client_is_refused);
    RUN_TEST(test_a_request_to_another_server_is_not_answered);
    RUN_TEST(test_an_inform_is_answered_without_lease);
    RUN_TEST(test_an_answer_stays_on_the_cable_whatever_address_the_client_names);
    RUN_TEST(test_a_released_address_is_given_again);
    RUN_TEST(test_when_all_are_taken_the_oldest_is_given_away);
    RUN_TEST(test_what_is_no_request_of_a_client_on_the_cable_is_not_answered);
    RUN_TEST(test_options_that_leave_the_message_end_it);
    RUN_TEST(test_random_messages_get_good_answers_or_none);
    return UNITY_END();
}
