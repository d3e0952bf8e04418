/*
 * The air around the radio's stand-in: one access point at most. Time is the test port's
 * (runtime_port.h): a join takes FAKE_RADIO_JOIN_MS, an address another FAKE_RADIO_DHCP_MS, and
 * nothing happens unless cyw43_tcpip_link_status() is asked.
 */
#ifndef TESTS_FAKES_FAKE_RADIO_H
#define TESTS_FAKES_FAKE_RADIO_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

#include "lwip/ip4_addr.h"
#include "reset.h"

#define FAKE_RADIO_JOIN_MS 300u
#define FAKE_RADIO_DHCP_MS 200u
#define FAKE_RADIO_ADDRESS PP_HTONL(LWIP_MAKEU32(192, 168, 1, 23))

struct fake_radio {
    /* The test's to set. */
    const char *ssid;     /* of the access point; NULL: none in reach */
    const char *password; /* NULL: open */
    bool silent;          /* the access point never answers */
    bool weak;            /* it is seen, and what is sent to it is lost */
    bool no_dhcp;
    bool broken;    /* the chip does not answer at power-on */
    bool refuses;   /* join requests return an error */
    uint32_t refuses_first_ms; /* a join that then succeeds looks refused for so long */
    uint32_t address; /* what the DHCP server gives, in network order */
    /* the chip answers no question any more, while the driver goes on saying that the link is up */
    bool dead;
    int32_t strength;  /* of the signal, in dBm */
    uint32_t channel;
    bool writable;  /* the flash takes writes; true after the start */
    /* What has happened. */
    unsigned joins;
    unsigned leaves;
    unsigned questions; /* for the signal's strength */
    unsigned channel_questions;
    uint32_t joined_at; /* time of the last join request */
    uint32_t left_at;   /* time of the last request to leave */
    uint32_t power;     /* the last setting of the radio's sleep */
    enum tsp_reset_reason suspect;
    uint32_t country;
    bool led;
    unsigned resets;
    enum tsp_reset_reason reset_reason;
};

extern struct fake_radio fake_radio;

/* Power-on: no access point, nothing remembered (the flash keeps what it has), all counts 0. */
void fake_radio_start(void);

/* The access point sends the station away (deauthentication, then disassociation). */
void fake_radio_deauthenticate(void);
/* The radio hears the access point no more: link down, the chip goes on trying by itself. */
void fake_radio_lose(void);

/* The network takes its address back (a NAK); its DHCP server gives `address` when it is asked. */
void fake_radio_take_address(void);

/* The flash under the settings. */
void fake_flash_erase(void);
uint8_t *fake_flash_slot(unsigned slot);
/*
 * Power fails after so many bytes are erased or written from now; -1: never. The flash stays as it
 * was at that moment.
 */
extern int32_t fake_flash_power;

/* Where tsp_board_reset() goes to in a test. */
extern jmp_buf fake_reset;
/* Runs a statement that is expected to reset the board. */
#define FAKE_RADIO_RESETS(statement)                                                                                   \
    do {                                                                                                               \
        if (setjmp(fake_reset) == 0) {                                                                                 \
            statement;                                                                                                 \
            TEST_FAIL_MESSAGE("the board was not reset");                                                              \
        }                                                                                                              \
    } while (0)

#endif
