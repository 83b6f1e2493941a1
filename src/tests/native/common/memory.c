#include "memory.h"

#ifdef _WIN32
#include <stdatomic.h>
#include <stdio.h>

/*
 * A process can have one spy, and several programs of these may be in it: the one that registers it counts for all, in memory
 * that they find by its name.
 */
static atomic_llong *blocks;

static atomic_llong *find_blocks(void)
{
    char name[40];
    HANDLE section;
    snprintf(name, sizeof name, "native-tests-blocks-%lu", (unsigned long) GetCurrentProcessId());
    section = CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, sizeof *blocks, name);
    return section ? MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, sizeof *blocks) : NULL;
}

static HRESULT STDMETHODCALLTYPE query_interface(IMallocSpy *self, REFIID iid, void **out)
{
    bool known = IsEqualIID(iid, &IID_IUnknown) || IsEqualIID(iid, &IID_IMallocSpy);
    *out = known ? self : NULL;
    return known ? S_OK : E_NOINTERFACE;
}

/* The one spy is there as long as the process. */
static ULONG STDMETHODCALLTYPE add_ref(IMallocSpy *self)
{
    (void) self;
    return 2;
}

static ULONG STDMETHODCALLTYPE release(IMallocSpy *self)
{
    (void) self;
    return 1;
}

static SIZE_T STDMETHODCALLTYPE pre_alloc(IMallocSpy *self, SIZE_T size)
{
    (void) self;
    return size;
}

static void *STDMETHODCALLTYPE post_alloc(IMallocSpy *self, void *block)
{
    (void) self;
    if (block) {
        atomic_fetch_add(blocks, 1);
    }
    return block;
}

static void *STDMETHODCALLTYPE pre_free(IMallocSpy *self, void *block, BOOL spied)
{
    (void) self;
    if (block && spied) {
        atomic_fetch_sub(blocks, 1);
    }
    return block;
}

static void STDMETHODCALLTYPE post_free(IMallocSpy *self, BOOL spied)
{
    (void) self;
    (void) spied;
}

static SIZE_T STDMETHODCALLTYPE pre_realloc(IMallocSpy *self, void *block, SIZE_T size, void **moved, BOOL spied)
{
    (void) self;
    (void) spied;
    *moved = block;
    return size;
}

static void *STDMETHODCALLTYPE post_realloc(IMallocSpy *self, void *block, BOOL spied)
{
    (void) self;
    (void) spied;
    return block;
}

static void *STDMETHODCALLTYPE pre_inquiry(IMallocSpy *self, void *block, BOOL spied)
{
    (void) self;
    (void) spied;
    return block;
}

static SIZE_T STDMETHODCALLTYPE post_get_size(IMallocSpy *self, SIZE_T size, BOOL spied)
{
    (void) self;
    (void) spied;
    return size;
}

static int STDMETHODCALLTYPE post_did_alloc(IMallocSpy *self, void *block, BOOL spied, int allocated)
{
    (void) self;
    (void) block;
    (void) spied;
    return allocated;
}

static void STDMETHODCALLTYPE nothing(IMallocSpy *self)
{
    (void) self;
}

static IMallocSpyVtbl vtable = {
    query_interface, add_ref, release, pre_alloc, post_alloc, pre_free, post_free, pre_realloc, post_realloc,
    pre_inquiry, post_get_size, pre_inquiry, post_did_alloc, nothing, nothing
};
static IMallocSpy spy = { &vtable };

static bool begin(void)
{
    /* oleaut32 keeps some freed strings to use them again, which would be counted as in use. */
    void (WINAPI *no_cache)(void) = (void (WINAPI *)(void)) (void *) GetProcAddress(GetModuleHandleA("oleaut32"),
                                                                                    "SetOaNoCache");
    HRESULT hr;
    blocks = find_blocks();
    if (!blocks || !no_cache) {
        return false;
    }
    no_cache();
    hr = CoRegisterMallocSpy(&spy);
    return hr == S_OK || hr == CO_E_OBJISREG;
}

int64_t memory_in_use(void)
{
    static bool counts;
    if (!counts && !begin()) {
        return -1;
    }
    counts = true;
    return atomic_load(blocks);
}
#else
#include <malloc.h>

enum { PREFIX = 4, FREED = 0xDD };

int64_t memory_in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return (int64_t) (info.uordblks + info.hblkhd);
}

void *CoTaskMemAlloc(size_t size)
{
    return malloc(size);
}

/* Who looks at it once more sees what no reader takes for a value. */
void CoTaskMemFree(void *memory)
{
    if (memory) {
        memset(memory, FREED, malloc_usable_size(memory));
    }
    free(memory);
}

BSTR SysAllocStringByteLen(const char *bytes, UINT size)
{
    BYTE *block = CoTaskMemAlloc(PREFIX + (size_t) size + sizeof (WCHAR));
    if (!block) {
        return NULL;
    }
    memcpy(block, &size, PREFIX);
    memcpy(block + PREFIX, bytes, size);
    memset(block + PREFIX + size, 0, sizeof (WCHAR));
    return (BSTR) (void *) (block + PREFIX);
}

BSTR SysAllocString(const WCHAR *text)
{
    UINT length = 0;
    while (text[length] != 0) {
        length++;
    }
    return SysAllocStringByteLen((const char *) text, length * sizeof (WCHAR));
}

UINT SysStringByteLen(BSTR text)
{
    UINT size = 0;
    if (text) {
        memcpy(&size, (const BYTE *) text - PREFIX, PREFIX);
    }
    return size;
}

void SysFreeString(BSTR text)
{
    if (text) {
        CoTaskMemFree((BYTE *) text - PREFIX);
    }
}

SAFEARRAY *SafeArrayCreateVector(VARTYPE type, LONG lower_bound, ULONG count)
{
    SAFEARRAY *array = type == VT_UI1 ? CoTaskMemAlloc(sizeof *array) : NULL;
    if (!array) {
        return NULL;
    }
    *array = (SAFEARRAY) { .cDims = 1, .cbElements = 1, .rgsabound = { { count, lower_bound } } };
    array->pvData = CoTaskMemAlloc(count ? count : 1);
    if (!array->pvData) {
        CoTaskMemFree(array);
        return NULL;
    }
    memset(array->pvData, 0, count);
    return array;
}

HRESULT SafeArrayDestroy(SAFEARRAY *array)
{
    if (array) {
        CoTaskMemFree(array->pvData);
        CoTaskMemFree(array);
    }
    return S_OK;
}

void VariantInit(VARIANT *variant)
{
    variant->vt = VT_EMPTY;
}

HRESULT VariantClear(VARIANT *variant)
{
    if (variant->vt == VT_BSTR) {
        SysFreeString(variant->bstrVal);
    } else if (variant->vt == (VT_ARRAY | VT_UI1)) {
        SafeArrayDestroy(variant->parray);
    } else if (variant->vt == VT_UNKNOWN && variant->punkVal) {
        variant->punkVal->lpVtbl->Release(variant->punkVal);
    }
    variant->vt = VT_EMPTY;
    return S_OK;
}

HRESULT VariantCopy(VARIANT *target, const VARIANT *source)
{
    VARIANT copy = *source;
    if (source->vt == VT_BSTR && source->bstrVal) {
        copy.bstrVal = SysAllocStringByteLen((const char *) source->bstrVal, SysStringByteLen(source->bstrVal));
        if (!copy.bstrVal) {
            return E_OUTOFMEMORY;
        }
    } else if (source->vt == (VT_ARRAY | VT_UI1) && source->parray) {
        SAFEARRAYBOUND bound = source->parray->rgsabound[0];
        copy.parray = SafeArrayCreateVector(VT_UI1, bound.lLbound, bound.cElements);
        if (!copy.parray) {
            return E_OUTOFMEMORY;
        }
        memcpy(copy.parray->pvData, source->parray->pvData, bound.cElements);
    } else if (source->vt == VT_UNKNOWN && source->punkVal) {
        source->punkVal->lpVtbl->AddRef(source->punkVal);
    }
    VariantClear(target);
    *target = copy;
    return S_OK;
}
#endif
