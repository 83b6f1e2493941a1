/* IEnumBackgroundCopyFiles, IBackgroundCopyFile and IBackgroundCopyFile2, of a job that is transferred. */
#include "disk.h"
#include "client.h"

enum { FILES = 3 };

void drive_first_file(IBackgroundCopyFile *file, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    BG_FILE_PROGRESS progress = { 0 };
    LPWSTR text = NULL;
    CHECK_UNKNOWN(file);
    if (EXPECT(S_OK, CALL(file, GetRemoteName, &text))) {
        EXPECT_TEXT(parameters->url, text);
    }
    if (EXPECT(S_OK, CALL(file, GetLocalName, &text))) {
        EXPECT_TEXT(join(local, parameters->directory, u"one"), text);
    }
    EXPECT(S_OK, CALL(file, GetProgress, &progress));
    CHECK((UINT64) progress.BytesTotal == parameters->content_size);
    CHECK(progress.BytesTransferred == progress.BytesTotal && !progress.Completed);
}

static void check_ranges(IBackgroundCopyFile *file, HRESULT result, DWORD count)
{
    IBackgroundCopyFile2 *second = NULL;
    BG_FILE_RANGE *ranges = NULL;
    DWORD number = 99;
    if (QUERY(file, IBackgroundCopyFile2, &second)) {
        EXPECT(result, CALL(second, GetFileRanges, &number, &ranges));
        if (CHECK(number == count && (ranges != NULL) == (count > 0)) && count == 1) {
            CHECK(ranges[0].InitialOffset == 10 && ranges[0].Length == 20);
        }
        CoTaskMemFree(ranges);
        CALL(second, Release);
    }
}

static void drive_enumerator(IEnumBackgroundCopyFiles *files)
{
    IEnumBackgroundCopyFiles *copy = NULL;
    IBackgroundCopyFile *found[FILES + 1] = { NULL };
    ULONG count = 0;
    CHECK_UNKNOWN(files);
    EXPECT(S_OK, CALL(files, GetCount, &count));
    CHECK(count == FILES);
    EXPECT(S_OK, CALL(files, Skip, 2));
    if (EXPECT(S_OK, CALL(files, Clone, &copy))) {
        EXPECT(S_FALSE, CALL(copy, Next, 2, found, &count));
        if (CHECK(count == 1)) {
            check_ranges(found[0], S_OK, 1);
            CALL(found[0], Release);
        }
        CHECK(CALL(copy, Release) == 0);
    }
    EXPECT(S_OK, CALL(files, Reset));
    EXPECT(S_FALSE, CALL(files, Next, FILES + 1, found, &count));
    CHECK(count == FILES);
    for (ULONG i = 0; i < count; i++) {
        CALL(found[i], Release);
    }
}

void drive_files(IBackgroundCopyJob *job, const struct parameters *parameters)
{
    IEnumBackgroundCopyFiles *files = NULL;
    IBackgroundCopyFile *file = first_file(job);
    if (EXPECT(S_OK, CALL(job, EnumFiles, &files))) {
        drive_enumerator(files);
        CHECK(CALL(files, Release) == 0);
    }
    if (file) {
        drive_first_file(file, parameters);
        check_ranges(file, S_FALSE, 0);
        drive_newer_files(file, parameters);
        CHECK(CALL(file, Release) == 0);
    }
}
