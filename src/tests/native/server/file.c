/* IBackgroundCopyFile, IDeliveryOptimizationFile and IDeliveryOptimizationFile2: what the file is, and its statistics. */
#include "jobs.h"

static size_t size_of(LPCWSTR text)
{
    size_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    return (length + 1) * sizeof *text;
}

WCHAR *keep(LPCWSTR text)
{
    return text ? memcpy(malloc(size_of(text)), text, size_of(text)) : NULL;
}

LPWSTR string_of(const WCHAR *text)
{
    if (text && server_fault == LEAKS_STRING) {
        memset(CoTaskMemAlloc(size_of(text)), 0xDD, size_of(text));
    }
    return text ? memcpy(CoTaskMemAlloc(size_of(text)), text, size_of(text)) : NULL;
}

HRESULT file_query(struct file *file, REFIID iid, void **out)
{
    const struct part parts[] = {
        { &IID_IBackgroundCopyFile, &file->base },
        { &IID_IDeliveryOptimizationFile, &file->statistics },
        { &IID_IDeliveryOptimizationFile2, &file->properties }
    };
    return query_parts(iid, parts, sizeof parts / sizeof *parts, out, &file->references);
}

ULONG file_release(struct file *file)
{
    ULONG left = atomic_fetch_sub(&file->references, 1) - 1;
    CHECK(left != (ULONG) -1);
    if (left == 0) {
        for (int id = 0; id < FILE_PROPERTIES; id++) {
            VariantClear(&file->values[id]);
        }
        free(file->id);
        free(file->url);
        free(file->name);
        memset(file, 0xDD, sizeof *file); /* a client that still calls it falls at once */
        free(file);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

UNKNOWN_METHODS(file, IBackgroundCopyFile, base)
UNKNOWN_METHODS(file, IDeliveryOptimizationFile, statistics)
UNKNOWN_METHODS(file, IDeliveryOptimizationFile2, properties)

static HRESULT STDMETHODCALLTYPE get_remote_name(IBackgroundCopyFile *self, LPWSTR *name)
{
    SERVED(self, GetRemoteName);
    *name = string_of(((struct file *) self)->url);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE get_local_name(IBackgroundCopyFile *self, LPWSTR *name)
{
    SERVED(self, GetLocalName);
    *name = string_of(((struct file *) self)->name);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE get_progress(IBackgroundCopyFile *self, BG_FILE_PROGRESS *progress)
{
    SERVED(self, GetProgress);
    return E_NOTIMPL;
}

/*
 * Each member has a value of its own. Of a file whose id is "none" there are none, and what is there is nobody's: who frees its
 * pointers all the same falls.
 */
static HRESULT STDMETHODCALLTYPE get_stats(IDeliveryOptimizationFile *self, DOSwarmStats *stats)
{
    const struct file *file = OWNER(self, file, statistics);
    SERVED(self, GetStats);
    if (same_text(file->id, u"none")) {
        memset(stats, 0xDD, sizeof *stats);
        return E_FAIL;
    }
    *stats = (DOSwarmStats) {
        .fileId = string_of(file->id), .sourceURL = string_of(file->url),
        .fileSize = file->size,
        .totalBytesDownloaded = 0x100000001,
        .bytesFromLanPeers = 0x200000002,
        .bytesFromGroupPeers = 0x300000003,
        .bytesFromInternetPeers = 0x400000004,
        .bytesFromHttp = 0x500000005,
        .bytesFromDoinc = 0x600000006,
        .bytesToLanPeers = 0x700000007,
        .bytesToGroupPeers = 0x800000008,
        .bytesToInternetPeers = 0x900000009,
        .httpConnectionCount = 11, .doincConnectionCount = 12, .lanConnectionCount = 13, .groupConnectionCount = 14,
        .internetConnectionCount = 15,
        .downloadDuration = 0xFFFFFFFE,
        .downloadMode = DownloadMode_Bypass, .status = SwarmStatus_Caching,
        .isBackground = 1
    };
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE get_property(IDeliveryOptimizationFile2 *self, DOFilePropertyId id, VARIANT *value)
{
    SERVED(self, GetProperty);
    return file_get(OWNER(self, file, properties), id, value);
}

static HRESULT STDMETHODCALLTYPE set_property(IDeliveryOptimizationFile2 *self, DOFilePropertyId id, const VARIANT *value)
{
    SERVED(self, SetProperty);
    return file_set(OWNER(self, file, properties), id, value);
}

static IBackgroundCopyFileVtbl base_vtable = {
    base_query_interface, base_add_ref, base_release, METHOD(get_remote_name), METHOD(get_local_name), METHOD(get_progress)
};
static IDeliveryOptimizationFileVtbl statistics_vtable = {
    statistics_query_interface, statistics_add_ref, statistics_release, get_stats
};
static IDeliveryOptimizationFile2Vtbl properties_vtable = {
    properties_query_interface, properties_add_ref, properties_release, get_property, set_property
};

struct file *file_create(LPCWSTR id, LPCWSTR url, LPCWSTR name, DWORD count, const DO_FILE_RANGE *ranges, UINT64 size)
{
    struct file *file;
    if (!id || count > MAX_RANGES || (count > 0) != (ranges != NULL)) {
        return NULL;
    }
    file = calloc(1, sizeof *file);
    file->base.lpVtbl = &base_vtable;
    file->statistics.lpVtbl = &statistics_vtable;
    file->properties.lpVtbl = &properties_vtable;
    atomic_init(&file->references, 1);
    file->monitor = (struct monitor) MONITOR_INITIALIZER;
    file->id = keep(id);
    file->url = keep(url);
    file->name = keep(name);
    file->size = size;
    file->range_count = ranges ? (int) count : -1;
    for (DWORD i = 0; i < count; i++) {
        file->ranges[i] = ranges[i];
    }
    atomic_fetch_add(&objects, 1);
    return file;
}
