#include "commands.h"

#include <stdio.h>
#include <string.h>

#include "board.h"
#include "command_line.h"
#include "link.h"
#include "pico/bootrom.h"
#include "pico/platform.h"
#include "pico/stdlib.h"
#include "pico/version.h"
#include "runtime/heap.h"
#include "uart_console.h"

static struct tsp_command_line line;

static void print_help(void) {
    printf("tspico: commands are\n"
           "tspico:   reset      start again\n"
           "tspico:   bootsel    start the boot loader, for a new UF2\n"
           "tspico:   about      the chip, this build, the heap, and why it was started\n"
           "%s",
            tsp_link_help);
}

#if PICO_RP2040
#define CHIP "RP2040"
#define CHIP_VERSION rp2040_chip_version()
#else
#define CHIP "RP2350"
#define CHIP_VERSION rp2350_chip_version()
#endif

/* The version is that of the boot ROM's time: 1 is B0 or B1, 2 is B2 (RP2040); 2 is A2 (RP2350). */
static void print_about(void) {
    printf("tspico: this is " CHIP " version %u, SDK " PICO_SDK_VERSION_STRING ", build %s\n", (unsigned)CHIP_VERSION,
            tsp_build_id);
    struct tsp_heap_stats heap;
    tsp_heap_get_stats(&heap);
    printf("tspico: heap %lu of %lu bytes in use, %lu at most since the start\n", (unsigned long)heap.used,
            (unsigned long)heap.size, (unsigned long)heap.peak);
    tsp_reset_print_reason();
}

static void run_line(int argc, char *const *argv) {
    if (strcmp(argv[0], "reset") == 0) {
        tsp_board_reset(TSP_RESET_COMMAND);
    } else if (strcmp(argv[0], "bootsel") == 0) {
        stdio_flush();
        tsp_uart_console_drain();
        reset_usb_boot(0, 0);
    } else if (strcmp(argv[0], "help") == 0) {
        print_help();
    } else if (strcmp(argv[0], "about") == 0) {
        print_about();
    } else if (!tsp_link_command(argc, argv)) {
        printf("tspico: there is no command %s; \"help\" lists them\n", argv[0]);
    }
}

void tsp_commands_poll(void) {
    int character;
    while ((character = getchar_timeout_us(0)) >= 0) {
        if (!tsp_command_line_take(&line, (char)character)) {
            continue;
        }
        int words = tsp_command_line_split(&line);
        if (words > 0) {
            run_line(words, line.words);
        } else if (words < 0) {
            printf("tspico: that line is too long, a quote is missing, or characters of it were lost\n");
        }
    }
}
