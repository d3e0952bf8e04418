/*
 * Listener of ECMA-419 (3rd edition) on lwIP's raw API: connections that lwIP has accepted wait
 * here until read() takes them.
 */
#ifndef TSP_IO_LISTENER_H
#define TSP_IO_LISTENER_H

#include "io/options.h"
#include "runtime/object.h"
#include "runtime/string.h"

struct tsp_connection;
struct tsp_tcp;

struct tsp_listener {
    struct tsp_object header;
    tsp_value on_readable;
    tsp_value on_error;
    tsp_value target;
    struct tsp_listening *listening; /* NULL before the constructor returned and after close() */
};

extern const struct tsp_shape tsp_listener_shape;

/* One tagged value a property, TSP_ABSENT where the program gave none. */
struct tsp_listener_options {
    tsp_value port;
    tsp_value address;
    tsp_value format;
    tsp_value target;
    tsp_value onReadable;
    tsp_value onError;
    bool (*address_reader)(tsp_value option, ip_addr_t *address); /* where there is an address */
};

/*
 * Throws TypeError (options, callbacks), RangeError (port, format), Error (address; port in use; no
 * listener or memory left).
 */
void tsp_listener_construct(struct tsp_listener *self, const struct tsp_listener_options *options);
/* The oldest connection that waits, as a TCP without callbacks, or undefined. */
tsp_value tsp_listener_read(struct tsp_listener *self);
/* Always throws: a listener is not writable. */
void tsp_listener_write(struct tsp_listener *self, tsp_value data);
/* Stops listening and closes what waits; connections already read live on. */
void tsp_listener_close(struct tsp_listener *self);
int32_t tsp_listener_get_port(struct tsp_listener *self);
const struct tsp_string *tsp_listener_get_format(struct tsp_listener *self);
void tsp_listener_set_format(struct tsp_listener *self, const struct tsp_string *format);
tsp_value tsp_listener_get_target(struct tsp_listener *self);
void tsp_listener_set_target(struct tsp_listener *self, tsp_value target);

/*
 * A waiting connection's task: drops it if it has died without a word or was chosen to make room.
 * For connection.c.
 */
void tsp_listening_review(struct tsp_connection *connection);

#endif
