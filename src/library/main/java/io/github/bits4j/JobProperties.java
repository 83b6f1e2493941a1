package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.BG_AUTH_TARGET_PROXY;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_DYNAMIC_CONTENT;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_HIGH_PERFORMANCE;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_ID_COST_FLAGS;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_NOTIFICATION_CLSID;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_ON_DEMAND_MODE;
import static io.github.bits4j.bindings.bits.bits_h.BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS;

import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl.*;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob4Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl.GetProperty;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl.SetProperty;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.internal.Arguments;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The properties of a job that newer versions of the service have: the maximum download time and the use of peers
 * (IBackgroundCopyJob4, BITS 3.0), and the properties by number (IBackgroundCopyJob5, BITS 5.0): costs, modes of transfer,
 * limits.
 *
 * <p>Each method throws {@link UnsupportedInterfaceException} if the service has not the interface: Delivery Optimization has
 * no IBackgroundCopyJob4. A property that came later than the interface, or that Delivery Optimization does not know, fails
 * with BG_E_UNKNOWN_PROPERTY_ID or DO_E_UNKNOWN_PROPERTY_ID: it knows {@link #transferPolicy} and {@link #notificationClass}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits5_0/ne-bits5_0-bits_job_property_id">BITS_JOB_PROPERTY_ID</a>
 */
public final class JobProperties {
    private static final Guid NO_CLASS = new Guid(0, 0);

    private final ServiceInterface job4;
    private final ServiceInterface job5;

    JobProperties(BackgroundCopyJob job) {
        this.job4 = job.newer.methods("IBackgroundCopyJob4", InterfaceIds.IBACKGROUND_COPY_JOB4);
        this.job5 = job.newer.methods("IBackgroundCopyJob5", InterfaceIds.IBACKGROUND_COPY_JOB5);
    }

    /** How long the job may be connecting and transferring; 90 days in a new job. By IBackgroundCopyJob4. */
    public Duration maximumDownloadTime() {
        return Duration.ofSeconds(Integer.toUnsignedLong(job4.getInt("GetMaximumDownloadTime",
                IBackgroundCopyJob4Vtbl::GetMaximumDownloadTime, GetMaximumDownloadTime::invoke)));
    }

    /**
     * Limits the time that the job may be connecting and transferring, in whole seconds: what it spends waiting does not count,
     * the machine's sleep during a transfer does. Each {@link BackgroundCopyJob#resume()} begins anew. When the time is over,
     * the job is in error, with BG_E_MAXDOWNLOAD_TIMEOUT.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyjob4-setmaximumdownloadtime">SetMaximumDownloadTime</a>
     */
    public void setMaximumDownloadTime(Duration time) {
        job4.setInt("SetMaximumDownloadTime", IBackgroundCopyJob4Vtbl::SetMaximumDownloadTime,
                SetMaximumDownloadTime::invoke, Arguments.seconds("time", time));
    }

    /** Whether the job takes from peers, and gives to them; none in a new job. By IBackgroundCopyJob4. */
    public EnumSet<PeerCachingFlag> peerCachingFlags() {
        return PeerCachingFlag.setOf(job4.getInt("GetPeerCachingFlags", IBackgroundCopyJob4Vtbl::GetPeerCachingFlags,
                GetPeerCachingFlags::invoke));
    }

    /**
     * Chooses what the job has to do with peers. Bits of the service's that have no name here stay.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed
     * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyjob4-setpeercachingflags">SetPeerCachingFlags</a>
     */
    public void setPeerCachingFlags(Set<PeerCachingFlag> flags) {
        job4.setFlags("PeerCachingFlags", IBackgroundCopyJob4Vtbl::GetPeerCachingFlags, GetPeerCachingFlags::invoke,
                IBackgroundCopyJob4Vtbl::SetPeerCachingFlags, SetPeerCachingFlags::invoke,
                PeerCachingFlag.ALL, PeerCachingFlag.bits(flags));
    }

    /** On which networks the job may transfer; {@link JobTransferPolicy#ALWAYS} in a new job. */
    public JobTransferPolicy transferPolicy() {
        return new JobTransferPolicy(get(BITS_JOB_PROPERTY_ID_COST_FLAGS(), BITS_JOB_PROPERTY_VALUE::Dword));
    }

    /**
     * Chooses on which networks the job may transfer (the cost flags): at any time, with effect at once.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed
     */
    public void setTransferPolicy(JobTransferPolicy policy) {
        set(BITS_JOB_PROPERTY_ID_COST_FLAGS(), value -> BITS_JOB_PROPERTY_VALUE.Dword(value, policy.bits()));
    }

    /** The COM class that the service notifies of the job; empty if there is none. */
    public Optional<UUID> notificationClass() {
        return Optional.of(get(BITS_JOB_PROPERTY_NOTIFICATION_CLSID(), value -> Guid.read(BITS_JOB_PROPERTY_VALUE.ClsID(value))))
                .filter(clsid -> !clsid.equals(NO_CLASS)).map(Guid::toUuid);
    }

    /**
     * Names a COM class of a server process of its own, which the service creates to notify it: also when this process is gone,
     * since the class is kept with the job. A notify interface comes first; of several classes the last one counts.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed
     * @see <a href="https://learn.microsoft.com/windows/win32/bits/registering-a-com-callback">Registering a COM Callback</a>
     */
    public void setNotificationClass(UUID clsid) {
        setClass(requireClass(clsid));
    }

    static Guid requireClass(UUID clsid) {
        Guid guid = Guid.of(clsid);
        if (guid.equals(NO_CLASS)) {
            throw new IllegalArgumentException("clsid: must not be GUID_NULL; clearNotificationClass() removes the class");
        }
        return guid;
    }

    /** Removes the class. Throws as {@link #setNotificationClass} does. */
    public void clearNotificationClass() {
        setClass(NO_CLASS);
    }

    private void setClass(Guid clsid) {
        set(BITS_JOB_PROPERTY_NOTIFICATION_CLSID(), value -> clsid.write(BITS_JOB_PROPERTY_VALUE.ClsID(value)));
    }

    /** Whether the server need not say how large its files are, nor give parts of them; false in a new job. */
    public boolean isDynamicContent() {
        return isEnabled(BITS_JOB_PROPERTY_DYNAMIC_CONTENT());
    }

    /**
     * Lets the job load what its server makes up on request: no HEAD, no Content-Length and no ranges are needed, and each
     * interruption begins anew. Such a transfer cannot be throttled, so it needs {@link JobPriority#FOREGROUND}.
     *
     * @throws BackgroundCopyException BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY; BG_E_READ_ONLY_PROPERTY_AFTER_RESUME once
     *     the job has been resumed; not for files with ranges, with an HTTP method of one's own or on demand
     */
    public void setDynamicContent(boolean enable) {
        enable(BITS_JOB_PROPERTY_DYNAMIC_CONTENT(), enable);
    }

    /** Whether the job does without what makes transfers safe against a sudden end; false in a new job. */
    public boolean isHighPerformance() {
        return isEnabled(BITS_JOB_PROPERTY_HIGH_PERFORMANCE());
    }

    /**
     * Saves the service disk accesses, which pays for many jobs of less than 1 MB: no progress is stored, so that a sudden end
     * of the machine makes it begin anew, and the files are written under their final names, so that the application has to
     * delete what a cancelled or failed job leaves behind.
     *
     * @throws BackgroundCopyException BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY; BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE once
     *     the job has files
     */
    public void setHighPerformance(boolean enable) {
        enable(BITS_JOB_PROPERTY_HIGH_PERFORMANCE(), enable);
    }

    /** How many bytes the job may load altogether; empty for any number, as in a new job. */
    public OptionalLong maximumDownloadSize() {
        long bytes = get(BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE(), BITS_JOB_PROPERTY_VALUE::Uint64);
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty(); // unsigned: from 2^63 on it is no limit either
    }

    /**
     * Limits how many bytes the job may load altogether: for dynamic content, whose size nobody knows before. A job that needs
     * more is in error, with BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED. The limit cannot be taken back.
     *
     * @param bytes 1 at least
     * @throws BackgroundCopyException BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY; BG_E_READ_ONLY_PROPERTY_AFTER_RESUME once
     *     the job has been resumed
     */
    public void setMaximumDownloadSize(long bytes) {
        Arguments.atLeastOne("bytes", bytes);
        set(BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE(), value -> BITS_JOB_PROPERTY_VALUE.Uint64(value, bytes));
    }

    /** Whether proxies that ask for it get the credentials with which the user has logged on; false in a new job. */
    public boolean usesStoredProxyCredentials() {
        return get(BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS(), BITS_JOB_PROPERTY_VALUE::Target) == BG_AUTH_TARGET_PROXY();
    }

    /**
     * Gives proxies that ask for it the credentials with which the job's owner has logged on, or those of the helper token if it
     * is for the network. This cannot be taken back; servers other than proxies never get them.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed
     */
    public void useStoredProxyCredentials() {
        set(BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS(), value -> BITS_JOB_PROPERTY_VALUE.Target(value, BG_AUTH_TARGET_PROXY()));
    }

    /** How long the service waits between two notifications of progress at least; half a second in a new job. */
    public Duration minimumNotificationInterval() {
        return Duration.ofMillis(Integer.toUnsignedLong(
                get(BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS(), BITS_JOB_PROPERTY_VALUE::Dword)));
    }

    /**
     * Changes how often the service calls JobModification and FileRangesTransferred at most, in whole milliseconds: at any time;
     * it may take a while to have effect. BITS 10.1 (Windows 10 1703) and later.
     *
     * @throws BackgroundCopyException BG_E_INVALID_STATE if the job is cancelled or completed; BG_E_UNKNOWN_PROPERTY_ID in
     *     earlier versions
     */
    public void setMinimumNotificationInterval(Duration interval) {
        int millis = Arguments.milliseconds("interval", interval);
        set(BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS(), value -> BITS_JOB_PROPERTY_VALUE.Dword(value, millis));
    }

    /** Whether the job loads only those parts of its files that it is asked for; false in a new job. */
    public boolean isOnDemand() {
        return isEnabled(BITS_JOB_PROPERTY_ON_DEMAND_MODE());
    }

    /**
     * Lets the job load only those parts of its files that it is asked for. It must be a download by HTTP or HTTPS, from a server
     * that gives ranges, and not of dynamic content. BITS 10.1 (Windows 10 1703) and later.
     *
     * @throws BackgroundCopyException BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY; BG_E_UNKNOWN_PROPERTY_ID in earlier
     *     versions; BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD
     */
    public void setOnDemand(boolean enable) {
        enable(BITS_JOB_PROPERTY_ON_DEMAND_MODE(), enable);
    }

    private boolean isEnabled(int id) {
        return get(id, BITS_JOB_PROPERTY_VALUE::Enable) != 0;
    }

    private void enable(int id, boolean enable) {
        set(id, value -> BITS_JOB_PROPERTY_VALUE.Enable(value, enable ? 1 : 0));
    }

    private <T> T get(int id, Function<MemorySegment, T> read) {
        return job5.get("GetProperty", IBackgroundCopyJob5Vtbl::GetProperty,
                (function, self, out) -> GetProperty.invoke(function, self, id, out), BITS_JOB_PROPERTY_VALUE::allocate, read);
    }

    /** The union of 16 bytes goes by value. */
    private void set(int id, Consumer<MemorySegment> write) {
        job5.run("SetProperty", IBackgroundCopyJob5Vtbl::SetProperty, (function, self, arena) -> {
            MemorySegment value = BITS_JOB_PROPERTY_VALUE.allocate(arena);
            write.accept(value);
            return SetProperty.invoke(function, self, id, value);
        });
    }
}
