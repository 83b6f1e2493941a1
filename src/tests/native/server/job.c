/* IDeliveryOptimizationJob and IDeliveryOptimizationJob2; IBackgroundCopyJob and IBitsTokenOptions, of which a client needs little. */
#include "jobs.h"

static HRESULT job_query(struct job *job, REFIID iid, void **out)
{
    const struct part parts[] = {
        { &IID_IBackgroundCopyJob, &job->base },
        { &IID_IDeliveryOptimizationJob, &job->by_id },
        { &IID_IDeliveryOptimizationJob2, &job->second },
        { &IID_IBitsTokenOptions, &job->token }
    };
    return query_parts(iid, parts, sizeof parts / sizeof *parts, out, &job->references);
}

ULONG job_release(struct job *job)
{
    ULONG left = atomic_fetch_sub(&job->references, 1) - 1;
    CHECK(left != (ULONG) -1);
    if (left == 0) {
        for (unsigned i = 0; i < job->file_count; i++) {
            file_release(job->files[i]);
        }
        VariantClear(&job->error);
        memset(job, 0xDD, sizeof *job); /* a client that still calls it falls at once */
        free(job);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

UNKNOWN_METHODS(job, IBackgroundCopyJob, base)
UNKNOWN_METHODS(job, IDeliveryOptimizationJob, by_id)
UNKNOWN_METHODS(job, IDeliveryOptimizationJob2, second)
UNKNOWN_METHODS(job, IBitsTokenOptions, token)

void change_job(struct job *job, BG_JOB_STATE state)
{
    monitor_enter(&job->monitor);
    job->state = state;
    monitor_leave(&job->monitor);
}

/* A method of BITS that nobody calls here. */
static HRESULT STDMETHODCALLTYPE absent(IBackgroundCopyJob *self)
{
    CHECK(!"a method of a job that is not there");
    return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE enum_files(IBackgroundCopyJob *self, IEnumBackgroundCopyFiles **files)
{
    struct job *job = (struct job *) self;
    SERVED(self, EnumFiles);
    monitor_enter(&job->monitor);
    for (unsigned i = 0; i < job->file_count; i++) {
        atomic_fetch_add(&job->files[i]->references, 1);
    }
    *files = file_enumerator_create(job->files, job->file_count);
    monitor_leave(&job->monitor);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE resume(IBackgroundCopyJob *self)
{
    SERVED(self, Resume);
    return job_resume((struct job *) self);
}

/* What the files hold of the client's is let go. */
static HRESULT end(struct job *job, BG_JOB_STATE state)
{
    for (unsigned i = 0; i < job->file_count; i++) {
        file_let_go(job->files[i]);
    }
    change_job(job, state);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE cancel(IBackgroundCopyJob *self)
{
    SERVED(self, Cancel);
    return end((struct job *) self, BG_JOB_STATE_CANCELLED);
}

static HRESULT STDMETHODCALLTYPE complete(IBackgroundCopyJob *self)
{
    SERVED(self, Complete);
    return end((struct job *) self, BG_JOB_STATE_ACKNOWLEDGED);
}

static HRESULT STDMETHODCALLTYPE get_state(IBackgroundCopyJob *self, BG_JOB_STATE *state)
{
    struct job *job = (struct job *) self;
    SERVED(self, GetState);
    monitor_enter(&job->monitor);
    *state = job->state;
    monitor_leave(&job->monitor);
    return S_OK;
}

/* A file whose id is "refused" is. */
static HRESULT add(struct job *job, struct file *file)
{
    HRESULT hr = file ? S_OK : E_INVALIDARG;
    if (file && file->id && same_text(file->id, u"refused")) {
        hr = DO_E_INVALID_RANGE;
    }
    monitor_enter(&job->monitor);
    if (hr == S_OK && job->file_count == MAX_FILES) {
        hr = E_OUTOFMEMORY;
    }
    if (hr == S_OK) {
        job->files[job->file_count++] = file;
    }
    monitor_leave(&job->monitor);
    if (file && FAILED(hr)) {
        file_release(file);
    }
    return hr;
}

static HRESULT STDMETHODCALLTYPE add_file_with_ranges(IDeliveryOptimizationJob *self,
    LPCWSTR id, LPCWSTR url, LPCWSTR name, DWORD count, DO_FILE_RANGE ranges[], UINT64 size)
{
    SERVED(self, AddFileWithRanges);
    return add(OWNER(self, job, by_id), file_create(id, url, name, count, ranges, size));
}

static HRESULT STDMETHODCALLTYPE add_file(IDeliveryOptimizationJob2 *self,
    LPCWSTR id, LPCWSTR url, DWORD count, DO_FILE_RANGE ranges[], REFIID iid, void **out)
{
    struct file *file = file_create(id, url, NULL, count, ranges, DO_UNKNOWN_SIZE);
    HRESULT hr;
    SERVED(self, AddFile);
    *out = NULL;
    hr = add(OWNER(self, job, second), file);
    return hr == S_OK ? file_query(file, iid, out) : hr;
}

static HRESULT STDMETHODCALLTYPE get_property(IDeliveryOptimizationJob2 *self, DOJobPropertyId id, VARIANT *value)
{
    struct job *job = OWNER(self, job, second);
    HRESULT hr;
    SERVED(self, GetProperty);
    VariantInit(value);
    if (id != DOJobPropertyId_ExtendedErrorInfo) {
        return DO_E_UNKNOWN_PROPERTY_ID;
    }
    monitor_enter(&job->monitor);
    hr = job->error.vt == VT_EMPTY ? E_NOT_SET : VariantCopy(value, &job->error);
    monitor_leave(&job->monitor);
    return hr;
}

static HRESULT STDMETHODCALLTYPE set_property(IDeliveryOptimizationJob2 *self, DOJobPropertyId id, const VARIANT *value)
{
    SERVED(self, SetProperty);
    if (id != DOJobPropertyId_ExtendedErrorInfo) {
        return DO_E_UNKNOWN_PROPERTY_ID;
    }
    return value && value->vt == VT_BSTR ? DO_E_READ_ONLY_PROPERTY : E_INVALIDARG;
}

static HRESULT STDMETHODCALLTYPE set_helper_token(IBitsTokenOptions *self)
{
    SERVED(self, SetHelperToken);
    security_note("SetHelperToken\n");
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE clear_helper_token(IBitsTokenOptions *self)
{
    SERVED(self, ClearHelperToken);
    security_note("ClearHelperToken\n");
    return S_OK;
}

#define ABSENT ((void *) absent)

static IBackgroundCopyJobVtbl job_vtable = {
    .QueryInterface = base_query_interface, .AddRef = base_add_ref, .Release = base_release,
    .AddFileSet = ABSENT, .AddFile = ABSENT, .EnumFiles = METHOD(enum_files), .Suspend = ABSENT, .Resume = resume,
    .Cancel = cancel, .Complete = complete, .GetId = ABSENT, .GetType = ABSENT, .GetProgress = ABSENT, .GetTimes = ABSENT,
    .GetState = METHOD(get_state), .GetError = ABSENT, .GetOwner = ABSENT, .SetDisplayName = ABSENT, .GetDisplayName = ABSENT,
    .SetDescription = ABSENT, .GetDescription = ABSENT, .SetPriority = ABSENT, .GetPriority = ABSENT, .SetNotifyFlags = ABSENT,
    .GetNotifyFlags = ABSENT, .SetNotifyInterface = ABSENT, .GetNotifyInterface = ABSENT, .SetMinimumRetryDelay = ABSENT,
    .GetMinimumRetryDelay = ABSENT, .SetNoProgressTimeout = ABSENT, .GetNoProgressTimeout = ABSENT, .GetErrorCount = ABSENT,
    .SetProxySettings = ABSENT, .GetProxySettings = ABSENT, .TakeOwnership = ABSENT
};
static IDeliveryOptimizationJobVtbl by_id_vtable = {
    by_id_query_interface, by_id_add_ref, by_id_release, add_file_with_ranges
};
static IDeliveryOptimizationJob2Vtbl second_vtable = {
    second_query_interface, second_add_ref, second_release, add_file, get_property, set_property
};
static IBitsTokenOptionsVtbl token_vtable = {
    token_query_interface, token_add_ref, token_release, ABSENT, ABSENT, set_helper_token, clear_helper_token, ABSENT
};

struct job *job_create(void)
{
    struct job *job = calloc(1, sizeof *job);
    job->base.lpVtbl = &job_vtable;
    job->by_id.lpVtbl = &by_id_vtable;
    job->second.lpVtbl = &second_vtable;
    job->token.lpVtbl = &token_vtable;
    atomic_init(&job->references, 1);
    job->monitor = (struct monitor) MONITOR_INITIALIZER;
    job->state = BG_JOB_STATE_SUSPENDED;
    atomic_fetch_add(&objects, 1);
    return job;
}
