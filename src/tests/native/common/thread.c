#include "thread.h"

#include <stdint.h>
#include <stdlib.h>

struct task {
    void (*run)(void *);
    void *argument;
    struct task *next;
};

static struct task *task(void (*run)(void *), void *argument)
{
    struct task *made = malloc(sizeof *made);
    if (made) {
        *made = (struct task) { run, argument, NULL };
    }
    return made;
}

static void run_and_free(struct task *task)
{
    task->run(task->argument);
    free(task);
}

#ifdef _WIN32
#include "monitor.h"

/*
 * Threads never end here, but wait for more to do. The JVM detaches one that has called it when it ends, and Wine holds locks
 * meanwhile that every start of a thread takes: with some bad luck the JVM stands still (ThreadExit.java).
 */
static struct monitor monitor = MONITOR_INITIALIZER;
static struct task *queue;
static int idle;

static struct task *next(void)
{
    struct task *taken;
    monitor_enter(&monitor);
    idle++;
    while (!queue) {
        monitor_wait(&monitor);
    }
    taken = queue;
    queue = taken->next;
    monitor_leave(&monitor);
    return taken;
}

static DWORD WINAPI work(void *first)
{
    for (struct task *task = first; task; task = next()) {
        run_and_free(task);
    }
    return 0;
}

static bool give_to_idle_thread(struct task *task)
{
    bool given;
    monitor_enter(&monitor);
    given = idle > 0;
    if (given) {
        idle--;
        task->next = queue;
        queue = task;
        monitor_notify(&monitor);
    }
    monitor_leave(&monitor);
    return given;
}

static bool start(struct task *task)
{
    HANDLE made;
    if (give_to_idle_thread(task)) {
        return true;
    }
    made = CreateThread(NULL, 0, work, task, 0, NULL);
    return made && CloseHandle(made);
}

unsigned long long thread_current(void)
{
    return GetCurrentThreadId();
}
#else
#include <pthread.h>

static void *work(void *task)
{
    run_and_free(task);
    return NULL;
}

static bool start(struct task *task)
{
    pthread_t made;
    return pthread_create(&made, NULL, work, task) == 0 && pthread_detach(made) == 0;
}

unsigned long long thread_current(void)
{
    return (unsigned long long) (uintptr_t) pthread_self();
}
#endif

bool thread_start(void (*run)(void *), void *argument)
{
    struct task *made = task(run, argument);
    bool started = made && start(made);
    if (!started) {
        free(made);
    }
    return started;
}
