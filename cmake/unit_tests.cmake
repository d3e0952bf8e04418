# Unity suites on the host: each tests/unit/test_*.c is a program of its own and a CTest test, so that a crash of one leaves
# the others. They run over tests/unit/support (network in the process, virtual clock) in place of a port.

if(NOT UNITY_PATH)
    set(UNITY_PATH "$ENV{UNITY_PATH}")
endif()
if(NOT EXISTS "${UNITY_PATH}/src/unity.c")
    message(FATAL_ERROR "UNITY_PATH (${UNITY_PATH}) is no Unity source tree")
endif()

add_library(tspico_unity STATIC ${UNITY_PATH}/src/unity.c)
target_include_directories(tspico_unity SYSTEM PUBLIC ${UNITY_PATH}/src)
target_compile_definitions(tspico_unity PUBLIC UNITY_INCLUDE_DOUBLE UNITY_DOUBLE_PRECISION=1e-12)
target_compile_options(tspico_unity PRIVATE -w)

if(NOT TSPICO_SANITIZE)
    # The build with real pools: fences around every element, checked at every allocation.
    add_compile_definitions(TSP_LWIP_CHECKS=1)
endif()

# The libraries again with the hooks that only tests may have (a failing n-th allocation).
tspico_static_library(tspico_runtime_test ${TSPICO_FIRMWARE}/runtime)
tspico_static_library(tspico_io_test ${TSPICO_FIRMWARE}/io)
tspico_static_library(tspico_test_support ${TSPICO_ROOT}/tests/unit/support)
set(test_libraries tspico_io_test tspico_runtime_test tspico_test_support)
foreach(library IN LISTS test_libraries)
    target_compile_definitions(${library} PUBLIC TSP_TEST=1)
    target_include_directories(${library} PUBLIC ${TSPICO_ROOT}/tests/unit/support)
endforeach()

target_link_libraries(tspico_test_support PUBLIC tspico_unity)

function(tspico_add_host_suite name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE
        -Wl,--start-group ${test_libraries} tspico_lwip -Wl,--end-group tspico_unity tspico_platform)
endfunction()

file(GLOB suites CONFIGURE_DEPENDS ${TSPICO_ROOT}/tests/unit/test_*.c)
foreach(suite IN LISTS suites)
    get_filename_component(name ${suite} NAME_WE)
    tspico_add_host_suite(${name} ${suite})
    # tests/unit/support/net_faults.c lets the n-th of lwIP's allocations fail.
    target_link_options(${name} PRIVATE -Wl,--wrap=mem_malloc,--wrap=memp_malloc,--wrap=memp_malloc_fn)
    add_test(NAME unit/${name} COMMAND ${name})
    set_tests_properties(unit/${name} PROPERTIES TIMEOUT 120)
endforeach()

# Uses after free, one for each allocator: green means that AddressSanitizer stopped the program at that read.
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
