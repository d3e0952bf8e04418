#include "native.h"

#include "hardware/clocks.h"
#include "hardware/gpio.h"
#include "hardware/structs/pwm.h"

void trouble_wave(int32_t pin, int32_t hertz) {
    unsigned slice = ((unsigned)pin >> 1) & 7; /* even pins are its output A, odd ones B */
    pwm_hw->slice[slice].csr = 0;
    if (hertz <= 0) {
        gpio_deinit((unsigned)pin);
        return;
    }
    uint32_t cycles = clock_get_hz(clk_sys) / (uint32_t)hertz;
    uint32_t half = cycles / 2;
    pwm_hw->slice[slice].div = 1u << PWM_CH0_DIV_INT_LSB;
    pwm_hw->slice[slice].ctr = 0;
    pwm_hw->slice[slice].top = cycles - 1;
    pwm_hw->slice[slice].cc = half << PWM_CH0_CC_A_LSB | half << PWM_CH0_CC_B_LSB;
    gpio_set_function((unsigned)pin, GPIO_FUNC_PWM);
    pwm_hw->slice[slice].csr = PWM_CH0_CSR_EN_BITS;
}

void __attribute__((noinline)) trouble_fault(void) {
    __builtin_trap();
}
