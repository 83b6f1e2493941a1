/* Downloads that run: into files, whole and in parts, in and out of blocking mode, and those that fail. */
#include "downloads.h"
#include "disk.h"

#define HTTP_404 ((HRESULT) 0x80190194)

static const DO_DOWNLOAD_RANGES_INFO WHOLE = { 0 };

static void check_status(IDODownload *download, DODownloadState state, UINT64 total, UINT64 transferred)
{
    DO_DOWNLOAD_STATUS status;
    memset(&status, 0xDD, sizeof status);
    EXPECT(S_OK, CALL(download, GetStatus, &status));
    CHECK(status.State == state && status.BytesTotal == total && status.BytesTransferred == transferred);
    CHECK(status.Error == S_OK && status.ExtendedError == S_OK);
}

static void check_response(IDODownload *download, const struct parameters *parameters)
{
    static const WCHAR ok[] = u"HTTP/1.1 200";
    VARIANT value;
    if (EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_HttpStatusCode, &value))) {
        CHECK(value.vt == VT_UI4 && value.ulVal == 200);
    }
    if (EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_HttpResponseHeaders, &value))) {
        CHECK(value.vt == VT_BSTR && memcmp(value.bstrVal, ok, sizeof ok - sizeof (WCHAR)) == 0);
        VariantClear(&value);
    }
    check_text(download, DODownloadProperty_HttpServerIPAddress, u"127.0.0.1");
    if (EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_TotalSizeBytes, &value))) {
        CHECK(value.vt == VT_UI8 && value.ullVal == parameters->content_size);
    }
}

/* After the end: all is refused but questions, and what is done already. */
static void check_ended(IDODownload *download, DODownloadState state)
{
    DO_DOWNLOAD_STATUS status;
    EXPECT(S_OK, CALL(download, GetStatus, &status));
    CHECK(status.State == state);
    EXPECT(DO_E_INVALID_STATE, CALL(download, Start, NULL));
    EXPECT(DO_E_INVALID_STATE, CALL(download, Start, &WHOLE));
    EXPECT(DO_E_INVALID_STATE, CALL(download, Pause));
    EXPECT(state == DODownloadState_Finalized ? S_OK : DO_E_INVALID_STATE, CALL(download, Finalize));
    EXPECT(state == DODownloadState_Aborted ? S_OK : DO_E_INVALID_STATE, CALL(download, Abort));
    SET(DO_E_INVALID_STATE, download, DisplayName, of_text(u"late"));
}

void drive_download_into_file(IDOManager *manager, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    struct status_callback callback;
    IDODownload *download = new_download(manager);
    status_callback_create(&callback, download);
    check_status(download, DODownloadState_Created, DO_UNKNOWN_SIZE, 0);
    EXPECT(DO_E_DOWNLOAD_NO_URI, CALL(download, Start, &WHOLE));
    SET(S_OK, download, Uri, of_text(parameters->url));
    EXPECT(DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, CALL(download, Start, &WHOLE));
    SET(S_OK, download, LocalPath, of_text(join(local, parameters->directory, u"whole")));
    SET(S_OK, download, CallbackInterface, of_object(&callback.object));
    EXPECT(S_OK, CALL(download, Pause));
    EXPECT(DO_E_INVALID_STATE, CALL(download, Finalize));
    EXPECT(S_OK, CALL(download, Start, &WHOLE));
    CHECK(status_callback_awaits(&callback, DODownloadState_Transferred));
    CHECK(callback.told[DODownloadState_Transferring] > 0 && callback.told[DODownloadState_Transferred] == 1);
    check_status(download, DODownloadState_Transferred, parameters->content_size, parameters->content_size);
    check_response(download, parameters);
    SET(DO_E_INVALID_STATE, download, LocalPath, of_text(local));
    SET(DO_E_INVALID_STATE, download, Uri, of_text(parameters->reply_url));
    CHECK(!has_content(local, parameters->content, parameters->content_size));
    EXPECT(S_OK, CALL(download, Start, NULL)); /* all is there */
    EXPECT(S_OK, CALL(download, Finalize));
    CHECK(has_content(local, parameters->content, parameters->content_size));
    CHECK(status_callback_awaits(&callback, DODownloadState_Finalized));
    check_ended(download, DODownloadState_Finalized);
    status_callback_end(&callback);
    CALL(download, Release);
}

/* More of them than the structure is declared with. */
static const DO_DOWNLOAD_RANGES_INFO *ranges(void *buffer, UINT count, const DO_DOWNLOAD_RANGE *all)
{
    DO_DOWNLOAD_RANGES_INFO *info = buffer;
    info->RangeCount = count;
    memcpy((BYTE *) buffer + offsetof(DO_DOWNLOAD_RANGES_INFO, Ranges), all, count * sizeof *all);
    return info;
}

void drive_download_ranges(IDOManager *manager, const struct parameters *parameters)
{
    UINT64 buffer[16];
    WCHAR local[MAX_NAME];
    const DO_DOWNLOAD_RANGE two[] = { { 70000, 1000 }, { 10, 20 } }, overlapping[] = { { 0, 10 }, { 5, 10 } },
        rest[] = { { 0, 10 }, { 30, 69970 }, { 71000, UINT64_MAX } }, outside[] = { { parameters->content_size + 1, 1 } };
    IDODownload *download = new_download(manager);
    SET(S_OK, download, Uri, of_text(parameters->url));
    SET(S_OK, download, LocalPath, of_text(join(local, parameters->directory, u"parts")));
    SET(S_OK, download, BlockingMode, of_flag(true));
    EXPECT(DO_E_OVERLAPPING_RANGES, CALL(download, Start, ranges(buffer, 2, overlapping)));
    EXPECT(S_OK, CALL(download, Start, ranges(buffer, 2, two)));
    check_status(download, DODownloadState_Transferred, 1020, 1020);
    EXPECT(DO_E_INVALID_RANGE, CALL(download, Start, ranges(buffer, 1, outside)));
    EXPECT(S_OK, CALL(download, Start, ranges(buffer, 3, rest)));
    check_status(download, DODownloadState_Transferred, parameters->content_size, parameters->content_size);
    EXPECT(S_OK, CALL(download, Finalize));
    CHECK(has_content(local, parameters->content, parameters->content_size)); /* each at its place */
    CALL(download, Release);
}

static void check_missing(IDOManager *manager, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    struct status_callback callback;
    DO_DOWNLOAD_STATUS status;
    IDODownload *download = new_download(manager);
    status_callback_create(&callback, download);
    SET(S_OK, download, Uri, of_text(parameters->missing_url));
    SET(S_OK, download, LocalPath, of_text(join(local, parameters->directory, u"missing")));
    SET(S_OK, download, BlockingMode, of_flag(true));
    SET(S_OK, download, CallbackInterface, of_object(&callback.object));
    EXPECT(HTTP_404, CALL(download, Start, NULL));
    EXPECT(S_OK, CALL(download, GetStatus, &status));
    CHECK(status.State == DODownloadState_Paused && status.Error == HTTP_404);
    CHECK(status_callback_awaits(&callback, DODownloadState_Paused) && callback.last.Error == HTTP_404);
    SET(S_OK, download, Uri, of_text(parameters->url)); /* which may be mended */
    EXPECT(S_OK, CALL(download, Start, NULL));
    check_status(download, DODownloadState_Transferred, parameters->content_size, parameters->content_size);
    EXPECT(S_OK, CALL(download, Abort));
    CHECK(!has_content(local, parameters->content, parameters->content_size));
    CHECK(status_callback_awaits(&callback, DODownloadState_Aborted));
    check_ended(download, DODownloadState_Aborted);
    status_callback_end(&callback);
    CALL(download, Release);
}

void drive_download_failures(IDOManager *manager, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    IDODownload *download = new_download(manager);
    check_missing(manager, parameters);
    SET(S_OK, download, Uri, of_text(parameters->url));
    SET(S_OK, download, LocalPath, of_text(join(local, parameters->directory, u"never")));
    SET(S_OK, download, IntegrityCheckMandatory, of_flag(true));
    EXPECT(DO_E_INTEGRITYCHECKINFO_UNSPECIFIED, CALL(download, Start, NULL));
    SET(S_OK, download, IntegrityCheckInfo, of_text(u"{}"));
    EXPECT(DO_E_INTEGRITYCHECKINFO_UNAVAILABLE, CALL(download, Start, NULL));
    EXPECT(S_OK, CALL(download, Abort));
    CALL(download, Release);
}

/* A serialized CERT_CONTEXT with nothing but the certificate: { CERT_CERT_PROP_ID, encoding, size }, bytes. */
static VARIANT certificate_context(const struct parameters *parameters)
{
    uint32_t head[] = { 32, 1, (uint32_t) parameters->certificate_size };
    BYTE *bytes = malloc(sizeof head + parameters->certificate_size);
    VARIANT value;
    memcpy(bytes, head, sizeof head);
    memcpy(bytes + sizeof head, parameters->certificate, parameters->certificate_size);
    value = of_bytes(bytes, (ULONG) (sizeof head + parameters->certificate_size));
    free(bytes);
    return value;
}

void drive_secure_downloads(IDOManager *manager, const struct parameters *parameters)
{
    enum { IGNORE_UNKNOWN_CA = 0x100 };
    WCHAR local[MAX_NAME];
    VARIANT broken = certificate_context(parameters);
    IDODownload *download = new_download(manager);
    SET(S_OK, download, Uri, of_text(parameters->secure_url));
    SET(S_OK, download, LocalPath, of_text(join(local, parameters->directory, u"secure-download")));
    SET(S_OK, download, BlockingMode, of_flag(true));
    SET(S_OK, download, SecurityFlags, of_number(IGNORE_UNKNOWN_CA));
    ((BYTE *) broken.parray->pvData)[8]++; /* one byte more than there is */
    EXPECT(E_INVALIDARG, CALL(download, SetProperty, DODownloadProperty_SecurityContext, &broken));
    VariantClear(&broken);
    SET(S_OK, download, SecurityContext, certificate_context(parameters));
    EXPECT(S_OK, CALL(download, Start, &WHOLE));
    EXPECT(S_OK, CALL(download, Finalize));
    CHECK(has_content(local, parameters->content, parameters->content_size));
    CALL(download, Release);
}
