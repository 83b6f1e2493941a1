/*
 * A download by https, from a server that asks for a certificate and shows one that nobody has signed: an object of this
 * program's says that it is right, by IBackgroundCopyServerCertificateValidationCallback.
 */
#include "client.h"
#include "disk.h"
#include "monitor.h"

#include <stdatomic.h>

enum { HASH_BYTES = 20, X509 = 1, ASN1_SEQUENCE = 0x30, LIMIT_SECONDS = 60 };

struct validator {
    IBackgroundCopyServerCertificateValidationCallback object;
    atomic_uint references;
    atomic_uint calls;
};

static HRESULT STDMETHODCALLTYPE query_interface(IBackgroundCopyServerCertificateValidationCallback *self, REFIID iid, void **out)
{
    SERVED(self, QueryInterface);
    if (!out) {
        return E_POINTER;
    }
    *out = NULL;
    if (!IsEqualIID(iid, &IID_IUnknown) && !IsEqualIID(iid, &IID_IBackgroundCopyServerCertificateValidationCallback)) {
        return E_NOINTERFACE;
    }
    atomic_fetch_add(&((struct validator *) self)->references, 1);
    *out = self;
    return S_OK;
}

static ULONG STDMETHODCALLTYPE add_ref(IBackgroundCopyServerCertificateValidationCallback *self)
{
    SERVED(self, AddRef);
    return atomic_fetch_add(&((struct validator *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IBackgroundCopyServerCertificateValidationCallback *self)
{
    SERVED(self, Release);
    return atomic_fetch_sub(&((struct validator *) self)->references, 1) - 1;
}

static HRESULT STDMETHODCALLTYPE validate(
    IBackgroundCopyServerCertificateValidationCallback *self, IBackgroundCopyJob *job, IBackgroundCopyFile *file,
    DWORD length, const BYTE certificate[], DWORD encoding, DWORD store_length, const BYTE store[])
{
    BG_JOB_STATE state = BG_JOB_STATE_SUSPENDED;
    BG_FILE_PROGRESS progress = { 0 };
    SERVED(self, ValidateServerCertificate);
    EXPECT(S_OK, CALL(job, GetState, &state));
    CHECK(state == BG_JOB_STATE_CONNECTING || state == BG_JOB_STATE_TRANSFERRING);
    EXPECT(S_OK, CALL(file, GetProgress, &progress));
    CHECK(!progress.Completed);
    CHECK(length > 2 && certificate && certificate[0] == ASN1_SEQUENCE);
    CHECK(encoding == X509);
    CHECK(store_length > length && store);
    atomic_fetch_add(&((struct validator *) self)->calls, 1);
    return S_OK;
}

static IBackgroundCopyServerCertificateValidationCallbackVtbl vtable = { query_interface, add_ref, release, validate };

static void set_options(IBackgroundCopyJobHttpOptions3 *options, const struct parameters *parameters, struct validator *validator)
{
    BYTE hash[HASH_BYTES];
    memcpy(hash, parameters->certificate_hash, sizeof hash);
    EXPECT(S_OK, CALL(options, SetClientCertificateByID, BG_CERT_STORE_LOCATION_CURRENT_USER, u"MY", hash));
    EXPECT(S_OK, CALL(options, SetSecurityFlags, BG_SSL_IGNORE_UNKNOWN_CA));
    EXPECT(S_OK, CALL(options, SetServerCertificateValidationInterface, (IUnknown *) &validator->object));
}

void drive_secure_download(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    struct validator validator = { .object = { &vtable } };
    IBackgroundCopyJobHttpOptions3 *options = NULL;
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"secure");
    long long limit;
    if (!job) {
        return;
    }
    atomic_init(&validator.references, 1);
    EXPECT(S_OK, CALL(job, AddFile, parameters->secure_url, join(local, parameters->directory, u"secure")));
    if (QUERY(job, IBackgroundCopyJobHttpOptions3, &options)) {
        set_options(options, parameters, &validator);
        EXPECT(S_OK, CALL(job, Resume));
        if (reaches(job, BG_JOB_STATE_TRANSFERRED)) {
            CHECK(validator.calls > 0);
            EXPECT(S_OK, CALL(job, Complete));
            CHECK(has_content(local, parameters->content, parameters->content_size));
        } else {
            CALL(job, Cancel);
        }
        CALL(options, Release);
    }
    CALL(job, Release);
    for (limit = seconds() + LIMIT_SECONDS; validator.references > 1 && seconds() < limit;) {
        pause_briefly();
    }
    CHECK(validator.references == 1);
}
