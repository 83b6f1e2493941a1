/* An upload whose server replies. */
#include "client.h"
#include "disk.h"

static void drive_reply(IBackgroundCopyJob2 *job, const struct parameters *parameters, const WCHAR *name)
{
    BG_JOB_REPLY_PROGRESS progress = { 0 };
    UINT64 length = 0;
    BYTE *data = NULL;
    LPWSTR text = NULL;
    EXPECT(S_OK, CALL(job, GetReplyProgress, &progress));
    CHECK((UINT64) progress.BytesTotal == parameters->reply_size && progress.BytesTransferred == progress.BytesTotal);
    if (EXPECT(S_OK, CALL(job, GetReplyData, &data, &length)) && CHECK(data && length == parameters->reply_size)) {
        CHECK(memcmp(data, parameters->reply, length) == 0);
    }
    CoTaskMemFree(data);
    if (EXPECT(S_OK, CALL(job, GetReplyFileName, &text))) {
        EXPECT_TEXT(name, text);
    }
}

void drive_upload(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    WCHAR name[MAX_NAME];
    BG_JOB_REPLY_PROGRESS progress = { 0 };
    IBackgroundCopyJob2 *second = NULL;
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_UPLOAD_REPLY, u"upload");
    if (!job) {
        return;
    }
    join(name, parameters->directory, u"reply");
    EXPECT(S_OK, CALL(job, AddFile, parameters->upload_url, parameters->upload_file));
    if (QUERY(job, IBackgroundCopyJob2, &second)) {
        EXPECT(S_OK, CALL(second, SetReplyFileName, name));
        EXPECT(S_OK, CALL(second, GetReplyProgress, &progress));
        CHECK((UINT64) progress.BytesTotal == (UINT64) BG_SIZE_UNKNOWN && progress.BytesTransferred == 0);
        EXPECT(S_OK, CALL(second, Resume));
        if (reaches(job, BG_JOB_STATE_TRANSFERRED)) {
            drive_reply(second, parameters, name);
            EXPECT(S_OK, CALL(second, Complete));
            CHECK(has_content(name, parameters->reply, parameters->reply_size));
        } else {
            CALL(second, Cancel);
        }
        CALL(second, Release);
    }
    CALL(job, Release);
}
