#include "net_script.h"

#include <string.h>

#include "io/options.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "unity.h"

struct tsp_listener *script_listener;
struct tsp_tcp *script_socket;
char script_log[512];
void (*script_when_accepted)(struct tsp_tcp *socket);
void (*script_when_readable)(struct tsp_tcp *socket, int32_t bytes);
void (*script_when_writable)(struct tsp_tcp *socket, int32_t bytes);
void (*script_when_error)(struct tsp_tcp *socket);
bool script_accepts;
bool script_logs_writable;
bool script_handles_errors;

/* script_socket stays valid after its connection has ended. */
static struct tsp_pin pin;

static void hold(struct tsp_tcp *socket) {
    tsp_unpin(&pin);
    script_socket = socket;
    if (socket != NULL) {
        tsp_pin(&pin, &socket->header);
    }
}

void script_drop_socket(void) {
    hold(NULL);
}

/// The callbacks, as function values ///

static void put(char character) {
    size_t length = strlen(script_log);
    if (length + 1 < sizeof script_log) {
        script_log[length] = character;
        script_log[length + 1] = '\0';
    }
}

static void record(char event, int32_t count) {
    int32_t unit = 100000;
    put(event);
    for (; unit > 0 && count >= 0; unit /= 10) {
        if (count >= unit || unit == 1) {
            put((char)('0' + count / unit % 10));
        }
    }
    put(' ');
}

static struct tsp_tcp *socket_of(tsp_value self) {
    return (struct tsp_tcp *)(void *)tsp_as_object(self);
}

static tsp_value readable(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    TEST_ASSERT_EQUAL_INT(1, argc);
    record('R', tsp_as_int32(argv[0]));
    if (script_when_readable != NULL) {
        script_when_readable(socket_of(self), tsp_as_int32(argv[0]));
    }
    return TSP_UNDEFINED;
}

static tsp_value writable(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    TEST_ASSERT_EQUAL_INT(1, argc);
    if (script_logs_writable) {
        record('W', tsp_as_int32(argv[0]));
    }
    if (script_when_writable != NULL) {
        script_when_writable(socket_of(self), tsp_as_int32(argv[0]));
    }
    return TSP_UNDEFINED;
}

static tsp_value failed(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    (void)argv;
    TEST_ASSERT_EQUAL_INT(0, argc);
    record('E', -1);
    if (script_when_error != NULL) {
        script_when_error(socket_of(self));
    }
    return TSP_UNDEFINED;
}

static tsp_value requested(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    (void)self;
    TEST_ASSERT_EQUAL_INT(1, argc);
    record('L', tsp_as_int32(argv[0]));
    for (int32_t left = tsp_as_int32(argv[0]); script_accepts && left > 0; left--) {
        tsp_value connection = script_read_listener();
        struct tsp_tcp *socket = tsp_exception_pending() ? NULL : script_take_over(connection);
        if (tsp_exception_pending()) {
            return TSP_UNDEFINED;
        }
        if (script_when_accepted != NULL) {
            script_when_accepted(socket);
        }
    }
    return TSP_UNDEFINED;
}

#define FUNCTION(entry)                                                                                                \
    static const struct tsp_shape entry##_shape = {.name = #entry, .kind = TSP_KIND_FUNCTION, .call = entry,           \
                                                  .size = sizeof(struct tsp_function)};                                \
    static struct tsp_function entry##_function = {{&entry##_shape}}

FUNCTION(readable);
FUNCTION(writable);
FUNCTION(failed);
FUNCTION(requested);

/// Life ///

void script_begin(void) {
    script_listener = NULL;
    script_socket = NULL;
    script_log[0] = '\0';
    script_when_accepted = NULL;
    script_when_readable = NULL;
    script_when_writable = NULL;
    script_when_error = NULL;
    script_accepts = true;
    script_logs_writable = false;
    script_handles_errors = true;
}

void script_end(void) {
    if (script_listener != NULL) {
        tsp_listener_close(script_listener);
        script_listener = NULL;
    }
    if (script_socket != NULL && script_socket->connection != 0) {
        tsp_tcp_close(script_socket);
    }
    hold(NULL);
}

struct tsp_listener_options script_listener_options(void) {
    return (struct tsp_listener_options){TSP_ABSENT, TSP_ABSENT, TSP_ABSENT,        TSP_ABSENT,
                                         TSP_ABSENT, TSP_ABSENT, tsp_option_address};
}

struct tsp_tcp_options script_tcp_options(void) {
    return (struct tsp_tcp_options){TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT,
                                    TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT, TSP_ABSENT,
                                    tsp_option_address};
}

void script_listen(void) {
    struct tsp_listener_options options = script_listener_options();
    options.port = tsp_from_int32(SCRIPT_PORT);
    options.onReadable = tsp_from_object(&requested_function);
    script_listener = tsp_new(&tsp_listener_shape);
    TEST_ASSERT_NOT_NULL(script_listener);
    tsp_listener_construct(script_listener, &options);
    TEST_ASSERT_FALSE(tsp_exception_pending());
}

struct tsp_tcp *script_take_over(tsp_value from) {
    struct tsp_tcp_options options = script_tcp_options();
    options.from = from;
    options.onReadable = tsp_from_object(&readable_function);
    options.onWritable = tsp_from_object(&writable_function);
    options.onError = script_handles_errors ? tsp_from_object(&failed_function) : TSP_ABSENT;
    struct tsp_tcp *socket = tsp_new(&tsp_tcp_shape);
    if (socket == NULL) {
        return NULL;
    }
    tsp_tcp_construct(socket, &options);
    if (!tsp_exception_pending()) {
        hold(socket);
    }
    return socket;
}

tsp_value script_read_listener(void) {
    return tsp_listener_read(script_listener);
}

bool script_write(struct tsp_tcp *socket, const void *bytes, uint32_t length) {
    struct tsp_buffer *buffer = tsp_buffer_new(length);
    if (buffer == NULL) {
        return false;
    }
    memcpy(buffer->bytes, bytes, length);
    tsp_tcp_write(socket, tsp_from_object(buffer), TSP_UNDEFINED);
    return !tsp_exception_pending();
}

bool script_write_text(struct tsp_tcp *socket, const char *text) {
    return script_write(socket, text, (uint32_t)strlen(text));
}

const char script_echo_head[] = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n";

void script_echo(struct tsp_tcp *socket, int32_t bytes) {
    (void)bytes;
    tsp_value request = tsp_tcp_read(socket, TSP_UNDEFINED);
    if (tsp_exception_pending() || !script_write_text(socket, script_echo_head)) {
        return;
    }
    tsp_tcp_write(socket, request, TSP_UNDEFINED);
    if (!tsp_exception_pending()) {
        tsp_tcp_close(socket);
    }
}

void script_caught(const struct tsp_shape *shape) {
    TEST_ASSERT_TRUE_MESSAGE(tsp_exception_pending(), "nothing was thrown");
    tsp_value thrown = tsp_catch();
    TEST_ASSERT_TRUE(tsp_is_object(thrown));
    TEST_ASSERT_EQUAL_STRING(shape->name, tsp_as_object(thrown)->shape->name);
}
