/* What a job can be told: IBackgroundCopyJob. */
#include "callback.h"

void drive_names(IBackgroundCopyJob *job)
{
    LPWSTR text = NULL;
    EXPECT(S_OK, CALL(job, SetDisplayName, u"another name \u00e4\u20ac"));
    if (EXPECT(S_OK, CALL(job, GetDisplayName, &text))) {
        EXPECT_TEXT(u"another name \u00e4\u20ac", text);
    }
    EXPECT(E_INVALIDARG, CALL(job, SetDisplayName, NULL));
    EXPECT(S_OK, CALL(job, SetDescription, u"driven by C"));
    if (EXPECT(S_OK, CALL(job, GetDescription, &text))) {
        EXPECT_TEXT(u"driven by C", text);
    }
    if (EXPECT(S_OK, CALL(job, GetOwner, &text))) {
        CHECK(text && text[0] != 0);
        CoTaskMemFree(text);
    }
    EXPECT(S_OK, CALL(job, TakeOwnership));
}

static void drive_numbers(IBackgroundCopyJob *job)
{
    BG_JOB_PRIORITY priority = BG_JOB_PRIORITY_LOW;
    ULONG number = 0;
    EXPECT(S_OK, CALL(job, GetPriority, &priority));
    CHECK(priority == BG_JOB_PRIORITY_FOREGROUND);
    EXPECT(S_OK, CALL(job, SetPriority, BG_JOB_PRIORITY_HIGH));
    EXPECT(S_OK, CALL(job, GetPriority, &priority));
    CHECK(priority == BG_JOB_PRIORITY_HIGH);
    EXPECT(S_OK, CALL(job, GetNotifyFlags, &number));
    CHECK(number == (BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR));
    EXPECT(S_OK, CALL(job, SetNotifyFlags, BG_NOTIFY_DISABLE));
    EXPECT(S_OK, CALL(job, GetNotifyFlags, &number));
    CHECK(number == BG_NOTIFY_DISABLE);
    EXPECT(S_OK, CALL(job, GetMinimumRetryDelay, &number));
    CHECK(number == 600);
    EXPECT(S_OK, CALL(job, SetMinimumRetryDelay, 60));
    EXPECT(S_OK, CALL(job, GetMinimumRetryDelay, &number));
    CHECK(number == 60);
    EXPECT(S_OK, CALL(job, GetNoProgressTimeout, &number));
    CHECK(number == 1209600);
    EXPECT(S_OK, CALL(job, SetNoProgressTimeout, 120));
    EXPECT(S_OK, CALL(job, GetNoProgressTimeout, &number));
    CHECK(number == 120);
    EXPECT(S_OK, CALL(job, GetErrorCount, &number));
    CHECK(number == 0);
}

static void drive_proxy(IBackgroundCopyJob *job)
{
    BG_JOB_PROXY_USAGE usage = BG_JOB_PROXY_USAGE_NO_PROXY;
    LPWSTR list = NULL, bypass = NULL;
    EXPECT(S_OK, CALL(job, GetProxySettings, &usage, &list, &bypass));
    CHECK(usage == BG_JOB_PROXY_USAGE_PRECONFIG && !list && !bypass);
    EXPECT(S_OK, CALL(job, SetProxySettings, BG_JOB_PROXY_USAGE_OVERRIDE, u"proxy.invalid:8080", u"<local>"));
    if (EXPECT(S_OK, CALL(job, GetProxySettings, &usage, &list, &bypass))) {
        CHECK(usage == BG_JOB_PROXY_USAGE_OVERRIDE);
        EXPECT_TEXT(u"proxy.invalid:8080", list);
        EXPECT_TEXT(u"<local>", bypass);
    }
}

void drive_notify_interface(IBackgroundCopyJob *job)
{
    struct callback callback;
    IUnknown *registered = NULL;
    callback_create(&callback, NULL, BG_ERROR_CONTEXT_NONE);
    EXPECT(S_OK, CALL(job, SetNotifyInterface, callback_unknown(&callback)));
    CHECK(callback.references > 1);
    if (EXPECT(S_OK, CALL(job, GetNotifyInterface, &registered))) {
        CHECK(registered == callback_unknown(&callback));
        registered->lpVtbl->Release(registered);
    }
    EXPECT(S_OK, CALL(job, SetNotifyInterface, NULL));
    EXPECT(S_OK, CALL(job, GetNotifyInterface, &registered));
    CHECK(registered == NULL);
    callback_end(&callback);
}

static void drive_progress(IBackgroundCopyJob *job, const GUID *expected)
{
    IBackgroundCopyError *error = (IBackgroundCopyError *) job;
    BG_JOB_PROGRESS progress = { 1, 1, 1, 1 };
    BG_JOB_TIMES times = { { 0 } };
    BG_JOB_TYPE type = BG_JOB_TYPE_UPLOAD;
    GUID id;
    EXPECT(S_OK, CALL(job, GetId, &id));
    CHECK(IsEqualGUID(&id, expected));
    EXPECT(S_OK, CALL(job, GetType, &type));
    CHECK(type == BG_JOB_TYPE_DOWNLOAD);
    EXPECT(S_OK, CALL(job, GetProgress, &progress));
    CHECK(progress.BytesTransferred == 0 && progress.FilesTotal == 0 && progress.FilesTransferred == 0);
    EXPECT(S_OK, CALL(job, GetTimes, &times));
    CHECK(times.CreationTime.dwHighDateTime != 0 && times.ModificationTime.dwHighDateTime != 0);
    CHECK(times.TransferCompletionTime.dwHighDateTime == 0 && times.TransferCompletionTime.dwLowDateTime == 0);
    EXPECT(BG_E_ERROR_INFORMATION_UNAVAILABLE, CALL(job, GetError, &error));
    CHECK(error == NULL);
}

void drive_settings(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"settings");
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    GUID id;
    if (!job) {
        return;
    }
    EXPECT(S_OK, CALL(job, GetState, &state));
    CHECK(state == BG_JOB_STATE_SUSPENDED);
    EXPECT(S_OK, CALL(job, GetId, &id));
    drive_progress(job, &id);
    drive_names(job);
    drive_numbers(job);
    drive_proxy(job);
    drive_notify_interface(job);
    drive_newer_settings(job);
    drive_properties(job);
    drive_http_options(job, parameters);
    EXPECT(BG_E_EMPTY, CALL(job, Resume));
    EXPECT(S_OK, CALL(job, Suspend));
    EXPECT(S_OK, CALL(job, Cancel));
    EXPECT(BG_E_INVALID_STATE, CALL(job, Complete));
    CHECK(CALL(job, Release) == 0);
}
