package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import io.github.bits4j.embedded.transfer.session.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The way to the servers for one turn of a job, by the settings that it has when the way is first asked for. For the turn's
 * thread.
 */
final class JobSession {
    private final Engine engine;
    private final Job job;
    private @Nullable HttpSession session;

    JobSession(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    /** Throws if the network costs more than the job may spend, or its client certificate is gone. */
    HttpSession open() throws TransferFailure {
        HttpSession present = session;
        if (present == null) {
            engine.costs.pass(job);
            HttpOptions options = engine.lock.call(() -> job.data.http);
            present = new HttpSession(engine.transport, options, engine.hooks.certificates());
            session = present;
        }
        return present;
    }
}
