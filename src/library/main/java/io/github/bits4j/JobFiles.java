package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl.*;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyFilesVtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.Enumerators;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What a job transfers. */
abstract sealed class JobFiles extends ServiceObject permits JobSettings {
    /** The longest URL that the service takes. */
    public static final int MAX_REMOTE_NAME = Arguments.MAX_REMOTE_NAME;

    private final ServiceInterface job3 = newer.methods("IBackgroundCopyJob3", InterfaceIds.IBACKGROUND_COPY_JOB3);
    private final DeliveryOptimizationJob delivery = new DeliveryOptimizationJob(this);

    JobFiles(Connection connection, ComPointer pointer) {
        super(connection, "IBackgroundCopyJob", pointer);
    }

    /**
     * Adds a file. Downloads take many, uploads one.
     *
     * <p>Delivery Optimization has another method for it, AddFileWithRanges of IDeliveryOptimizationJob, which is called there, with
     * the URL as the file's id: see {@link DeliveryOptimizationJob} for an id that the service shares with peers.
     *
     * @param remote an absolute URL; the service escapes nothing, so it must be legal as it is
     * @param local an absolute path; its directory must exist. An existing file is replaced on
     *     {@link BackgroundCopyJob#complete()}
     * @throws BackgroundCopyException E_ACCESSDENIED if the directory is not writable; E_INVALIDARG for an unsupported
     *     protocol; BG_E_TOO_MANY_FILES
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-addfile">AddFile</a>
     */
    public void addFile(URI remote, Path local) {
        String remoteName = Arguments.remote("remote", remote);
        String localName = Arguments.local("local", local);
        if (addsFilesById()) {
            delivery.addFile(remoteName, remote, local);
            return;
        }
        methods.run("AddFile", IBackgroundCopyJobVtbl::AddFile, (function, self, arena) -> AddFile.invoke(
                function, self, WideString.allocate(arena, remoteName), WideString.allocate(arena, localName)));
    }

    /**
     * Adds a file of which only parts are downloaded; they are written one after another, in the order given.
     *
     * @param ranges at least one; the service refuses overlapping ones, and several from the same offset
     * @throws UnsupportedInterfaceException if the service has neither IBackgroundCopyJob3 nor IDeliveryOptimizationJob
     * @throws BackgroundCopyException BG_E_OVERLAPPING_RANGES; BG_E_TOO_MANY_RANGES_IN_FILE, of which a user may give 500;
     *     E_NOTIMPL for an upload; and as {@link #addFile(URI, Path)}. What is beyond the file's end, or a server without
     *     ranges, shows after {@link BackgroundCopyJob#resume()}: BG_E_INVALID_RANGE, BG_E_INSUFFICIENT_RANGE_SUPPORT. Delivery
     *     Optimization has DO_E_… codes of the same names
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/nf-bits2_0-ibackgroundcopyjob3-addfilewithranges">AddFileWithRanges</a>
     */
    public void addFile(URI remote, Path local, List<FileRange> ranges) {
        String remoteName = Arguments.remote("remote", remote);
        String localName = Arguments.local("local", local);
        List<FileRange> all = Arguments.notEmpty("ranges", ranges);
        if (addsFilesById()) {
            delivery.addFile(remoteName, remote, local, all, OptionalLong.empty());
            return;
        }
        job3.run("AddFileWithRanges", IBackgroundCopyJob3Vtbl::AddFileWithRanges, (function, self, arena) ->
                IBackgroundCopyJob3Vtbl.AddFileWithRanges.invoke(function, self,
                        WideString.allocate(arena, remoteName), WideString.allocate(arena, localName),
                        all.size(), FileRanges.allocate(arena, all)));
    }

    /**
     * Adds several files, all or none. Delivery Optimization has no such method: there they are added one after the other, as
     * {@link #addFile(URI, Path)} does, and those before one that is refused stay.
     *
     * @param files at least one
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-addfileset">AddFileSet</a>
     */
    public void addFiles(List<FileInfo> files) {
        List<FileInfo> all = Arguments.notEmpty("files", files);
        if (addsFilesById()) {
            all.forEach(file -> addFile(file.remote(), file.local()));
            return;
        }
        methods.run("AddFileSet", IBackgroundCopyJobVtbl::AddFileSet, (function, self, arena) -> {
            MemorySegment set = BG_FILE_INFO.allocateArray(all.size(), arena);
            for (int i = 0; i < all.size(); i++) {
                MemorySegment info = BG_FILE_INFO.asSlice(set, i);
                BG_FILE_INFO.RemoteName(info, WideString.allocate(arena, all.get(i).remote().toASCIIString()));
                BG_FILE_INFO.LocalName(info, WideString.allocate(arena, all.get(i).local().toString()));
            }
            return AddFileSet.invoke(function, self, all.size(), set);
        });
    }

    /** What Delivery Optimization adds: files by id, and files that go into a channel. */
    public DeliveryOptimizationJob deliveryOptimization() {
        return delivery;
    }

    /** Whether files are to be added by Delivery Optimization's own method. */
    final boolean addsFilesById() {
        return connection.kind == ServiceKind.DELIVERY_OPTIMIZATION && delivery.supportsFileIds();
    }

    /** The job's files, as they are now; those added later are not in the list. */
    public List<BackgroundCopyFile> files() {
        try (ComPointer enumerator = methods.getPointer("EnumFiles", IBackgroundCopyJobVtbl::EnumFiles, EnumFiles::invoke,
                Set.of())) {
            return Enumerators.drain(connection::call, enumerator, "IEnumBackgroundCopyFiles::Next",
                    (vtable, self, count, out, fetched) -> IEnumBackgroundCopyFilesVtbl.Next.invoke(
                            IEnumBackgroundCopyFilesVtbl.Next(vtable), self, count, out, fetched))
                    .stream().map(file -> new BackgroundCopyFile(connection, file)).toList();
        }
    }

    /**
     * Replaces the beginning of the remote names that have it, for example that of a server that is gone; in which case counts.
     * What is there of a file goes on if the new one has the same size and time and its server gives ranges, else the file
     * begins anew. Transferred files stay.
     *
     * @return whether there was such a name
     * @throws UnsupportedInterfaceException if the service has no IBackgroundCopyJob3: Delivery Optimization
     * @throws BackgroundCopyException E_INVALIDARG if a name would be no URL or too long, and none is changed; E_NOTIMPL for
     *     uploads; BG_E_INVALID_STATE
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/nf-bits2_0-ibackgroundcopyjob3-replaceremoteprefix">ReplaceRemotePrefix</a>
     */
    public boolean replaceRemotePrefix(String oldPrefix, String newPrefix) {
        String from = Arguments.prefix("oldPrefix", oldPrefix);
        String to = Arguments.prefix("newPrefix", newPrefix);
        return job3.run("ReplaceRemotePrefix", IBackgroundCopyJob3Vtbl::ReplaceRemotePrefix, (function, self, arena) ->
                IBackgroundCopyJob3Vtbl.ReplaceRemotePrefix.invoke(function, self,
                        WideString.allocate(arena, from), WideString.allocate(arena, to)))
                != HResult.S_FALSE;
    }
}
