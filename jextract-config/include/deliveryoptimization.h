// Delivery Optimization: mingw-w64 10 has no header of this name.
#ifndef BITS4J_DELIVERYOPTIMIZATION_H
#define BITS4J_DELIVERYOPTIMIZATION_H

#if __has_include_next(<deliveryoptimization.h>)
#include_next <deliveryoptimization.h>
#endif

#include <windows.h>
#include <oaidl.h>
#include "inherited_slots.h"

#ifndef __DeliveryOptimization_FWD_DEFINED__
DEFINE_GUID(CLSID_DeliveryOptimization, 0x5b99fa76, 0x721c, 0x423c,
            0xad, 0xac, 0x56, 0xd0, 0x3c, 0x8a, 0x80, 0x07);
#endif

#ifndef __IDODownload_FWD_DEFINED__
#define __IDODownload_FWD_DEFINED__
typedef interface IDODownload IDODownload;
#endif
#ifndef __IDODownloadStatusCallback_FWD_DEFINED__
#define __IDODownloadStatusCallback_FWD_DEFINED__
typedef interface IDODownloadStatusCallback IDODownloadStatusCallback;
#endif
#ifndef __IDOManager_FWD_DEFINED__
#define __IDOManager_FWD_DEFINED__
typedef interface IDOManager IDOManager;
#endif

#ifndef __IDODownload_INTERFACE_DEFINED__
#define __IDODownload_INTERFACE_DEFINED__
typedef struct _DO_DOWNLOAD_RANGE {
    UINT64 Offset;
    UINT64 Length;
} DO_DOWNLOAD_RANGE;

// Ranges has RangeCount elements.
typedef struct _DO_DOWNLOAD_RANGES_INFO {
    UINT RangeCount;
    DO_DOWNLOAD_RANGE Ranges[1];
} DO_DOWNLOAD_RANGES_INFO;

typedef enum _DODownloadState {
    DODownloadState_Created = 0,
    DODownloadState_Transferring = 1,
    DODownloadState_Transferred = 2,
    DODownloadState_Finalized = 3,
    DODownloadState_Aborted = 4,
    DODownloadState_Paused = 5
} DODownloadState;

typedef struct _DO_DOWNLOAD_STATUS {
    UINT64 BytesTotal;
    UINT64 BytesTransferred;
    DODownloadState State;
    HRESULT Error;
    HRESULT ExtendedError;
} DO_DOWNLOAD_STATUS;

typedef enum _DODownloadCostPolicy {
    DODownloadCostPolicy_Always = 0,
    DODownloadCostPolicy_Unrestricted = 1,
    DODownloadCostPolicy_Standard = 2,
    DODownloadCostPolicy_NoRoaming = 3,
    DODownloadCostPolicy_NoSurcharge = 4,
    DODownloadCostPolicy_NoCellular = 5
} DODownloadCostPolicy;

typedef enum _DODownloadProperty {
    DODownloadProperty_Id = 0,
    DODownloadProperty_Uri = 1,
    DODownloadProperty_ContentId = 2,
    DODownloadProperty_DisplayName = 3,
    DODownloadProperty_LocalPath = 4,
    DODownloadProperty_HttpCustomHeaders = 5,
    DODownloadProperty_CostPolicy = 6,
    DODownloadProperty_SecurityFlags = 7,
    DODownloadProperty_CallbackFreqPercent = 8,
    DODownloadProperty_CallbackFreqSeconds = 9,
    DODownloadProperty_NoProgressTimeoutSeconds = 10,
    DODownloadProperty_ForegroundPriority = 11,
    DODownloadProperty_BlockingMode = 12,
    DODownloadProperty_CallbackInterface = 13,
    DODownloadProperty_StreamInterface = 14,
    DODownloadProperty_SecurityContext = 15,
    DODownloadProperty_NetworkToken = 16,
    DODownloadProperty_CorrelationVector = 17,
    DODownloadProperty_DecryptionInfo = 18,
    DODownloadProperty_IntegrityCheckInfo = 19,
    DODownloadProperty_IntegrityCheckMandatory = 20,
    DODownloadProperty_TotalSizeBytes = 21,
    DODownloadProperty_DisallowOnCellular = 22,
    DODownloadProperty_HttpCustomAuthHeaders = 23,
    DODownloadProperty_HttpAllowSecureToNonSecureRedirect = 24,
    DODownloadProperty_NonVolatile = 25,
    DODownloadProperty_HttpRedirectionTarget = 26,
    DODownloadProperty_HttpResponseHeaders = 27,
    DODownloadProperty_HttpServerIPAddress = 28,
    DODownloadProperty_HttpStatusCode = 29
} DODownloadProperty;

typedef struct _DO_DOWNLOAD_ENUM_CATEGORY {
    DODownloadProperty Property;
    LPCWSTR Value;
} DO_DOWNLOAD_ENUM_CATEGORY;

DEFINE_GUID(IID_IDODownload, 0xfbbd7fc0, 0xc147, 0x4727,
            0xa3, 0x8d, 0x82, 0x7e, 0xf0, 0x71, 0xee, 0x77);

typedef struct IDODownloadVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDODownload)
    HRESULT (STDMETHODCALLTYPE *Start)(IDODownload *This, const DO_DOWNLOAD_RANGES_INFO *ranges);
    HRESULT (STDMETHODCALLTYPE *Pause)(IDODownload *This);
    HRESULT (STDMETHODCALLTYPE *Abort)(IDODownload *This);
    HRESULT (STDMETHODCALLTYPE *Finalize)(IDODownload *This);
    HRESULT (STDMETHODCALLTYPE *GetStatus)(IDODownload *This, DO_DOWNLOAD_STATUS *status);
    HRESULT (STDMETHODCALLTYPE *GetProperty)(IDODownload *This, DODownloadProperty propId, VARIANT *propVal);
    HRESULT (STDMETHODCALLTYPE *SetProperty)(IDODownload *This, DODownloadProperty propId, const VARIANT *propVal);
    END_INTERFACE
} IDODownloadVtbl;

interface IDODownload {
    CONST_VTBL IDODownloadVtbl *lpVtbl;
};
#endif

#ifndef __IDODownloadStatusCallback_INTERFACE_DEFINED__
#define __IDODownloadStatusCallback_INTERFACE_DEFINED__
DEFINE_GUID(IID_IDODownloadStatusCallback, 0xd166e8e3, 0xa90e, 0x4392,
            0x8e, 0x87, 0x05, 0xe9, 0x96, 0xd3, 0x74, 0x7d);

typedef struct IDODownloadStatusCallbackVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDODownloadStatusCallback)
    HRESULT (STDMETHODCALLTYPE *OnStatusChange)(IDODownloadStatusCallback *This, IDODownload *download,
        const DO_DOWNLOAD_STATUS *status);
    END_INTERFACE
} IDODownloadStatusCallbackVtbl;

interface IDODownloadStatusCallback {
    CONST_VTBL IDODownloadStatusCallbackVtbl *lpVtbl;
};
#endif

#ifndef __IDOManager_INTERFACE_DEFINED__
#define __IDOManager_INTERFACE_DEFINED__
DEFINE_GUID(IID_IDOManager, 0x400e2d4a, 0x1431, 0x4c1a,
            0xa7, 0x48, 0x39, 0xca, 0x47, 0x2c, 0xfd, 0xb1);

typedef struct IDOManagerVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDOManager)
    HRESULT (STDMETHODCALLTYPE *CreateDownload)(IDOManager *This, IDODownload **download);
    HRESULT (STDMETHODCALLTYPE *EnumDownloads)(IDOManager *This, const DO_DOWNLOAD_ENUM_CATEGORY *category,
        IEnumUnknown **ppEnum);
    END_INTERFACE
} IDOManagerVtbl;

interface IDOManager {
    CONST_VTBL IDOManagerVtbl *lpVtbl;
};
#endif

#ifndef DO_LENGTH_TO_EOF
#define DO_LENGTH_TO_EOF (UINT64)(-1)
#endif

// The members of the JSON texts in DODownloadProperty_DecryptionInfo and DODownloadProperty_IntegrityCheckInfo.
#ifndef DecryptionInfo_AlgorithmName
#define DecryptionInfo_AlgorithmName L"AlgorithmName"
#endif
#ifndef DecryptionInfo_ChainingMode
#define DecryptionInfo_ChainingMode L"ChainingMode"
#endif
#ifndef DecryptionInfo_EncryptionBufferSize
#define DecryptionInfo_EncryptionBufferSize L"EncryptionBufferSize"
#endif
#ifndef DecryptionInfo_KeyData
#define DecryptionInfo_KeyData L"KeyData"
#endif
#ifndef IntegrityCheckInfo_HashOfHashes
#define IntegrityCheckInfo_HashOfHashes L"HashOfHashes"
#endif
#ifndef IntegrityCheckInfo_PiecesHashFileDigest
#define IntegrityCheckInfo_PiecesHashFileDigest L"PiecesHashFileDigest"
#endif
#ifndef IntegrityCheckInfo_PiecesHashFileDigestAlgorithm
#define IntegrityCheckInfo_PiecesHashFileDigestAlgorithm L"PiecesHashFileDigestAlgorithm"
#endif
#ifndef IntegrityCheckInfo_PiecesHashFileUrl
#define IntegrityCheckInfo_PiecesHashFileUrl L"PiecesHashFileUrl"
#endif

#endif
