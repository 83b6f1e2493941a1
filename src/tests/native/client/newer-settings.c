/* IBackgroundCopyJob2 to IBackgroundCopyJob4. Files and replies are driven where there are some. */
#include "client.h"

enum { MEDIUM_INTEGRITY = 0x2000 };

static void drive_command_line(IBackgroundCopyJob2 *job)
{
    LPWSTR program = NULL, parameters = NULL;
    EXPECT(S_OK, CALL(job, SetNotifyCmdLine, u"/opt/program", u"/opt/program one two"));
    if (EXPECT(S_OK, CALL(job, GetNotifyCmdLine, &program, &parameters))) {
        EXPECT_TEXT(u"/opt/program", program);
        EXPECT_TEXT(u"/opt/program one two", parameters);
    }
    EXPECT(S_OK, CALL(job, SetNotifyCmdLine, NULL, NULL));
    if (EXPECT(S_OK, CALL(job, GetNotifyCmdLine, &program, &parameters))) {
        EXPECT_TEXT(u"", program);
        EXPECT_TEXT(u"", parameters);
    }
}

static void drive_credentials(IBackgroundCopyJob2 *job)
{
    WCHAR user[] = u"user", password[] = u"secret";
    BG_AUTH_CREDENTIALS credentials = { .Target = BG_AUTH_TARGET_SERVER, .Scheme = BG_AUTH_SCHEME_DIGEST };
    credentials.Credentials.Basic.UserName = user;
    credentials.Credentials.Basic.Password = password;
    EXPECT(S_OK, CALL(job, SetCredentials, &credentials));
    EXPECT(S_OK, CALL(job, RemoveCredentials, BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_DIGEST));
    EXPECT(S_FALSE, CALL(job, RemoveCredentials, BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME_DIGEST));
}

/* A download has no reply. */
static void drive_no_reply(IBackgroundCopyJob2 *job)
{
    BG_JOB_REPLY_PROGRESS progress;
    UINT64 length = 1;
    BYTE *data = (BYTE *) &length;
    LPWSTR name = NULL;
    EXPECT(E_NOTIMPL, CALL(job, GetReplyProgress, &progress));
    EXPECT(E_NOTIMPL, CALL(job, GetReplyData, &data, &length));
    CHECK(data == NULL && length == 0);
    EXPECT(E_NOTIMPL, CALL(job, SetReplyFileName, u"reply"));
    EXPECT(E_NOTIMPL, CALL(job, GetReplyFileName, &name));
    CHECK(name == NULL);
}

static void drive_files_rules(IBackgroundCopyJob3 *job)
{
    DWORD flags = 1;
    EXPECT(S_FALSE, CALL(job, ReplaceRemotePrefix, u"http://here.invalid/", u"http://there.invalid/"));
    EXPECT(S_OK, CALL(job, GetFileACLFlags, &flags));
    CHECK(flags == 0);
    EXPECT(S_OK, CALL(job, SetFileACLFlags, BG_COPY_FILE_OWNER | BG_COPY_FILE_DACL));
    EXPECT(S_OK, CALL(job, GetFileACLFlags, &flags));
    CHECK(flags == (BG_COPY_FILE_OWNER | BG_COPY_FILE_DACL));
}

static void drive_peers_and_time(IBackgroundCopyJob4 *job)
{
    DWORD flags = 0;
    ULONG number = 0;
    BOOL elevated = -1;
    EXPECT(S_OK, CALL(job, SetPeerCachingFlags, BG_JOB_ENABLE_PEERCACHING_CLIENT));
    EXPECT(S_OK, CALL(job, GetPeerCachingFlags, &flags));
    CHECK(flags == BG_JOB_ENABLE_PEERCACHING_CLIENT);
    EXPECT(S_OK, CALL(job, GetOwnerIntegrityLevel, &number));
    CHECK(number == MEDIUM_INTEGRITY);
    EXPECT(S_OK, CALL(job, GetOwnerElevationState, &elevated));
    CHECK(elevated == 0);
    EXPECT(S_OK, CALL(job, GetMaximumDownloadTime, &number));
    CHECK(number == 7776000);
    EXPECT(S_OK, CALL(job, SetMaximumDownloadTime, 3600));
    EXPECT(S_OK, CALL(job, GetMaximumDownloadTime, &number));
    CHECK(number == 3600);
}

void drive_newer_settings(IBackgroundCopyJob *job)
{
    IBackgroundCopyJob2 *second = NULL;
    IBackgroundCopyJob3 *third = NULL;
    IBackgroundCopyJob4 *fourth = NULL;
    if (QUERY(job, IBackgroundCopyJob2, &second)) {
        drive_command_line(second);
        drive_credentials(second);
        drive_no_reply(second);
        CHECK(CALL(second, Release) == 1);
    }
    if (QUERY(job, IBackgroundCopyJob3, &third)) {
        drive_files_rules(third);
        CHECK(CALL(third, Release) == 1);
    }
    if (QUERY(job, IBackgroundCopyJob4, &fourth)) {
        drive_peers_and_time(fourth);
        CHECK(CALL(fourth, Release) == 1);
    }
}
