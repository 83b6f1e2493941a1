package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobError;
import io.github.bits4j.embedded.queue.JobFile;
import io.github.bits4j.embedded.queue.NotifyTarget;
import io.github.bits4j.embedded.transfer.FileRange;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An object of the class that a job names, for want of a notify interface: made when there is something to tell, and made
 * anew when its server has died. Until it can be made, each attempt is a notification that was not accepted.
 */
final class ClassCallback implements NotifyTarget {
    private static final System.Logger LOG = System.getLogger(ClassCallback.class.getName());

    private final ServiceFace service;
    private final Client client;
    private final UUID clsid;
    /** The queue makes one call at a time, and orders them. */
    private @Nullable ClientCallback object;
    private int lastFailure;

    ClassCallback(ServiceFace service, Job job, UUID clsid) {
        this.service = service;
        this.client = new Client(service, job.owner());
        this.clsid = clsid;
    }

    @Override
    public int jobTransferred(Job job) {
        return call(job, callback -> callback.jobTransferred(job));
    }

    @Override
    public int jobError(Job job, JobError error) {
        return call(job, callback -> callback.jobError(job, error));
    }

    @Override
    public int jobModification(Job job) {
        return call(job, callback -> callback.jobModification(job));
    }

    @Override
    public int fileTransferred(Job job, JobFile file) {
        return call(job, callback -> callback.fileTransferred(job, file));
    }

    @Override
    public int fileRangesTransferred(Job job, JobFile file, List<FileRange> ranges) {
        return call(job, callback -> callback.fileRangesTransferred(job, file, ranges));
    }

    @Override
    public void release() {
        ClientCallback present = object;
        object = null;
        if (present != null) {
            present.release();
        }
    }

    private int call(Job job, ToIntFunction<ClientCallback> notification) {
        ClientCallback callback = object;
        if (callback == null) {
            try {
                callback = create();
            } catch (ComException failure) {
                // It may be repeated for days: one failure is told once.
                boolean told = failure.hresult() == lastFailure;
                lastFailure = failure.hresult();
                LOG.log(told ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                        "no object of the class " + Guid.of(clsid) + " can be notified of job " + job.id(), failure);
                return failure.hresult();
            }
            object = callback;
            lastFailure = HResult.S_OK;
        }
        int hresult = notification.applyAsInt(callback);
        if (ClientCertificateCheck.GONE.contains(hresult)) {
            release();
        }
        return hresult;
    }

    private ClientCallback create() {
        ComObject own = service.notificationClasses.create(client, clsid);
        if (own != null) {
            try {
                return new ClientCallback(client, own.pointer());
            } finally {
                own.release();
            }
        }
        try (ComPointer made = ComPointer.createInstance(
                Guid.of(clsid), InterfaceIds.IBACKGROUND_COPY_CALLBACK, service.clients)) {
            return new ClientCallback(client, made.segment());
        } catch (UnsupportedOperationException noClasses) {
            throw new ComException(HResult.REGDB_E_CLASSNOTREG, "CoCreateInstance", noClasses.getMessage());
        } catch (IllegalStateException closing) {
            throw new ComException(HResult.RPC_E_DISCONNECTED, "CoCreateInstance", closing.getMessage());
        }
    }
}
