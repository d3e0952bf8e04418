# The boards. The SDK's libraries are sources that each executable compiles, so our own libraries
# see only their headers.

include(${CMAKE_CURRENT_LIST_DIR}/refuse.cmake)

add_library(tspico_platform INTERFACE)
target_link_libraries(tspico_platform INTERFACE
    pico_stdlib_headers pico_lwip_headers pico_rand_headers)
# lwIP's arch/cc.h belongs to a library of the SDK that carries sources too.
target_include_directories(tspico_platform SYSTEM INTERFACE ${PICO_SDK_PATH}/src/rp2_common/pico_lwip/include)
include(${CMAKE_CURRENT_LIST_DIR}/heap.cmake)
if(TSPICO_UNIT)
    # The suites have a heap of a fixed size: their network and patterns need room beside it, and
    # TinyUSB where their console is on USB. In the emulator it is the same, so that what passes
    # there fits a board.
    target_compile_definitions(tspico_platform INTERFACE TSP_HEAP_SIZE=57344u)
else()
    target_compile_definitions(tspico_platform INTERFACE TSP_HEAP_LINKED=1)
endif()
if(TSPICO_LINK STREQUAL loopback)
    add_compile_definitions(LWIP_HAVE_LOOPIF=1 LWIP_NETIF_LOOPBACK=1)
else()
    option(TSPICO_MDNS "Answer to NAME.local" ON)
    string(TOUPPER "${TSPICO_MDNS}" mdns)
    if(NOT mdns MATCHES "^(ON|OFF|TRUE|FALSE|YES|NO|1|0)$")
        tspico_refuse("TSPICO_MDNS is ${TSPICO_MDNS}; it can be ON or OFF")
    endif()
    if(TSPICO_MDNS)
        add_compile_definitions(TSP_MDNS=1)
    endif()
endif()

include(${CMAKE_CURRENT_LIST_DIR}/network_settings.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/target_tests.cmake)

set(TSPICO_PORT ${TSPICO_FIRMWARE}/port/pico)

# Where the clock of a board starts: SOURCE_DATE_EPOCH, or 2026-01-01T00:00:00Z.
set(TSPICO_CLOCK_START "$ENV{SOURCE_DATE_EPOCH}")
if(TSPICO_CLOCK_START STREQUAL "")
    set(TSPICO_CLOCK_START 1767225600)
endif()
tspico_check_number(TSPICO_CLOCK_START 0 8640000000000 "SOURCE_DATE_EPOCH is a number of seconds since 1970")
set_source_files_properties(${TSPICO_PORT}/clock.c PROPERTIES
    COMPILE_DEFINITIONS TSP_CLOCK_START=${TSPICO_CLOCK_START})

# What all programs of this build share: the SDK, the board's and the link's part of our own port.
function(tspico_port_objects name)
    file(GLOB port_sources CONFIGURE_DEPENDS ${TSPICO_PORT}/*.c)
    list(FILTER port_sources EXCLUDE REGEX "/unity_[^/]*$")
    file(GLOB link_sources CONFIGURE_DEPENDS
        ${TSPICO_PORT}/links/${TSPICO_LINK}.c ${TSPICO_PORT}/links/${TSPICO_LINK}/*.c)
    list(APPEND port_sources ${link_sources})
    set(sdk_libraries pico_stdlib pico_lwip pico_lwip_nosys pico_async_context_poll hardware_watchdog)
    # The UART console is the port's own (uart_console.c).
    set(console usb)
    if(TSPICO_MDNS)
        list(APPEND sdk_libraries pico_lwip_mdns)
    endif()
    if(TSPICO_LINK STREQUAL wifi)
        list(APPEND sdk_libraries pico_cyw43_arch_lwip_poll pico_flash hardware_flash pico_unique_id)
    elseif(TSPICO_LINK STREQUAL usb)
        list(APPEND sdk_libraries tinyusb_device pico_unique_id)
        # The console on USB is the link's own, part of one device with the network function.
        set(console "")
    endif()
    tspico_sdk_objects(${name} "${console}" ${sdk_libraries} ${TSPICO_SDK_LIBRARIES})
    target_sources(${name} PRIVATE ${port_sources})
    set_source_files_properties(${port_sources} PROPERTIES COMPILE_OPTIONS "${TSPICO_WARNINGS}")
    target_include_directories(${name} PRIVATE ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io ${TSPICO_PORT})
    if(TSPICO_LINK STREQUAL usb)
        # TinyUSB looks for its tusb_config.h.
        target_include_directories(${name} PRIVATE ${TSPICO_PORT}/links/usb)
        # The work-around for erratum RP2040-E5 of the first chips (B0, B1), by GPIO 15.
        tspico_network_setting(e5 TSPICO_USB_RP2040_E5 OFF)
        string(TOUPPER "${e5}" e5)
        if(NOT e5 MATCHES "^(ON|OFF|1|0)$")
            tspico_refuse("TSPICO_USB_RP2040_E5 is ${e5}; it can be ON or OFF")
        endif()
        if(e5)
            # For the files that read it alone: another build needs not compile the rest anew.
            set(controller ${PICO_TINYUSB_PATH}/src/portable/raspberrypi/rp2040)
            set_property(SOURCE ${controller}/dcd_rp2040.c ${controller}/rp2040_usb.c ${TSPICO_PORT}/gpio.c
                APPEND PROPERTY COMPILE_DEFINITIONS PICO_RP2040_USB_DEVICE_ENUMERATION_FIX=1)
        endif()
        foreach(number IN ITEMS VID PID)
            tspico_check_number(TSPICO_USB_${number} 0 65535 "it is a number of 16 bits, such as 0x1209")
            if(TSPICO_USB_${number})
                target_compile_definitions(${name} PRIVATE TSP_USB_${number}=${TSPICO_USB_${number}})
            endif()
        endforeach()
    endif()
    if(TSPICO_LINK STREQUAL wifi)
        # How long a print waits for a host that has opened the port and does not read.
        target_compile_definitions(${name} PRIVATE PICO_STDIO_USB_STDOUT_TIMEOUT_US=20000)
    endif()
    target_compile_definitions(${name} PRIVATE PICO_STACK_SIZE=0x1000)
    tspico_network_settings(${name})
endfunction()

function(tspico_link_program name build_id)
    if(NOT TARGET tspico_port)
        tspico_port_objects(tspico_port)
    endif()
    set(identity ${CMAKE_BINARY_DIR}/identity/${name}.c)
    file(CONFIGURE OUTPUT ${identity} @ONLY CONTENT
"#include \"board.h\"
const char tsp_build_id[] = \"@build_id@\";
")
    target_sources(${name} PRIVATE ${identity})
    target_include_directories(${name} PRIVATE ${TSPICO_PORT})
    # The sources of these libraries are among the objects of the port; C of the program's own sees
    # their headers.
    foreach(library IN LISTS TSPICO_SDK_LIBRARIES)
        target_link_libraries(${name} PRIVATE ${library}_headers)
    endforeach()
    target_link_libraries(${name} PRIVATE
        -Wl,--start-group tspico_io tspico_runtime -Wl,--end-group)
    tspico_use_sdk_objects(${name} tspico_port)
    if(TSPICO_LINK STREQUAL usb)
        # links/usb/reset_guard.c says why.
        foreach(call IN ITEMS xfer stall clear_stall)
            target_link_options(${name} PRIVATE -Wl,--wrap=dcd_edpt_${call})
        endforeach()
    endif()
    target_link_options(${name} PRIVATE -Wl,--build-id=none -Wl,-Map=${name}.map)
    tspico_link_heap(${name})
    tspico_uf2(${name})
endfunction()
