// BITS 10.1: mingw-w64 10 has no header of this name.
#ifndef BITS4J_BITS10_1_H
#define BITS4J_BITS10_1_H

#if __has_include_next(<bits10_1.h>)
#include_next <bits10_1.h>
#endif

#include <bits.h>
#include <bits3_0.h>
#include <bits5_0.h>
#include "inherited_slots.h"

#ifndef __BackgroundCopyManager10_1_FWD_DEFINED__
DEFINE_GUID(CLSID_BackgroundCopyManager10_1, 0x4bd3e4e1, 0x7bd4, 0x4a2b,
            0x99, 0x64, 0x49, 0x64, 0x00, 0xde, 0x51, 0x93);
#endif

#ifndef __IBackgroundCopyCallback3_FWD_DEFINED__
#define __IBackgroundCopyCallback3_FWD_DEFINED__
typedef interface IBackgroundCopyCallback3 IBackgroundCopyCallback3;
#endif
#ifndef __IBackgroundCopyFile6_FWD_DEFINED__
#define __IBackgroundCopyFile6_FWD_DEFINED__
typedef interface IBackgroundCopyFile6 IBackgroundCopyFile6;
#endif

#ifndef __IBackgroundCopyCallback3_INTERFACE_DEFINED__
#define __IBackgroundCopyCallback3_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyCallback3, 0x98c97bd2, 0xe32b, 0x4ad8,
            0xa5, 0x28, 0x95, 0xfd, 0x8b, 0x16, 0xbd, 0x42);

typedef struct IBackgroundCopyCallback3Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyCallback2_SLOTS(IBackgroundCopyCallback3)
    HRESULT (STDMETHODCALLTYPE *FileRangesTransferred)(IBackgroundCopyCallback3 *This, IBackgroundCopyJob *job,
        IBackgroundCopyFile *file, DWORD rangeCount, const BG_FILE_RANGE ranges[]);
    END_INTERFACE
} IBackgroundCopyCallback3Vtbl;

interface IBackgroundCopyCallback3 {
    CONST_VTBL IBackgroundCopyCallback3Vtbl *lpVtbl;
};
#endif

#ifndef __IBackgroundCopyFile6_INTERFACE_DEFINED__
#define __IBackgroundCopyFile6_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyFile6, 0xcf6784f7, 0xd677, 0x49fd,
            0x93, 0x68, 0xcb, 0x47, 0xae, 0xe9, 0xd1, 0xad);

typedef struct IBackgroundCopyFile6Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyFile5_SLOTS(IBackgroundCopyFile6)
    HRESULT (STDMETHODCALLTYPE *UpdateDownloadPosition)(IBackgroundCopyFile6 *This, UINT64 offset);
    HRESULT (STDMETHODCALLTYPE *RequestFileRanges)(IBackgroundCopyFile6 *This, DWORD rangeCount, const BG_FILE_RANGE ranges[]);
    HRESULT (STDMETHODCALLTYPE *GetFilledFileRanges)(IBackgroundCopyFile6 *This, DWORD *rangeCount, BG_FILE_RANGE **ranges);
    END_INTERFACE
} IBackgroundCopyFile6Vtbl;

interface IBackgroundCopyFile6 {
    CONST_VTBL IBackgroundCopyFile6Vtbl *lpVtbl;
};
#endif

#endif
