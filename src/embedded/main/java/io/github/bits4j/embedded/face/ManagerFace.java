package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setPointer;
import static io.github.bits4j.embedded.face.Parameters.setString;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IBackgroundCopyManager. */
class ManagerFace extends FaceObject {
    static final ComVtable<ManagerFace> VTABLE = ComVtable.of(MethodHandles.lookup(), ManagerFace.class,
            IBackgroundCopyManagerVtbl.class, InterfaceIds.IBACKGROUND_COPY_MANAGER);

    private static final int ALL_USERS = 1;

    final Client client;

    ManagerFace(Client client) {
        super(client.service());
        this.client = client;
    }

    public void createJob(MemorySegment displayName, int type, MemorySegment id, MemorySegment out) {
        required(id, "pJobId");
        required(out, "ppJob");
        Job job = service.queue().createJob(WideString.readNullable(displayName), type, client.self());
        Guid.of(job.id()).write(id);
        setPointer(out, () -> JobFace.pointer(client, job));
    }

    public void getJob(MemorySegment id, MemorySegment out) {
        setPointer(out, () -> JobFace.pointer(client, service.queue().job(Guid.read(required(id, "jobID")).toUuid())));
    }

    public void enumJobs(int flags, MemorySegment out) {
        if (flags == ALL_USERS && !client.isAdministrator()) {
            throw new ComException(HResult.E_ACCESSDENIED, "EnumJobs");
        }
        if (flags != 0 && flags != ALL_USERS) {
            throw new ComException(HResult.E_INVALIDARG, "parameter dwFlags");
        }
        setPointer(out, () -> EnumJobsFace.pointer(client,
                service.queue().jobs().stream().filter(job -> flags == ALL_USERS || client.owns(job)).toList()));
    }

    public void getErrorDescription(int hresult, int language, MemorySegment out) {
        setString(out, HResult.meaning(hresult).orElseGet(() -> HResult.format(hresult)));
    }
}
