/* IBackgroundCopyFile2 to IBackgroundCopyFile6, of a file that is transferred. */
#include "disk.h"
#include "client.h"

static void drive_content(IBackgroundCopyFile3 *file, const struct parameters *parameters)
{
    LPWSTR name = NULL;
    BOOL flag = 1;
    if (EXPECT(S_OK, CALL(file, GetTemporaryName, &name)) && CHECK(name != NULL)) {
        CHECK(has_content(name, parameters->content, parameters->content_size));
        CoTaskMemFree(name);
    }
    EXPECT(S_OK, CALL(file, GetValidationState, &flag));
    CHECK(flag == 0);
    EXPECT(S_OK, CALL(file, SetValidationState, 1));
    EXPECT(S_OK, CALL(file, GetValidationState, &flag));
    CHECK(flag != 0);
    EXPECT(S_OK, CALL(file, IsDownloadedFromPeer, &flag));
    CHECK(flag == 0);
}

static void drive_peers(IBackgroundCopyFile4 *file, const struct parameters *parameters)
{
    UINT64 from_origin = 0, from_peers = 1;
    EXPECT(S_OK, CALL(file, GetPeerDownloadStats, &from_origin, &from_peers));
    CHECK(from_origin == parameters->content_size && from_peers == 0);
}

static void drive_headers(IBackgroundCopyFile5 *file)
{
    BITS_FILE_PROPERTY_VALUE value = { NULL };
    if (EXPECT(S_OK, CALL(file, GetProperty, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, &value))) {
        CHECK(value.String && ((LPWSTR) value.String)[0] == 'H');
        CoTaskMemFree(value.String);
    }
    value.String = NULL;
    EXPECT(BG_E_READ_ONLY_PROPERTY, CALL(file, SetProperty, BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, value));
}

/* All of it is there: nothing that is asked for is fetched again. */
static void drive_ranges(IBackgroundCopyFile6 *file, const struct parameters *parameters)
{
    BG_FILE_RANGE range = { 0, 1 };
    BG_FILE_RANGE *filled = NULL;
    DWORD count = 0;
    EXPECT(S_OK, CALL(file, UpdateDownloadPosition, 1));
    EXPECT(S_OK, CALL(file, RequestFileRanges, 1, &range));
    if (EXPECT(S_OK, CALL(file, GetFilledFileRanges, &count, &filled)) && CHECK(count == 1 && filled)) {
        CHECK(filled[0].InitialOffset == 0 && (UINT64) filled[0].Length == parameters->content_size);
    }
    CoTaskMemFree(filled);
}

void drive_newer_files(IBackgroundCopyFile *file, const struct parameters *parameters)
{
    IBackgroundCopyFile2 *second = NULL;
    IBackgroundCopyFile3 *third = NULL;
    IBackgroundCopyFile4 *fourth = NULL;
    IBackgroundCopyFile5 *fifth = NULL;
    IBackgroundCopyFile6 *sixth = NULL;
    if (QUERY(file, IBackgroundCopyFile2, &second)) {
        EXPECT(S_OK, CALL(second, SetRemoteName, parameters->url));
        CALL(second, Release);
    }
    if (QUERY(file, IBackgroundCopyFile3, &third)) {
        drive_content(third, parameters);
        CALL(third, Release);
    }
    if (QUERY(file, IBackgroundCopyFile4, &fourth)) {
        drive_peers(fourth, parameters);
        CALL(fourth, Release);
    }
    if (QUERY(file, IBackgroundCopyFile5, &fifth)) {
        drive_headers(fifth);
        CALL(fifth, Release);
    }
    if (QUERY(file, IBackgroundCopyFile6, &sixth)) {
        drive_ranges(sixth, parameters);
        CALL(sixth, Release);
    }
}
