/* Linked with --wrap for each of lwIP's allocators: lets the n-th allocation fail. */
#include "lwip/mem.h"
#include "lwip/memp.h"
#include "net.h"

static bool exempt;

static bool fails(void) {
    return !exempt && net_fail_allocation > 0 && --net_fail_allocation == 0;
}

void *__real_mem_malloc(mem_size_t size);
void *__wrap_mem_malloc(mem_size_t size);
void *__wrap_mem_malloc(mem_size_t size) {
    return fails() ? NULL : __real_mem_malloc(size);
}

#if MEMP_OVERFLOW_CHECK
void *__real_memp_malloc_fn(memp_t type, const char *file, const int line);
void *__wrap_memp_malloc_fn(memp_t type, const char *file, const int line);
void *__wrap_memp_malloc_fn(memp_t type, const char *file, const int line) {
    exempt = type == MEMP_SYS_TIMEOUT;
    void *memory = fails() ? NULL : __real_memp_malloc_fn(type, file, line);
    exempt = false;
    return memory;
}
#else
void *__real_memp_malloc(memp_t type);
void *__wrap_memp_malloc(memp_t type);
void *__wrap_memp_malloc(memp_t type) {
    exempt = type == MEMP_SYS_TIMEOUT;
    void *memory = fails() ? NULL : __real_memp_malloc(type);
    exempt = false;
    return memory;
}
#endif
