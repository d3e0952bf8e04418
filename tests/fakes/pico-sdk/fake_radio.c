#include "fake_radio.h"

#include <string.h>

#include "address.h"
#include "board.h"
#include "lwip/ip4_addr.h"
#include "pico/cyw43_arch.h"
#include "runtime/port.h"
#include "settings.h"
#include "unity.h"

#define SECTOR 4096
/* A bit of the driver's state of a join. */
#define AUTHENTICATED 0x0200u

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
static bool given;    /* the network has given the address, or confirmed it */
static uint32_t answers_at; /* when its DHCP server does so */

void fake_radio_start(void) {
    fake_radio = (struct fake_radio){.writable = true, .strength = -50, .channel = 6};
    memset(&cyw43_state, 0, sizeof(cyw43_state));
    fake_flash_power = -1;
    asked = false;
    lost = false;
    given = false;
    fake_radio.address = FAKE_RADIO_ADDRESS;
}

void fake_radio_deauthenticate(void) {
    asked = false;
    refused = CYW43_LINK_DOWN;
}

void fake_radio_lose(void) {
    lost = true;
}

void fake_radio_take_address(void) {
    ip4_addr_set_zero(ip_2_ip4(&cyw43_state.netif[CYW43_ITF_STA].ip_addr));
    given = false;
    answers_at = tsp_port_now() + FAKE_RADIO_DHCP_MS;
}

int cyw43_arch_init_with_country(uint32_t country) {
    fake_radio.country = country;
    return 0;
}

/* As the SDK's: that no chip answers shows in the state of the driver alone. */
void cyw43_arch_enable_sta_mode(void) {
    cyw43_state.itf_state = fake_radio.broken ? 0 : (uint8_t)(1u << CYW43_ITF_STA);
}

int cyw43_wifi_pm(cyw43_t *self, uint32_t pm) {
    (void)self;
    fake_radio.power = pm;
    return 0;
}

async_context_t *cyw43_arch_async_context(void) {
    return &context;
}

void cyw43_arch_gpio_put(unsigned pin, bool value) {
    TEST_ASSERT_EQUAL_UINT(CYW43_WL_GPIO_LED_PIN, pin);
    fake_radio.led = value;
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
    TEST_ASSERT_EQUAL_INT_MESSAGE(TSP_RESET_NO_HARDWARE, fake_radio.suspect,
                                  "a join may take longer than the watchdog");
    asked = true;
    lost = false;
    entered = false;
    given = false;
    answers_at = tsp_port_now() + FAKE_RADIO_JOIN_MS + FAKE_RADIO_DHCP_MS;
    refused = CYW43_LINK_JOIN;
    cyw43_state.wifi_join_state = 0;
    if (!same(fake_radio.ssid, ssid)) {
        refused = CYW43_LINK_NONET;
    } else if (fake_radio.weak) {
        refused = CYW43_LINK_BADAUTH;
    } else if (!same(fake_radio.password, password)) {
        refused = CYW43_LINK_BADAUTH;
    } else if (!fake_radio.silent) {
        entered = true;
    }
    return 0;
}

static void serve_address(struct netif *netif) {
    if (!given && !fake_radio.no_dhcp && (int32_t)(tsp_port_now() - answers_at) >= 0) {
        given = true;
        ip4_addr_set_u32(ip_2_ip4(&netif->ip_addr), fake_radio.address);
    }
}

int cyw43_tcpip_link_status(cyw43_t *self, int interface) {
    uint32_t passed = tsp_port_now() - fake_radio.joined_at;
    struct netif *netif = &self->netif[interface];
    if (!asked) {
        return CYW43_LINK_DOWN;
    }
    if (lost || passed < FAKE_RADIO_JOIN_MS) {
        /* The access point has answered, and what the key is worth shows later. */
        if (!fake_radio.weak && refused != CYW43_LINK_NONET && passed >= FAKE_RADIO_JOIN_MS / 2) {
            self->wifi_join_state = AUTHENTICATED;
        }
        return CYW43_LINK_JOIN;
    }
    self->wifi_join_state = 0;
    if (passed < FAKE_RADIO_JOIN_MS + fake_radio.refuses_first_ms) {
        return CYW43_LINK_BADAUTH;
    }
    if (!entered) {
        return refused;
    }
    serve_address(netif);
    /* As the driver's: it does not ask whose address that is. */
    return ip4_addr_isany(netif_ip4_addr(netif)) ? CYW43_LINK_NOIP : CYW43_LINK_UP;
}

void tsp_address_start(struct netif *netif) {
    (void)netif;
}

bool tsp_address_given(const struct netif *netif) {
    (void)netif;
    return given;
}

void tsp_address_forget(struct netif *netif) {
    ip4_addr_set_zero(ip_2_ip4(&netif->ip_addr));
    given = false;
}

int cyw43_wifi_leave(cyw43_t *self, int interface) {
    (void)self;
    (void)interface;
    fake_radio.leaves++;
    fake_radio.left_at = tsp_port_now();
    asked = false;
    return 0;
}

int cyw43_wifi_get_rssi(cyw43_t *self, int32_t *rssi) {
    (void)self;
    fake_radio.questions++;
    if (fake_radio.dead) {
        return -2;
    }
    *rssi = fake_radio.strength;
    return 0;
}

int cyw43_ioctl(cyw43_t *self, uint32_t command, size_t length, uint8_t *buffer, uint32_t interface) {
    (void)self;
    (void)interface;
    TEST_ASSERT_EQUAL_UINT32(CYW43_IOCTL_GET_CHANNEL, command);
    TEST_ASSERT_EQUAL_UINT(3 * sizeof(uint32_t), length);
    fake_radio.channel_questions++;
    if (fake_radio.dead) {
        return -2;
    }
    memset(buffer, 0, length);
    memcpy(buffer, &fake_radio.channel, sizeof(fake_radio.channel));
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

void tsp_reset_suspect(enum tsp_reset_reason reason) {
    fake_radio.suspect = reason;
}

void tsp_watchdog_feed(void) {}
