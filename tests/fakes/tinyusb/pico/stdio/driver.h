/* A driver of the SDK's stdio; fake_cdc.c keeps the one that is enabled. */
#ifndef TESTS_FAKES_STDIO_DRIVER_H
#define TESTS_FAKES_STDIO_DRIVER_H

#include <stdbool.h>

typedef struct stdio_driver stdio_driver_t;
struct stdio_driver {
    void (*out_chars)(const char *text, int length);
    void (*out_flush)(void);
    int (*in_chars)(char *text, int length);
    void (*set_chars_available_callback)(void (*callback)(void *), void *argument);
    stdio_driver_t *next;
};

void stdio_set_driver_enabled(stdio_driver_t *driver, bool enabled);

#endif
