/* The port and program of the number driver: nothing is scanned, nothing waits. */
#include "runtime/exception.h"
#include "runtime/output.h"
#include "runtime/port.h"

const struct tsp_place tsp_places[] = {{"", 0}};
const uint16_t tsp_place_count = 1;
void (*const tsp_print_thrown)(struct tsp_output *output, tsp_value value) = tsp_output_value;

uint64_t tsp_port_random(void) {
    return UINT64_C(0x9E3779B97F4A7C15);
}

uint32_t tsp_port_now(void) {
    return 0;
}

uint64_t tsp_port_microseconds(void) {
    return 0;
}

int64_t tsp_port_clock(void) {
    return 0;
}

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    (void)stream;
    (void)bytes;
    (void)length;
}

uintptr_t tsp_port_stack_base(void) {
    return 0;
}

uintptr_t tsp_port_stack_limit(void) {
    return 0;
}
