/* Delivery Optimization by its own interfaces: the order of it all, the manager, and what the parts share. */
#include "downloads.h"

enum { LIMIT_SECONDS = 60 };

EXPORTED void drive_downloads(IBackgroundCopyManager *other, const struct parameters *parameters, char *report, size_t size)
{
    IDOManager *manager = NULL;
    begin_report();
    if (QUERY(other, IDOManager, &manager)) {
        drive_download_manager(manager, other, parameters);
        drive_download_properties(manager, parameters);
        drive_download_memory(manager);
        drive_download_into_file(manager, parameters);
        drive_download_ranges(manager, parameters);
        drive_download_failures(manager, parameters);
        drive_secure_downloads(manager, parameters);
        drive_download_into_stream(manager, parameters);
        CALL(manager, Release);
    }
    write_report(report, size);
}

VARIANT of_text(const WCHAR *text)
{
    VARIANT value = { .vt = VT_BSTR };
    value.bstrVal = SysAllocString(text);
    return value;
}

VARIANT of_number(ULONG number)
{
    VARIANT value = { .vt = VT_UI4 };
    value.ulVal = number;
    return value;
}

VARIANT of_size(UINT64 size)
{
    VARIANT value = { .vt = VT_UI8 };
    value.ullVal = size;
    return value;
}

VARIANT of_flag(bool flag)
{
    VARIANT value = { .vt = VT_BOOL };
    value.boolVal = flag ? VARIANT_TRUE : VARIANT_FALSE;
    return value;
}

VARIANT of_bytes(const BYTE *bytes, ULONG size)
{
    VARIANT value = { .vt = VT_ARRAY | VT_UI1 };
    value.parray = SafeArrayCreateVector(VT_UI1, 0, size);
    memcpy(value.parray->pvData, bytes, size);
    return value;
}

VARIANT of_object(void *object)
{
    VARIANT value = { .vt = VT_UNKNOWN };
    value.punkVal = object;
    if (object) {
        value.punkVal->lpVtbl->AddRef(value.punkVal);
    }
    return value;
}

IDODownload *new_download(IDOManager *manager)
{
    IDODownload *download = NULL;
    EXPECT(S_OK, CALL(manager, CreateDownload, &download));
    return CHECK(download != NULL) ? download : NULL;
}

bool download_reaches(IDODownload *download, DODownloadState state)
{
    long long limit = seconds() + LIMIT_SECONDS;
    DO_DOWNLOAD_STATUS status = { .State = -1 };
    while (EXPECT(S_OK, CALL(download, GetStatus, &status)) && status.State != state && seconds() < limit) {
        pause_briefly();
    }
    return CHECK(status.State == state);
}

/* The VARIANT is rubbish before: it is [out]. */
void check_text(IDODownload *download, DODownloadProperty id, const WCHAR *text)
{
    VARIANT value;
    memset(&value, 0xDD, sizeof value);
    if (EXPECT(S_OK, CALL(download, GetProperty, id, &value))) {
        CHECK(value.vt == VT_BSTR && value.bstrVal && same_text(text, value.bstrVal));
        EXPECT(S_OK, VariantClear(&value));
    }
}

/* How many there are of a category; of each one IDODownload is asked for. */
static ULONG count_of(IDOManager *manager, const DO_DOWNLOAD_ENUM_CATEGORY *category)
{
    IEnumUnknown *all = NULL, *copy = NULL;
    IUnknown *one[2] = { NULL, NULL };
    ULONG count = 0, fetched = 7;
    if (!EXPECT(S_OK, CALL(manager, EnumDownloads, category, &all)) || !CHECK(all != NULL)) {
        return 0;
    }
    CHECK_UNKNOWN(all);
    while (CALL(all, Next, 1, one, &fetched) == S_OK) {
        IDODownload *download = NULL;
        CHECK(fetched == 1);
        if (QUERY(one[0], IDODownload, &download)) {
            CALL(download, Release);
        }
        CALL(one[0], Release);
        count++;
    }
    CHECK(fetched == 0);
    EXPECT(S_FALSE, CALL(all, Skip, 1));
    EXPECT(S_OK, CALL(all, Reset));
    EXPECT(S_OK, CALL(all, Skip, count));
    if (EXPECT(S_OK, CALL(all, Clone, &copy))) {
        EXPECT(S_FALSE, CALL(copy, Next, 2, one, &fetched));
        CHECK(fetched == 0);
        CALL(copy, Release);
    }
    CALL(all, Release);
    return count;
}

static void check_categories(IDOManager *manager, IDODownload *download, const struct parameters *parameters)
{
    DO_DOWNLOAD_ENUM_CATEGORY category = { DODownloadProperty_DisplayName, u"native client" };
    IEnumUnknown *none = (IEnumUnknown *) manager;
    VARIANT id;
    CHECK(count_of(manager, NULL) == 2);
    CHECK(count_of(manager, &category) == 1);
    category = (DO_DOWNLOAD_ENUM_CATEGORY) { DODownloadProperty_Uri, parameters->url };
    CHECK(count_of(manager, &category) == 1);
    category.Value = parameters->missing_url;
    CHECK(count_of(manager, &category) == 0);
    if (EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_Id, &id))) {
        category = (DO_DOWNLOAD_ENUM_CATEGORY) { DODownloadProperty_Id, id.bstrVal };
        CHECK(count_of(manager, &category) == 1);
        VariantClear(&id);
    }
    category = (DO_DOWNLOAD_ENUM_CATEGORY) { DODownloadProperty_CostPolicy, u"0" };
    EXPECT(E_INVALIDARG, CALL(manager, EnumDownloads, &category, &none));
    CHECK(none == NULL);
    EXPECT(E_POINTER, CALL(manager, EnumDownloads, NULL, NULL));
    EXPECT(E_POINTER, CALL(manager, CreateDownload, NULL));
}

void drive_download_manager(IDOManager *manager, IBackgroundCopyManager *other, const struct parameters *parameters)
{
    IBackgroundCopyManager *back = NULL;
    IEnumBackgroundCopyJobs *jobs = NULL;
    IUnknown *one = NULL, *same = NULL;
    IDODownload *download = new_download(manager), *second = new_download(manager);
    ULONG count = 7;
    CHECK_UNKNOWN(manager);
    if (QUERY(manager, IBackgroundCopyManager, &back)) {
        CALL(back, Release);
    }
    QUERY(manager, IUnknown, &one);
    QUERY(other, IUnknown, &same);
    CHECK(one == same);
    CALL(one, Release);
    CALL(same, Release);
    CHECK_UNKNOWN(download);
    SET(S_OK, download, Uri, of_text(parameters->url));
    SET(S_OK, download, DisplayName, of_text(u"native client"));
    check_categories(manager, download, parameters);
    if (EXPECT(S_OK, CALL(other, EnumJobs, 0, &jobs))) { /* which do not show downloads */
        EXPECT(S_OK, CALL(jobs, GetCount, &count));
        CHECK(count == 0);
        CALL(jobs, Release);
    }
    EXPECT(S_OK, CALL(download, Abort));
    EXPECT(S_OK, CALL(download, Abort));
    EXPECT(S_OK, CALL(second, Abort));
    CHECK(count_of(manager, NULL) == 0);
    CALL(download, Release);
    CALL(second, Release);
}
