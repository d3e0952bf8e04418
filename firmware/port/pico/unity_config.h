/*
 * Unity for suites that run on the board and in the emulator. The host builds define
 * UNITY_INCLUDE_DOUBLE themselves and need nothing else, so that one suite source behaves alike in
 * all three.
 */
#ifndef TSP_UNITY_CONFIG_H
#define TSP_UNITY_CONFIG_H

/*
 * A script number is a double: suites compare doubles, and a failure must show both values. Flash
 * is plentiful here.
 */
#define UNITY_INCLUDE_DOUBLE
#define UNITY_DOUBLE_PRECISION 1e-12

/* Straight to the console, without newlib's buffers, so that nothing is lost when a test faults. */
void tsp_unity_putchar(int character);
#define UNITY_OUTPUT_CHAR(character) tsp_unity_putchar(character)

#endif
