# The libraries and tspico_add_program(). Included after project() by tspico_init(), see
# tspico_import.cmake.

set(TSPICO_ROOT ${CMAKE_CURRENT_LIST_DIR}/..)
get_filename_component(TSPICO_ROOT ${TSPICO_ROOT} ABSOLUTE)
set(TSPICO_FIRMWARE ${TSPICO_ROOT}/firmware)

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(TSPICO_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Werror)

# No absolute path reaches the output: the same input in two folders gives the same bytes.
foreach(pair IN ITEMS
        "${CMAKE_BINARY_DIR}=build" "${PICO_LWIP_PATH}=lwip" "${PICO_SDK_PATH}=pico-sdk" "${PICO_TINYUSB_PATH}=tinyusb"
        "${TSPICO_ROOT}=tspico")
    if(NOT pair MATCHES "^=")
        add_compile_options("-ffile-prefix-map=${pair}")
        # GCC 12 does not hand the option on for sources in assembler.
        add_compile_options("$<$<COMPILE_LANGUAGE:ASM>:-Wa,--debug-prefix-map,${pair}>")
    endif()
endforeach()
add_compile_options(-ffunction-sections -fdata-sections)
# GNU C may fuse a product and a sum into one rounding; JavaScript rounds each.
add_compile_options(-ffp-contract=off)
if(CMAKE_C_COMPILER_ID STREQUAL GNU)
    # Frame sizes and calls per function, for the worst stack in the report.
    add_compile_options($<$<COMPILE_LANGUAGE:C>:-fcallgraph-info=su>)
endif()

if(TSPICO_CONNECTIONS)
    add_compile_definitions(TSP_CONNECTIONS=${TSPICO_CONNECTIONS})
endif()
string(TOUPPER ${TSPICO_LINK} link_name)
add_compile_definitions(TSP_LINK_${link_name}=1)

if(TSPICO_BOARD STREQUAL host)
    include(${CMAKE_CURRENT_LIST_DIR}/host.cmake)
    include(${CMAKE_CURRENT_LIST_DIR}/lwip.cmake)
else()
    include(${CMAKE_CURRENT_LIST_DIR}/pico.cmake)
endif()

# tspico_static_library(NAME FOLDER [DEFINITION...]): every C source of a folder of ours, under our
# warnings.
function(tspico_static_library name folder)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.c)
    if(NOT sources)
        message(FATAL_ERROR "${folder} has no C source")
    endif()
    add_library(${name} STATIC ${sources})
    target_compile_options(${name} PRIVATE ${TSPICO_WARNINGS})
    target_compile_definitions(${name} PRIVATE ${ARGN})
    target_include_directories(${name} PUBLIC ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io)
    target_link_libraries(${name} PUBLIC tspico_platform)
endfunction()

tspico_static_library(tspico_runtime ${TSPICO_FIRMWARE}/runtime)
tspico_static_library(tspico_io ${TSPICO_FIRMWARE}/io)
target_link_libraries(tspico_io PUBLIC tspico_runtime)

# Names a build by what goes into it: the same input has the same name in every folder.
function(tspico_build_id variable)
    file(GLOB_RECURSE inputs ${TSPICO_FIRMWARE}/*.c ${TSPICO_FIRMWARE}/*.h)
    list(SORT inputs)
    # The settings that change the code; not those of the network, because the console shows the
    # name, and a password could be tried against it.
    set(digests "${TSPICO_BOARD} ${TSPICO_LINK} ${TSPICO_CONNECTIONS} ${CMAKE_C_COMPILER_VERSION}")
    string(APPEND digests " ${TSPICO_MDNS} ${TSPICO_HEAP_SIZE} ${TSPICO_CLOCK_START}")
    foreach(input IN LISTS inputs ARGN)
        get_filename_component(input ${input} ABSOLUTE)
        file(SHA256 ${input} digest)
        string(APPEND digests " ${digest}")
    endforeach()
    string(SHA256 id "${digests}")
    string(SUBSTRING ${id} 0 16 id)
    set(${variable} ${id} PARENT_SCOPE)
endfunction()

# Compiles a program to C when CMake configures, which it does again whenever one of the program's
# modules has changed.
function(tspico_compile variable name entry)
    get_filename_component(entry ${entry} ABSOLUTE)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name}.gen)
    set(settings)
    if(TSPICO_TIME_ZONE)
        set(settings --set time-zone=${TSPICO_TIME_ZONE})
    endif()
    execute_process(
        COMMAND ${TSPICO_ROOT}/tspico build ${entry} --emit c --out ${folder} ${settings}
        WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
        OUTPUT_VARIABLE modules RESULT_VARIABLE status)
    string(REGEX MATCHALL "[^\n]+" modules "${modules}")
    # The entry even if it does not compile, so that the next build looks at it again.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${entry} ${modules})
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${entry} does not compile; see above")
    endif()
    file(GLOB sources ${folder}/*.c)
    set(${variable} ${sources} PARENT_SCOPE)
endfunction()

# tspico_add_program(NAME SOURCE...): an executable with runtime, socket classes and the port of the
# board; for a board also NAME.uf2. The sources are generated C, or the program's entry file (.ts,
# .mts, .js or .mjs) and C of the user's own.
function(tspico_add_program name)
    set(generated ${ARGN})
    set(entries ${ARGN})
    list(FILTER entries INCLUDE REGEX "\\.m?[jt]s$")
    add_executable(${name})
    if(entries)
        list(LENGTH entries count)
        if(NOT count EQUAL 1)
            message(FATAL_ERROR "${name}: name the entry file alone; "
                "it imports the program's other modules (${entries})")
        endif()
        set(own ${ARGN})
        list(REMOVE_ITEM own ${entries})
        target_sources(${name} PRIVATE ${own})
        tspico_compile(generated ${name} ${entries})
    endif()
    target_sources(${name} PRIVATE ${generated})
    # Generated code is held to the same warnings. The property is the sources', because a board's
    # executable compiles the SDK too. So is the name for its folder: an option of everything that
    # differs with the program would compile the SDK for each.
    set(options ${TSPICO_WARNINGS})
    if(CMAKE_C_COMPILER_ID STREQUAL GNU)
        # Else a line that begins with an inlined function of the runtime has no place for a
        # breakpoint of its own.
        list(APPEND options -gno-statement-frontiers)
    endif()
    if(TSPICO_PROGRAM_FOLDER)
        list(APPEND options "-ffile-prefix-map=${TSPICO_PROGRAM_FOLDER}=program")
    endif()
    set_source_files_properties(${generated} PROPERTIES COMPILE_OPTIONS "${options}")
    target_include_directories(${name} PRIVATE ${TSPICO_FIRMWARE} ${TSPICO_FIRMWARE}/io)
    tspico_build_id(build_id ${generated} ${own})
    tspico_link_program(${name} ${build_id})
endfunction()
