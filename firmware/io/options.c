#include "io/options.h"

#include "runtime/arguments.h"
#include "runtime/assert.h"
#include "runtime/exception.h"
#include "runtime/string_internal.h"

bool tsp_option_callback(tsp_value option, tsp_value *callback) {
    bool is_function = tsp_is_object(option) && tsp_as_object(option)->shape->kind == TSP_KIND_FUNCTION;
    if (option != TSP_ABSENT && option != TSP_NULL && !is_function) {
        tsp_throw_type_error("callback is not a function");
        return false;
    }
    *callback = is_function ? option : TSP_NULL;
    return true;
}

bool tsp_option_integer(tsp_value option, double low, double high, uint32_t *number) {
    TSP_ASSERT(low >= 0 && low <= high);
    if (option == TSP_ABSENT) {
        return true;
    }
    if (option == TSP_UNDEFINED) {
        tsp_throw_error("option is undefined");
        return false;
    }
    double value = tsp_textless_to_number(option);
    if (!tsp_is_integer_within(value, low, high)) {
        tsp_throw_range_error("number out of range");
        return false;
    }
    *number = value < (double)UINT32_MAX ? (uint32_t)value : UINT32_MAX;
    return true;
}

bool tsp_option_address(tsp_value option, ip_addr_t *address) {
    char text[IPADDR_STRLEN_MAX];
    if (tsp_is_string(option) && tsp_as_string(option)->length < sizeof text) {
        const struct tsp_string *string = tsp_as_string(option);
        for (uint32_t i = 0; i < string->length; i++) {
            uint16_t unit = tsp_string_unit(string, i);
            text[i] = unit < 128 ? (char)unit : '?';
        }
        text[string->length] = '\0';
        if (ipaddr_aton(text, address)) {
            return true;
        }
    }
    tsp_throw_error("not an IP address");
    return false;
}

bool tsp_option_is(tsp_value value, const struct tsp_string *text, bool *equal) {
    *equal = tsp_is_string(value) && tsp_string_equals(tsp_as_string(value), text);
    return !tsp_exception_pending();
}

static size_t put_decimal(char *text, unsigned number) {
    size_t length = 0;
    for (unsigned unit = 100; unit > 0; unit /= 10) {
        if (number >= unit || unit == 1) {
            text[length++] = (char)('0' + number / unit % 10);
        }
    }
    return length;
}

const struct tsp_string *tsp_address_text(const ip_addr_t *address) {
    char text[40];
    size_t length = 0;
    if (IP_IS_V6(address)) {
        for (int i = 0; i < 8; i++) {
            unsigned group = lwip_ntohl(ip_2_ip6(address)->addr[i / 2]) >> (i % 2 == 0 ? 16 : 0) & 0xFFFFu;
            for (int shift = 12; shift >= 0; shift -= 4) {
                text[length++] = "0123456789abcdef"[group >> shift & 15u];
            }
            text[length++] = ':';
        }
    } else {
        for (int i = 0; i < 4; i++) {
            length += put_decimal(text + length, ((const u8_t *)&ip_2_ip4(address)->addr)[i]);
            text[length++] = '.';
        }
    }
    return tsp_string_from_latin1(text, length - 1);
}
