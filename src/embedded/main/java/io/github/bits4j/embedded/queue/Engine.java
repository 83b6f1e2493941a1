package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The parts of a queue that its jobs work with. */
final class Engine {
    final ServiceRules rules;
    final QueueSettings settings;
    final Transport transport;
    final ServiceClock clock;
    final QueueLock lock = new QueueLock();
    final Keeper keeper;
    final TemporaryFiles temporaries;
    final EngineThreads threads;
    final Scheduler scheduler;
    final Notifier notifier;
    final StatusNews statuses = new StatusNews(this);
    final ProgramNotifier programs;
    final Lifecycle lifecycle;
    final Settling settling;
    final RemoteNames remoteNames = new RemoteNames(this);
    final CostGate costs = new CostGate(this);
    final Retention retention = new Retention(this);
    volatile QueueHooks hooks = QueueHooks.NONE;
    /** Null until there is somebody to make objects; guarded by the lock. */
    @Nullable NotifyClasses classes;
    /** The jobs that have not ended, in order of creation; guarded by the lock. */
    final Map<UUID, Job> jobs = new LinkedHashMap<>();
    /** Guarded by the lock. */
    boolean closed;

    Engine(
            ServiceRules rules,
            QueueSettings settings,
            Transport transport,
            ProgramLauncher launcher,
            ServiceClock clock,
            @Nullable JobStore store,
            TemporaryFiles temporaries) {
        this.keeper = new Keeper(lock, store);
        this.temporaries = temporaries;
        this.rules = rules;
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
        this.threads = new EngineThreads(clock);
        this.lifecycle = new Lifecycle(this);
        this.settling = new Settling(this);
        this.scheduler = new Scheduler(this);
        this.programs = new ProgramNotifier(this, launcher);
        this.notifier = new Notifier(this);
    }

    /** They do not bind administrators. */
    QueueLimits limits(JobOwner owner) {
        return owner.administrator() ? QueueLimits.UNLIMITED : hooks.limits().apply(rules.limits());
    }

    /** The lock is held. */
    void requireOpen(String operation) {
        if (closed) {
            throw new ComException(HResult.RPC_E_DISCONNECTED, operation, "the service has been closed");
        }
    }
}
