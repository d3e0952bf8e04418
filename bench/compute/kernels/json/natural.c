/* JSON: a list of ten records read into structs, and written again with snprintf. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yardstick.h"

#define MOST 16

struct reading {
    int id;
    char name[12];
    int value;
    bool valid;
};

static char source[1024];
static char written[1024];
static struct reading list[MOST];

static __attribute__((constructor)) void prepare(void) {
    int length = snprintf(source, sizeof source, "[");
    for (int i = 0; i < 10; i++) {
        length += snprintf(source + length, sizeof source - (size_t)length,
                           "%s{\"id\":%d,\"name\":\"sensor%d\",\"value\":%d,\"valid\":%s}", i > 0 ? "," : "", i, i,
                           i * 731 - 3000, i % 3 != 0 ? "true" : "false");
    }
    (void)snprintf(source + length, sizeof source - (size_t)length, "]");
}

static bool takes(const char **at, char character) {
    if (**at != character) {
        return false;
    }
    (*at)++;
    return true;
}

static bool read_string(const char **at, char *to, size_t size) {
    if (!takes(at, '"')) {
        return false;
    }
    const char *end = strchr(*at, '"');
    if (end == NULL || (size_t)(end - *at) >= size) {
        return false;
    }
    memcpy(to, *at, (size_t)(end - *at));
    to[end - *at] = '\0';
    *at = end + 1;
    return true;
}

static int read_integer(const char **at) {
    char *end;
    int number = (int)strtol(*at, &end, 10);
    *at = end;
    return number;
}

static bool read_boolean(const char **at) {
    bool truth = strncmp(*at, "true", 4) == 0;
    *at += truth ? 4 : 5;
    return truth;
}

static bool read_reading(const char **at, struct reading *reading) {
    if (!takes(at, '{')) {
        return false;
    }
    do {
        char key[8];
        if (!read_string(at, key, sizeof key) || !takes(at, ':')) {
            return false;
        }
        if (strcmp(key, "id") == 0) {
            reading->id = read_integer(at);
        } else if (strcmp(key, "name") == 0) {
            if (!read_string(at, reading->name, sizeof reading->name)) {
                return false;
            }
        } else if (strcmp(key, "value") == 0) {
            reading->value = read_integer(at);
        } else if (strcmp(key, "valid") == 0) {
            reading->valid = read_boolean(at);
        } else {
            return false;
        }
    } while (takes(at, ','));
    return takes(at, '}');
}

static __attribute__((noinline)) int read_all(const char *at) {
    int count = 0;
    if (!takes(&at, '[')) {
        return 0;
    }
    do {
        if (count == MOST || !read_reading(&at, &list[count])) {
            return 0;
        }
        count++;
    } while (takes(&at, ','));
    return takes(&at, ']') ? count : 0;
}

static __attribute__((noinline)) void write_all(int count) {
    int length = snprintf(written, sizeof written, "[");
    for (int i = 0; i < count; i++) {
        const struct reading *reading = &list[i];
        length += snprintf(written + length, sizeof written - (size_t)length,
                           "%s{\"id\":%d,\"name\":\"%s\",\"value\":%d,\"valid\":%s}", i > 0 ? "," : "", reading->id,
                           reading->name, reading->value, reading->valid ? "true" : "false");
    }
    (void)snprintf(written + length, sizeof written - (size_t)length, "]");
}

uint32_t natural_run(void) {
    int count = read_all(source);
    write_all(count);
    int sum = strcmp(written, source) == 0 ? 1 : 0;
    for (int i = 0; i < count; i++) {
        sum += list[i].id + (int)strlen(list[i].name) + (list[i].valid ? list[i].value : 0);
    }
    return (uint32_t)(sum + 100000);
}
