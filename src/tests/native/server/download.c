/* IDODownload, and which downloads there are. */
#include "server.h"

static struct monitor registry = MONITOR_INITIALIZER;
static struct download *known[MAX_DOWNLOADS];
static unsigned known_count;

static HRESULT STDMETHODCALLTYPE query_interface(IDODownload *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    return query(INTERFACE(self), self, iid, &IID_IDODownload, out, &((struct download *) self)->references);
}

static ULONG STDMETHODCALLTYPE add_ref(IDODownload *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct download *) self)->references, 1) + 1;
}

ULONG download_release(struct download *download)
{
    ULONG left = atomic_fetch_sub(&download->references, 1) - 1;
    CHECK(left != (ULONG) -1);
    if (left == 0) {
        for (int id = 0; id < PROPERTIES; id++) {
            VariantClear(&download->properties[id]);
        }
        memset(download, 0xDD, sizeof *download); /* a client that still calls it falls at once */
        free(download);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

static ULONG STDMETHODCALLTYPE release(IDODownload *self)
{
    SERVED(self, Release);
    return download_release((struct download *) self);
}

static HRESULT STDMETHODCALLTYPE start(IDODownload *self, const DO_DOWNLOAD_RANGES_INFO *ranges)
{
    struct download *download = (struct download *) self;
    SERVED(self, Start);
    if (ranges && ranges->RangeCount > MAX_RANGES) {
        return E_INVALIDARG;
    }
    monitor_enter(&download->monitor);
    if (download->status.State != DODownloadState_Created && download->status.State != DODownloadState_Paused
        && download->status.State != DODownloadState_Transferred) {
        monitor_leave(&download->monitor);
        return DO_E_INVALID_STATE;
    }
    download->starts++;
    download->range_count = ranges ? (int) ranges->RangeCount : -1;
    for (UINT i = 0; ranges && i < ranges->RangeCount; i++) {
        download->ranges[i] = ranges->Ranges[i];
    }
    monitor_leave(&download->monitor);
    return run_start(download);
}

static HRESULT STDMETHODCALLTYPE pause(IDODownload *self)
{
    struct download *download = (struct download *) self;
    SERVED(self, Pause);
    if (download->status.State >= DODownloadState_Finalized && download->status.State <= DODownloadState_Aborted) {
        return DO_E_INVALID_STATE;
    }
    if (download->status.State == DODownloadState_Transferring) {
        change_state(download, DODownloadState_Paused, S_OK, S_OK);
    }
    return S_OK;
}

/* The end releases what the properties hold of the client's. */
static HRESULT end(struct download *download, DODownloadState state)
{
    VARIANT callback, stream;
    change_state(download, state, S_OK, S_OK);
    monitor_enter(&download->monitor);
    callback = download->properties[DODownloadProperty_CallbackInterface];
    stream = download->properties[DODownloadProperty_StreamInterface];
    VariantInit(&download->properties[DODownloadProperty_CallbackInterface]);
    VariantInit(&download->properties[DODownloadProperty_StreamInterface]);
    monitor_leave(&download->monitor);
    VariantClear(&callback);
    VariantClear(&stream);
    download_end(download);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE abort_download(IDODownload *self)
{
    struct download *download = (struct download *) self;
    SERVED(self, Abort);
    if (download->status.State == DODownloadState_Finalized) {
        return DO_E_INVALID_STATE;
    }
    return download->status.State == DODownloadState_Aborted ? S_OK : end(download, DODownloadState_Aborted);
}

static HRESULT STDMETHODCALLTYPE finalize(IDODownload *self)
{
    struct download *download = (struct download *) self;
    SERVED(self, Finalize);
    if (download->status.State == DODownloadState_Finalized) {
        return S_OK;
    }
    return download->status.State == DODownloadState_Transferred ? end(download, DODownloadState_Finalized)
                                                                 : DO_E_INVALID_STATE;
}

static HRESULT STDMETHODCALLTYPE get_status(IDODownload *self, DO_DOWNLOAD_STATUS *status)
{
    struct download *download = (struct download *) self;
    SERVED(self, GetStatus);
    if (!status) {
        return E_POINTER;
    }
    monitor_enter(&download->monitor);
    *status = download->status;
    monitor_leave(&download->monitor);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE get_property(IDODownload *self, DODownloadProperty id, VARIANT *value)
{
    SERVED(self, GetProperty);
    return value ? property_get((struct download *) self, id, value) : E_POINTER;
}

static HRESULT STDMETHODCALLTYPE set_property(IDODownload *self, DODownloadProperty id, const VARIANT *value)
{
    SERVED(self, SetProperty);
    security_note("property %d\n", id);
    return value ? property_set((struct download *) self, id, value) : E_POINTER;
}

static IDODownloadVtbl vtable = {
    query_interface, add_ref, release,
    start, pause, abort_download, finalize, get_status, get_property, set_property
};

struct download *download_create(void)
{
    static atomic_uint number;
    static WCHAR id[] = u"{5B1D0A00-0000-4000-8000-000000000000}";
    struct download *download = calloc(1, sizeof *download);
    unsigned n = atomic_fetch_add(&number, 1);
    download->object.lpVtbl = &vtable;
    atomic_init(&download->references, 2); /* the registry's, and the creator's */
    download->monitor = (struct monitor) MONITOR_INITIALIZER;
    download->status = (DO_DOWNLOAD_STATUS) { .BytesTotal = DO_UNKNOWN_SIZE };
    download->range_count = -2;
    monitor_enter(&registry);
    for (int i = 0; i < 8; i++, n >>= 4) {
        id[36 - i] = u"0123456789ABCDEF"[n & 15];
    }
    download->properties[DODownloadProperty_Id].bstrVal = SysAllocString(id);
    download->properties[DODownloadProperty_Id].vt = VT_BSTR;
    if (CHECK(known_count < MAX_DOWNLOADS)) {
        known[known_count++] = download;
    }
    monitor_leave(&registry);
    atomic_fetch_add(&objects, 1);
    return download;
}

void download_end(struct download *download)
{
    bool found = false;
    monitor_enter(&registry);
    for (unsigned i = 0; i < known_count; i++) {
        if (known[i] == download) {
            known[i] = known[--known_count];
            found = true;
            break;
        }
    }
    monitor_leave(&registry);
    if (found) {
        download_release(download);
    }
}

unsigned known_downloads(struct download *found[MAX_DOWNLOADS])
{
    unsigned count;
    monitor_enter(&registry);
    count = known_count;
    for (unsigned i = 0; i < count; i++) {
        atomic_fetch_add(&known[i]->references, 1);
        found[i] = known[i];
    }
    monitor_leave(&registry);
    return count;
}

