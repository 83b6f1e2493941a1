#include "text.h"

#include <stdarg.h>
#include <stdio.h>

void text_add(struct text *text, const char *format, ...)
{
    va_list arguments;
    int written;
    va_start(arguments, format);
    written = vsnprintf(text->at, text->left, format, arguments);
    va_end(arguments);
    if (written > 0) {
        size_t taken = (size_t) written < text->left ? (size_t) written : text->left - 1;
        text->at += taken;
        text->left -= taken;
    }
}

static void add_bytes(struct text *text, const void *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_add(text, "%02x", ((const BYTE *) bytes)[i]);
    }
}

void text_add_value(struct text *text, const VARIANT *value)
{
    switch (value->vt) {
    case VT_BSTR:
        if (!value->bstrVal) {
            text_add(text, "NULL");
            break;
        }
        add_bytes(text, value->bstrVal, SysStringByteLen(value->bstrVal));
        if (value->bstrVal[SysStringByteLen(value->bstrVal) / 2] != 0) {
            text_add(text, " without an end");
        }
        break;
    case VT_BOOL:
        text_add(text, "%d", value->boolVal);
        break;
    case VT_UI4:
        text_add(text, "%lu", (unsigned long) value->ulVal);
        break;
    case VT_UI8:
        text_add(text, "%llu", (unsigned long long) value->ullVal);
        break;
    case VT_ARRAY | VT_UI1:
        text_add(text, "%u*%u from %d: ", value->parray->cDims, (unsigned) value->parray->cbElements,
            (int) value->parray->rgsabound[0].lLbound);
        add_bytes(text, value->parray->pvData, value->parray->rgsabound[0].cElements);
        break;
    case VT_UNKNOWN:
        text_add(text, "%s", value->punkVal ? "object" : "NULL");
        break;
    default:
        text_add(text, "?");
    }
}

void text_add_wide(struct text *text, const char *what, const WCHAR *wide)
{
    size_t length = 0;
    while (wide && wide[length] != 0) {
        length++;
    }
    text_add(text, "%s ", what);
    if (wide) {
        add_bytes(text, wide, length * sizeof (WCHAR));
    }
    text_add(text, wide ? "\n" : "NULL\n");
}
