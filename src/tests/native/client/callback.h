/* The notify interface: an object of this program's, which the service calls on threads of its own. */
#ifndef CALLBACK_H
#define CALLBACK_H

#include "client.h"
#include "monitor.h"

#include <stdatomic.h>

struct callback {
    IBackgroundCopyCallback3 object; /* first: its address is the object's */
    atomic_uint references;
    struct monitor monitor;
    const WCHAR *url;                /* of the file that fails, if one does */
    BG_ERROR_CONTEXT context;        /* of that failure */
    unsigned transferred;
    unsigned failed;
    unsigned modified;
    unsigned files;
    unsigned ranges;
};

/* The creator has the first reference, and the memory: it outlives all others'. */
void callback_create(struct callback *callback, const WCHAR *url, BG_ERROR_CONTEXT context);

IUnknown *callback_unknown(struct callback *callback);

/* Whether one of the counts above gets to that value within a minute. */
bool callback_awaits(struct callback *callback, const unsigned *count, unsigned value);

/* Gives the creator's reference back, and reports who keeps one. */
void callback_end(struct callback *callback);

#endif
