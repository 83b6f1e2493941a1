#include "monitor.h"

#include <time.h>

enum { PAUSE_MILLIS = 10, WAIT_MILLIS = 500 };

#ifdef _WIN32
void monitor_enter(struct monitor *monitor)
{
    AcquireSRWLockExclusive(&monitor->lock);
}

void monitor_leave(struct monitor *monitor)
{
    ReleaseSRWLockExclusive(&monitor->lock);
}

void monitor_notify(struct monitor *monitor)
{
    WakeAllConditionVariable(&monitor->changed);
}

void monitor_wait(struct monitor *monitor)
{
    SleepConditionVariableSRW(&monitor->changed, &monitor->lock, WAIT_MILLIS, 0);
}

long long seconds(void)
{
    return (long long) (GetTickCount64() / 1000);
}

void pause_briefly(void)
{
    Sleep(PAUSE_MILLIS);
}
#else
void monitor_enter(struct monitor *monitor)
{
    pthread_mutex_lock(&monitor->lock);
}

void monitor_leave(struct monitor *monitor)
{
    pthread_mutex_unlock(&monitor->lock);
}

void monitor_notify(struct monitor *monitor)
{
    pthread_cond_broadcast(&monitor->changed);
}

void monitor_wait(struct monitor *monitor)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until); /* a step of this clock only makes the wait shorter or longer */
    until.tv_nsec += WAIT_MILLIS * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        until.tv_sec++;
    }
    pthread_cond_timedwait(&monitor->changed, &monitor->lock, &until);
}

long long seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long) now.tv_sec;
}

void pause_briefly(void)
{
    const struct timespec pause = { 0, PAUSE_MILLIS * 1000000L };
    nanosleep(&pause, NULL);
}
#endif
