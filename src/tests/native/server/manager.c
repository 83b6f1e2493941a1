/* IDOManager, and what the program is entered by. */
#include "server.h"

enum { LIMIT_SECONDS = 60 };

atomic_int objects;
int server_fault;

struct manager {
    IDOManager object;
    atomic_uint references;
};

HRESULT query_parts(REFIID iid, const struct part *parts, unsigned count, void **out, atomic_uint *references)
{
    if (!out) {
        return E_POINTER;
    }
    *out = IsEqualIID(iid, &IID_IUnknown) ? parts[0].pointer : NULL;
    for (unsigned i = 0; i < count && !*out; i++) {
        *out = IsEqualIID(iid, parts[i].iid) ? parts[i].pointer : NULL;
    }
    if (!*out) {
        return E_NOINTERFACE;
    }
    atomic_fetch_add(references, 1);
    return S_OK;
}

HRESULT query(const char *name, void *self, REFIID iid, REFIID own, void **out, atomic_uint *references)
{
    return security_answers(name, self, iid, out) ? S_OK : query_parts(iid, &(struct part) { own, self }, 1, out, references);
}

static HRESULT STDMETHODCALLTYPE query_interface(IDOManager *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    return query(INTERFACE(self), self, iid, &IID_IDOManager, out, &((struct manager *) self)->references);
}

static ULONG STDMETHODCALLTYPE add_ref(IDOManager *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct manager *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IDOManager *self)
{
    ULONG left = atomic_fetch_sub(&((struct manager *) self)->references, 1) - 1;
    SERVED(self, Release);
    CHECK(left != (ULONG) -1);
    if (left == 0) {
        free(self);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

static HRESULT STDMETHODCALLTYPE create_download(IDOManager *self, IDODownload **download)
{
    SERVED(self, CreateDownload);
    if (!download) {
        return E_POINTER;
    }
    *download = &download_create()->object;
    return S_OK;
}

static bool is_in(struct download *download, const DO_DOWNLOAD_ENUM_CATEGORY *category)
{
    const VARIANT *value = &download->properties[category->Property];
    bool is;
    monitor_enter(&download->monitor);
    is = value->vt == VT_BSTR && value->bstrVal && same_text(value->bstrVal, category->Value);
    monitor_leave(&download->monitor);
    return is;
}

static HRESULT STDMETHODCALLTYPE enum_downloads(
    IDOManager *self, const DO_DOWNLOAD_ENUM_CATEGORY *category, IEnumUnknown **downloads)
{
    struct download *all[MAX_DOWNLOADS];
    unsigned count, kept = 0;
    SERVED(self, EnumDownloads);
    if (!downloads) {
        return E_POINTER;
    }
    *downloads = NULL;
    if (category && (category->Property < DODownloadProperty_Id || category->Property > DODownloadProperty_LocalPath
                     || !category->Value)) {
        return E_INVALIDARG;
    }
    count = known_downloads(all);
    for (unsigned i = 0; i < count; i++) {
        if (!category || is_in(all[i], category)) {
            all[kept++] = all[i];
        } else {
            download_release(all[i]);
        }
    }
    if (kept == 0) {
        return DO_E_NO_DOWNLOADS;
    }
    *downloads = enumerator_create(all, kept, 0);
    return S_OK;
}

static IDOManagerVtbl vtable = { query_interface, add_ref, release, create_download, enum_downloads };

void begin(void)
{
    begin_report();
    server_fault = NO_FAULT;
    security_begin();
}

IDOManager *server_open(void)
{
    struct manager *manager = calloc(1, sizeof *manager);
    begin();
    manager->object.lpVtbl = &vtable;
    atomic_init(&manager->references, 1);
    atomic_fetch_add(&objects, 1);
    return &manager->object;
}

int server_close(void)
{
    long long limit = seconds() + LIMIT_SECONDS;
    struct download *all[MAX_DOWNLOADS];
    unsigned count = known_downloads(all);
    for (unsigned i = 0; i < count; i++) {
        server_go_on(&all[i]->object);
        all[i]->object.lpVtbl->Abort(&all[i]->object);
        download_release(all[i]);
    }
    while (atomic_load(&runs) > 0 && seconds() < limit) {
        pause_briefly();
    }
    return atomic_load(&objects);
}

void server_go_on(IDODownload *self)
{
    struct download *download = (struct download *) self;
    monitor_enter(&download->monitor);
    download->holds = false;
    monitor_notify(&download->monitor);
    monitor_leave(&download->monitor);
}

void server_break(int fault)
{
    server_fault = fault;
}

void server_report(char *text, size_t size)
{
    write_report(text, size);
}
