/* The way of a job that fails, and IBackgroundCopyError. */
#include "callback.h"
#include "disk.h"

enum { ENGLISH = 0x409 };

void drive_error(IBackgroundCopyError *error, BG_ERROR_CONTEXT expected, const WCHAR *url)
{
    BG_ERROR_CONTEXT context = BG_ERROR_CONTEXT_UNKNOWN;
    HRESULT code = S_OK;
    IBackgroundCopyFile *file = NULL;
    LPWSTR text = NULL;
    CHECK_UNKNOWN(error);
    EXPECT(S_OK, CALL(error, GetError, &context, &code));
    CHECK(context == expected);
    CHECK(code == BG_E_HTTP_ERROR_404);
    if (EXPECT(S_OK, CALL(error, GetFile, &file))) {
        if (EXPECT(S_OK, CALL(file, GetRemoteName, &text))) {
            EXPECT_TEXT(url, text);
        }
        CALL(file, Release);
    }
    if (EXPECT(S_OK, CALL(error, GetErrorDescription, ENGLISH, &text))) {
        CHECK(text && text[0] != 0);
        CoTaskMemFree(text);
    }
    if (EXPECT(S_OK, CALL(error, GetErrorContextDescription, ENGLISH, &text))) {
        CHECK(text && text[0] != 0);
        CoTaskMemFree(text);
    }
    if (EXPECT(S_OK, CALL(error, GetProtocol, &text))) {
        EXPECT_TEXT(u"http", text);
    }
}

void drive_failure(IBackgroundCopyManager *manager, const struct parameters *parameters, BG_ERROR_CONTEXT context)
{
    WCHAR local[MAX_NAME];
    struct callback callback;
    IBackgroundCopyError *error = NULL;
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (!job) {
        return;
    }
    EXPECT(S_OK, CALL(job, AddFile, parameters->missing_url, join(local, parameters->directory, u"missing")));
    callback_create(&callback, parameters->missing_url, context);
    EXPECT(S_OK, CALL(job, SetNotifyInterface, callback_unknown(&callback)));
    EXPECT(S_OK, CALL(job, Resume));
    CHECK(callback_awaits(&callback, &callback.failed, 1));
    if (reaches(job, BG_JOB_STATE_ERROR) && EXPECT(S_OK, CALL(job, GetError, &error))) {
        drive_error(error, context, parameters->missing_url);
        CHECK(CALL(error, Release) == 0);
    }
    EXPECT(S_OK, CALL(job, Cancel));
    CHECK(callback.transferred == 0);
    CALL(job, Release);
    callback_end(&callback);
}
