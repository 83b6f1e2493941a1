package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setString;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.FileProgress;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IBackgroundCopyFile. */
final class FileFace extends FaceObject {
    private static final ComVtable<FileFace> VTABLE = ComVtable.of(MethodHandles.lookup(), FileFace.class,
            IBackgroundCopyFileVtbl.class, InterfaceIds.IBACKGROUND_COPY_FILE);

    private final JobFile file;

    private FileFace(ServiceFace service, JobFile file) {
        super(service);
        this.file = file;
    }

    static MemorySegment pointer(ServiceFace service, JobFile file) {
        return service.object(new FileFace(service, file), VTABLE).pointer();
    }

    private JobFile file() {
        service.ensureRunning();
        return file;
    }

    public void getRemoteName(MemorySegment out) {
        setString(out, file().remoteName());
    }

    public void getLocalName(MemorySegment out) {
        setString(out, file().localName());
    }

    public void getProgress(MemorySegment out) {
        FileProgress progress = file().progress();
        required(out, "pVal");
        BG_FILE_PROGRESS.BytesTotal(out, progress.bytesTotal());
        BG_FILE_PROGRESS.BytesTransferred(out, progress.bytesTransferred());
        BG_FILE_PROGRESS.Completed(out, progress.completed() ? 1 : 0);
    }
}
