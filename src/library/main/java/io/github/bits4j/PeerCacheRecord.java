package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBitsPeerCacheRecordVtbl;
import io.github.bits4j.bindings.bits.IBitsPeerCacheRecordVtbl.*;
import io.github.bits4j.bindings.com.FILETIME;
import io.github.bits4j.bindings.com.GUID;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A file in the {@link PeerCache}, as it was when it was read.
 *
 * @param originUrl where it is from
 * @param size in bytes
 * @param modified when it was changed at its origin
 * @param accessed when somebody last asked for it
 * @param isValidated whether an application has found it right
 * @param ranges the parts of it that are there
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nn-bits3_0-ibitspeercacherecord">IBitsPeerCacheRecord</a>
 */
public record PeerCacheRecord(
        UUID id,
        String originUrl,
        long size,
        Instant modified,
        Instant accessed,
        boolean isValidated,
        List<FileRange> ranges) {

    static PeerCacheRecord read(Connection connection, ComPointer pointer) {
        ServiceInterface methods = new ServiceInterface(connection, "IBitsPeerCacheRecord", () -> pointer);
        return new PeerCacheRecord(
                methods.get("GetId", IBitsPeerCacheRecordVtbl::GetId, GetId::invoke, GUID::allocate,
                        out -> Guid.read(out).toUuid()),
                methods.getString("GetOriginUrl", IBitsPeerCacheRecordVtbl::GetOriginUrl, GetOriginUrl::invoke),
                methods.getLong("GetFileSize", IBitsPeerCacheRecordVtbl::GetFileSize, GetFileSize::invoke),
                methods.get("GetFileModificationTime", IBitsPeerCacheRecordVtbl::GetFileModificationTime,
                        GetFileModificationTime::invoke, FILETIME::allocate, JobTimes::instant),
                methods.get("GetLastAccessTime", IBitsPeerCacheRecordVtbl::GetLastAccessTime,
                        GetLastAccessTime::invoke, FILETIME::allocate, JobTimes::instant),
                methods.call("IsFileValidated", IBitsPeerCacheRecordVtbl::IsFileValidated, IsFileValidated::invoke)
                        == HResult.S_OK,
                FileRanges.get(methods, "GetFileRanges", IBitsPeerCacheRecordVtbl::GetFileRanges, GetFileRanges::invoke));
    }
}
