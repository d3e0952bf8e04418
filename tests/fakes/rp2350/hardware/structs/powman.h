/* CHIP_RESET of the RP2350's power manager (datasheet, 6.4); the test has the register. */
#ifndef TESTS_FAKES_POWMAN_H
#define TESTS_FAKES_POWMAN_H

#include <stdint.h>

#define POWMAN_CHIP_RESET_HAD_POR_BITS (1u << 16)
#define POWMAN_CHIP_RESET_HAD_BOR_BITS (1u << 17)
#define POWMAN_CHIP_RESET_HAD_RUN_LOW_BITS (1u << 18)
#define POWMAN_CHIP_RESET_HAD_DP_RESET_REQ_BITS (1u << 19)
#define POWMAN_CHIP_RESET_HAD_RESCUE_BITS (1u << 21)
#define POWMAN_CHIP_RESET_HAD_GLITCH_DETECT_BITS (1u << 26)
#define POWMAN_CHIP_RESET_HAD_HZD_SYS_RESET_REQ_BITS (1u << 27)

struct fake_powman {
    uint32_t chip_reset;
};
extern struct fake_powman *powman_hw;

#endif
