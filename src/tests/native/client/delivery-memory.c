/* What IDeliveryOptimizationJob, Job2, File and File2 are given and give: over many rounds nothing of it may be left. */
#include "disk.h"
#include "downloads.h"

struct subject {
    IBackgroundCopyManager *manager;
    const struct parameters *parameters;
    WCHAR local[MAX_NAME];
    struct memory_stream stream;
    IBackgroundCopyJob *job;
    IDeliveryOptimizationJob *by_id;
    IDeliveryOptimizationJob2 *second;
    IDeliveryOptimizationFile2 *in_file, *in_stream; /* by where they go */
    LPWSTR *kept; /* if there is room for it: what GetStats gives is not freed */
    int kept_count;
};

static IDeliveryOptimizationFile2 *new_file(IDeliveryOptimizationJob2 *job, const WCHAR *id, const WCHAR *url)
{
    IDeliveryOptimizationFile2 *file = NULL;
    EXPECT(S_OK, CALL(job, AddFile, id, url, 0, NULL, &IID_IDeliveryOptimizationFile2, (void **) &file));
    return file;
}

/* A job of its own: added files stay. */
static void add_files(struct subject *subject, const WCHAR *text)
{
    IBackgroundCopyJob *job = new_job(subject->manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    IDeliveryOptimizationJob *by_id = NULL;
    IDeliveryOptimizationJob2 *second = NULL;
    IDeliveryOptimizationFile2 *file;
    DO_FILE_RANGE range = { 10, 20 };
    if (QUERY(job, IDeliveryOptimizationJob, &by_id) && QUERY(job, IDeliveryOptimizationJob2, &second)) {
        EXPECT(S_OK, CALL(by_id, AddFileWithRanges, text, subject->parameters->url, subject->local, 1, &range, UINT64_MAX));
        file = new_file(second, text, subject->parameters->url);
        SET_FILE(S_OK, file, DownloadSinkInterface, of_object(&subject->stream.object));
        CALL(file, Release);
        CALL(by_id, Release);
        CALL(second, Release);
    }
    EXPECT(S_OK, CALL(job, Cancel));
    CALL(job, Release);
}

static void refused_files(struct subject *subject, const WCHAR *text)
{
    DO_FILE_RANGE overlapping[] = { { 0, 10 }, { 5, 10 } };
    IUnknown *none = (IUnknown *) subject->job;
    EXPECT(DO_E_OVERLAPPING_RANGES, CALL(subject->by_id, AddFileWithRanges, text, subject->parameters->url, subject->local, 2,
                                         overlapping, UINT64_MAX));
    EXPECT(E_NOINTERFACE, CALL(subject->second, AddFile, text, subject->parameters->url, 0, NULL, &NOBODYS_INTERFACE,
                               (void **) &none));
    CHECK(none == NULL);
}

static void read_statistics(struct subject *subject, const WCHAR *text)
{
    IDeliveryOptimizationFile *file = NULL;
    DOSwarmStats stats;
    if (QUERY(subject->in_file, IDeliveryOptimizationFile, &file) && EXPECT(S_OK, CALL(file, GetStats, &stats))) {
        if (subject->kept) {
            subject->kept[subject->kept_count++] = stats.fileId;
        } else {
            EXPECT_TEXT(text, stats.fileId);
        }
        CoTaskMemFree(stats.sourceURL);
        CALL(file, Release);
    }
}

static void get_file(IDeliveryOptimizationFile2 *file, DOFilePropertyId id, VARTYPE type)
{
    VARIANT value;
    memset(&value, 0xDD, sizeof value);
    if (EXPECT(S_OK, CALL(file, GetProperty, id, &value))) {
        CHECK(value.vt == type);
        EXPECT(S_OK, VariantClear(&value));
    }
}

static void job_property(struct subject *subject, const WCHAR *text)
{
    VARIANT value;
    if (EXPECT(S_OK, CALL(subject->second, GetProperty, DOJobPropertyId_ExtendedErrorInfo, &value))) {
        VariantClear(&value);
    }
    value = of_text(text);
    EXPECT(DO_E_READ_ONLY_PROPERTY, CALL(subject->second, SetProperty, DOJobPropertyId_ExtendedErrorInfo, &value));
    VariantClear(&value);
}

static void exchange(void *object, const WCHAR *text, int rounds)
{
    struct subject *subject = object;
    if (!subject->in_file) { /* the first time */
        subject->in_file = new_file(subject->second, text, subject->parameters->url);
        SET_FILE(S_OK, subject->in_file, DownloadSinkFilePath, of_text(subject->local));
    }
    for (int i = 0; i < rounds; i++) {
        if (i % 10 == 0) { /* which takes long */
            add_files(subject, text);
        }
        refused_files(subject, text);
        read_statistics(subject, text);
        job_property(subject, text);
        get_file(subject->in_file, DOFilePropertyId_DownloadSinkFilePath, VT_BSTR);
        get_file(subject->in_stream, DOFilePropertyId_DownloadSinkInterface, VT_UNKNOWN);
        SET_FILE(S_OK, subject->in_file, IntegrityCheckInfo, of_text(text));
        SET_FILE(E_INVALIDARG, subject->in_file, TotalSizeBytes, of_text(text));
        SET_FILE(E_INVALIDARG, subject->in_file, IntegrityCheckInfo, of_bytes((const BYTE *) text, MEMORY_TEXT));
        SET_FILE(DO_E_FILE_DOWNLOADSINK_ALREADY_SET, subject->in_file, DownloadSinkInterface,
                 of_object(&subject->stream.object));
    }
}

/* Were the sums blind, this would say so. */
static void check_that_losses_show(struct subject *subject)
{
    subject->kept = calloc(MOST_MEMORY_ROUNDS, sizeof *subject->kept);
    CHECK(loses_memory(exchange, subject));
    while (subject->kept_count > 0) {
        CoTaskMemFree(subject->kept[--subject->kept_count]);
    }
    free(subject->kept);
}

EXPORTED void drive_delivery_memory(
    IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size)
{
    struct subject subject = { .manager = manager, .parameters = parameters };
    begin_report();
    memory_stream_create(&subject.stream, 1);
    join(subject.local, parameters->directory, u"never");
    subject.job = new_job(manager, BG_JOB_TYPE_DOWNLOAD, u"native client");
    if (subject.job && QUERY(subject.job, IDeliveryOptimizationJob, &subject.by_id)
        && QUERY(subject.job, IDeliveryOptimizationJob2, &subject.second)) {
        subject.in_stream = new_file(subject.second, u"stream", parameters->url);
        SET_FILE(S_OK, subject.in_stream, DownloadSinkInterface, of_object(&subject.stream.object));
        CHECK(!loses_memory(exchange, &subject));
        check_that_losses_show(&subject);
        CALL(subject.in_file, Release);
        CALL(subject.in_stream, Release);
        CALL(subject.by_id, Release);
        CALL(subject.second, Release);
        EXPECT(S_OK, CALL(subject.job, Cancel));
        CALL(subject.job, Release);
    }
    memory_stream_end(&subject.stream);
    write_report(report, size);
}
