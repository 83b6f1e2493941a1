package io.github.bits4j.tests.deliveryoptimization;

import io.github.bits4j.deliveryoptimization.DownloadEvent;
import io.github.bits4j.deliveryoptimization.DownloadListener;
import io.github.bits4j.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes down the events that come, as a listener or a subscriber. */
final class DownloadLog implements DownloadListener, Flow.Subscriber<DownloadEvent> {
    final List<DownloadEvent> events = new CopyOnWriteArrayList<>();
    volatile Flow.@Nullable Subscription subscription;
    volatile @Nullable Throwable error;
    volatile boolean completed;
    private final long first;

    DownloadLog() {
        this(Long.MAX_VALUE);
    }

    /** @param first how much it asks for at once; 0 for nothing */
    DownloadLog(long first) {
        this.first = first;
    }

    @Override
    public void onEvent(DownloadEvent event) {
        events.add(event);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (first > 0) {
            given.request(first);
        }
    }

    @Override
    public void onNext(DownloadEvent event) {
        onEvent(event);
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
    }

    @Override
    public void onComplete() {
        completed = true;
    }

    boolean has(Class<? extends DownloadEvent> kind) {
        return events.stream().anyMatch(kind::isInstance);
    }

    <E extends DownloadEvent> E await(Class<E> kind) {
        Await.until(kind.getSimpleName(), () -> has(kind));
        return events.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }
}
