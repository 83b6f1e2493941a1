// BITS 10.2: mingw-w64 10 has no header of this name.
#ifndef BITS4J_BITS10_2_H
#define BITS4J_BITS10_2_H

#if __has_include_next(<bits10_2.h>)
#include_next <bits10_2.h>
#endif

#include <bits2_5.h>
#include <bits10_1.h>
#include "inherited_slots.h"

#ifndef __BackgroundCopyManager10_2_FWD_DEFINED__
DEFINE_GUID(CLSID_BackgroundCopyManager10_2, 0x4575438f, 0xa6c8, 0x4976,
            0xb0, 0xfe, 0x2f, 0x26, 0xb8, 0x0d, 0x95, 0x9e);
#endif

#ifndef __IBackgroundCopyJobHttpOptions2_FWD_DEFINED__
#define __IBackgroundCopyJobHttpOptions2_FWD_DEFINED__
typedef interface IBackgroundCopyJobHttpOptions2 IBackgroundCopyJobHttpOptions2;
#endif

#ifndef __IBackgroundCopyJobHttpOptions2_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions2_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyJobHttpOptions2, 0xb591a192, 0xa405, 0x4fc3,
            0x83, 0x23, 0x4c, 0x5c, 0x54, 0x25, 0x78, 0xfc);

typedef struct IBackgroundCopyJobHttpOptions2Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyJobHttpOptions2_SLOTS(IBackgroundCopyJobHttpOptions2)
    END_INTERFACE
} IBackgroundCopyJobHttpOptions2Vtbl;

interface IBackgroundCopyJobHttpOptions2 {
    CONST_VTBL IBackgroundCopyJobHttpOptions2Vtbl *lpVtbl;
};
#endif

#endif
