/* What a port (firmware/port/host, firmware/port/pico) gives to the runtime. */
#ifndef TSP_RUNTIME_PORT_H
#define TSP_RUNTIME_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Milliseconds since some start; wraps. Virtual in tests. */
uint32_t tsp_port_now(void);
/* Microseconds since the program started. */
uint64_t tsp_port_microseconds(void);
/* Milliseconds since 1970-01-01T00:00:00Z: the time of day, as far as the port knows it. */
int64_t tsp_port_clock(void);

/* Bits that nobody can foretell, from the machine's own source. The same in each run of tests. */
uint64_t tsp_port_random(void);

enum tsp_port_stream { TSP_PORT_OUT, TSP_PORT_ERR };
/* Console output, UTF-8, complete lines; blocks until taken. */
void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length);

/*
 * Moves frames and timers of the network, then returns; waits at most `timeout_ms` for something to
 * do (0 = do not wait).
 */
void tsp_port_poll(uint32_t timeout_ms);

/* True when the user asked the program to end (Ctrl-C on the host). */
bool tsp_port_stopping(void);

/*
 * The script opens a TCP listener on `port`, which is bound and listening. A port that carries the
 * program on another machine's network makes it reachable there, and brings its network up first if
 * nothing has yet; a board has nothing to do. Where that machine has given the number to somebody
 * else: false if any other number will do (the script asked for port 0, and this is what it
 * became); otherwise the program ends. Called from Listener's constructor, outside lwIP callbacks,
 * after the last failure that would undo the opening.
 */
bool tsp_port_listening(uint16_t port, bool any_will_do);
/* The listener on `port` was closed by the script. */
void tsp_port_unlistening(uint16_t port);

/* Lowest address that the script may use of the C stack. */
uintptr_t tsp_port_stack_limit(void);
/* Highest address of the C stack, where a conservative scan ends. */
uintptr_t tsp_port_stack_base(void);

#endif
