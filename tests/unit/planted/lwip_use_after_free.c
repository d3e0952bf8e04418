/*
 * Planted faults: reads what lwIP's pools and heap gave and took back. The sanitizer build must
 * abort; a green end is a failure.
 */
#include "lwip/init.h"
#include "lwip/mem.h"
#include "lwip/pbuf.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/tcp.h"
#include "unity.h"

void setUp(void) {
    lwip_init();
}

void tearDown(void) {
}

#if defined(PLANTED_POOL)
static void test_reads_a_freed_pool_element(void) {
    struct tcp_pcb *pcb = tcp_new();
    TEST_ASSERT_NOT_NULL(pcb);
    tcp_abort(pcb);
    TEST_ASSERT_EQUAL_UINT16(0, pcb->local_port);
}
#define PLANTED test_reads_a_freed_pool_element
#elif defined(PLANTED_PBUF)
static void test_reads_a_freed_pbuf(void) {
    struct pbuf *buffer = pbuf_alloc(PBUF_RAW, 100, PBUF_POOL);
    TEST_ASSERT_NOT_NULL(buffer);
    (void)pbuf_free(buffer);
    TEST_ASSERT_EQUAL_UINT8(0, ((uint8_t *)buffer->payload)[50]);
}
#define PLANTED test_reads_a_freed_pbuf
#else
static void test_reads_freed_heap(void) {
    uint8_t *bytes = mem_malloc(100);
    TEST_ASSERT_NOT_NULL(bytes);
    mem_free(bytes);
    TEST_ASSERT_EQUAL_UINT8(0, bytes[50]);
}
#define PLANTED test_reads_freed_heap
#endif

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(PLANTED);
    return UNITY_END();
}
