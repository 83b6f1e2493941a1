/* The properties of downloads: each a VARIANT, as it was given. */
#include "server.h"

enum { READ = 1, WRITE = 2, BOTH = READ | WRITE };

static const struct {
    VARTYPE type;
    int access;
} rules[PROPERTIES] = {
    [DODownloadProperty_Id] = { VT_BSTR, READ },
    [DODownloadProperty_Uri] = { VT_BSTR, BOTH },
    [DODownloadProperty_ContentId] = { VT_BSTR, BOTH },
    [DODownloadProperty_DisplayName] = { VT_BSTR, BOTH },
    [DODownloadProperty_LocalPath] = { VT_BSTR, BOTH },
    [DODownloadProperty_HttpCustomHeaders] = { VT_BSTR, BOTH },
    [DODownloadProperty_CostPolicy] = { VT_UI4, BOTH },
    [DODownloadProperty_SecurityFlags] = { VT_UI4, WRITE },
    [DODownloadProperty_CallbackFreqPercent] = { VT_UI4, BOTH },
    [DODownloadProperty_CallbackFreqSeconds] = { VT_UI4, BOTH },
    [DODownloadProperty_NoProgressTimeoutSeconds] = { VT_UI4, BOTH },
    [DODownloadProperty_ForegroundPriority] = { VT_BOOL, BOTH },
    [DODownloadProperty_BlockingMode] = { VT_BOOL, BOTH },
    [DODownloadProperty_CallbackInterface] = { VT_UNKNOWN, BOTH },
    [DODownloadProperty_StreamInterface] = { VT_UNKNOWN, BOTH },
    [DODownloadProperty_SecurityContext] = { VT_ARRAY | VT_UI1, WRITE },
    [DODownloadProperty_NetworkToken] = { VT_BOOL, WRITE },
    [DODownloadProperty_CorrelationVector] = { VT_BSTR, BOTH },
    [DODownloadProperty_DecryptionInfo] = { VT_BSTR, WRITE },
    [DODownloadProperty_IntegrityCheckInfo] = { VT_BSTR, WRITE },
    [DODownloadProperty_IntegrityCheckMandatory] = { VT_BOOL, BOTH },
    [DODownloadProperty_TotalSizeBytes] = { VT_UI8, BOTH },
    [DODownloadProperty_DisallowOnCellular] = { VT_BOOL, BOTH },
    [DODownloadProperty_HttpCustomAuthHeaders] = { VT_BSTR, BOTH },
    [DODownloadProperty_HttpAllowSecureToNonSecureRedirect] = { VT_BOOL, BOTH },
    [DODownloadProperty_NonVolatile] = { VT_BOOL, BOTH },
    [DODownloadProperty_HttpRedirectionTarget] = { VT_BSTR, READ },
    [DODownloadProperty_HttpResponseHeaders] = { VT_BSTR, READ },
    [DODownloadProperty_HttpServerIPAddress] = { VT_BSTR, READ },
    [DODownloadProperty_HttpStatusCode] = { VT_UI4, READ },
};

/* What is there is no value, but rubbish: the parameter is [out]. */
HRESULT property_get(struct download *download, DODownloadProperty id, VARIANT *value)
{
    HRESULT hr;
    VariantInit(value);
    if (id < 0 || id >= PROPERTIES) {
        return DO_E_UNKNOWN_PROPERTY_ID;
    }
    if (!(rules[id].access & READ)) {
        return DO_E_WRITE_ONLY_PROPERTY;
    }
    monitor_enter(&download->monitor);
    hr = download->properties[id].vt == VT_EMPTY ? E_NOT_SET : VariantCopy(value, &download->properties[id]);
    monitor_leave(&download->monitor);
    return hr;
}

static bool leaks(VARTYPE type)
{
    return (server_fault == LEAKS_TEXT && type == VT_BSTR) || (server_fault == LEAKS_BYTES && type == (VT_ARRAY | VT_UI1))
        || (server_fault == LEAKS_OBJECT && type == VT_UNKNOWN);
}

HRESULT value_copy(VARIANT *target, const VARIANT *value)
{
    VARIANT lent = *value;
    if (leaks(value->vt)) {
        VARIANT lost;
        VariantInit(&lost);
        VariantCopy(&lost, &lent);
    }
    VariantInit(target);
    return VariantCopy(target, &lent);
}

HRESULT property_set(struct download *download, DODownloadProperty id, const VARIANT *value)
{
    VARIANT copy, old;
    HRESULT hr;
    if (id < 0 || id >= PROPERTIES) {
        return DO_E_UNKNOWN_PROPERTY_ID;
    }
    if (!(rules[id].access & WRITE)) {
        return DO_E_READ_ONLY_PROPERTY;
    }
    if (value->vt != rules[id].type) {
        return E_INVALIDARG;
    }
    hr = value_copy(&copy, value);
    if (FAILED(hr)) {
        return hr;
    }
    monitor_enter(&download->monitor);
    if (download->status.State == DODownloadState_Finalized || download->status.State == DODownloadState_Aborted) {
        old = copy;
        hr = DO_E_INVALID_STATE;
    } else {
        old = download->properties[id];
        download->properties[id] = copy;
    }
    monitor_leave(&download->monitor);
    VariantClear(&old); /* may call the client */
    return hr;
}

bool property_is_true(struct download *download, DODownloadProperty id)
{
    bool is;
    monitor_enter(&download->monitor);
    is = download->properties[id].vt == VT_BOOL && download->properties[id].boolVal == VARIANT_TRUE;
    monitor_leave(&download->monitor);
    return is;
}

bool uri_contains(struct download *download, const char *word)
{
    bool found = false;
    VARIANT uri;
    VariantInit(&uri);
    if (property_get(download, DODownloadProperty_Uri, &uri) == S_OK) {
        for (const WCHAR *at = uri.bstrVal; at && *at != 0 && !found; at++) {
            size_t i = 0;
            while (word[i] != 0 && at[i] == (WCHAR) word[i]) {
                i++;
            }
            found = word[i] == 0;
        }
        VariantClear(&uri);
    }
    return found;
}

void *property_object(struct download *download, DODownloadProperty id, REFIID iid)
{
    void *object = NULL;
    VARIANT value;
    VariantInit(&value);
    if (property_get(download, id, &value) == S_OK) {
        if (value.vt == VT_UNKNOWN && value.punkVal) {
            EXPECT(S_OK, CALL(value.punkVal, QueryInterface, iid, &object));
        }
        VariantClear(&value);
    }
    return object;
}
