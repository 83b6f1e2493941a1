package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.FileRange;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job of a {@link JobQueue}. One that has ended (completed or cancelled) still answers questions. */
public final class Job {
    private static final int MAXIMUM_NAME = 256;
    private static final int MAXIMUM_DESCRIPTION = 1024;

    private final Engine engine;
    // All that follows is guarded by the queue's lock.
    final JobData data;
    final NotifySlot slot = new NotifySlot();
    /** The transfer's thread, until it has come to its end; it may have been stopped before. */
    @Nullable TransferRun run;
    /** Complete or Cancel at work. */
    @Nullable Settlement settlement;
    /** What ends the state TRANSIENT_ERROR; and what ends the job when it is too old. */
    ServiceClock.@Nullable Timer wake;
    ServiceClock.@Nullable Timer age;
    /** When the time without progress began, by the clock that nobody sets; null while there is progress. */
    @Nullable Long stalledSince;
    /** How long it has been transferring. */
    final DownloadClock timeSpent;
    /** The scheduler's: whose turn it is among equals, lower first. */
    long turn;

    /** Of a download of the modern interfaces; null for a job. */
    private final @Nullable StatusSlot status;
    /** Whether the store has a record of it; the {@link Keeper}'s own. */
    boolean stored;

    Job(Engine engine, JobData data) {
        this.engine = engine;
        this.data = data;
        this.status = data.content == null ? null : new StatusSlot(
                new ContentDownload(engine, this), ContentStatus.of(data), engine.clock.nanoTime());
        this.timeSpent = new DownloadClock(engine, this);
    }

    /** What a change is of. */
    enum Change {
        PROPERTY,
        STATE,
        PROGRESS,
        /** Of something that the client does not see. */
        INTERNAL
    }

    /** The one place where a job's data are changed; whatever must follow from a change follows here. The lock is held. */
    void change(Change kind, Consumer<JobData> mutation) {
        change(kind, null, mutation);
    }

    /** @param file the only file that is changed: the store need not look at all of them; null if it may be any */
    void change(Change kind, @Nullable JobFile file, Consumer<JobData> mutation) {
        JobState before = data.state;
        mutation.accept(data);
        if (kind != Change.INTERNAL) {
            data.modified = engine.clock.now();
            timeSpent.follow();
            if (kind != Change.PROGRESS) {
                engine.scheduler.changed(this);
            }
            engine.statuses.changed(this, before);
        }
        engine.keeper.changed(this, kind, file);
    }

    /** What a download of the modern interfaces has beside a job. */
    StatusSlot statusSlot() {
        return Objects.requireNonNull(status);
    }

    boolean isContent() {
        return status != null;
    }

    /** Stops the transfer, if there is one: it reports no more, and ends soon. The lock is held. */
    Optional<TransferRun> stop() {
        TransferRun present = run;
        if (present == null) {
            return Optional.empty();
        }
        present.detached = true;
        engine.lock.afterwards(present::interrupt);
        return Optional.of(present);
    }

    /** The lock is held. */
    void requireAlive(String operation) {
        engine.requireOpen(operation);
        if (data.state.isFinal()) {
            throw new ComException(engine.rules.invalidState(), operation);
        }
    }

    public UUID id() {
        return data.id;
    }

    public JobType type() {
        return data.type;
    }

    public JobOwner owner() {
        return ask(() -> data.owner);
    }

    public JobState state() {
        return ask(() -> data.state);
    }

    public JobProgress progress() {
        return ask(data::progress);
    }

    public JobTimes times() {
        return ask(() -> new JobTimes(data.created, data.modified, data.transferred));
    }

    public String displayName() {
        return ask(() -> data.displayName);
    }

    public void setDisplayName(String name) {
        set("SetDisplayName", name, MAXIMUM_NAME, d -> d.displayName = name);
    }

    public String description() {
        return ask(() -> data.description);
    }

    public void setDescription(String description) {
        set("SetDescription", description, MAXIMUM_DESCRIPTION, d -> d.description = description);
    }

    public JobPriority priority() {
        return ask(() -> data.priority);
    }

    /** @param code a BG_JOB_PRIORITY; E_NOTIMPL if there is none of that value */
    public void setPriority(int code) {
        JobPriority priority = JobPriority.of(code);
        engine.lock.run(() -> {
            requireAlive("SetPriority");
            if (priority != JobPriority.UNKNOWN && priority != data.priority && data.method != null) {
                throw new ComException(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, "SetPriority");
            }
            set("SetPriority", priority == JobPriority.UNKNOWN ? HResult.E_NOTIMPL : 0, d -> d.priority = priority);
        });
    }

    public int notifyFlags() {
        return ask(() -> data.notifyFlags);
    }

    /** @param flags E_NOTIMPL if the service does not know them all */
    public void setNotifyFlags(int flags) {
        boolean unknown = (flags & ~engine.rules.notifyFlags()) != 0;
        set("SetNotifyFlags", unknown ? HResult.E_NOTIMPL : 0, d -> d.notifyFlags = flags);
    }

    /** The target set last; its reference may be released at any moment: see {@link #withNotifyTarget}. */
    public @Nullable NotifyTarget notifyTarget() {
        return engine.lock.<@Nullable NotifyTarget>call(() -> engine.notifier.target(this));
    }

    /** Calls {@code use} with the target, or null; the target is not released before it returns. No lock is held. */
    public <R extends @Nullable Object> R withNotifyTarget(Function<@Nullable NotifyTarget, R> use) {
        return engine.notifier.lend(this, use);
    }

    /**
     * Names whom to notify, instead of whom it was before; null for nobody. What has already happened (the state is
     * TRANSFERRED or ERROR) is told to the new target, even if an earlier one was told. If this throws, the target
     * stays the caller's. Setting the same object again keeps its one reference.
     */
    public void setNotifyTarget(@Nullable NotifyTarget target) {
        engine.lock.run(() -> {
            requireAlive("SetNotifyInterface");
            engine.notifier.register(this, target);
        });
    }

    /** The program that is run for want of a callback, or null. */
    public @Nullable CommandLine commandLine() {
        return engine.lock.<@Nullable CommandLine>call(() -> data.commandLine);
    }

    /**
     * Names a program to run, instead of the present one, when the job is transferred or has failed and there is no notify
     * target or it does not accept; what has already happened is told too.
     *
     * @param program null for none; then E_INVALIDARG if there are parameters
     * @param parameters see {@link CommandLine}; null for none
     */
    public void setCommandLine(@Nullable String program, @Nullable String parameters) {
        setCommandLine("SetNotifyCmdLine", program, parameters);
    }

    /** Somebody takes the job: what was set for an earlier owner (command line, credentials, headers) is removed. */
    public void takeOwnership(JobOwner taker) {
        engine.lock.run(() -> {
            setCommandLine("TakeOwnership", null, null);
            set("TakeOwnership", 0, d -> {
                d.http = d.http.forAnotherOwner();
                d.owner = taker;
            });
        });
    }

    private void setCommandLine(String operation, @Nullable String program, @Nullable String parameters) {
        set(operation, CommandLine.refusal(program, parameters), d -> {
            d.commandLine = CommandLine.of(program, parameters);
            engine.programs.replaced(this);
        });
    }

    /** Its HTTP settings. */
    public JobHttp http() {
        return new JobHttp(engine, this);
    }

    /** Its properties of IBackgroundCopyJob5. */
    public JobProperties properties() {
        return new JobProperties(engine, this);
    }

    /** Its flags for copies from file servers and from peers. */
    public JobFlags flags() {
        return new JobFlags(engine, this);
    }

    /** In seconds, unsigned. */
    public int maximumDownloadTime() {
        return ask(() -> data.maximumDownloadTime);
    }

    /** @param seconds unsigned; what was spent connecting and transferring since the last Resume counts */
    public void setMaximumDownloadTime(int seconds) {
        set("SetMaximumDownloadTime", 0, d -> {
            d.maximumDownloadTime = seconds;
            timeSpent.restart(false);
        });
    }

    /** In seconds. */
    public int minimumRetryDelay() {
        return ask(() -> (int) data.retryDelay.toSeconds());
    }

    /** @param seconds unsigned; too short a delay becomes the shortest */
    public void setMinimumRetryDelay(int seconds) {
        Duration asked = Duration.ofSeconds(Integer.toUnsignedLong(seconds));
        Duration floor = engine.settings.retryDelayFloor();
        set("SetMinimumRetryDelay", 0, d -> d.retryDelay = asked.compareTo(floor) < 0 ? floor : asked);
    }

    /** In seconds, unsigned. */
    public int noProgressTimeout() {
        return ask(() -> {
            Integer own = data.noProgressTimeout;
            return own != null ? own : engine.rules.noProgressTimeout(data.priority);
        });
    }

    /** @param seconds unsigned; 0 for no second attempt at all */
    public void setNoProgressTimeout(int seconds) {
        set("SetNoProgressTimeout", 0, d -> d.noProgressTimeout = seconds);
    }

    public int errorCount() {
        return ask(() -> data.errorCount);
    }

    /** Why the job is in the state ERROR or TRANSIENT_ERROR; in others BG_E_ERROR_INFORMATION_UNAVAILABLE. */
    public JobError error() {
        JobError error = engine.lock.<@Nullable JobError>call(() -> data.error);
        if (error == null) {
            throw new ComException(engine.rules.errorUnavailable(), "GetError");
        }
        return error;
    }

    /** Adds a file; in the states TRANSFERRED and ERROR, {@link #resume} then starts its transfer. */
    public void addFile(String remoteUrl, String localName) {
        engine.lifecycle.addFiles(this, List.of(new FileInfo(remoteUrl, localName)), "AddFile");
    }

    /** Adds all of the files, or throws and adds none. */
    public void addFiles(List<FileInfo> files) {
        engine.lifecycle.addFiles(this, List.copyOf(files), "AddFileSet");
    }

    /** Adds a file that is made of parts of the remote one, in the order given. */
    public void addFileWithRanges(String remoteUrl, String localName, List<FileRange> ranges) {
        String operation = "AddFileWithRanges";
        engine.lifecycle.addFileWithRanges(this, new FileInfo(remoteUrl, localName), ranges, operation);
    }

    /** Gives a file of this job another remote name; what is there of it counts on if the new file is the same. */
    public void setRemoteName(JobFile file, String remoteUrl) {
        engine.remoteNames.set(this, file, remoteUrl);
    }

    /**
     * Replaces the beginning of the remote names that have it, in this case.
     *
     * @return S_OK, or S_FALSE if none has it
     */
    public int replaceRemotePrefix(String oldPrefix, String newPrefix) {
        return engine.remoteNames.replacePrefix(this, oldPrefix, newPrefix);
    }

    /** What there is of one of its files. */
    public FileContent content(JobFile file) {
        return new FileContent(engine, this, file);
    }

    /** What Delivery Optimization has of its own. */
    public DeliveryFiles delivery() {
        return new DeliveryFiles(engine, this);
    }

    /** The files in the order added, as they are now. */
    public List<JobFile> files() {
        return ask(() -> List.copyOf(data.files));
    }

    /** The file that is being transferred, or the first one if none is. */
    public Optional<JobFile> fileAtWork() {
        return ask(() -> Optional.ofNullable(run).flatMap(TransferRun::file).or(() -> data.files.stream().findFirst()));
    }

    /** The reply; E_NOTIMPL if the job is not one that gets one. */
    public JobReply reply(String operation) {
        if (data.type != JobType.UPLOAD_REPLY) {
            throw new ComException(HResult.E_NOTIMPL, operation, "the job's type has no reply");
        }
        return new JobReply(engine, this);
    }

    public void suspend() {
        engine.lifecycle.suspend(this);
    }

    /** Puts the job into the queue; a failed one is tried at once. */
    public void resume() {
        engine.lifecycle.resume(this);
    }

    /**
     * Gives the transferred files their names, deletes the others and ends the job.
     *
     * @return S_OK, BG_S_PARTIAL_COMPLETE or BG_S_UNABLE_TO_DELETE_FILES
     * @throws ComException if a file cannot have its name: the job stays, and this can be called again
     */
    public int complete() {
        return engine.settling.settle(this, Settlement.Kind.COMPLETE);
    }

    /**
     * Deletes the temporary files and ends the job.
     *
     * @return S_OK or BG_S_UNABLE_TO_DELETE_FILES
     */
    public int cancel() {
        return engine.settling.settle(this, Settlement.Kind.CANCEL);
    }

    private <T> T ask(Supplier<T> question) {
        return engine.lock.call(question);
    }

    private void set(String operation, String text, int limit, Consumer<JobData> mutation) {
        set(operation, text.length() > limit ? HResult.BG_E_STRING_TOO_LONG : 0, mutation);
    }

    /** The lock may be held. */
    void set(String operation, int refusal, Consumer<JobData> mutation) {
        engine.lock.run(() -> {
            requireAlive(operation);
            ComException.check(refusal, operation);
            change(Change.PROPERTY, mutation);
        });
    }
}
