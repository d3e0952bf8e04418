# The Unity suites of tests/unit as firmware: the same sources as on the host, run in the emulator by CTest. lwIP is the
# board's, with its real pools; the network and the clock are those of tests/unit/support.

if(NOT TSPICO_BOARD STREQUAL pico)
    message(FATAL_ERROR "The suites run in the emulator, which is a Pico: set TSPICO_BOARD to pico, not ${TSPICO_BOARD}")
endif()

# The libraries again with the hooks that only tests may have.
tspico_static_library(tspico_runtime_test ${TSPICO_FIRMWARE}/runtime)
tspico_static_library(tspico_io_test ${TSPICO_FIRMWARE}/io)
tspico_static_library(tspico_test_support ${TSPICO_ROOT}/tests/unit/support)
set(test_libraries tspico_io_test tspico_runtime_test tspico_test_support)
foreach(library IN LISTS test_libraries)
    target_compile_definitions(${library} PUBLIC TSP_TEST=1)
    target_include_directories(${library} PUBLIC ${TSPICO_ROOT}/tests/unit/support)
endforeach()
target_include_directories(tspico_test_support SYSTEM PUBLIC ${UNITY_PATH}/src)
target_include_directories(tspico_test_support PRIVATE ${TSPICO_FIRMWARE}/port/pico)
target_compile_definitions(tspico_test_support PRIVATE UNITY_INCLUDE_CONFIG_H)

file(GLOB suites CONFIGURE_DEPENDS ${TSPICO_ROOT}/tests/unit/test_*.c)
foreach(suite IN LISTS suites)
    get_filename_component(name ${suite} NAME_WE)
    tspico_add_target_suite(${name} ${suite})
    # tests/unit/support/net_faults.c lets the n-th of lwIP's allocations fail.
    target_link_options(${name} PRIVATE -Wl,--wrap=mem_malloc,--wrap=memp_malloc)
    # Without pico_lwip_nosys: the clock of lwIP is the tests' own.
    target_link_libraries(${name} PRIVATE
        -Wl,--start-group ${test_libraries} -Wl,--end-group pico_lwip pico_rand)
endforeach()
