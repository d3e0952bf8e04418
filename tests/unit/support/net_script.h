/*
 * The program of a socket test: a listener whose callback makes a TCP with callbacks for each
 * connection, as a script would. What is called is logged: "L2 " onReadable(2) of the listener, "R5
 * " and "W6096 " of a connection, "E " onError.
 */
#ifndef TESTS_UNIT_SUPPORT_NET_SCRIPT_H
#define TESTS_UNIT_SUPPORT_NET_SCRIPT_H

#include "io/listener.h"
#include "io/tcp.h"

#define SCRIPT_PORT 80

extern struct tsp_listener *script_listener;
extern struct tsp_tcp *script_socket; /* the newest; kept alive until script_drop_socket() */
extern char script_log[512];

/* What the callbacks do beside logging; NULL: nothing. */
extern void (*script_when_accepted)(struct tsp_tcp *socket);
extern void (*script_when_readable)(struct tsp_tcp *socket, int32_t bytes);
extern void (*script_when_writable)(struct tsp_tcp *socket, int32_t bytes);
extern void (*script_when_error)(struct tsp_tcp *socket);
/* Whether the listener's callback reads; which callbacks new sockets get. */
extern bool script_accepts;
extern bool script_logs_writable;
extern bool script_handles_errors;

void script_begin(void);
/* Closes the listener and every socket that is still open. */
void script_end(void);
void script_drop_socket(void);
void script_listen(void);
struct tsp_listener_options script_listener_options(void);
struct tsp_tcp_options script_tcp_options(void);
/* new TCP({from, callbacks}); NULL with an exception pending. */
struct tsp_tcp *script_take_over(tsp_value from);
/* listener.read() and the like, as the compiled program does it. */
tsp_value script_read_listener(void);

/* socket.write(bytes): true unless it threw (then the exception is still pending). */
bool script_write(struct tsp_tcp *socket, const void *bytes, uint32_t length);
bool script_write_text(struct tsp_tcp *socket, const char *text);
/* The published example: answers what has arrived and closes. */
extern const char script_echo_head[];
void script_echo(struct tsp_tcp *socket, int32_t bytes);

/* Takes the pending exception, and fails the test unless it is of this class exactly. */
void script_caught(const struct tsp_shape *shape);

#endif
