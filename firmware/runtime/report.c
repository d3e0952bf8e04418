/*
 * The report of an uncaught exception; it must work with a full heap. One that is the same as the
 * last is counted: the count is printed as it comes to 10, 100, 1000 and so on, before another
 * report, and at the end of the program. oracle/reports.ts has the same rule.
 */
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/number.h"
#include "runtime/output.h"

static struct {
    uint32_t digest;
    uint32_t times; /* 0 = nothing was reported yet */
    uint32_t told;  /* of these times, how many the console knows of */
    uint32_t next;  /* the count that is printed next, 0 = none */
} last;

void tsp_reports_init(void) {
    memset(&last, 0, sizeof last);
}

static void write_report(struct tsp_output *output, tsp_value value, uint16_t place) {
    char line[TSP_NUMBER_TEXT_SIZE];
    tsp_output_text(output, "Uncaught ");
    tsp_print_thrown(output, value);
    if (place > 0 && place < tsp_place_count) {
        tsp_output_text(output, "\n    at ");
        tsp_output_text(output, tsp_places[place].file);
        tsp_output_text(output, ":");
        tsp_output_bytes(output, line, tsp_int32_format((int32_t)tsp_places[place].line, line));
    }
}

void tsp_reports_tell(void) {
    if (last.times == last.told) {
        return;
    }
    struct tsp_output output;
    char count[TSP_NUMBER_TEXT_SIZE];
    tsp_output_start(&output, TSP_PORT_ERR);
    tsp_output_text(&output, "Uncaught again: ");
    tsp_output_bytes(&output, count, tsp_uint32_format(last.times, count));
    tsp_output_text(&output, " times");
    tsp_output_end(&output);
    last.told = last.times;
}

void tsp_report_uncaught(void) {
    struct tsp_output output;
    uint16_t place = tsp_exception_place();
    tsp_value value = tsp_catch();
    tsp_output_start_digest(&output);
    write_report(&output, value, place);
    uint32_t digest = output.digest;
    if (last.times > 0 && last.times < UINT32_MAX && digest == last.digest) {
        last.times++;
        if (last.times == last.next) {
            tsp_reports_tell();
            last.next = last.next <= UINT32_MAX / 10u ? last.next * 10u : 0;
        }
        return;
    }
    tsp_reports_tell();
    last.digest = digest;
    last.times = last.told = 1;
    last.next = 10;
    tsp_output_start(&output, TSP_PORT_ERR);
    write_report(&output, value, place);
    tsp_output_end(&output);
}
