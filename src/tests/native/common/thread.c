#include "thread.h"

#include <stdint.h>

#ifdef _WIN32
static DWORD WINAPI enter(void *argument)
{
    struct thread *thread = argument;
    thread->run(thread->argument);
    return 0;
}

bool thread_start(struct thread *thread, void (*run)(void *), void *argument)
{
    thread->run = run;
    thread->argument = argument;
    thread->system = CreateThread(NULL, 0, enter, thread, 0, NULL);
    return thread->system != NULL;
}

void thread_join(struct thread *thread)
{
    WaitForSingleObject(thread->system, INFINITE);
    CloseHandle(thread->system);
}

unsigned long long thread_current(void)
{
    return GetCurrentThreadId();
}
#else
static void *enter(void *argument)
{
    struct thread *thread = argument;
    thread->run(thread->argument);
    return NULL;
}

bool thread_start(struct thread *thread, void (*run)(void *), void *argument)
{
    thread->run = run;
    thread->argument = argument;
    return pthread_create(&thread->system, NULL, enter, thread) == 0;
}

void thread_join(struct thread *thread)
{
    pthread_join(thread->system, NULL);
}

unsigned long long thread_current(void)
{
    return (unsigned long long) (uintptr_t) pthread_self();
}
#endif
