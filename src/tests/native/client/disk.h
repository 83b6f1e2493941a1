/* Names and contents of files. */
#ifndef DISK_H
#define DISK_H

#include "service.h"

#include <string.h>

enum { MAX_NAME = 1024 };

/* The directory, which ends with a separator, and the name, in the buffer. */
LPWSTR join(WCHAR buffer[MAX_NAME], const WCHAR *directory, const WCHAR *name);

bool has_content(const WCHAR *file, const BYTE *content, UINT64 size);

#endif
