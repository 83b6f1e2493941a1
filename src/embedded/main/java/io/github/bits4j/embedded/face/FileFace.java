package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setString;
import static io.github.bits4j.embedded.face.Parameters.string;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.BITS_FILE_PROPERTY_VALUE;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.embedded.queue.FileProgress;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;

/** What files have in both services: IBackgroundCopyFile, IBackgroundCopyFile2 and what IBackgroundCopyFile5 adds. */
abstract class FileFace extends FaceObject {
    private static final int HTTP_RESPONSE_HEADERS = 1;

    private final Client client;
    private final Job job;
    private final JobFile file;

    FileFace(Client client, Job job, JobFile file) {
        super(client.service());
        this.client = client;
        this.job = job;
        this.file = file;
    }

    /** A new object for a client, with the newest interface that the service has. */
    static MemorySegment pointer(Client client, Job job, JobFile file) {
        ServiceFace service = client.service();
        ComObject object = service.rules().hasAllInterfaces()
                ? service.object(new File6Face(client, job, file), File6Face.VTABLE)
                : service.object(new DeliveryFileFace(client, job, file), DeliveryFileFace.VTABLE,
                        DeliveryOptimizationFileFace.VTABLE, DeliveryOptimizationFile2Face.VTABLE);
        return object.pointer();
    }

    final JobFile file() {
        service.ensureRunning();
        return file;
    }

    /** The file's job, to ask. */
    final Job job() {
        service.ensureRunning();
        return job;
    }

    /** The file's job, to change. */
    final Job owned(String operation) {
        return client.owned(job(), operation);
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

    public int getFileRanges(MemorySegment count, MemorySegment out) {
        Ranges.set(count, out, file().ranges());
        return file.ranges().isEmpty() ? HResult.S_FALSE : HResult.S_OK;
    }

    public void setRemoteName(MemorySegment name) {
        owned("SetRemoteName").setRemoteName(file, string(name, "Val"));
    }

    /** There is one property, and it can only be read. */
    public void setProperty(int id, MemorySegment value) {
        owned("SetProperty");
        requireKnown(id, "SetProperty");
        throw new ComException(service.rules().readOnlyProperty(), "SetProperty");
    }

    /** An empty string before the first response. */
    public void getProperty(int id, MemorySegment out) {
        String headers = file().responseHeaders();
        required(out, "PropertyValue").set(ADDRESS, 0, MemorySegment.NULL);
        requireKnown(id, "GetProperty");
        BITS_FILE_PROPERTY_VALUE.String_(out, TaskMemory.newString(headers == null ? "" : headers));
    }

    private void requireKnown(int id, String operation) {
        if (id != HTTP_RESPONSE_HEADERS) {
            throw new ComException(service.rules().unknownProperty(), operation);
        }
    }
}
