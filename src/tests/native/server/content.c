/* What the server's downloads and files consist of. */
#include "server.h"

BYTE content_at(UINT64 offset)
{
    return (BYTE) (offset * 31 + (offset >> 8) * 7);
}

/* The memory is gone when the call returns. */
HRESULT content_write(IStream *stream, UINT64 offset, ULONG size, ULONG *written)
{
    BYTE *piece = malloc(size ? size : 1);
    HRESULT hr;
    for (ULONG i = 0; i < size; i++) {
        piece[i] = content_at(offset + i);
    }
    hr = CALL(stream, Write, piece, size, written);
    memset(piece, 0xDD, size);
    free(piece);
    return hr;
}
