# The Unity suites of tests/unit: each test_*.c is a program of its own and a CTest test, so that a
# crash of one leaves the others. They run over tests/unit/support (network in the process, virtual
# clock) in place of a port: on the host, and as firmware in the emulator. tests/unit/host holds
# those that only the host can run.

include(${CMAKE_CURRENT_LIST_DIR}/unity.cmake)
tspico_require_unity()

# The libraries again with the hooks that only tests may have (a failing n-th allocation).
tspico_static_library(tspico_runtime_test ${TSPICO_FIRMWARE}/runtime)
tspico_static_library(tspico_io_test ${TSPICO_FIRMWARE}/io)
tspico_static_library(tspico_test_support ${TSPICO_ROOT}/tests/unit/support)
set(test_libraries tspico_io_test tspico_runtime_test tspico_test_support)
foreach(library IN LISTS test_libraries)
    target_compile_definitions(${library} PUBLIC TSP_TEST=1)
    target_include_directories(${library} PUBLIC ${TSPICO_ROOT}/tests/unit/support)
endforeach()

# Each of the two defines tspico_add_suite(NAME SOURCE...) and suite_libraries, and names lwIP's
# allocators.
if(TSPICO_BOARD STREQUAL host)
    include(${CMAKE_CURRENT_LIST_DIR}/unit_tests_host.cmake)
else()
    include(${CMAKE_CURRENT_LIST_DIR}/unit_tests_emulated.cmake)
endif()

file(GLOB suites CONFIGURE_DEPENDS ${TSPICO_ROOT}/tests/unit/test_*.c)
if(TSPICO_BOARD STREQUAL host)
    file(GLOB host_suites CONFIGURE_DEPENDS ${TSPICO_ROOT}/tests/unit/host/test_*.c)
endif()
set(planted ${TSPICO_ROOT}/tests/unit/planted/broken_invariant.c)
foreach(suite IN LISTS suites host_suites planted)
    get_filename_component(name ${suite} NAME_WE)
    set_source_files_properties(${suite} PROPERTIES COMPILE_OPTIONS "${TSPICO_WARNINGS}")
    tspico_add_suite(${name} ${suite})
    # tests/unit/support/net_faults.c lets the n-th of lwIP's allocations fail.
    foreach(allocator IN LISTS lwip_allocators)
        target_link_options(${name} PRIVATE -Wl,--wrap=${allocator})
    endforeach()
endforeach()

# Green means that the assertion (firmware/runtime/assert.h) ended the program and named its place;
# host and board word that differently.
get_property(tests DIRECTORY PROPERTY TESTS)
list(FILTER tests INCLUDE REGEX "/broken_invariant$")
set(of_host "io/ring\\.c:[0-9]+: .*Assertion")
set(of_board "assertion \"length <= ring->length\" failed: file \"[^\"]*io/ring\\.c\"")
set_tests_properties(${tests} PROPERTIES PASS_REGULAR_EXPRESSION "${of_host}|${of_board}")

if(TSPICO_FUZZ)
    include(${CMAKE_CURRENT_LIST_DIR}/fuzz.cmake)
endif()
