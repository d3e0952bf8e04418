/*
 * Keeps a suite that faults or hangs from holding the board: it is reset, and the next start tells
 * why instead of running the suite again. Its console lives on, and with it the way to the boot
 * loader, so that the next suite needs no hand on the button.
 *
 * Lines on the console of that start:
 *     tspico: reset ...                      why
 *     tspico: suite stopped in NAME          the test that was under way, or main
 */
#ifndef TSP_UNITY_GUARD_H
#define TSP_UNITY_GUARD_H

/* Does not return in the start after a fault or a hang; the console is there already. */
void tsp_suite_guard_start(void);

/* From now on this test is under way, for TSP_SUITE_SECONDS at most; NULL: what is between two. */
void tsp_suite_guard_test(const char *name);

/* The suite has ended; what follows may take for ever. */
void tsp_suite_guard_end(void);

#endif
