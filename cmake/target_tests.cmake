# Unity suites for the board, run in the emulator by CTest.
#
# Needs: an initialised pico-sdk, UNITY_PATH (variable or environment: Unity's folder with src/),
# Node with this project's packages installed.

get_filename_component(TSPICO_SOURCE_ROOT ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
include(${CMAKE_CURRENT_LIST_DIR}/sdk_objects.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/unity.cmake)

# tspico_uf2(TARGET): writes TARGET.uf2 beside the ELF of an executable; needs no picotool.
function(tspico_uf2 target)
    find_program(TSPICO_NODE node REQUIRED)
    set(chip rp2040)
    if(PICO_RP2350)
        set(chip rp2350)
    endif()
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${TSPICO_NODE} --import tsx emulator/make-uf2.ts
            $<TARGET_FILE:${target}> $<TARGET_FILE_DIR:${target}>/${target}.uf2 ${chip}
        WORKING_DIRECTORY ${TSPICO_SOURCE_ROOT}
        VERBATIM)
endfunction()

# tspico_sdk_program(NAME UART USB LIBRARY...): NAME.c on the SDK alone, without the runtime; UART
# and USB say where its console is.
function(tspico_sdk_program name uart usb)
    add_executable(${name} ${name}.c)
    target_link_libraries(${name} PRIVATE pico_stdlib ${ARGN})
    pico_set_double_implementation(${name} compiler)
    pico_set_float_implementation(${name} compiler)
    pico_enable_stdio_uart(${name} ${uart})
    pico_enable_stdio_usb(${name} ${usb})
    tspico_link_as_c(${name})
    tspico_uf2(${name})
endfunction()

set(TSPICO_UNIT_CONSOLE uart CACHE STRING
    "Console of the suites as firmware: uart (emulator) or usb (a connected board)")
# The slowest test takes a few seconds on the board.
set(TSPICO_SUITE_SECONDS 30 CACHE STRING "Seconds after which a test that has not ended is a hang")

# tspico_suite_board(LIBRARY...): what every suite links of the SDK, beside pico_stdlib, with Unity
# and the runner. Called before the first suite; without it, the suites have pico_stdlib alone.
function(tspico_suite_board)
    tspico_require_unity()
    set(port ${TSPICO_SOURCE_ROOT}/firmware/port/pico)
    # Beside the runner, what resets a suite that faults or hangs (unity_guard.h); the console is the
    # SDK's.
    set(sources unity_runner.c unity_guard.c fault.c reset.c chip_reset.c uart_console.c)
    list(TRANSFORM sources PREPEND ${port}/)
    set(settings ${CMAKE_BINARY_DIR}/suite-settings)
    file(CONFIGURE OUTPUT ${settings}/tsp_network_settings.h CONTENT
"#define TSP_WATCHDOG_MS 2000
#define TSP_UART_BAUD 0
#define TSP_SUITE_SECONDS ${TSPICO_SUITE_SECONDS}
")
    tspico_sdk_objects(tspico_suite_board ${TSPICO_UNIT_CONSOLE} pico_stdlib hardware_watchdog ${ARGN})
    if(TSPICO_UNIT_CONSOLE STREQUAL usb)
        # Nothing is printed before somebody reads it.
        target_compile_definitions(tspico_suite_board PRIVATE PICO_STDIO_USB_CONNECT_WAIT_TIMEOUT_MS=-1)
        # TinyUSB takes RAM, and the suites do without malloc.
        target_compile_definitions(tspico_suite_board PRIVATE PICO_HEAP_SIZE=0x200)
    else()
        # More than TinyUSB takes: a suite that fits the emulator's build fits a board's.
        target_compile_definitions(tspico_suite_board PRIVATE PICO_HEAP_SIZE=0x1000)
    endif()
    target_sources(tspico_suite_board PRIVATE ${UNITY_PATH}/src/unity.c ${sources})
    set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS "-Wall;-Wextra;-Wshadow;-Wconversion;-Werror")
    target_include_directories(tspico_suite_board PRIVATE ${port} ${settings})
    target_include_directories(tspico_suite_board SYSTEM PUBLIC ${UNITY_PATH}/src)
    target_compile_definitions(tspico_suite_board PRIVATE UNITY_INCLUDE_CONFIG_H)
endfunction()

# tspico_add_target_suite(NAME SOURCE...): a Unity suite with its own main as NAME.uf2, and a CTest
# test target/NAME that runs it in the emulator. Libraries under test are added with
# target_link_libraries(NAME PRIVATE ...) as usual.
function(tspico_add_target_suite name)
    if(NOT TARGET tspico_suite_board)
        tspico_suite_board()
    endif()
    find_program(TSPICO_NODE node REQUIRED)
    # A fault's report names the firmware (board.h).
    string(SHA256 build_id ${name})
    string(SUBSTRING ${build_id} 0 16 build_id)
    set(identity ${CMAKE_CURRENT_BINARY_DIR}/identity/${name}.c)
    file(CONFIGURE OUTPUT ${identity} @ONLY CONTENT
"extern const char tsp_build_id[];
const char tsp_build_id[] = \"@build_id@\";
")
    add_executable(${name} ${ARGN} ${identity})
    tspico_use_sdk_objects(${name} tspico_suite_board)
    target_include_directories(${name} PRIVATE ${TSPICO_SOURCE_ROOT}/firmware/port/pico)
    target_compile_definitions(${name} PRIVATE UNITY_INCLUDE_CONFIG_H)
    target_link_options(${name} PRIVATE -Wl,--wrap=main -Wl,--wrap=UnityDefaultTestRun)
    tspico_uf2(${name})
    add_test(NAME target/${name}
        COMMAND ${TSPICO_NODE} --import tsx emulator/run-suite.ts
            $<TARGET_FILE_DIR:${name}>/${name}.uf2 --elf $<TARGET_FILE:${name}>
        WORKING_DIRECTORY ${TSPICO_SOURCE_ROOT})
    # The emulator has its own limits and names the test that hangs; this one is for the emulator
    # itself.
    set_tests_properties(target/${name} PROPERTIES TIMEOUT 300)
endfunction()
