package io.github.bits4j;

import static io.github.bits4j.com.HResult.BG_E_ERROR_INFORMATION_UNAVAILABLE;
import static io.github.bits4j.com.HResult.DO_E_ERROR_INFORMATION_UNAVAILABLE;

import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.BG_JOB_PROGRESS;
import io.github.bits4j.bindings.bits.BG_JOB_TIMES;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyFilesVtbl;
import io.github.bits4j.bindings.com.GUID;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A job of the service: files that it transfers, and the notify interface that it calls.
 *
 * <p>Any method may be called from any thread, inside a callback too. A method that the job's state forbids throws a
 * {@link BackgroundCopyException} with BG_E_INVALID_STATE (Delivery Optimization: DO_E_INVALID_STATE); a cancelled or
 * completed job allows hardly any. When the service ends, each call fails with
 * {@link BackgroundCopyException#isServiceGone()}.
 *
 * <p>{@link #close()} releases the interface pointer and withdraws the notify interface that was set through this object. The
 * job itself belongs to the service: it goes on, and may outlive this process.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopyjob">IBackgroundCopyJob</a>
 */
public final class BackgroundCopyJob extends ServiceObject implements AutoCloseable {
    /** The longest URL that the service takes. */
    public static final int MAX_REMOTE_NAME = 2200;
    /** The longest display name that the service takes. */
    public static final int MAX_DISPLAY_NAME = 256;
    /** The longest description that the service takes. */
    public static final int MAX_DESCRIPTION = 1024;

    private static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(10);

    private final JobNotifications notifications = new JobNotifications(this);
    private final NewerInterfaces newerInterfaces;
    private final JobCommandLine commandLine;
    private final JobReply reply;

    BackgroundCopyJob(Connection connection, ComPointer pointer) {
        super(connection, pointer);
        this.newerInterfaces = new NewerInterfaces(connection, pointer);
        this.commandLine = new JobCommandLine(connection, newerInterfaces);
        this.reply = new JobReply(connection, newerInterfaces);
    }

    // What it transfers

    /**
     * Adds a file. Downloads take many, uploads one.
     *
     * @param remote an absolute URL; the service escapes nothing, so it must be legal as it is
     * @param local an absolute path; its directory must exist. An existing file is replaced on {@link #complete()}
     * @throws BackgroundCopyException E_ACCESSDENIED if the directory is not writable; E_INVALIDARG for an unsupported
     *     protocol; BG_E_TOO_MANY_FILES
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-addfile">AddFile</a>
     */
    public void addFile(URI remote, Path local) {
        String remoteName = Arguments.remote("remote", remote);
        String localName = Arguments.local("local", local);
        connection.call(pointer, (vtable, self, arena) -> ComException.check(IBackgroundCopyJobVtbl.AddFile.invoke(
                IBackgroundCopyJobVtbl.AddFile(vtable), self,
                WideString.allocate(arena, remoteName), WideString.allocate(arena, localName)),
                "IBackgroundCopyJob::AddFile"));
    }

    /**
     * Adds several files, all or none.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-addfileset">AddFileSet</a>
     */
    public void addFiles(List<FileInfo> files) {
        List<FileInfo> all = List.copyOf(files);
        connection.call(pointer, (vtable, self, arena) -> {
            MemorySegment set = BG_FILE_INFO.allocateArray(all.size(), arena);
            for (int i = 0; i < all.size(); i++) {
                MemorySegment info = BG_FILE_INFO.asSlice(set, i);
                BG_FILE_INFO.RemoteName(info, WideString.allocate(arena, all.get(i).remote().toASCIIString()));
                BG_FILE_INFO.LocalName(info, WideString.allocate(arena, all.get(i).local().toString()));
            }
            return ComException.check(IBackgroundCopyJobVtbl.AddFileSet.invoke(
                    IBackgroundCopyJobVtbl.AddFileSet(vtable), self, all.size(), set), "IBackgroundCopyJob::AddFileSet");
        });
    }

    /** The job's files, as they are now; those added later are not in the list. */
    public List<BackgroundCopyFile> files() {
        try (ComPointer enumerator = getPointer("IBackgroundCopyJob::EnumFiles", Set.of(), (vtable, self, out) ->
                IBackgroundCopyJobVtbl.EnumFiles.invoke(IBackgroundCopyJobVtbl.EnumFiles(vtable), self, out))) {
            return Enumerators.drain(connection, enumerator, "IEnumBackgroundCopyFiles::Next",
                    (vtable, self, count, out, fetched) -> IEnumBackgroundCopyFilesVtbl.Next.invoke(
                            IEnumBackgroundCopyFilesVtbl.Next(vtable), self, count, out, fetched))
                    .stream().map(file -> new BackgroundCopyFile(connection, file)).toList();
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
        call("IBackgroundCopyJob::Resume", (vtable, self) ->
                IBackgroundCopyJobVtbl.Resume.invoke(IBackgroundCopyJobVtbl.Resume(vtable), self));
    }

    /**
     * Stops the transfer until {@link #resume()}.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-suspend">Suspend</a>
     */
    public void suspend() {
        call("IBackgroundCopyJob::Suspend", (vtable, self) ->
                IBackgroundCopyJobVtbl.Suspend.invoke(IBackgroundCopyJobVtbl.Suspend(vtable), self));
    }

    /**
     * Gives the transferred files their names and removes the job from the queue. A download may be completed at any time; it
     * keeps the files that have been transferred in full; an upload only when it is transferred.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-complete">Complete</a>
     */
    public Completion complete() {
        return Completion.of(call("IBackgroundCopyJob::Complete", (vtable, self) ->
                IBackgroundCopyJobVtbl.Complete.invoke(IBackgroundCopyJobVtbl.Complete(vtable), self)));
    }

    /**
     * Deletes what was transferred and removes the job from the queue.
     *
     * @return whether all temporary files could be deleted
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-cancel">Cancel</a>
     */
    public boolean cancel() {
        return call("IBackgroundCopyJob::Cancel", (vtable, self) ->
                IBackgroundCopyJobVtbl.Cancel.invoke(IBackgroundCopyJobVtbl.Cancel(vtable), self))
                != HResult.BG_S_UNABLE_TO_DELETE_FILES;
    }

    // What it is

    /** The job's identifier, by which {@link BackgroundCopyManager#getJob} finds it again, in another process too. */
    public UUID id() {
        return get("IBackgroundCopyJob::GetId", GUID::allocate, (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetId.invoke(IBackgroundCopyJobVtbl.GetId(vtable), self, out),
                out -> Guid.read(out).toUuid());
    }

    /** Whether the job downloads or uploads. */
    public JobType type() {
        return JobType.of(getInt("IBackgroundCopyJob::GetType", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetType.invoke(IBackgroundCopyJobVtbl.GetType(vtable), self, out)));
    }

    /** The state now. */
    public JobState state() {
        return JobState.of(getInt("IBackgroundCopyJob::GetState", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetState.invoke(IBackgroundCopyJobVtbl.GetState(vtable), self, out)));
    }

    /** How far the job has come. */
    public JobProgress progress() {
        return get("IBackgroundCopyJob::GetProgress", BG_JOB_PROGRESS::allocate, (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetProgress.invoke(IBackgroundCopyJobVtbl.GetProgress(vtable), self, out),
                JobProgress::read);
    }

    /** When the job was created, changed and transferred. */
    public JobTimes times() {
        return get("IBackgroundCopyJob::GetTimes", BG_JOB_TIMES::allocate, (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetTimes.invoke(IBackgroundCopyJobVtbl.GetTimes(vtable), self, out),
                JobTimes::read);
    }

    /** Why the job failed; empty unless it is in {@link JobState#ERROR} or {@link JobState#TRANSIENT_ERROR}. */
    public Optional<BackgroundCopyError> error() {
        ComPointer error = getPointer("IBackgroundCopyJob::GetError",
                Set.of(BG_E_ERROR_INFORMATION_UNAVAILABLE, DO_E_ERROR_INFORMATION_UNAVAILABLE), (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetError.invoke(IBackgroundCopyJobVtbl.GetError(vtable), self, out));
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
     * Why the job is in {@link JobState#ERROR}; empty if it is not (any more). There are services that have such jobs without
     * saying why (Wine, for a refused connection): an outcome all the same.
     */
    Optional<TransferError> failure() {
        return readError().or(() -> state() == JobState.ERROR ? Optional.of(TransferError.UNEXPLAINED) : Optional.empty());
    }

    /** How often the job has failed, transient errors included. */
    public int errorCount() {
        return getInt("IBackgroundCopyJob::GetErrorCount", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetErrorCount.invoke(IBackgroundCopyJobVtbl.GetErrorCount(vtable), self, out));
    }

    /** The owner: on Windows the text of his SID. */
    public String owner() {
        return getString("IBackgroundCopyJob::GetOwner", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetOwner.invoke(IBackgroundCopyJobVtbl.GetOwner(vtable), self, out));
    }

    // Its properties

    /** The name for people; not unique. */
    public String displayName() {
        return getString("IBackgroundCopyJob::GetDisplayName", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetDisplayName.invoke(IBackgroundCopyJobVtbl.GetDisplayName(vtable), self, out));
    }

    /** Renames the job; at most {@value #MAX_DISPLAY_NAME} characters. */
    public void setDisplayName(String name) {
        setString("IBackgroundCopyJob::SetDisplayName", Arguments.text("name", name, MAX_DISPLAY_NAME),
                (vtable, self, text) -> IBackgroundCopyJobVtbl.SetDisplayName.invoke(
                        IBackgroundCopyJobVtbl.SetDisplayName(vtable), self, text));
    }

    /** What the job is for, as text. */
    public String description() {
        return getString("IBackgroundCopyJob::GetDescription", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetDescription.invoke(IBackgroundCopyJobVtbl.GetDescription(vtable), self, out));
    }

    /** Describes the job; at most {@value #MAX_DESCRIPTION} characters. */
    public void setDescription(String description) {
        setString("IBackgroundCopyJob::SetDescription", Arguments.text("description", description, MAX_DESCRIPTION),
                (vtable, self, text) -> IBackgroundCopyJobVtbl.SetDescription.invoke(
                        IBackgroundCopyJobVtbl.SetDescription(vtable), self, text));
    }

    /** The priority; {@link JobPriority#NORMAL} in a new job. */
    public JobPriority priority() {
        return JobPriority.of(getInt("IBackgroundCopyJob::GetPriority", (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetPriority.invoke(IBackgroundCopyJobVtbl.GetPriority(vtable), self, out)));
    }

    /** Changes the priority; a job under way adapts at once. */
    public void setPriority(JobPriority priority) {
        if (priority == JobPriority.UNKNOWN) {
            throw new IllegalArgumentException("priority: must be one that the service knows, is UNKNOWN");
        }
        call("IBackgroundCopyJob::SetPriority", (vtable, self) -> IBackgroundCopyJobVtbl.SetPriority.invoke(
                IBackgroundCopyJobVtbl.SetPriority(vtable), self, priority.code()));
    }

    /** How long the service waits after a transient error before it tries again. */
    public Duration minimumRetryDelay() {
        return seconds(getInt("IBackgroundCopyJob::GetMinimumRetryDelay", (vtable, self, out) -> IBackgroundCopyJobVtbl
                .GetMinimumRetryDelay.invoke(IBackgroundCopyJobVtbl.GetMinimumRetryDelay(vtable), self, out)));
    }

    /** Changes the delay, in whole seconds; the service takes 5 at least. */
    public void setMinimumRetryDelay(Duration delay) {
        int seconds = Arguments.seconds("delay", delay);
        call("IBackgroundCopyJob::SetMinimumRetryDelay", (vtable, self) -> IBackgroundCopyJobVtbl
                .SetMinimumRetryDelay.invoke(IBackgroundCopyJobVtbl.SetMinimumRetryDelay(vtable), self, seconds));
    }

    /** How long transient errors may go on without any progress before the job is in error. */
    public Duration noProgressTimeout() {
        return seconds(getInt("IBackgroundCopyJob::GetNoProgressTimeout", (vtable, self, out) -> IBackgroundCopyJobVtbl
                .GetNoProgressTimeout.invoke(IBackgroundCopyJobVtbl.GetNoProgressTimeout(vtable), self, out)));
    }

    /** Changes the timeout, in whole seconds; 0 makes each error final. */
    public void setNoProgressTimeout(Duration timeout) {
        int seconds = Arguments.seconds("timeout", timeout);
        call("IBackgroundCopyJob::SetNoProgressTimeout", (vtable, self) -> IBackgroundCopyJobVtbl
                .SetNoProgressTimeout.invoke(IBackgroundCopyJobVtbl.SetNoProgressTimeout(vtable), self, seconds));
    }

    private static Duration seconds(int unsigned) {
        return Duration.ofSeconds(Integer.toUnsignedLong(unsigned));
    }

    // The reply to its upload

    /**
     * Names the file that gets the reply to an upload; it is there after {@link #complete()}, empty if the server application
     * gave no reply. Without a name the service chooses one, in the directory of the file that is uploaded.
     *
     * @param local an absolute path; its directory must exist
     * @throws UnsupportedInterfaceException if the service has no IBackgroundCopyJob2: Delivery Optimization
     * @throws BackgroundCopyException BG_E_INVALID_STATE once the reply is on its way; E_NOTIMPL if the job is not a
     *     {@link JobType#UPLOAD_REPLY}, as from all these methods; E_ACCESSDENIED if the directory is not writable
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setreplyfilename">SetReplyFileName</a>
     */
    public void setReplyFileName(Path local) {
        reply.setFileName(Arguments.local("local", local));
    }

    /** Lets the service choose the name of the reply file. Throws as {@link #setReplyFileName} does. */
    public void clearReplyFileName() {
        reply.setFileName(null);
    }

    /**
     * The file that gets the reply; empty if nobody named it and the job has no file yet.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-getreplyfilename">GetReplyFileName</a>
     */
    public Optional<Path> replyFileName() {
        return reply.fileName();
    }

    /** How far the reply has come; {@link #progress()} is that of the upload alone. */
    public ReplyProgress replyProgress() {
        return reply.progress();
    }

    /**
     * The reply, read into memory; empty if the server application gave none.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE unless the job is transferred; BG_E_TOO_LARGE if the reply has more
     *     than 1 MB: then it is to be read from its file, after {@link #complete()}
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-getreplydata">GetReplyData</a>
     */
    public Optional<byte[]> replyData() {
        return reply.data();
    }

    // Whom it notifies

    /** The kinds of notification that the job sends; JOB_TRANSFERRED and JOB_ERROR in a new job. */
    public EnumSet<NotifyFlag> notifyFlags() {
        return NotifyFlag.setOf(getInt("IBackgroundCopyJob::GetNotifyFlags", (vtable, self, out) -> IBackgroundCopyJobVtbl
                .GetNotifyFlags.invoke(IBackgroundCopyJobVtbl.GetNotifyFlags(vtable), self, out)));
    }

    /**
     * Chooses the kinds of notification that the job sends.
     *
     * @throws IllegalArgumentException for a flag that the service does not have: DISABLE and FILE_RANGES_TRANSFERRED on
     *     Delivery Optimization
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setnotifyflags">SetNotifyFlags</a>
     */
    public void setNotifyFlags(Set<NotifyFlag> flags) {
        for (NotifyFlag flag : flags) {
            if (!connection.kind.notifyFlags().contains(flag)) {
                throw new IllegalArgumentException("flags: " + flag + " is not supported by " + connection.kind);
            }
        }
        call("IBackgroundCopyJob::SetNotifyFlags", (vtable, self) -> IBackgroundCopyJobVtbl.SetNotifyFlags.invoke(
                IBackgroundCopyJobVtbl.SetNotifyFlags(vtable), self, NotifyFlag.bits(flags)));
    }

    /** As {@link #setNotifyInterface(JobListener, NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public void setNotifyInterface(JobListener listener) {
        setNotifyInterface(listener, NotifyOptions.defaults());
    }

    /**
     * Registers a Java object as the job's notify interface.
     *
     * <p>The job has one notify interface; whoever sets it last, in whichever process, gets the notifications. It is not
     * persisted: a new process registers again, best by {@link BackgroundCopyManager#attach}. The service notifies also of
     * what happened before. Its reference alone keeps the listener alive.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE, or DO_E_INVALID_STATE, if the job is cancelled or completed;
     *     E_ACCESSDENIED if it is somebody else's
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setnotifyinterface">SetNotifyInterface</a>
     */
    public void setNotifyInterface(JobListener listener, NotifyOptions options) {
        notifications.register(listener, options);
    }

    /** Registers a callback that answers the service itself, on its threads: the direct mode. */
    public void setNotifyInterface(BackgroundCopyCallback callback) {
        notifications.register(callback);
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
        return Optional.ofNullable(getPointer("IBackgroundCopyJob::GetNotifyInterface", Set.of(), (vtable, self, out) ->
                IBackgroundCopyJobVtbl.GetNotifyInterface.invoke(
                        IBackgroundCopyJobVtbl.GetNotifyInterface(vtable), self, out)));
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

    /** As {@link #whenTransferred(Duration)}, with 10 minutes. */
    public CompletableFuture<TransferResult> whenTransferred() {
        return whenTransferred(DEFAULT_STALL_TIMEOUT);
    }

    /**
     * A future that ends when the job is transferred, and in every other case too: exceptionally, with a
     * {@link TransferException} that says which.
     *
     * <p>It needs no notify interface, since it reads the state; notifications to one that was set through this object make
     * it quicker. Cancelling the future cancels the job.
     *
     * @param stallTimeout how long the job's progress may stand still; a suspended job stands still
     */
    public CompletableFuture<TransferResult> whenTransferred(Duration stallTimeout) {
        return notifications.watch(Arguments.positive("stallTimeout", stallTimeout));
    }

    /** For {@link BackgroundCopyManager#attach}: registers, then delivers the state of this moment. */
    void attach(JobListener listener, NotifyOptions options) {
        notifications.register(listener, options).reportState();
    }

    /** Withdraws the notify interface set through this object and releases the interface pointer; the job goes on. */
    @Override
    public void close() {
        notifications.close();
        newerInterfaces.close();
        pointer.close();
        notifications.wakeWatches(); // they find the job closed
    }
}
