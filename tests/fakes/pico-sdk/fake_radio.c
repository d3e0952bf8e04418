#include "fake_radio.h"

#include <string.h>

#include "board.h"
#include "lwip/ip4_addr.h"
#include "pico/cyw43_arch.h"
#include "pico/stdio_usb.h"
#include "runtime/port.h"
#include "settings.h"
#include "unity.h"

#define SECTOR 4096

struct async_context {
    int unused;
};

cyw43_t cyw43_state;
struct fake_radio fake_radio;
jmp_buf fake_reset;
int32_t fake_flash_power = -1;

static struct async_context context;
static uint8_t flash[TSP_SETTINGS_SLOTS][SECTOR];
static bool asked;    /* a join is under way or has succeeded */
static bool entered;  /* the last join had the right name and key */
static int refused;   /* the status of a join that came to nothing */
static bool lost;

void fake_radio_start(void) {
    fake_radio = (struct fake_radio){.writable = true};
    memset(&cyw43_state, 0, sizeof(cyw43_state));
    fake_flash_power = -1;
    asked = false;
    lost = false;
}

void fake_radio_deauthenticate(void) {
    asked = false;
    refused = CYW43_LINK_DOWN;
}

void fake_radio_lose(void) {
    lost = true;
}

int cyw43_arch_init_with_country(uint32_t country) {
    fake_radio.country = country;
    return fake_radio.broken ? -1 : 0;
}

void cyw43_arch_enable_sta_mode(void) {}

async_context_t *cyw43_arch_async_context(void) {
    return &context;
}

void cyw43_arch_gpio_put(unsigned pin, bool value) {
    TEST_ASSERT_EQUAL_UINT(CYW43_WL_GPIO_LED_PIN, pin);
    fake_radio.led = value;
}

bool stdio_usb_connected(void) {
    return false;
}

static bool same(const char *one, const char *other) {
    return (one == NULL || other == NULL) ? one == other : strcmp(one, other) == 0;
}

int cyw43_arch_wifi_connect_async(const char *ssid, const char *password, uint32_t auth) {
    fake_radio.joins++;
    fake_radio.joined_at = tsp_port_now();
    if (fake_radio.refuses) {
        return -1;
    }
    TEST_ASSERT_EQUAL_UINT32(password == NULL ? CYW43_AUTH_OPEN : CYW43_AUTH_WPA2_MIXED_PSK, auth);
    asked = true;
    lost = false;
    entered = false;
    refused = CYW43_LINK_JOIN;
    if (!same(fake_radio.ssid, ssid)) {
        refused = CYW43_LINK_NONET;
    } else if (!same(fake_radio.password, password)) {
        refused = CYW43_LINK_BADAUTH;
    } else if (!fake_radio.silent) {
        entered = true;
    }
    return 0;
}

int cyw43_tcpip_link_status(cyw43_t *self, int interface) {
    uint32_t passed = tsp_port_now() - fake_radio.joined_at;
    struct netif *netif = &self->netif[interface];
    if (!asked) {
        return CYW43_LINK_DOWN;
    }
    if (lost || passed < FAKE_RADIO_JOIN_MS) {
        return CYW43_LINK_JOIN;
    }
    if (!entered) {
        return refused;
    }
    if (fake_radio.no_dhcp || passed < FAKE_RADIO_JOIN_MS + FAKE_RADIO_DHCP_MS) {
        return CYW43_LINK_NOIP;
    }
    IP_ADDR4(&netif->ip_addr, 192, 168, 1, 23);
    return CYW43_LINK_UP;
}

int cyw43_wifi_leave(cyw43_t *self, int interface) {
    (void)self;
    (void)interface;
    fake_radio.leaves++;
    asked = false;
    return 0;
}

int cyw43_wifi_get_rssi(cyw43_t *self, int32_t *rssi) {
    (void)self;
    fake_radio.questions++;
    if (fake_radio.dead) {
        return -2;
    }
    *rssi = -50;
    return 0;
}

/* ---- Flash ---- */

void fake_flash_erase(void) {
    memset(flash, 0xFF, sizeof(flash));
}

uint8_t *fake_flash_slot(unsigned slot) {
    return flash[slot];
}

const uint8_t *tsp_settings_slot(unsigned slot) {
    return flash[slot];
}

static bool powered(void) {
    if (fake_flash_power < 0) {
        return true;
    }
    if (fake_flash_power == 0) {
        return false;
    }
    fake_flash_power--;
    return true;
}

bool tsp_settings_write_slot(unsigned slot, const uint8_t *page) {
    if (!fake_radio.writable) {
        return false;
    }
    for (unsigned i = 0; i < TSP_SETTINGS_PAGE; i++) {
        if (!powered()) {
            return false;
        }
        flash[slot][i] = 0xFF;
    }
    for (unsigned i = 0; page != NULL && i < TSP_SETTINGS_PAGE; i++) {
        if (!powered()) {
            return false;
        }
        flash[slot][i] &= page[i];
    }
    return true;
}

void tsp_board_reset(enum tsp_reset_reason reason) {
    fake_radio.resets++;
    fake_radio.reset_reason = reason;
    longjmp(fake_reset, 1);
}
