# Checks the two axes; a pair that does not exist stops here, by name.

set(boards host pico pico-w pico2-w)
if(NOT TSPICO_BOARD IN_LIST boards)
    message(FATAL_ERROR "TSPICO_BOARD is ${TSPICO_BOARD}; it can be ${boards}")
endif()

set(links_of_host bridge)
set(links_of_pico usb loopback)
set(links_of_pico-w wifi usb loopback)
set(links_of_pico2-w wifi usb loopback)
set(links ${links_of_${TSPICO_BOARD}})
list(GET links 0 default_link)
set(TSPICO_LINK ${default_link} CACHE STRING "Link that carries the packets")
if(NOT TSPICO_LINK IN_LIST links)
    message(FATAL_ERROR "TSPICO_LINK is ${TSPICO_LINK}; on ${TSPICO_BOARD} it can be: ${links}")
endif()

option(TSPICO_SANITIZE "AddressSanitizer and UBSan, lwIP's pools on malloc (host)" OFF)
option(TSPICO_BRIDGE "Build the emulator's bridge to this machine's network (host)" OFF)
option(TSPICO_UNIT "Build the Unity suites" OFF)
option(TSPICO_FUZZ "With the Unity suites, sanitized and by clang: the fuzz targets too" OFF)
set(TSPICO_CONNECTIONS "" CACHE STRING "TCP connections that the pools serve; empty: default")

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

if(NOT PICO_LWIP_PATH)
    set(PICO_LWIP_PATH "$ENV{PICO_LWIP_PATH}")
endif()
if(NOT EXISTS "${PICO_LWIP_PATH}/src/include/lwip/init.h")
    message(FATAL_ERROR "PICO_LWIP_PATH (${PICO_LWIP_PATH}) is no lwIP source tree")
endif()
