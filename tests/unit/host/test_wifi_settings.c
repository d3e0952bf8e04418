/* The network that a board remembers, whatever moment the power fails at. */
#include <string.h>

#include "fake_radio.h"
#include "settings.h"
#include "unity.h"

static const struct tsp_wifi_network home = {.ssid = "home", .password = "a password", .country = "DE"};
static const struct tsp_wifi_network office = {.ssid = "12345678901234567890123456789012",
        .password = "123456789012345678901234567890123456789012345678901234567890123", .country = ""};

void setUp(void) {
    fake_radio_start();
    fake_flash_erase();
}

void tearDown(void) {}

static void assert_remembered(const struct tsp_wifi_network *expected) {
    struct tsp_wifi_network actual;
    TEST_ASSERT_TRUE(tsp_settings_load(&actual));
    TEST_ASSERT_EQUAL_STRING(expected->ssid, actual.ssid);
    TEST_ASSERT_EQUAL_STRING(expected->password, actual.password);
    TEST_ASSERT_EQUAL_STRING(expected->country, actual.country);
}

static void assert_nothing_remembered(void) {
    struct tsp_wifi_network actual;
    TEST_ASSERT_FALSE(tsp_settings_load(&actual));
    TEST_ASSERT_EQUAL_STRING("", actual.ssid);
}

static void test_an_erased_flash_remembers_nothing(void) {
    assert_nothing_remembered();
}

static void test_the_last_of_many_networks_is_remembered(void) {
    for (int i = 0; i < 5; i++) {
        TEST_ASSERT_TRUE(tsp_settings_save(&home));
        assert_remembered(&home);
        TEST_ASSERT_TRUE(tsp_settings_save(&office));
        assert_remembered(&office);
    }
}

/* CRC-32 over the page, as zlib's crc32() has it. */
static void write_checksum(uint8_t *page) {
    uint32_t crc = 0xFFFFFFFFu;
    for (unsigned bit = 0; bit < 8 * (TSP_SETTINGS_PAGE - 4); bit++) {
        uint32_t low = (crc ^ (uint32_t)(page[bit / 8] >> bit % 8)) & 1;
        crc = (crc >> 1) ^ (low ? 0xEDB88320u : 0);
    }
    for (unsigned i = 0; i < 4; i++) {
        page[TSP_SETTINGS_PAGE - 4 + i] = (uint8_t)(~crc >> (8 * i));
    }
}

static void test_the_count_of_writes_may_wrap(void) {
    TEST_ASSERT_TRUE(tsp_settings_save(&home));
    memset(fake_flash_slot(0) + 4, 0xFF, 4);
    write_checksum(fake_flash_slot(0));
    assert_remembered(&home);
    TEST_ASSERT_TRUE(tsp_settings_save(&office));
    TEST_ASSERT_EQUAL_UINT8_MESSAGE(0, fake_flash_slot(1)[4], "the count has wrapped");
    assert_remembered(&office);
    TEST_ASSERT_TRUE(tsp_settings_save(&home));
    assert_remembered(&home);
}

static bool contains(const char *secret) {
    size_t length = strlen(secret);
    for (unsigned slot = 0; slot < TSP_SETTINGS_SLOTS; slot++) {
        for (size_t at = 0; at + length <= TSP_SETTINGS_PAGE; at++) {
            if (memcmp(fake_flash_slot(slot) + at, secret, length) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void test_a_forgotten_password_is_not_in_the_flash(void) {
    TEST_ASSERT_TRUE(tsp_settings_save(&home));
    TEST_ASSERT_TRUE(tsp_settings_save(&home));
    TEST_ASSERT_TRUE(contains("a password"));
    TEST_ASSERT_TRUE(tsp_settings_forget());
    assert_nothing_remembered();
    TEST_ASSERT_FALSE(contains("a password"));
    TEST_ASSERT_TRUE_MESSAGE(tsp_settings_forget(), "forgetting twice is no mistake");
    TEST_ASSERT_TRUE(tsp_settings_save(&office));
    assert_remembered(&office);
}

static void test_a_changed_bit_is_noticed(void) {
    TEST_ASSERT_TRUE(tsp_settings_save(&home));
    for (unsigned bit = 0; bit < 8 * TSP_SETTINGS_PAGE; bit++) {
        fake_flash_slot(0)[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_nothing_remembered();
        fake_flash_slot(0)[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_remembered(&home);
}

/*
 * Before, the flash holds `before` or nothing. Power fails after `bytes`; returns whether the save
 * was complete.
 */
static bool save_interrupted(const struct tsp_wifi_network *before, const struct tsp_wifi_network *after,
                             int32_t bytes) {
    fake_flash_erase();
    fake_flash_power = -1;
    if (before != NULL) {
        TEST_ASSERT_TRUE(tsp_settings_save(&office));
        TEST_ASSERT_TRUE(tsp_settings_save(before));
    }
    fake_flash_power = bytes;
    bool complete = tsp_settings_save(after);
    fake_flash_power = -1;
    return complete;
}

static void test_an_interrupted_save_leaves_the_network_before(void) {
    for (int32_t bytes = 0; bytes <= 2 * (int32_t)TSP_SETTINGS_PAGE; bytes++) {
        if (save_interrupted(&home, &office, bytes)) {
            assert_remembered(&office);
            TEST_ASSERT_EQUAL_INT32(2 * (int32_t)TSP_SETTINGS_PAGE, bytes);
        } else {
            assert_remembered(&home);
        }
        TEST_ASSERT_TRUE_MESSAGE(tsp_settings_save(&office), "the next one works again");
        assert_remembered(&office);
    }
}

static void test_an_interrupted_first_save_leaves_nothing(void) {
    for (int32_t bytes = 0; bytes < 2 * (int32_t)TSP_SETTINGS_PAGE; bytes++) {
        TEST_ASSERT_FALSE(save_interrupted(NULL, &home, bytes));
        assert_nothing_remembered();
    }
}

static void test_an_interrupted_forgetting_brings_no_older_network_back(void) {
    for (int32_t bytes = 0; bytes <= 3 * (int32_t)TSP_SETTINGS_PAGE; bytes++) {
        struct tsp_wifi_network actual;
        fake_flash_erase();
        fake_flash_power = -1;
        TEST_ASSERT_TRUE(tsp_settings_save(&office));
        TEST_ASSERT_TRUE(tsp_settings_save(&home));
        fake_flash_power = bytes;
        (void)tsp_settings_forget();
        fake_flash_power = -1;
        if (tsp_settings_load(&actual)) {
            TEST_ASSERT_EQUAL_STRING("home", actual.ssid);
        }
    }
}

static void test_a_flash_that_takes_nothing_is_reported(void) {
    fake_radio.writable = false;
    TEST_ASSERT_FALSE(tsp_settings_save(&home));
    TEST_ASSERT_FALSE(tsp_settings_forget());
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_an_erased_flash_remembers_nothing);
    RUN_TEST(test_the_last_of_many_networks_is_remembered);
    RUN_TEST(test_the_count_of_writes_may_wrap);
    RUN_TEST(test_a_forgotten_password_is_not_in_the_flash);
    RUN_TEST(test_a_changed_bit_is_noticed);
    RUN_TEST(test_an_interrupted_save_leaves_the_network_before);
    RUN_TEST(test_an_interrupted_first_save_leaves_nothing);
    RUN_TEST(test_an_interrupted_forgetting_brings_no_older_network_back);
    RUN_TEST(test_a_flash_that_takes_nothing_is_reported);
    return UNITY_END();
}
