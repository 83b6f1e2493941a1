package io.github.bits4j.internal;

import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of the events of an object. All signals are tasks of one {@link SerialExecutor}, that of the delivery: so none
 * comes before {@code onSubscribe}, and never two at once.
 */
public final class EventSubscription<E, S extends EventSource> implements Flow.Subscription {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    /** For a subscriber who cannot be served at all. */
    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final Flow.Subscriber<? super E> subscriber;
    private final SerialExecutor tasks;
    private final Consumer<EventSubscription<E, S>> onEnd;
    private final EventRules<E> rules;
    private final S delivery;
    private final EventBuffer<E> waiting;
    private final Object guard = new Object();
    private long demand;
    /** The last event is waiting, or has been passed on. */
    private boolean complete;
    private @Nullable Throwable failure;
    /** Cancelled, completed or failed. */
    private boolean over;

    /**
     * @param newDelivery makes what delivers the events to a listener, in tasks of an executor
     * @param onEnd run when the subscription is over, for whichever reason
     */
    public EventSubscription(Flow.Subscriber<? super E> subscriber, Executor executor, EventRules<E> rules,
            BiFunction<Consumer<E>, SerialExecutor, S> newDelivery, Consumer<EventSubscription<E, S>> onEnd) {
        this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
        this.tasks = new SerialExecutor(executor);
        this.onEnd = onEnd;
        this.rules = rules;
        this.waiting = new EventBuffer<>(rules);
        this.delivery = newDelivery.apply(this::offer, tasks);
    }

    public S delivery() {
        return delivery;
    }

    /** Gives the subscriber his subscription; false if the executor refuses, of which he has been told then. */
    boolean begin() {
        try {
            tasks.execute(() -> signal(() -> subscriber.onSubscribe(this)));
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (guard) {
                over = true;
            }
            EventThreads.POOL.execute(() -> signal(() -> {
                subscriber.onSubscribe(NONE);
                subscriber.onError(e);
            }));
            return false;
        }
    }

    boolean isOver() {
        synchronized (guard) {
            return over;
        }
    }

    /** Starts to poll, at once: the state of this moment is the first event. */
    void start() {
        delivery.start();
        delivery.poll();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            fail(new IllegalArgumentException("n: must be positive, is " + n)); // rule 3.9 of Reactive Streams
            return;
        }
        synchronized (guard) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
        schedule();
    }

    @Override
    public void cancel() {
        if (end()) {
            waiting.clear();
        }
    }

    /** Ends the subscription by onError, without waiting until what came before is asked for. */
    void fail(Throwable failure) {
        synchronized (guard) {
            if (over || this.failure != null) {
                return;
            }
            this.failure = failure;
        }
        schedule();
    }

    private void offer(E event) {
        synchronized (guard) {
            if (over) {
                rules.discard(event);
                return;
            }
            waiting.add(event);
            complete |= rules.isLast(event);
        }
        drain();
    }

    private void schedule() {
        try {
            tasks.execute(this::drain);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the executor refused a subscriber's signals", e);
            if (end()) {
                waiting.clear();
                EventThreads.POOL.execute(() -> signal(() -> subscriber.onError(e)));
            }
        }
    }

    private void drain() {
        while (true) {
            E next;
            Throwable failed;
            synchronized (guard) {
                failed = failure;
                if (over || (failed == null && !waiting.isEmpty() && demand == 0)) {
                    return;
                }
                next = failed == null ? waiting.poll() : null;
                if (next == null && failed == null && !complete) {
                    return;
                }
                if (next != null && demand != Long.MAX_VALUE) {
                    demand--;
                }
            }
            if (next != null) {
                signal(() -> subscriber.onNext(next));
            } else if (end()) {
                waiting.clear();
                signal(failed == null ? subscriber::onComplete : () -> subscriber.onError(failed));
            }
        }
    }

    /** A subscriber that throws has broken the rules, and gets nothing more. */
    private void signal(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable t) {
            LOG.log(Level.WARNING, "a subscriber threw; it gets no more", t);
            cancel();
        }
    }

    /** Whether it is this call that ends it. */
    private boolean end() {
        synchronized (guard) {
            if (over) {
                return false;
            }
            over = true;
        }
        delivery.stop();
        onEnd.accept(this);
        return true;
    }
}
