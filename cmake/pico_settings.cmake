# What the SDK must know before it is initialised.

set(sdk_board_pico pico)
set(sdk_board_pico-w pico_w)
set(sdk_board_pico2-w pico2_w)
set(PICO_BOARD ${sdk_board_${TSPICO_BOARD}})

# Debian's SDK is patched for picolibc; newlib is the library at hand.
set(PICO_CLIB newlib)
# The UF2 is ours to write, so that a machine without picotool gets one too.
set(PICO_NO_PICOTOOL 1)
# lwIP is one release everywhere, in place of the SDK's own copy.
set(PICO_LWIP_PATH "${PICO_LWIP_PATH}")
if(NOT PICO_TINYUSB_PATH AND DEFINED ENV{PICO_TINYUSB_PATH})
    set(PICO_TINYUSB_PATH "$ENV{PICO_TINYUSB_PATH}")
endif()
