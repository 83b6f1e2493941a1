/*
 * What the programs use of COM: on Windows by its own headers, elsewhere declared here, as those do not fit: WCHAR, LONG and the
 * calling convention are others there. Written from the documentation, not from what the bindings are generated from.
 */
#ifndef COM_H
#define COM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>
#include <initguid.h> /* from here on, a header's GUIDs are defined, not only declared */
#include <objbase.h>
#include <oleauto.h>

#define GUID_CONSTANT static const GUID __attribute__((unused))
#else
#define STDMETHODCALLTYPE

typedef uint16_t WCHAR;
typedef WCHAR *LPWSTR, *BSTR;
typedef const WCHAR *LPCWSTR;
typedef uint8_t BYTE;
typedef uint16_t VARTYPE, USHORT;
typedef int16_t VARIANT_BOOL;
typedef int32_t BOOL, HRESULT, LONG;
typedef uint32_t DWORD, ULONG, UINT;
typedef int64_t LONGLONG;
typedef uint64_t UINT64, ULONGLONG;

typedef struct GUID {
    uint32_t Data1;
    uint16_t Data2, Data3;
    uint8_t Data4[8];
} GUID;
typedef GUID IID;
typedef const IID *REFIID;

static inline int IsEqualGUID(const GUID *one, const GUID *other)
{
    return memcmp(one, other, sizeof *one) == 0;
}

#define IsEqualIID IsEqualGUID
#define GUID_CONSTANT static const GUID __attribute__((unused))

#define FAILED(hresult) ((HRESULT) (hresult) < 0)
#define S_OK ((HRESULT) 0)
#define S_FALSE ((HRESULT) 1)
#define E_NOTIMPL ((HRESULT) 0x80004001)
#define E_NOINTERFACE ((HRESULT) 0x80004002)
#define E_POINTER ((HRESULT) 0x80004003)
#define E_FAIL ((HRESULT) 0x80004005)
#define E_OUTOFMEMORY ((HRESULT) 0x8007000E)
#define E_INVALIDARG ((HRESULT) 0x80070057)
#define STG_E_INVALIDFUNCTION ((HRESULT) 0x80030001)
#define STG_E_ACCESSDENIED ((HRESULT) 0x80030005)
#define STG_E_INVALIDPOINTER ((HRESULT) 0x80030009)
#define STG_E_WRITEFAULT ((HRESULT) 0x8003001D)
#define STG_E_MEDIUMFULL ((HRESULT) 0x80030070)
#define DISP_E_BADVARTYPE ((HRESULT) 0x80020008)

typedef struct FILETIME {
    DWORD dwLowDateTime, dwHighDateTime;
} FILETIME;

typedef union LARGE_INTEGER {
    LONGLONG QuadPart;
} LARGE_INTEGER;

typedef union ULARGE_INTEGER {
    ULONGLONG QuadPart;
} ULARGE_INTEGER;

typedef struct IUnknown IUnknown;
typedef struct IUnknownVtbl {
    HRESULT (*QueryInterface)(IUnknown *, REFIID, void **);
    ULONG (*AddRef)(IUnknown *);
    ULONG (*Release)(IUnknown *);
} IUnknownVtbl;
struct IUnknown {
    IUnknownVtbl *lpVtbl;
};
GUID_CONSTANT IID_IUnknown = { 0, 0, 0, { 0xC0, 0, 0, 0, 0, 0, 0, 0x46 } };

typedef struct IEnumUnknown IEnumUnknown;
typedef struct IEnumUnknownVtbl {
    HRESULT (*QueryInterface)(IEnumUnknown *, REFIID, void **);
    ULONG (*AddRef)(IEnumUnknown *);
    ULONG (*Release)(IEnumUnknown *);
    HRESULT (*Next)(IEnumUnknown *, ULONG count, IUnknown **elements, ULONG *fetched);
    HRESULT (*Skip)(IEnumUnknown *, ULONG count);
    HRESULT (*Reset)(IEnumUnknown *);
    HRESULT (*Clone)(IEnumUnknown *, IEnumUnknown **copy);
} IEnumUnknownVtbl;
struct IEnumUnknown {
    IEnumUnknownVtbl *lpVtbl;
};
GUID_CONSTANT IID_IEnumUnknown = { 0x100, 0, 0, { 0xC0, 0, 0, 0, 0, 0, 0, 0x46 } };

typedef struct ISequentialStream ISequentialStream;
typedef struct ISequentialStreamVtbl {
    HRESULT (*QueryInterface)(ISequentialStream *, REFIID, void **);
    ULONG (*AddRef)(ISequentialStream *);
    ULONG (*Release)(ISequentialStream *);
    HRESULT (*Read)(ISequentialStream *, void *buffer, ULONG count, ULONG *read);
    HRESULT (*Write)(ISequentialStream *, const void *buffer, ULONG count, ULONG *written);
} ISequentialStreamVtbl;
struct ISequentialStream {
    ISequentialStreamVtbl *lpVtbl;
};
GUID_CONSTANT IID_ISequentialStream = { 0x0C733A30, 0x2A1C, 0x11CE, { 0xAD, 0xE5, 0x00, 0xAA, 0x00, 0x44, 0x77, 0x3D } };

typedef struct STATSTG {
    LPWSTR pwcsName;
    DWORD type;
    ULARGE_INTEGER cbSize;
    FILETIME mtime, ctime, atime;
    DWORD grfMode, grfLocksSupported;
    GUID clsid;
    DWORD grfStateBits, reserved;
} STATSTG;
_Static_assert(sizeof(STATSTG) == 80 && offsetof(STATSTG, cbSize) == 16 && offsetof(STATSTG, grfMode) == 48, "STATSTG");

enum { STREAM_SEEK_SET, STREAM_SEEK_CUR, STREAM_SEEK_END };
enum { STATFLAG_DEFAULT, STATFLAG_NONAME };
enum { STGTY_STREAM = 2, STGM_WRITE = 1, STGC_DEFAULT = 0 };

typedef struct IStream IStream;
typedef struct IStreamVtbl {
    HRESULT (*QueryInterface)(IStream *, REFIID, void **);
    ULONG (*AddRef)(IStream *);
    ULONG (*Release)(IStream *);
    HRESULT (*Read)(IStream *, void *buffer, ULONG count, ULONG *read);
    HRESULT (*Write)(IStream *, const void *buffer, ULONG count, ULONG *written);
    HRESULT (*Seek)(IStream *, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *position);
    HRESULT (*SetSize)(IStream *, ULARGE_INTEGER size);
    HRESULT (*CopyTo)(IStream *, IStream *target, ULARGE_INTEGER count, ULARGE_INTEGER *read, ULARGE_INTEGER *written);
    HRESULT (*Commit)(IStream *, DWORD flags);
    HRESULT (*Revert)(IStream *);
    HRESULT (*LockRegion)(IStream *, ULARGE_INTEGER offset, ULARGE_INTEGER count, DWORD type);
    HRESULT (*UnlockRegion)(IStream *, ULARGE_INTEGER offset, ULARGE_INTEGER count, DWORD type);
    HRESULT (*Stat)(IStream *, STATSTG *stat, DWORD flags);
    HRESULT (*Clone)(IStream *, IStream **copy);
} IStreamVtbl;
struct IStream {
    IStreamVtbl *lpVtbl;
};
GUID_CONSTANT IID_IStream = { 0xC, 0, 0, { 0xC0, 0, 0, 0, 0, 0, 0, 0x46 } };

enum {
    VT_EMPTY = 0, VT_NULL = 1, VT_I4 = 3, VT_BSTR = 8, VT_BOOL = 11, VT_UNKNOWN = 13, VT_UI1 = 17, VT_UI4 = 19, VT_UI8 = 21,
    VT_ARRAY = 0x2000, VT_BYREF = 0x4000
};
#define VARIANT_TRUE ((VARIANT_BOOL) -1)
#define VARIANT_FALSE ((VARIANT_BOOL) 0)

typedef struct SAFEARRAYBOUND {
    ULONG cElements;
    LONG lLbound;
} SAFEARRAYBOUND;

typedef struct SAFEARRAY {
    USHORT cDims, fFeatures;
    ULONG cbElements, cLocks;
    void *pvData;
    SAFEARRAYBOUND rgsabound[1];
} SAFEARRAY;
_Static_assert(sizeof(SAFEARRAY) == 32 && offsetof(SAFEARRAY, pvData) == 16, "SAFEARRAY");

typedef struct VARIANT {
    VARTYPE vt;
    uint16_t reserved[3];
    union {
        LONG lVal;
        ULONG ulVal;
        ULONGLONG ullVal;
        VARIANT_BOOL boolVal;
        BSTR bstrVal;
        IUnknown *punkVal;
        SAFEARRAY *parray;
        void *pair[2]; /* the largest members have two words */
    };
} VARIANT;
_Static_assert(sizeof(VARIANT) == 24 && offsetof(VARIANT, ulVal) == 8, "VARIANT");

/* As the functions of these names in ole32 and oleaut32, on malloc: a BSTR's block begins with its length. See memory.c. */
void *CoTaskMemAlloc(size_t size);
void CoTaskMemFree(void *memory);
BSTR SysAllocStringByteLen(const char *bytes, UINT size);
BSTR SysAllocString(const WCHAR *text);
UINT SysStringByteLen(BSTR text);
void SysFreeString(BSTR text);
SAFEARRAY *SafeArrayCreateVector(VARTYPE type, LONG lower_bound, ULONG count);
HRESULT SafeArrayDestroy(SAFEARRAY *array);
void VariantInit(VARIANT *variant);
HRESULT VariantClear(VARIANT *variant);
HRESULT VariantCopy(VARIANT *target, const VARIANT *source);
#endif

#define E_NOT_SET ((HRESULT) 0x80070490)

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

#endif
