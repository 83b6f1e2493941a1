// The interfaces that Delivery Optimization added to those of BITS in Windows 10 1709 and 1803, before IDOManager.
// Microsoft documents them for the SDKs 10.0.16299 to 10.0.17134; no later header has them, hence the name of this one.
// The IIDs and parameters are documented; what stands behind the order of the slots is said at each interface. Calling
// a wrong slot corrupts memory.
#ifndef BITS4J_DELIVERYOPTIMIZATION_LEGACY_H
#define BITS4J_DELIVERYOPTIMIZATION_LEGACY_H

#include <bits2_0.h>
#include <oaidl.h>
#include "inherited_slots.h"

typedef enum _DownloadMode {
    DownloadMode_CdnOnly = 0,
    DownloadMode_Lan = 1,
    DownloadMode_Group = 2,
    DownloadMode_Internet = 3,
    DownloadMode_Simple = 99,
    DownloadMode_Bypass = 100
} DownloadMode;

typedef enum _SwarmStatus {
    SwarmStatus_Downloading = 0,
    SwarmStatus_Complete = 1,
    SwarmStatus_Caching = 2,
    SwarmStatus_Paused = 3
} SwarmStatus;

typedef struct _DOSwarmStats {
    LPWSTR fileId;
    LPWSTR sourceURL;
    UINT64 fileSize;
    UINT64 totalBytesDownloaded;
    UINT64 bytesFromLanPeers;
    UINT64 bytesFromGroupPeers;
    UINT64 bytesFromInternetPeers;
    UINT64 bytesFromHttp;
    UINT64 bytesFromDoinc;
    UINT64 bytesToLanPeers;
    UINT64 bytesToGroupPeers;
    UINT64 bytesToInternetPeers;
    UINT httpConnectionCount;
    UINT doincConnectionCount;
    UINT lanConnectionCount;
    UINT groupConnectionCount;
    UINT internetConnectionCount;
    UINT downloadDuration;
    DownloadMode downloadMode;
    SwarmStatus status;
    BOOL isBackground;
} DOSwarmStats;

typedef enum _DOFilePropertyId {
    DOFilePropertyId_DecryptionInfo = 0,
    DOFilePropertyId_IntegrityCheckInfo = 1,
    DOFilePropertyId_IntegrityCheckMandatory = 2,
    DOFilePropertyId_DownloadSinkInterface = 3,
    DOFilePropertyId_DownloadSinkFilePath = 4,
    DOFilePropertyId_DownloadSinkMemoryStream = 5,
    DOFilePropertyId_TotalSizeBytes = 6
} DOFilePropertyId;

// The value is not documented.
typedef enum _DOJobPropertyId {
    DOJobPropertyId_ExtendedErrorInfo = 0
} DOJobPropertyId;

#ifndef __IDeliveryOptimizationJob_FWD_DEFINED__
#define __IDeliveryOptimizationJob_FWD_DEFINED__
typedef interface IDeliveryOptimizationJob IDeliveryOptimizationJob;
#endif
#ifndef __IDeliveryOptimizationJob2_FWD_DEFINED__
#define __IDeliveryOptimizationJob2_FWD_DEFINED__
typedef interface IDeliveryOptimizationJob2 IDeliveryOptimizationJob2;
#endif
#ifndef __IDeliveryOptimizationFile_FWD_DEFINED__
#define __IDeliveryOptimizationFile_FWD_DEFINED__
typedef interface IDeliveryOptimizationFile IDeliveryOptimizationFile;
#endif
#ifndef __IDeliveryOptimizationFile2_FWD_DEFINED__
#define __IDeliveryOptimizationFile2_FWD_DEFINED__
typedef interface IDeliveryOptimizationFile2 IDeliveryOptimizationFile2;
#endif

// One documented method, so one possible slot.
#ifndef __IDeliveryOptimizationJob_INTERFACE_DEFINED__
#define __IDeliveryOptimizationJob_INTERFACE_DEFINED__
DEFINE_GUID(IID_IDeliveryOptimizationJob, 0xee2584cf, 0xa69c, 0x4848,
            0xb6, 0x33, 0x26, 0x49, 0x96, 0x2b, 0x3e, 0xf7);

typedef struct IDeliveryOptimizationJobVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDeliveryOptimizationJob)
    HRESULT (STDMETHODCALLTYPE *AddFileWithRanges)(IDeliveryOptimizationJob *This, LPCWSTR fileId, LPCWSTR remoteUrl,
        LPCWSTR localName, DWORD rangeCount, BG_FILE_RANGE ranges[], UINT64 fileSize);
    END_INTERFACE
} IDeliveryOptimizationJobVtbl;

interface IDeliveryOptimizationJob {
    CONST_VTBL IDeliveryOptimizationJobVtbl *lpVtbl;
};
#endif

// The documentation lists the members by name, not by slot; independent implementations used with real callers have
// the same order.
#ifndef __IDeliveryOptimizationJob2_INTERFACE_DEFINED__
#define __IDeliveryOptimizationJob2_INTERFACE_DEFINED__
DEFINE_GUID(IID_IDeliveryOptimizationJob2, 0x18995a26, 0xbf59, 0x4abe,
            0x9f, 0x8b, 0xd5, 0x09, 0x2d, 0x5a, 0x24, 0x05);

typedef struct IDeliveryOptimizationJob2Vtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDeliveryOptimizationJob2)
    HRESULT (STDMETHODCALLTYPE *AddFile)(IDeliveryOptimizationJob2 *This, LPCWSTR fileId, LPCWSTR remoteUrl, DWORD rangeCount,
        BG_FILE_RANGE ranges[], REFIID riid, void **object);
    HRESULT (STDMETHODCALLTYPE *GetProperty)(IDeliveryOptimizationJob2 *This, DOJobPropertyId propId, VARIANT *propValue);
    HRESULT (STDMETHODCALLTYPE *SetProperty)(IDeliveryOptimizationJob2 *This, DOJobPropertyId propId, const VARIANT *propValue);
    END_INTERFACE
} IDeliveryOptimizationJob2Vtbl;

interface IDeliveryOptimizationJob2 {
    CONST_VTBL IDeliveryOptimizationJob2Vtbl *lpVtbl;
};
#endif

// Uncertain: GetStats is the only documented method, which makes it slot 3, but Office Click-to-Run has been seen
// to call it in slot 4, as if an undocumented method came first.
#ifndef __IDeliveryOptimizationFile_INTERFACE_DEFINED__
#define __IDeliveryOptimizationFile_INTERFACE_DEFINED__
DEFINE_GUID(IID_IDeliveryOptimizationFile, 0xb76b9699, 0xe99e, 0x4101,
            0x80, 0x3f, 0xa2, 0x0e, 0x32, 0x5d, 0x93, 0xe2);

typedef struct IDeliveryOptimizationFileVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDeliveryOptimizationFile)
    HRESULT (STDMETHODCALLTYPE *GetStats)(IDeliveryOptimizationFile *This, DOSwarmStats *swarmStats);
    END_INTERFACE
} IDeliveryOptimizationFileVtbl;

interface IDeliveryOptimizationFile {
    CONST_VTBL IDeliveryOptimizationFileVtbl *lpVtbl;
};
#endif

// As IDeliveryOptimizationJob2.
#ifndef __IDeliveryOptimizationFile2_INTERFACE_DEFINED__
#define __IDeliveryOptimizationFile2_INTERFACE_DEFINED__
DEFINE_GUID(IID_IDeliveryOptimizationFile2, 0x3a87296f, 0x6ec2, 0x4126,
            0xab, 0x29, 0xe3, 0xf8, 0xdc, 0x4c, 0xc3, 0x90);

typedef struct IDeliveryOptimizationFile2Vtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IDeliveryOptimizationFile2)
    HRESULT (STDMETHODCALLTYPE *GetProperty)(IDeliveryOptimizationFile2 *This, DOFilePropertyId propId, VARIANT *propValue);
    HRESULT (STDMETHODCALLTYPE *SetProperty)(IDeliveryOptimizationFile2 *This, DOFilePropertyId propId, const VARIANT *propValue);
    END_INTERFACE
} IDeliveryOptimizationFile2Vtbl;

interface IDeliveryOptimizationFile2 {
    CONST_VTBL IDeliveryOptimizationFile2Vtbl *lpVtbl;
};
#endif

#endif
