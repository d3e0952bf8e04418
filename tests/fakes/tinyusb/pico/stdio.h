/* The SDK's stdio, as far as it is used. */
#ifndef TESTS_FAKES_STDIO_H
#define TESTS_FAKES_STDIO_H

#include "pico/stdio/driver.h"

#endif
