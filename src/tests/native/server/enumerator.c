/* IEnumUnknown: of the downloads that there were when it was made. */
#include "server.h"

struct enumerator {
    IEnumUnknown object;
    atomic_uint references;
    unsigned position, count;
    struct download *downloads[MAX_DOWNLOADS];
};

static HRESULT STDMETHODCALLTYPE query_interface(IEnumUnknown *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    return query(INTERFACE(self), self, iid, &IID_IEnumUnknown, out, &((struct enumerator *) self)->references);
}

static ULONG STDMETHODCALLTYPE add_ref(IEnumUnknown *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct enumerator *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IEnumUnknown *self)
{
    struct enumerator *all = (struct enumerator *) self;
    ULONG left = atomic_fetch_sub(&all->references, 1) - 1;
    SERVED(self, Release);
    if (left == 0) {
        for (unsigned i = 0; i < all->count; i++) {
            download_release(all->downloads[i]);
        }
        free(all);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

static HRESULT STDMETHODCALLTYPE next(IEnumUnknown *self, ULONG count, IUnknown **elements, ULONG *fetched)
{
    struct enumerator *all = (struct enumerator *) self;
    ULONG given = 0;
    SERVED(self, Next);
    if (!elements || (!fetched && count != 1)) {
        return E_POINTER;
    }
    while (given < count && all->position < all->count) {
        struct download *download = all->downloads[all->position++];
        atomic_fetch_add(&download->references, 1);
        elements[given++] = (IUnknown *) &download->object;
    }
    if (fetched) {
        *fetched = given;
    }
    return given == count ? S_OK : S_FALSE;
}

static HRESULT STDMETHODCALLTYPE skip(IEnumUnknown *self, ULONG count)
{
    struct enumerator *all = (struct enumerator *) self;
    ULONG left = all->count - all->position;
    SERVED(self, Skip);
    all->position += count < left ? count : left;
    return count <= left ? S_OK : S_FALSE;
}

static HRESULT STDMETHODCALLTYPE reset(IEnumUnknown *self)
{
    SERVED(self, Reset);
    ((struct enumerator *) self)->position = 0;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE clone(IEnumUnknown *self, IEnumUnknown **copy)
{
    struct enumerator *all = (struct enumerator *) self;
    SERVED(self, Clone);
    for (unsigned i = 0; i < all->count; i++) {
        atomic_fetch_add(&all->downloads[i]->references, 1);
    }
    *copy = enumerator_create(all->downloads, all->count, all->position);
    return S_OK;
}

static IEnumUnknownVtbl vtable = {
    query_interface, add_ref, release, next, skip, reset, clone
};

/* The references of the downloads become the enumerator's. */
IEnumUnknown *enumerator_create(struct download *const *downloads, unsigned count, unsigned position)
{
    struct enumerator *made = calloc(1, sizeof *made);
    made->object.lpVtbl = &vtable;
    atomic_init(&made->references, 1);
    made->count = count;
    made->position = position;
    memcpy(made->downloads, downloads, count * sizeof *downloads);
    atomic_fetch_add(&objects, 1);
    return &made->object;
}
