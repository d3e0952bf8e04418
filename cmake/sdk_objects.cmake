# The SDK's libraries are sources that each executable would compile for itself, some eighty of
# them. Here one object library compiles them for all executables of a kind; objects, unlike an
# archive, leave weak definitions as they are.

# What the SDK reads from the properties of the target that it becomes part of. The functions that
# it has for this accept executables only.
set(tspico_sdk_properties
    PICO_TARGET_STDIO_UART PICO_TARGET_STDIO_USB PICO_TARGET_DOUBLE_IMPL PICO_TARGET_FLOAT_IMPL)

# tspico_sdk_objects(NAME CONSOLE LIBRARY...): the sources of the SDK's libraries, compiled once.
# CONSOLE is a list of uart and usb.
function(tspico_sdk_objects name console)
    add_library(${name} OBJECT)
    target_link_libraries(${name} PRIVATE ${ARGN})
    foreach(kind IN ITEMS uart usb)
        string(TOUPPER ${kind} upper)
        list(FIND console ${kind} found)
        if(found EQUAL -1)
            set_target_properties(${name} PROPERTIES PICO_TARGET_STDIO_${upper} 0)
        else()
            set_target_properties(${name} PROPERTIES PICO_TARGET_STDIO_${upper} 1)
        endif()
    endforeach()
    # The ROM's routines are not IEEE: denormals are zero and NaN equals NaN.
    set_target_properties(${name} PROPERTIES
        PICO_TARGET_DOUBLE_IMPL pico_double_compiler PICO_TARGET_FLOAT_IMPL pico_float_compiler)
endfunction()

# tspico_link_as_c(EXECUTABLE): the SDK's one C++ file needs no C++ library; linking as C spares its
# 313 MB, and a machine need not have it.
function(tspico_link_as_c executable)
    set_target_properties(${executable} PROPERTIES LINKER_LANGUAGE C SUFFIX .elf)
endfunction()

# tspico_use_sdk_objects(EXECUTABLE NAME): links those objects, with the SDK's second stage and its
# options for the linker.
function(tspico_use_sdk_objects executable name)
    foreach(property IN LISTS tspico_sdk_properties)
        get_target_property(value ${name} ${property})
        set_target_properties(${executable} PROPERTIES ${property} ${value})
    endforeach()
    target_link_libraries(${executable} PRIVATE ${name})
    tspico_link_as_c(${executable})
endfunction()
