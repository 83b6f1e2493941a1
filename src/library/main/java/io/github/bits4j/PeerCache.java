package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.bindings.bits.IBitsPeerCacheAdministrationVtbl.*;
import io.github.bits4j.bindings.bits.IBitsPeerCacheAdministrationVtbl;
import io.github.bits4j.bindings.bits.IEnumBitsPeerCacheRecordsVtbl;
import io.github.bits4j.bindings.bits.IEnumBitsPeersVtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.Enumerators;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The machine's cache of files for its peers, of BITS 3.0 (Windows Vista).
 *
 * <p>Since BITS 4.0 (Windows 7) there is none, and each method says so: what it gives is empty, and what changes something
 * returns false. Changes need an administrator.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nn-bits3_0-ibitspeercacheadministration">IBitsPeerCacheAdministration</a>
 */
public final class PeerCache {
    private final Connection connection;
    private final ServiceInterface methods;

    PeerCache(Connection connection, ComPointer pointer) {
        this.connection = connection;
        this.methods = new ServiceInterface(connection, "IBitsPeerCacheAdministration", () -> pointer);
    }

    /** How large the cache may become, in percent of the disk. */
    public OptionalInt maximumSize() {
        return findInt("GetMaximumCacheSize", IBitsPeerCacheAdministrationVtbl::GetMaximumCacheSize, GetMaximumCacheSize::invoke)
                .map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** @param percent of the disk: 1 to 80 */
    public boolean setMaximumSize(int percent) {
        if (percent < 1 || percent > 80) {
            throw new IllegalArgumentException("percent: must be from 1 to 80, is " + percent);
        }
        return isDone(methods.setInt("SetMaximumCacheSize", IBitsPeerCacheAdministrationVtbl::SetMaximumCacheSize,
                SetMaximumCacheSize::invoke, percent));
    }

    /** How long a file that nobody asks for stays. */
    public Optional<Duration> maximumContentAge() {
        return findInt("GetMaximumContentAge", IBitsPeerCacheAdministrationVtbl::GetMaximumContentAge,
                GetMaximumContentAge::invoke).map(seconds -> Duration.ofSeconds(Integer.toUnsignedLong(seconds)));
    }

    /** Changes the age, in whole seconds. */
    public boolean setMaximumContentAge(Duration age) {
        return isDone(methods.setInt("SetMaximumContentAge", IBitsPeerCacheAdministrationVtbl::SetMaximumContentAge,
                SetMaximumContentAge::invoke, Arguments.seconds("age", age)));
    }

    /** Whether the machine takes from peers, and gives to them. */
    public EnumSet<PeerCachingFlag> configurationFlags() {
        return PeerCachingFlag.setOf(findInt("GetConfigurationFlags", IBitsPeerCacheAdministrationVtbl::GetConfigurationFlags,
                GetConfigurationFlags::invoke).orElse(0));
    }

    /** Lets the machine take from peers, and give to them; false also if the group policy has the last word. */
    public boolean setConfigurationFlags(Set<PeerCachingFlag> flags) {
        if (flags.contains(PeerCachingFlag.DISABLE_BRANCH_CACHE)) {
            throw new IllegalArgumentException("flags: DISABLE_BRANCH_CACHE is a job's");
        }
        return isDone(methods.setInt("SetConfigurationFlags", IBitsPeerCacheAdministrationVtbl::SetConfigurationFlags,
                SetConfigurationFlags::invoke, PeerCachingFlag.bits(flags)));
    }

    /** The files in the cache. */
    public List<PeerCacheRecord> records() {
        return list(methods.find("EnumRecords", IBitsPeerCacheAdministrationVtbl::EnumRecords, EnumRecords::invoke,
                arena -> arena.allocate(C_POINTER), out -> ComPointer.own(out.get(C_POINTER, 0), connection.scope)),
                "IEnumBitsPeerCacheRecords::Next",
                (vtable, self, count, out, fetched) -> IEnumBitsPeerCacheRecordsVtbl.Next.invoke(
                        IEnumBitsPeerCacheRecordsVtbl.Next(vtable), self, count, out, fetched),
                record -> PeerCacheRecord.read(connection, record));
    }

    /** The file of that identifier; empty if there is none. */
    public Optional<PeerCacheRecord> record(UUID id) {
        return methods.find("GetRecord", IBitsPeerCacheAdministrationVtbl::GetRecord,
                (function, self, out) -> GetRecord.invoke(function, self, out.asSlice(C_POINTER.byteSize()), out),
                arena -> {
                    var memory = arena.allocate(C_POINTER.byteSize() + Guid.BYTES, C_POINTER.byteAlignment());
                    Guid.of(id).write(memory.asSlice(C_POINTER.byteSize()));
                    return memory;
                },
                out -> ComPointer.own(out.get(C_POINTER, 0), connection.scope))
                .map(record -> {
                    try (record) {
                        return PeerCacheRecord.read(connection, record);
                    }
                });
    }

    /** Deletes all files. */
    public boolean clearRecords() {
        return isDone(methods.call("ClearRecords", IBitsPeerCacheAdministrationVtbl::ClearRecords, ClearRecords::invoke));
    }

    /** Deletes the file of that identifier. */
    public boolean deleteRecord(UUID id) {
        return isDone(methods.run("DeleteRecord", IBitsPeerCacheAdministrationVtbl::DeleteRecord, (function, self, arena) ->
                DeleteRecord.invoke(function, self, Guid.of(id).allocate(arena))));
    }

    /** Deletes all files of that URL. */
    public boolean deleteUrl(URI url) {
        return isDone(methods.run("DeleteUrl", IBitsPeerCacheAdministrationVtbl::DeleteUrl, (function, self, arena) ->
                DeleteUrl.invoke(function, self, WideString.allocate(arena, Arguments.remote("url", url)))));
    }

    /** The machines that can give files. */
    public List<Peer> peers() {
        return list(methods.find("EnumPeers", IBitsPeerCacheAdministrationVtbl::EnumPeers, EnumPeers::invoke,
                arena -> arena.allocate(C_POINTER), out -> ComPointer.own(out.get(C_POINTER, 0), connection.scope)),
                "IEnumBitsPeers::Next",
                (vtable, self, count, out, fetched) -> IEnumBitsPeersVtbl.Next.invoke(
                        IEnumBitsPeersVtbl.Next(vtable), self, count, out, fetched),
                peer -> Peer.read(connection, peer));
    }

    /** Forgets all peers. */
    public boolean clearPeers() {
        return isDone(methods.call("ClearPeers", IBitsPeerCacheAdministrationVtbl::ClearPeers, ClearPeers::invoke));
    }

    /** Looks for peers; they are in {@link #peers()} some time later. */
    public boolean discoverPeers() {
        return isDone(methods.call("DiscoverPeers", IBitsPeerCacheAdministrationVtbl::DiscoverPeers, DiscoverPeers::invoke));
    }

    private Optional<Integer> findInt(String method, ServiceInterface.Slot slot, ServiceInterface.WithPointer invoke) {
        return methods.find(method, slot, invoke, arena -> arena.allocate(C_INT), out -> out.get(C_INT, 0));
    }

    private <T> List<T> list(Optional<ComPointer> enumerator, String operation, Enumerators.Next next,
            Function<ComPointer, T> read) {
        return enumerator.<List<T>>map(pointer -> {
            try (pointer) {
                List<ComPointer> elements = Enumerators.drain(connection::call, pointer, operation, next);
                try {
                    return elements.stream().map(read).toList();
                } finally {
                    elements.forEach(ComPointer::close);
                }
            }
        }).orElse(List.of());
    }

    /** S_FALSE and BG_S_OVERRIDDEN_BY_POLICY have no effect. */
    private static boolean isDone(int success) {
        return success == HResult.S_OK;
    }
}
