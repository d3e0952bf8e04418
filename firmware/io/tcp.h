/*
 * TCP of ECMA-419 (3rd edition), the server side: instances come from Listener.read() or take over
 * another instance's connection by the `from` option. Constructing with `address` (a client
 * connection) throws Error.
 *
 * Departures from the published reference implementation follow the standard: read(n) with n above
 * what is there returns what is there.
 */
#ifndef TSP_IO_TCP_H
#define TSP_IO_TCP_H

#include "io/options.h"
#include "runtime/object.h"
#include "runtime/string.h"

struct tsp_connection;

struct tsp_tcp {
    struct tsp_object header;
    tsp_value on_readable;
    tsp_value on_writable;
    tsp_value on_error;
    tsp_value target;
    struct tsp_connection *connection; /* NULL without */
    uint8_t state;                     /* private to tcp.c; 0 before the constructor returned */
    bool numbers;                      /* format "number" */
};

extern const struct tsp_shape tsp_tcp_shape;

/* One tagged value a property, TSP_ABSENT where the program gave none. */
struct tsp_tcp_options {
    tsp_value address;
    tsp_value port;
    tsp_value from;
    tsp_value noDelay;
    tsp_value keepAlive;
    tsp_value format;
    tsp_value target;
    tsp_value onReadable;
    tsp_value onWritable;
    tsp_value onError;
    bool (*address_reader)(tsp_value option, ip_addr_t *address); /* where there is an address */
};

/*
 * Throws TypeError (options, callbacks, from of another class), RangeError (port, keepAlive,
 * format), Error (closed donor, no address).
 */
void tsp_tcp_construct(struct tsp_tcp *self, const struct tsp_tcp_options *options);
/*
 * read([count | buffer]): ArrayBuffer, number (format "number", or bytes put into the buffer) or
 * undefined.
 */
tsp_value tsp_tcp_read(struct tsp_tcp *self, tsp_value argument);
/*
 * write(data[, options]): all or nothing; returns how much more fits. The options are hints about
 * packets and change nothing here.
 */
int32_t tsp_tcp_write(struct tsp_tcp *self, tsp_value data, tsp_value options);
void tsp_tcp_close(struct tsp_tcp *self);
tsp_value tsp_tcp_get_remote_address(struct tsp_tcp *self);
tsp_value tsp_tcp_get_remote_port(struct tsp_tcp *self);
const struct tsp_string *tsp_tcp_get_format(struct tsp_tcp *self);
void tsp_tcp_set_format(struct tsp_tcp *self, const struct tsp_string *format);
tsp_value tsp_tcp_get_target(struct tsp_tcp *self);
void tsp_tcp_set_target(struct tsp_tcp *self, tsp_value target);

/* For connection.c and listener.c. */

/* Makes a zero-filled instance the owner of an accepted connection, without callbacks. */
void tsp_tcp_open(struct tsp_tcp *self, struct tsp_connection *connection);
/* The connection has gone: handed over, ended or aborted. */
void tsp_tcp_lost(struct tsp_tcp *self);
bool tsp_tcp_has_callback(const struct tsp_tcp *self);

#endif
