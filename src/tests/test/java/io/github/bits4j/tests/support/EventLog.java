package io.github.bits4j.tests.support;

import io.github.bits4j.JobEvent;
import io.github.bits4j.JobListener;
import io.github.bits4j.testkit.Await;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that writes the events down. */
public class EventLog implements JobListener {
    public final List<JobEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void onEvent(JobEvent event) {
        events.add(event);
    }

    public <E extends JobEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The first of its kind, which may be yet to come. */
    public <E extends JobEvent> E await(Class<E> type) {
        Await.until(type.getSimpleName() + ", having " + events, () -> !all(type).isEmpty());
        return all(type).getFirst();
    }

    public Optional<JobEvent> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
    }
}
