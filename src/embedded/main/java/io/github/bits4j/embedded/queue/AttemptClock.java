package io.github.bits4j.embedded.queue;

import java.util.function.UnaryOperator;

/** Counts the attempts at a file of Delivery Optimization, and their time, from its making to its end. */
final class AttemptClock implements AutoCloseable {
    private final Engine engine;
    private final Job job;
    private final JobFile file;

    AttemptClock(Engine engine, Job job, JobFile file) {
        this.engine = engine;
        this.job = job;
        this.file = file;
        change(info -> info.begun(engine.clock.nanoTime()));
    }

    @Override
    public void close() {
        change(info -> info.ended(engine.clock.nanoTime()));
    }

    private void change(UnaryOperator<DeliveryInfo> change) {
        if (engine.rules == ServiceRules.DELIVERY_OPTIMIZATION) {
            engine.lock.run(() -> job.change(Job.Change.INTERNAL, file, _ -> file.delivery = change.apply(file.delivery)));
        }
    }
}
