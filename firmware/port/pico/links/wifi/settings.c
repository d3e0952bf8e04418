#include "settings.h"

#include <string.h>

/*
 * A page: magic number, count of writes, lengths, texts, 0xFF, and the checksum of all before it.
 * Numbers are little-endian.
 */
#define MAGIC 0x57505354u /* "TSPW" */
#define COUNT 4
#define SSID_LENGTH 8
#define PASSWORD_LENGTH 9
#define COUNTRY 10
#define SSID 12
#define PASSWORD 44
#define CHECKSUM (TSP_SETTINGS_PAGE - 4)

static uint32_t get32(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put32(uint8_t *at, uint32_t value) {
    for (unsigned i = 0; i < 4; i++) {
        at[i] = (uint8_t)(value >> (8 * i));
    }
}

/* CRC-32 (IEEE 802.3), bit by bit: it runs over 252 bytes, seldom. */
static uint32_t checksum(const uint8_t *page) {
    uint32_t crc = 0xFFFFFFFFu;
    for (unsigned i = 0; i < CHECKSUM; i++) {
        crc ^= page[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
        }
    }
    return ~crc;
}

static bool valid(const uint8_t *page) {
    return get32(page) == MAGIC && page[SSID_LENGTH] <= TSP_WIFI_SSID_SIZE &&
            page[PASSWORD_LENGTH] <= TSP_WIFI_PASSWORD_SIZE && get32(page + CHECKSUM) == checksum(page);
}

/* The slot that was written last, or -1. */
static int newest(void) {
    const uint8_t *first = tsp_settings_slot(0);
    const uint8_t *second = tsp_settings_slot(1);
    if (!valid(first)) {
        return valid(second) ? 1 : -1;
    }
    /* The count may wrap. */
    return valid(second) && (int32_t)(get32(second + COUNT) - get32(first + COUNT)) > 0 ? 1 : 0;
}

bool tsp_settings_load(struct tsp_wifi_network *network) {
    int slot = newest();
    memset(network, 0, sizeof(*network));
    if (slot < 0) {
        return false;
    }
    const uint8_t *page = tsp_settings_slot((unsigned)slot);
    memcpy(network->ssid, page + SSID, page[SSID_LENGTH]);
    memcpy(network->password, page + PASSWORD, page[PASSWORD_LENGTH]);
    memcpy(network->country, page + COUNTRY, 2);
    return network->ssid[0] != '\0';
}

bool tsp_settings_save(const struct tsp_wifi_network *network) {
    uint8_t page[TSP_SETTINGS_PAGE];
    int last = newest();
    unsigned slot = last == 0 ? 1 : 0;
    memset(page, 0xFF, sizeof(page));
    put32(page, MAGIC);
    put32(page + COUNT, last < 0 ? 0 : get32(tsp_settings_slot((unsigned)last) + COUNT) + 1);
    page[SSID_LENGTH] = (uint8_t)strlen(network->ssid);
    page[PASSWORD_LENGTH] = (uint8_t)strlen(network->password);
    memcpy(page + COUNTRY, network->country, 2);
    memcpy(page + SSID, network->ssid, page[SSID_LENGTH]);
    memcpy(page + PASSWORD, network->password, page[PASSWORD_LENGTH]);
    put32(page + CHECKSUM, checksum(page));
    return tsp_settings_write_slot(slot, page) && memcmp(tsp_settings_slot(slot), page, sizeof(page)) == 0;
}

bool tsp_settings_forget(void) {
    /* First a page that says "none", so that an interruption brings no older network back. */
    static const struct tsp_wifi_network none;
    int last = newest();
    if (last < 0) {
        return tsp_settings_write_slot(0, NULL) && tsp_settings_write_slot(1, NULL);
    }
    return tsp_settings_save(&none) && tsp_settings_write_slot((unsigned)last, NULL);
}
