/*
 * Delivery Optimization as it looks through the interfaces of BITS: of those, what a client needs to get to the four interfaces that
 * BITS has not. A job lives as long as it is referenced.
 */
#ifndef JOBS_H
#define JOBS_H

#include "server.h"

enum { MAX_FILES = 16, FILE_PROPERTIES = DOFilePropertyId_TotalSizeBytes + 1 };

/* The header that is generated takes any pointer as a parameter. */
#ifdef _WIN32
#define METHOD(function) function
#else
#define METHOD(function) ((void *) (function))
#endif

/* The object whose interface is that member of its struct. */
#define OWNER(self, type, member) ((struct type *) (void *) ((char *) (self) - offsetof(struct type, member)))

/* The methods of IUnknown of an interface that is one of several members of an object's struct. */
#define UNKNOWN_METHODS(type, interface, member) \
    static HRESULT STDMETHODCALLTYPE member##_query_interface(interface *self, REFIID iid, void **out) \
    { \
        SERVED(self, QueryInterface); \
        return security_answers(INTERFACE(self), self, iid, out) ? S_OK : type##_query(OWNER(self, type, member), iid, out); \
    } \
    static ULONG STDMETHODCALLTYPE member##_add_ref(interface *self) \
    { \
        SERVED(self, AddRef); \
        return atomic_fetch_add(&OWNER(self, type, member)->references, 1) + 1; \
    } \
    static ULONG STDMETHODCALLTYPE member##_release(interface *self) \
    { \
        SERVED(self, Release); \
        return type##_release(OWNER(self, type, member)); \
    }

struct file {
    IBackgroundCopyFile base; /* first: its address is the object's */
    IDeliveryOptimizationFile statistics;
    IDeliveryOptimizationFile2 properties;
    atomic_uint references;
    struct monitor monitor; /* guards the values */
    WCHAR *id, *url, *name; /* as they were given, NULL too */
    UINT64 size;
    int range_count;        /* -1 if ranges was NULL */
    DO_FILE_RANGE ranges[MAX_RANGES];
    VARIANT values[FILE_PROPERTIES];
    bool gives_empty;       /* of what is not set, instead of a failure */
};

struct job {
    IBackgroundCopyJob base; /* first: its address is the object's */
    IDeliveryOptimizationJob by_id;
    IDeliveryOptimizationJob2 second;
    IBitsTokenOptions token; /* as a job of BITS has it: for its security */
    atomic_uint references;
    struct monitor monitor; /* guards all below */
    BG_JOB_STATE state;
    VARIANT error;          /* DOJobPropertyId_ExtendedErrorInfo */
    unsigned file_count;
    struct file *files[MAX_FILES];
};

struct job *job_create(void);
ULONG job_release(struct job *job);
void change_job(struct job *job, BG_JOB_STATE state);

/* job-run.c */
HRESULT job_resume(struct job *job);

/* job-files.c: the references of the files become the enumerator's. */
IEnumBackgroundCopyFiles *file_enumerator_create(struct file *const *files, unsigned count);

/* NULL if it cannot be. */
struct file *file_create(LPCWSTR id, LPCWSTR url, LPCWSTR name, DWORD count, const DO_FILE_RANGE *ranges, UINT64 size);
HRESULT file_query(struct file *file, REFIID iid, void **out);
ULONG file_release(struct file *file);
bool file_has_sink(struct file *file);
/* The client's IStream, with a reference for the caller; NULL if there is none. */
IStream *file_stream(struct file *file);
/* Forgets where the file goes. */
void file_let_go(struct file *file);

/* file-properties.c: IDeliveryOptimizationFile2's values. */
HRESULT file_get(struct file *file, DOFilePropertyId id, VARIANT *value);
HRESULT file_set(struct file *file, DOFilePropertyId id, const VARIANT *value);

/* A text for the client, by its allocator, or for ourselves; NULL of NULL. */
LPWSTR string_of(const WCHAR *text);
WCHAR *keep(LPCWSTR text);

/* What the program is entered by, besides server_open_jobs: see describe-file.c. */

/* What a file has been given, a line each: "id HEX", "url HEX", "name HEX", "size N", "ranges OFFSET+LENGTH …", "property …". */
EXPORTED void server_describe_file(IBackgroundCopyFile *file, char *text, size_t size);

/* Gives a file's properties values: such as a service gives, others than documented, or none. */
enum { TYPICAL, ODD, NOTHING };
EXPORTED void server_preset_file(IBackgroundCopyFile *file, int values);

/* The same of the job's one property. */
EXPORTED void server_preset_job(IBackgroundCopyJob *job, int values);

#endif
