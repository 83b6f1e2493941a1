/*
 * A Delivery Optimization service in C, of one process: it knows nothing of Java. It stores what it is given and does as if it
 * transferred: what a download does follows from its Uri, see run.c. The parts share what is declared here.
 */
#ifndef SERVER_H
#define SERVER_H

#include "service.h"
#include "report.h"
#include "monitor.h"
#include "thread.h"

#include <stdatomic.h>

enum { MAX_RANGES = 32, MAX_DOWNLOADS = 64, CONTENT_SIZE = 300000 };

struct download {
    IDODownload object; /* first: its address is the object's */
    atomic_uint references;
    struct monitor monitor; /* guards all below; not held while a client is called */
    VARIANT properties[PROPERTIES];
    DO_DOWNLOAD_STATUS status;
    int starts;             /* calls of Start that were not refused */
    int range_count;        /* of the last one: -1 if ranges was NULL */
    DO_DOWNLOAD_RANGE ranges[MAX_RANGES];
    bool holds;             /* transfers until server_go_on */
};

extern atomic_int objects; /* alive, of any kind */

/* An interface of an object. */
struct part {
    REFIID iid;
    void *pointer;
};
/* QueryInterface of an object, the first of whose parts is its identity. */
HRESULT query_parts(REFIID iid, const struct part *parts, unsigned count, void **out, atomic_uint *references);
/* The same of an object with one interface, of that name. */
HRESULT query(const char *name, void *self, REFIID iid, REFIID own, void **out, atomic_uint *references);

/* security.c: whether the interface of that name answers as a proxy does, which has IClientSecurity. */
bool security_answers(const char *name, void *proxy, REFIID iid, void **out);
void security_note(const char *format, ...);
void security_begin(void);

/* download.c: all downloads that have not ended are known, and kept by a reference. */
struct download *download_create(void);
ULONG download_release(struct download *download);
void download_end(struct download *download); /* forgets it: it is finalized or aborted */
unsigned known_downloads(struct download *known[MAX_DOWNLOADS]); /* with a reference each, for the caller */

/* The references of the downloads become the enumerator's. */
IEnumUnknown *enumerator_create(struct download *const *downloads, unsigned count, unsigned position);

/* properties.c */
HRESULT property_get(struct download *download, DODownloadProperty id, VARIANT *value);
HRESULT property_set(struct download *download, DODownloadProperty id, const VARIANT *value);
HRESULT value_copy(VARIANT *target, const VARIANT *value); /* a client's */
bool property_is_true(struct download *download, DODownloadProperty id);
bool uri_contains(struct download *download, const char *word);
/* The object in a property, by that interface, with a reference for the caller; NULL if there is none. */
void *property_object(struct download *download, DODownloadProperty id, REFIID iid);

/* run.c */
extern atomic_int runs; /* that are under way */
HRESULT run_start(struct download *download);
void change_state(struct download *download, DODownloadState state, HRESULT error, HRESULT extended);

/* content.c: the same for all. */
BYTE content_at(UINT64 offset);
HRESULT content_write(IStream *stream, UINT64 offset, ULONG size, ULONG *written);

/* manager.c: a new beginning. */
void begin(void);

/* What the program is entered by. */

/* A manager, with a reference for the caller, after a new beginning: no report, no downloads. */
EXPORTED IDOManager *server_open(void);
/* The same of the older generation: see jobs.h. */
EXPORTED IBackgroundCopyManager *server_open_jobs(void);

/* Forgets all downloads, waits for its threads, and says how many objects are still alive. */
EXPORTED int server_close(void);

EXPORTED void server_report(char *text, size_t size);

/* What a download has been given, a line each: "property ID TYPE VALUE", "starts N", "ranges OFFSET+LENGTH …". */
EXPORTED void server_describe(IDODownload *download, char *text, size_t size);

/* Gives properties values that clients cannot set: see preset.c. */
EXPORTED void server_preset(IDODownload *download);

/* Lets a download that holds go on. */
EXPORTED void server_go_on(IDODownload *download);

/* Makes the server wrong on purpose, until the next server_open. */
enum { NO_FAULT, LEAKS_TEXT, LEAKS_BYTES, LEAKS_OBJECT, LEAKS_STRING };
EXPORTED void server_break(int fault);
extern int server_fault;

/*
 * On Windows, until the next server_open: each interface is a proxy to the eye of CoSetProxyBlanket, which is answered that. What it
 * sets is recorded, and what the caller's identity matters to, a line each:
 * "blanket INTERFACE AUTHENTICATION AUTHORIZATION PRINCIPAL LEVEL IMPERSONATION IDENTITY CAPABILITIES", "property ID" of a download,
 * "SetHelperToken", "ClearHelperToken".
 */
#ifdef _WIN32
EXPORTED void server_secure(HRESULT answer);
EXPORTED void server_blankets(char *text, size_t size);
#endif

/* stream.c: drives every method of an IStream, which is lent, as nothing is written yet. It ends with the content. */
EXPORTED void drive_stream(IStream *stream, int seekable);
/* The same of one that takes that many bytes and then fails. */
EXPORTED void drive_failing_stream(IStream *stream, UINT64 taken);

#endif
