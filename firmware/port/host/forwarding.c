#include "forwarding.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "network.h"

#define MAP_LENGTH 32

struct mapping {
    uint16_t host;
    uint16_t guest;
};

static struct mapping map[MAP_LENGTH];
static int map_count;

static const struct mapping *find(uint16_t guest) {
    for (int i = 0; i < map_count; i++) {
        if (map[i].guest == guest) {
            return &map[i];
        }
    }
    return NULL;
}

bool tsp_forwarding_map(uint16_t host, uint16_t guest) {
    if (map_count == MAP_LENGTH || find(guest) != NULL) {
        return false;
    }
    map[map_count++] = (struct mapping){.host = host, .guest = guest};
    return true;
}

static uint16_t host_port(uint16_t guest) {
    const struct mapping *mapping = find(guest);
    if (mapping != NULL) {
        return mapping->host;
    }
    return guest == 80 ? 8080 : guest;
}

static void fail(uint16_t host, uint16_t guest, int error) {
    const char *reason = error == EADDRINUSE ? "is in use" : error == EACCES ? "needs more rights" : strerror(error);
    (void)fflush(stdout);
    (void)fprintf(stderr, "tspico: port %u of this machine %s; free it, or map another one: --port %u:%u\n",
                  (unsigned)host, reason, host < 1024 ? host + 8000u : host + 1u, (unsigned)guest);
    tsp_network_close();
    exit(1);
}

bool tsp_forwarding_open(uint16_t guest, bool any_will_do) {
    uint16_t host = host_port(guest);
    int error = bridge_forward(tsp_network_bridge(), BRIDGE_TCP, host, guest);
    if (error == EADDRINUSE && any_will_do) {
        return false;
    }
    if (error != 0) {
        fail(host, guest, error);
    }
    (void)fprintf(stderr, "serving on %slocalhost:%u\n", guest == 80 ? "http://" : "", (unsigned)host);
    return true;
}

void tsp_forwarding_close(uint16_t guest) {
    bridge_unforward(tsp_network_bridge(), BRIDGE_TCP, host_port(guest));
}
