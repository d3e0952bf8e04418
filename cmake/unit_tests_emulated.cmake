# The suites as firmware for the emulated Pico, or for a board on a cable. lwIP is the board's, with
# its real pools.

if(NOT TSPICO_BOARD STREQUAL pico AND TSPICO_UNIT_CONSOLE STREQUAL uart)
    message(FATAL_ERROR "The suites run in the emulator, which is a Pico: "
        "set TSPICO_BOARD to pico, not ${TSPICO_BOARD}, or TSPICO_UNIT_CONSOLE to usb")
endif()

target_include_directories(tspico_test_support SYSTEM PUBLIC ${UNITY_PATH}/src)
target_include_directories(tspico_test_support PRIVATE ${TSPICO_FIRMWARE}/port/pico)
target_compile_definitions(tspico_test_support PRIVATE UNITY_INCLUDE_CONFIG_H)

# Without pico_lwip_nosys: the clock of lwIP is the tests' own.
tspico_suite_board(pico_lwip pico_rand tspico_platform)
target_include_directories(tspico_suite_board PRIVATE ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io)

set(lwip_allocators mem_malloc memp_malloc)
function(tspico_add_suite name)
    tspico_add_target_suite(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE -Wl,--start-group ${test_libraries} -Wl,--end-group)
endfunction()
