package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.FileRanges;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a job goes from state to state, but for its end ({@link Settling}). */
final class Lifecycle {
    private final Engine engine;

    Lifecycle(Engine engine) {
        this.engine = engine;
    }

    void addFiles(Job job, List<FileInfo> infos, String operation) {
        addFiles(job, infos, FileRanges.WHOLE, operation);
    }

    void addFileWithRanges(Job job, FileInfo info, List<FileRange> ranges, String operation) {
        engine.lock.run(() -> job.requireAlive(operation));
        if (job.type() != JobType.DOWNLOAD) {
            throw new ComException(HResult.E_NOTIMPL, operation, "only downloads have ranges");
        }
        RangeRules.check(ranges, engine.rules, engine.limits(job.owner()).rangesPerFile(), operation);
        addFiles(job, List.of(info), new FileRanges(ranges), operation);
    }

    void addFiles(Job job, List<FileInfo> infos, FileRanges ranges, String operation) {
        // Only a job that is alive says anything about names; their check looks at the disk, so the lock is free then.
        engine.lock.run(() -> job.requireAlive(operation));
        add(job, infos.stream().map(info -> file(job, info, ranges, operation)).toList(), operation);
    }

    /** All or none. */
    void add(Job job, List<JobFile> files, String operation) {
        Path reply = job.type() == JobType.UPLOAD_REPLY && !files.isEmpty()
                ? JobReply.inventName(files.getFirst().destination)
                : null;
        engine.settling.whenSettled(job, () -> {
            job.requireAlive(operation);
            if (job.data.isUpload() && files.size() > 1 - job.data.files.size()) {
                throw new ComException(HResult.BG_E_TOO_MANY_FILES, operation);
            }
            if (files.size() > engine.limits(job.owner()).filesPerJob() - job.data.files.size()) {
                throw new ComException(HResult.BG_E_TOO_MANY_FILES_IN_JOB, operation);
            }
            JobTraits traits = job.data.traits;
            boolean plain = !traits.dynamicContent() && job.data.method == null && !traits.onDemand();
            if (traits.onDemand() && !files.stream().allMatch(file -> FileDemand.isHttp(file.remote))) {
                throw new ComException(HResult.E_INVALIDARG, operation, "not on demand by that protocol");
            }
            if (!plain && !files.stream().allMatch(file -> file.ranges.isWhole())) {
                throw new ComException(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, operation, "no ranges in such a job");
            }
            job.change(Job.Change.PROPERTY, data -> {
                data.files.addAll(files);
                data.replyName = data.replyName == null ? reply : data.replyName;
            });
        });
    }

    private JobFile file(Job job, FileInfo info, FileRanges ranges, String operation) {
        URI remote = FileNames.remote(info.remoteUrl(), operation);
        FileNames.requireRangeSource(remote, ranges, operation);
        return new JobFile(engine.lock, info, remote, local(job, info.localName(), operation), ranges);
    }

    /** Looks at the disk: the lock is not held. */
    Path local(Job job, String name, String operation) {
        Path local = job.data.isUpload() ? FileNames.source(name, operation) : FileNames.local(name, operation);
        if (!engine.hooks.confinement().allows(local)) {
            throw new ComException(HResult.E_ACCESSDENIED, operation, "outside of where files may be: " + local);
        }
        return local;
    }

    void suspend(Job job) {
        engine.settling.whenSettled(job, () -> {
            job.requireAlive("Suspend");
            if (job.data.state != JobState.SUSPENDED) {
                job.stop();
                calm(job);
                enter(job, JobState.SUSPENDED);
            }
        });
    }

    void resume(Job job) {
        engine.settling.whenSettled(job, () -> {
            job.requireAlive("Resume");
            job.timeSpent.restart(true);
            if (job.data.files.isEmpty()) {
                throw new ComException(engine.rules.empty(), "Resume");
            }
            for (JobFile file : job.data.files) {
                ComException.check(DeliveryFile.obstacle(file), "Resume");
            }
            boolean idle = switch (job.data.state) {
                case SUSPENDED, ERROR, TRANSIENT_ERROR -> true;
                case TRANSFERRED -> !job.data.isTransferred();
                default -> false;
            };
            if (!job.data.begun) {
                job.change(Job.Change.INTERNAL, data -> data.begun = true);
            }
            if (idle) {
                calm(job);
                enter(job, engine.rules.resumed());
            }
        });
    }

    /** Forgets the waiting for a retry and the time without progress. The lock is held. */
    void calm(Job job) {
        ServiceClock.Timer wake = job.wake;
        if (wake != null) {
            wake.cancel();
        }
        job.wake = null;
        job.stalledSince = null;
    }

    /** A state without an error. The lock is held. */
    void enter(Job job, JobState state) {
        job.change(Job.Change.STATE, data -> {
            data.state = state;
            data.error = null;
            data.noProgress = false;
            data.retryAt = null;
            data.stalledAt = job.stalledSince == null ? null : data.stalledAt;
            if (state == JobState.TRANSFERRED) {
                data.transferred = engine.clock.now();
            }
        });
    }

    /** The attempt failed. The lock is held. */
    void failed(Job job, @Nullable JobFile file, TransferFailure failure) {
        long now = engine.clock.nanoTime();
        long since = job.stalledSince == null ? now : job.stalledSince;
        job.stalledSince = since;
        Duration patience = Duration.ofSeconds(Integer.toUnsignedLong(job.noProgressTimeout()));
        Duration left = patience.minusNanos(now - since);
        Duration delay = job.data.retryDelay;
        boolean retry = failure.isPassing() && job.data.method == null && left.isPositive() && delay.compareTo(patience) <= 0;
        JobError error = describe(file, failure);
        Instant time = engine.clock.now();
        boolean inTime = delay.compareTo(left) <= 0;
        Duration rest = inTime ? delay : left;
        job.change(Job.Change.STATE, data -> {
            data.state = retry ? JobState.TRANSIENT_ERROR : JobState.ERROR;
            data.error = error;
            data.noProgress = !retry && failure.isPassing();
            if (data.noProgress && patience.isPositive()) {
                data.error = outOfTime(job, error);
            }
            data.errorCount++;
            data.stalledAt = time.minusNanos(now - since);
            data.retryAt = retry ? time.plus(rest) : null;
        });
        if (retry) {
            sleep(job, rest, inTime);
        }
    }

    /**
     * A job of an earlier process goes on in its time without progress, and in its waiting for a retry. What the clocks say
     * is believed only as far as it is possible. The lock is held.
     */
    void wait(Job job) {
        Instant now = engine.clock.now();
        Duration patience = Duration.ofSeconds(Integer.toUnsignedLong(job.noProgressTimeout()));
        Instant stalledAt = job.data.stalledAt;
        Duration stalled = stalledAt == null ? Duration.ZERO : atMost(Duration.between(stalledAt, now), patience);
        job.stalledSince = stalledAt == null ? null : engine.clock.nanoTime() - stalled.toNanos();
        if (job.data.state == JobState.TRANSIENT_ERROR) {
            Duration delay = job.data.retryDelay;
            Instant retryAt = job.data.retryAt;
            Duration rest = retryAt == null ? delay : atMost(Duration.between(now, retryAt), delay);
            Duration left = patience.minus(stalled);
            boolean inTime = rest.compareTo(left) <= 0;
            sleep(job, inTime ? rest : left, inTime);
        }
    }

    private static Duration atMost(Duration duration, Duration limit) {
        Duration positive = duration.isNegative() ? Duration.ZERO : duration;
        return positive.compareTo(limit) < 0 ? positive : limit;
    }

    /** The attempt failed, and nothing can be said of it. The lock is held. */
    void giveUp(Job job) {
        JobError error = new JobError(ErrorContext.GENERAL_QUEUE_MANAGER, HResult.E_UNEXPECTED, null, "", "", "");
        job.change(Job.Change.STATE, data -> {
            data.state = JobState.ERROR;
            data.error = error;
            data.errorCount++;
        });
    }

    private void sleep(Job job, Duration delay, boolean retry) {
        // The job is put back by this waiting only, not by an earlier one whose timer was already on its way.
        ServiceClock.Timer[] mine = new ServiceClock.Timer[1];
        mine[0] = engine.clock.later(delay, () -> engine.lock.fire(() -> {
            if (job.wake != mine[0] || engine.closed || job.data.state != JobState.TRANSIENT_ERROR) {
                return;
            }
            job.wake = null;
            if (retry) {
                enter(job, JobState.QUEUED);
            } else {
                job.change(Job.Change.STATE, data -> {
                    data.state = JobState.ERROR;
                    data.error = data.error == null ? null : outOfTime(job, data.error);
                    data.noProgress = true;
                    data.retryAt = null;
                });
            }
        }));
        job.wake = mine[0];
    }

    /** A download tells its last error beside the timeout's. */
    private JobError outOfTime(Job job, JobError last) {
        return job.isContent() ? last : engine.rules.withoutProgress(last);
    }

    private JobError describe(@Nullable JobFile file, TransferFailure failure) {
        int hresult = failure.hresult();
        ErrorContext context = engine.rules.context(failure.context(), hresult);
        String explanation = failure.explanation();
        String what = explanation != null
                ? explanation
                : HResult.meaning(hresult).orElseGet(() -> HResult.format(hresult));
        String where = switch (context) {
            case NONE -> "No context is known.";
            case LOCAL_FILE -> "The error occurred while the local file was being processed.";
            case SERVER_CERTIFICATE_CALLBACK -> "The error occurred in the check of the server's certificate.";
            case REMOTE_FILE -> "The error occurred while the remote file was being processed.";
            case REMOTE_APPLICATION -> "The error occurred while the server application was processing the upload.";
            default -> "The error occurred in the queue manager.";
        };
        String protocol = file == null ? "" : file.remote.getScheme().toLowerCase(Locale.ROOT);
        return new JobError(context, hresult, file, what, where, protocol);
    }
}
