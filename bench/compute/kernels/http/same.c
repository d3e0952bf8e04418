/*
 * The head of an HTTP request, parsed. The strings that the program makes are made, each in a block
 * of its own, and freed when the program has done with them; a search knows the length of the text,
 * and positions are brought into its bounds as `slice` does.
 */
#include "../../javascript.h"
#include "yardstick.h"

struct request {
    struct js_string *method;
    struct js_string *path;
    int32_t headers;
    int32_t content_length;
    bool keeps_alive;
};

bool js_pending;

static const char text[] =
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
static struct js_string *head;

static __attribute__((constructor)) void prepare(void) {
    head = js_string_of(text, sizeof text - 1);
}

/* String.prototype.indexOf. */
static int32_t index_of(const struct js_string *string, const char *search, uint32_t length, int32_t from) {
    const char *const end = string->units + string->length;
    const char *at = string->units + from;
    while ((size_t)(end - at) >= length) {
        at = memchr(at, search[0], (size_t)(end - at) - length + 1);
        if (at == NULL) {
            return -1;
        }
        if (memcmp(at, search, length) == 0) {
            return (int32_t)(at - string->units);
        }
        at++;
    }
    return -1;
}

/* String.prototype.slice. */
static uint32_t position(int32_t index, uint32_t length) {
    int32_t from_start = index < 0 ? index + (int32_t)length : index;
    return from_start < 0 ? 0 : (uint32_t)from_start > length ? length : (uint32_t)from_start;
}
static struct js_string *slice(const struct js_string *string, int32_t start, int32_t end) {
    uint32_t first = position(start, string->length);
    uint32_t last = position(end, string->length);
    return js_string_of(string->units + first, last > first ? last - first : 0);
}

static bool is_white(char unit) {
    return unit == ' ' || (unit >= '\t' && unit <= '\r') || unit == '\xa0';
}

/* String.prototype.trim. */
static struct js_string *trim(const struct js_string *string) {
    uint32_t start = 0;
    uint32_t end = string->length;
    while (start < end && is_white(string->units[start])) {
        start++;
    }
    while (end > start && is_white(string->units[end - 1])) {
        end--;
    }
    return js_string_of(string->units + start, end - start);
}

/* parseInt of digits that an int32 holds. */
static int32_t parse_int(const struct js_string *string) {
    int32_t number = 0;
    for (uint32_t i = 0; i < string->length && string->units[i] >= '0' && string->units[i] <= '9'; i++) {
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, string->units[i] - '0', &number)) {
            js_throw();
        }
    }
    return number;
}

/* One header; false where an exception is pending. */
static bool take_header(struct request *request, int32_t at, int32_t end) {
    int32_t colon = index_of(head, ":", 1, at);
    struct js_string *name = slice(head, at, colon);
    struct js_string *untrimmed = name == NULL ? NULL : slice(head, colon + 1, end);
    struct js_string *value = untrimmed == NULL ? NULL : trim(untrimmed);
    if (value == NULL) {
        free(name);
        free(untrimmed);
        return false;
    }
    request->headers++;
    if (js_string_equals(name, "Content-Length", 14)) {
        request->content_length = parse_int(value);
    } else if (js_string_equals(name, "Connection", 10)) {
        request->keeps_alive = !js_string_equals(value, "close", 5);
    }
    free(name);
    free(untrimmed);
    free(value);
    return true;
}

static JS_APART struct request *parse(void) {
    struct request *request = js_allocate(sizeof *request);
    if (request == NULL) {
        return NULL;
    }
    *request = (struct request){.keeps_alive = true};
    int32_t method_end = index_of(head, " ", 1, 0);
    int32_t path_end = index_of(head, " ", 1, method_end + 1);
    request->method = slice(head, 0, method_end);
    request->path = slice(head, method_end + 1, path_end);
    int32_t at = index_of(head, "\r\n", 2, 0) + 2;
    for (;;) {
        int32_t end = index_of(head, "\r\n", 2, at);
        if (js_pending || end <= at || !take_header(request, at, end)) {
            return request;
        }
        at = end + 2;
    }
}

uint32_t same_run(void) {
    struct request *request = parse();
    if (js_pending) {
        return 0;
    }
    uint32_t sum = request->method->length + request->path->length * 10 + (uint32_t)request->headers * 1000 +
                   (uint32_t)request->content_length * 10000 + (request->keeps_alive ? 1 : 0);
    free(request->method);
    free(request->path);
    free(request);
    return sum;
}
