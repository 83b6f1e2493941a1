package io.github.bits4j;

import static io.github.bits4j.com.HResult.BG_E_ERROR_INFORMATION_UNAVAILABLE;
import static io.github.bits4j.com.HResult.DO_E_ERROR_INFORMATION_UNAVAILABLE;

import io.github.bits4j.bindings.bits.BG_JOB_PROGRESS;
import io.github.bits4j.bindings.bits.BG_JOB_TIMES;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl.*;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A job of the service: files that it transfers, and the notify interface that it calls.
 *
 * <p>Any method may be called from any thread, inside a callback too. A method that the job's state forbids throws a
 * {@link InvalidJobStateException}, BG_E_INVALID_STATE (Delivery Optimization: DO_E_INVALID_STATE); a cancelled or completed job
 * allows hardly any. When the service ends, each call fails with {@link ServiceGoneException}, for good: get the job again
 * from the manager, by its {@link #id()}.
 *
 * <p>{@link #close()} releases the interface pointer and withdraws the notify interface that was set through this object. The
 * job itself belongs to the service: it goes on, and may outlive this process.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopyjob">IBackgroundCopyJob</a>
 */
public final class BackgroundCopyJob extends JobSettings {
    private final JobNotifications notifications = new JobNotifications(this);
    private final JobCommandLine commandLine = new JobCommandLine(newer);
    private final JobNetwork network = new JobNetwork(this);
    private final JobHttpOptions http = new JobHttpOptions(this);
    private final JobProperties properties = new JobProperties(this);
    private final JobOwnership ownership = new JobOwnership(this);
    private final JobReply reply = new JobReply(this);
    private volatile @Nullable UUID id;

    BackgroundCopyJob(Connection connection, ComPointer pointer) {
        super(connection, pointer);
    }

    BackgroundCopyJob(Connection connection, ComPointer pointer, UUID id) {
        this(connection, pointer);
        this.id = id;
    }

    /** Asks the pointer itself: a failure here must not ask for the state once more. */
    @Override
    Optional<JobState> stateOfJob() {
        try {
            return Optional.of(JobState.of(pointer.call((vtable, self, arena) -> {
                MemorySegment state = arena.allocate(bits_h.C_INT);
                ComException.check(GetState.invoke(IBackgroundCopyJobVtbl.GetState(vtable), self, state), "GetState");
                return state.get(bits_h.C_INT, 0);
            })));
        } catch (ComException | IllegalStateException e) {
            return Optional.empty(); // the exception that asks is of more use without a state than not at all
        }
    }

    // What it does

    /**
     * Starts or restarts the transfer; also what a job in error needs after it has been put right.
     *
     * @throws BackgroundCopyException BG_E_EMPTY if the job has no files
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-resume">Resume</a>
     */
    public void resume() {
        methods.call("Resume", IBackgroundCopyJobVtbl::Resume, Resume::invoke);
    }

    /**
     * Stops the transfer until {@link #resume()}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-suspend">Suspend</a>
     */
    public void suspend() {
        methods.call("Suspend", IBackgroundCopyJobVtbl::Suspend, Suspend::invoke);
    }

    /**
     * Gives the transferred files their names and removes the job from the queue. A download may be completed at any time; it
     * keeps the files that have been transferred in full; an upload only when it is transferred.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-complete">Complete</a>
     */
    public Completion complete() {
        Completion completion = Completion.of(methods.call("Complete", IBackgroundCopyJobVtbl::Complete, Complete::invoke));
        notifications.look();
        return completion;
    }

    /**
     * Deletes what was transferred and removes the job from the queue.
     *
     * @return whether all temporary files could be deleted
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-cancel">Cancel</a>
     */
    public boolean cancel() {
        int hr = methods.call("Cancel", IBackgroundCopyJobVtbl::Cancel, Cancel::invoke);
        notifications.look();
        return hr != HResult.BG_S_UNABLE_TO_DELETE_FILES;
    }

    /** As {@link #openChannel(BackgroundCopyFile, OnDemandOptions)}, with {@link OnDemandOptions#defaults()}. */
    public SeekableByteChannel openChannel(BackgroundCopyFile file) {
        return openChannel(file, OnDemandOptions.defaults());
    }

    /**
     * Opens a file of a job in on-demand mode for reading, at any position: what is not there is asked for, and waited for.
     * Reading resumes the job.
     *
     * <p>Closing the channel, from whichever thread, ends a read under way; the job stays. The channel is to be closed before
     * the job is completed. A read fails with an {@link java.io.IOException} if the job does, if no bytes come for the time that
     * the options set, or if the file has changed on the server since its first bytes were read.
     *
     * @throws UnsupportedInterfaceException from a read, if the service has no IBackgroundCopyFile6 (BITS 10.1)
     * @throws BackgroundCopyException from a read: BG_E_RANDOM_ACCESS_NOT_SUPPORTED if the job is not in on-demand mode
     * @see BackgroundCopyFile#requestRanges
     */
    public SeekableByteChannel openChannel(BackgroundCopyFile file, OnDemandOptions options) {
        return new OnDemandChannel(this, file, options);
    }

    // What it is

    /**
     * The job's identifier, by which {@link BackgroundCopyManager#getJob} finds it again, in another process too. It never
     * changes, and once it is known it can be read here when the job is dead or closed.
     */
    public UUID id() {
        UUID known = id;
        if (known == null) {
            known = methods.get("GetId", IBackgroundCopyJobVtbl::GetId, GetId::invoke,
                    arena -> arena.allocate(Guid.BYTES, 8), out -> Guid.read(out).toUuid());
            id = known;
        }
        return known;
    }

    /** Whether the job downloads or uploads. */
    public JobType type() {
        return JobType.of(typeCode());
    }

    /** The number of {@link #type()}, BG_JOB_TYPE_…, which may be one that has no name here. */
    public int typeCode() {
        return methods.getInt("GetType", IBackgroundCopyJobVtbl::GetType, GetType::invoke);
    }

    /** The state now. */
    public JobState state() {
        return JobState.of(stateCode());
    }

    /** The number of {@link #state()}, BG_JOB_STATE_…, which may be one that has no name here. */
    public int stateCode() {
        return methods.getInt("GetState", IBackgroundCopyJobVtbl::GetState, GetState::invoke);
    }

    /** How far the job has come. */
    public JobProgress progress() {
        return methods.get("GetProgress", IBackgroundCopyJobVtbl::GetProgress, GetProgress::invoke, BG_JOB_PROGRESS::allocate,
                JobProgress::read);
    }

    /** When the job was created, changed and transferred. */
    public JobTimes times() {
        return methods.get("GetTimes", IBackgroundCopyJobVtbl::GetTimes, GetTimes::invoke, BG_JOB_TIMES::allocate,
                JobTimes::read);
    }

    /** Why the job failed; empty unless it is in {@link JobState#ERROR} or {@link JobState#TRANSIENT_ERROR}. */
    public Optional<BackgroundCopyError> error() {
        ComPointer error = methods.getPointer("GetError", IBackgroundCopyJobVtbl::GetError, GetError::invoke,
                Set.of(BG_E_ERROR_INFORMATION_UNAVAILABLE, DO_E_ERROR_INFORMATION_UNAVAILABLE));
        return Optional.ofNullable(error).map(pointer -> new BackgroundCopyError(connection, pointer));
    }

    /** The values of {@link #error()}, read at once. */
    public Optional<TransferError> readError() {
        return error().map(error -> {
            try (error) {
                return error.read();
            }
        });
    }

    /**
     * Why the job is in this state of error; empty if it is not (any more). There are services that have such jobs without
     * saying why (Wine, for a refused connection): an outcome all the same.
     */
    Optional<TransferError> failure(JobState seen) {
        return readError().or(() -> state() == seen ? Optional.of(TransferError.UNEXPLAINED) : Optional.empty());
    }

    /** How often the job has failed, transient errors included. */
    public int errorCount() {
        return methods.getInt("GetErrorCount", IBackgroundCopyJobVtbl::GetErrorCount, GetErrorCount::invoke);
    }

    /** State, progress, times and error, read in one go so that they belong together. */
    public JobSnapshot snapshot() {
        return JobSnapshot.of(this);
    }

    /**
     * Why the job does or does not move, as far as the service reveals it: its {@code toString()} says in words what was found,
     * and what to do. A service that cannot be read, or is gone, is a finding too.
     *
     * @throws IllegalStateException if the job is closed
     */
    public Diagnosis diagnose() {
        return new JobDoctor(this).examine();
    }

    // What belongs together

    /** Proxies and credentials. */
    public JobNetwork network() {
        return network;
    }

    /** Headers, method, certificates, redirects. */
    public JobHttpOptions http() {
        return http;
    }

    /** Limits, costs, modes of transfer. */
    public JobProperties properties() {
        return properties;
    }

    /** The owner, and with whose rights the job transfers. */
    public JobOwnership ownership() {
        return ownership;
    }

    /** The server application's reply to an upload. */
    public JobReply reply() {
        return reply;
    }

    // Whom it notifies

    /** As {@link #setNotifyInterface(JobListener, NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public void setNotifyInterface(JobListener listener) {
        setNotifyInterface(listener, NotifyOptions.defaults());
    }

    /**
     * Registers a Java object as the job's notify interface.
     *
     * <p>The job has one notify interface; whoever sets it last, in whichever process, gets the notifications. It is not
     * persisted: a new process registers again, best by {@link BackgroundCopyManager#attach}. The service notifies also of
     * what happened before. Its reference alone keeps the listener alive. What the executor has not run yet when another listener
     * or callback is set, nobody gets: that one is told of the state by the service.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE, or DO_E_INVALID_STATE, if the job is cancelled or completed;
     *     E_ACCESSDENIED if it is somebody else's
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setnotifyinterface">SetNotifyInterface</a>
     */
    public void setNotifyInterface(JobListener listener, NotifyOptions options) {
        notifications.register(Objects.requireNonNull(listener, "listener"), options);
    }

    /** Registers a callback that answers the service itself, on its threads: the direct mode. */
    public void setNotifyInterface(BackgroundCopyCallback callback) {
        notifications.register(Objects.requireNonNull(callback, "callback"));
    }

    /**
     * Registers a COM object of somebody else's.
     *
     * @param unknown an interface pointer that the MTA may call (not an STA's object as it is), AddRef'd by the service; NULL to
     *     register none
     */
    public void setNotifyInterface(MemorySegment unknown) {
        notifications.registerPointer(unknown);
    }

    /** Removes the notify interface, whoever set it; the service lets go of its reference. */
    public void clearNotifyInterface() {
        notifications.registerPointer(MemorySegment.NULL);
    }

    /** The interface pointer that the job notifies, owned by the caller; empty if it notifies none. */
    public Optional<ComPointer> notifyInterface() {
        return Optional.ofNullable(methods.getPointer("GetNotifyInterface", IBackgroundCopyJobVtbl::GetNotifyInterface,
                GetNotifyInterface::invoke, Set.of()));
    }

    /**
     * Names a program that the service runs when the job is transferred or has failed, also if that has already happened.
     *
     * <p>A notify interface comes first: with one, the program runs only if the call to it fails. Of the notify flags only
     * JOB_TRANSFERRED, JOB_ERROR and DISABLE count. Unless the program completes or cancels the job, or ends with exit code 0,
     * the service runs it again after {@link #minimumRetryDelay()}.
     *
     * <p>BITS keeps the command line with the job, also when this process is gone, and runs the program as the user who called
     * this, but never for an account of a service.
     *
     * @throws UnsupportedInterfaceException if the service has no IBackgroundCopyJob2: Delivery Optimization
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setnotifycmdline">SetNotifyCmdLine</a>
     */
    public void setNotifyCommandLine(NotifyCommandLine line) {
        commandLine.set(line);
    }

    /** Removes the command line. Throws as {@link #setNotifyCommandLine} does. */
    public void clearNotifyCommandLine() {
        commandLine.clear();
    }

    /**
     * The program that is run; empty if there is none.
     *
     * @throws UnsupportedInterfaceException if the service has no IBackgroundCopyJob2
     * @throws IllegalStateException if somebody else has set a program that is no absolute path
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-getnotifycmdline">GetNotifyCmdLine</a>
     */
    public Optional<NotifyCommandLine> notifyCommandLine() {
        return commandLine.get();
    }

    /** As {@link #events(NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public Flow.Publisher<JobEvent> events() {
        return events(NotifyOptions.defaults());
    }

    /**
     * The job's events for subscribers of Reactive Streams, any number of them, beside a callback that was set through this
     * object.
     *
     * <p>Subscribing registers, as {@link #setNotifyInterface(JobListener, NotifyOptions)} does, then reads the state, which
     * is the first event; if the service refuses to notify (somebody else's job), the events come by polling alone. The last
     * event ({@link JobEvent.Ended}, {@link JobEvent.ServiceLost}) is followed by {@code onComplete}; {@code onError} comes
     * with a {@link TransferException} if the job is closed here. For a subscriber who asks for events more slowly than they
     * come the newest {@link JobEvent.Progress}, {@link JobEvent.Modified}, {@link JobEvent.StateChanged} and
     * {@link JobEvent.TransientError} wait, and all of the others. When the last subscriber cancels, the notify interface is
     * withdrawn.
     *
     * @param options where and how often; notify flags are the job's own and stay as they are
     */
    public Flow.Publisher<JobEvent> events(NotifyOptions options) {
        return subscriber -> notifications.subscribe(subscriber, options);
    }

    /** As {@link #whenTransferred(TransferOptions)}, with {@link TransferOptions#defaults()}. */
    public CompletableFuture<TransferResult> whenTransferred() {
        return whenTransferred(TransferOptions.defaults());
    }

    /** As {@link #whenTransferred(TransferOptions)}, with {@link TransferOptions#withStallTimeout}. */
    public CompletableFuture<TransferResult> whenTransferred(Duration stallTimeout) {
        return whenTransferred(TransferOptions.defaults().withStallTimeout(stallTimeout));
    }

    /**
     * A future that ends when the job is transferred, and in every other case too: exceptionally, with a
     * {@link TransferException} that says which.
     *
     * <p>It needs no notify interface, since it reads the state; notifications to one that was set through this object make
     * it quicker. Cancelling the future cancels the job: when {@code cancel} returns, the job has left the queue, unless the
     * service failed at it; then it is tried again until it succeeds or this object is closed.
     */
    public CompletableFuture<TransferResult> whenTransferred(TransferOptions options) {
        return notifications.watch(options, () -> {});
    }

    /** As {@link #whenTransferred(TransferOptions)}; closes this object at the end. */
    CompletableFuture<TransferResult> transferAndClose(TransferOptions options) {
        return notifications.watch(options, this::close);
    }

    /** For {@link BackgroundCopyManager#attach}: registers, then delivers the state of this moment. */
    void attach(JobListener listener, NotifyOptions options) {
        notifications.register(listener, options).poll();
    }

    /** Withdraws the notify interface set through this object and releases the interface pointer; the job goes on. */
    @Override
    public void close() {
        notifications.close();
        super.close();
    }
}
