package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setInt;
import static io.github.bits4j.embedded.face.Parameters.setString;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile6Vtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.FileContent;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IBackgroundCopyFile6, and the interfaces before it. There are no peers. */
final class File6Face extends FileFace {
    static final ComVtable<File6Face> VTABLE = ComVtable.of(MethodHandles.lookup(), File6Face.class,
            IBackgroundCopyFile6Vtbl.class, InterfaceIds.IBACKGROUND_COPY_FILE, InterfaceIds.IBACKGROUND_COPY_FILE2,
            InterfaceIds.IBACKGROUND_COPY_FILE3, InterfaceIds.IBACKGROUND_COPY_FILE4,
            InterfaceIds.IBACKGROUND_COPY_FILE5, InterfaceIds.IBACKGROUND_COPY_FILE6);

    File6Face(Client client, Job job, JobFile file) {
        super(client, job, file);
    }

    public void getTemporaryName(MemorySegment out) {
        required(out, "pFilename").set(ADDRESS, 0, MemorySegment.NULL);
        setString(out, content().temporaryName().toString());
    }

    public void setValidationState(int valid) {
        owned("SetValidationState");
        content().setValid(valid != 0);
    }

    public void getValidationState(MemorySegment out) {
        setInt(out, content().isValid() ? 1 : 0);
    }

    public void isDownloadedFromPeer(MemorySegment out) {
        file();
        setInt(out, 0);
    }

    public void getPeerDownloadStats(MemorySegment fromOrigin, MemorySegment fromPeers) {
        long bytes = content().bytes();
        required(fromOrigin, "pFromOrigin");
        required(fromPeers, "pFromPeers").set(JAVA_LONG, 0, 0);
        fromOrigin.set(JAVA_LONG, 0, bytes);
    }

    public void updateDownloadPosition(long offset) {
        owned("UpdateDownloadPosition");
        content().demand().moveTo(offset);
    }

    public void requestFileRanges(int count, MemorySegment ranges) {
        owned("RequestFileRanges");
        content().demand().request(Ranges.read(count, ranges));
    }

    public void getFilledFileRanges(MemorySegment count, MemorySegment out) {
        Ranges.set(count, out, content().ranges());
    }

    private FileContent content() {
        return job().content(file());
    }
}
