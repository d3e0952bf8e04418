# Unity suites for the board, run in the emulator by CTest.
#
# Needs: an initialised pico-sdk, UNITY_PATH (variable or environment: Unity's folder with src/), Node with this project's
# packages installed.

get_filename_component(TSPICO_SOURCE_ROOT ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)

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

if(NOT UNITY_PATH)
    set(UNITY_PATH "$ENV{UNITY_PATH}")
endif()

# tspico_add_target_suite(NAME SOURCE...): a Unity suite with its own main as NAME.uf2, and a CTest test target/NAME that
# runs it in the emulator. Libraries under test are added with target_link_libraries(NAME PRIVATE ...) as usual.
function(tspico_add_target_suite name)
    if(NOT EXISTS ${UNITY_PATH}/src/unity.c)
        message(FATAL_ERROR "UNITY_PATH (${UNITY_PATH}) is not a Unity source tree")
    endif()
    find_program(TSPICO_NODE node REQUIRED)
    add_executable(${name} ${ARGN} ${UNITY_PATH}/src/unity.c ${TSPICO_SOURCE_ROOT}/firmware/port/pico/unity_runner.c)
    set_source_files_properties(${TSPICO_SOURCE_ROOT}/firmware/port/pico/unity_runner.c PROPERTIES
        COMPILE_OPTIONS "-Wall;-Wextra;-Wshadow;-Wconversion;-Werror")
    target_include_directories(${name} PRIVATE ${TSPICO_SOURCE_ROOT}/firmware/port/pico)
    target_include_directories(${name} SYSTEM PRIVATE ${UNITY_PATH}/src)
    target_compile_definitions(${name} PRIVATE UNITY_INCLUDE_CONFIG_H)
    target_link_libraries(${name} PRIVATE pico_stdlib)
    target_link_options(${name} PRIVATE -Wl,--wrap=main -Wl,--wrap=UnityDefaultTestRun)
    pico_set_double_implementation(${name} compiler)
    pico_set_float_implementation(${name} compiler)
    pico_enable_stdio_uart(${name} 1)
    pico_enable_stdio_usb(${name} 0)
    tspico_uf2(${name})
    add_test(NAME target/${name}
        COMMAND ${TSPICO_NODE} --import tsx emulator/run-suite.ts
            $<TARGET_FILE_DIR:${name}>/${name}.uf2 --elf $<TARGET_FILE:${name}>
        WORKING_DIRECTORY ${TSPICO_SOURCE_ROOT})
    # The emulator has its own limits and names the test that hangs; this one is for the emulator itself.
    set_tests_properties(target/${name} PROPERTIES TIMEOUT 300)
endfunction()
