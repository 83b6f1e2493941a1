#include "report.h"

#include "monitor.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MAX_FAILURES_TEXT = 16384, MAX_ENTRIES = 512 };

struct entry {
    const char *type;
    const void *vtable; /* NULL: an object of ours, which the service called */
    unsigned slot;
};

static struct monitor monitor = MONITOR_INITIALIZER;
static char failures[MAX_FAILURES_TEXT];
static size_t failures_length;
static struct entry entries[MAX_ENTRIES];
static size_t entry_count;

static size_t append(char *text, size_t size, size_t length, const char *format, va_list arguments)
{
    int written = vsnprintf(text + length, size - length, format, arguments);
    return written < 0 || (size_t) written >= size - length ? size - 1 : length + (size_t) written;
}

static void fail(const char *file, int line, const char *format, ...)
{
    const char *slash = strrchr(file, '/');
    va_list arguments;
    monitor_enter(&monitor);
    if (failures_length < sizeof failures - 1) {
        int written = snprintf(failures + failures_length, sizeof failures - failures_length, "failure %s:%d: ",
                               slash ? slash + 1 : file, line);
        failures_length += written;
    }
    if (failures_length >= sizeof failures) {
        failures_length = sizeof failures - 1;
    }
    va_start(arguments, format);
    failures_length = append(failures, sizeof failures, failures_length, format, arguments);
    va_end(arguments);
    monitor_leave(&monitor);
}

static void note(const char *type, const void *vtable, unsigned slot)
{
    size_t i = 0;
    monitor_enter(&monitor);
    while (i < entry_count
           && (entries[i].vtable != vtable || entries[i].slot != slot || strcmp(entries[i].type, type) != 0)) {
        i++;
    }
    if (i == entry_count && entry_count < MAX_ENTRIES) {
        entries[entry_count++] = (struct entry) { type, vtable, slot };
    }
    monitor_leave(&monitor);
}

void entered(const char *type, const void *vtable, unsigned slot)
{
    note(type, vtable, slot);
}

void served(const char *type, unsigned slot)
{
    note(type, NULL, slot);
}

bool expect_hresult(const char *file, int line, const char *call, HRESULT expected, HRESULT actual)
{
    if (actual != expected) {
        fail(file, line, "%s is 0x%08X, not 0x%08X\n", call, (unsigned) actual, (unsigned) expected);
    }
    return actual == expected;
}

bool check(const char *file, int line, const char *condition, bool holds)
{
    if (!holds) {
        fail(file, line, "not so: %s\n", condition);
    }
    return holds;
}

bool same_text(const WCHAR *one, const WCHAR *other)
{
    while (*one != 0 && *one == *other) {
        one++;
        other++;
    }
    return *one == *other;
}

/* What is not ASCII becomes a question mark. */
static const char *printable(const WCHAR *text, char *buffer, size_t size)
{
    size_t i = 0;
    while (text && text[i] != 0 && i < size - 1) {
        buffer[i] = text[i] >= ' ' && text[i] < 127 ? (char) text[i] : '?';
        i++;
    }
    buffer[i] = 0;
    return text ? buffer : "NULL";
}

bool expect_text(const char *file, int line, const char *what, const WCHAR *expected, LPWSTR text)
{
    bool same = text && same_text(expected, text);
    if (!same) {
        char one[200], other[200];
        fail(file, line, "%s is %s, not %s\n", what, printable(text, one, sizeof one),
             printable(expected, other, sizeof other));
    }
    CoTaskMemFree(text);
    return same;
}

void begin_report(void)
{
    monitor_enter(&monitor);
    failures[0] = 0;
    failures_length = 0;
    entry_count = 0;
    monitor_leave(&monitor);
}

static size_t line(char *text, size_t size, size_t length, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    length = append(text, size, length, format, arguments);
    va_end(arguments);
    return length;
}

void write_report(char *text, size_t size)
{
    size_t length = 0;
    monitor_enter(&monitor);
    for (size_t i = 0; i < entry_count; i++) {
        const struct entry *entry = &entries[i];
        length = entry->vtable
            ? line(text, size, length, "entered %p %s %u\n", (void *) (uintptr_t) entry->vtable, entry->type, entry->slot)
            : line(text, size, length, "served %s %u\n", entry->type, entry->slot);
    }
    line(text, size, length, "%s", failures);
    monitor_leave(&monitor);
}
