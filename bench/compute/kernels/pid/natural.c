/* A PID controller and what it controls, 200 steps of a hundredth of a second. */
#include "yardstick.h"

#define STEP 0.01

static const double proportional = 1.2;
static const double integral_gain = 0.5;
static const double derivative_gain = 0.05;

static __attribute__((noinline)) double settle(double setpoint, int32_t steps) {
    double integral = 0;
    double previous = 0;
    double value = 0;
    for (int32_t step = 0; step < steps; step++) {
        double error = setpoint - value;
        integral += error * STEP;
        double derivative = (error - previous) / STEP;
        double output = proportional * error + integral_gain * integral + derivative_gain * derivative;
        previous = error;
        value += (output - value) * STEP;
    }
    return value;
}

uint32_t natural_run(void) {
    return (uint32_t)(settle(100, 200) * 1000);
}
