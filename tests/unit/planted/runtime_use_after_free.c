/*
 * A planted fault: reads script memory after the collector freed it. The sanitizer build must
 * abort; a green end is a failure.
 */
#include "runtime/buffer.h"
#include "runtime/heap.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static void test_reads_freed_script_memory(void) {
    struct tsp_buffer *buffer = tsp_buffer_new(100);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT8(0, buffer->bytes[50]);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_reads_freed_script_memory);
    return UNITY_END();
}
