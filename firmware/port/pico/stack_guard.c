#include "stack_guard.h"

#include "pico.h"

#if PICO_RP2040

#include "hardware/structs/mpu.h"
#include "hardware/sync.h"

/* Region attributes (ARMv6-M manual, B3.5.9): no access for anybody, nothing to execute. */
#define NO_ACCESS (UINT32_C(1) << 28)
#define SIZE_256 (UINT32_C(7) << 1)
#define REGION_ENABLE UINT32_C(1)

void tsp_stack_guard(uintptr_t lowest) {
    mpu_hw->rbar = (uint32_t)lowest | M0PLUS_MPU_RBAR_VALID_BITS;
    mpu_hw->rasr = NO_ACCESS | SIZE_256 | REGION_ENABLE;
    /* Everything else stays as it is without the unit. */
    mpu_hw->ctrl = M0PLUS_MPU_CTRL_PRIVDEFENA_BITS | M0PLUS_MPU_CTRL_ENABLE_BITS;
    __dsb();
    __isb();
}

#else

void tsp_stack_guard(uintptr_t lowest) {
    uintptr_t limit = lowest + TSP_STACK_GUARD_SIZE;
    __asm volatile("msr msplim, %0" : : "r"(limit) : "memory");
}

#endif
