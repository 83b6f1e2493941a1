#include "client.h"

#include "monitor.h"

enum { LIMIT_SECONDS = 60 };

EXPORTED void drive_bits(IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size)
{
    begin_report();
    drive_manager(manager, BG_E_NOT_FOUND);
    drive_settings(manager, parameters);
    drive_download(manager, parameters);
    drive_on_demand(manager, parameters);
    drive_failure(manager, parameters, BG_ERROR_CONTEXT_REMOTE_FILE);
    drive_secure_download(manager, parameters);
    drive_upload(manager, parameters);
    drive_class_server(manager, parameters);
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
