/** A PID controller and what it controls, 200 steps of a hundredth of a second. */
const STEP = 0.01;
const GAINS = { proportional: 1.2, integral: 0.5, derivative: 0.05 };

function settle(setpoint: number, steps: number): number {
    let integral = 0;
    let previous = 0;
    let value = 0;
    for (let step = 0; step < steps; step++) {
        const error = setpoint - value;
        integral += error * STEP;
        const derivative = (error - previous) / STEP;
        const output = GAINS.proportional * error + GAINS.integral * integral + GAINS.derivative * derivative;
        previous = error;
        value += (output - value) * STEP;
    }
    return value;
}

export function run(): number {
    return Math.floor(settle(100, 200) * 1000);
}
