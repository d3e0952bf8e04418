# The suites on the host, in two builds: with sanitizers and lwIP's pools on malloc, and with the
# real pools.

if(NOT TSPICO_SANITIZE)
    # The build with real pools: fences around every element, checked at every allocation.
    add_compile_definitions(TSP_LWIP_CHECKS=1)
endif()

add_library(tspico_unity STATIC ${UNITY_PATH}/src/unity.c)
target_include_directories(tspico_unity SYSTEM PUBLIC ${UNITY_PATH}/src)
target_compile_definitions(tspico_unity PUBLIC UNITY_INCLUDE_DOUBLE UNITY_DOUBLE_PRECISION=1e-12)
target_compile_options(tspico_unity PRIVATE -w)
target_link_libraries(tspico_test_support PUBLIC tspico_unity)

# What tests/unit/host tests: the parts of the host port that need neither a port of its own nor
# libslirp.
add_library(tspico_port_parts STATIC ${TSPICO_FIRMWARE}/port/host/handshakes.c)
target_compile_options(tspico_port_parts PRIVATE ${TSPICO_WARNINGS})
target_include_directories(tspico_port_parts PUBLIC ${TSPICO_FIRMWARE}/port/host)
include(${CMAKE_CURRENT_LIST_DIR}/unit_tests_pico.cmake)

function(tspico_add_host_suite name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE
        -Wl,--start-group ${test_libraries} tspico_port_parts tspico_usb_parts tspico_wifi_parts
        tspico_chip_parts tspico_lwip -Wl,--end-group tspico_unity tspico_platform)
endfunction()

set(lwip_allocators mem_malloc memp_malloc memp_malloc_fn)
function(tspico_add_suite name)
    tspico_add_host_suite(${name} ${ARGN})
    add_test(NAME unit/${name} COMMAND ${name})
    set_tests_properties(unit/${name} PROPERTIES TIMEOUT 120)
endfunction()

# Uses after free, one for each allocator: green means that AddressSanitizer stopped the program at
# that read.
function(tspico_add_planted name source report)
    tspico_add_host_suite(planted_${name} ${TSPICO_ROOT}/tests/unit/planted/${source})
    target_compile_definitions(planted_${name} PRIVATE ${ARGN})
    add_test(NAME planted/${name} COMMAND planted_${name})
    set_tests_properties(planted/${name} PROPERTIES
        TIMEOUT 60 PASS_REGULAR_EXPRESSION "AddressSanitizer: ${report}.*#0 0x[0-9a-f]+ in test_reads_")
endfunction()
if(TSPICO_SANITIZE)
    tspico_add_planted(script_heap runtime_use_after_free.c use-after-poison)
    tspico_add_planted(lwip_pool lwip_use_after_free.c heap-use-after-free PLANTED_POOL=1)
    tspico_add_planted(lwip_pbuf lwip_use_after_free.c heap-use-after-free PLANTED_PBUF=1)
    tspico_add_planted(lwip_heap lwip_use_after_free.c heap-use-after-free)
endif()
