/*
 * A stand-in for the SDK's radio support and the CYW43 driver, as far as
 * firmware/port/pico/links/wifi calls them: our own declarations of the same names and values, so
 * that the Wi-Fi code is compiled, linked and run without the driver. fake_radio.h has the test's
 * side.
 */
#ifndef TESTS_FAKES_CYW43_ARCH_H
#define TESTS_FAKES_CYW43_ARCH_H

#include <stddef.h>
#include <stdint.h>

#include "lwip/netif.h"
#include "pico/async_context.h"

enum {
    CYW43_LINK_DOWN = 0,
    CYW43_LINK_JOIN = 1,
    CYW43_LINK_NOIP = 2,
    CYW43_LINK_UP = 3,
    CYW43_LINK_FAIL = -1,
    CYW43_LINK_NONET = -2,
    CYW43_LINK_BADAUTH = -3,
};

#define CYW43_AUTH_OPEN 0u
#define CYW43_AUTH_WPA2_MIXED_PSK 0x00400006u
#define CYW43_AUTH_WPA3_SAE_AES_PSK 0x01000004u
#define CYW43_NONE_PM 0x10u
#define CYW43_PERFORMANCE_PM 0xa11142u
#define CYW43_ITF_STA 0
#define CYW43_COUNTRY(a, b, revision) \
    ((uint32_t)(uint8_t)(a) | (uint32_t)(uint8_t)(b) << 8 | (uint32_t)(revision) << 16)
#define CYW43_COUNTRY_WORLDWIDE CYW43_COUNTRY('X', 'X', 0)
#define CYW43_WL_GPIO_LED_PIN 0
#define CYW43_IOCTL_GET_CHANNEL 0x3au

typedef struct {
    uint8_t itf_state;
    uint32_t wifi_join_state;
    struct netif netif[2];
} cyw43_t;

extern cyw43_t cyw43_state;

int cyw43_arch_init_with_country(uint32_t country);
void cyw43_arch_enable_sta_mode(void);
int cyw43_arch_wifi_connect_async(const char *ssid, const char *password, uint32_t auth);
async_context_t *cyw43_arch_async_context(void);
void cyw43_arch_gpio_put(unsigned pin, bool value);
int cyw43_tcpip_link_status(cyw43_t *self, int interface);
int cyw43_wifi_pm(cyw43_t *self, uint32_t pm);
int cyw43_wifi_leave(cyw43_t *self, int interface);
int cyw43_wifi_get_rssi(cyw43_t *self, int32_t *rssi);
int cyw43_ioctl(cyw43_t *self, uint32_t command, size_t length, uint8_t *buffer, uint32_t interface);

#endif
