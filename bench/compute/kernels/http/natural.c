/* The head of an HTTP request, parsed where it lies. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "yardstick.h"

struct span {
    const char *start;
    uint32_t length;
};

struct request {
    struct span method;
    struct span path;
    uint32_t headers;
    uint32_t content_length;
    bool keeps_alive;
};

static const char head[] =
    "POST /sensors/7/readings HTTP/1.1\r\n"
    "Host: 192.168.7.1\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
    "Accept: */*\r\n"
    "Accept-Language: en, de\r\n"
    "Cache-Control: no-cache\r\n"
    "Content-Type: text/plain\r\n"
    "Connection: close\r\n"
    "Content-Length: 1024\r\n"
    "Accept-Encoding: gzip\r\n\r\n";

static bool is(struct span span, const char *text) {
    return strlen(text) == span.length && memcmp(span.start, text, span.length) == 0;
}

static struct span span_between(const char *start, const char *end) {
    return (struct span){start, (uint32_t)(end - start)};
}

static void take_header(struct request *request, struct span name, struct span value) {
    request->headers++;
    if (is(name, "Content-Length")) {
        request->content_length = 0;
        for (uint32_t i = 0; i < value.length && value.start[i] >= '0' && value.start[i] <= '9'; i++) {
            request->content_length = request->content_length * 10u + (uint32_t)(value.start[i] - '0');
        }
    } else if (is(name, "Connection")) {
        request->keeps_alive = !is(value, "close");
    }
}

static __attribute__((noinline)) void parse(struct request *request, const char *at) {
    const char *end = strchr(at, ' ');
    request->method = span_between(at, end);
    at = end + 1;
    end = strchr(at, ' ');
    request->path = span_between(at, end);
    at = strchr(end, '\n') + 1;
    while (*at != '\r') {
        const char *colon = strchr(at, ':');
        struct span name = span_between(at, colon);
        const char *value = colon + 1;
        while (*value == ' ') {
            value++;
        }
        end = strchr(value, '\r');
        take_header(request, name, span_between(value, end));
        at = end + 2;
    }
}

uint32_t natural_run(void) {
    struct request request = {.keeps_alive = true};
    parse(&request, head);
    return request.method.length + request.path.length * 10 + request.headers * 1000 + request.content_length * 10000 +
           (request.keeps_alive ? 1 : 0);
}
