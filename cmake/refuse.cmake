# What a user set and what cannot be: the one line by which ./tspico knows it from trouble of the
# build.
include_guard()

function(tspico_refuse text)
    message(FATAL_ERROR "tspico: ${text}")
endfunction()

# tspico_check_number(NAME MIN MAX WHAT): a variable that is set must hold a whole number of that
# range, decimal or, where MAX is a number of 16 bits, hexadecimal.
function(tspico_check_number name min max what)
    set(value "${${name}}")
    if(value STREQUAL "")
        return()
    endif()
    if(value MATCHES "^0[xX][0-9a-fA-F]+$" AND max EQUAL 65535)
        string(LENGTH "${value}" length)
        if(length LESS_EQUAL 6)
            return()
        endif()
    elseif(value MATCHES "^(0|[1-9][0-9]*)$" AND NOT value LESS min AND NOT value GREATER max)
        return()
    endif()
    tspico_refuse("${name} is ${value}; ${what}")
endfunction()
