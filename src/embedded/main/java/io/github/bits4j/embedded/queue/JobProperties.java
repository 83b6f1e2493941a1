package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The properties of a job that IBackgroundCopyJob5 sets by number. */
public final class JobProperties {
    private static final String OPERATION = "SetProperty";
    private static final int PROXY = 2;
    private static final UUID NO_CLASS = new UUID(0, 0);

    private final Engine engine;
    private final Job job;

    JobProperties(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    public int costFlags() {
        return engine.lock.call(() -> job.data.traits.costFlags());
    }

    /** At any time, and with effect at once. */
    public void setCostFlags(int flags) {
        set(0, traits -> traits.withCostFlags(flags));
        engine.costs.review(job);
    }

    /** The CLSID of what is notified for want of a notify interface; GUID_NULL for none. */
    public UUID notificationClass() {
        return engine.lock.call(() -> {
            UUID clsid = job.data.notificationClass;
            return clsid == null ? NO_CLASS : clsid;
        });
    }

    /** At any time, for what nobody has been told yet. @param clsid GUID_NULL for none; whether it is a class shows later */
    public void setNotificationClass(UUID clsid) {
        job.set(OPERATION, 0, data -> {
            data.notificationClass = clsid.equals(NO_CLASS) ? null : clsid;
            engine.notifier.classReplaced(job);
        });
    }

    public boolean isDynamicContent() {
        return engine.lock.call(() -> job.data.traits.dynamicContent());
    }

    /** For downloads without ranges, before the first Resume. */
    public void setDynamicContent(boolean enable) {
        engine.lock.run(() -> {
            requireFreshDownload();
            if (enable && job.data.method != null) {
                throw new ComException(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, OPERATION);
            }
            if (enable && job.data.files.stream().anyMatch(file -> !file.ranges.isWhole())) {
                throw new ComException(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, OPERATION, "a file has ranges");
            }
            if (enable && job.data.traits.onDemand()) {
                throw new ComException(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, OPERATION, "the job is in on-demand mode");
            }
            set(0, traits -> traits.withDynamicContent(enable));
        });
    }

    public boolean isHighPerformance() {
        return engine.lock.call(() -> job.data.traits.highPerformance());
    }

    /** For downloads, before the first file. */
    public void setHighPerformance(boolean enable) {
        engine.lock.run(() -> {
            requireDownload();
            int refusal = job.data.files.isEmpty() ? 0 : HResult.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE;
            set(refusal, traits -> traits.withHighPerformance(enable));
        });
    }

    /** How many bytes the job may load; 0 for any number. */
    public long maximumSize() {
        return engine.lock.call(() -> job.data.traits.maximumSize());
    }

    /** For downloads, before the first Resume. @param bytes unsigned; 0 is BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE */
    public void setMaximumSize(long bytes) {
        engine.lock.run(() -> {
            requireFreshDownload();
            // More than a long holds is more than any file has.
            long limit = bytes < 0 ? Long.MAX_VALUE : bytes;
            set(bytes == 0 ? HResult.BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE : 0, traits -> traits.withMaximumSize(limit));
        });
    }

    /** A BG_AUTH_TARGET, or 0. */
    public int storedCredentials() {
        return engine.lock.call(() -> job.data.traits.storedCredentials());
    }

    /** @param target a BG_AUTH_TARGET: only the proxy */
    public void setStoredCredentials(int target) {
        int refusal = target == PROXY ? 0 : HResult.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED;
        set(refusal, traits -> traits.withStoredCredentials(target));
    }

    /** In milliseconds, unsigned. */
    public int minimumNotificationInterval() {
        return engine.lock.call(() -> (int) interval(job.data.notificationInterval).toMillis());
    }

    /** @param millis unsigned */
    public void setMinimumNotificationInterval(int millis) {
        job.set(OPERATION, 0, data -> data.notificationInterval = Duration.ofMillis(Integer.toUnsignedLong(millis)));
    }

    private Duration interval(@Nullable Duration own) {
        return own != null ? own : engine.settings.modificationInterval();
    }

    /** Whether only what is asked for of the files is fetched. */
    public boolean isOnDemand() {
        return engine.lock.call(() -> job.data.traits.onDemand());
    }

    /** For downloads of whole files by HTTP, of fixed content and with the usual method, before the first Resume. */
    public void setOnDemand(boolean enable) {
        engine.lock.run(() -> {
            requireFreshDownload();
            if (enable && job.data.method != null) {
                throw new ComException(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, OPERATION);
            }
            boolean parts = job.data.files.stream().allMatch(file -> file.ranges.isWhole() && FileDemand.isHttp(file.remote));
            if (enable && (job.data.traits.dynamicContent() || !parts)) {
                throw new ComException(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, OPERATION);
            }
            set(0, traits -> traits.withOnDemand(enable));
        });
    }

    private void requireFreshDownload() {
        requireDownload();
        if (job.data.begun) {
            throw new ComException(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, OPERATION);
        }
    }

    private void requireDownload() {
        job.requireAlive(OPERATION);
        if (job.type() != JobType.DOWNLOAD) {
            throw new ComException(HResult.BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY, OPERATION);
        }
    }

    private void set(int refusal, UnaryOperator<JobTraits> change) {
        job.set(OPERATION, refusal, data -> data.traits = change.apply(data.traits));
    }
}
