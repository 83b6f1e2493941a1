/* A job in on-demand mode, of whose file parts are asked for, and at last the rest. */
#include "callback.h"
#include "disk.h"

enum { OFFSET = 100000, LENGTH = 1000 };

static bool set_on_demand(IBackgroundCopyJob *job)
{
    IBackgroundCopyJob5 *fifth = NULL;
    BITS_JOB_PROPERTY_VALUE value = { .Uint64 = 0 };
    bool done;
    if (!QUERY(job, IBackgroundCopyJob5, &fifth)) {
        return false;
    }
    value.Enable = 1;
    done = EXPECT(S_OK, CALL(fifth, SetProperty, BITS_JOB_PROPERTY_ON_DEMAND_MODE, value));
    value.Enable = 0;
    EXPECT(S_OK, CALL(fifth, GetProperty, BITS_JOB_PROPERTY_ON_DEMAND_MODE, &value));
    CHECK(value.Enable == 1);
    CALL(fifth, Release);
    return done;
}

static void drive_part(IBackgroundCopyJob *job, IBackgroundCopyFile6 *file, struct callback *callback)
{
    BG_FILE_RANGE range = { OFFSET, LENGTH };
    BG_FILE_RANGE *filled = NULL;
    DWORD count = 0;
    EXPECT(BG_E_INVALID_RANGE, CALL(file, RequestFileRanges, 1, &(BG_FILE_RANGE) { 0, 0 }));
    EXPECT(S_OK, CALL(file, RequestFileRanges, 1, &range));
    EXPECT(S_OK, CALL(job, Resume));
    CHECK(callback_awaits(callback, &callback->ranges, 1));
    CHECK(reaches(job, BG_JOB_STATE_SUSPENDED));
    if (EXPECT(S_OK, CALL(file, GetFilledFileRanges, &count, &filled)) && CHECK(count == 1 && filled)) {
        CHECK(filled[0].InitialOffset == OFFSET && filled[0].Length == LENGTH);
    }
    CoTaskMemFree(filled);
}

static void drive_rest(IBackgroundCopyJob *job, IBackgroundCopyFile6 *file, struct callback *callback)
{
    BG_FILE_RANGE all = { 0, BG_LENGTH_TO_EOF };
    EXPECT(S_OK, CALL(file, RequestFileRanges, 1, &all));
    EXPECT(S_OK, CALL(file, UpdateDownloadPosition, OFFSET + LENGTH));
    EXPECT(S_OK, CALL(job, Resume));
    if (CHECK(callback_awaits(callback, &callback->transferred, 1))) {
        EXPECT(S_OK, CALL(job, Complete));
    }
}

void drive_on_demand(IBackgroundCopyManager *manager, const struct parameters *parameters)
{
    struct callback callback;
    WCHAR name[MAX_NAME];
    IBackgroundCopyFile *file = NULL;
    IBackgroundCopyFile6 *sixth = NULL;
    IBackgroundCopyJob *job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (!job) {
        return;
    }
    callback_create(&callback, NULL, BG_ERROR_CONTEXT_NONE);
    if (set_on_demand(job)) {
        EXPECT(S_OK, CALL(job, AddFile, parameters->url, join(name, parameters->directory, u"parts")));
        EXPECT(S_OK, CALL(job, SetNotifyFlags, BG_NOTIFY_JOB_TRANSFERRED | BG_NOTIFY_FILE_RANGES_TRANSFERRED));
        EXPECT(S_OK, CALL(job, SetNotifyInterface, callback_unknown(&callback)));
        file = first_file(job);
    }
    if (file && QUERY(file, IBackgroundCopyFile6, &sixth)) {
        drive_part(job, sixth, &callback);
        drive_rest(job, sixth, &callback);
        CHECK(has_content(name, parameters->content, parameters->content_size));
        CALL(sixth, Release);
    } else {
        CALL(job, Cancel);
    }
    if (file) {
        CALL(file, Release);
    }
    CALL(job, Release);
    callback_end(&callback);
}
