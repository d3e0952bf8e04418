/* The boot ROM's USB loader; fake_cdc.c counts the calls. */
#ifndef TESTS_FAKES_BOOTROM_H
#define TESTS_FAKES_BOOTROM_H

#include <stdint.h>

void reset_usb_boot(uint32_t activity_pins, uint32_t disabled_interfaces);

#endif
