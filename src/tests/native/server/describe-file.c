/* What files were given, and what files and jobs are made to answer. */
#include "jobs.h"
#include "text.h"

void server_describe_file(IBackgroundCopyFile *self, char *buffer, size_t size)
{
    struct file *file = (struct file *) self;
    struct text text = { buffer, size };
    monitor_enter(&file->monitor);
    text_add_wide(&text, "id", file->id);
    text_add_wide(&text, "url", file->url);
    text_add_wide(&text, "name", file->name);
    text_add(&text, "size %llu\nranges", (unsigned long long) file->size);
    if (file->range_count == -1) {
        text_add(&text, " NULL");
    }
    for (int i = 0; i < file->range_count; i++) {
        text_add(&text, " %llu+%llu", (unsigned long long) file->ranges[i].InitialOffset,
                 (unsigned long long) file->ranges[i].Length);
    }
    text_add(&text, "\n");
    for (int id = 0; id < FILE_PROPERTIES; id++) {
        if (file->values[id].vt != VT_EMPTY) {
            text_add(&text, "property %d %d ", id, file->values[id].vt);
            text_add_value(&text, &file->values[id]);
            text_add(&text, "\n");
        }
    }
    monitor_leave(&file->monitor);
}

static void put(VARIANT *place, VARIANT value)
{
    VariantClear(place);
    *place = value;
}

static VARIANT of_text(const WCHAR *text)
{
    VARIANT value = { .vt = VT_BSTR };
    value.bstrVal = SysAllocString(text);
    return value;
}

static VARIANT of_bytes(void)
{
    VARIANT value = { .vt = VT_ARRAY | VT_UI1 };
    value.parray = SafeArrayCreateVector(VT_UI1, 0, 3);
    memcpy(value.parray->pvData, "abc", 3);
    return value;
}

/* The only reference to an object is the value's. */
static VARIANT of_object(void)
{
    VARIANT value = { .vt = VT_UNKNOWN };
    value.punkVal = (IUnknown *) &job_create()->base;
    return value;
}

static VARIANT of_type(VARTYPE type, UINT64 bits)
{
    VARIANT value = { .vt = type };
    value.ullVal = bits;
    return value;
}

void server_preset_file(IBackgroundCopyFile *self, int values)
{
    struct file *file = (struct file *) self;
    VARIANT *path = &file->values[DOFilePropertyId_DownloadSinkFilePath];
    VARIANT *mandatory = &file->values[DOFilePropertyId_IntegrityCheckMandatory];
    VARIANT *total = &file->values[DOFilePropertyId_TotalSizeBytes];
    monitor_enter(&file->monitor);
    file->gives_empty = values == NOTHING;
    switch (values) {
    case TYPICAL:
        put(path, of_text(u"sink \xE9"));
        put(mandatory, of_type(VT_BOOL, 1)); /* of a program that does not know VARIANT_TRUE */
        put(total, of_type(VT_UI8, 0x300000003));
        put(&file->values[DOFilePropertyId_DownloadSinkInterface], of_object());
        break;
    case ODD:
        put(path, of_bytes());
        put(mandatory, of_type(VT_NULL, 0));
        put(total, of_object());
        break;
    default:
        put(path, of_type(VT_BSTR, 0)); /* NULL, which is an empty text */
        put(mandatory, of_type(VT_EMPTY, 0));
        put(total, of_type(VT_EMPTY, 0));
    }
    monitor_leave(&file->monitor);
}

void server_preset_job(IBackgroundCopyJob *self, int values)
{
    struct job *job = (struct job *) self;
    monitor_enter(&job->monitor);
    put(&job->error, values == TYPICAL ? of_text(u"error \xD83D\xDE00") : values == ODD ? of_bytes() : of_type(VT_BSTR, 0));
    monitor_leave(&job->monitor);
}
