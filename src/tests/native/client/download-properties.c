/* The 30 properties: what each is before it is set, which type it takes, and what it is then. */
#include "downloads.h"
#include "disk.h"
#include "memory.h"

enum { KINDS = 9 };

enum access { READ_ONLY, WRITE_ONLY, BOTH };

/* One value of each kind; some no property takes. */
static VARIANT value_of_kind(int kind)
{
    switch (kind) {
    case 0:
        return of_text(u"text");
    case 1:
        return of_number(1);
    case 2:
        return of_size(1);
    case 3:
        return of_flag(true);
    case 4:
        return of_bytes((const BYTE *) "bytes", 5);
    case 5:
        return of_object(NULL);
    case 6:
        return (VARIANT) { .vt = VT_EMPTY };
    case 7:
        return (VARIANT) { .vt = VT_I4 };
    default:
        return (VARIANT) { .vt = VT_NULL };
    }
}

static const struct {
    VARTYPE type;
    enum access access;
    HRESULT unset; /* what GetProperty says of a new download */
} rules[PROPERTIES] = {
    [DODownloadProperty_Id] = { VT_BSTR, READ_ONLY, S_OK },
    [DODownloadProperty_Uri] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_ContentId] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_DisplayName] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_LocalPath] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_HttpCustomHeaders] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_CostPolicy] = { VT_UI4, BOTH, E_NOT_SET },
    [DODownloadProperty_SecurityFlags] = { VT_UI4, WRITE_ONLY, DO_E_WRITE_ONLY_PROPERTY },
    [DODownloadProperty_CallbackFreqPercent] = { VT_UI4, BOTH, E_NOT_SET },
    [DODownloadProperty_CallbackFreqSeconds] = { VT_UI4, BOTH, S_OK },
    [DODownloadProperty_NoProgressTimeoutSeconds] = { VT_UI4, BOTH, E_NOT_SET },
    [DODownloadProperty_ForegroundPriority] = { VT_BOOL, BOTH, S_OK },
    [DODownloadProperty_BlockingMode] = { VT_BOOL, BOTH, S_OK },
    [DODownloadProperty_CallbackInterface] = { VT_UNKNOWN, BOTH, E_NOT_SET },
    [DODownloadProperty_StreamInterface] = { VT_UNKNOWN, BOTH, E_NOT_SET },
    [DODownloadProperty_SecurityContext] = { VT_ARRAY | VT_UI1, WRITE_ONLY, DO_E_WRITE_ONLY_PROPERTY },
    [DODownloadProperty_NetworkToken] = { VT_BOOL, WRITE_ONLY, DO_E_WRITE_ONLY_PROPERTY },
    [DODownloadProperty_CorrelationVector] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_DecryptionInfo] = { VT_BSTR, WRITE_ONLY, DO_E_WRITE_ONLY_PROPERTY },
    [DODownloadProperty_IntegrityCheckInfo] = { VT_BSTR, WRITE_ONLY, DO_E_WRITE_ONLY_PROPERTY },
    [DODownloadProperty_IntegrityCheckMandatory] = { VT_BOOL, BOTH, E_NOT_SET },
    [DODownloadProperty_TotalSizeBytes] = { VT_UI8, BOTH, E_NOT_SET },
    [DODownloadProperty_DisallowOnCellular] = { VT_BOOL, BOTH, E_NOT_SET },
    [DODownloadProperty_HttpCustomAuthHeaders] = { VT_BSTR, BOTH, E_NOT_SET },
    [DODownloadProperty_HttpAllowSecureToNonSecureRedirect] = { VT_BOOL, BOTH, S_OK },
    [DODownloadProperty_NonVolatile] = { VT_BOOL, BOTH, S_OK },
    [DODownloadProperty_HttpRedirectionTarget] = { VT_BSTR, READ_ONLY, E_NOT_SET },
    [DODownloadProperty_HttpResponseHeaders] = { VT_BSTR, READ_ONLY, E_NOT_SET },
    [DODownloadProperty_HttpServerIPAddress] = { VT_BSTR, READ_ONLY, E_NOT_SET },
    [DODownloadProperty_HttpStatusCode] = { VT_UI4, READ_ONLY, E_NOT_SET },
};

/* A failure says in the condition which one it was. */
static void check_unset(IDODownload *download, DODownloadProperty id)
{
    VARIANT value = { .vt = VT_EMPTY };
    HRESULT hr = CALL(download, GetProperty, id, &value);
    if (!CHECK(hr == rules[id].unset) || hr != S_OK) {
        EXPECT(rules[id].unset, hr);
        CHECK(value.vt == VT_EMPTY);
        return;
    }
    CHECK(value.vt == rules[id].type);
    if (value.vt == VT_BOOL) {
        CHECK(value.boolVal == VARIANT_FALSE);
    } else if (value.vt == VT_UI4) {
        CHECK(value.ulVal == 1); /* CallbackFreqSeconds */
    } else {
        CHECK(SysStringByteLen(value.bstrVal) == 38 * sizeof (WCHAR)); /* Id, a GUID in braces */
    }
    VariantClear(&value);
}

static void check_wrong_types(IDODownload *download, DODownloadProperty id)
{
    for (int kind = 0; kind < KINDS; kind++) {
        VARIANT value = value_of_kind(kind);
        if (rules[id].access == READ_ONLY) {
            EXPECT(DO_E_READ_ONLY_PROPERTY, CALL(download, SetProperty, id, &value));
        } else if (value.vt != rules[id].type) {
            EXPECT(E_INVALIDARG, CALL(download, SetProperty, id, &value));
        }
        VariantClear(&value);
    }
}

static void check_number(IDODownload *download, DODownloadProperty id, ULONG number)
{
    VARIANT value;
    memset(&value, 0xDD, sizeof value);
    EXPECT(S_OK, CALL(download, GetProperty, id, &value));
    CHECK(value.vt == VT_UI4 && value.ulVal == number);
}

static void check_flag(IDODownload *download, DODownloadProperty id, bool flag)
{
    VARIANT value;
    memset(&value, 0xDD, sizeof value);
    EXPECT(S_OK, CALL(download, GetProperty, id, &value));
    CHECK(value.vt == VT_BOOL && value.boolVal == (flag ? VARIANT_TRUE : VARIANT_FALSE));
}

#define TEXT_GOES_ROUND(id, text) \
    do { \
        SET(S_OK, download, id, of_text(text)); \
        check_text(download, DODownloadProperty_##id, text); \
    } while (0)
#define NUMBER_GOES_ROUND(id, number) \
    do { \
        SET(S_OK, download, id, of_number(number)); \
        check_number(download, DODownloadProperty_##id, number); \
    } while (0)
#define FLAG_GOES_ROUND(id) \
    do { \
        SET(S_OK, download, id, of_flag(true)); \
        check_flag(download, DODownloadProperty_##id, true); \
        SET(S_OK, download, id, of_flag(false)); \
        check_flag(download, DODownloadProperty_##id, false); \
    } while (0)

static void check_values(IDODownload *download, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    VARIANT value;
    VARIANT one = { .vt = VT_BOOL };
    TEXT_GOES_ROUND(Uri, parameters->url);
    SET(E_INVALIDARG, download, Uri, of_text(u"file:///etc/passwd"));
    check_text(download, DODownloadProperty_Uri, parameters->url);
    TEXT_GOES_ROUND(ContentId, u"content");
    TEXT_GOES_ROUND(DisplayName, u"\u00e9\xD83D\xDE00");
    TEXT_GOES_ROUND(LocalPath, join(local, parameters->directory, u"properties"));
    TEXT_GOES_ROUND(HttpCustomHeaders, u"X-One: 1\r\nX-Two: 2\r\n");
    TEXT_GOES_ROUND(HttpCustomAuthHeaders, u"Authorization: Basic eA==\r\n");
    TEXT_GOES_ROUND(CorrelationVector, u"vector");
    SET(S_OK, download, IntegrityCheckInfo, of_text(u"{}"));
    SET(E_NOTIMPL, download, DecryptionInfo, of_text(u"{}"));
    NUMBER_GOES_ROUND(CostPolicy, 4);
    SET(E_INVALIDARG, download, CostPolicy, of_number(6));
    NUMBER_GOES_ROUND(CallbackFreqPercent, 5);
    SET(E_INVALIDARG, download, CallbackFreqPercent, of_number(101));
    NUMBER_GOES_ROUND(CallbackFreqSeconds, 2);
    NUMBER_GOES_ROUND(NoProgressTimeoutSeconds, 60);
    NUMBER_GOES_ROUND(NoProgressTimeoutSeconds, 0);
    SET(E_INVALIDARG, download, NoProgressTimeoutSeconds, of_number(59));
    SET(S_OK, download, SecurityFlags, of_number(0x3300));
    SET(E_INVALIDARG, download, SecurityFlags, of_number(0x80000000));
    FLAG_GOES_ROUND(ForegroundPriority);
    FLAG_GOES_ROUND(BlockingMode);
    FLAG_GOES_ROUND(IntegrityCheckMandatory);
    FLAG_GOES_ROUND(DisallowOnCellular);
    FLAG_GOES_ROUND(HttpAllowSecureToNonSecureRedirect);
    FLAG_GOES_ROUND(NonVolatile);
    SET(S_OK, download, NetworkToken, of_flag(true));
    SET(S_OK, download, NetworkToken, of_flag(false));
    one.boolVal = 1; /* as programs write it that do not know VARIANT_TRUE */
    EXPECT(S_OK, CALL(download, SetProperty, DODownloadProperty_ForegroundPriority, &one));
    check_flag(download, DODownloadProperty_ForegroundPriority, true);
    SET(S_OK, download, TotalSizeBytes, of_size(0x8000000000000001ULL));
    memset(&value, 0xDD, sizeof value);
    EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_TotalSizeBytes, &value));
    CHECK(value.vt == VT_UI8 && value.ullVal == 0x8000000000000001ULL);
}

static void check_callback(IDODownload *download)
{
    struct status_callback callback, other;
    VARIANT value;
    status_callback_create(&callback, download);
    status_callback_create(&other, download);
    SET(E_NOINTERFACE, download, CallbackInterface, of_object(download));
    SET(S_OK, download, CallbackInterface, of_object(&callback.object));
    if (EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_CallbackInterface, &value))) {
        CHECK(value.vt == VT_UNKNOWN && value.punkVal == (IUnknown *) &callback.object);
        CHECK(callback.references >= 3);
        VariantClear(&value);
    }
    SET(S_OK, download, CallbackInterface, of_object(&other.object));
    status_callback_end(&callback);
    SET(S_OK, download, CallbackInterface, of_object(NULL));
    status_callback_end(&other);
    EXPECT(E_NOT_SET, CALL(download, GetProperty, DODownloadProperty_CallbackInterface, &value));
}

static void check_stream(IDODownload *download, const struct parameters *parameters)
{
    WCHAR local[MAX_NAME];
    struct memory_stream stream;
    VARIANT value;
    memory_stream_create(&stream, 10);
    SET(E_NOINTERFACE, download, StreamInterface, of_object(download));
    SET(S_OK, download, StreamInterface, of_object(&stream.object));
    if (EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_StreamInterface, &value))) {
        CHECK(value.vt == VT_UNKNOWN && value.punkVal == (IUnknown *) &stream.object);
        VariantClear(&value);
    }
    SET(DO_E_FILE_DOWNLOADSINK_ALREADY_SET, download, LocalPath, of_text(join(local, parameters->directory, u"never")));
    SET(S_OK, download, StreamInterface, of_object(NULL));
    memory_stream_end(&stream);
}

void drive_download_properties(IDOManager *manager, const struct parameters *parameters)
{
    IDODownload *download = new_download(manager);
    VARIANT value = { .vt = VT_UI4 };
    for (int id = 0; id < PROPERTIES; id++) {
        check_unset(download, id);
        check_wrong_types(download, id);
        if (rules[id].access != READ_ONLY) {
            check_unset(download, id); /* what was refused has changed nothing */
        }
    }
    EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(download, GetProperty, PROPERTIES, &value));
    EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(download, GetProperty, -1, &value));
    EXPECT(DO_E_UNKNOWN_PROPERTY_ID, CALL(download, SetProperty, PROPERTIES, &value));
    EXPECT(E_POINTER, CALL(download, GetProperty, DODownloadProperty_Id, NULL));
    EXPECT(E_POINTER, CALL(download, SetProperty, DODownloadProperty_Uri, NULL));
    check_callback(download);
    check_stream(download, parameters);
    check_values(download, parameters);
    EXPECT(S_OK, CALL(download, Abort));
    SET(DO_E_INVALID_STATE, download, DisplayName, of_text(u"late"));
    check_text(download, DODownloadProperty_CorrelationVector, u"vector");
    CALL(download, Release);
}

static void exchange(void *object, const WCHAR *text, int rounds)
{
    IDODownload *download = object;
    for (int i = 0; i < rounds; i++) {
        VARIANT value;
        SET(S_OK, download, DisplayName, of_text(text));
        EXPECT(S_OK, CALL(download, GetProperty, DODownloadProperty_DisplayName, &value));
        VariantClear(&value);
        SET(E_INVALIDARG, download, Uri, of_bytes((const BYTE *) text, MEMORY_TEXT));
        SET(DO_E_READ_ONLY_PROPERTY, download, Id, of_text(text));
    }
}

void drive_download_memory(IDOManager *manager)
{
    IDODownload *download = new_download(manager);
    CHECK(!loses_memory(exchange, download));
    EXPECT(S_OK, CALL(download, Abort));
    CALL(download, Release);
}
