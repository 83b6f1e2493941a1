/* A lock with a condition, of the system's own. */
#ifndef MONITOR_H
#define MONITOR_H

#ifdef _WIN32
#include <windows.h>

struct monitor {
    SRWLOCK lock;
    CONDITION_VARIABLE changed;
};

#define MONITOR_INITIALIZER { SRWLOCK_INIT, CONDITION_VARIABLE_INIT }
#else
#include <pthread.h>

struct monitor {
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

#define MONITOR_INITIALIZER { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER }
#endif

#include <stdbool.h>

void monitor_enter(struct monitor *monitor);
void monitor_leave(struct monitor *monitor);

/* Wakes all who wait. */
void monitor_notify(struct monitor *monitor);

/* Waits, in the monitor, for a notification or a fraction of a second. */
void monitor_wait(struct monitor *monitor);

/* Seconds since some time in the past. */
long long seconds(void);

/* Lets some milliseconds pass. */
void pause_briefly(void);

#endif
