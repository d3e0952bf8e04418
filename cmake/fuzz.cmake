# The fuzz targets of tests/fuzz (libFuzzer, so clang alone): each is a program, and a CTest test
# that runs it briefly from a fixed seed. docs/fuzzing.md says how to run one for long.

if(NOT CMAKE_C_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "libFuzzer comes with clang: set CMAKE_C_COMPILER to clang, not ${CMAKE_C_COMPILER}")
endif()

set(fuzz ${TSPICO_ROOT}/tests/fuzz)

function(tspico_fuzz_library name)
    add_library(${name} STATIC ${ARGN})
    target_compile_options(${name} PRIVATE ${TSPICO_WARNINGS})
    target_include_directories(${name} PUBLIC ${fuzz}/support)
    target_link_libraries(${name} PUBLIC tspico_platform)
endfunction()

tspico_fuzz_library(tspico_fuzz_port ${fuzz}/support/fuzz_port.c)
# lwIP again as boards have it, with multicast and their names; struct netif differs, of which the
# socket classes know nothing.
tspico_fuzz_library(tspico_fuzz_net ${fuzz}/support/fuzz_net.c)
file(GLOB mdns_sources ${PICO_LWIP_PATH}/src/apps/mdns/*.c)
add_library(tspico_lwip_mdns STATIC ${lwip_sources} ${mdns_sources})
target_compile_options(tspico_lwip_mdns PRIVATE -w)
target_link_libraries(tspico_lwip_mdns PUBLIC tspico_platform)
target_compile_definitions(tspico_lwip_mdns PUBLIC TSP_MDNS=1)
target_link_libraries(tspico_fuzz_net PUBLIC tspico_lwip_mdns)

# tspico_add_fuzz_target(NAME RUNS LENGTH SOURCE LIBRARY...): RUNS inputs of at most LENGTH bytes
# are what the test makes.
function(tspico_add_fuzz_target name runs length source)
    add_executable(fuzz_${name} ${fuzz}/targets/${source})
    set_source_files_properties(${fuzz}/targets/${source} PROPERTIES COMPILE_OPTIONS "${TSPICO_WARNINGS}")
    target_link_libraries(fuzz_${name} PRIVATE
        -Wl,--start-group ${ARGN} tspico_fuzz_port tspico_io tspico_runtime -Wl,--end-group tspico_platform
        -fsanitize=fuzzer)
    add_test(NAME fuzz/${name}
        COMMAND fuzz_${name} -seed=1 -runs=${runs} -len_control=0 -max_len=${length} -timeout=20 -print_final_stats=1)
    set_tests_properties(fuzz/${name} PROPERTIES TIMEOUT 300)
endfunction()

# The same without a compiled program, in whose place the suites' stands.
function(tspico_add_parts_target name)
    tspico_add_fuzz_target(${name} ${ARGN})
    target_sources(fuzz_${name} PRIVATE ${TSPICO_ROOT}/tests/unit/support/runtime_program.c)
endfunction()

# What a compiled program serves.
function(tspico_add_frames_target name entry runs)
    tspico_compile(sources fuzz_${name} ${entry})
    tspico_add_fuzz_target(${name} ${runs} 1200 frames.c tspico_fuzz_net tspico_lwip_mdns)
    file(GLOB parts ${fuzz}/frames/*.c)
    target_sources(fuzz_${name} PRIVATE ${sources} ${parts})
    set_source_files_properties(${sources} ${parts} PROPERTIES COMPILE_OPTIONS "${TSPICO_WARNINGS}")
    target_include_directories(fuzz_${name} PRIVATE ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io ${fuzz})
endfunction()

tspico_add_frames_target(echo ${TSPICO_ROOT}/ts-src/echo.ts 1000)
tspico_add_frames_target(servers ${fuzz}/fixtures/servers.ts 300)
tspico_add_parts_target(dhcp_client 500 1200 dhcp_client.c tspico_fuzz_net tspico_lwip_mdns)
tspico_add_parts_target(mdns 500 600 mdns.c tspico_fuzz_net tspico_lwip_mdns)
# One question waits at most on a board; pools on malloc have no such limit.
target_link_options(fuzz_mdns PRIVATE -Wl,--wrap=memp_malloc_pool)
tspico_add_parts_target(ntb 100000 2048 ntb.c tspico_usb_parts tspico_unity tspico_lwip)
tspico_add_parts_target(dhcp_server 50000 600 dhcp_server.c tspico_usb_parts tspico_unity tspico_lwip)
tspico_add_parts_target(command_line 10000 600 command_line.c
    tspico_wifi_parts tspico_usb_parts tspico_unity tspico_lwip)
