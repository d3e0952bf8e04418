# tspico in a CMake project of the user's own. Include this before project(), then call
# tspico_init() after it:
#
#     cmake_minimum_required(VERSION 3.24)
#     set(TSPICO_BOARD pico CACHE STRING "host, pico, pico-w or pico2-w")
#     set(TSPICO_LINK usb CACHE STRING "what carries the packets")
#     include(node_modules/tspico/cmake/tspico_import.cmake)
#     project(door_bell C CXX ASM)
#     set(TSPICO_SDK_LIBRARIES hardware_adc)
#     tspico_init()
#     tspico_add_program(door_bell src/main.ts chime.c)
#
# TSPICO_SDK_LIBRARIES names the libraries of the pico-sdk that C of the project's own uses, beyond
# those of tspico. Link them by this variable and not to the program: a source that tspico compiles
# too would be there twice. The host has none of them.
#
# What a build needs and no variable names (PICO_SDK_PATH, PICO_LWIP_PATH, PICO_TINYUSB_PATH) is set
# up by `tspico supply`.
get_filename_component(TSPICO_ROOT ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)

if(NOT TSPICO_BOARD)
    set(TSPICO_BOARD host)
endif()

# The launcher's answer as cache variables; what the user set is handed to it, and stays.
function(tspico_find_supplies)
    set(link_option)
    if(TSPICO_LINK)
        set(link_option --link ${TSPICO_LINK})
    endif()
    set(given)
    foreach(name IN ITEMS PICO_SDK_PATH PICO_LWIP_PATH PICO_TINYUSB_PATH)
        if(${name})
            list(APPEND given ${name}=${${name}})
        endif()
    endforeach()
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env ${given} ${TSPICO_ROOT}/tspico supply --target ${TSPICO_BOARD} ${link_option}
        WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
        OUTPUT_VARIABLE lines RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "tspico: what ${TSPICO_BOARD} needs is not there; see above")
    endif()
    string(REGEX MATCHALL "[^\n]+" lines "${lines}")
    foreach(line IN LISTS lines)
        if(line MATCHES "^([A-Z_]+)=(.*)$")
            set(${CMAKE_MATCH_1} "${CMAKE_MATCH_2}" CACHE PATH "Set by tspico supply" FORCE)
        endif()
    endforeach()
endfunction()

# ./tspico has set up everything before it starts CMake.
if(NOT CMAKE_SOURCE_DIR STREQUAL TSPICO_ROOT)
    tspico_find_supplies()
endif()

include(${TSPICO_ROOT}/cmake/axes.cmake)
if(NOT TSPICO_BOARD STREQUAL host)
    include(${TSPICO_ROOT}/cmake/pico_settings.cmake)
    include(${TSPICO_ROOT}/pico_sdk_import.cmake)
endif()

# A macro, as pico_sdk_init() is one: both set variables for the rest of the project.
macro(tspico_init)
    if(NOT TSPICO_BOARD STREQUAL host)
        pico_sdk_init()
    endif()
    include(${TSPICO_ROOT}/cmake/tspico.cmake)
endmacro()
