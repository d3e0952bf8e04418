/* The SDK's error numbers, as far as they are used. */
#ifndef TESTS_FAKES_ERROR_H
#define TESTS_FAKES_ERROR_H

enum { PICO_ERROR_NO_DATA = -3 };

#endif
