/* The client's own objects: the status callback and the stream. */
#include "downloads.h"

enum { LIMIT_SECONDS = 60 };

static void let_go(atomic_uint *references)
{
    long long limit = seconds() + LIMIT_SECONDS;
    while (atomic_load(references) > 1 && seconds() < limit) {
        pause_briefly();
    }
    CHECK(atomic_load(references) == 1);
}

static HRESULT STDMETHODCALLTYPE callback_query_interface(IDODownloadStatusCallback *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    *out = NULL;
    if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IDODownloadStatusCallback)) {
        return E_NOINTERFACE;
    }
    atomic_fetch_add(&((struct status_callback *) self)->references, 1);
    *out = self;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE callback_add_ref(IDODownloadStatusCallback *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct status_callback *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE callback_release(IDODownloadStatusCallback *self)
{
    SERVED(self, Release);
    return atomic_fetch_sub(&((struct status_callback *) self)->references, 1) - 1;
}

/* The download is lent: it is called, and not released. It is an object of its own, so its id says whose status this is. */
static HRESULT STDMETHODCALLTYPE on_status_change(
    IDODownloadStatusCallback *self, IDODownload *download, const DO_DOWNLOAD_STATUS *status)
{
    struct status_callback *callback = (struct status_callback *) self;
    DO_DOWNLOAD_STATUS now;
    VARIANT mine, its;
    SERVED(self, OnStatusChange);
    if (!CHECK(download && status) || !CHECK(status->State >= 0 && status->State <= DODownloadState_Paused)) {
        return E_FAIL;
    }
    EXPECT(S_OK, CALL(download, GetStatus, &now));
    EXPECT(S_OK, CALL(callback->download, GetProperty, DODownloadProperty_Id, &mine));
    EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_Id, &its));
    CHECK(mine.vt == VT_BSTR && its.vt == VT_BSTR && same_text(mine.bstrVal, its.bstrVal));
    VariantClear(&mine);
    VariantClear(&its);
    monitor_enter(&callback->monitor);
    callback->told[status->State]++;
    callback->last = *status;
    monitor_notify(&callback->monitor);
    monitor_leave(&callback->monitor);
    return E_FAIL; /* which does not matter */
}

static IDODownloadStatusCallbackVtbl callback_vtable = {
    callback_query_interface, callback_add_ref, callback_release, on_status_change
};

void status_callback_create(struct status_callback *callback, IDODownload *download)
{
    *callback = (struct status_callback) {
        .object = { &callback_vtable }, .monitor = MONITOR_INITIALIZER, .download = download
    };
    atomic_init(&callback->references, 1);
}

bool status_callback_awaits(struct status_callback *callback, DODownloadState state)
{
    long long limit = seconds() + LIMIT_SECONDS;
    bool told;
    monitor_enter(&callback->monitor);
    while (callback->told[state] == 0 && seconds() < limit) {
        monitor_wait(&callback->monitor);
    }
    told = callback->told[state] > 0;
    monitor_leave(&callback->monitor);
    return told;
}

void status_callback_end(struct status_callback *callback)
{
    let_go(&callback->references);
}

static HRESULT STDMETHODCALLTYPE stream_query_interface(IStream *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    *out = NULL;
    if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_ISequentialStream) && !IsEqualIID(iid, &IID_IStream)) {
        return E_NOINTERFACE;
    }
    atomic_fetch_add(&((struct memory_stream *) self)->references, 1);
    *out = self;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE stream_add_ref(IStream *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct memory_stream *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE stream_release(IStream *self)
{
    SERVED(self, Release);
    return atomic_fetch_sub(&((struct memory_stream *) self)->references, 1) - 1;
}

static HRESULT STDMETHODCALLTYPE stream_write(IStream *self, const void *buffer, ULONG count, ULONG *written)
{
    struct memory_stream *stream = (struct memory_stream *) self;
    long long limit = seconds() + LIMIT_SECONDS;
    UINT64 taken = count;
    HRESULT hr = S_OK;
    SERVED(self, Write);
    monitor_enter(&stream->monitor);
    stream->writes++;
    while (stream->position >= stream->holds_at && seconds() < limit) {
        stream->waits = true;
        monitor_notify(&stream->monitor);
        monitor_wait(&stream->monitor);
    }
    stream->waits = false;
    taken = stream->most && taken > stream->most ? stream->most : taken;
    if (taken > stream->room - stream->position) {
        taken = stream->room - stream->position;
        hr = taken ? S_OK : stream->full;
    }
    memcpy(stream->bytes + stream->position, buffer, taken);
    stream->position += taken;
    stream->size = stream->size < stream->position ? stream->position : stream->size;
    monitor_leave(&stream->monitor);
    if (written) {
        *written = (ULONG) taken;
    }
    return hr;
}

static HRESULT STDMETHODCALLTYPE stream_seek(IStream *self, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *position)
{
    struct memory_stream *stream = (struct memory_stream *) self;
    int64_t to;
    SERVED(self, Seek);
    monitor_enter(&stream->monitor);
    to = move.QuadPart + (int64_t) (origin == STREAM_SEEK_SET ? 0 : origin == STREAM_SEEK_CUR ? stream->position : stream->size);
    if (CHECK(origin <= STREAM_SEEK_END) && CHECK(to >= 0 && (UINT64) to <= stream->room)) {
        stream->position = (UINT64) to;
        stream->seeks++;
    }
    if (position) {
        position->QuadPart = stream->position;
    }
    monitor_leave(&stream->monitor);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_set_size(IStream *self, ULARGE_INTEGER size)
{
    struct memory_stream *stream = (struct memory_stream *) self;
    SERVED(self, SetSize);
    monitor_enter(&stream->monitor);
    CHECK(size.QuadPart <= stream->size);
    stream->size = size.QuadPart;
    stream->cuts++;
    monitor_leave(&stream->monitor);
    return S_OK;
}

/* What a service that writes does not need. */
static HRESULT STDMETHODCALLTYPE stream_read(IStream *self, void *buffer, ULONG count, ULONG *read)
{
    SERVED(self, Read);
    return CHECK(!"Read") ? S_OK : E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE stream_copy_to(
    IStream *self, IStream *target, ULARGE_INTEGER count, ULARGE_INTEGER *read, ULARGE_INTEGER *written)
{
    SERVED(self, CopyTo);
    return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE stream_commit(IStream *self, DWORD flags)
{
    SERVED(self, Commit);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_revert(IStream *self)
{
    SERVED(self, Revert);
    return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE stream_region(IStream *self, ULARGE_INTEGER offset, ULARGE_INTEGER count, DWORD type)
{
    return STG_E_INVALIDFUNCTION;
}

static HRESULT STDMETHODCALLTYPE stream_stat(IStream *self, STATSTG *stat, DWORD flags)
{
    SERVED(self, Stat);
    return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE stream_clone(IStream *self, IStream **copy)
{
    SERVED(self, Clone);
    return E_NOTIMPL;
}

static IStreamVtbl stream_vtable = {
    stream_query_interface, stream_add_ref, stream_release, stream_read, stream_write, stream_seek, stream_set_size,
    stream_copy_to, stream_commit, stream_revert, stream_region, stream_region, stream_stat, stream_clone
};

void memory_stream_create(struct memory_stream *stream, UINT64 room)
{
    *stream = (struct memory_stream) {
        .object = { &stream_vtable }, .monitor = MONITOR_INITIALIZER, .bytes = calloc(1, room ? room : 1), .room = room,
        .full = STG_E_MEDIUMFULL, .holds_at = UINT64_MAX
    };
    atomic_init(&stream->references, 1);
}

bool memory_stream_awaits(struct memory_stream *stream)
{
    long long limit = seconds() + LIMIT_SECONDS;
    bool waits;
    monitor_enter(&stream->monitor);
    while (!stream->waits && seconds() < limit) {
        monitor_wait(&stream->monitor);
    }
    waits = stream->waits;
    monitor_leave(&stream->monitor);
    return CHECK(waits);
}

void memory_stream_go_on(struct memory_stream *stream)
{
    monitor_enter(&stream->monitor);
    stream->holds_at = UINT64_MAX;
    monitor_notify(&stream->monitor);
    monitor_leave(&stream->monitor);
}

bool memory_stream_is(struct memory_stream *stream, UINT64 offset, const BYTE *bytes, UINT64 size)
{
    bool is;
    monitor_enter(&stream->monitor);
    is = stream->size >= offset + size && memcmp(stream->bytes + offset, bytes, size) == 0;
    monitor_leave(&stream->monitor);
    return is;
}

void memory_stream_end(struct memory_stream *stream)
{
    let_go(&stream->references);
    free(stream->bytes);
}
