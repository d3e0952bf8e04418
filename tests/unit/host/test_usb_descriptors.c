/*
 * The descriptors byte by byte, against what hosts are known to require: Linux (cdc_ncm, cdc_acm),
 * macOS (the same classes by their interface association) and Windows 10 and 11 (Microsoft OS 2.0
 * descriptors for the NCM driver). The expected bytes are written out here on purpose, not taken
 * from the tables under test. No such host has been tried yet.
 */
#include <string.h>

#include "descriptors.h"
#include "unity.h"

static const uint8_t id[TSP_USB_ID_SIZE] = {0xE6, 0x60, 0x58, 0x38, 0x83, 0x4A, 0xC2, 0x7E};

void setUp(void) {}

void tearDown(void) {}

static void test_the_device_says_that_it_is_composite_and_has_a_bos(void) {
    static const uint8_t expected[18] = {
        18, 1, 0x10, 0x02, /* USB 2.1: otherwise Windows asks for no BOS, and binds no NCM */
        0xEF, 2, 1,        /* miscellaneous, interface association */
        64, TSP_USB_VID & 0xFF, TSP_USB_VID >> 8, TSP_USB_PID & 0xFF, TSP_USB_PID >> 8, 0x01, 0x01, 1, 2, 3, 1};
    TEST_ASSERT_EQUAL_HEX8_ARRAY(expected, tsp_usb_device, 18);
}

static void test_the_configuration_holds_a_network_and_a_console(void) {
    static const uint8_t expected[] = {
        9, 2, 160, 0, 4, 1, 0, 0x80, 125,
        8, 0x0B, 0, 2, 2, 0x0D, 0, 4,
        9, 4, 0, 0, 1, 2, 0x0D, 0, 4,
        5, 0x24, 0, 0x10, 0x01,
        5, 0x24, 6, 0, 1,
        13, 0x24, 0x0F, 5, 0, 0, 0, 0, 0xEA, 0x05, 0, 0, 0,
        6, 0x24, 0x1A, 0x00, 0x01, 1, /* a packet filter: without it macOS closes the network */
        7, 5, 0x81, 3, 64, 0, 50,
        9, 4, 1, 0, 0, 10, 0, 1, 0,
        9, 4, 1, 1, 2, 10, 0, 1, 0,
        7, 5, 0x82, 2, 64, 0, 0,
        7, 5, 0x02, 2, 64, 0, 0,
        8, 0x0B, 2, 2, 2, 2, 0, 6,
        9, 4, 2, 0, 1, 2, 2, 0, 6,
        5, 0x24, 0, 0x20, 0x01,
        5, 0x24, 1, 0, 3,
        4, 0x24, 2, 6,
        5, 0x24, 6, 2, 3,
        7, 5, 0x83, 3, 8, 0, 16,
        9, 4, 3, 0, 2, 10, 0, 0, 0,
        7, 5, 0x04, 2, 64, 0, 0,
        7, 5, 0x84, 2, 64, 0, 0};
    TEST_ASSERT_EQUAL_UINT(160, sizeof(expected));
    TEST_ASSERT_EQUAL_UINT(160, TSP_USB_CONFIGURATION_SIZE);
    TEST_ASSERT_EQUAL_HEX8_ARRAY(expected, tsp_usb_configuration, 160);
}

/* Every descriptor's length leads to the next, and the last to the end. */
static void test_the_configuration_can_be_walked(void) {
    unsigned at = 0;
    unsigned interfaces = 0;
    while (at < TSP_USB_CONFIGURATION_SIZE) {
        TEST_ASSERT_GREATER_OR_EQUAL_UINT(2, tsp_usb_configuration[at]);
        if (tsp_usb_configuration[at + 1] == 4 && tsp_usb_configuration[at + 3] == 0) {
            TEST_ASSERT_EQUAL_UINT(interfaces++, tsp_usb_configuration[at + 2]);
        }
        at += tsp_usb_configuration[at];
    }
    TEST_ASSERT_EQUAL_UINT(TSP_USB_CONFIGURATION_SIZE, at);
    TEST_ASSERT_EQUAL_UINT(tsp_usb_configuration[4], interfaces);
}

static void test_the_bos_announces_the_microsoft_descriptors(void) {
    static const uint8_t expected[] = {
        5, 15, 33, 0, 1,
        28, 16, 5, 0,
        0xDF, 0x60, 0xDD, 0xD8, 0x89, 0x45, 0xC7, 0x4C, 0x9C, 0xD2, 0x65, 0x9D, 0x9E, 0x64, 0x8A, 0x9F,
        0x00, 0x00, 0x03, 0x06, /* Windows 8.1 */
        46, 0, 0x20, 0};
    TEST_ASSERT_EQUAL_UINT(33, TSP_USB_BOS_SIZE);
    TEST_ASSERT_EQUAL_HEX8_ARRAY(expected, tsp_usb_bos, 33);
}

static void test_the_microsoft_descriptors_bind_the_network_to_windows_own_driver(void) {
    static const uint8_t expected[] = {
        10, 0, 0, 0, 0x00, 0x00, 0x03, 0x06, 46, 0,
        8, 0, 1, 0, 0, 0, 36, 0,
        8, 0, 2, 0, 0, 0, 28, 0,
        20, 0, 3, 0, 'W', 'I', 'N', 'N', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    TEST_ASSERT_EQUAL_UINT(46, TSP_USB_WINDOWS_SIZE);
    TEST_ASSERT_EQUAL_HEX8_ARRAY(expected, tsp_usb_windows, 46);
}

static void assert_string(const char *expected, unsigned index) {
    uint16_t descriptor[TSP_USB_STRING_SIZE];
    unsigned length = tsp_usb_string(index, id, descriptor);
    TEST_ASSERT_EQUAL_UINT(2 + 2 * strlen(expected), length);
    TEST_ASSERT_EQUAL_HEX16(3 << 8 | length, descriptor[0]);
    for (unsigned i = 0; expected[i] != '\0'; i++) {
        TEST_ASSERT_EQUAL_HEX16(expected[i], descriptor[1 + i]);
    }
}

static void test_strings_name_the_board_its_functions_and_its_identity(void) {
    uint16_t languages[TSP_USB_STRING_SIZE];
    TEST_ASSERT_EQUAL_UINT(4, tsp_usb_string(0, id, languages));
    TEST_ASSERT_EQUAL_HEX16(0x0304, languages[0]);
    TEST_ASSERT_EQUAL_HEX16(0x0409, languages[1]);
    assert_string("tspico", 1);
    assert_string("tspico board", 2);
    assert_string("E6605838834AC27E", 3);
    assert_string("tspico network", 4);
    assert_string("tspico console", 6);
}

static void test_the_hosts_address_is_twelve_digits_and_not_the_boards(void) {
    uint8_t board[TSP_USB_MAC_SIZE];
    uint8_t host[TSP_USB_MAC_SIZE];
    static const uint8_t expected[] = {0x02, 0x38, 0x83, 0x4A, 0xC2, 0x7E};
    assert_string("0638834AC27E", 5);
    tsp_usb_macs(id, board, host);
    TEST_ASSERT_EQUAL_HEX8_ARRAY(expected, board, 6);
    static const uint8_t other[] = {0x06, 0x38, 0x83, 0x4A, 0xC2, 0x7E};
    TEST_ASSERT_EQUAL_HEX8_ARRAY(other, host, 6);
}

static void test_boards_whose_identities_are_neighbours_share_no_address(void) {
    uint8_t neighbour[TSP_USB_ID_SIZE];
    uint8_t macs[4][TSP_USB_MAC_SIZE];
    uint8_t prefixes[2][TSP_USB_PREFIX_SIZE];
    memcpy(neighbour, id, sizeof(neighbour));
    neighbour[TSP_USB_ID_SIZE - 1] ^= 1;
    tsp_usb_macs(id, macs[0], macs[1]);
    tsp_usb_macs(neighbour, macs[2], macs[3]);
    for (unsigned one = 0; one < 4; one++) {
        for (unsigned two = 0; two < one; two++) {
            TEST_ASSERT_NOT_EQUAL_INT(0, memcmp(macs[one], macs[two], TSP_USB_MAC_SIZE));
        }
    }
    static const uint8_t expected[] = {0xFD, 0x38, 0x83, 0x4A, 0xC2, 0x7E, 0, 0};
    tsp_usb_prefix(id, prefixes[0]);
    tsp_usb_prefix(neighbour, prefixes[1]);
    TEST_ASSERT_EQUAL_HEX8_ARRAY(expected, prefixes[0], 8);
    TEST_ASSERT_NOT_EQUAL_INT(0, memcmp(prefixes[0], prefixes[1], TSP_USB_PREFIX_SIZE));
}

static void test_there_are_no_other_strings(void) {
    uint16_t descriptor[TSP_USB_STRING_SIZE];
    TEST_ASSERT_EQUAL_UINT(0, tsp_usb_string(7, id, descriptor));
    TEST_ASSERT_EQUAL_UINT(0, tsp_usb_string(0xEE, id, descriptor));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_the_device_says_that_it_is_composite_and_has_a_bos);
    RUN_TEST(test_the_configuration_holds_a_network_and_a_console);
    RUN_TEST(test_the_configuration_can_be_walked);
    RUN_TEST(test_the_bos_announces_the_microsoft_descriptors);
    RUN_TEST(test_the_microsoft_descriptors_bind_the_network_to_windows_own_driver);
    RUN_TEST(test_strings_name_the_board_its_functions_and_its_identity);
    RUN_TEST(test_the_hosts_address_is_twelve_digits_and_not_the_boards);
    RUN_TEST(test_boards_whose_identities_are_neighbours_share_no_address);
    RUN_TEST(test_there_are_no_other_strings);
    return UNITY_END();
}
