package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobEvent;
import io.github.bits4j.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A subscriber that asks for as much as it is told to, and sees to it that the signals keep to the rules. */
public class TestSubscriber extends EventLog implements Flow.Subscriber<JobEvent> {
    private final long first;
    private final AtomicInteger inside = new AtomicInteger();
    public final List<String> violations = new CopyOnWriteArrayList<>();
    public volatile Flow.@Nullable Subscription subscription;
    public volatile @Nullable Throwable error;
    public volatile boolean completed;

    /** @param first how much it asks for at once; 0 for nothing */
    public TestSubscriber(long first) {
        this.first = first;
    }

    public Flow.Subscription subscription() {
        Await.until("onSubscribe", () -> subscription != null);
        return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        enter("onSubscribe", subscription == null);
        subscription = given;
        if (first > 0) {
            given.request(first);
        }
        inside.decrementAndGet();
    }

    @Override
    public void onNext(JobEvent event) {
        enter("onNext", subscription != null && error == null && !completed);
        onEvent(event);
        inside.decrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
        enter("onError", subscription != null && error == null && !completed);
        error = failure;
        inside.decrementAndGet();
    }

    @Override
    public void onComplete() {
        enter("onComplete", subscription != null && error == null && !completed);
        completed = true;
        inside.decrementAndGet();
    }

    private void enter(String signal, boolean inOrder) {
        if (inside.incrementAndGet() != 1) {
            violations.add(signal + " while another signal is under way");
        }
        if (!inOrder) {
            violations.add(signal + " out of order");
        }
    }

    public void awaitComplete() {
        Await.until("onComplete, having " + events + " and " + error, () -> completed);
        assertThat(violations).isEmpty();
    }

    public Throwable awaitError() {
        Await.until("onError", () -> error != null);
        assertThat(violations).isEmpty();
        return error;
    }
}
