/*
 * A PID controller and what it controls: C's doubles are JavaScript's numbers, so that this is
 * natural.c with gains that are properties of an object.
 */
#include "../../javascript.h"
#include "yardstick.h"

#define STEP 0.01

struct gains {
    double proportional;
    double integral;
    double derivative;
};

static const struct gains constant_gains = {1.2, 0.5, 0.05};

static JS_APART double settle(const struct gains *gains, double setpoint, int32_t steps) {
    double integral = 0;
    double previous = 0;
    double value = 0;
    for (int32_t step = 0; step < steps; step++) {
        double error = setpoint - value;
        integral += error * STEP;
        double derivative = (error - previous) / STEP;
        double output = gains->proportional * error + gains->integral * integral + gains->derivative * derivative;
        previous = error;
        value += (output - value) * STEP;
    }
    return value;
}

uint32_t same_run(void) {
    return (uint32_t)(settle(&constant_gains, 100, 200) * 1000);
}
