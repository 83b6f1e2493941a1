/* A thread that the JVM does not know. */
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>

struct thread {
    void (*run)(void *);
    void *argument;
};

/* Nobody waits for its end. The struct stays where it is until then. */
bool thread_start(struct thread *thread, void (*run)(void *), void *argument);

/* A number of the calling thread, not 0. */
unsigned long long thread_current(void);

#endif
