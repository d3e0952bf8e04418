/*
 * What the board tells a USB host about itself: one configuration with an NCM network function and
 * a CDC ACM serial console, each with its interface association, and for Windows the Microsoft OS
 * 2.0 descriptors that bind its NCM driver.
 *
 * Plain data, without TinyUSB. Everything is little-endian bytes as sent.
 */
#ifndef TSP_USB_DESCRIPTORS_H
#define TSP_USB_DESCRIPTORS_H

#include <stdint.h>

/*
 * pid.codes' pair for tests: enough for one's own desk. A device that is given away needs its own
 * numbers (-DTSPICO_USB_VID=0x... -DTSPICO_USB_PID=0x...).
 */
#ifndef TSP_USB_VID
#define TSP_USB_VID 0x1209
#endif
#ifndef TSP_USB_PID
#define TSP_USB_PID 0x0001
#endif

enum tsp_usb_interface {
    TSP_USB_NETWORK_CONTROL,
    TSP_USB_NETWORK_DATA,
    TSP_USB_CONSOLE_CONTROL,
    TSP_USB_CONSOLE_DATA,
    TSP_USB_INTERFACES,
};

enum tsp_usb_string {
    TSP_USB_LANGUAGES,
    TSP_USB_MANUFACTURER,
    TSP_USB_PRODUCT,
    TSP_USB_SERIAL,
    TSP_USB_NETWORK_NAME,
    TSP_USB_HOST_MAC,
    TSP_USB_CONSOLE_NAME,
    TSP_USB_STRINGS,
};

/*
 * bRequest of the vendor request that fetches tsp_usb_windows; any value that no other request has.
 */
#define TSP_USB_WINDOWS_REQUEST 0x20
#define TSP_USB_WINDOWS_INDEX 0x07

#define TSP_USB_CONFIGURATION_SIZE (9 + 85 + 66)
#define TSP_USB_BOS_SIZE (5 + 28)
#define TSP_USB_WINDOWS_SIZE (10 + 8 + 8 + 20)

extern const uint8_t tsp_usb_device[18];
extern const uint8_t tsp_usb_configuration[TSP_USB_CONFIGURATION_SIZE];
extern const uint8_t tsp_usb_bos[TSP_USB_BOS_SIZE];
extern const uint8_t tsp_usb_windows[TSP_USB_WINDOWS_SIZE];

/* Length in bytes of an Ethernet address and of a board's identity. */
#define TSP_USB_MAC_SIZE 6
#define TSP_USB_ID_SIZE 8

/*
 * Ethernet addresses of both ends of the cable from the board's identity: locally administered, and
 * apart in the first byte.
 */
void tsp_usb_macs(const uint8_t id[TSP_USB_ID_SIZE], uint8_t board[TSP_USB_MAC_SIZE], uint8_t host[TSP_USB_MAC_SIZE]);

#define TSP_USB_PREFIX_SIZE 8

/* The board's own IPv6 network: unique local, its 40 bits from the board's identity (RFC 4193). */
void tsp_usb_prefix(const uint8_t id[TSP_USB_ID_SIZE], uint8_t prefix[TSP_USB_PREFIX_SIZE]);

/* 16-bit words of the longest string descriptor. */
#define TSP_USB_STRING_SIZE 32

/*
 * Writes string descriptor `index` (length, type, UTF-16) of the board `id` and returns its length
 * in bytes; 0 when there is no such string.
 */
unsigned tsp_usb_string(unsigned index, const uint8_t id[TSP_USB_ID_SIZE], uint16_t descriptor[TSP_USB_STRING_SIZE]);

#endif
