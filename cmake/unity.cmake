# UNITY_PATH: Unity's folder with src/, by variable or environment.

if(NOT UNITY_PATH)
    set(UNITY_PATH "$ENV{UNITY_PATH}")
endif()

# tspico_require_unity(): stops where there is none.
function(tspico_require_unity)
    if(NOT EXISTS "${UNITY_PATH}/src/unity.c")
        message(FATAL_ERROR "UNITY_PATH (${UNITY_PATH}) is not a Unity source tree")
    endif()
endfunction()
