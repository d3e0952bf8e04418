/* A program on the host: options, the program's life, a clean end. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forwarding.h"
#include "network.h"
#include "port_internal.h"
#include "runtime/loop.h"
#include "stats.h"
#include "stop.h"

static const char usage[] = "options: [--port HOST:GUEST]... [--stats]\n";

/* A port number up to `end`; 0 when the text is none. */
static unsigned parse_port(const char *text, char end, const char **rest) {
    unsigned number = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9' && number <= 65535; at++) {
        number = number * 10 + (unsigned)(*at - '0');
    }
    *rest = at;
    return *at == end && number <= 65535 ? number : 0;
}

static bool map_port(const char *text) {
    const char *rest;
    unsigned host = parse_port(text, ':', &rest);
    if (host == 0) {
        return false;
    }
    unsigned guest = parse_port(rest + 1, '\0', &rest);
    return guest != 0 && tsp_forwarding_map((uint16_t)host, (uint16_t)guest);
}

static bool parse_options(int argc, char **argv, bool *stats) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--stats") == 0) {
            *stats = true;
        } else if (strcmp(argv[i], "--port") == 0 && i + 1 < argc && map_port(argv[i + 1])) {
            i++;
        } else {
            (void)fprintf(stderr, "tspico: cannot use \"%s\"; %s", argv[i], usage);
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv) {
    bool stats = false;
    if (!parse_options(argc, argv, &stats)) {
        return 1;
    }
    tsp_port_init((uintptr_t)__builtin_frame_address(0));
    tsp_stop_init();
    tsp_network_init();
    int status = tsp_loop_main();
    if (status == 0) {
        tsp_network_drain();
    }
    if (stats) {
        tsp_stats_print();
    }
    tsp_network_close();
    if (tsp_stop_signal() != 0) {
        tsp_stop_die();
    }
    return status;
}
