/* The report of an uncaught exception; it must work with a full heap. */
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/number.h"
#include "runtime/output.h"

void tsp_report_uncaught(void) {
    struct tsp_output output;
    char line[TSP_NUMBER_TEXT_SIZE];
    uint16_t place = tsp_exception_place();
    tsp_value value = tsp_catch();
    tsp_output_start(&output, TSP_PORT_ERR);
    tsp_output_text(&output, "Uncaught ");
    tsp_print_thrown(&output, value);
    if (place > 0 && place < tsp_place_count) {
        tsp_output_text(&output, "\n    at ");
        tsp_output_text(&output, tsp_places[place].file);
        tsp_output_text(&output, ":");
        tsp_output_bytes(&output, line, tsp_int32_format((int32_t)tsp_places[place].line, line));
    }
    tsp_output_end(&output);
}
