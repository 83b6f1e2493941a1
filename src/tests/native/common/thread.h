/* A thread that the JVM does not know. */
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>

#ifdef _WIN32
#include <windows.h>

typedef HANDLE system_thread;
#else
#include <pthread.h>

typedef pthread_t system_thread;
#endif

struct thread {
    system_thread system;
    void (*run)(void *);
    void *argument;
};

/* The struct stays where it is until the thread is joined. */
bool thread_start(struct thread *thread, void (*run)(void *), void *argument);

void thread_join(struct thread *thread);

/* A number of the calling thread, not 0. */
unsigned long long thread_current(void);

#endif
