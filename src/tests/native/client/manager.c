/* IBackgroundCopyManager and IEnumBackgroundCopyJobs. */
#include "client.h"

enum { ENGLISH = 0x409 };

/* The enumerator has two jobs: these. */
static void drive_enumerator(IEnumBackgroundCopyJobs *jobs, const GUID *first, const GUID *second)
{
    IEnumBackgroundCopyJobs *copy = NULL;
    IBackgroundCopyJob *two[2] = { NULL, NULL };
    IBackgroundCopyJob *one = NULL;
    ULONG count = 0;
    GUID id;

    CHECK_UNKNOWN(jobs);
    EXPECT(S_OK, CALL(jobs, GetCount, &count));
    CHECK(count == 2);
    if (EXPECT(S_OK, CALL(jobs, Next, 2, two, &count)) && CHECK(count == 2)) {
        EXPECT(S_OK, CALL(two[0], GetId, &id));
        CHECK(IsEqualGUID(&id, first) || IsEqualGUID(&id, second));
        CALL(two[0], Release);
        CALL(two[1], Release);
    }
    EXPECT(S_FALSE, CALL(jobs, Next, 1, &one, &count));
    CHECK(count == 0);
    EXPECT(S_OK, CALL(jobs, Reset));
    EXPECT(S_OK, CALL(jobs, Skip, 1));
    if (EXPECT(S_OK, CALL(jobs, Clone, &copy))) {
        if (EXPECT(S_OK, CALL(copy, Next, 1, &one, NULL))) {
            CALL(one, Release);
        }
        EXPECT(S_FALSE, CALL(copy, Skip, 1));
        CHECK(CALL(copy, Release) == 0);
    }
}

void drive_manager(IBackgroundCopyManager *manager, HRESULT not_found)
{
    IBackgroundCopyJob *job = NULL, *other = NULL, *same = NULL;
    IEnumBackgroundCopyJobs *jobs = NULL;
    LPWSTR text = NULL;
    GUID first, second, id;

    CHECK_UNKNOWN(manager);
    if (!EXPECT(S_OK, CALL(manager, CreateJob, u"first", BG_JOB_TYPE_DOWNLOAD, &first, &job))
        || !EXPECT(S_OK, CALL(manager, CreateJob, u"second", BG_JOB_TYPE_DOWNLOAD, &second, &other))) {
        return;
    }
    CHECK_UNKNOWN(job);
    if (EXPECT(S_OK, CALL(manager, GetJob, &second, &same))) {
        EXPECT(S_OK, CALL(same, GetId, &id));
        CHECK(IsEqualGUID(&id, &second));
        CALL(same, Release);
    }
    same = job;
    EXPECT(not_found, CALL(manager, GetJob, &IID_IUnknown, &same));
    CHECK(same == NULL);
    if (EXPECT(S_OK, CALL(manager, EnumJobs, 0, &jobs))) {
        drive_enumerator(jobs, &first, &second);
        CHECK(CALL(jobs, Release) == 0);
    }
    if (EXPECT(S_OK, CALL(manager, GetErrorDescription, BG_E_NOT_FOUND, ENGLISH, &text))) {
        CHECK(text && text[0] != 0);
        CoTaskMemFree(text);
    }
    EXPECT(S_OK, CALL(job, Cancel));
    EXPECT(S_OK, CALL(other, Cancel));
    CALL(job, Release);
    CALL(other, Release);
}
