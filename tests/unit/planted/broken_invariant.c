/*
 * A planted fault: takes more bytes out of a ring than it has. Green means that the assertion
 * stopped the program at its place.
 */
#include <signal.h>
#include <stdlib.h>

#include "io/ring.h"
#include "unity.h"

/* CTest takes a signal for a failure, whatever was printed before. */
static void leave(int signal_number) {
    (void)signal_number;
    _Exit(1);
}

void setUp(void) {
}

void tearDown(void) {
}

static void test_takes_what_is_not_there(void) {
    static struct tsp_receive_ring ring;
    uint8_t bytes[4];
    tsp_receive_ring_take(&ring, bytes, sizeof bytes);
}

int main(void) {
    (void)signal(SIGABRT, leave);
    UNITY_BEGIN();
    RUN_TEST(test_takes_what_is_not_there);
    return UNITY_END();
}
