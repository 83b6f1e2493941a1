/* What downloads were given, told and made up. */
#include "text.h"

void server_describe(IDODownload *self, char *buffer, size_t size)
{
    struct download *download = (struct download *) self;
    struct text text = { buffer, size };
    monitor_enter(&download->monitor);
    for (int id = 0; id < PROPERTIES; id++) {
        if (download->properties[id].vt != VT_EMPTY) {
            text_add(&text, "property %d %d ", id, download->properties[id].vt);
            text_add_value(&text, &download->properties[id]);
            text_add(&text, "\n");
        }
    }
    text_add(&text, "starts %d\nranges", download->starts);
    if (download->range_count == -1) {
        text_add(&text, " NULL");
    }
    for (int i = 0; i < download->range_count; i++) {
        text_add(&text, " %llu+%llu", (unsigned long long) download->ranges[i].Offset,
            (unsigned long long) download->ranges[i].Length);
    }
    text_add(&text, "\n");
    monitor_leave(&download->monitor);
}

static void put_text(struct download *download, DODownloadProperty id, const WCHAR *text)
{
    VariantClear(&download->properties[id]);
    download->properties[id].bstrVal = SysAllocString(text);
    download->properties[id].vt = VT_BSTR;
}

/*
 * Answers of a server, among them such as only other programs give: a VARIANT_BOOL of 1, a NULL for an empty BSTR, a text with NULs
 * in it, a value of another type than documented.
 */
void server_preset(IDODownload *self)
{
    static const WCHAR with_nul[] = u"a\0b\xD83D\xDE00";
    struct download *download = (struct download *) self;
    VARIANT *p = download->properties;
    monitor_enter(&download->monitor);
    put_text(download, DODownloadProperty_HttpRedirectionTarget, u"https://server.invalid/elsewhere");
    put_text(download, DODownloadProperty_HttpResponseHeaders, u"HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\n\r\n");
    put_text(download, DODownloadProperty_HttpServerIPAddress, u"192.0.2.7");
    p[DODownloadProperty_HttpStatusCode].vt = VT_UI4;
    p[DODownloadProperty_HttpStatusCode].ulVal = 206;
    VariantClear(&p[DODownloadProperty_ContentId]);
    p[DODownloadProperty_ContentId].vt = VT_BSTR;
    p[DODownloadProperty_ContentId].bstrVal = NULL;
    VariantClear(&p[DODownloadProperty_DisplayName]);
    p[DODownloadProperty_DisplayName].vt = VT_BSTR;
    p[DODownloadProperty_DisplayName].bstrVal = SysAllocStringByteLen((const char *) with_nul, sizeof with_nul - 2);
    p[DODownloadProperty_ForegroundPriority].vt = VT_BOOL;
    p[DODownloadProperty_ForegroundPriority].boolVal = 1;
    p[DODownloadProperty_NonVolatile].vt = VT_BOOL;
    p[DODownloadProperty_NonVolatile].boolVal = VARIANT_FALSE;
    p[DODownloadProperty_CostPolicy].vt = VT_UI4;
    p[DODownloadProperty_CostPolicy].ulVal = 0x80000001;
    p[DODownloadProperty_TotalSizeBytes].vt = VT_UI8;
    p[DODownloadProperty_TotalSizeBytes].ullVal = 0x8000000000000001ULL;
    p[DODownloadProperty_CallbackFreqSeconds].vt = VT_I4;
    p[DODownloadProperty_CallbackFreqSeconds].lVal = -1;
    monitor_leave(&download->monitor);
}
