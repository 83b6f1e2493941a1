/* The way of a job that succeeds: files, notify interface, Resume, JobTransferred, Complete. */
#include "callback.h"
#include "disk.h"

enum { FILES = 3, RANGE_OFFSET = 10, RANGE_LENGTH = 20 };

static void add_files(IBackgroundCopyJob *job, const struct parameters *parameters)
{
    WCHAR one[MAX_NAME], two[MAX_NAME], three[MAX_NAME];
    BG_FILE_INFO set[1] = { { (LPWSTR) parameters->url, join(two, parameters->directory, u"two") } };
    BG_FILE_RANGE range = { RANGE_OFFSET, RANGE_LENGTH };
    IBackgroundCopyJob3 *third = NULL;
    EXPECT(S_OK, CALL(job, AddFile, parameters->url, join(one, parameters->directory, u"one")));
    EXPECT(S_OK, CALL(job, AddFileSet, 1, set));
    EXPECT(E_INVALIDARG, CALL(job, AddFile, NULL, NULL));
    if (QUERY(job, IBackgroundCopyJob3, &third)) {
        join(three, parameters->directory, u"three");
        EXPECT(S_OK, CALL(third, AddFileWithRanges, parameters->url, three, 1, &range));
        EXPECT(S_OK, CALL(third, ReplaceRemotePrefix, parameters->url, parameters->url));
        CALL(third, Release);
    }
}

static void check_progress(IBackgroundCopyJob *job, const struct parameters *parameters)
{
    BG_JOB_PROGRESS progress = { 0 };
    BG_JOB_TIMES times = { { 0 } };
    EXPECT(S_OK, CALL(job, GetProgress, &progress));
    CHECK(progress.FilesTotal == FILES && progress.FilesTransferred == FILES);
    CHECK((UINT64) progress.BytesTotal == 2 * parameters->content_size + RANGE_LENGTH);
    CHECK(progress.BytesTransferred == progress.BytesTotal);
    EXPECT(S_OK, CALL(job, GetTimes, &times));
    CHECK(times.TransferCompletionTime.dwHighDateTime >= times.CreationTime.dwHighDateTime);
}

static void check_content(const struct parameters *parameters)
{
    WCHAR name[MAX_NAME];
    CHECK(has_content(join(name, parameters->directory, u"one"), parameters->content, parameters->content_size));
    CHECK(has_content(join(name, parameters->directory, u"two"), parameters->content, parameters->content_size));
    CHECK(has_content(join(name, parameters->directory, u"three"), parameters->content + RANGE_OFFSET, RANGE_LENGTH));
}

void drive_download(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    struct callback callback;
    BG_JOB_STATE state = BG_JOB_STATE_QUEUED;
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (!job) {
        return;
    }
    add_files(job, parameters);
    callback_create(&callback, NULL, BG_ERROR_CONTEXT_NONE);
    EXPECT(S_OK, CALL(job, SetNotifyFlags, BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_JOB_ERROR
                      | BG_NOTIFY_JOB_MODIFICATION | BG_NOTIFY_FILE_TRANSFERRED));
    EXPECT(S_OK, CALL(job, SetNotifyInterface, callback_unknown(&callback)));
    EXPECT(S_OK, CALL(job, SetDescription, u"a change, which is notified"));
    CHECK(callback_awaits(&callback, &callback.modified, 1));
    EXPECT(S_OK, CALL(job, Resume));
    if (CHECK(callback_awaits(&callback, &callback.transferred, 1))) {
        CHECK(callback.files == FILES && callback.failed == 0);
        check_progress(job, parameters);
        drive_files(job, parameters);
        EXPECT(S_OK, CALL(job, Complete));
        EXPECT(S_OK, CALL(job, GetState, &state));
        CHECK(state == BG_JOB_STATE_ACKNOWLEDGED);
        check_content(parameters);
    } else {
        CALL(job, Cancel);
    }
    CALL(job, Release);
    callback_end(&callback);
}
