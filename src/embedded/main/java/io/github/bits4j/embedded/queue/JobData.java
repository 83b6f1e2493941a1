package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a job must not forget. Guarded by the queue's lock; changed by {@link Job#change} only. */
final class JobData {
    final UUID id;
    JobOwner owner;
    final Instant created;
    final JobType type;

    String displayName;
    String description = "";
    JobPriority priority = JobPriority.NORMAL;
    int notifyFlags = NotifyFlag.JOB_TRANSFERRED.code() | NotifyFlag.JOB_ERROR.code();
    /** Null for none. */
    @Nullable CommandLine commandLine;
    /** The CLSID of what is notified for want of a notify interface; null for none. */
    @Nullable UUID notificationClass;
    Duration retryDelay;
    /** Seconds, unsigned; null for what the service's rules say. */
    @Nullable Integer noProgressTimeout;
    /** Seconds, unsigned. */
    int maximumDownloadTime = 7_776_000;
    /** Null for what the service's settings say. */
    @Nullable Duration notificationInterval;

    HttpOptions http = HttpOptions.USUAL;
    /** The verb instead of the job type's own, or null. */
    @Nullable String method;
    boolean headersWriteOnly;
    /** BG_COPY_FILE_… bits. */
    int fileAclFlags;
    /** BG_JOB_…PEERCACHING… and BRANCH_CACHE bits. */
    int peerCachingFlags;
    /** BG_TOKEN_… bits. */
    int helperTokenFlags;
    JobTraits traits = JobTraits.USUAL;
    /** Whether it has ever been resumed. */
    boolean begun;

    JobState state = JobState.SUSPENDED;
    final List<JobFile> files = new ArrayList<>();
    /** Present in the states ERROR and TRANSIENT_ERROR. */
    @Nullable JobError error;
    int errorCount;
    Instant modified;
    @Nullable Instant transferred;
    /** Where the reply of an upload is to go; null while there is no name. */
    @Nullable Path replyName;
    /** The reply, as a file that is downloaded; null until it is known where it is. */
    @Nullable JobFile reply;
    /** When the state TRANSIENT_ERROR is to end; null in others. */
    @Nullable Instant retryAt;
    /** When the time without progress began, as far as an error has shown. */
    @Nullable Instant stalledAt;
    /** What makes it a download of Delivery Optimization's modern interfaces; null for a job. */
    @Nullable ContentData content;
    /** It goes into a stream of its client's, which ends with this process. */
    boolean streams;
    /** The state ERROR came about because there was no progress for too long. */
    boolean noProgress;
    /** Complete or Cancel has begun, and may have touched files. */
    Settlement.@Nullable Kind ending;

    /** A new job. */
    JobData(JobOwner owner, JobType type, String displayName, Duration retryDelay, Instant created) {
        this(UUID.randomUUID(), created, owner, type, displayName, retryDelay);
    }

    JobData(UUID id, Instant created, JobOwner owner, JobType type, String displayName, Duration retryDelay) {
        this.id = id;
        this.created = created;
        this.modified = created;
        this.owner = owner;
        this.type = type;
        this.displayName = displayName;
        this.retryDelay = retryDelay;
    }

    boolean isUpload() {
        return type == JobType.UPLOAD || type == JobType.UPLOAD_REPLY;
    }

    /** The files that come from the server to this machine. */
    List<JobFile> received() {
        if (!isUpload()) {
            return List.copyOf(files);
        }
        return reply == null ? List.of() : List.of(reply);
    }

    /** Of what is a download of the modern interfaces. */
    ContentData content() {
        return Objects.requireNonNull(content);
    }

    /** Whether it ends with the service, whatever is stored. */
    boolean isVolatile() {
        return content != null && (streams || !content.flag(ContentProperty.NON_VOLATILE));
    }

    boolean isTransferred() {
        return files.stream().allMatch(file -> file.transferred);
    }

    JobProgress progress() {
        boolean known = files.stream().allMatch(file -> file.size() >= 0);
        return new JobProgress(
                known ? files.stream().mapToLong(JobFile::size).sum() : -1,
                files.stream().mapToLong(file -> file.position).sum(),
                files.size(),
                (int) files.stream().filter(file -> file.transferred).count());
    }
}
