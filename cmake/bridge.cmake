# The bridge as a process of its own, for the emulator: no lwIP, no program. For the host.

find_package(PkgConfig REQUIRED)
pkg_check_modules(BRIDGE_SLIRP REQUIRED IMPORTED_TARGET slirp)
pkg_check_modules(BRIDGE_GLIB REQUIRED IMPORTED_TARGET glib-2.0)
add_executable(tspico_bridge EXCLUDE_FROM_ALL
    ${TSPICO_FIRMWARE}/port/bridge/main.c
    ${TSPICO_FIRMWARE}/port/host/bridge.c ${TSPICO_FIRMWARE}/port/host/handshakes.c)
target_compile_definitions(tspico_bridge PRIVATE _GNU_SOURCE)
target_compile_options(tspico_bridge PRIVATE ${TSPICO_WARNINGS})
target_include_directories(tspico_bridge PRIVATE ${TSPICO_FIRMWARE}/port/host)
target_link_libraries(tspico_bridge PRIVATE PkgConfig::BRIDGE_SLIRP PkgConfig::BRIDGE_GLIB)
