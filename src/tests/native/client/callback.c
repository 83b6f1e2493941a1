#include "callback.h"

enum { LIMIT_SECONDS = 60 };

static struct callback *of(IBackgroundCopyCallback3 *self)
{
    return (struct callback *) self;
}

static void count(struct callback *callback, unsigned *counter)
{
    monitor_enter(&callback->monitor);
    (*counter)++;
    monitor_notify(&callback->monitor);
    monitor_leave(&callback->monitor);
}

static HRESULT STDMETHODCALLTYPE query_interface(IBackgroundCopyCallback3 *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    if (!out) {
        return E_POINTER;
    }
    *out = NULL;
    if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IBackgroundCopyCallback)
        && !IsEqualIID(iid, &IID_IBackgroundCopyCallback2) && !IsEqualIID(iid, &IID_IBackgroundCopyCallback3)) {
        return E_NOINTERFACE;
    }
    atomic_fetch_add(&of(self)->references, 1);
    *out = self;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyCallback3 *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&of(self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IBackgroundCopyCallback3 *self)
{
    SERVED(self, Release);
    return atomic_fetch_sub(&of(self)->references, 1) - 1;
}

/* The job is lent: it is not released here. */
static void check_lent(IBackgroundCopyJob *job, BG_JOB_STATE expected)
{
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    LPWSTR name = NULL;
    EXPECT(S_OK, CALL(job, GetState, &state));
    CHECK(state == expected);
    if (EXPECT(S_OK, CALL(job, GetDisplayName, &name))) {
        EXPECT_TEXT(u"native client", name);
    }
}

static HRESULT STDMETHODCALLTYPE job_transferred(IBackgroundCopyCallback3 *self, IBackgroundCopyJob *job)
{
    SERVED(self, JobTransferred);
    check_lent(job, BG_JOB_STATE_TRANSFERRED);
    count(of(self), &of(self)->transferred);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE job_error(IBackgroundCopyCallback3 *self, IBackgroundCopyJob *job, IBackgroundCopyError *error)
{
    SERVED(self, JobError);
    check_lent(job, BG_JOB_STATE_ERROR);
    if (of(self)->url) {
        drive_error(error, of(self)->context, of(self)->url);
    } else {
        BG_ERROR_CONTEXT context = BG_ERROR_CONTEXT_NONE;
        HRESULT unexpected = S_OK;
        CALL(error, GetError, &context, &unexpected);
        EXPECT(S_OK, unexpected);
    }
    count(of(self), &of(self)->failed);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE job_modification(IBackgroundCopyCallback3 *self, IBackgroundCopyJob *job, DWORD reserved)
{
    ULONG errors = 1;
    SERVED(self, JobModification);
    CHECK(reserved == 0);
    EXPECT(S_OK, CALL(job, GetErrorCount, &errors));
    count(of(self), &of(self)->modified);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE file_transferred(
    IBackgroundCopyCallback3 *self, IBackgroundCopyJob *job, IBackgroundCopyFile *file)
{
    BG_FILE_PROGRESS progress = { 0 };
    SERVED(self, FileTransferred);
    CHECK(job != NULL);
    EXPECT(S_OK, CALL(file, GetProgress, &progress));
    CHECK(progress.BytesTransferred == progress.BytesTotal && !progress.Completed); /* there, but not yet under its name */
    count(of(self), &of(self)->files);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE file_ranges_transferred(IBackgroundCopyCallback3 *self, IBackgroundCopyJob *job,
                                                         IBackgroundCopyFile *file, DWORD range_count,
                                                         const BG_FILE_RANGE ranges[])
{
    SERVED(self, FileRangesTransferred);
    CHECK(job && file && range_count > 0 && ranges);
    count(of(self), &of(self)->ranges);
    return S_OK;
}

/* One for all objects. */
static IBackgroundCopyCallback3Vtbl vtable = {
    query_interface, add_ref, release,
    job_transferred, job_error, job_modification, file_transferred, file_ranges_transferred
};

void callback_create(struct callback *callback, const WCHAR *url, BG_ERROR_CONTEXT context)
{
    *callback = (struct callback) { .object = { &vtable }, .monitor = MONITOR_INITIALIZER, .url = url, .context = context };
    atomic_init(&callback->references, 1);
}

IUnknown *callback_unknown(struct callback *callback)
{
    return (IUnknown *) &callback->object;
}

bool callback_awaits(struct callback *callback, const unsigned *count, unsigned value)
{
    long long limit = seconds() + LIMIT_SECONDS;
    bool there;
    monitor_enter(&callback->monitor);
    while (*count < value && seconds() < limit) {
        monitor_wait(&callback->monitor);
    }
    there = *count >= value;
    monitor_leave(&callback->monitor);
    return there;
}

void callback_end(struct callback *callback)
{
    /* The service may let go a moment after the call that makes it do so. */
    long long limit = seconds() + LIMIT_SECONDS;
    while (atomic_load(&callback->references) > 1 && seconds() < limit) {
        pause_briefly();
    }
    CHECK(atomic_load(&callback->references) == 1);
    CHECK(callback->object.lpVtbl->Release(&callback->object) == 0);
}
