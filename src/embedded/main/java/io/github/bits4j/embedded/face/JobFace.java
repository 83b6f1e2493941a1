package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.newNullable;
import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setInt;
import static io.github.bits4j.embedded.face.Parameters.setPointer;
import static io.github.bits4j.embedded.face.Parameters.setString;
import static io.github.bits4j.embedded.face.Parameters.string;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.BG_JOB_PROGRESS;
import io.github.bits4j.bindings.bits.BG_JOB_TIMES;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.queue.FileInfo;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobProgress;
import io.github.bits4j.embedded.queue.JobTimes;
import io.github.bits4j.embedded.transfer.session.ProxySettings;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** IBackgroundCopyJob. */
abstract class JobFace extends FaceObject {
    /** Apart from the newer interfaces, whose stubs a plain job never needs. */
    private static final ComVtable<JobFace> VTABLE = ComVtable.of(MethodHandles.lookup(), JobFace.class,
            IBackgroundCopyJobVtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB);

    private final Client client;
    private final Job job;

    JobFace(Client client, Job job) {
        super(client.service());
        this.client = client;
        this.job = job;
    }

    /** A new object for a client, with the newest interface that the service has. */
    static MemorySegment pointer(Client client, Job job) {
        ServiceFace service = client.service();
        ComObject object = service.rules().hasAllInterfaces()
                ? service.object(
                        new Job5Face(client, job), VTABLE, Job5Face.VTABLE, HttpOptionsFace.VTABLE, TokenOptionsFace.VTABLE)
                : service.object(new DeliveryJobFace(client, job), VTABLE, DeliveryJobFace.VTABLE,
                        DeliveryOptimizationJobFace.VTABLE, DeliveryOptimizationJob2Face.VTABLE);
        return object.pointer();
    }

    public final Client client() {
        return client;
    }

    /** To ask. */
    public final Job job() {
        service.ensureRunning();
        return job;
    }

    /** To change. */
    public final Job owned(String operation) {
        return client.owned(job(), operation);
    }

    /** To change what acts in the owner's name. */
    public final Job byOwner(String operation) {
        return client.byOwner(job(), operation);
    }

    public void addFileSet(int count, MemorySegment files) {
        required(files, "pFileSet");
        List<FileInfo> all = new ArrayList<>();
        for (long i = 0; i < Integer.toUnsignedLong(count); i++) {
            MemorySegment info = BG_FILE_INFO.asSlice(files, i);
            all.add(new FileInfo(string(BG_FILE_INFO.RemoteName(info), "RemoteName"),
                    string(BG_FILE_INFO.LocalName(info), "LocalName")));
        }
        owned("AddFileSet").addFiles(all);
    }

    public void addFile(MemorySegment remoteUrl, MemorySegment localName) {
        owned("AddFile").addFile(string(remoteUrl, "RemoteUrl"), string(localName, "LocalName"));
    }

    public void enumFiles(MemorySegment out) {
        setPointer(out, () -> EnumFilesFace.pointer(client, job, job().files()));
    }

    public void suspend() {
        owned("Suspend").suspend();
    }

    public void resume() {
        owned("Resume").resume();
    }

    public int cancel() {
        return owned("Cancel").cancel();
    }

    public int complete() {
        return owned("Complete").complete();
    }

    public void getId(MemorySegment out) {
        Guid.of(job().id()).write(required(out, "pVal"));
    }

    public void getType(MemorySegment out) {
        setInt(out, job().type().code());
    }

    public void getProgress(MemorySegment out) {
        JobProgress progress = job().progress();
        required(out, "pVal");
        BG_JOB_PROGRESS.BytesTotal(out, progress.bytesTotal());
        BG_JOB_PROGRESS.BytesTransferred(out, progress.bytesTransferred());
        BG_JOB_PROGRESS.FilesTotal(out, progress.filesTotal());
        BG_JOB_PROGRESS.FilesTransferred(out, progress.filesTransferred());
    }

    public void getTimes(MemorySegment out) {
        JobTimes times = job().times();
        required(out, "pVal");
        FileTimes.set(BG_JOB_TIMES.CreationTime(out), times.created());
        FileTimes.set(BG_JOB_TIMES.ModificationTime(out), times.modified());
        FileTimes.set(BG_JOB_TIMES.TransferCompletionTime(out), times.transferred());
    }

    public void getState(MemorySegment out) {
        setInt(out, job().state().code());
    }

    public void getError(MemorySegment out) {
        setPointer(out, () -> ErrorFace.pointer(client, job, job().error()));
    }

    public void getOwner(MemorySegment out) {
        setString(out, job().owner().user());
    }

    public void setDisplayName(MemorySegment name) {
        owned("SetDisplayName").setDisplayName(string(name, "Val"));
    }

    public void getDisplayName(MemorySegment out) {
        setString(out, job().displayName());
    }

    public void setDescription(MemorySegment description) {
        owned("SetDescription").setDescription(string(description, "Val"));
    }

    public void getDescription(MemorySegment out) {
        setString(out, job().description());
    }

    public void setPriority(int priority) {
        owned("SetPriority").setPriority(priority);
    }

    public void getPriority(MemorySegment out) {
        setInt(out, job().priority().code());
    }

    public void setNotifyFlags(int flags) {
        owned("SetNotifyFlags").setNotifyFlags(flags);
    }

    public void getNotifyFlags(MemorySegment out) {
        setInt(out, job().notifyFlags());
    }

    public void setNotifyInterface(MemorySegment unknown) {
        Job mine = owned("SetNotifyInterface");
        if (unknown.address() == 0) {
            mine.setNotifyTarget(null);
            return;
        }
        ClientCallback callback = new ClientCallback(client, unknown);
        try {
            mine.setNotifyTarget(callback);
        } catch (RuntimeException e) {
            callback.release(); // the job refused it, so it is still ours
            throw e;
        }
    }

    public void getNotifyInterface(MemorySegment out) {
        setPointer(out, () -> job().withNotifyTarget(target ->
                target instanceof ClientCallback callback ? callback.addRef() : MemorySegment.NULL));
    }

    public void setMinimumRetryDelay(int seconds) {
        owned("SetMinimumRetryDelay").setMinimumRetryDelay(seconds);
    }

    public void getMinimumRetryDelay(MemorySegment out) {
        setInt(out, job().minimumRetryDelay());
    }

    public void setNoProgressTimeout(int seconds) {
        owned("SetNoProgressTimeout").setNoProgressTimeout(seconds);
    }

    public void getNoProgressTimeout(MemorySegment out) {
        setInt(out, job().noProgressTimeout());
    }

    public void getErrorCount(MemorySegment out) {
        setInt(out, job().errorCount());
    }

    public void setProxySettings(int usage, MemorySegment list, MemorySegment bypass) {
        Job mine = owned("SetProxySettings");
        requireProxies();
        mine.http().setProxySettings(usage, WideString.readNullable(list), WideString.readNullable(bypass));
    }

    public void getProxySettings(MemorySegment usage, MemorySegment list, MemorySegment bypass) {
        Job asked = job();
        requireProxies();
        if (usage.address() == 0 || list.address() == 0 || bypass.address() == 0) {
            throw new ComException(HResult.E_INVALIDARG, "GetProxySettings", "a parameter is NULL");
        }
        list.set(ADDRESS, 0, MemorySegment.NULL);
        bypass.set(ADDRESS, 0, MemorySegment.NULL);
        ProxySettings settings = asked.http().proxySettings();
        setInt(usage, settings.usage().code());
        list.set(ADDRESS, 0, newNullable(settings.list()));
        bypass.set(ADDRESS, 0, newNullable(settings.bypass()));
    }

    private void requireProxies() {
        if (!service.rules().hasAllInterfaces()) {
            throw new ComException(HResult.E_NOTIMPL, "the service has no proxy settings");
        }
    }

    /** Also its owner may: he loses what he has set, and nothing else. */
    public void takeOwnership() {
        owned("TakeOwnership").takeOwnership(client.self());
    }
}
