# A PID controller and what it controls, 200 steps of a hundredth of a second.
STEP = 0.01
PROPORTIONAL = 1.2
INTEGRAL = 0.5
DERIVATIVE = 0.05


def settle(setpoint, steps):
    integral = 0.0
    previous = 0.0
    value = 0.0
    for _ in range(steps):
        error = setpoint - value
        integral += error * STEP
        derivative = (error - previous) / STEP
        output = PROPORTIONAL * error + INTEGRAL * integral + DERIVATIVE * derivative
        previous = error
        value += (output - value) * STEP
    return value


def run():
    return int(settle(100.0, 200) * 1000)
