/*
 * What a download does once it is started, on a thread of the server's own. Its Uri says how it goes: with "hold" in it, it
 * transfers until server_go_on or Pause; with "fail", it is paused with an error; with "odd", its state is one that nobody knows.
 * The content is the same for all.
 */
#include "server.h"

enum { LIMIT_SECONDS = 60, PIECE = 65536 };

#define HTTP_404 ((HRESULT) 0x80190194)
#define CONNECTION_REFUSED ((HRESULT) 0x80072EFD)

atomic_int runs;

/* The status is lent for the call only, so it is gone as soon as that is over. */
static void notify(struct download *download)
{
    IDODownloadStatusCallback *callback =
        property_object(download, DODownloadProperty_CallbackInterface, &IID_IDODownloadStatusCallback);
    DO_DOWNLOAD_STATUS *status;
    if (!callback) {
        return;
    }
    status = malloc(sizeof *status);
    monitor_enter(&download->monitor);
    *status = download->status;
    monitor_leave(&download->monitor);
    CALL(callback, OnStatusChange, &download->object, status); /* whatever it says */
    memset(status, 0xDD, sizeof *status);
    free(status);
    CALL(callback, Release);
}

void change_state(struct download *download, DODownloadState state, HRESULT error, HRESULT extended)
{
    monitor_enter(&download->monitor);
    download->status.State = state;
    download->status.Error = error;
    download->status.ExtendedError = extended;
    monitor_notify(&download->monitor);
    monitor_leave(&download->monitor);
    notify(download);
}

static bool transfers(struct download *download)
{
    bool is;
    monitor_enter(&download->monitor);
    is = download->status.State == DODownloadState_Transferring;
    monitor_leave(&download->monitor);
    return is;
}

static void hold(struct download *download)
{
    long long limit = seconds() + LIMIT_SECONDS;
    monitor_enter(&download->monitor);
    while (download->holds && download->status.State == DODownloadState_Transferring && seconds() < limit) {
        monitor_wait(&download->monitor);
    }
    monitor_leave(&download->monitor);
}

static void transferred(struct download *download, UINT64 bytes)
{
    monitor_enter(&download->monitor);
    download->status.BytesTransferred += bytes;
    monitor_leave(&download->monitor);
}

/* A range into the stream, piece by piece. What the stream takes less than it was given, it is given again. */
static HRESULT write_range(struct download *download, IStream *stream, UINT64 offset, UINT64 length)
{
    HRESULT hr = S_OK;
    while (length > 0 && hr == S_OK && transfers(download)) {
        ULONG size = length < PIECE ? (ULONG) length : PIECE, written = 0;
        hr = content_write(stream, offset, size, &written);
        CHECK(written <= size);
        transferred(download, written);
        offset += written;
        length -= written;
    }
    return hr;
}

static HRESULT transfer(struct download *download, IStream *stream)
{
    DO_DOWNLOAD_RANGE whole = { 0, CONTENT_SIZE }, ranges[MAX_RANGES];
    int count = download->range_count > 0 ? download->range_count : 1;
    HRESULT hr = S_OK;
    memcpy(ranges, download->range_count > 0 ? download->ranges : &whole, count * sizeof *ranges);
    monitor_enter(&download->monitor);
    download->status.BytesTotal = download->status.BytesTransferred = 0;
    for (int i = 0; i < count; i++) {
        download->status.BytesTotal += ranges[i].Length;
    }
    monitor_leave(&download->monitor);
    notify(download);
    for (int i = 0; i < count && hr == S_OK; i++) {
        if (stream) {
            hr = write_range(download, stream, ranges[i].Offset, ranges[i].Length);
        } else {
            transferred(download, ranges[i].Length);
        }
    }
    return stream && hr == S_OK ? CALL(stream, Commit, STGC_DEFAULT) : hr;
}

static void run(void *argument)
{
    struct download *download = argument;
    IStream *stream = property_object(download, DODownloadProperty_StreamInterface, &IID_IStream);
    HRESULT hr;
    hold(download);
    hr = transfer(download, stream);
    if (stream) {
        CALL(stream, Release);
    }
    if (transfers(download)) {
        if (hr != S_OK) {
            change_state(download, DODownloadState_Paused, hr, S_OK);
        } else if (uri_contains(download, "fail")) {
            change_state(download, DODownloadState_Paused, HTTP_404, CONNECTION_REFUSED);
        } else if (uri_contains(download, "odd")) {
            change_state(download, 77, S_OK, S_OK);
        } else {
            change_state(download, DODownloadState_Transferred, S_OK, S_OK);
        }
    }
    download_release(download);
    atomic_fetch_sub(&runs, 1);
}

static HRESULT await(struct download *download)
{
    long long limit = seconds() + LIMIT_SECONDS;
    HRESULT hr;
    monitor_enter(&download->monitor);
    while (download->status.State == DODownloadState_Transferring && seconds() < limit) {
        monitor_wait(&download->monitor);
    }
    hr = download->status.Error;
    monitor_leave(&download->monitor);
    return hr;
}

HRESULT run_start(struct download *download)
{
    download->holds = uri_contains(download, "hold");
    change_state(download, DODownloadState_Transferring, S_OK, S_OK); /* calls back within Start */
    atomic_fetch_add(&runs, 1);
    atomic_fetch_add(&download->references, 1);
    if (!thread_start(run, download)) {
        download_release(download);
        atomic_fetch_sub(&runs, 1);
        return E_OUTOFMEMORY;
    }
    return property_is_true(download, DODownloadProperty_BlockingMode) ? await(download) : S_OK;
}
