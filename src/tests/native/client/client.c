#include "client.h"

#include "monitor.h"

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

enum { LIMIT_SECONDS = 60 };

/*
 * Drives all that can be reached from the manager, which is lent, and writes what happened to the text: see write_report.
 */
EXPORTED void drive(IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size)
{
    begin_report();
    drive_manager(manager);
    drive_settings(manager, parameters);
    drive_download(manager, parameters);
    drive_failure(manager, parameters);
    drive_secure_download(manager, parameters);
    drive_upload(manager, parameters);
    write_report(report, size);
}

IBackgroundCopyJob *new_job(IBackgroundCopyManager *manager, BG_JOB_TYPE type, const WCHAR *name)
{
    IBackgroundCopyJob *job = NULL;
    GUID id;
    if (!EXPECT(S_OK, CALL(manager, CreateJob, name, type, &id, &job)) || !CHECK(job != NULL)) {
        return NULL;
    }
    EXPECT(S_OK, CALL(job, SetPriority, BG_JOB_PRIORITY_FOREGROUND));
    return job;
}

IBackgroundCopyFile *first_file(IBackgroundCopyJob *job)
{
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *file = NULL;
    if (!EXPECT(S_OK, CALL(job, EnumFiles, &files))) {
        return NULL;
    }
    EXPECT(S_OK, CALL(files, Next, 1, &file, NULL));
    CALL(files, Release);
    return file;
}

bool reaches(IBackgroundCopyJob *job, BG_JOB_STATE state)
{
    long long limit = seconds() + LIMIT_SECONDS;
    BG_JOB_STATE now = BG_JOB_STATE_QUEUED;
    while (EXPECT(S_OK, CALL(job, GetState, &now)) && now != state && seconds() < limit) {
        pause_briefly();
    }
    return CHECK(now == state);
}
