// The slots of the base interfaces, in vtable order. An interface in C repeats them all, with itself as This;
// here each is written once.
#ifndef BITS4J_INHERITED_SLOTS_H
#define BITS4J_INHERITED_SLOTS_H

#define IUnknown_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *QueryInterface)(I *This, REFIID riid, void **ppvObject); \
    ULONG (STDMETHODCALLTYPE *AddRef)(I *This); \
    ULONG (STDMETHODCALLTYPE *Release)(I *This);

#define IBackgroundCopyCallback_SLOTS(I) \
    IUnknown_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *JobTransferred)(I *This, IBackgroundCopyJob *pJob); \
    HRESULT (STDMETHODCALLTYPE *JobError)(I *This, IBackgroundCopyJob *pJob, IBackgroundCopyError *pError); \
    HRESULT (STDMETHODCALLTYPE *JobModification)(I *This, IBackgroundCopyJob *pJob, DWORD dwReserved);

#define IBackgroundCopyCallback2_SLOTS(I) \
    IBackgroundCopyCallback_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *FileTransferred)(I *This, IBackgroundCopyJob *pJob, IBackgroundCopyFile *pFile);

#define IBackgroundCopyFile_SLOTS(I) \
    IUnknown_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *GetRemoteName)(I *This, LPWSTR *pVal); \
    HRESULT (STDMETHODCALLTYPE *GetLocalName)(I *This, LPWSTR *pVal); \
    HRESULT (STDMETHODCALLTYPE *GetProgress)(I *This, BG_FILE_PROGRESS *pVal);

#define IBackgroundCopyFile2_SLOTS(I) \
    IBackgroundCopyFile_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *GetFileRanges)(I *This, DWORD *RangeCount, BG_FILE_RANGE **Ranges); \
    HRESULT (STDMETHODCALLTYPE *SetRemoteName)(I *This, LPCWSTR Val);

#define IBackgroundCopyFile3_SLOTS(I) \
    IBackgroundCopyFile2_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *GetTemporaryName)(I *This, LPWSTR *pFilename); \
    HRESULT (STDMETHODCALLTYPE *SetValidationState)(I *This, BOOL state); \
    HRESULT (STDMETHODCALLTYPE *GetValidationState)(I *This, BOOL *pState); \
    HRESULT (STDMETHODCALLTYPE *IsDownloadedFromPeer)(I *This, BOOL *pVal);

#define IBackgroundCopyFile4_SLOTS(I) \
    IBackgroundCopyFile3_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *GetPeerDownloadStats)(I *This, UINT64 *pFromOrigin, UINT64 *pFromPeers);

#define IBackgroundCopyFile5_SLOTS(I) \
    IBackgroundCopyFile4_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *SetProperty)(I *This, BITS_FILE_PROPERTY_ID PropertyId, BITS_FILE_PROPERTY_VALUE PropertyValue); \
    HRESULT (STDMETHODCALLTYPE *GetProperty)(I *This, BITS_FILE_PROPERTY_ID PropertyId, \
        BITS_FILE_PROPERTY_VALUE *PropertyValue);

#define IBackgroundCopyJobHttpOptions_SLOTS(I) \
    IUnknown_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *SetClientCertificateByID)(I *This, BG_CERT_STORE_LOCATION StoreLocation, LPCWSTR StoreName, \
        BYTE *pCertHashBlob); \
    HRESULT (STDMETHODCALLTYPE *SetClientCertificateByName)(I *This, BG_CERT_STORE_LOCATION StoreLocation, LPCWSTR StoreName, \
        LPCWSTR SubjectName); \
    HRESULT (STDMETHODCALLTYPE *RemoveClientCertificate)(I *This); \
    HRESULT (STDMETHODCALLTYPE *GetClientCertificate)(I *This, BG_CERT_STORE_LOCATION *pStoreLocation, LPWSTR *pStoreName, \
        BYTE **ppCertHashBlob, LPWSTR *pSubjectName); \
    HRESULT (STDMETHODCALLTYPE *SetCustomHeaders)(I *This, LPCWSTR RequestHeaders); \
    HRESULT (STDMETHODCALLTYPE *GetCustomHeaders)(I *This, LPWSTR *pRequestHeaders); \
    HRESULT (STDMETHODCALLTYPE *SetSecurityFlags)(I *This, ULONG Flags); \
    HRESULT (STDMETHODCALLTYPE *GetSecurityFlags)(I *This, ULONG *pFlags);

#define IBackgroundCopyJobHttpOptions2_SLOTS(I) \
    IBackgroundCopyJobHttpOptions_SLOTS(I) \
    HRESULT (STDMETHODCALLTYPE *SetHttpMethod)(I *This, LPCWSTR method); \
    HRESULT (STDMETHODCALLTYPE *GetHttpMethod)(I *This, LPWSTR *method);

#endif
