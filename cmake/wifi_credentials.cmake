# The name and password of the Wi-Fi network, from the environment (TSPICO_WIFI_SSID, TSPICO_WIFI_PASSWORD) or from the file
# that TSPICO_WIFI_FILE names (default: wifi.env beside this project, which git ignores), in lines NAME=VALUE.

# Turns text into the inside of a C string literal.
function(tspico_c_string variable text)
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

function(tspico_wifi_credentials target)
    set(file "$ENV{TSPICO_WIFI_FILE}")
    if(NOT file)
        set(file ${TSPICO_ROOT}/wifi.env)
    endif()
    foreach(name IN ITEMS SSID PASSWORD)
        set(value "$ENV{TSPICO_WIFI_${name}}")
        if(value STREQUAL "" AND EXISTS ${file})
            file(STRINGS ${file} line REGEX "^TSPICO_WIFI_${name}=" LIMIT_COUNT 1)
            string(REGEX REPLACE "^TSPICO_WIFI_${name}=" "" value "${line}")
        endif()
        tspico_c_string(${name} "${value}")
    endforeach()
    if(SSID STREQUAL "")
        message(NOTICE "tspico: no Wi-Fi network is named: set TSPICO_WIFI_SSID and TSPICO_WIFI_PASSWORD, or write them to "
            "wifi.env; the firmware will only say so on its console")
    endif()
    # A header, because a command line would show the password to every user of the machine.
    set(header ${CMAKE_BINARY_DIR}/credentials/tsp_wifi_credentials.h)
    file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"#define TSP_WIFI_SSID \"@SSID@\"
#define TSP_WIFI_PASSWORD \"@PASSWORD@\"
")
    file(CHMOD ${header} PERMISSIONS OWNER_READ OWNER_WRITE)
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/credentials)
endfunction()
