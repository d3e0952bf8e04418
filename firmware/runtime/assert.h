/*
 * TSP_ASSERT(condition): an invariant that no program and no peer can break. Test builds check it:
 * a failure names the condition and its place, and ends the process, or the firmware that runs in
 * the emulator. Other builds contain no code for it. The condition must have no effect.
 */
#ifndef TSP_RUNTIME_ASSERT_H
#define TSP_RUNTIME_ASSERT_H

#if defined(TSP_TEST) || defined(TSP_SANITIZE)
/* A release build defines NDEBUG. The suites are release builds too. */
#undef NDEBUG
#include <assert.h>
#define TSP_ASSERT(condition) assert(condition)
#else
/* The operand is not evaluated. It still counts as a use of the names in it. */
#define TSP_ASSERT(condition) ((void)sizeof((condition) ? 1 : 0))
#endif

#endif
