/* An IStream that is driven from its first byte. */
#include "server.h"

static ULARGE_INTEGER unsigned_of(UINT64 value)
{
    ULARGE_INTEGER number;
    number.QuadPart = value;
    return number;
}

static LARGE_INTEGER signed_of(int64_t value)
{
    LARGE_INTEGER number;
    number.QuadPart = value;
    return number;
}

static void check_size(IStream *stream, UINT64 size)
{
    STATSTG stat;
    memset(&stat, 0xDD, sizeof stat);
    if (EXPECT(S_OK, CALL(stream, Stat, &stat, STATFLAG_NONAME))) {
        CHECK(stat.type == STGTY_STREAM && stat.grfMode == STGM_WRITE && stat.cbSize.QuadPart == size);
        CHECK(stat.pwcsName == NULL && stat.reserved == 0 && stat.grfStateBits == 0);
    }
    memset(&stat, 0xDD, sizeof stat);
    if (EXPECT(S_OK, CALL(stream, Stat, &stat, STATFLAG_DEFAULT))) {
        CoTaskMemFree(stat.pwcsName); /* the caller's, if there is one */
    }
}

static void check_position(IStream *stream, int64_t move, DWORD origin, UINT64 expected)
{
    ULARGE_INTEGER position = unsigned_of(0xDDDDDDDDDDDDDDDDULL);
    EXPECT(S_OK, CALL(stream, Seek, signed_of(move), origin, &position));
    CHECK(position.QuadPart == expected);
}

/* One object, whichever interface it is asked for. */
static void check_identity(IStream *stream)
{
    ISequentialStream *sequential = NULL;
    IStream *again = NULL;
    IUnknown *one = NULL, *other = NULL;
    ULONG written = 7;
    CHECK_UNKNOWN(stream);
    if (!QUERY(stream, ISequentialStream, &sequential) || !QUERY(sequential, IStream, &again)) {
        return;
    }
    QUERY(stream, IUnknown, &one);
    QUERY(sequential, IUnknown, &other);
    CHECK(one == other);
    CALL(one, Release);
    CALL(other, Release);
    EXPECT(S_OK, CALL(sequential, Write, "", 0, &written));
    CHECK(written == 0);
    EXPECT(STG_E_ACCESSDENIED, CALL(sequential, Read, &written, 1, NULL));
    CALL(again, Release);
    CALL(sequential, Release);
}

static void check_refusals(IStream *stream)
{
    IStream *copy = stream;
    ULONG count = 7;
    BYTE byte = 0;
    EXPECT(STG_E_ACCESSDENIED, CALL(stream, Read, &byte, 1, &count));
    EXPECT(STG_E_INVALIDPOINTER, CALL(stream, Write, NULL, 1, &count));
    CHECK(count == 0);
    EXPECT(E_NOTIMPL, CALL(stream, CopyTo, stream, unsigned_of(1), NULL, NULL));
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, LockRegion, unsigned_of(0), unsigned_of(1), 1));
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, UnlockRegion, unsigned_of(0), unsigned_of(1), 1));
    EXPECT(E_NOTIMPL, CALL(stream, Clone, &copy));
    EXPECT(STG_E_INVALIDPOINTER, CALL(stream, Stat, NULL, STATFLAG_NONAME));
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, Seek, signed_of(0), 99, NULL));
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, Seek, signed_of(-1), STREAM_SEEK_SET, NULL));
    EXPECT(S_OK, CALL(stream, Revert));
    EXPECT(S_OK, CALL(stream, Commit, STGC_DEFAULT));
}

/* Larger and larger pieces, with and without the count. */
static void write_all(IStream *stream)
{
    UINT64 offset = 0;
    ULONG size = 1;
    while (offset < CONTENT_SIZE) {
        ULONG written = 0;
        size = size < CONTENT_SIZE - offset ? size : (ULONG) (CONTENT_SIZE - offset);
        EXPECT(S_OK, content_write(stream, offset, size, size & 1 ? &written : NULL));
        CHECK(!(size & 1) || written == size);
        offset += size;
        size = size * 5 + 1;
    }
}

static void drive_places(IStream *stream)
{
    check_position(stream, 10, STREAM_SEEK_SET, 10);
    EXPECT(S_OK, CALL(stream, Write, "overwritten", 11, NULL));
    check_position(stream, -11, STREAM_SEEK_CUR, 10);
    EXPECT(S_OK, content_write(stream, 10, 11, NULL));
    check_position(stream, -1, STREAM_SEEK_END, CONTENT_SIZE - 1);
    EXPECT(S_OK, CALL(stream, SetSize, unsigned_of(CONTENT_SIZE + 1000)));
    check_size(stream, CONTENT_SIZE + 1000);
    check_position(stream, 0, STREAM_SEEK_CUR, CONTENT_SIZE - 1);
    EXPECT(S_OK, CALL(stream, SetSize, unsigned_of(CONTENT_SIZE - 500)));
    check_position(stream, 0, STREAM_SEEK_END, CONTENT_SIZE - 500);
    EXPECT(S_OK, content_write(stream, CONTENT_SIZE - 500, 500, NULL));
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, SetSize, unsigned_of(UINT64_MAX)));
    check_size(stream, CONTENT_SIZE);
}

static void check_forward_only(IStream *stream)
{
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, Seek, signed_of(10), STREAM_SEEK_SET, NULL));
    EXPECT(STG_E_INVALIDFUNCTION, CALL(stream, SetSize, unsigned_of(10)));
    check_position(stream, CONTENT_SIZE, STREAM_SEEK_SET, CONTENT_SIZE);
    check_size(stream, CONTENT_SIZE);
}

void drive_stream(IStream *stream, int seekable)
{
    check_identity(stream);
    check_size(stream, 0);
    write_all(stream);
    check_refusals(stream);
    check_position(stream, 0, STREAM_SEEK_CUR, CONTENT_SIZE);
    check_position(stream, 0, STREAM_SEEK_END, CONTENT_SIZE);
    if (seekable) {
        drive_places(stream);
    } else {
        check_forward_only(stream);
    }
}

void drive_failing_stream(IStream *stream, UINT64 taken)
{
    ULONG written = 0;
    EXPECT(S_OK, content_write(stream, 0, (ULONG) taken / 2, &written));
    CHECK(written == taken / 2);
    EXPECT(STG_E_WRITEFAULT, content_write(stream, taken / 2, (ULONG) taken, &written));
    CHECK(written == taken - taken / 2);
    check_position(stream, 0, STREAM_SEEK_CUR, taken);
    written = 7;
    EXPECT(STG_E_WRITEFAULT, content_write(stream, taken, 1, &written));
    CHECK(written == 0);
}
