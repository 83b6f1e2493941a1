/* What a job does once it is resumed, on a thread of the server's own: it writes the content to the streams of its files. */
#include "jobs.h"

enum { PIECE = 65536 };

static HRESULT write_range(IStream *stream, UINT64 offset, UINT64 length)
{
    HRESULT hr = S_OK;
    while (length > 0 && hr == S_OK) {
        ULONG size = length < PIECE ? (ULONG) length : PIECE, written = 0;
        hr = content_write(stream, offset, size, &written);
        CHECK(written <= size);
        offset += written;
        length -= written;
    }
    return hr;
}

static HRESULT write_file(const struct file *file, IStream *stream)
{
    HRESULT hr = file->range_count > 0 ? S_OK : write_range(stream, 0, CONTENT_SIZE);
    for (int i = 0; i < file->range_count && hr == S_OK; i++) {
        UINT64 offset = file->ranges[i].InitialOffset, length = file->ranges[i].Length;
        hr = write_range(stream, offset, length == UINT64_MAX ? CONTENT_SIZE - offset : length);
    }
    return hr == S_OK ? CALL(stream, Commit, STGC_DEFAULT) : hr;
}

static void run(void *argument)
{
    struct job *job = argument;
    HRESULT hr = S_OK;
    for (unsigned i = 0; i < job->file_count && hr == S_OK; i++) {
        IStream *stream = file_stream(job->files[i]);
        if (stream) {
            hr = write_file(job->files[i], stream);
            CALL(stream, Release);
        }
    }
    if (FAILED(hr)) {
        monitor_enter(&job->monitor);
        VariantClear(&job->error);
        job->error.vt = VT_BSTR;
        job->error.bstrVal = SysAllocString(hr == STG_E_WRITEFAULT ? u"STG_E_WRITEFAULT" : u"another");
        monitor_leave(&job->monitor);
    }
    change_job(job, FAILED(hr) ? BG_JOB_STATE_ERROR : BG_JOB_STATE_TRANSFERRED);
    job_release(job);
    atomic_fetch_sub(&runs, 1);
}

HRESULT job_resume(struct job *job)
{
    if (job->file_count == 0) {
        return DO_E_JOB_EMPTY;
    }
    for (unsigned i = 0; i < job->file_count; i++) {
        if (!file_has_sink(job->files[i])) {
            return DO_E_FILE_DOWNLOADSINK_UNSPECIFIED;
        }
    }
    change_job(job, BG_JOB_STATE_TRANSFERRING);
    atomic_fetch_add(&runs, 1);
    atomic_fetch_add(&job->references, 1);
    if (!thread_start(run, job)) {
        job_release(job);
        atomic_fetch_sub(&runs, 1);
        return E_OUTOFMEMORY;
    }
    return S_OK;
}
