#include "io/tcp.h"

#include <float.h>

#include "io/connection.h"
#include "io/options.h"
#include "runtime/arguments.h"
#include "runtime/assert.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"

/* NEW is what a zero-filled instance is until its constructor has succeeded. */
enum life { NEW, OPEN, ENDED, SHUT };

static const struct tsp_slot slots[] = {
    {offsetof(struct tsp_tcp, on_readable), TSP_SLOT_VALUE},
    {offsetof(struct tsp_tcp, on_writable), TSP_SLOT_VALUE},
    {offsetof(struct tsp_tcp, on_error), TSP_SLOT_VALUE},
    {offsetof(struct tsp_tcp, target), TSP_SLOT_VALUE},
};

const struct tsp_shape tsp_tcp_shape = {
    .name = "TCP", .size = sizeof(struct tsp_tcp), .kind = TSP_KIND_NATIVE, .slot_count = 4, .slots = slots};

static const struct tsp_string format_buffer = TSP_LATIN1_LITERAL("buffer");
static const struct tsp_string format_number = TSP_LATIN1_LITERAL("number");

/// Construction ///

#define POSITIVE_INTEGER_MAX 9007199254740991.0 /* Number.MAX_SAFE_INTEGER */
#define KEEP_ALIVE_PROBES 3u
/* lwIP adds the idle time and that of all probes. */
#define KEEP_ALIVE_MAX (UINT32_MAX / (KEEP_ALIVE_PROBES + 1u))

struct settings {
    struct tsp_connection *donated;
    tsp_value on_readable;
    tsp_value on_writable;
    tsp_value on_error;
    uint32_t keep_alive; /* ms, at most KEEP_ALIVE_MAX; 0 off */
    bool no_delay;
    bool numbers;
};

static bool read_format(tsp_value option, bool *numbers) {
    bool equal = true;
    *numbers = false;
    if (option == TSP_ABSENT) {
        return true;
    }
    if (!tsp_option_is(option, &format_buffer, &equal) || equal) {
        return equal;
    }
    if (!tsp_option_is(option, &format_number, numbers)) {
        return false;
    }
    if (!*numbers) {
        tsp_throw_range_error("unsupported format");
    }
    return *numbers;
}

static bool read_from(tsp_value option, struct tsp_connection **donated) {
    if (!tsp_is_object(option) || !tsp_is_instance(tsp_as_object(option), &tsp_tcp_shape)) {
        tsp_throw_type_error("from is not a TCP instance");
        return false;
    }
    const struct tsp_tcp *donor = (const struct tsp_tcp *)(void *)tsp_as_object(option);
    *donated = donor->state == OPEN ? donor->connection : NULL;
    if (*donated == NULL) {
        tsp_throw_error("from has no connection");
    }
    return *donated != NULL;
}

static bool read_peer(const struct tsp_tcp_options *options) {
    uint32_t port = 0;
    ip_addr_t address;
    if (options->address == TSP_ABSENT) {
        tsp_throw_error("address or from is required");
        return false;
    }
    if (options->port == TSP_ABSENT) {
        tsp_throw_error("port is required");
        return false;
    }
    if (!options->address_reader(options->address, &address) || !tsp_option_integer(options->port, 0, 65535, &port)) {
        return false;
    }
    tsp_throw_error("connecting to an address is not supported");
    return false;
}

/* Every check comes before any change, so that a bad option leaves the donor as it was. */
static bool read_options(const struct tsp_tcp_options *options, struct settings *settings) {
    settings->no_delay = options->noDelay != TSP_ABSENT && tsp_to_boolean(options->noDelay);
    settings->keep_alive = 0;
    if (!tsp_option_integer(options->keepAlive, 1, POSITIVE_INTEGER_MAX, &settings->keep_alive)) {
        return false;
    }
    settings->keep_alive = LWIP_MIN(settings->keep_alive, KEEP_ALIVE_MAX);
    return read_format(options->format, &settings->numbers) &&
           tsp_option_callback(options->onReadable, &settings->on_readable) &&
           tsp_option_callback(options->onWritable, &settings->on_writable) &&
           tsp_option_callback(options->onError, &settings->on_error) &&
           (options->from != TSP_ABSENT ? read_from(options->from, &settings->donated) : read_peer(options));
}

static void apply_to_pcb(struct tsp_connection *connection, const struct settings *settings) {
    struct tcp_pcb *pcb = connection->pcb;
    connection->keepalive = settings->keep_alive > 0;
    if (pcb == NULL) {
        return;
    }
    if (settings->no_delay) {
        tcp_nagle_disable(pcb);
    } else {
        tcp_nagle_enable(pcb);
    }
    if (settings->keep_alive > 0) {
        ip_set_option(pcb, SOF_KEEPALIVE);
        pcb->keep_idle = settings->keep_alive;
        pcb->keep_intvl = settings->keep_alive;
        pcb->keep_cnt = KEEP_ALIVE_PROBES;
    } else {
        ip_reset_option(pcb, SOF_KEEPALIVE);
    }
}

void tsp_tcp_open(struct tsp_tcp *self, struct tsp_connection *connection) {
    TSP_ASSERT(self->state == NEW);
    self->state = OPEN;
    self->connection = connection;
    self->on_readable = self->on_writable = self->on_error = TSP_NULL;
    self->target = TSP_UNDEFINED;
    tsp_connection_give(connection, self);
}

void tsp_tcp_construct(struct tsp_tcp *self, const struct tsp_tcp_options *options) {
    struct settings settings;
    self->on_readable = self->on_writable = self->on_error = TSP_NULL;
    self->target = TSP_UNDEFINED;
    if (options == NULL) {
        tsp_throw_type_error("options are required");
        return;
    }
    if (!read_options(options, &settings)) {
        return;
    }
    struct tsp_tcp *donor = settings.donated->owner;
    tsp_tcp_open(self, settings.donated);
    donor->state = SHUT;
    self->numbers = settings.numbers;
    self->on_readable = settings.on_readable;
    self->on_writable = settings.on_writable;
    self->on_error = settings.on_error;
    if (options->target != TSP_ABSENT) {
        self->target = options->target;
    }
    apply_to_pcb(settings.donated, &settings);
}

/// Life ///

void tsp_tcp_lost(struct tsp_tcp *self) {
    TSP_ASSERT(self->connection == NULL || self->connection->owner == self);
    self->connection = NULL;
    if (self->state == OPEN) {
        self->state = ENDED;
    }
}

bool tsp_tcp_has_callback(const struct tsp_tcp *self) {
    return self->on_readable != TSP_NULL || self->on_writable != TSP_NULL || self->on_error != TSP_NULL;
}

void tsp_tcp_close(struct tsp_tcp *self) {
    struct tsp_connection *connection = self->connection;
    self->state = SHUT;
    if (connection != NULL) {
        tsp_connection_close(connection);
    }
    /* Nothing that they hold is needed any more. */
    self->on_readable = self->on_writable = self->on_error = TSP_NULL;
}

/* False with an Error pending after close() or hand-over. */
static bool is_usable(const struct tsp_tcp *self) {
    bool usable = self->state == OPEN || self->state == ENDED;
    TSP_ASSERT((self->connection != NULL) == (self->state == OPEN));
    TSP_ASSERT(self->connection == NULL || self->connection->owner == self);
    if (!usable) {
        tsp_throw_error("the socket is closed");
    }
    return usable;
}

/// Reading ///

static size_t at_most(double wanted, size_t available) {
    return wanted < (double)available ? (size_t)wanted : available;
}

static tsp_value read_new_buffer(struct tsp_connection *connection, size_t length) {
    struct tsp_buffer *buffer = tsp_buffer_for(tsp_receive_ring_next(&connection->received), (uint32_t)length);
    if (buffer == NULL) {
        return TSP_UNDEFINED;
    }
    tsp_connection_read(connection, buffer->bytes, length);
    return tsp_from_object(buffer);
}

static tsp_value read_number(struct tsp_connection *connection, tsp_value argument) {
    uint8_t byte;
    if (argument != TSP_UNDEFINED) {
        tsp_throw_type_error("format \"number\" reads one byte at a time");
        return TSP_UNDEFINED;
    }
    tsp_connection_read(connection, &byte, 1);
    return tsp_from_int32(byte);
}

tsp_value tsp_tcp_read(struct tsp_tcp *self, tsp_value argument) {
    uint8_t *bytes;
    uint32_t length;
    if (!is_usable(self)) {
        return TSP_UNDEFINED;
    }
    struct tsp_connection *connection = self->connection;
    size_t available = connection == NULL ? 0 : connection->received.length;
    if (available == 0) {
        return TSP_UNDEFINED;
    }
    if (self->numbers) {
        return read_number(connection, argument);
    }
    if (argument == TSP_UNDEFINED) {
        return read_new_buffer(connection, available);
    }
    if (tsp_is_number(argument)) {
        double wanted = tsp_as_double(argument);
        if (!tsp_is_integer_within(wanted, 1, DBL_MAX)) {
            tsp_throw_range_error("count is not a positive integer");
            return TSP_UNDEFINED;
        }
        return read_new_buffer(connection, at_most(wanted, available));
    }
    if (!tsp_bytes_of(argument, &bytes, &length)) {
        tsp_throw_type_error("neither a count nor a buffer");
        return TSP_UNDEFINED;
    }
    size_t taken = at_most(length, available);
    tsp_connection_read(connection, bytes, taken);
    return tsp_from_int32((int32_t)taken);
}

/// Writing ///

/* A byte in format "number", after ToNumber as for any number in a range (ECMA-419 Annex A). */
static bool read_byte(tsp_value data, uint8_t *byte) {
    double number = tsp_textless_to_number(data);
    if (tsp_is_object(data)) {
        tsp_throw_type_error("format \"number\" writes one byte at a time");
        return false;
    }
    if (!tsp_is_integer_within(number, 0, 255)) {
        tsp_throw_range_error("not a byte");
        return false;
    }
    *byte = (uint8_t)number;
    return true;
}

int32_t tsp_tcp_write(struct tsp_tcp *self, tsp_value data, tsp_value options) {
    uint8_t byte;
    uint8_t *bytes = &byte;
    uint32_t length = 1;
    (void)options;
    if (!is_usable(self)) {
        return 0;
    }
    struct tsp_connection *connection = self->connection;
    if (connection == NULL || connection->failed) {
        tsp_throw_error("the connection has ended");
        return 0;
    }
    if (self->numbers) {
        if (!read_byte(data, &byte)) {
            return 0;
        }
    } else if (!tsp_bytes_of(data, &bytes, &length)) {
        tsp_throw_type_error("data is not a buffer");
        return 0;
    }
    if (!tsp_connection_write(connection, bytes, length)) {
        tsp_throw_error("data does not fit");
        return 0;
    }
    return (int32_t)tsp_connection_writable(connection);
}

/// Properties ///

tsp_value tsp_tcp_get_remote_address(struct tsp_tcp *self) {
    const struct tsp_connection *connection = is_usable(self) ? self->connection : NULL;
    const struct tsp_string *text = connection == NULL ? NULL : tsp_address_text(&connection->remote_ip);
    return text == NULL ? TSP_UNDEFINED : tsp_from_string(text);
}

tsp_value tsp_tcp_get_remote_port(struct tsp_tcp *self) {
    const struct tsp_connection *connection = is_usable(self) ? self->connection : NULL;
    return connection == NULL ? TSP_UNDEFINED : tsp_from_int32(connection->remote_port);
}

const struct tsp_string *tsp_tcp_get_format(struct tsp_tcp *self) {
    (void)is_usable(self);
    return self->numbers ? &format_number : &format_buffer;
}

void tsp_tcp_set_format(struct tsp_tcp *self, const struct tsp_string *format) {
    bool numbers;
    if (is_usable(self) && read_format(tsp_from_string(format), &numbers)) {
        self->numbers = numbers;
    }
}

tsp_value tsp_tcp_get_target(struct tsp_tcp *self) {
    return self->target;
}

void tsp_tcp_set_target(struct tsp_tcp *self, tsp_value target) {
    self->target = target;
}
