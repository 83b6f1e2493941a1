/* IBackgroundCopyManager: jobs can be made, and nothing else. */
#include "jobs.h"

struct job_manager {
    IBackgroundCopyManager object;
    atomic_uint references;
};

static HRESULT STDMETHODCALLTYPE query_interface(IBackgroundCopyManager *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    return query(INTERFACE(self), self, iid, &IID_IBackgroundCopyManager, out, &((struct job_manager *) self)->references);
}

static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyManager *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct job_manager *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IBackgroundCopyManager *self)
{
    ULONG left = atomic_fetch_sub(&((struct job_manager *) self)->references, 1) - 1;
    SERVED(self, Release);
    CHECK(left != (ULONG) -1);
    if (left == 0) {
        free(self);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

static HRESULT STDMETHODCALLTYPE create_job(
    IBackgroundCopyManager *self, LPCWSTR name, BG_JOB_TYPE type, GUID *id, IBackgroundCopyJob **job)
{
    SERVED(self, CreateJob);
    CHECK(name && type == BG_JOB_TYPE_DOWNLOAD);
    *id = (GUID) { 1, 2, 3, { 4 } }; /* nobody asks for it */
    *job = &job_create()->base;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE get_job(IBackgroundCopyManager *self, const GUID *id, IBackgroundCopyJob **job)
{
    SERVED(self, GetJob);
    *job = NULL;
    return DO_E_JOB_NOT_FOUND;
}

static HRESULT STDMETHODCALLTYPE enum_jobs(IBackgroundCopyManager *self, DWORD flags, IEnumBackgroundCopyJobs **jobs)
{
    SERVED(self, EnumJobs);
    *jobs = NULL;
    return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE get_error_description(
    IBackgroundCopyManager *self, HRESULT hresult, DWORD language, LPWSTR *text)
{
    SERVED(self, GetErrorDescription);
    *text = NULL;
    return E_NOTIMPL;
}

static IBackgroundCopyManagerVtbl vtable = {
    query_interface, add_ref, release,
    METHOD(create_job), METHOD(get_job), METHOD(enum_jobs), METHOD(get_error_description)
};

IBackgroundCopyManager *server_open_jobs(void)
{
    struct job_manager *manager = calloc(1, sizeof *manager);
    begin();
    manager->object.lpVtbl = &vtable;
    atomic_init(&manager->references, 1);
    atomic_fetch_add(&objects, 1);
    return &manager->object;
}
