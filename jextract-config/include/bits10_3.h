// BITS 10.3: mingw-w64 10 has no header of this name.
#ifndef BITS4J_BITS10_3_H
#define BITS4J_BITS10_3_H

#if __has_include_next(<bits10_3.h>)
#include_next <bits10_3.h>
#endif

#include <bits10_2.h>
#include "inherited_slots.h"

#ifndef __BackgroundCopyManager10_3_FWD_DEFINED__
DEFINE_GUID(CLSID_BackgroundCopyManager10_3, 0x5fd42ad5, 0xc04e, 0x4d36,
            0xad, 0xc7, 0xe0, 0x8f, 0xf1, 0x57, 0x37, 0xad);
#endif

#ifndef __IBackgroundCopyServerCertificateValidationCallback_FWD_DEFINED__
#define __IBackgroundCopyServerCertificateValidationCallback_FWD_DEFINED__
typedef interface IBackgroundCopyServerCertificateValidationCallback IBackgroundCopyServerCertificateValidationCallback;
#endif
#ifndef __IBackgroundCopyJobHttpOptions3_FWD_DEFINED__
#define __IBackgroundCopyJobHttpOptions3_FWD_DEFINED__
typedef interface IBackgroundCopyJobHttpOptions3 IBackgroundCopyJobHttpOptions3;
#endif

#ifndef __IBackgroundCopyServerCertificateValidationCallback_INTERFACE_DEFINED__
#define __IBackgroundCopyServerCertificateValidationCallback_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyServerCertificateValidationCallback, 0x4cec0d02, 0xdef7, 0x4158,
            0x81, 0x3a, 0xc3, 0x2a, 0x46, 0x94, 0x5f, 0xf7);

typedef struct IBackgroundCopyServerCertificateValidationCallbackVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IBackgroundCopyServerCertificateValidationCallback)
    HRESULT (STDMETHODCALLTYPE *ValidateServerCertificate)(IBackgroundCopyServerCertificateValidationCallback *This,
        IBackgroundCopyJob *job, IBackgroundCopyFile *file, DWORD certLength, const BYTE certData[], DWORD certEncodingType,
        DWORD certStoreLength, const BYTE certStoreData[]);
    END_INTERFACE
} IBackgroundCopyServerCertificateValidationCallbackVtbl;

interface IBackgroundCopyServerCertificateValidationCallback {
    CONST_VTBL IBackgroundCopyServerCertificateValidationCallbackVtbl *lpVtbl;
};
#endif

#ifndef __IBackgroundCopyJobHttpOptions3_INTERFACE_DEFINED__
#define __IBackgroundCopyJobHttpOptions3_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyJobHttpOptions3, 0x8a9263d3, 0xfd4c, 0x4eda,
            0x9b, 0x28, 0x30, 0x13, 0x2a, 0x4d, 0x4e, 0x3c);

typedef struct IBackgroundCopyJobHttpOptions3Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyJobHttpOptions2_SLOTS(IBackgroundCopyJobHttpOptions3)
    HRESULT (STDMETHODCALLTYPE *SetServerCertificateValidationInterface)(IBackgroundCopyJobHttpOptions3 *This,
        IUnknown *certValidationCallback);
    HRESULT (STDMETHODCALLTYPE *MakeCustomHeadersWriteOnly)(IBackgroundCopyJobHttpOptions3 *This);
    END_INTERFACE
} IBackgroundCopyJobHttpOptions3Vtbl;

interface IBackgroundCopyJobHttpOptions3 {
    CONST_VTBL IBackgroundCopyJobHttpOptions3Vtbl *lpVtbl;
};
#endif

#endif
