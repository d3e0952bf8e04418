#include "descriptors.h"

#include <stddef.h>
#include <string.h>

#define LOW_HIGH(value) (uint8_t)((value) & 0xff), (uint8_t)((value) >> 8)

enum descriptor_type {
    DEVICE = 1,
    CONFIGURATION = 2,
    STRING = 3,
    INTERFACE = 4,
    ENDPOINT = 5,
    ASSOCIATION = 11,
    BOS = 15,
    CAPABILITY = 16,
    CLASS_INTERFACE = 0x24,
};

enum class_code { CDC = 2, CDC_DATA = 10 };
enum subclass { ACM = 2, NCM = 0x0D };
/* Class descriptors of CDC functions (USB CDC 1.2, table 13). */
enum functional {
    HEADER = 0,
    CALL_MANAGEMENT = 1,
    ACM_CAPABILITIES = 2,
    UNION = 6,
    ETHERNET = 15,
    NCM_CAPABILITIES = 26
};
enum transfer { BULK = 2, INTERRUPT = 3 };

#define NETWORK_NOTIFY 0x81
#define NETWORK_OUT 0x02
#define NETWORK_IN 0x82
#define CONSOLE_NOTIFY 0x83
#define CONSOLE_OUT 0x04
#define CONSOLE_IN 0x84

#define BULK_PACKET 64
/* 16 bytes, the speed notification; a packet of 8 would split it. */
#define NOTIFY_PACKET 64
/* An Ethernet frame without checksum: 14 bytes of header and 1500 of data. */
#define LONGEST_FRAME 1514
/* USB 2.1: hosts ask for the BOS descriptor from there on. */
#define USB_VERSION 0x0210
/* To be raised with every change below: hosts keep what they read by it. */
#define DEVICE_VERSION 0x0101
/* macOS closes the network for good after opening it where this bit is clear. */
#define TAKES_PACKET_FILTER 1

/* The miscellaneous class says that interface associations group the interfaces (USB ECN "IAD"). */
const uint8_t tsp_usb_device[18] = {
    18, DEVICE, LOW_HIGH(USB_VERSION), 0xEF, 0x02, 0x01, 64,
    LOW_HIGH(TSP_USB_VID), LOW_HIGH(TSP_USB_PID), LOW_HIGH(DEVICE_VERSION),
    TSP_USB_MANUFACTURER, TSP_USB_PRODUCT, TSP_USB_SERIAL, 1,
};

const uint8_t tsp_usb_configuration[TSP_USB_CONFIGURATION_SIZE] = {
    /* Powered by the bus, at most 250 mA (in units of 2 mA). */
    9, CONFIGURATION, LOW_HIGH(TSP_USB_CONFIGURATION_SIZE), TSP_USB_INTERFACES, 1, 0, 0x80, 125,

    /* Network: 85 bytes. */
    8, ASSOCIATION, TSP_USB_NETWORK_CONTROL, 2, CDC, NCM, 0, TSP_USB_NETWORK_NAME,
    9, INTERFACE, TSP_USB_NETWORK_CONTROL, 0, 1, CDC, NCM, 0, TSP_USB_NETWORK_NAME,
    5, CLASS_INTERFACE, HEADER, LOW_HIGH(0x0110),
    5, CLASS_INTERFACE, UNION, TSP_USB_NETWORK_CONTROL, TSP_USB_NETWORK_DATA,
    13, CLASS_INTERFACE, ETHERNET, TSP_USB_HOST_MAC, 0, 0, 0, 0, LOW_HIGH(LONGEST_FRAME), LOW_HIGH(0), 0,
    6, CLASS_INTERFACE, NCM_CAPABILITIES, LOW_HIGH(0x0100), TAKES_PACKET_FILTER,
    7, ENDPOINT, NETWORK_NOTIFY, INTERRUPT, LOW_HIGH(NOTIFY_PACKET), 50,
    9, INTERFACE, TSP_USB_NETWORK_DATA, 0, 0, CDC_DATA, 0, 1, 0,
    9, INTERFACE, TSP_USB_NETWORK_DATA, 1, 2, CDC_DATA, 0, 1, 0,
    7, ENDPOINT, NETWORK_IN, BULK, LOW_HIGH(BULK_PACKET), 0,
    7, ENDPOINT, NETWORK_OUT, BULK, LOW_HIGH(BULK_PACKET), 0,

    /*
     * Console: 66 bytes. Line coding, control line state and break are understood (capabilities 6).
     */
    8, ASSOCIATION, TSP_USB_CONSOLE_CONTROL, 2, CDC, ACM, 0, TSP_USB_CONSOLE_NAME,
    9, INTERFACE, TSP_USB_CONSOLE_CONTROL, 0, 1, CDC, ACM, 0, TSP_USB_CONSOLE_NAME,
    5, CLASS_INTERFACE, HEADER, LOW_HIGH(0x0120),
    5, CLASS_INTERFACE, CALL_MANAGEMENT, 0, TSP_USB_CONSOLE_DATA,
    4, CLASS_INTERFACE, ACM_CAPABILITIES, 6,
    5, CLASS_INTERFACE, UNION, TSP_USB_CONSOLE_CONTROL, TSP_USB_CONSOLE_DATA,
    7, ENDPOINT, CONSOLE_NOTIFY, INTERRUPT, LOW_HIGH(8), 16,
    9, INTERFACE, TSP_USB_CONSOLE_DATA, 0, 2, CDC_DATA, 0, 0, 0,
    7, ENDPOINT, CONSOLE_OUT, BULK, LOW_HIGH(BULK_PACKET), 0,
    7, ENDPOINT, CONSOLE_IN, BULK, LOW_HIGH(BULK_PACKET), 0,
};

/*
 * One capability: Microsoft OS 2.0, UUID D8DD60DF-4589-4CC7-9CD2-659D9E648A9F, from Windows 8.1 on.
 */
const uint8_t tsp_usb_bos[TSP_USB_BOS_SIZE] = {
    5, BOS, LOW_HIGH(TSP_USB_BOS_SIZE), 1,
    28, CAPABILITY, 5, 0,
    0xDF, 0x60, 0xDD, 0xD8, 0x89, 0x45, 0xC7, 0x4C, 0x9C, 0xD2, 0x65, 0x9D, 0x9E, 0x64, 0x8A, 0x9F,
    0x00, 0x00, 0x03, 0x06, LOW_HIGH(TSP_USB_WINDOWS_SIZE), TSP_USB_WINDOWS_REQUEST, 0,
};

/* Windows looks for the driver of the compatible ID; the console's is found by its class. */
const uint8_t tsp_usb_windows[TSP_USB_WINDOWS_SIZE] = {
    /* Set header, configuration subset, function subset of the network's first interface. */
    LOW_HIGH(10), LOW_HIGH(0), 0x00, 0x00, 0x03, 0x06, LOW_HIGH(TSP_USB_WINDOWS_SIZE),
    LOW_HIGH(8), LOW_HIGH(1), 0, 0, LOW_HIGH(TSP_USB_WINDOWS_SIZE - 10),
    LOW_HIGH(8), LOW_HIGH(2), TSP_USB_NETWORK_CONTROL, 0, LOW_HIGH(TSP_USB_WINDOWS_SIZE - 18),
    LOW_HIGH(20), LOW_HIGH(3), 'W', 'I', 'N', 'N', 'C', 'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

void tsp_usb_macs(const uint8_t id[TSP_USB_ID_SIZE], uint8_t board[TSP_USB_MAC_SIZE], uint8_t host[TSP_USB_MAC_SIZE]) {
    /*
     * Locally administered, one station. The ends differ there: of two boards with neighbouring
     * identities neither has the other's address.
     */
    board[0] = 0x02;
    host[0] = 0x06;
    memcpy(board + 1, &id[TSP_USB_ID_SIZE - 5], 5);
    memcpy(host + 1, board + 1, 5);
}

void tsp_usb_prefix(const uint8_t id[TSP_USB_ID_SIZE], uint8_t prefix[TSP_USB_PREFIX_SIZE]) {
    memset(prefix, 0, TSP_USB_PREFIX_SIZE);
    prefix[0] = 0xFD;
    memcpy(prefix + 1, &id[TSP_USB_ID_SIZE - 5], 5);
}

/* Writes `count` bytes as hexadecimal digits and returns the end. */
static char *write_digits(char *at, const uint8_t *bytes, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        *at++ = "0123456789ABCDEF"[bytes[i] >> 4];
        *at++ = "0123456789ABCDEF"[bytes[i] & 15];
    }
    *at = '\0';
    return at;
}

unsigned tsp_usb_string(unsigned index, const uint8_t id[TSP_USB_ID_SIZE], uint16_t descriptor[TSP_USB_STRING_SIZE]) {
    static const char *const texts[TSP_USB_STRINGS] = {
        [TSP_USB_MANUFACTURER] = "tspico",
        [TSP_USB_PRODUCT] = "tspico board",
        [TSP_USB_NETWORK_NAME] = "tspico network",
        [TSP_USB_CONSOLE_NAME] = "tspico console",
    };
    char digits[2 * TSP_USB_ID_SIZE + 1];
    const char *text = index < TSP_USB_STRINGS ? texts[index] : NULL;
    if (index == TSP_USB_LANGUAGES) {
        descriptor[0] = STRING << 8 | 4;
        descriptor[1] = 0x0409; /* English (United States), which every host asks for */
        return 4;
    }
    if (index == TSP_USB_SERIAL) {
        write_digits(digits, id, TSP_USB_ID_SIZE);
        text = digits;
    } else if (index == TSP_USB_HOST_MAC) {
        uint8_t board[TSP_USB_MAC_SIZE];
        uint8_t host[TSP_USB_MAC_SIZE];
        tsp_usb_macs(id, board, host);
        write_digits(digits, host, TSP_USB_MAC_SIZE);
        text = digits;
    }
    if (text == NULL) {
        return 0;
    }
    unsigned length = 1;
    for (; *text != '\0' && length < TSP_USB_STRING_SIZE; text++) {
        descriptor[length++] = (uint8_t)*text;
    }
    descriptor[0] = (uint16_t)(STRING << 8 | 2 * length);
    return 2 * length;
}
