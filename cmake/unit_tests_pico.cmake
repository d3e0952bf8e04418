# What tests/unit/host tests of the boards' port: sources that need no hardware, over stand-ins of our own (tests/fakes) for what
# they call of TinyUSB and the pico-sdk.

set(pico_port ${TSPICO_FIRMWARE}/port/pico)
set(fakes ${TSPICO_ROOT}/tests/fakes)
add_library(tspico_pico_parts STATIC
    ${pico_port}/links/usb/ntb.c ${pico_port}/links/usb/descriptors.c ${pico_port}/links/usb/dhcp_answers.c
    ${pico_port}/links/usb/ncm.c ${fakes}/tinyusb/fake_usbd.c)
target_compile_options(tspico_pico_parts PRIVATE ${TSPICO_WARNINGS})
target_include_directories(tspico_pico_parts PUBLIC ${pico_port} ${pico_port}/links/usb ${fakes}/tinyusb)
target_link_libraries(tspico_pico_parts PUBLIC tspico_unity)
