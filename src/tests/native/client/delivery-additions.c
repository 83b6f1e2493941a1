/* What Delivery Optimization has besides the interfaces of BITS: files by id, their sinks and properties, statistics. */
#include "disk.h"
#include "downloads.h"

/* The strings are the caller's. */
static void check_statistics(IUnknown *unknown, const WCHAR *id, const WCHAR *url, UINT64 size, UINT64 bytes, int status)
{
    IDeliveryOptimizationFile *file = NULL;
    DOSwarmStats stats;
    if (!QUERY(unknown, IDeliveryOptimizationFile, &file)) {
        return;
    }
    memset(&stats, 0xDD, sizeof stats);
    CHECK_UNKNOWN(file);
    if (EXPECT(S_OK, CALL(file, GetStats, &stats))) {
        EXPECT_TEXT(id, stats.fileId);
        EXPECT_TEXT(url, stats.sourceURL);
        CHECK(stats.fileSize == size && stats.totalBytesDownloaded == bytes && stats.bytesFromHttp == bytes);
        CHECK(stats.bytesFromLanPeers == 0 && stats.bytesFromGroupPeers == 0 && stats.bytesFromInternetPeers == 0);
        CHECK(stats.bytesFromDoinc == 0 && stats.bytesToLanPeers == 0 && stats.bytesToGroupPeers == 0
              && stats.bytesToInternetPeers == 0);
        CHECK((stats.httpConnectionCount > 0) == (bytes > 0) && stats.doincConnectionCount == 0);
        CHECK(stats.lanConnectionCount == 0 && stats.groupConnectionCount == 0 && stats.internetConnectionCount == 0);
        CHECK(stats.downloadMode == DownloadMode_Simple && stats.status == status && stats.isBackground == 0);
    }
    EXPECT(E_POINTER, CALL(file, GetStats, NULL));
    CALL(file, Release);
}

static void check_additions(IDeliveryOptimizationJob *job, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    DO_FILE_RANGE two[] = { { 70000, 1000 }, { 10, 20 } }, overlapping[] = { { 0, 10 }, { 5, 10 } };
    CHECK_UNKNOWN(job);
    join(local, parameters->directory, u"with-ranges");
    EXPECT(DO_E_OVERLAPPING_RANGES, CALL(job, AddFileWithRanges, u"id", parameters->url, local, 2, overlapping, UINT64_MAX));
    EXPECT(DO_E_INVALID_RANGE, CALL(job, AddFileWithRanges, u"id", parameters->url, local, 2, two, 70999));
    EXPECT(E_INVALIDARG, CALL(job, AddFileWithRanges, u"", parameters->url, local, 0, NULL, UINT64_MAX));
    EXPECT(E_INVALIDARG, CALL(job, AddFileWithRanges, NULL, parameters->url, local, 0, NULL, UINT64_MAX));
    /* One of them only: the tests' server gives no two ranges at once. */
    EXPECT(S_OK, CALL(job, AddFileWithRanges, u"first", parameters->url, local, 1, two, parameters->content_size));
}

/* A file without a sink, which gets the client's stream. */
static void check_file(IDeliveryOptimizationFile2 *file, struct memory_stream *stream, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    VARIANT value;
    CHECK_UNKNOWN(file);
    join(local, parameters->directory, u"never");
    EXPECT(E_NOT_SET, CALL(file, GetProperty, DOFilePropertyId_DownloadSinkFilePath, &value));
    EXPECT(E_NOT_SET, CALL(file, GetProperty, DOFilePropertyId_DownloadSinkInterface, &value));
    EXPECT(E_NOT_SET, CALL(file, GetProperty, DOFilePropertyId_IntegrityCheckMandatory, &value));
    EXPECT(E_NOT_SET, CALL(file, GetProperty, DOFilePropertyId_TotalSizeBytes, &value));
    EXPECT(DO_E_WRITE_ONLY_PROPERTY, CALL(file, GetProperty, DOFilePropertyId_DecryptionInfo, &value));
    EXPECT(DO_E_WRITE_ONLY_PROPERTY, CALL(file, GetProperty, DOFilePropertyId_IntegrityCheckInfo, &value));
    EXPECT(DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED, CALL(file, GetProperty, DOFilePropertyId_DownloadSinkMemoryStream, &value));
    EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(file, GetProperty, 7, &value));
    EXPECT(E_POINTER, CALL(file, GetProperty, DOFilePropertyId_TotalSizeBytes, NULL));
    EXPECT(E_INVALIDARG, CALL(file, SetProperty, DOFilePropertyId_TotalSizeBytes, NULL));
    SET_FILE(E_NOTIMPL, file, DecryptionInfo, of_text(u"{}"));
    SET_FILE(E_INVALIDARG, file, IntegrityCheckInfo, of_number(1));
    SET_FILE(S_OK, file, IntegrityCheckInfo, of_text(u"{}"));
    SET_FILE(E_INVALIDARG, file, IntegrityCheckMandatory, of_text(u"true"));
    SET_FILE(S_OK, file, IntegrityCheckMandatory, of_flag(true));
    SET_FILE(S_OK, file, IntegrityCheckMandatory, of_flag(false));
    if (EXPECT(S_OK, CALL(file, GetProperty, DOFilePropertyId_IntegrityCheckMandatory, &value))) {
        CHECK(value.vt == VT_BOOL && value.boolVal == VARIANT_FALSE);
    }
    SET_FILE(E_INVALIDARG, file, TotalSizeBytes, of_number(1));
    SET_FILE(S_OK, file, TotalSizeBytes, of_size(parameters->content_size));
    memset(&value, 0xDD, sizeof value);
    if (EXPECT(S_OK, CALL(file, GetProperty, DOFilePropertyId_TotalSizeBytes, &value))) {
        CHECK(value.vt == VT_UI8 && value.ullVal == parameters->content_size);
    }
    SET_FILE(E_INVALIDARG, file, DownloadSinkInterface, of_object(NULL));
    SET_FILE(E_NOINTERFACE, file, DownloadSinkInterface, of_object(file));
    SET_FILE(S_OK, file, DownloadSinkInterface, of_object(&stream->object));
    if (EXPECT(S_OK, CALL(file, GetProperty, DOFilePropertyId_DownloadSinkInterface, &value))) {
        CHECK(value.vt == VT_UNKNOWN && value.punkVal == (IUnknown *) &stream->object);
        VariantClear(&value);
    }
    SET_FILE(DO_E_FILE_DOWNLOADSINK_ALREADY_SET, file, DownloadSinkFilePath, of_text(local));
    SET_FILE(DO_E_FILE_DOWNLOADSINK_ALREADY_SET, file, DownloadSinkInterface, of_object(&stream->object));
    SET_FILE(DO_E_UNKNOWN_PROPERTY_ID, file, TotalSizeBytes + 1, of_size(1));
}

static void check_job(IDeliveryOptimizationJob2 *job)
{
    VARIANT value = { .vt = VT_EMPTY };
    CHECK_UNKNOWN(job);
    memset(&value, 0xDD, sizeof value);
    if (EXPECT(S_OK, CALL(job, GetProperty, DOJobPropertyId_ExtendedErrorInfo, &value))) {
        CHECK(value.vt == VT_BSTR && SysStringByteLen(value.bstrVal) == 0);
        VariantClear(&value);
    }
    value = of_text(u"text");
    EXPECT(DO_E_READ_ONLY_PROPERTY, CALL(job, SetProperty, DOJobPropertyId_ExtendedErrorInfo, &value));
    EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(job, SetProperty, 1, &value));
    VariantClear(&value);
    EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(job, GetProperty, 1, &value));
    EXPECT(E_POINTER, CALL(job, GetProperty, DOJobPropertyId_ExtendedErrorInfo, NULL));
}

/* Says which error it is that there ought not to be. */
static void check_no_error(IBackgroundCopyJob *job)
{
    IBackgroundCopyError *error = NULL;
    BG_ERROR_CONTEXT context = BG_ERROR_CONTEXT_NONE;
    HRESULT hr = S_OK;
    if (CALL(job, GetError, &error) == S_OK) {
        CALL(error, GetError, &context, &hr);
        EXPECT(S_OK, hr);
        CALL(error, Release);
    }
}

/* Three files: a part into one, the whole into a stream, and into one whose path is said late. */
static void drive_files_by_id(IBackgroundCopyJob *job, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    DO_FILE_RANGE rest[] = { { 5, UINT64_MAX } };
    struct memory_stream stream;
    IDeliveryOptimizationJob *first = NULL;
    IDeliveryOptimizationJob2 *second = NULL;
    IDeliveryOptimizationFile2 *streamed = NULL, *late = NULL;
    IDeliveryOptimizationFile *unwanted = (IDeliveryOptimizationFile *) job;
    if (!QUERY(job, IDeliveryOptimizationJob, &first) || !QUERY(job, IDeliveryOptimizationJob2, &second)) {
        return;
    }
    memory_stream_create(&stream, parameters->content_size);
    stream.most = 7777;
    check_additions(first, parameters);
    check_job(second);
    EXPECT(E_NOINTERFACE, CALL(second, AddFile, u"id", parameters->url, 0, NULL, &IID_IDOManager, (void **) &unwanted));
    CHECK(unwanted == NULL);
    EXPECT(DO_E_DOWNLOAD_NO_URI,
           CALL(second, AddFile, u"id", NULL, 0, NULL, &IID_IDeliveryOptimizationFile, (void **) &unwanted));
    EXPECT(S_OK, CALL(second, AddFile, u"second", parameters->url, 1, rest, &IID_IDeliveryOptimizationFile2,
                      (void **) &streamed));
    EXPECT(S_OK, CALL(second, AddFile, u"third", parameters->url, 0, NULL, &IID_IDeliveryOptimizationFile2, (void **) &late));
    if (CHECK(streamed && late)) {
        check_file(streamed, &stream, parameters);
        check_statistics((IUnknown *) streamed, u"second", parameters->url, parameters->content_size, 0, SwarmStatus_Paused);
        EXPECT(DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, CALL(job, Resume));
        SET_FILE(S_OK, late, DownloadSinkFilePath, of_text(join(local, parameters->directory, u"late")));
        EXPECT(S_OK, CALL(job, Resume));
        if (!reaches(job, BG_JOB_STATE_TRANSFERRED)) {
            check_no_error(job);
        }
        SET_FILE(DO_E_INVALID_STATE, late, TotalSizeBytes, of_size(1));
        check_statistics((IUnknown *) streamed, u"second", parameters->url, parameters->content_size,
                         parameters->content_size - 5, SwarmStatus_Complete);
        EXPECT(S_OK, CALL(job, Complete));
        CHECK(stream.size == parameters->content_size - 5
              && memory_stream_is(&stream, 0, parameters->content + 5, parameters->content_size - 5));
        CHECK(has_content(local, parameters->content, parameters->content_size));
        CALL(streamed, Release);
        CALL(late, Release);
    }
    memory_stream_end(&stream);
    CALL(first, Release);
    CALL(second, Release);
}

EXPORTED void drive_delivery_additions(
    IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size)
{
    IBackgroundCopyJob *job;
    begin_report();
    job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (job) {
        drive_files_by_id(job, parameters);
        CALL(job, Release);
    }
    write_report(report, size);
}
