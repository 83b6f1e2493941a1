package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.setInt;
import static io.github.bits4j.embedded.face.Parameters.setPointer;
import static io.github.bits4j.embedded.face.Parameters.setString;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobError;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IBackgroundCopyError: an immutable value. Its texts are in English whatever the language asked for. */
final class ErrorFace extends FaceObject {
    private static final ComVtable<ErrorFace> VTABLE = ComVtable.of(MethodHandles.lookup(), ErrorFace.class,
            IBackgroundCopyErrorVtbl.class, InterfaceIds.IBACKGROUND_COPY_ERROR);

    private final Client client;
    private final Job job;
    private final JobError error;

    private ErrorFace(Client client, Job job, JobError error) {
        super(client.service());
        this.client = client;
        this.job = job;
        this.error = error;
    }

    static MemorySegment pointer(Client client, Job job, JobError error) {
        return client.service().object(new ErrorFace(client, job, error), VTABLE).pointer();
    }

    private JobError error() {
        service.ensureRunning();
        return error;
    }

    public void getError(MemorySegment context, MemorySegment code) {
        JobError now = error();
        setInt(context, now.context().code());
        setInt(code, service.rules().hresult(now));
    }

    public void getFile(MemorySegment out) {
        setPointer(out, () -> {
            JobFile file = error().file();
            if (file == null) {
                throw new ComException(service.queue().rules().fileNotAvailable(), "the error concerns no file");
            }
            return FileFace.pointer(client, job, file);
        });
    }

    public void getErrorDescription(int language, MemorySegment out) {
        JobError now = error();
        int told = service.rules().hresult(now);
        setString(out, told == now.hresult() ? now.description() : HResult.meaning(told).orElse(now.description()));
    }

    public void getErrorContextDescription(int language, MemorySegment out) {
        setString(out, error().contextDescription());
    }

    public void getProtocol(MemorySegment out) {
        setString(out, error().protocol());
    }
}
