#include "runtime/trace.h"

#include "runtime/operators.h"
#include "runtime/port.h"
#include "runtime/utf8.h"

static void print(const struct tsp_string *text) {
    char bytes[64];
    size_t used = 0;
    for (uint32_t i = 0; i < text->length;) {
        used += tsp_utf8_encode(text, &i, (uint8_t *)bytes + used);
        if (used + 4 > sizeof bytes || i == text->length) {
            tsp_port_write(TSP_PORT_OUT, bytes, used);
            used = 0;
        }
    }
}

void tsp_print_values(int count, const tsp_value *values) {
    for (int i = 0; i < count; i++) {
        const struct tsp_string *text = tsp_to_string(values[i]);
        if (text == NULL) {
            return;
        }
        print(text);
    }
}
