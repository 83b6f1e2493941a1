package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one service, and the threads that work on them.
 *
 * <p>Its methods, and those of its jobs, can be called from any thread, from notifications too. What fails throws a
 * {@link ComException} with the HRESULT that the service is documented to return.
 */
public final class JobQueue implements AutoCloseable {
    private static final int MAXIMUM_NAME = 256;

    private final Engine engine;

    /** An empty queue. The transport and the clock stay the caller's, who closes them after the queue. */
    public JobQueue(ServiceRules rules, QueueSettings settings, Transport transport, ServiceClock clock) {
        this(rules, settings, transport, new ProcessLauncher(), clock);
    }

    JobQueue(
            ServiceRules rules,
            QueueSettings settings,
            Transport transport,
            ProgramLauncher launcher,
            ServiceClock clock) {
        this.engine = new Engine(rules, settings, transport, launcher, clock, null, TemporaryFiles.REAL);
    }

    JobQueue(
            ServiceRules rules,
            QueueSettings settings,
            Transport transport,
            ProgramLauncher launcher,
            ServiceClock clock,
            JobStore store,
            TemporaryFiles temporaries) throws IOException {
        this(rules, settings, transport, launcher, clock, store, temporaries, QueueHooks.NONE);
    }

    private JobQueue(
            ServiceRules rules,
            QueueSettings settings,
            Transport transport,
            ProgramLauncher launcher,
            ServiceClock clock,
            JobStore store,
            TemporaryFiles temporaries,
            QueueHooks hooks) throws IOException {
        this.engine = new Engine(rules, settings, transport, launcher, clock, store, temporaries);
        engine.hooks = hooks; // jobs that go on need them
        Recovery recovery = new Recovery(engine);
        try {
            recovery.read(store.records());
        } catch (DamagedJournalException damage) {
            store.setAside(String.valueOf(damage.getMessage()));
            recovery = new Recovery(engine);
        }
        recovery.start();
    }

    /**
     * The queue whose jobs the store keeps: those of an earlier process go on. Transport, clock and store stay the caller's,
     * who closes them after the queue. Records that make no sense have the store set aside, and the queue is empty.
     *
     * @throws IOException if the store is that of another kind of service, or of a newer version
     */
    public static JobQueue restore(
            ServiceRules rules,
            QueueSettings settings,
            Transport transport,
            ServiceClock clock,
            JobStore store,
            QueueHooks hooks) throws IOException {
        return new JobQueue(rules, settings, transport, new ProcessLauncher(), clock, store, TemporaryFiles.REAL, hooks);
    }

    public ServiceRules rules() {
        return engine.rules;
    }

    /**
     * A new job, suspended and without files.
     *
     * @param displayName not null, at most 256 characters, otherwise E_INVALIDARG
     * @param type a BG_JOB_TYPE; E_NOTIMPL for one that the service does not have
     * @param owner to whom the job belongs; whoever hands out the job sees to it that only he changes it
     */
    public Job createJob(@Nullable String displayName, int type, JobOwner owner) {
        String operation = "CreateJob";
        if (displayName == null || displayName.length() > MAXIMUM_NAME) {
            throw new ComException(HResult.E_INVALIDARG, operation, "the display name is missing or too long");
        }
        switch (JobType.of(type)) {
            case DOWNLOAD -> {}
            case UPLOAD, UPLOAD_REPLY -> {
                if (!engine.rules.hasUploads()) {
                    throw new ComException(HResult.E_NOTIMPL, operation, "the service has no upload jobs");
                }
            }
            case UNKNOWN -> throw new ComException(HResult.E_NOTIMPL, operation, "unknown job type " + type);
        }
        return add(
                new JobData(owner, JobType.of(type), displayName, engine.settings.retryDelay(), engine.clock.now()), operation);
    }

    Job add(JobData data, String operation) {
        Job job = new Job(engine, data);
        try {
            engine.lock.run(() -> {
                engine.requireOpen(operation);
                requireRoom(data.owner, operation);
                engine.jobs.put(data.id, job);
                engine.keeper.created(job);
                engine.retention.watch(job);
            });
        } catch (ComException notStored) {
            engine.lock.run(() -> {
                if (engine.jobs.remove(data.id) != null) {
                    engine.keeper.refused(job);
                    engine.retention.forget(job);
                }
            });
            throw notStored;
        }
        return job;
    }

    /** The jobs of administrators do not count. */
    private void requireRoom(JobOwner owner, String operation) {
        QueueLimits limits = engine.limits(owner);
        if (count(limits.jobs(), other -> !other.administrator()) >= limits.jobs()) {
            throw new ComException(HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE, operation);
        }
        if (count(limits.jobsPerUser(), owner::equals) >= limits.jobsPerUser()) {
            throw new ComException(HResult.BG_E_TOO_MANY_JOBS_PER_USER, operation);
        }
    }

    /** How many jobs have such an owner; they are not looked through if all together are fewer than that. */
    private long count(int limit, Predicate<JobOwner> choice) {
        return engine.jobs.size() < limit ? 0
                : engine.jobs.values().stream().filter(job -> choice.test(job.data.owner)).count();
    }

    /** A new job of the user of this process. */
    public Job createJob(@Nullable String displayName, int type) {
        return createJob(displayName, type, JobOwner.ofProcess());
    }

    /** The job of that id; BG_E_NOT_FOUND if there is none or it has ended. */
    public Job job(UUID id) {
        Job job = engine.lock.<@Nullable Job>call(() -> engine.jobs.get(id));
        if (job == null || job.isContent()) {
            throw new ComException(engine.rules.notFound(), "GetJob");
        }
        return job;
    }

    /** The jobs that have not ended, as they are now. */
    public List<Job> jobs() {
        return engine.lock.call(() -> engine.jobs.values().stream().filter(job -> !job.isContent()).toList());
    }

    /** The downloads of Delivery Optimization's modern interfaces, which are no jobs for those that are like BITS'. */
    public ContentDownloads downloads() {
        return new ContentDownloads(this, engine);
    }


    /** What the application decides; to be set before there are jobs. */
    public void setHooks(QueueHooks hooks) {
        engine.hooks = hooks;
    }

    /** From now on jobs that name a class notify objects of it. */
    public void setNotifyClasses(NotifyClasses classes) {
        engine.lock.run(() -> {
            engine.classes = classes;
            engine.jobs.values().forEach(engine.notifier::pump);
        });
    }

    /** The {@link TransferPolicy} may answer otherwise than before: jobs that it held back go on, others stop. */
    public void reviewPolicy() {
        engine.lock.call(() -> List.copyOf(engine.jobs.values())).forEach(engine.costs::review);
    }

    /**
     * Ends the transfers and lets go of all notify targets; programs that run go on, but no more are started. Returns when
     * no transfer, and no Complete or Cancel, touches its files any more, or after the settings' stop limit. The jobs stay as
     * they are, and answer questions.
     */
    @Override
    public void close() {
        List<Settlement> settling = new ArrayList<>();
        List<TransferRun> stopped = engine.lock.call(() -> {
            engine.closed = true;
            List<TransferRun> runs = engine.jobs.values().stream().flatMap(job -> job.stop().stream()).toList();
            engine.jobs.values().forEach(job -> {
                if (job.settlement != null) {
                    settling.add(job.settlement);
                }
                engine.lifecycle.calm(job);
                engine.retention.forget(job);
                job.timeSpent.halt();
                engine.statuses.forget(job);
            });
            return runs;
        });
        stopped.forEach(run -> run.awaitEnd(engine.settings.stopLimit()));
        settling.forEach(settlement -> settlement.awaitEnd(engine.settings.stopLimit()));
        engine.threads.close();
    }
}
