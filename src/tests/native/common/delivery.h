/*
 * Delivery Optimization: the interfaces of the service, of both generations. Written from the reference pages and a table of facts,
 * independently of the headers that the bindings are generated from: a difference means that one of the two is wrong.
 */
#ifndef DELIVERY_H
#define DELIVERY_H

#include "com.h"

typedef int32_t DODownloadState, DODownloadProperty, DOFilePropertyId, DOJobPropertyId;

enum {
    DODownloadState_Created, DODownloadState_Transferring, DODownloadState_Transferred, DODownloadState_Finalized,
    DODownloadState_Aborted, DODownloadState_Paused
};

enum {
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
    DODownloadProperty_HttpStatusCode = 29,
    PROPERTIES
};

enum {
    DOFilePropertyId_DecryptionInfo, DOFilePropertyId_IntegrityCheckInfo, DOFilePropertyId_IntegrityCheckMandatory,
    DOFilePropertyId_DownloadSinkInterface, DOFilePropertyId_DownloadSinkFilePath, DOFilePropertyId_DownloadSinkMemoryStream,
    DOFilePropertyId_TotalSizeBytes
};

enum { DOJobPropertyId_ExtendedErrorInfo };

enum { DownloadMode_CdnOnly = 0, DownloadMode_Simple = 99, DownloadMode_Bypass = 100 };
enum { SwarmStatus_Downloading, SwarmStatus_Complete, SwarmStatus_Caching, SwarmStatus_Paused };

#define DO_UNKNOWN_SIZE UINT64_MAX

#define DO_E_NO_DOWNLOADS ((HRESULT) 0x80D02005)
#define DO_E_DOWNLOAD_NO_PROGRESS ((HRESULT) 0x80D02002)
#define DO_E_DOWNLOAD_NO_URI ((HRESULT) 0x80D02200)
#define DO_E_JOB_NOT_FOUND ((HRESULT) 0x80D02003)
#define DO_E_JOB_EMPTY ((HRESULT) 0x80D02004)
#define DO_E_UNKNOWN_PROPERTY_ID ((HRESULT) 0x80D02011)
#define DO_E_READ_ONLY_PROPERTY ((HRESULT) 0x80D02012)
#define DO_E_WRITE_ONLY_PROPERTY ((HRESULT) 0x80D02015)
#define DO_E_INVALID_STATE ((HRESULT) 0x80D02013)
#define DO_E_INVALID_RANGE ((HRESULT) 0x80D05010)
#define DO_E_OVERLAPPING_RANGES ((HRESULT) 0x80D05012)
#define DO_E_ERROR_INFORMATION_UNAVAILABLE ((HRESULT) 0x80D02014)
#define DO_E_FILE_DOWNLOADSINK_UNSPECIFIED ((HRESULT) 0x80D02018)
#define DO_E_FILE_DOWNLOADSINK_ALREADY_SET ((HRESULT) 0x80D02019)
#define DO_E_INTEGRITYCHECKINFO_UNAVAILABLE ((HRESULT) 0x80D02017)
#define DO_E_INTEGRITYCHECKINFO_UNSPECIFIED ((HRESULT) 0x80D02016)
#define DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED ((HRESULT) 0x80D0200B)
#define DO_E_INSUFFICIENT_RANGE_SUPPORT ((HRESULT) 0x80D05011)

typedef struct DO_DOWNLOAD_RANGE {
    UINT64 Offset, Length;
} DO_DOWNLOAD_RANGE;

typedef struct DO_DOWNLOAD_RANGES_INFO {
    UINT RangeCount;
    DO_DOWNLOAD_RANGE Ranges[1]; /* RangeCount of them */
} DO_DOWNLOAD_RANGES_INFO;
_Static_assert(sizeof(DO_DOWNLOAD_RANGES_INFO) == 24 && offsetof(DO_DOWNLOAD_RANGES_INFO, Ranges) == 8, "ranges");

typedef struct DO_DOWNLOAD_STATUS {
    UINT64 BytesTotal, BytesTransferred;
    DODownloadState State;
    HRESULT Error, ExtendedError;
} DO_DOWNLOAD_STATUS;
_Static_assert(sizeof(DO_DOWNLOAD_STATUS) == 32 && offsetof(DO_DOWNLOAD_STATUS, ExtendedError) == 24, "status");

typedef struct DO_DOWNLOAD_ENUM_CATEGORY {
    DODownloadProperty Property;
    LPCWSTR Value;
} DO_DOWNLOAD_ENUM_CATEGORY;
_Static_assert(sizeof(DO_DOWNLOAD_ENUM_CATEGORY) == 16 && offsetof(DO_DOWNLOAD_ENUM_CATEGORY, Value) == 8, "category");

typedef struct IDODownload IDODownload;
typedef struct IDODownloadStatusCallback IDODownloadStatusCallback;
typedef struct IDOManager IDOManager;

typedef struct IDODownloadVtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDODownload *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDODownload *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDODownload *self);
    HRESULT (STDMETHODCALLTYPE *Start)(IDODownload *self, const DO_DOWNLOAD_RANGES_INFO *ranges);
    HRESULT (STDMETHODCALLTYPE *Pause)(IDODownload *self);
    HRESULT (STDMETHODCALLTYPE *Abort)(IDODownload *self);
    HRESULT (STDMETHODCALLTYPE *Finalize)(IDODownload *self);
    HRESULT (STDMETHODCALLTYPE *GetStatus)(IDODownload *self, DO_DOWNLOAD_STATUS *status);
    HRESULT (STDMETHODCALLTYPE *GetProperty)(IDODownload *self, DODownloadProperty id, VARIANT *value);
    HRESULT (STDMETHODCALLTYPE *SetProperty)(IDODownload *self, DODownloadProperty id, const VARIANT *value);
} IDODownloadVtbl;
struct IDODownload {
    IDODownloadVtbl *lpVtbl;
};
GUID_CONSTANT IID_IDODownload =
    { 0xFBBD7FC0, 0xC147, 0x4727, { 0xA3, 0x8D, 0x82, 0x7E, 0xF0, 0x71, 0xEE, 0x77 } };

typedef struct IDODownloadStatusCallbackVtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDODownloadStatusCallback *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDODownloadStatusCallback *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDODownloadStatusCallback *self);
    HRESULT (STDMETHODCALLTYPE *OnStatusChange)(IDODownloadStatusCallback *self,
        IDODownload *download, const DO_DOWNLOAD_STATUS *status);
} IDODownloadStatusCallbackVtbl;
struct IDODownloadStatusCallback {
    IDODownloadStatusCallbackVtbl *lpVtbl;
};
GUID_CONSTANT IID_IDODownloadStatusCallback =
    { 0xD166E8E3, 0xA90E, 0x4392, { 0x8E, 0x87, 0x05, 0xE9, 0x96, 0xD3, 0x74, 0x7D } };

typedef struct IDOManagerVtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDOManager *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDOManager *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDOManager *self);
    HRESULT (STDMETHODCALLTYPE *CreateDownload)(IDOManager *self, IDODownload **download);
    HRESULT (STDMETHODCALLTYPE *EnumDownloads)(IDOManager *self,
        const DO_DOWNLOAD_ENUM_CATEGORY *category, IEnumUnknown **downloads);
} IDOManagerVtbl;
struct IDOManager {
    IDOManagerVtbl *lpVtbl;
};
GUID_CONSTANT IID_IDOManager =
    { 0x400E2D4A, 0x1431, 0x4C1A, { 0xA7, 0x48, 0x39, 0xCA, 0x47, 0x2C, 0xFD, 0xB1 } };

/* The BITS-shaped generation, of Windows 10 1709 and 1803: what it has besides the interfaces of BITS. */

typedef struct DO_FILE_RANGE {
    UINT64 InitialOffset, Length;
} DO_FILE_RANGE; /* a BG_FILE_RANGE */

typedef struct DOSwarmStats {
    LPWSTR fileId, sourceURL;
    UINT64 fileSize, totalBytesDownloaded, bytesFromLanPeers, bytesFromGroupPeers, bytesFromInternetPeers, bytesFromHttp,
        bytesFromDoinc, bytesToLanPeers, bytesToGroupPeers, bytesToInternetPeers;
    UINT httpConnectionCount, doincConnectionCount, lanConnectionCount, groupConnectionCount, internetConnectionCount,
        downloadDuration;
    int32_t downloadMode, status;
    BOOL isBackground;
} DOSwarmStats;
_Static_assert(sizeof(DOSwarmStats) == 136 && offsetof(DOSwarmStats, downloadMode) == 120, "statistics");

typedef struct IDeliveryOptimizationJob IDeliveryOptimizationJob;
typedef struct IDeliveryOptimizationJob2 IDeliveryOptimizationJob2;
typedef struct IDeliveryOptimizationFile IDeliveryOptimizationFile;
typedef struct IDeliveryOptimizationFile2 IDeliveryOptimizationFile2;

typedef struct IDeliveryOptimizationJobVtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDeliveryOptimizationJob *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDeliveryOptimizationJob *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDeliveryOptimizationJob *self);
    HRESULT (STDMETHODCALLTYPE *AddFileWithRanges)(IDeliveryOptimizationJob *self,
        LPCWSTR id, LPCWSTR url, LPCWSTR name, DWORD count, DO_FILE_RANGE ranges[], UINT64 size);
} IDeliveryOptimizationJobVtbl;
struct IDeliveryOptimizationJob {
    IDeliveryOptimizationJobVtbl *lpVtbl;
};
GUID_CONSTANT IID_IDeliveryOptimizationJob =
    { 0xEE2584CF, 0xA69C, 0x4848, { 0xB6, 0x33, 0x26, 0x49, 0x96, 0x2B, 0x3E, 0xF7 } };

typedef struct IDeliveryOptimizationJob2Vtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDeliveryOptimizationJob2 *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDeliveryOptimizationJob2 *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDeliveryOptimizationJob2 *self);
    HRESULT (STDMETHODCALLTYPE *AddFile)(IDeliveryOptimizationJob2 *self,
        LPCWSTR id, LPCWSTR url, DWORD count, DO_FILE_RANGE ranges[], REFIID iid, void **file);
    HRESULT (STDMETHODCALLTYPE *GetProperty)(IDeliveryOptimizationJob2 *self, DOJobPropertyId id, VARIANT *value);
    HRESULT (STDMETHODCALLTYPE *SetProperty)(IDeliveryOptimizationJob2 *self, DOJobPropertyId id, const VARIANT *value);
} IDeliveryOptimizationJob2Vtbl;
struct IDeliveryOptimizationJob2 {
    IDeliveryOptimizationJob2Vtbl *lpVtbl;
};
GUID_CONSTANT IID_IDeliveryOptimizationJob2 =
    { 0x18995A26, 0xBF59, 0x4ABE, { 0x9F, 0x8B, 0xD5, 0x09, 0x2D, 0x5A, 0x24, 0x05 } };

typedef struct IDeliveryOptimizationFileVtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDeliveryOptimizationFile *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDeliveryOptimizationFile *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDeliveryOptimizationFile *self);
    HRESULT (STDMETHODCALLTYPE *GetStats)(IDeliveryOptimizationFile *self, DOSwarmStats *stats);
} IDeliveryOptimizationFileVtbl;
struct IDeliveryOptimizationFile {
    IDeliveryOptimizationFileVtbl *lpVtbl;
};
GUID_CONSTANT IID_IDeliveryOptimizationFile =
    { 0xB76B9699, 0xE99E, 0x4101, { 0x80, 0x3F, 0xA2, 0x0E, 0x32, 0x5D, 0x93, 0xE2 } };

typedef struct IDeliveryOptimizationFile2Vtbl {
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(IDeliveryOptimizationFile2 *self, REFIID iid, void **out);
    ULONG (STDMETHODCALLTYPE *AddRef)(IDeliveryOptimizationFile2 *self);
    ULONG (STDMETHODCALLTYPE *Release)(IDeliveryOptimizationFile2 *self);
    HRESULT (STDMETHODCALLTYPE *GetProperty)(IDeliveryOptimizationFile2 *self, DOFilePropertyId id, VARIANT *value);
    HRESULT (STDMETHODCALLTYPE *SetProperty)(IDeliveryOptimizationFile2 *self, DOFilePropertyId id, const VARIANT *value);
} IDeliveryOptimizationFile2Vtbl;
struct IDeliveryOptimizationFile2 {
    IDeliveryOptimizationFile2Vtbl *lpVtbl;
};
GUID_CONSTANT IID_IDeliveryOptimizationFile2 =
    { 0x3A87296F, 0x6EC2, 0x4126, { 0xAB, 0x29, 0xE3, 0xF8, 0xDC, 0x4C, 0xC3, 0x90 } };

/* The names of all, for _Generic. */
#define DELIVERY_INTERFACES \
    IUnknown *: "IUnknown", \
    IEnumUnknown *: "IEnumUnknown", \
    ISequentialStream *: "ISequentialStream", \
    IStream *: "IStream", \
    IDODownload *: "IDODownload", \
    IDODownloadStatusCallback *: "IDODownloadStatusCallback", \
    IDOManager *: "IDOManager", \
    IDeliveryOptimizationJob *: "IDeliveryOptimizationJob", \
    IDeliveryOptimizationJob2 *: "IDeliveryOptimizationJob2", \
    IDeliveryOptimizationFile *: "IDeliveryOptimizationFile", \
    IDeliveryOptimizationFile2 *: "IDeliveryOptimizationFile2"

#endif
