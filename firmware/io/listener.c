#include "io/listener.h"

#include "io/connection.h"
#include "io/options.h"
#include "io/tcp.h"
#include "runtime/assert.h"
#include "runtime/exception.h"
#include "runtime/port.h"

/* The native half of an open listener. Its pcb ends with it, so callbacks may hold its address. */
struct tsp_listening {
    struct tcp_pcb *pcb;        /* NULL: free */
    struct tsp_listener *owner;
    struct tsp_pin pin;
    struct tsp_task task;
    struct tsp_connection *first; /* oldest that waits */
    uint16_t port;
};

static struct tsp_listening pool[TSP_LISTENERS];

static const struct tsp_slot slots[] = {
    {offsetof(struct tsp_listener, on_readable), TSP_SLOT_VALUE},
    {offsetof(struct tsp_listener, on_error), TSP_SLOT_VALUE},
    {offsetof(struct tsp_listener, target), TSP_SLOT_VALUE},
};

const struct tsp_shape tsp_listener_shape = {
    .name = "Listener", .size = sizeof(struct tsp_listener), .kind = TSP_KIND_NATIVE, .slot_count = 3, .slots = slots};

static const struct tsp_string format_tcp = TSP_LATIN1_LITERAL("socket/tcp");

/// Connections that wait ///

static void append(struct tsp_listening *l, struct tsp_connection *connection) {
    struct tsp_connection **link = &l->first;
    while (*link != NULL) {
        TSP_ASSERT(*link != connection);
        link = &(*link)->next;
    }
    *link = connection;
}

static void unlink_waiting(struct tsp_listening *l, const struct tsp_connection *connection) {
    struct tsp_connection **link = &l->first;
    while (*link != connection) {
        TSP_ASSERT(*link != NULL);
        link = &(*link)->next;
    }
    *link = connection->next;
}

/* Died before anyone read it, and left nothing to read. */
static bool is_void(const struct tsp_connection *connection) {
    return connection->failed && connection->received.length == 0;
}

static int count_waiting(const struct tsp_listening *l) {
    int count = 0;
    for (const struct tsp_connection *c = l->first; c != NULL; c = c->next) {
        count += !is_void(c);
    }
    return count;
}

static err_t on_accepted(void *argument, struct tcp_pcb *pcb, err_t err) {
    struct tsp_listening *l = argument;
    if (err != ERR_OK || pcb == NULL) {
        return ERR_OK; /* a SYN found no pcb; the peer repeats it */
    }
    struct tsp_connection *connection = l == NULL ? NULL : tsp_connection_accept(pcb, l);
    if (connection == NULL) {
        tcp_abort(pcb);
        return ERR_ABRT;
    }
    append(l, connection);
    tsp_loop_post(&l->task);
    return ERR_OK;
}

void tsp_listening_review(struct tsp_connection *connection) {
    bool silent = tsp_connection_elapsed(connection->received_at, TSP_SILENT_MS);
    if (is_void(connection) || connection->reclaim || silent) {
        unlink_waiting(connection->listener, connection);
        tsp_connection_abort(connection);
    }
}

static void deliver(struct tsp_task *task) {
    static uint32_t turns;
    struct tsp_listening *l = (struct tsp_listening *)(void *)((char *)task - offsetof(struct tsp_listening, task));
    TSP_ASSERT(l->pcb != NULL && l->pcb->state == LISTEN && l->owner->listening == l);
    tsp_value argument = tsp_from_int32(count_waiting(l));
    uint32_t turn = ++turns != 0 ? turns : ++turns;
    if (argument == tsp_from_int32(0)) {
        return;
    }
    tsp_connection_turn = turn;
    if (!tsp_loop_callback(l->owner->on_readable, tsp_from_object(l->owner), 1, &argument)) {
        tsp_connection_abort_turn(turn);
    }
    tsp_connection_turn = 0;
}

/// Opening ///

static struct tsp_listening *find_free(void) {
    for (struct tsp_listening *l = pool; l != pool + TSP_LISTENERS; l++) {
        if (l->pcb == NULL) {
            return l;
        }
    }
    return NULL;
}

/* A listening pcb, or NULL with an Error pending and nothing held. */
static struct tcp_pcb *listen_on(const ip_addr_t *address, uint16_t port) {
    err_t err;
    struct tcp_pcb *pcb = tcp_new_ip_type(IP_GET_TYPE(address));
    if (pcb == NULL) {
        tsp_throw_error("no memory for a listener");
        return NULL;
    }
    ip_set_option(pcb, SOF_REUSEADDR);
    err = tcp_bind(pcb, address, port);
    struct tcp_pcb *listening = NULL;
    if (err == ERR_OK) {
        listening = tcp_listen_with_backlog_and_err(pcb, TCP_DEFAULT_LISTEN_BACKLOG, &err);
    }
    if (listening == NULL) {
        (void)tcp_close(pcb); /* frees a pcb that is not connected */
        tsp_throw_error(err == ERR_USE ? "the port is in use" : "cannot listen");
    }
    return listening;
}

/* How many numbers are tried for port 0 where others have the first ones. */
#define PORTS_TRIED 100

/* The same, once the port's machine can be reached by that number too. */
static struct tcp_pcb *listen_reachably(const ip_addr_t *address, uint16_t port) {
    struct tcp_pcb *pcb = listen_on(address, port);
    for (int tried = 1; pcb != NULL && !tsp_port_listening(pcb->local_port, port == 0 && tried < PORTS_TRIED);
         tried++) {
        (void)tcp_close(pcb); /* never refused to a listening pcb */
        pcb = listen_on(address, port);
    }
    return pcb;
}

static bool read_format(tsp_value option) {
    bool equal = true;
    if (option != TSP_ABSENT && !tsp_option_is(option, &format_tcp, &equal)) {
        return false;
    }
    if (!equal) {
        tsp_throw_range_error("unsupported format");
    }
    return equal;
}

void tsp_listener_construct(struct tsp_listener *self, const struct tsp_listener_options *options) {
    ip_addr_t address = *IP_ANY_TYPE;
    uint32_t port = 0;
    self->on_readable = self->on_error = TSP_NULL;
    self->target = TSP_UNDEFINED;
    if (options == NULL) {
        tsp_throw_type_error("options are required");
        return;
    }
    if (!tsp_option_integer(options->port, 0, 65535, &port) ||
        (options->address != TSP_ABSENT && !options->address_reader(options->address, &address)) ||
        !read_format(options->format) || !tsp_option_callback(options->onReadable, &self->on_readable) ||
        !tsp_option_callback(options->onError, &self->on_error)) {
        return;
    }
    struct tsp_listening *l = find_free();
    if (l == NULL) {
        tsp_throw_error("no listener is left");
        return;
    }
    struct tcp_pcb *pcb = listen_reachably(&address, (uint16_t)port);
    if (pcb == NULL) {
        return;
    }
    if (options->target != TSP_ABSENT) {
        self->target = options->target;
    }
    self->listening = l;
    *l = (struct tsp_listening){.pcb = pcb, .owner = self, .port = pcb->local_port, .task = {.run = deliver}};
    tcp_arg(pcb, l);
    tcp_accept(pcb, on_accepted);
    tsp_pin(&l->pin, &self->header);
    tsp_loop_ref();
}

/// Methods ///

static struct tsp_listening *usable(const struct tsp_listener *self) {
    if (self->listening == NULL) {
        tsp_throw_error("the listener is closed");
    }
    return self->listening;
}

tsp_value tsp_listener_read(struct tsp_listener *self) {
    struct tsp_listening *l = usable(self);
    if (l == NULL) {
        return TSP_UNDEFINED;
    }
    while (l->first != NULL && is_void(l->first)) {
        struct tsp_connection *dead = l->first;
        l->first = dead->next;
        tsp_connection_abort(dead);
    }
    if (l->first == NULL) {
        return TSP_UNDEFINED;
    }
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    if (socket == NULL) {
        return TSP_UNDEFINED;
    }
    struct tsp_connection *connection = l->first;
    TSP_ASSERT(connection->listener == l);
    l->first = connection->next;
    tsp_tcp_open(socket, connection);
    connection->read_turn = tsp_connection_turn;
    return tsp_from_object(socket);
}

void tsp_listener_write(struct tsp_listener *self, tsp_value data) {
    (void)data;
    if (usable(self) != NULL) {
        tsp_throw_error("a listener is not writable");
    }
}

void tsp_listener_close(struct tsp_listener *self) {
    struct tsp_listening *l = self->listening;
    if (l == NULL) {
        return;
    }
    TSP_ASSERT(l->owner == self && l->pcb != NULL);
    self->listening = NULL;
    tsp_loop_cancel(&l->task);
    while (l->first != NULL) {
        struct tsp_connection *connection = l->first;
        l->first = connection->next;
        tsp_connection_close(connection);
    }
    (void)tcp_close(l->pcb); /* never refused to a listening pcb */
    l->pcb = NULL;
    tsp_unpin(&l->pin);
    tsp_loop_unref();
    tsp_port_unlistening(l->port);
}

int32_t tsp_listener_get_port(struct tsp_listener *self) {
    const struct tsp_listening *l = usable(self);
    return l == NULL ? 0 : l->port;
}

const struct tsp_string *tsp_listener_get_format(struct tsp_listener *self) {
    (void)usable(self);
    return &format_tcp;
}

void tsp_listener_set_format(struct tsp_listener *self, const struct tsp_string *format) {
    if (usable(self) != NULL) {
        (void)read_format(tsp_from_string(format));
    }
}

tsp_value tsp_listener_get_target(struct tsp_listener *self) {
    return self->target;
}

void tsp_listener_set_target(struct tsp_listener *self, tsp_value target) {
    self->target = target;
}
