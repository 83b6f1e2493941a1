// BITS 4.0: mingw-w64 10 has no header of this name.
#ifndef BITS4J_BITS4_0_H
#define BITS4J_BITS4_0_H

#if __has_include_next(<bits4_0.h>)
#include_next <bits4_0.h>
#endif

#include <bits.h>
#include <bits3_0.h>
#include "inherited_slots.h"

#ifndef __BackgroundCopyManager4_0_FWD_DEFINED__
DEFINE_GUID(CLSID_BackgroundCopyManager4_0, 0xbb6df56b, 0xcace, 0x11dc,
            0x99, 0x92, 0x00, 0x19, 0xb9, 0x3a, 0x3a, 0x84);
#endif

#ifndef __IBitsTokenOptions_FWD_DEFINED__
#define __IBitsTokenOptions_FWD_DEFINED__
typedef interface IBitsTokenOptions IBitsTokenOptions;
#endif
#ifndef __IBackgroundCopyFile4_FWD_DEFINED__
#define __IBackgroundCopyFile4_FWD_DEFINED__
typedef interface IBackgroundCopyFile4 IBackgroundCopyFile4;
#endif

#ifndef BG_TOKEN_LOCAL_FILE
#define BG_TOKEN_LOCAL_FILE 0x0001
#endif
#ifndef BG_TOKEN_NETWORK
#define BG_TOKEN_NETWORK 0x0002
#endif

#ifndef __IBitsTokenOptions_INTERFACE_DEFINED__
#define __IBitsTokenOptions_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBitsTokenOptions, 0x9a2584c3, 0xf7d2, 0x457a,
            0x9a, 0x5e, 0x22, 0xb6, 0x7b, 0xff, 0xc7, 0xd2);

typedef struct IBitsTokenOptionsVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IBitsTokenOptions)
    HRESULT (STDMETHODCALLTYPE *SetHelperTokenFlags)(IBitsTokenOptions *This, DWORD UsageFlags);
    HRESULT (STDMETHODCALLTYPE *GetHelperTokenFlags)(IBitsTokenOptions *This, DWORD *pFlags);
    HRESULT (STDMETHODCALLTYPE *SetHelperToken)(IBitsTokenOptions *This);
    HRESULT (STDMETHODCALLTYPE *ClearHelperToken)(IBitsTokenOptions *This);
    HRESULT (STDMETHODCALLTYPE *GetHelperTokenSid)(IBitsTokenOptions *This, LPWSTR *pSid);
    END_INTERFACE
} IBitsTokenOptionsVtbl;

interface IBitsTokenOptions {
    CONST_VTBL IBitsTokenOptionsVtbl *lpVtbl;
};
#endif

#ifndef __IBackgroundCopyFile4_INTERFACE_DEFINED__
#define __IBackgroundCopyFile4_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyFile4, 0xef7e0655, 0x7888, 0x4960,
            0xb0, 0xe5, 0x73, 0x08, 0x46, 0xe0, 0x34, 0x92);

typedef struct IBackgroundCopyFile4Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyFile4_SLOTS(IBackgroundCopyFile4)
    END_INTERFACE
} IBackgroundCopyFile4Vtbl;

interface IBackgroundCopyFile4 {
    CONST_VTBL IBackgroundCopyFile4Vtbl *lpVtbl;
};
#endif

#endif
