/* firmware/runtime/port.h on Linux. */
#include "runtime/port.h"

#include <errno.h>
#include <poll.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "forwarding.h"
#include "network.h"
#include "port_internal.h"
#include "stop.h"

/* Bytes of the C stack that stay for native code when a script reaches its limit. */
#define STACK_RESERVE (256u * 1024u)
/* Most that a script gets, however large the machine's limit is. */
#define STACK_MAX (8u * 1024u * 1024u)

static uintptr_t stack_base;
static uintptr_t stack_limit;
static uint64_t started;

static uint64_t microseconds(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

void tsp_port_init(uintptr_t base) {
    started = microseconds();
    struct rlimit limit;
    uintptr_t size = STACK_MAX;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < size) {
        size = (uintptr_t)limit.rlim_cur;
    }
    stack_base = base;
    stack_limit = base - (size > 2 * STACK_RESERVE ? size - STACK_RESERVE : size / 2);
}

uint64_t tsp_port_random(void) {
    uint64_t number = 0;
    (void)!getrandom(&number, sizeof(number), 0);
    return number;
}

uint32_t tsp_port_now(void) {
    return (uint32_t)(microseconds() / 1000u);
}

uint64_t tsp_port_microseconds(void) {
    return microseconds() - started;
}

int64_t tsp_port_clock(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    int fd = stream == TSP_PORT_ERR ? STDERR_FILENO : STDOUT_FILENO;
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd room = {.fd = fd, .events = POLLOUT};
            (void)poll(&room, 1, -1);
        } else if (errno != EINTR) {
            return; /* Nobody reads any more; the program goes on, as in Node. */
        }
    }
}

void tsp_port_poll(uint32_t timeout_ms) {
    tsp_network_poll(timeout_ms);
}

bool tsp_port_stopping(void) {
    return tsp_stop_signal() != 0;
}

bool tsp_port_listening(uint16_t port, bool any_will_do) {
    return tsp_forwarding_open(port, any_will_do);
}

void tsp_port_unlistening(uint16_t port) {
    tsp_forwarding_close(port);
}

uintptr_t tsp_port_stack_limit(void) {
    return stack_limit;
}

uintptr_t tsp_port_stack_base(void) {
    return stack_base;
}
