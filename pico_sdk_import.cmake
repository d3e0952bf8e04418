# Brings in the pico-sdk that PICO_SDK_PATH names (CMake variable first, then environment). Include before project().

if(NOT PICO_SDK_PATH AND DEFINED ENV{PICO_SDK_PATH})
    set(PICO_SDK_PATH "$ENV{PICO_SDK_PATH}")
endif()
if(NOT PICO_SDK_PATH)
    message(FATAL_ERROR "PICO_SDK_PATH is not set: point it at a pico-sdk, or build through ./tspico, which brings one")
endif()
get_filename_component(PICO_SDK_PATH "${PICO_SDK_PATH}" ABSOLUTE)
if(NOT EXISTS "${PICO_SDK_PATH}/pico_sdk_init.cmake")
    message(FATAL_ERROR "PICO_SDK_PATH is ${PICO_SDK_PATH}, which holds no pico_sdk_init.cmake")
endif()
set(PICO_SDK_PATH "${PICO_SDK_PATH}" CACHE PATH "Folder of the pico-sdk" FORCE)
include("${PICO_SDK_PATH}/pico_sdk_init.cmake")
