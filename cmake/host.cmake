# The host: lwIP as a library of its own, behind the bridge. TSPICO_SANITIZE chooses between the two
# host builds.

include(${CMAKE_CURRENT_LIST_DIR}/refuse.cmake)

if(TSPICO_SANITIZE)
    add_compile_options(-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
    # The collector reads the C stack: locals must lie there, not in AddressSanitizer's stand-in on
    # its own heap.
    if(CMAKE_C_COMPILER_ID STREQUAL GNU)
        add_compile_options(--param asan-use-after-return=0)
    else()
        add_compile_options(-fsanitize-address-use-after-return=never)
    endif()
    if(TSPICO_FUZZ)
        add_compile_options(-fsanitize=fuzzer-no-link)
    endif()
    # Pools on malloc, so that a use after free inside lwIP is seen too.
    add_compile_definitions(TSP_SANITIZE=1 MEMP_MEM_MALLOC=1 MEM_LIBC_MALLOC=1)
endif()

# The script heap grows with the connections: a full receive ring and more for each at once.
set(TSPICO_HEAP_SIZE "" CACHE STRING
    "Bytes of the script heap; empty: 128 KiB, and more for more than twelve connections")
tspico_check_number(TSPICO_HEAP_SIZE 4096 1048576 "the script heap is a number of bytes, 4096 to 1048576")
if(TSPICO_HEAP_SIZE)
    add_compile_definitions(TSP_HEAP_SIZE=${TSPICO_HEAP_SIZE}u)
elseif(TSPICO_CONNECTIONS GREATER 8)
    math(EXPR heap_size "32768 + 8192 * ${TSPICO_CONNECTIONS}")
    add_compile_definitions(TSP_HEAP_SIZE=${heap_size}u)
endif()

if(TSPICO_UNIT)
    # Elements of the real pools are fenced and checked.
    add_compile_definitions(TSP_LWIP_CHECKS=1)
endif()

add_library(tspico_lwip_headers INTERFACE)
target_include_directories(tspico_lwip_headers SYSTEM INTERFACE ${PICO_LWIP_PATH}/src/include)
target_include_directories(tspico_lwip_headers INTERFACE
    ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io ${TSPICO_FIRMWARE}/port/host)

add_library(tspico_platform INTERFACE)
target_link_libraries(tspico_platform INTERFACE tspico_lwip_headers m)

function(tspico_link_program name build_id)
    if(NOT TARGET tspico_port)
        find_package(PkgConfig REQUIRED)
        pkg_check_modules(SLIRP REQUIRED IMPORTED_TARGET slirp)
        pkg_check_modules(GLIB REQUIRED IMPORTED_TARGET glib-2.0)
        tspico_static_library(tspico_port ${TSPICO_FIRMWARE}/port/host _GNU_SOURCE)
        target_link_libraries(tspico_port PUBLIC tspico_runtime PkgConfig::SLIRP PkgConfig::GLIB)
    endif()
    # The port calls the runtime and the runtime the port: both are named until neither lacks a
    # symbol.
    target_link_libraries(${name} PRIVATE
        -Wl,--start-group tspico_io tspico_runtime tspico_port tspico_lwip -Wl,--end-group
        -Wl,--build-id=none -Wl,-Map=${name}.map)
endfunction()
