package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyJobsVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.Enumerators;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A connection to a transfer service: creates jobs and finds those there are.
 *
 * <p>Any method may be called from any thread; COM is not initialised on it. Closing the manager releases every interface
 * pointer that was got through it and withdraws the notify interfaces set through it. It cancels no job: jobs belong to the
 * service.
 *
 * <p>When the service ends or is restarted, the call that meets it throws a {@link ServiceGoneException}; the next call of a
 * manager that was made by {@link #connect()} or {@link #connectDeliveryOptimization()} connects again, once. Jobs got earlier stay
 * dead: {@code manager.getJob(job.id())} gets one again.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopymanager">IBackgroundCopyManager</a>
 */
public final class BackgroundCopyManager implements AutoCloseable {
    private final Connection connection;
    /** Whether it is the system's service, as CoCreateInstance gives it. */
    private final boolean system;

    private BackgroundCopyManager(Connection connection, boolean system) {
        this.connection = connection;
        this.system = system;
    }

    /**
     * Connects to the system's BITS.
     *
     * @throws UnsupportedOperationException if this is not Windows
     * @throws ServiceDisabledException REGDB_E_CLASSNOTREG or ERROR_SERVICE_DISABLED if the machine has none that runs
     */
    public static BackgroundCopyManager connect() {
        return connect(ServiceKind.BITS, ConnectOptions.defaults());
    }

    /**
     * Connects to the system's Delivery Optimization, by its BITS-shaped interfaces.
     *
     * <p>Its pages document a part of their methods only: 20 of the 32 of IBackgroundCopyJob. The others are called all the same, and
     * there the service may answer E_NOTIMPL, also to a program that has been tested with an embedded one: {@link #jobs()} and its
     * like; of a job the description, another display name, {@code minimumRetryDelay}, {@code errorCount}, {@code owner},
     * {@code takeOwnership} and the proxy; of an error its texts and its protocol. {@link #describe(int)} and
     * {@link BackgroundCopyError#read()} have texts of ours then.
     *
     * @throws UnsupportedOperationException if this is not Windows
     * @throws BackgroundCopyException REGDB_E_CLASSNOTREG or E_NOINTERFACE if the machine's service has no such interfaces
     */
    public static BackgroundCopyManager connectDeliveryOptimization() {
        return connectDeliveryOptimization(ConnectOptions.defaults());
    }

    /** The same, with options: they open what is otherwise refused for the sake of safety. */
    public static BackgroundCopyManager connectDeliveryOptimization(ConnectOptions options) {
        return connect(ServiceKind.DELIVERY_OPTIMIZATION, options);
    }

    private static BackgroundCopyManager connect(ServiceKind kind, ConnectOptions options) {
        return new BackgroundCopyManager(new Connection(kind, options, scope -> createInstance(kind, scope), true), true);
    }

    private static ComPointer createInstance(ServiceKind kind, ComScope scope) {
        try {
            return ComPointer.createInstance(kind.clsid(), InterfaceIds.IBACKGROUND_COPY_MANAGER, scope);
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException("this system has no " + kind + ", which is a service of Windows", e);
        } catch (ComException e) {
            throw failedToConnect(kind, e);
        }
    }

    private static BackgroundCopyException failedToConnect(ServiceKind kind, ComException e) {
        return BackgroundCopyException.of(e.hresult(), "connecting to " + kind + " (" + e.operation() + ")",
                HResult.meaning(e.hresult()).orElse(""));
    }

    /**
     * Uses a manager that somebody else has got: an embedded service, or native code.
     *
     * <p>Such a manager cannot connect again: once its service has ended, it is to be made anew, of a new pointer.
     *
     * @param pointer an IBackgroundCopyManager, AddRef'd here
     * @param kind which service stands behind it
     */
    public static BackgroundCopyManager of(MemorySegment pointer, ServiceKind kind) {
        return of(pointer, kind, ConnectOptions.defaults());
    }

    /** The same, with options, such as those that a service of one's own allows. */
    public static BackgroundCopyManager of(MemorySegment pointer, ServiceKind kind, ConnectOptions options) {
        Objects.requireNonNull(kind, "kind");
        try {
            return new BackgroundCopyManager(
                    new Connection(kind, options, scope -> ComPointer.share(pointer, scope), false), false);
        } catch (ComException e) {
            throw failedToConnect(kind, e);
        }
    }

    /** Which service this is. */
    public ServiceKind kind() {
        return connection.kind;
    }

    /**
     * The version of the system's BITS, by the newest of its classes that is registered (CoCreateInstance for each from the
     * newest on). Empty for all but {@link #connect()}. A service may have more than its classes say (Wine registers that of 1.0
     * alone, with interfaces up to 3.0): what a job has tells {@link BackgroundCopyJob#supports}.
     *
     * @throws BackgroundCopyException if a class is registered but the service cannot be started
     */
    public Optional<BitsVersion> version() {
        connection.requireOpen();
        return system && connection.kind == ServiceKind.BITS ? Optional.of(BitsVersion.ofSystem()) : Optional.empty();
    }

    /**
     * The machine's cache of files for its peers; empty if the service does not know of any: Delivery Optimization, embedded
     * services. Since Windows 7 it is there but without effect.
     */
    public Optional<PeerCache> peerCache() {
        return connection.queryManager(InterfaceIds.IBITS_PEER_CACHE_ADMINISTRATION)
                .map(pointer -> new PeerCache(connection, pointer));
    }

    /**
     * The interface pointer, borrowed: valid while this object is open and has not connected again. AddRef it to keep it.
     */
    public MemorySegment pointer() {
        return connection.manager().segment();
    }

    /**
     * Creates a job, which is suspended and without files.
     *
     * @param displayName a name for people, at most 256 characters; need not be unique
     * @throws QuotaException BG_E_TOO_MANY_JOBS_PER_USER, BG_E_TOO_MANY_JOBS_PER_MACHINE
     * @throws JobAccessDeniedException E_ACCESSDENIED
     * @throws NotLoggedOnException ERROR_NOT_LOGGED_ON
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopymanager-createjob">CreateJob</a>
     */
    public BackgroundCopyJob createJob(String displayName, JobType type) {
        String name = Arguments.text("displayName", displayName, BackgroundCopyJob.MAX_DISPLAY_NAME);
        Arguments.known("type", type, JobType.UNKNOWN);
        return connection.callManager((vtable, self, arena) -> {
            MemorySegment id = arena.allocate(Guid.BYTES, 8);
            MemorySegment job = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyManagerVtbl.CreateJob.invoke(IBackgroundCopyManagerVtbl.CreateJob(vtable),
                    self, WideString.allocate(arena, name), type.code(), id, job), "IBackgroundCopyManager::CreateJob");
            return own(job, Guid.read(id).toUuid());
        });
    }

    /**
     * Begins a download job, step by step: the builder checks what it is told before there is a job, knows the order that the
     * service demands, and leaves no job behind if something fails.
     *
     * @param displayName a name for people, at most 256 characters; need not be unique
     */
    public JobBuilder newJob(String displayName) {
        return new JobBuilder(this, Arguments.text("displayName", displayName, BackgroundCopyJob.MAX_DISPLAY_NAME));
    }

    /**
     * The job of an identifier.
     *
     * @throws JobNotFoundException BG_E_NOT_FOUND, DO_E_JOB_NOT_FOUND if there is none (any more)
     * @throws JobAccessDeniedException E_ACCESSDENIED if it is somebody else's
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopymanager-getjob">GetJob</a>
     */
    public BackgroundCopyJob getJob(UUID id) {
        return connection.callManager((vtable, self, arena) -> {
            MemorySegment job = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyManagerVtbl.GetJob.invoke(IBackgroundCopyManagerVtbl.GetJob(vtable),
                    self, Guid.of(id).allocate(arena), job), "IBackgroundCopyManager::GetJob");
            return own(job, id);
        });
    }

    /** As {@link #getJob}, but empty if there is no such job. */
    public Optional<BackgroundCopyJob> findJob(UUID id) {
        try {
            return Optional.of(getJob(id));
        } catch (JobNotFoundException e) {
            return Optional.empty();
        }
    }

    /** As {@link #attach(UUID, JobListener, NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public BackgroundCopyJob attach(UUID id, JobListener listener) {
        return attach(id, listener, NotifyOptions.defaults());
    }

    /**
     * Takes up a job that an earlier process, or an earlier connection, began: registers the listener, then delivers the
     * job's state of that moment. Since it registers first, nothing is missed.
     *
     * @throws JobNotFoundException if there is no such job (any more)
     */
    public BackgroundCopyJob attach(UUID id, JobListener listener, NotifyOptions options) {
        BackgroundCopyJob job = getJob(id);
        try {
            job.attach(listener, options);
            return job;
        } catch (RuntimeException e) {
            job.close();
            throw e;
        }
    }

    /** As {@link #download(URI, Path, TransferOptions)}, with {@link TransferOptions#defaults()}. */
    public CompletableFuture<TransferResult> download(URI remote, Path local) {
        return download(remote, local, TransferOptions.defaults());
    }

    /**
     * Downloads a file by a job of its own, which is in the queue until the future ends, and no longer: it is completed when
     * it is transferred, and cancelled if it fails, if the future is cancelled or ended by anything else, and when this
     * manager is closed. Only if the process or the service ends meanwhile the job stays, under the file's name.
     *
     * <p>The job has the priority {@link JobPriority#FOREGROUND} and, where the service lets it be chosen, a retry delay of
     * a minute.
     *
     * @param remote an absolute URL; the service escapes nothing, so it must be legal as it is
     * @param local an absolute path; its directory must exist. An existing file is replaced at the end
     * @param options of which {@link TransferOptions#completes} and {@link TransferOptions#cancelsOnFailure} are always on
     * @throws BackgroundCopyException if the job cannot be made, as {@link #createJob} and {@link BackgroundCopyJob#addFile};
     *     all that happens later is the future's
     */
    public CompletableFuture<TransferResult> download(URI remote, Path local, TransferOptions options) {
        return download(remote, local, options, job -> { });
    }

    /**
     * As {@link #download(URI, Path, TransferOptions)}, with more settings.
     *
     * @param setup sets whatever else there is to be set, and may add files; runs once, before the job is resumed. What it throws
     *     goes on to the caller, and the job is cancelled
     */
    public CompletableFuture<TransferResult> download(
            URI remote, Path local, TransferOptions options, Consumer<? super BackgroundCopyJob> setup) {
        return Download.start(this, new FileInfo(remote, local), options, setup);
    }

    /** The caller's jobs, as they are now; in no particular order. Jobs that have been completed or cancelled are not there. */
    public List<BackgroundCopyJob> jobs() {
        return jobs(connection, 0);
    }

    /**
     * Those of the caller's jobs that are wanted; the others are released at once, and so are all if the test throws. By name:
     * {@code jobs(job -> job.displayName().equals("update"))}; those that a program has forgotten:
     * {@code jobs(job -> job.times().modified().isBefore(lastWeek)).forEach(BackgroundCopyJob::cancel)}.
     */
    public List<BackgroundCopyJob> jobs(Predicate<? super BackgroundCopyJob> wanted) {
        List<BackgroundCopyJob> all = jobs();
        List<BackgroundCopyJob> found = new ArrayList<>();
        try {
            for (BackgroundCopyJob job : all) {
                if (wanted.test(job)) {
                    found.add(job);
                } else {
                    job.close();
                }
            }
            return List.copyOf(found);
        } catch (RuntimeException | Error e) {
            all.forEach(BackgroundCopyJob::close);
            throw e;
        }
    }

    /**
     * The jobs of all users.
     *
     * @throws JobAccessDeniedException E_ACCESSDENIED unless the caller is an administrator
     */
    public List<BackgroundCopyJob> jobsOfAllUsers() {
        return jobs(connection, bits_h.BG_JOB_ENUM_ALL_USERS());
    }

    /** What the caller's jobs are now, each read in one go. */
    public List<JobSnapshot> snapshots() {
        List<BackgroundCopyJob> jobs = jobs();
        try {
            return jobs.stream().map(JobSnapshot::of).toList();
        } finally {
            jobs.forEach(BackgroundCopyJob::close);
        }
    }

    static List<BackgroundCopyJob> jobs(Connection connection, int flags) {
        ComPointer jobs = connection.callManager((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyManagerVtbl.EnumJobs.invoke(
                    IBackgroundCopyManagerVtbl.EnumJobs(vtable), self, flags, out), "IBackgroundCopyManager::EnumJobs");
            return ComPointer.own(out.get(bits_h.C_POINTER, 0), connection.scope);
        });
        try (jobs) {
            return Enumerators.drain(connection::call, jobs, "IEnumBackgroundCopyJobs::Next",
                    (vtable, self, count, out, fetched) -> IEnumBackgroundCopyJobsVtbl.Next.invoke(
                            IEnumBackgroundCopyJobsVtbl.Next(vtable), self, count, out, fetched))
                    .stream().map(job -> new BackgroundCopyJob(connection, job)).toList();
        }
    }

    /**
     * Uses a job whose interface pointer somebody else has got.
     *
     * @param pointer an IBackgroundCopyJob of this service, AddRef'd here
     */
    public BackgroundCopyJob job(MemorySegment pointer) {
        return new BackgroundCopyJob(connection, connection.share(pointer));
    }

    /**
     * Uses a file whose interface pointer somebody else has got.
     *
     * @param pointer an IBackgroundCopyFile of this service, AddRef'd here
     */
    public BackgroundCopyFile file(MemorySegment pointer) {
        return new BackgroundCopyFile(connection, connection.share(pointer));
    }

    /**
     * Uses an error whose interface pointer somebody else has got.
     *
     * @param pointer an IBackgroundCopyError of this service, AddRef'd here
     */
    public BackgroundCopyError error(MemorySegment pointer) {
        return new BackgroundCopyError(connection, connection.share(pointer));
    }

    /** The service's text for an HRESULT, or ours; empty if nobody knows the code. */
    public String describe(int hresult) {
        return connection.describe(hresult);
    }

    /**
     * As {@link #describe(int)}, in a language; what the service has no text for in it is told by ours, which are English.
     *
     * @param languageId a LANGID of Windows, such as 0x0407 for German in Germany; 0 for the service's own choice
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopymanager-geterrordescription">GetErrorDescription</a>
     */
    public String describe(int hresult, int languageId) {
        return connection.describe(hresult, languageId);
    }

    private BackgroundCopyJob own(MemorySegment out, UUID id) {
        return new BackgroundCopyJob(connection, ComPointer.own(out.get(bits_h.C_POINTER, 0), connection.scope), id);
    }

    /** Withdraws the notify interfaces set through it and releases all interface pointers; a second time it does nothing. */
    @Override
    public void close() {
        connection.close();
    }
}
