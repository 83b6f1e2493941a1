/*
 * Delivery Optimization as it looks through the interfaces of BITS: IBackgroundCopyJob and IBackgroundCopyJob5,
 * IBackgroundCopyFile, IBackgroundCopyFile2 and IBackgroundCopyFile5. The slots of the interfaces between say E_NOTIMPL.
 */
#include "callback.h"
#include "disk.h"

static void drive_settings_of(IBackgroundCopyJob *job)
{
    BG_JOB_PRIORITY priority = BG_JOB_PRIORITY_LOW;
    BG_JOB_PROXY_USAGE usage = BG_JOB_PROXY_USAGE_NO_PROXY;
    BG_JOB_TYPE type = BG_JOB_TYPE_UPLOAD;
    BG_JOB_TIMES times = { { 0 } };
    IBackgroundCopyError *error = NULL;
    LPWSTR list = NULL, bypass = NULL;
    ULONG number = 0;
    drive_names(job);
    EXPECT(S_OK, CALL(job, GetType, &type));
    CHECK(type == BG_JOB_TYPE_DOWNLOAD);
    EXPECT(S_OK, CALL(job, GetPriority, &priority));
    CHECK(priority == BG_JOB_PRIORITY_FOREGROUND);
    EXPECT(S_OK, CALL(job, SetNotifyFlags, BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_MODIFICATION | BG_NOTIFY_FILE_TRANSFERRED));
    EXPECT(S_OK, CALL(job, GetNotifyFlags, &number));
    CHECK(number == (BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_MODIFICATION | BG_NOTIFY_FILE_TRANSFERRED));
    EXPECT(S_OK, CALL(job, SetMinimumRetryDelay, 60));
    EXPECT(S_OK, CALL(job, GetMinimumRetryDelay, &number));
    CHECK(number == 60);
    EXPECT(S_OK, CALL(job, SetNoProgressTimeout, 120));
    EXPECT(S_OK, CALL(job, GetNoProgressTimeout, &number));
    CHECK(number == 120);
    EXPECT(S_OK, CALL(job, GetErrorCount, &number));
    CHECK(number == 0);
    EXPECT(S_OK, CALL(job, GetTimes, &times));
    CHECK(times.CreationTime.dwHighDateTime != 0);
    EXPECT(DO_E_ERROR_INFORMATION_UNAVAILABLE, CALL(job, GetError, &error));
    EXPECT(E_NOTIMPL, CALL(job, SetProxySettings, BG_JOB_PROXY_USAGE_NO_PROXY, NULL, NULL));
    EXPECT(E_NOTIMPL, CALL(job, GetProxySettings, &usage, &list, &bypass));
    drive_notify_interface(job);
}

static void drive_absent(IBackgroundCopyJob *job, IBackgroundCopyJob5 *fifth)
{
    BG_FILE_RANGE range = { 0, 1 };
    BG_AUTH_CREDENTIALS credentials = { .Target = BG_AUTH_TARGET_SERVER, .Scheme = BG_AUTH_SCHEME_BASIC };
    BG_JOB_REPLY_PROGRESS progress;
    IUnknown *none = (IUnknown *) job;
    LPWSTR one = NULL, other = NULL;
    UINT64 length = 0;
    DWORD flags = 0;
    ULONG number = 0;
    BOOL elevated = 0;
    BYTE *data = NULL;
    EXPECT(E_NOINTERFACE, CALL(job, QueryInterface, &IID_IBackgroundCopyJob2, (void **) &none));
    CHECK(none == NULL);
    EXPECT(E_NOINTERFACE, CALL(job, QueryInterface, &IID_IBackgroundCopyJobHttpOptions, (void **) &none));
    EXPECT(E_NOTIMPL, CALL(fifth, SetNotifyCmdLine, NULL, NULL));
    EXPECT(E_NOTIMPL, CALL(fifth, GetNotifyCmdLine, &one, &other));
    EXPECT(E_NOTIMPL, CALL(fifth, GetReplyProgress, &progress));
    EXPECT(E_NOTIMPL, CALL(fifth, GetReplyData, &data, &length));
    EXPECT(E_NOTIMPL, CALL(fifth, SetReplyFileName, u"reply"));
    EXPECT(E_NOTIMPL, CALL(fifth, GetReplyFileName, &one));
    EXPECT(E_NOTIMPL, CALL(fifth, SetCredentials, &credentials));
    EXPECT(E_NOTIMPL, CALL(fifth, RemoveCredentials, BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_BASIC));
    EXPECT(E_NOTIMPL, CALL(fifth, ReplaceRemotePrefix, u"a", u"b"));
    EXPECT(E_NOTIMPL, CALL(fifth, AddFileWithRanges, u"http://test.invalid/", u"name", 1, &range));
    EXPECT(E_NOTIMPL, CALL(fifth, SetFileACLFlags, BG_COPY_FILE_OWNER));
    EXPECT(E_NOTIMPL, CALL(fifth, GetFileACLFlags, &flags));
    EXPECT(E_NOTIMPL, CALL(fifth, SetPeerCachingFlags, BG_JOB_ENABLE_PEERCACHING_CLIENT));
    EXPECT(E_NOTIMPL, CALL(fifth, GetPeerCachingFlags, &flags));
    EXPECT(E_NOTIMPL, CALL(fifth, GetOwnerIntegrityLevel, &number));
    EXPECT(E_NOTIMPL, CALL(fifth, GetOwnerElevationState, &elevated));
    EXPECT(E_NOTIMPL, CALL(fifth, SetMaximumDownloadTime, 60));
    EXPECT(E_NOTIMPL, CALL(fifth, GetMaximumDownloadTime, &number));
}

static void drive_fifth(IBackgroundCopyJob *job)
{
    BITS_JOB_PROPERTY_VALUE value = { .Dword = (DWORD) BITS_COST_STATE_TRANSFER_ALWAYS };
    IBackgroundCopyJob5 *fifth = NULL;
    if (QUERY(job, IBackgroundCopyJob5, &fifth)) {
        drive_absent(job, fifth);
        EXPECT(S_OK, CALL(fifth, SetProperty, BITS_JOB_PROPERTY_ID_COST_FLAGS, value));
        value.Dword = 0;
        EXPECT(S_OK, CALL(fifth, GetProperty, BITS_JOB_PROPERTY_ID_COST_FLAGS, &value));
        CHECK(value.Dword == (DWORD) BITS_COST_STATE_TRANSFER_ALWAYS);
        EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(fifth, SetProperty, (BITS_JOB_PROPERTY_ID) 99, value));
        CALL(fifth, Release);
    }
}

static void drive_file(IBackgroundCopyFile *file, const struct parameters *parameters)
{
    IBackgroundCopyFile2 *second = NULL;
    IBackgroundCopyFile5 *fifth = NULL;
    BITS_FILE_PROPERTY_VALUE value = { NULL };
    BG_FILE_RANGE *ranges = NULL;
    UINT64 from_origin = 0, from_peers = 0;
    LPWSTR name = NULL;
    DWORD count = 0;
    BOOL flag = 0;
    drive_first_file(file, parameters);
    if (QUERY(file, IBackgroundCopyFile2, &second)) {
        EXPECT(S_FALSE, CALL(second, GetFileRanges, &count, &ranges));
        EXPECT(S_OK, CALL(second, SetRemoteName, parameters->url));
        CALL(second, Release);
    }
    if (QUERY(file, IBackgroundCopyFile5, &fifth)) {
        EXPECT(E_NOTIMPL, CALL(fifth, GetTemporaryName, &name));
        EXPECT(E_NOTIMPL, CALL(fifth, SetValidationState, 1));
        EXPECT(E_NOTIMPL, CALL(fifth, GetValidationState, &flag));
        EXPECT(E_NOTIMPL, CALL(fifth, IsDownloadedFromPeer, &flag));
        EXPECT(E_NOTIMPL, CALL(fifth, GetPeerDownloadStats, &from_origin, &from_peers));
        EXPECT(DO_E_READ_ONLY_PROPERTY, CALL(fifth, SetProperty, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, value));
        EXPECT(S_OK, CALL(fifth, GetProperty, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, &value));
        CHECK(value.String != NULL);
        CoTaskMemFree(value.String);
        CALL(fifth, Release);
    }
}

static void check_enumerator(IBackgroundCopyJob *job)
{
    IEnumBackgroundCopyFiles *files = NULL, *copy = NULL;
    ULONG count = 0;
    if (!EXPECT(S_OK, CALL(job, EnumFiles, &files))) {
        return;
    }
    CHECK_UNKNOWN(files);
    EXPECT(S_OK, CALL(files, GetCount, &count));
    CHECK(count == 1);
    EXPECT(S_OK, CALL(files, Skip, 1));
    if (EXPECT(S_OK, CALL(files, Clone, &copy))) {
        EXPECT(S_FALSE, CALL(copy, Skip, 1));
        EXPECT(S_OK, CALL(copy, Reset));
        EXPECT(S_OK, CALL(copy, Skip, 1));
        CALL(copy, Release);
    }
    CALL(files, Release);
}

static void drive_transfer(IBackgroundCopyJob *job, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    struct callback callback;
    BG_JOB_PROGRESS progress = { 0 };
    BG_FILE_INFO set[1] = { { (LPWSTR) parameters->url, join(local, parameters->directory, u"one") } };
    IBackgroundCopyFile *file;
    EXPECT(S_OK, CALL(job, SetDisplayName, u"native client"));
    EXPECT(S_OK, CALL(job, AddFileSet, 1, set));
    check_enumerator(job);
    callback_create(&callback, NULL, BG_ERROR_CONTEXT_NONE);
    EXPECT(S_OK, CALL(job, SetNotifyInterface, callback_unknown(&callback)));
    EXPECT(S_OK, CALL(job, Suspend));
    EXPECT(S_OK, CALL(job, SetDescription, u"a change, which is notified"));
    CHECK(callback_awaits(&callback, &callback.modified, 1));
    EXPECT(S_OK, CALL(job, Resume));
    if (CHECK(callback_awaits(&callback, &callback.transferred, 1)) && CHECK(callback.files == 1)) {
        EXPECT(S_OK, CALL(job, GetProgress, &progress));
        CHECK((UINT64) progress.BytesTransferred == parameters->content_size);
        file = first_file(job);
        if (file) {
            drive_file(file, parameters);
            CALL(file, Release);
        }
        EXPECT(S_OK, CALL(job, Complete));
        CHECK(has_content(local, parameters->content, parameters->content_size));
    }
    CALL(job, Release);
    callback_end(&callback);
}

EXPORTED void drive_delivery_optimization(
    IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size)
{
    IBackgroundCopyJob *job;
    begin_report();
    drive_manager(manager, DO_E_JOB_NOT_FOUND);
    job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (job) {
        drive_settings_of(job);
        drive_fifth(job);
        drive_transfer(job, parameters);
    }
    drive_failure(manager, parameters, BG_ERROR_CONTEXT_NONE);
    write_report(report, size);
}
