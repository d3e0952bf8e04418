/* The report of an uncaught exception; it must work with a full heap. */
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/number.h"
#include "runtime/operators.h"
#include "runtime/output.h"

static void put_error(struct tsp_output *output, const struct tsp_error *error) {
    const struct tsp_string *name = tsp_error_get_name(error);
    const struct tsp_string *message = tsp_error_get_message(error);
    tsp_output_string(output, name);
    if (name->length != 0 && message->length != 0) {
        tsp_output_text(output, ": ");
    }
    tsp_output_string(output, message);
}

void tsp_report_uncaught(void) {
    struct tsp_output output;
    char line[TSP_NUMBER_TEXT_SIZE];
    uint16_t place = tsp_exception_place();
    tsp_value value = tsp_catch();
    tsp_output_start(&output, TSP_PORT_ERR);
    tsp_output_text(&output, "Uncaught ");
    if (tsp_value_instanceof(value, &tsp_error_shape)) {
        put_error(&output, (const struct tsp_error *)tsp_as_object(value));
    } else {
        tsp_output_value(&output, value);
    }
    if (place > 0 && place < tsp_place_count) {
        tsp_output_text(&output, "\n    at ");
        tsp_output_text(&output, tsp_places[place].file);
        tsp_output_text(&output, ":");
        tsp_output_bytes(&output, line, tsp_int32_format(tsp_places[place].line, line));
    }
    tsp_output_end(&output);
}
