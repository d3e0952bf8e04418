# What a board must know of its network and of its user's wishes. Each value is a CMake variable or
# an environment variable of that name, or a line NAME=VALUE of the file that TSPICO_WIFI_FILE names
# (default: wifi.env beside the CMake project, which git ignores); the first that is set counts.
#
#   TSPICO_WIFI_SSID, TSPICO_WIFI_PASSWORD   the Wi-Fi network; without a password it is open
#   TSPICO_WIFI_COUNTRY                      two letters: which channels may be used; default: those of every country
#   TSPICO_WIFI_SECURITY                     wpa2 (default) or wpa3: how a network with a password is joined
#   TSPICO_WIFI_POWER                        none (default) or saving: whether the radio sleeps between two packets
#   TSPICO_HOSTNAME                          NAME.local, and what DHCP servers list; default tspico
#   TSPICO_ADDRESS                           Wi-Fi: a fixed address instead of DHCP, as A.B.C.D/BITS
#   TSPICO_GATEWAY                           Wi-Fi with a fixed address: the router
#   TSPICO_USB_ADDRESS                       USB: the board's address; default 192.168.7.1
#   TSPICO_UART_BAUD                         the console's UART: 9600 to 4000000 baud, or off, which frees its pins;
#                                            default 115200
#   TSPICO_WATCHDOG_MS                       milliseconds after which a script that does not return to the loop is
#                                            reset, 2000 to 8388; 0: never; default 8000

include(${CMAKE_CURRENT_LIST_DIR}/refuse.cmake)

# Turns text into the inside of a C string literal.
function(tspico_c_string variable text)
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

function(tspico_network_setting variable name default)
    set(file "$ENV{TSPICO_WIFI_FILE}")
    if(NOT file)
        set(file ${CMAKE_SOURCE_DIR}/wifi.env)
    endif()
    set(value "${${name}}")
    if(value STREQUAL "")
        set(value "$ENV{${name}}")
    endif()
    if(value STREQUAL "" AND EXISTS ${file})
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        file(STRINGS ${file} line REGEX "^${name}=" LIMIT_COUNT 1)
        string(REGEX REPLACE "^${name}=" "" value "${line}")
        # A list of lines has its semicolons escaped.
        string(REPLACE "\\;" ";" value "${value}")
    endif()
    if(value STREQUAL "")
        set(value "${default}")
    endif()
    set(${variable} "${value}" PARENT_SCOPE)
endfunction()

# 0 for the first choice, which is the default, 1 for the second.
function(tspico_network_choice variable name first second)
    tspico_network_setting(value ${name} ${first})
    if(NOT value STREQUAL "${first}" AND NOT value STREQUAL "${second}")
        tspico_refuse("${name} is ${value}; it can be ${first} or ${second}")
    endif()
    if(value STREQUAL "${second}")
        set(${variable} 1 PARENT_SCOPE)
    else()
        set(${variable} 0 PARENT_SCOPE)
    endif()
endfunction()

# A.B.C.D or A.B.C.D/BITS to "A, B, C, D" and BITS; an empty text to zeros.
function(tspico_address variable bits name text)
    if(text STREQUAL "")
        set(${variable} "0, 0, 0, 0" PARENT_SCOPE)
        set(${bits} 0 PARENT_SCOPE)
        return()
    endif()
    if(NOT text MATCHES "^([0-9]+)\\.([0-9]+)\\.([0-9]+)\\.([0-9]+)(/([0-9]+))?$")
        tspico_refuse("${name} is ${text}; an address looks like 192.168.1.50/24")
    endif()
    set(parts ${CMAKE_MATCH_1} ${CMAKE_MATCH_2} ${CMAKE_MATCH_3} ${CMAKE_MATCH_4})
    set(length "${CMAKE_MATCH_6}")
    foreach(part IN LISTS parts)
        # C would read the number as octal, and a user may have meant either.
        if(part MATCHES "^0[0-9]")
            tspico_refuse("${name} is ${text}; ${part} starts with 0")
        endif()
        if(part GREATER 255)
            tspico_refuse("${name} is ${text}; ${part} is more than 255")
        endif()
    endforeach()
    if(length STREQUAL "")
        set(length 24)
    elseif(length MATCHES "^0" OR length GREATER 30)
        tspico_refuse("${name} is ${text}; the network part has 1 to 30 bits")
    endif()
    list(JOIN parts ", " joined)
    set(${variable} "${joined}" PARENT_SCOPE)
    set(${bits} ${length} PARENT_SCOPE)
endfunction()

# Gives a target the header tsp_network_settings.h.
function(tspico_network_settings target)
    tspico_network_setting(ssid TSPICO_WIFI_SSID "")
    tspico_network_setting(password TSPICO_WIFI_PASSWORD "")
    tspico_network_setting(country TSPICO_WIFI_COUNTRY "")
    tspico_network_choice(wpa3 TSPICO_WIFI_SECURITY wpa2 wpa3)
    tspico_network_choice(saves_power TSPICO_WIFI_POWER none saving)
    tspico_network_setting(hostname TSPICO_HOSTNAME tspico)
    # Two names, because a project may be built for both links with one file of settings.
    set(address_name TSPICO_ADDRESS)
    set(default_address "")
    if(TSPICO_LINK STREQUAL usb)
        set(address_name TSPICO_USB_ADDRESS)
        set(default_address 192.168.7.1)
    endif()
    tspico_network_setting(address_text ${address_name} "${default_address}")
    tspico_network_setting(gateway_text TSPICO_GATEWAY "")
    tspico_network_setting(watchdog TSPICO_WATCHDOG_MS 8000)
    if(NOT watchdog MATCHES "^[0-9]+$" OR watchdog GREATER 8388 OR (watchdog LESS 2000 AND NOT watchdog EQUAL 0))
        tspico_refuse("TSPICO_WATCHDOG_MS is ${watchdog}; it can be 0 (no watchdog) or 2000 to 8388")
    endif()
    tspico_network_setting(uart_baud TSPICO_UART_BAUD 115200)
    if(uart_baud MATCHES "^([Oo][Ff][Ff]|0)$")
        set(uart_baud 0)
    elseif(NOT uart_baud MATCHES "^[1-9][0-9]*$" OR uart_baud LESS 9600 OR uart_baud GREATER 4000000)
        tspico_refuse("TSPICO_UART_BAUD is ${uart_baud}; it can be 9600 to 4000000, or off")
    endif()
    tspico_address(ADDRESS ADDRESS_BITS ${address_name} "${address_text}")
    if(TSPICO_LINK STREQUAL usb)
        # The computer's addresses are the four behind the board's.
        string(REGEX MATCH "[0-9]+$" last "${ADDRESS}")
        if(ADDRESS_BITS GREATER 24 OR last LESS 1 OR last GREATER 250)
            string(CONCAT why "TSPICO_USB_ADDRESS is ${address_text}; "
                "on USB it has at most 24 bits of network, and ends with 1 to 250")
            tspico_refuse("${why}")
        endif()
    endif()
    tspico_address(GATEWAY unused TSPICO_GATEWAY "${gateway_text}")
    if(TSPICO_LINK STREQUAL wifi AND ssid STREQUAL "")
        message(NOTICE "tspico: no Wi-Fi network is named: give --set wifi-ssid=NAME "
            "--set wifi-password=..., or lines TSPICO_WIFI_SSID=NAME and TSPICO_WIFI_PASSWORD=... in wifi.env; "
            "or type \"wifi NAME PASSWORD\" on the board's console, which remembers it")
    endif()
    # Bytes, as the radio counts them.
    string(LENGTH "${ssid}" ssid_length)
    if(ssid_length GREATER 32)
        tspico_refuse("TSPICO_WIFI_SSID has ${ssid_length} bytes; a network's name has 1 to 32")
    endif()
    string(LENGTH "${password}" password_length)
    if(password_length GREATER 63 OR (password_length GREATER 0 AND password_length LESS 8))
        string(CONCAT why "TSPICO_WIFI_PASSWORD has ${password_length} characters; "
            "a password has 8 to 63, an open network none")
        tspico_refuse("${why}")
    endif()
    if(NOT country MATCHES "^([A-Z][A-Z])?$")
        tspico_refuse("TSPICO_WIFI_COUNTRY is ${country}; a country is two capital letters, such as DE")
    endif()
    if(NOT hostname MATCHES "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$")
        tspico_refuse("TSPICO_HOSTNAME is ${hostname}; a name has letters, digits and - inside")
    endif()
    string(LENGTH "${hostname}" hostname_length)
    if(hostname_length GREATER 56)
        string(CONCAT why "TSPICO_HOSTNAME has ${hostname_length} letters; "
            "56 leave room for -c27e-2 where the name is taken")
        tspico_refuse("${why}")
    endif()
    tspico_c_string(SSID "${ssid}")
    tspico_c_string(PASSWORD "${password}")
    # A header, because a command line would show the password to every user of the machine. Its
    # folder is closed to them before it is written: CMake writes another file first and renames it,
    # so that the header's own permissions come too late.
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/settings)
    file(CHMOD ${CMAKE_BINARY_DIR}/settings PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    set(header ${CMAKE_BINARY_DIR}/settings/tsp_network_settings.h)
    file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"#define TSP_WIFI_SSID \"@SSID@\"
#define TSP_WIFI_PASSWORD \"@PASSWORD@\"
#define TSP_WIFI_COUNTRY \"@country@\"
#define TSP_WIFI_WPA3 @wpa3@
#define TSP_WIFI_SAVES_POWER @saves_power@
#define TSP_HOSTNAME \"@hostname@\"
/* 0, 0, 0, 0: from DHCP. */
#define TSP_ADDRESS @ADDRESS@
#define TSP_ADDRESS_BITS @ADDRESS_BITS@
#define TSP_GATEWAY @GATEWAY@
#define TSP_WATCHDOG_MS @watchdog@
/* 0: the UART is not the console's. */
#define TSP_UART_BAUD @uart_baud@
")
    file(CHMOD ${header} PERMISSIONS OWNER_READ OWNER_WRITE)
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/settings)
endfunction()
