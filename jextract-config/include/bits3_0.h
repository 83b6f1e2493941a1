// What the bits3_0.h of mingw-w64 10 lacks: IBackgroundCopyFile3 and the peer cache. It has
// IBackgroundCopyJob4 and IBackgroundCopyCallback2.
#ifndef BITS4J_BITS3_0_H
#define BITS4J_BITS3_0_H

#if __has_include_next(<bits3_0.h>)
#include_next <bits3_0.h>
#endif

#include <bits.h>
#include <bits2_0.h>
#include "inherited_slots.h"

#ifndef __IBackgroundCopyFile3_FWD_DEFINED__
#define __IBackgroundCopyFile3_FWD_DEFINED__
typedef interface IBackgroundCopyFile3 IBackgroundCopyFile3;
#endif
#ifndef __IBitsPeerCacheRecord_FWD_DEFINED__
#define __IBitsPeerCacheRecord_FWD_DEFINED__
typedef interface IBitsPeerCacheRecord IBitsPeerCacheRecord;
#endif
#ifndef __IEnumBitsPeerCacheRecords_FWD_DEFINED__
#define __IEnumBitsPeerCacheRecords_FWD_DEFINED__
typedef interface IEnumBitsPeerCacheRecords IEnumBitsPeerCacheRecords;
#endif
#ifndef __IBitsPeer_FWD_DEFINED__
#define __IBitsPeer_FWD_DEFINED__
typedef interface IBitsPeer IBitsPeer;
#endif
#ifndef __IEnumBitsPeers_FWD_DEFINED__
#define __IEnumBitsPeers_FWD_DEFINED__
typedef interface IEnumBitsPeers IEnumBitsPeers;
#endif
#ifndef __IBitsPeerCacheAdministration_FWD_DEFINED__
#define __IBitsPeerCacheAdministration_FWD_DEFINED__
typedef interface IBitsPeerCacheAdministration IBitsPeerCacheAdministration;
#endif

#ifndef __IBackgroundCopyFile3_INTERFACE_DEFINED__
#define __IBackgroundCopyFile3_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBackgroundCopyFile3, 0x659cdeaa, 0x489e, 0x11d9,
            0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51);

typedef struct IBackgroundCopyFile3Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyFile3_SLOTS(IBackgroundCopyFile3)
    END_INTERFACE
} IBackgroundCopyFile3Vtbl;

interface IBackgroundCopyFile3 {
    CONST_VTBL IBackgroundCopyFile3Vtbl *lpVtbl;
};
#endif

#ifndef __IBitsPeerCacheRecord_INTERFACE_DEFINED__
#define __IBitsPeerCacheRecord_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBitsPeerCacheRecord, 0x659cdeaf, 0x489e, 0x11d9,
            0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51);

typedef struct IBitsPeerCacheRecordVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IBitsPeerCacheRecord)
    HRESULT (STDMETHODCALLTYPE *GetId)(IBitsPeerCacheRecord *This, GUID *pVal);
    HRESULT (STDMETHODCALLTYPE *GetOriginUrl)(IBitsPeerCacheRecord *This, LPWSTR *pVal);
    HRESULT (STDMETHODCALLTYPE *GetFileSize)(IBitsPeerCacheRecord *This, UINT64 *pVal);
    HRESULT (STDMETHODCALLTYPE *GetFileModificationTime)(IBitsPeerCacheRecord *This, FILETIME *pVal);
    HRESULT (STDMETHODCALLTYPE *GetLastAccessTime)(IBitsPeerCacheRecord *This, FILETIME *pVal);
    HRESULT (STDMETHODCALLTYPE *IsFileValidated)(IBitsPeerCacheRecord *This);
    HRESULT (STDMETHODCALLTYPE *GetFileRanges)(IBitsPeerCacheRecord *This, DWORD *pRangeCount, BG_FILE_RANGE **ppRanges);
    END_INTERFACE
} IBitsPeerCacheRecordVtbl;

interface IBitsPeerCacheRecord {
    CONST_VTBL IBitsPeerCacheRecordVtbl *lpVtbl;
};
#endif

#ifndef __IEnumBitsPeerCacheRecords_INTERFACE_DEFINED__
#define __IEnumBitsPeerCacheRecords_INTERFACE_DEFINED__
DEFINE_GUID(IID_IEnumBitsPeerCacheRecords, 0x659cdea4, 0x489e, 0x11d9,
            0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51);

typedef struct IEnumBitsPeerCacheRecordsVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IEnumBitsPeerCacheRecords)
    HRESULT (STDMETHODCALLTYPE *Next)(IEnumBitsPeerCacheRecords *This, ULONG celt, IBitsPeerCacheRecord **rgelt,
        ULONG *pceltFetched);
    HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBitsPeerCacheRecords *This, ULONG celt);
    HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBitsPeerCacheRecords *This);
    HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBitsPeerCacheRecords *This, IEnumBitsPeerCacheRecords **ppenum);
    HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBitsPeerCacheRecords *This, ULONG *puCount);
    END_INTERFACE
} IEnumBitsPeerCacheRecordsVtbl;

interface IEnumBitsPeerCacheRecords {
    CONST_VTBL IEnumBitsPeerCacheRecordsVtbl *lpVtbl;
};
#endif

#ifndef __IBitsPeer_INTERFACE_DEFINED__
#define __IBitsPeer_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBitsPeer, 0x659cdea2, 0x489e, 0x11d9,
            0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51);

typedef struct IBitsPeerVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IBitsPeer)
    HRESULT (STDMETHODCALLTYPE *GetPeerName)(IBitsPeer *This, LPWSTR *pName);
    HRESULT (STDMETHODCALLTYPE *IsAuthenticated)(IBitsPeer *This, BOOL *pAuth);
    HRESULT (STDMETHODCALLTYPE *IsAvailable)(IBitsPeer *This, BOOL *pOnline);
    END_INTERFACE
} IBitsPeerVtbl;

interface IBitsPeer {
    CONST_VTBL IBitsPeerVtbl *lpVtbl;
};
#endif

#ifndef __IEnumBitsPeers_INTERFACE_DEFINED__
#define __IEnumBitsPeers_INTERFACE_DEFINED__
DEFINE_GUID(IID_IEnumBitsPeers, 0x659cdea5, 0x489e, 0x11d9,
            0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51);

typedef struct IEnumBitsPeersVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IEnumBitsPeers)
    HRESULT (STDMETHODCALLTYPE *Next)(IEnumBitsPeers *This, ULONG celt, IBitsPeer **rgelt, ULONG *pceltFetched);
    HRESULT (STDMETHODCALLTYPE *Skip)(IEnumBitsPeers *This, ULONG celt);
    HRESULT (STDMETHODCALLTYPE *Reset)(IEnumBitsPeers *This);
    HRESULT (STDMETHODCALLTYPE *Clone)(IEnumBitsPeers *This, IEnumBitsPeers **ppenum);
    HRESULT (STDMETHODCALLTYPE *GetCount)(IEnumBitsPeers *This, ULONG *puCount);
    END_INTERFACE
} IEnumBitsPeersVtbl;

interface IEnumBitsPeers {
    CONST_VTBL IEnumBitsPeersVtbl *lpVtbl;
};
#endif

// For IBitsPeerCacheAdministration::SetConfigurationFlags; those of a job are named BG_JOB_….
#ifndef BG_ENABLE_PEERCACHING_CLIENT
#define BG_ENABLE_PEERCACHING_CLIENT 0x0001
#define BG_ENABLE_PEERCACHING_SERVER 0x0002
#define BG_DISABLE_BRANCH_CACHE 0x0004
#endif

#ifndef __IBitsPeerCacheAdministration_INTERFACE_DEFINED__
#define __IBitsPeerCacheAdministration_INTERFACE_DEFINED__
DEFINE_GUID(IID_IBitsPeerCacheAdministration, 0x659cdead, 0x489e, 0x11d9,
            0xa9, 0xcd, 0x00, 0x0d, 0x56, 0x96, 0x52, 0x51);

typedef struct IBitsPeerCacheAdministrationVtbl {
    BEGIN_INTERFACE
    IUnknown_SLOTS(IBitsPeerCacheAdministration)
    HRESULT (STDMETHODCALLTYPE *GetMaximumCacheSize)(IBitsPeerCacheAdministration *This, DWORD *pBytes);
    HRESULT (STDMETHODCALLTYPE *SetMaximumCacheSize)(IBitsPeerCacheAdministration *This, DWORD Bytes);
    HRESULT (STDMETHODCALLTYPE *GetMaximumContentAge)(IBitsPeerCacheAdministration *This, ULONG *pSeconds);
    HRESULT (STDMETHODCALLTYPE *SetMaximumContentAge)(IBitsPeerCacheAdministration *This, ULONG Seconds);
    HRESULT (STDMETHODCALLTYPE *GetConfigurationFlags)(IBitsPeerCacheAdministration *This, DWORD *pFlags);
    HRESULT (STDMETHODCALLTYPE *SetConfigurationFlags)(IBitsPeerCacheAdministration *This, DWORD Flags);
    HRESULT (STDMETHODCALLTYPE *EnumRecords)(IBitsPeerCacheAdministration *This, IEnumBitsPeerCacheRecords **ppEnum);
    HRESULT (STDMETHODCALLTYPE *GetRecord)(IBitsPeerCacheAdministration *This, REFGUID id, IBitsPeerCacheRecord **ppRecord);
    HRESULT (STDMETHODCALLTYPE *ClearRecords)(IBitsPeerCacheAdministration *This);
    HRESULT (STDMETHODCALLTYPE *DeleteRecord)(IBitsPeerCacheAdministration *This, REFGUID id);
    HRESULT (STDMETHODCALLTYPE *DeleteUrl)(IBitsPeerCacheAdministration *This, LPCWSTR url);
    HRESULT (STDMETHODCALLTYPE *EnumPeers)(IBitsPeerCacheAdministration *This, IEnumBitsPeers **ppEnum);
    HRESULT (STDMETHODCALLTYPE *ClearPeers)(IBitsPeerCacheAdministration *This);
    HRESULT (STDMETHODCALLTYPE *DiscoverPeers)(IBitsPeerCacheAdministration *This);
    END_INTERFACE
} IBitsPeerCacheAdministrationVtbl;

interface IBitsPeerCacheAdministration {
    CONST_VTBL IBitsPeerCacheAdministrationVtbl *lpVtbl;
};
#endif

#endif
