# lwIP's core as a library, for the host; on a board its users take the SDK's own build of the same sources.


file(GLOB lwip_sources
    ${PICO_LWIP_PATH}/src/core/*.c ${PICO_LWIP_PATH}/src/core/ipv4/*.c ${PICO_LWIP_PATH}/src/core/ipv6/*.c
    ${PICO_LWIP_PATH}/src/netif/ethernet.c)
add_library(tspico_lwip STATIC EXCLUDE_FROM_ALL ${lwip_sources})
target_compile_options(tspico_lwip PRIVATE -w)
target_link_libraries(tspico_lwip PUBLIC tspico_platform)
target_include_directories(tspico_lwip PRIVATE ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io)
