#include "thread.h"

#include <stdint.h>

#ifdef _WIN32
#include <windows.h>

static DWORD WINAPI enter(void *argument)
{
    struct thread *thread = argument;
    thread->run(thread->argument);
    return 0;
}

bool thread_start(struct thread *thread, void (*run)(void *), void *argument)
{
    HANDLE made;
    thread->run = run;
    thread->argument = argument;
    made = CreateThread(NULL, 0, enter, thread, 0, NULL);
    return made && CloseHandle(made);
}

unsigned long long thread_current(void)
{
    return GetCurrentThreadId();
}
#else
#include <pthread.h>

static void *enter(void *argument)
{
    struct thread *thread = argument;
    thread->run(thread->argument);
    return NULL;
}

bool thread_start(struct thread *thread, void (*run)(void *), void *argument)
{
    pthread_t made;
    thread->run = run;
    thread->argument = argument;
    return pthread_create(&made, NULL, enter, thread) == 0 && pthread_detach(made) == 0;
}

unsigned long long thread_current(void)
{
    return (unsigned long long) (uintptr_t) pthread_self();
}
#endif
