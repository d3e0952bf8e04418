# What tests/unit/host tests of the boards' port: sources that need no hardware, over stand-ins of
# our own (tests/fakes) for what they call of TinyUSB, the pico-sdk and the radio's driver.

set(pico_port ${TSPICO_FIRMWARE}/port/pico)
set(fakes ${TSPICO_ROOT}/tests/fakes)

# tspico_pico_parts(NAME LINK FAKE SOURCE...): both links have a link.c, so each has a library of
# its own.
function(tspico_pico_parts name link fake)
    add_library(${name} STATIC ${ARGN})
    target_compile_options(${name} PRIVATE ${TSPICO_WARNINGS})
    target_include_directories(${name} PUBLIC ${pico_port} ${pico_port}/links/${link} ${fakes}/${fake})
    target_link_libraries(${name} PUBLIC tspico_platform tspico_unity)
endfunction()

tspico_pico_parts(tspico_usb_parts usb tinyusb
    ${pico_port}/links/usb/ntb.c ${pico_port}/links/usb/descriptors.c ${pico_port}/links/usb/dhcp_answers.c
    ${pico_port}/links/usb/ncm.c ${pico_port}/links/usb/console.c
    ${fakes}/tinyusb/fake_usbd.c ${fakes}/tinyusb/fake_cdc.c)

file(GLOB wifi_sources CONFIGURE_DEPENDS ${pico_port}/links/wifi/*.c)
list(FILTER wifi_sources EXCLUDE REGEX "/(settings_flash|address).c$")
tspico_pico_parts(tspico_wifi_parts wifi pico-sdk
    ${wifi_sources} ${pico_port}/command_line.c ${pico_port}/link_loss.c ${pico_port}/host_name.c
    ${fakes}/pico-sdk/fake_radio.c ${fakes}/pico-sdk/fake_stdio_usb.c)
# The SDK's clock and stdio are one for both links.
target_include_directories(tspico_wifi_parts PUBLIC ${fakes}/tinyusb)

# For an RP2350; the emulator has an RP2040.
tspico_pico_parts(tspico_chip_parts usb rp2350 ${pico_port}/chip_reset.c)
