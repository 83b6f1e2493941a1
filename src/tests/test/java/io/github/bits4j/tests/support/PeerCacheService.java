package io.github.bits4j.tests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.PeerCacheRecord;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.bits.IBitsPeerCacheAdministrationVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/**
 * A manager that has IBitsPeerCacheAdministration and nothing else: with a cache as in Windows Vista, or without effect as in
 * later versions, where each method returns S_FALSE and leaves its result alone.
 */
public final class PeerCacheService implements AutoCloseable {
    /** More than an enumerator gives at once. */
    public static final List<PeerCacheRecord> RECORDS = LongStream.range(0, 20).mapToObj(PeerCacheService::record).toList();

    private static final ComVtable<PeerCacheService> MANAGER = ComVtable.of(MethodHandles.lookup(), PeerCacheService.class,
            IBackgroundCopyManagerVtbl.class, InterfaceIds.IBACKGROUND_COPY_MANAGER);
    private static final ComVtable<PeerCacheService> ADMINISTRATION = ComVtable.of(MethodHandles.lookup(),
            PeerCacheService.class, IBitsPeerCacheAdministrationVtbl.class, InterfaceIds.IBITS_PEER_CACHE_ADMINISTRATION);

    /** What it was told to do. */
    public final List<String> done = new CopyOnWriteArrayList<>();
    private final boolean alive;
    private final ComObject object = ComObject.inProcess(this, MANAGER, ADMINISTRATION);
    private int size = 1;
    private int age = 60;
    private int flags;

    /** @param alive whether it has any effect */
    public PeerCacheService(boolean alive) {
        this.alive = alive;
    }

    private static PeerCacheRecord record(long n) {
        return new PeerCacheRecord(new UUID(n, n), "http://example.org/" + n, n << 32,
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z").plusSeconds(n), n % 2 == 0,
                List.of(FileRange.of(n, 10), FileRange.of(n + 100, 1)));
    }

    public BackgroundCopyManager connect() {
        return BackgroundCopyManager.of(object.pointer(), ServiceKind.BITS);
    }

    @Override
    public void close() {
        object.release();
    }

    private int setInt(MemorySegment out, int value) {
        if (alive) {
            out.set(JAVA_INT, 0, value);
        }
        return answer();
    }

    private int setPointer(MemorySegment out, ComObject value) {
        out.set(ADDRESS, 0, value.pointer());
        return HResult.S_OK;
    }

    private int note(String what) {
        if (alive) {
            done.add(what);
        }
        return answer();
    }

    private int answer() {
        return alive ? HResult.S_OK : HResult.S_FALSE;
    }

    public int getMaximumCacheSize(MemorySegment out) {
        return setInt(out, size);
    }

    public int setMaximumCacheSize(int percent) {
        size = percent;
        return answer();
    }

    public int getMaximumContentAge(MemorySegment out) {
        return setInt(out, age);
    }

    public int setMaximumContentAge(int seconds) {
        age = seconds;
        return answer();
    }

    public int getConfigurationFlags(MemorySegment out) {
        return setInt(out, flags);
    }

    public int setConfigurationFlags(int bits) {
        flags = bits;
        return answer();
    }

    public int enumRecords(MemorySegment out) {
        return alive ? setPointer(out, PeerCacheObjects.records(RECORDS)) : HResult.S_FALSE;
    }

    public int getRecord(MemorySegment id, MemorySegment out) {
        UUID wanted = Guid.read(id).toUuid();
        return alive
                ? setPointer(out, PeerCacheObjects.record(
                        RECORDS.stream().filter(record -> record.id().equals(wanted)).findAny().orElseThrow()))
                : HResult.S_FALSE;
    }

    public int clearRecords() {
        return note("ClearRecords");
    }

    public int deleteRecord(MemorySegment id) {
        return note("DeleteRecord " + Guid.read(id).toUuid());
    }

    public int deleteUrl(MemorySegment url) {
        return note("DeleteUrl " + WideString.read(url));
    }

    public int enumPeers(MemorySegment out) {
        return alive ? setPointer(out, PeerCacheObjects.peer()) : HResult.S_FALSE;
    }

    public int clearPeers() {
        return note("ClearPeers");
    }

    public int discoverPeers() {
        return note("DiscoverPeers");
    }

    public void createJob(MemorySegment name, int type, MemorySegment id, MemorySegment out) {
        throw noJobs();
    }

    public void getJob(MemorySegment id, MemorySegment out) {
        throw noJobs();
    }

    public void enumJobs(int which, MemorySegment out) {
        throw noJobs();
    }

    public void getErrorDescription(int hresult, int language, MemorySegment out) {
        throw noJobs();
    }

    private static ComException noJobs() {
        return new ComException(HResult.E_NOTIMPL, "a manager without jobs");
    }
}
