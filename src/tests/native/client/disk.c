#include "disk.h"

#include <stdio.h>

LPWSTR join(WCHAR buffer[MAX_NAME], const WCHAR *directory, const WCHAR *name)
{
    size_t length = 0;
    while (*directory != 0 && length < MAX_NAME - 1) {
        buffer[length++] = *directory++;
    }
    while (*name != 0 && length < MAX_NAME - 1) {
        buffer[length++] = *name++;
    }
    buffer[length] = 0;
    return buffer;
}

#ifdef _WIN32
static FILE *open_file(const WCHAR *file)
{
    return _wfopen(file, L"rb");
}
#else
/* UTF-8, which names of files are in. */
static FILE *open_file(const WCHAR *file)
{
    char name[MAX_NAME * 3 + 1];
    char *end = name;
    for (size_t i = 0; file[i] != 0 && i < MAX_NAME; i++) {
        uint32_t c = file[i];
        if (c >= 0xD800 && c < 0xDC00 && file[i + 1] != 0) {
            c = 0x10000 + ((c - 0xD800) << 10) + (file[++i] - 0xDC00u);
            *end++ = (char) (0xF0 | c >> 18);
            *end++ = (char) (0x80 | (c >> 12 & 0x3F));
            *end++ = (char) (0x80 | (c >> 6 & 0x3F));
            *end++ = (char) (0x80 | (c & 0x3F));
        } else if (c >= 0x800) {
            *end++ = (char) (0xE0 | c >> 12);
            *end++ = (char) (0x80 | (c >> 6 & 0x3F));
            *end++ = (char) (0x80 | (c & 0x3F));
        } else if (c >= 0x80) {
            *end++ = (char) (0xC0 | c >> 6);
            *end++ = (char) (0x80 | (c & 0x3F));
        } else {
            *end++ = (char) c;
        }
    }
    *end = 0;
    return fopen(name, "rb");
}
#endif

bool has_content(const WCHAR *file, const BYTE *content, UINT64 size)
{
    FILE *stream = open_file(file);
    BYTE buffer[4096];
    size_t got;
    UINT64 position = 0;
    bool same = true;
    if (!stream) {
        return false;
    }
    while (same && (got = fread(buffer, 1, sizeof buffer, stream)) > 0) {
        same = got <= size - position && memcmp(buffer, content + position, got) == 0;
        position += got;
    }
    fclose(stream);
    return same && position == size;
}
