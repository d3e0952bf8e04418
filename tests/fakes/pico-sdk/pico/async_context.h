/* The SDK's context, which the code under test only hands on. */
#ifndef TESTS_FAKES_ASYNC_CONTEXT_H
#define TESTS_FAKES_ASYNC_CONTEXT_H

typedef struct async_context async_context_t;

#endif
