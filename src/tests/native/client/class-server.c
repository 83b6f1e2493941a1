/*
 * BITS_JOB_PROPERTY_NOTIFICATION_CLSID: this program is the server of a class, of which the service makes an object by
 * CoCreateInstance when there is something to tell and nobody has registered a notify interface. Other systems have no classes.
 */
#include "callback.h"
#include "disk.h"

#ifdef _WIN32
static const GUID CLASS = { 0x2f6a4e0b, 0x91c7, 0x4c0d, { 0x8b, 0x7e, 0x5d, 0x21, 0x4a, 0x90, 0x63, 0x1f } };

/* The class's one factory, with its one object. Both live as long as the program. */
struct factory {
    IClassFactory object;
    struct callback *callback;
    atomic_uint created;
};

static HRESULT STDMETHODCALLTYPE query_interface(IClassFactory *self, REFIID iid, void **out)
{
    bool known = IsEqualIID(iid, &IID_IUnknown) || IsEqualIID(iid, &IID_IClassFactory);
    *out = known ? self : NULL;
    return known ? S_OK : E_NOINTERFACE;
}

static ULONG STDMETHODCALLTYPE add_ref(IClassFactory *self)
{
    (void) self;
    return 2;
}

static ULONG STDMETHODCALLTYPE release(IClassFactory *self)
{
    (void) self;
    return 1;
}

static HRESULT STDMETHODCALLTYPE create_instance(IClassFactory *self, IUnknown *outer, REFIID iid, void **out)
{
    struct factory *factory = (struct factory *) self;
    IBackgroundCopyCallback3 *object = &factory->callback->object;
    *out = NULL;
    if (outer) {
        return CLASS_E_NOAGGREGATION;
    }
    atomic_fetch_add(&factory->created, 1);
    return object->lpVtbl->QueryInterface(object, iid, out);
}

static HRESULT STDMETHODCALLTYPE lock_server(IClassFactory *self, BOOL lock)
{
    (void) self;
    (void) lock;
    return S_OK;
}

static IClassFactoryVtbl vtable = { query_interface, add_ref, release, create_instance, lock_server };

void drive_class_server(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    struct callback callback;
    struct factory factory = { .object = { &vtable }, .callback = &callback };
    BITS_JOB_PROPERTY_VALUE value = { .ClsID = CLASS };
    IBackgroundCopyJob5 *fifth = NULL;
    DWORD registration = 0;
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (!job) {
        return;
    }
    callback_create(&callback, NULL, BG_ERROR_CONTEXT_NONE);
    atomic_init(&factory.created, 0);
    EXPECT(S_OK, CoRegisterClassObject(&CLASS, (IUnknown *) &factory.object, CLSCTX_LOCAL_SERVER, REGCLS_MULTIPLEUSE,
                                       &registration));
    EXPECT(S_OK, CALL(job, AddFile, parameters->url, join(local, parameters->directory, u"by-class")));
    if (QUERY(job, IBackgroundCopyJob5, &fifth)) {
        EXPECT(S_OK, CALL(fifth, SetProperty, BITS_JOB_PROPERTY_NOTIFICATION_CLSID, value));
        CALL(fifth, Release);
    }
    EXPECT(S_OK, CALL(job, Resume));
    CHECK(callback_awaits(&callback, &callback.transferred, 1));
    CHECK(factory.created == 1);
    EXPECT(S_OK, CALL(job, Complete));
    CHECK(has_content(local, parameters->content, parameters->content_size));
    CALL(job, Release);
    callback_end(&callback);
    EXPECT(S_OK, CoRevokeClassObject(registration));
}
#else
void drive_class_server(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    (void) manager;
    (void) parameters;
}
#endif
