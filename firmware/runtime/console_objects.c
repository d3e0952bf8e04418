#include "runtime/console.h"

#include "runtime/inspect.h"

static bool put_any(struct tsp_output *output, char letter, tsp_value value) {
    struct tsp_inspector *inspector = (struct tsp_inspector *)(void *)output;
    if (!tsp_is_object(value)) {
        return tsp_console_put(output, letter, value);
    }
    switch (letter) {
    case TSP_CONSOLE_PLAIN:
    case 'O':
    case 'd':
    case 'i':
    case 'f':
    case 'j':
        tsp_inspect(inspector, value, TSP_INSPECT_DEPTH);
        return true;
    case 'o':
        tsp_inspect(inspector, value, TSP_INSPECT_MOST_DEPTH);
        return true;
    case 's':
        tsp_inspect(inspector, value, 0);
        return true;
    default:
        return letter == 'c';
    }
}

static void put_line(enum tsp_port_stream stream, int count, const tsp_value *values) {
    struct tsp_inspector inspector;
    tsp_output_start(&inspector.output, stream);
    tsp_console_line(&inspector.output, put_any, count, values);
}

void tsp_console_log_objects(int count, const tsp_value *values) {
    put_line(TSP_PORT_OUT, count, values);
}

void tsp_console_error_objects(int count, const tsp_value *values) {
    put_line(TSP_PORT_ERR, count, values);
}
