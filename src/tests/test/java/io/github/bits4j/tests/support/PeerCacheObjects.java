package io.github.bits4j.tests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.PeerCacheRecord;
import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.bindings.bits.IBitsPeerCacheRecordVtbl;
import io.github.bits4j.bindings.bits.IBitsPeerVtbl;
import io.github.bits4j.bindings.bits.IEnumBitsPeerCacheRecordsVtbl;
import io.github.bits4j.bindings.bits.IEnumBitsPeersVtbl;
import io.github.bits4j.bindings.com.FILETIME;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What a {@link PeerCacheService} gives: each a new COM object whose reference is the client's. */
final class PeerCacheObjects {
    private static final Instant FILETIME_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private static final ComVtable<Records> RECORDS = ComVtable.of(MethodHandles.lookup(), Records.class,
            IEnumBitsPeerCacheRecordsVtbl.class, InterfaceIds.IENUM_BITS_PEER_CACHE_RECORDS);
    private static final ComVtable<Peers> PEERS = ComVtable.of(MethodHandles.lookup(), Peers.class,
            IEnumBitsPeersVtbl.class, InterfaceIds.IENUM_BITS_PEERS);
    private static final ComVtable<RecordObject> RECORD = ComVtable.of(MethodHandles.lookup(), RecordObject.class,
            IBitsPeerCacheRecordVtbl.class, InterfaceIds.IBITS_PEER_CACHE_RECORD);
    private static final ComVtable<PeerObject> PEER = ComVtable.of(MethodHandles.lookup(), PeerObject.class,
            IBitsPeerVtbl.class, InterfaceIds.IBITS_PEER);

    private PeerCacheObjects() {}

    static ComObject records(List<PeerCacheRecord> records) {
        return ComObject.inProcess(new Records(records.stream().map(PeerCacheObjects::record)), RECORDS);
    }

    static ComObject record(PeerCacheRecord record) {
        return ComObject.inProcess(new RecordObject(record), RECORD);
    }

    static ComObject peer() {
        return ComObject.inProcess(new Peers(Stream.of(ComObject.inProcess(new PeerObject(), PEER))), PEERS);
    }

    /** An enumerator. */
    abstract static class Elements {
        private final Iterator<ComObject> left;

        Elements(Stream<ComObject> elements) {
            this.left = elements.iterator();
        }

        public int next(int count, MemorySegment out, MemorySegment fetched) {
            int given = 0;
            while (given < count && left.hasNext()) {
                out.setAtIndex(ADDRESS, given++, left.next().pointer());
            }
            fetched.set(JAVA_INT, 0, given);
            return given == count ? HResult.S_OK : HResult.S_FALSE;
        }

        public void skip(int count) {
            throw new UnsupportedOperationException();
        }

        public void reset() {
            throw new UnsupportedOperationException();
        }

        public void clone(MemorySegment out) {
            throw new UnsupportedOperationException();
        }

        public void getCount(MemorySegment out) {
            throw new UnsupportedOperationException();
        }
    }

    static final class Records extends Elements {
        Records(Stream<ComObject> elements) {
            super(elements);
        }
    }

    static final class Peers extends Elements {
        Peers(Stream<ComObject> elements) {
            super(elements);
        }
    }

    static final class RecordObject {
        private final PeerCacheRecord record;

        RecordObject(PeerCacheRecord record) {
            this.record = record;
        }

        public void getId(MemorySegment out) {
            Guid.of(record.id()).write(out);
        }

        public void getOriginUrl(MemorySegment out) {
            out.set(ADDRESS, 0, TaskMemory.newString(record.originUrl()));
        }

        public void getFileSize(MemorySegment out) {
            out.set(JAVA_LONG, 0, record.size());
        }

        public void getFileModificationTime(MemorySegment out) {
            set(out, record.modified());
        }

        public void getLastAccessTime(MemorySegment out) {
            set(out, record.accessed());
        }

        public int isFileValidated() {
            return record.isValidated() ? HResult.S_OK : HResult.S_FALSE;
        }

        public void getFileRanges(MemorySegment count, MemorySegment out) {
            List<FileRange> ranges = record.ranges();
            MemorySegment array = TaskMemory.allocate(ranges.size() * BG_FILE_RANGE.sizeof());
            for (int i = 0; i < ranges.size(); i++) {
                MemorySegment range = BG_FILE_RANGE.asSlice(array, i);
                BG_FILE_RANGE.InitialOffset(range, ranges.get(i).offset());
                BG_FILE_RANGE.Length(range, ranges.get(i).length().orElseThrow());
            }
            count.set(JAVA_INT, 0, ranges.size());
            out.set(ADDRESS, 0, array);
        }

        private static void set(MemorySegment out, Instant time) {
            long ticks = Duration.between(FILETIME_EPOCH, time).dividedBy(Duration.ofNanos(100));
            FILETIME.dwLowDateTime(out, (int) ticks);
            FILETIME.dwHighDateTime(out, (int) (ticks >>> 32));
        }
    }

    static final class PeerObject {
        public void getPeerName(MemorySegment out) {
            out.set(ADDRESS, 0, TaskMemory.newString("peer.example.org"));
        }

        public void isAuthenticated(MemorySegment out) {
            out.set(JAVA_INT, 0, 1);
        }

        public void isAvailable(MemorySegment out) {
            out.set(JAVA_INT, 0, 0);
        }
    }
}
