// What the bits.h of mingw-w64 10 lacks.
#ifndef BITS4J_BITS_H
#define BITS4J_BITS_H

#if __has_include_next(<bits.h>)
#include_next <bits.h>
#endif

// An enumerator cannot be asked for by #ifndef; headers that know this flag (BITS 10.1) are taken to have it.
#ifndef BG_NOTIFY_FILE_RANGES_TRANSFERRED
#define BG_NOTIFY_FILE_RANGES_TRANSFERRED 0x0020
enum { BG_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK = 8 };
#endif

#endif
