/* The properties of files: each a VARIANT, as it was given. */
#include "jobs.h"

static const struct {
    VARTYPE type;
    bool readable;
} rules[FILE_PROPERTIES] = {
    [DOFilePropertyId_DecryptionInfo] = { VT_BSTR, false },
    [DOFilePropertyId_IntegrityCheckInfo] = { VT_BSTR, false },
    [DOFilePropertyId_IntegrityCheckMandatory] = { VT_BOOL, true },
    [DOFilePropertyId_DownloadSinkInterface] = { VT_UNKNOWN, true },
    [DOFilePropertyId_DownloadSinkFilePath] = { VT_BSTR, true },
    [DOFilePropertyId_DownloadSinkMemoryStream] = { VT_UNKNOWN, true },
    [DOFilePropertyId_TotalSizeBytes] = { VT_UI8, true },
};

HRESULT file_get(struct file *file, DOFilePropertyId id, VARIANT *value)
{
    HRESULT hr;
    VariantInit(value);
    if (id < 0 || id >= FILE_PROPERTIES) {
        return DO_E_UNKNOWN_PROPERTY_ID;
    }
    if (!rules[id].readable) {
        return DO_E_WRITE_ONLY_PROPERTY;
    }
    monitor_enter(&file->monitor);
    hr = file->values[id].vt == VT_EMPTY && !file->gives_empty ? E_NOT_SET : VariantCopy(value, &file->values[id]);
    monitor_leave(&file->monitor);
    return hr;
}

static bool is_sink(DOFilePropertyId id)
{
    return id == DOFilePropertyId_DownloadSinkInterface || id == DOFilePropertyId_DownloadSinkFilePath;
}

bool file_has_sink(struct file *file)
{
    return file->name || file->values[DOFilePropertyId_DownloadSinkInterface].vt != VT_EMPTY
        || file->values[DOFilePropertyId_DownloadSinkFilePath].vt != VT_EMPTY;
}

HRESULT file_set(struct file *file, DOFilePropertyId id, const VARIANT *value)
{
    VARIANT copy;
    HRESULT hr;
    if (id < 0 || id >= FILE_PROPERTIES) {
        return DO_E_UNKNOWN_PROPERTY_ID;
    }
    if (id == DOFilePropertyId_DownloadSinkMemoryStream) {
        return DO_E_MEMORYSTREAM_DOWNLOAD_NOT_SUPPORTED;
    }
    if (!value || value->vt != rules[id].type) {
        return E_INVALIDARG;
    }
    hr = value_copy(&copy, value);
    if (FAILED(hr)) {
        return hr;
    }
    monitor_enter(&file->monitor);
    if (is_sink(id) && file_has_sink(file)) {
        hr = DO_E_FILE_DOWNLOADSINK_ALREADY_SET;
    } else {
        VARIANT old = file->values[id];
        file->values[id] = copy;
        copy = old;
    }
    monitor_leave(&file->monitor);
    VariantClear(&copy); /* may call the client */
    return hr;
}

IStream *file_stream(struct file *file)
{
    IStream *stream = NULL;
    VARIANT value;
    if (file_get(file, DOFilePropertyId_DownloadSinkInterface, &value) == S_OK) {
        if (value.vt == VT_UNKNOWN && value.punkVal) {
            QUERY(value.punkVal, IStream, &stream);
        }
        VariantClear(&value);
    }
    return stream;
}

void file_let_go(struct file *file)
{
    VARIANT sink;
    monitor_enter(&file->monitor);
    sink = file->values[DOFilePropertyId_DownloadSinkInterface];
    VariantInit(&file->values[DOFilePropertyId_DownloadSinkInterface]);
    monitor_leave(&file->monitor);
    VariantClear(&sink);
}
