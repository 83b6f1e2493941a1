package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import java.time.Duration;
import java.util.Optional;

/** Where the two services that share the interfaces differ. */
public enum ServiceRules {
    BITS(
            HResult.BG_E_INVALID_STATE,
            HResult.BG_E_NOT_FOUND,
            HResult.BG_E_EMPTY,
            HResult.BG_E_ERROR_INFORMATION_UNAVAILABLE,
            HResult.BG_E_FILE_NOT_AVAILABLE,
            HResult.BG_E_UNKNOWN_PROPERTY_ID,
            HResult.BG_E_READ_ONLY_PROPERTY,
            0x3F,
            QueueLimits.BITS),
    DELIVERY_OPTIMIZATION(
            HResult.DO_E_INVALID_STATE,
            HResult.DO_E_JOB_NOT_FOUND,
            HResult.DO_E_JOB_EMPTY,
            HResult.DO_E_ERROR_INFORMATION_UNAVAILABLE,
            HResult.DO_E_FILE_NOT_AVAILABLE,
            HResult.DO_E_UNKNOWN_PROPERTY_ID,
            HResult.DO_E_READ_ONLY_PROPERTY,
            0x1B,
            QueueLimits.UNLIMITED);

    private static final int FORBIDDEN = 403;

    private final int invalidState;
    private final int notFound;
    private final int empty;
    private final int errorUnavailable;
    private final int fileNotAvailable;
    private final int unknownProperty;
    private final int readOnlyProperty;
    private final int notifyFlags;
    private final QueueLimits limits;

    ServiceRules(
            int invalidState,
            int notFound,
            int empty,
            int errorUnavailable,
            int fileNotAvailable,
            int unknownProperty,
            int readOnlyProperty,
            int notifyFlags,
            QueueLimits limits) {
        this.invalidState = invalidState;
        this.notFound = notFound;
        this.empty = empty;
        this.errorUnavailable = errorUnavailable;
        this.fileNotAvailable = fileNotAvailable;
        this.unknownProperty = unknownProperty;
        this.readOnlyProperty = readOnlyProperty;
        this.notifyFlags = notifyFlags;
        this.limits = limits;
    }

    /** The HRESULT of a method that the job's state does not allow. */
    public int invalidState() {
        return invalidState;
    }

    /** The HRESULT of asking for a job that is not in the queue. */
    public int notFound() {
        return notFound;
    }

    /** The HRESULT of resuming a job without files. */
    public int empty() {
        return empty;
    }

    /** The HRESULT of asking a job without an error for its error. */
    public int errorUnavailable() {
        return errorUnavailable;
    }

    /** The HRESULT of asking an error for its file when it has none. */
    public int fileNotAvailable() {
        return fileNotAvailable;
    }

    /** The HRESULT of a property of a number that the service does not know. */
    public int unknownProperty() {
        return unknownProperty;
    }

    /** The HRESULT of setting a property that can only be read. */
    public int readOnlyProperty() {
        return readOnlyProperty;
    }

    /** Whether a job's property exists: Delivery Optimization knows the first two only. */
    boolean knows(JobProperty property) {
        return this == BITS || property == JobProperty.COST_FLAGS || property == JobProperty.NOTIFICATION_CLSID;
    }

    /** The notify flags that the service accepts. */
    public int notifyFlags() {
        return notifyFlags;
    }

    /**
     * Whether jobs and files have all of BITS' interfaces, up to IBackgroundCopyJob5, IBackgroundCopyFile6 and
     * IBackgroundCopyJobHttpOptions3, and jobs have settings for HTTP.
     */
    public boolean hasAllInterfaces() {
        return this == BITS;
    }

    /**
     * Whether ranges are asked for one by one: BITS documents that its servers must give several in one answer, Delivery
     * Optimization that they must have ranges.
     */
    boolean rangesOneByOne() {
        return this == DELIVERY_OPTIMIZATION;
    }

    /** Whether there are upload jobs. */
    public boolean hasUploads() {
        return this == BITS;
    }

    /** How much the service takes if the application does not say otherwise. */
    QueueLimits limits() {
        return limits;
    }

    /** The HRESULT by which the service tells of an error: Delivery Optimization has some of its own. */
    public int hresult(JobError error) {
        return this == BITS ? error.hresult() : ContentErrors.of(error.hresult(), error.file());
    }

    /** The error of a job whose no-progress timeout ends: BITS' is the last one before, Delivery Optimization has a code for it. */
    JobError withoutProgress(JobError last) {
        return this == BITS ? last : new JobError(last.context(), ContentErrors.NO_PROGRESS, last.file(),
                HResult.meaning(ContentErrors.NO_PROGRESS).orElse("") + " " + last.description(), last.contextDescription(),
                last.protocol());
    }

    /** The no-progress timeout of a job that was given none, in seconds: Delivery Optimization's follows the priority. */
    int noProgressTimeout(JobPriority priority) {
        if (this == BITS) {
            return 1_209_600;
        }
        return priority == JobPriority.FOREGROUND ? 3_600 : 86_400;
    }

    /** Whether a client who does not accept the notification is told again: Delivery Optimization promises it of errors only. */
    boolean repeats(Delivery delivery) {
        return this == BITS || !(delivery instanceof Delivery.Outcome outcome && outcome.error() == null);
    }

    /** For how long after its creation a job is kept that nobody has completed or cancelled; empty for ever. */
    Optional<Duration> retention() {
        return this == BITS ? Optional.empty() : Optional.of(Duration.ofDays(30));
    }

    /** The rank of a background job, lower first: Delivery Optimization knows one only. */
    int level(JobPriority priority) {
        return this == BITS ? priority.code() : JobPriority.NORMAL.code();
    }

    /** The state that Resume brings about. */
    JobState resumed() {
        return this == BITS ? JobState.QUEUED : JobState.TRANSFERRING;
    }

    /** The state of a job whose transfer has begun, but has no answer yet. */
    JobState connecting() {
        return this == BITS ? JobState.CONNECTING : JobState.TRANSFERRING;
    }

    /** The context that an error is reported with. */
    ErrorContext context(ErrorContext context, int hresult) {
        if (this == BITS) {
            return context;
        }
        return hresult == HResult.ofHttpStatus(FORBIDDEN) ? ErrorContext.REMOTE_FILE : ErrorContext.NONE;
    }
}
