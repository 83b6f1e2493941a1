/* IEnumBackgroundCopyFiles: of the files that there were when it was made. */
#include "jobs.h"

struct file_enumerator {
    IEnumBackgroundCopyFiles object;
    atomic_uint references;
    unsigned position, count;
    struct file *files[MAX_FILES];
};

static HRESULT STDMETHODCALLTYPE query_interface(IEnumBackgroundCopyFiles *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    return query(INTERFACE(self), self, iid, &IID_IEnumBackgroundCopyFiles, out, &((struct file_enumerator *) self)->references);
}

static ULONG STDMETHODCALLTYPE add_ref(IEnumBackgroundCopyFiles *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct file_enumerator *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IEnumBackgroundCopyFiles *self)
{
    struct file_enumerator *all = (struct file_enumerator *) self;
    ULONG left = atomic_fetch_sub(&all->references, 1) - 1;
    SERVED(self, Release);
    if (left == 0) {
        for (unsigned i = 0; i < all->count; i++) {
            file_release(all->files[i]);
        }
        free(all);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

static HRESULT STDMETHODCALLTYPE next(
    IEnumBackgroundCopyFiles *self, ULONG count, IBackgroundCopyFile **files, ULONG *fetched)
{
    struct file_enumerator *all = (struct file_enumerator *) self;
    SERVED(self, Next);
    for (*fetched = 0; *fetched < count && all->position < all->count; all->position++) {
        atomic_fetch_add(&all->files[all->position]->references, 1);
        files[(*fetched)++] = &all->files[all->position]->base;
    }
    return *fetched == count ? S_OK : S_FALSE;
}

static HRESULT STDMETHODCALLTYPE absent(IEnumBackgroundCopyFiles *self)
{
    CHECK(!"a method of an enumerator that is not there");
    return E_NOTIMPL;
}

static IEnumBackgroundCopyFilesVtbl vtable = {
    .QueryInterface = query_interface, .AddRef = add_ref, .Release = release, .Next = METHOD(next),
    .Skip = (void *) absent, .Reset = absent, .Clone = (void *) absent, .GetCount = (void *) absent
};

IEnumBackgroundCopyFiles *file_enumerator_create(struct file *const *files, unsigned count)
{
    struct file_enumerator *made = calloc(1, sizeof *made);
    made->object.lpVtbl = &vtable;
    atomic_init(&made->references, 1);
    made->count = count;
    memcpy(made->files, files, count * sizeof *files);
    atomic_fetch_add(&objects, 1);
    return &made->object;
}
