package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.embedded.face.NotificationClasses;
import io.github.bits4j.embedded.queue.Confinement;
import io.github.bits4j.embedded.queue.QueueHooks;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.session.KeyStoreCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedService} is to be, where it need not be as usual. Immutable; each method returns other options.
 *
 * <pre>{@code
 * EmbeddedOptions options = EmbeddedOptions.usual()
 *         .withFilesBelow(Path.of("/var/lib/app/downloads"))
 *         .withClientCertificates("MY", keys, password);
 * }</pre>
 */
public final class EmbeddedOptions {
    private static final EmbeddedOptions USUAL = new EmbeddedOptions(
            null, QueueHooks.NONE, KeyStoreCertificates.none(), NotificationClasses.NONE);

    private static final UUID NO_CLASS = new UUID(0, 0);

    private final @Nullable ServiceClock clock;
    private final QueueHooks hooks;
    private final KeyStoreCertificates certificates;
    private final NotificationClasses classes;

    private EmbeddedOptions(@Nullable ServiceClock clock, QueueHooks hooks, KeyStoreCertificates certificates,
            NotificationClasses classes) {
        this.clock = clock;
        this.hooks = hooks;
        this.certificates = certificates;
        this.classes = classes;
    }

    /** The system's clock, no client certificates, files anywhere, any network, the documented limits. */
    public static EmbeddedOptions usual() {
        return USUAL;
    }

    /** By a clock of the caller's: delays and timeouts pass when the clock says so. */
    public EmbeddedOptions withClock(ServiceClock other) {
        return new EmbeddedOptions(Objects.requireNonNull(other, "clock"), hooks, certificates, classes);
    }

    /**
     * With a store of client certificates, from which clients choose by IBackgroundCopyJobHttpOptions, as the one of that name
     * of the location BG_CERT_STORE_LOCATION_CURRENT_USER. The keys are read now.
     *
     * @param store its name, in which case does not count; {@code MY} is the usual one for personal certificates
     * @param password of each of the keys
     * @throws GeneralSecurityException if a key cannot be read
     */
    public EmbeddedOptions withClientCertificates(String store, KeyStore keys, char[] password)
            throws GeneralSecurityException {
        KeyStoreCertificates more = certificates.with(store, keys, password);
        return new EmbeddedOptions(clock, hooks.withCertificates(more), more, classes);
    }

    /**
     * With files only below that directory, for clients that are not trusted with all of the file system; others are refused
     * with E_ACCESSDENIED, also where a symbolic link leads out. Directories are made for the modern downloads of Delivery
     * Optimization only, below that one too.
     *
     * @throws IOException if the directory is not there
     */
    public EmbeddedOptions withFilesBelow(Path directory) throws IOException {
        return new EmbeddedOptions(clock, hooks.withConfinement(Confinement.to(directory)), certificates, classes);
    }

    /**
     * With the application's word on whether a job may use the network as it is now. A job that may not waits in the state
     * TRANSIENT_ERROR with BG_E_BLOCKED_BY_COST_TRANSFER_POLICY, or DO_E_BLOCKED_BY_COST_TRANSFER_POLICY.
     *
     * @param allowed asked with the job's BITS_COST_STATE_… bits before each attempt, from any thread; when its answers
     *     change, {@link EmbeddedService#reviewTransferPolicy()} has it asked anew
     */
    public EmbeddedOptions withTransferPolicy(IntPredicate allowed) {
        Objects.requireNonNull(allowed, "allowed");
        return new EmbeddedOptions(clock, hooks.withPolicy(allowed::test), certificates, classes);
    }

    /**
     * With other limits than the documented 60 jobs of a user and 300 of all; more than that are
     * BG_E_TOO_MANY_JOBS_PER_USER and BG_E_TOO_MANY_JOBS_PER_MACHINE. Delivery Optimization has no limits by itself.
     */
    public EmbeddedOptions withJobLimits(int perUser, int all) {
        requirePositive("perUser", perUser);
        requirePositive("all", all);
        return new EmbeddedOptions(clock, hooks.withLimits(limits -> limits.withJobs(perUser, all)), certificates, classes);
    }

    /**
     * With other limits than the documented 200 files of a job and 500 ranges of a file; more than that are
     * BG_E_TOO_MANY_FILES_IN_JOB and BG_E_TOO_MANY_RANGES_IN_FILE. Delivery Optimization has no limits by itself.
     */
    public EmbeddedOptions withFileLimits(int perJob, int rangesPerFile) {
        requirePositive("perJob", perJob);
        requirePositive("rangesPerFile", rangesPerFile);
        return new EmbeddedOptions(
                clock, hooks.withLimits(limits -> limits.withFiles(perJob, rangesPerFile)), certificates, classes);
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": must be positive, is " + value);
        }
    }

    /**
     * With a class that jobs may name by BITS_JOB_PROPERTY_NOTIFICATION_CLSID: what there is to tell of a job whose client
     * has registered no notify interface is told to an object of it. The name is stored with the job, so that it works after
     * a restart, when no client has come back yet. On Windows, a CLSID of which the application has no class is one of a COM
     * server, out of process.
     *
     * @param callbacks makes a callback for each job that needs one, on a thread of the service; what it throws is logged,
     *     and the notification is repeated. The callback gets job, file and error for the length of each call, and none after
     *     the job's end
     */
    public EmbeddedOptions withNotificationClass(UUID clsid, Supplier<? extends BackgroundCopyCallback> callbacks) {
        Objects.requireNonNull(clsid, "clsid");
        Objects.requireNonNull(callbacks, "callbacks");
        if (clsid.equals(NO_CLASS)) {
            throw new IllegalArgumentException("clsid: GUID_NULL is for no class");
        }
        return new EmbeddedOptions(clock, hooks, certificates, classes.with(clsid, callbacks));
    }

    NotificationClasses notificationClasses() {
        return classes;
    }

    Optional<ServiceClock> clock() {
        return Optional.ofNullable(clock);
    }

    QueueHooks hooks() {
        return hooks;
    }
}
