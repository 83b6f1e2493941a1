/* Threads that the JVM does not know. */
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>

/* Nobody waits for its end. */
bool thread_start(void (*run)(void *), void *argument);

/* A number of the calling thread, not 0. */
unsigned long long thread_current(void);

#endif
