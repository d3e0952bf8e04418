/* What the compiler emits for a program, empty. Weak, so that a suite can bring its own. */
#include "runtime/exception.h"
#include "runtime/loop.h"
#include "runtime/output.h"
#include "runtime/port.h"

__attribute__((weak)) const struct tsp_place tsp_places[] = {{"", 0}, {"unit.ts", 12}};
__attribute__((weak)) const uint16_t tsp_place_count = 2;

static const struct tsp_global_roots no_roots = {NULL, 0, NULL, 0};
__attribute__((weak)) const struct tsp_global_roots *const tsp_program_roots = &no_roots;

__attribute__((weak)) void (*const tsp_print_thrown)(struct tsp_output *output, tsp_value value) = tsp_output_value;

__attribute__((weak)) void tsp_program_main(void) {
}

__attribute__((weak)) void tsp_port_poll(uint32_t timeout_ms) {
    (void)timeout_ms;
}

__attribute__((weak)) bool tsp_port_stopping(void) {
    return false;
}
